"""Where a file comes from, as far as the register knows, and what became of it on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from fixative.formats import Format
from fixative.inspect.report import Origin, Report
from fixative.inspect.tongue import ENGLISH, Tongue
from fixative.outcome import Status
from fixative.register import Kinship, Match, Register, find
from fixative.rights.statement import AIPolicy

__all__ = ["changes_of", "told_of", "with_origins"]

_MARK = "XMP-fixative:Cloak"
"""Our mark, named as the other fields are."""

_KINSHIPS: Mapping[Kinship, str] = {
    Kinship.RESULT: "origin-result",
    Kinship.SOURCE: "origin-source",
    Kinship.COPY: "origin-copy",
    Kinship.SIMILAR: "origin-similar",
}


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


def told_of(match: Match, tongue: Tongue = ENGLISH) -> str:
    """Say what a file is to a protected picture, and what was done to that, when, and what was said."""
    entry = match.entry
    policy = tongue.policy(AIPolicy(entry.policy)) if entry.policy in set(AIPolicy) else entry.policy
    status = tongue.data(entry.status.value)
    return tongue.phrase(
        _KINSHIPS[match.kinship],
        number=str(entry.number),
        likeness=tongue.decimal(match.likeness),
        entry=tongue.phrase(
            "entry", source=tongue.place(entry.source), status=status, time=tongue.moment(entry.at), policy=policy
        ),
    )


def changes_of(origin: Origin, report: Report, tongue: Tongue = ENGLISH) -> Iterator[tuple[str, str]]:
    """Say what became of the result on its way to a copy: what it is about, and what happened; nothing for the rest."""
    match, entry = origin.match, origin.match.entry
    if match.kinship is not Kinship.COPY:
        return
    before, after = tongue.extent(entry.figures.width, entry.figures.height), tongue.extent(match.width, match.height)
    size = tongue.phrase("size-kept" if before == after else "size-changed", before=before, after=after)
    yield tongue.phrase("size"), size
    kind = Format(entry.format).label
    told = kind if kind == report.format.label else f"{kind} -> {report.format.label}"
    if match.quality is not None:
        told = tongue.phrase("at-quality", format=told, quality=str(match.quality))
    yield tongue.phrase("format"), told
    if origin.remains is not None:
        left = origin.remains
        shares = {"share": f"{left.share:.0%}", "before": f"{left.before:.0%}", "after": f"{left.after:.0%}"}
        yield tongue.phrase("cloak-left"), tongue.phrase("cloak-left-share", **shares)
    yield tongue.phrase("tags-gone"), ", ".join(origin.lost) or tongue.phrase("tags-gone-none")
