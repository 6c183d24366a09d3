"""Where a file comes from, as far as the register knows, and what became of it on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from fixative.formats import Format
from fixative.inspect.report import Origin, Report
from fixative.outcome import Status
from fixative.register import Kinship, Register, find
from fixative.register.words import about_match

__all__ = ["changes_of", "told_of", "with_origins"]

_MARK = "XMP-fixative:Cloak"
"""Our mark, named as the other fields are."""


def with_origins(report: Report, path: Path, register: Register) -> Report:
    """Add to a report which protected pictures the file comes from, or may come from.

    Unlike the rest of a report this takes a look at the pixels, unless the register knows the very bytes.

    Raises
    ------
    InputError, RegisterError
    """
    names = {finding.field for finding in report.findings}
    origins = []
    for match in find(path, register):
        lost: tuple[str, ...] = ()
        if match.kinship is Kinship.COPY:
            lost = tuple(field for field in match.entry.figures.tags if field not in names)
            if match.entry.status is Status.PROTECTED and report.cloak is None:
                lost += (_MARK,)
        origins.append(Origin(match, lost))
    return replace(report, origins=tuple(origins))


def told_of(origin: Origin) -> str:
    """Say what a file is to a protected picture."""
    return about_match(origin.match)


def changes_of(origin: Origin, report: Report) -> Iterator[tuple[str, str]]:
    """Say what became of the result on its way to a copy: what it is about, and what happened; nothing for the rest."""
    match, entry = origin.match, origin.match.entry
    if match.kinship is not Kinship.COPY:
        return
    before, after = f"{entry.figures.width} x {entry.figures.height}", f"{match.width} x {match.height}"
    yield "size", f"{before} pixels, unchanged" if before == after else f"{before} -> {after} pixels"
    kind = Format(entry.format).label
    told = kind if kind == report.format.label else f"{kind} -> {report.format.label}"
    yield "format", told if match.quality is None else f"{told}, at a quality of about {match.quality}"
    yield "tags gone", ", ".join(origin.lost) or "none"
