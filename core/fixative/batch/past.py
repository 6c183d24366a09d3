"""What counts as done: the journal, as one recipe sees it."""

from __future__ import annotations

import contextlib
import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

import msgspec

from fixative.batch.journal import Entry, Journal
from fixative.cloak.preset import Preset
from fixative.errors import FixativeError, SecretError
from fixative.look import Look, digest
from fixative.outcome import Outcome, Problem, Status
from fixative.recipe import CloakChoice, Conflict, Destination, Limits, Recipe
from fixative.remote import absolute
from fixative.secret import OwnSecret, Place, find
from fixative.write import numbered

__all__ = ["Past", "Proof", "named", "place_of"]

_KEY_BYTES = 16
_COARSE = 2_000_000_000
"""Nanoseconds of the coarsest clock of a file system (FAT): a file that is younger may be written to unnoticed."""

_PATIENCE = 10.0
"""Seconds that the name of a result which another run has just made gets to appear."""

_PAUSE = 0.02

_UNMADE = "unmade"
"""Where there is no secret yet, and nothing can have been made with it."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A result that is whole and checked, and has no name yet.

    Attributes
    ----------
    source : Look
    source_hash, result_hash : bytes
        SHA-256.
    made : Outcome
        What is told once the result has its name; whoever made it may not live to tell.
    """

    source: Look
    source_hash: bytes
    result_hash: bytes
    made: Outcome


class _State(Enum):
    THERE = "there"
    CHANGED = "changed"
    GONE = "gone"


