"""A picture that is not on a disk here, or whose result goes to none: fetched, worked on, and put where it belongs."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from fixative.errors import DestinationExistsError, FixativeError, SourceChangedError, writing_failed
from fixative.look import Look
from fixative.outcome import Outcome, Problem, Status
from fixative.recipe import Conflict
from fixative.remote import Remote
from fixative.write import numbered

__all__ = ["Witness", "carried"]

_LONGEST = 10
"""Characters of an ending that a file here keeps: by it, a store tells browsers what the file is."""

Witness = Callable[[Look, bytes, bytes, Outcome], None]


def carried(
    source: Path,
    target: Path,
    conflict: Conflict,
    *,
    folder: Path | None,
    witness: Witness | None,
    make: Callable[[Path, Path, Witness], Outcome],
) -> Outcome:
    """Make a result of a picture, where source or target is a `Remote`.

    Parameters
    ----------
    source, target : Path
    conflict : Conflict
    folder : Path or None
        Where files lie meanwhile; None is the system's place for temporary ones.
    witness : callable or None
        As in `fixative.protect`. It gets the look of the source in its store.
    make : callable
        Gets a source and a target on a disk here, and a witness, and gives the outcome.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="fixative-", dir=folder) as name:
            return _there_and_back(source, target, conflict, Path(name), witness, make)
    except DestinationExistsError as error:
        if conflict is Conflict.SKIP:
            return Outcome(Status.SKIPPED, source, target, problems=(Problem("already-there"),))
        return Outcome.failed(source, error)
    except FixativeError as error:
        return Outcome.failed(source, error)
    except OSError as error:
        return Outcome.failed(source, writing_failed(error))


def _there_and_back(
    source: Path,
    target: Path,
    conflict: Conflict,
    here: Path,
    witness: Witness | None,
    make: Callable[[Path, Path, Witness], Outcome],
) -> Outcome:
    before: Look | None = None
    near_source, near_target = source, target
    if isinstance(source, Remote):
        before = Look.of(source)
        near_source = here / "source"
        source.fetch(near_source)
    if isinstance(target, Remote):
        near_target = here / f"result{target.suffix[:_LONGEST]}"

    def see(look: Look, source_hash: bytes, result_hash: bytes, made: Outcome) -> None:
        if before is not None and not Look.of(source).is_like(before):
            raise SourceChangedError
        if witness is not None:
            witness(before or look, source_hash, result_hash, replace(made, source=source))

    outcome = replace(make(near_source, near_target, see), source=source)
    if isinstance(target, Remote) and outcome.result is not None:
        outcome = replace(outcome, result=_put(outcome.result, target, conflict))
    return outcome


def _put(near: Path, target: Remote, conflict: Conflict) -> Remote:
    """Give a result its name in a store: what `fixative.write` does on a disk."""
    number = 1
    while True:
        name = Remote(numbered(target, number))
        try:
            return name.put(near, exclusive=conflict is not Conflict.OVERWRITE)
        except FileExistsError:
            if conflict is not Conflict.RENAME:
                raise DestinationExistsError from None
            number += 1
