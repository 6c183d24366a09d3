"""A log of what went wrong, for a report: without pictures, and without names and folders unless they are wanted."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from fixative.outcome import Outcome, Problem
from fixative.printable import printable
from fixative_app.queue_model import Row

__all__ = ["problem_log"]

_HIDDEN = "…"


def problem_log(rows: Iterable[Row], notes: Iterable[Problem] = (), *, names: bool) -> str:
    """Write the log.

    Parameters
    ----------
    rows : iterable of Row
    notes : iterable of Problem, optional
        Of a run as a whole.
    names : bool
        Whether files are named, with their folders. Otherwise they are numbered, and no word that holds a
        slash or a part of a name is left in the details.
    """
    every = list(rows)
    told = [row for row in every if row.outcome is not None and row.outcome.problems]
    lines = [
        f"Fixative {version('fixative')}, Python {platform.python_version()}, PySide6 {version('PySide6-Essentials')}",
        f"{platform.system()} {platform.release()}, {platform.machine()}, {os.cpu_count()} cores",
        f"{len(every)} pictures, {sum(row.done for row in every)} done, {sum(row.failed for row in every)} failed",
        "",
        *(f"{note.severity.value} {_line(note, (), names=names)}" for note in notes),
    ]
    for number, row in enumerate(told, start=1):
        outcome = row.outcome
        if outcome is not None:
            lines += _told(outcome, printable(row.source) if names else f"picture {number}", names=names)
    return "\n".join(lines)


def _told(outcome: Outcome, name: str, *, names: bool) -> list[str]:
    measured = outcome.figures
    size = f", {measured.width} x {measured.height}" if measured is not None else ""
    kind = outcome.source.suffix.lower()
    named = (outcome.source, *(() if outcome.result is None else (outcome.result,)))
    return [
        f"{name} ({kind}{size}): {outcome.status.value}",
        *(f"    {problem.severity.value} {_line(problem, named, names=names)}" for problem in outcome.problems),
    ]


def _line(problem: Problem, named: Iterable[Path], *, names: bool) -> str:
    params = {
        name: value if names or not isinstance(value, str) else _without_names(value, named)
        for name, value in problem.params.items()
    }
    return " ".join([problem.code, *(f"{name}={printable(str(value))}" for name, value in params.items())])


def _without_names(text: str, named: Iterable[Path]) -> str:
    parts = {part for path in named for part in (*path.parts, path.stem) if len(part) > 1}
    # The longest first, as one may be a part of another.
    for part in sorted(parts, key=len, reverse=True):
        text = text.replace(part, _HIDDEN)
    return " ".join(_HIDDEN if "/" in word or "\\" in word else word for word in text.split())