class Past:
    """What was made by a recipe before.

    Done is a picture whose content a result was made of, by the same choices, the same secret and for the same name,
    and whose result is still there. A later version of Fixative is no reason to do it again, nor is a secret that
    cannot be had today. A result that somebody changed is left alone, too, unless the recipe overwrites.

    Parameters
    ----------
    journal : Journal
    recipe : Recipe
    own : OwnSecret, optional
        The user's secret, where it was read already; otherwise it is looked for once something depends on it.
    """

    def __init__(self, journal: Journal, recipe: Recipe, own: OwnSecret | None = None) -> None:
        self._journal = journal
        self._recipe = recipe
        self._key = _hashed(_choices(recipe))
        self._secret = None if own is None and recipe.cloak.needs_own_secret else _fingerprint(recipe, own)

    def done(self, place: bytes, source: Path, is_another: Callable[[Path], bool]) -> Outcome | None:
        """Say that a picture is done; None where it is not.

        Parameters
        ----------
        place : bytes
            Of the result (`place_of`).
        source : Path
        is_another : callable
            Whether a path is that of another picture at hand: what was made of that is not this one's, even where
            both are alike.
        """
        if self._journal.redo:
            return None
        path = absolute(source)
        changed = None
        for entry in self._of_this_secret(self._journal.entries(place, self._key)):
            if entry.source != path and is_another(entry.source):
                continue
            look = _same_content(entry, path)
            if look is None:
                continue
            result, state = _state(entry)
            if state is _State.THERE:
                self._remember(place, entry, path, look, result)
                problem = Problem("already-done", {"version": entry.version})
                return Outcome(Status.SKIPPED, source, result, problems=(problem,))
            if state is _State.CHANGED and changed is None:
                changed = Outcome(Status.SKIPPED, source, result, problems=(Problem("result-changed"),))
        return None if self._recipe.destination.conflict is Conflict.OVERWRITE else changed

    def begin(
        self, place: bytes, source: Path, target: Path, proof: Proof, *, lost: int | None = None
    ) -> int | Outcome | None:
        """Write down a result that is about to get its name.

        Parameters
        ----------
        place : bytes
        source, target : Path
        proof : Proof
        lost : int, optional
            The entry of the same picture's result whose maker was lost: it got its name before that, or never will.

        Returns
        -------
        int, Outcome or None
            The entry's number, None where the journal is not kept; or what became of the picture, where another run
            was faster and this result must not get a name.
        """
        path = absolute(source)
        ours = Entry(
            secret=self._known_secret(),
            source=path,
            source_look=proof.source,
            source_hash=proof.source_hash,
            target=absolute(target),
            result_hash=proof.result_hash,
        )
        if self._journal.redo:
            return self._journal.add(place, self._key, ours)
        while True:
            entries = self._journal.entries(place, self._key)
            for entry in self._of_this_secret(entries):
                if (entry.source, entry.source_hash) == (path, proof.source_hash):
                    awaited = self._journal.is_news(entry) and entry.number != lost
                    result, state = _awaited(entry) if awaited else _state(entry)
                    if state is _State.THERE:
                        problem = Problem("already-done", {"version": entry.version})
                        return Outcome(Status.SKIPPED, source, result, problems=(problem,))
            # Another run may write between our look and our word.
            number = self._journal.add(place, self._key, ours, after=max((each.number for each in entries), default=0))
            if number != 0:
                return number

    def finish(self, number: int, result: Path) -> None:
        """Write down that a result got its name."""
        with contextlib.suppress(FixativeError):  # whoever was faster to take it away again
            path = absolute(result)
            self._journal.publish(number, path, Look.of(path))

    def _of_this_secret(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        for entry in entries:
            secret = self._known_secret()
            if not secret or not entry.secret or secret == entry.secret:
                yield entry

    def _known_secret(self) -> str:
        if self._secret is None:
            try:
                self._secret = own.fingerprint if (own := find()) else _UNMADE
            except SecretError:
                self._secret = ""
        return self._secret

    def _remember(self, place: bytes, entry: Entry, source: Path, look: Look, result: Path) -> None:
        """Write down what had to be read, so that the next run need not."""
        with contextlib.suppress(FixativeError):  # a result that is just being taken away
            seen = Look.of(result)
            known = (source, look, result, seen) == (entry.source, entry.source_look, entry.result, entry.result_look)
            was_young = entry.at <= look.modified + _COARSE < time.time_ns()
            if not known or was_young:
                again = replace(entry, source=source, source_look=look, result=result, result_look=seen)
                self._journal.add(place, self._key, again)


def place_of(name: str) -> bytes:
    """Give the place of a result in the journal.

    Parameters
    ----------
    name : str
        Equal for names that are one file.
    """
    return _hashed(name)


def _hashed(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_KEY_BYTES).digest()


def _choices(recipe: Recipe) -> str:
    """Write down what a result depends on, and nothing secret. Defaults are left out, so that new choices may come."""
    cloak = recipe.cloak
    tags_only = cloak.preset is Preset.OFF
    coding = Destination(format=recipe.destination.format, quality=recipe.destination.quality)
    return msgspec.structs.replace(
        recipe,
        cloak=CloakChoice(preset=Preset.OFF) if tags_only else msgspec.structs.replace(cloak, secret=""),
        destination=coding,
        limits=Limits(),
    ).to_toml()


def _fingerprint(recipe: Recipe, own: OwnSecret | None) -> str:
    """Tell secrets apart; empty where nothing is kept that could be told apart."""
    if recipe.cloak.preset is Preset.OFF:
        return ""
    if recipe.cloak.secret:
        own = OwnSecret(recipe.cloak.secret, Place.ENVIRONMENT)
    return "" if own is None or own.place is Place.NOWHERE else own.fingerprint


def _same_content(entry: Entry, path: Path) -> Look | None:
    """Look at a source, and give what was seen where it is what the entry was made of."""
    try:
        look = Look.of(path)
        trusted = look == entry.source_look and look.modified + _COARSE < entry.at
        if trusted or (look.size == entry.source_look.size and digest(path) == entry.source_hash):
            return look
    except FixativeError:
        return None  # the work on it will say what is wrong
    return None


def _state(entry: Entry) -> tuple[Path, _State]:
    if entry.result is None or entry.result_look is None:
        return _found(entry)
    try:
        look = Look.of(entry.result)
        if look != entry.result_look and (look.size != entry.result_look.size or _is_other(entry, entry.result)):
            return entry.result, _State.CHANGED
    except FixativeError:
        return entry.result, _State.GONE
    return entry.result, _State.THERE


def _found(entry: Entry) -> tuple[Path, _State]:
    """Look for a result that nobody lived to write the name of down."""
    found = named(entry.target, entry.result_hash)
    return (entry.target, _State.GONE) if found is None else (found, _State.THERE)


def named(target: Path, result_hash: bytes) -> Path | None:
    """Give the name that a result got, by its content: the one that was wanted, or a numbered one.

    Parameters
    ----------
    target : Path
    result_hash : bytes
        SHA-256.
    """
    number = 1
    while _is_there(path := numbered(target, number)):
        with contextlib.suppress(FixativeError):
            if digest(path) == result_hash:
                return path
        number += 1
    return None


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False  # for all that can be known


def _is_other(entry: Entry, path: Path) -> bool:
    return digest(path) != entry.result_hash


def _awaited(entry: Entry) -> tuple[Path, _State]:
    """Wait for the name of what another run is about to publish."""
    until = time.monotonic() + _PATIENCE
    while (seen := _state(entry))[1] is _State.GONE and time.monotonic() < until:
        time.sleep(_PAUSE)
    return seen
