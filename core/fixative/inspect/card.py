"""One picture on the page: what `fixative.inspect.page` puts together."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from fixative.codecs.thumbnail import Thumbnail
from fixative.credentials import State
from fixative.inspect.markup import chip, rows, safe, table
from fixative.inspect.origin import changes_of, told_of
from fixative.inspect.readers import readings_of
from fixative.inspect.report import Report
from fixative.inspect.words import (
    about_mark,
    clashes_of,
    findings_of,
    found_by,
    ingredient,
    made_of_it,
    missing_by_purpose,
    summed,
)
from fixative.rights.policy import is_prohibition
from fixative.rights.statement import AIPolicy, Language
from fixative.rights.wording import SHORT

__all__ = ["Kind", "card", "failed_card", "kinds_of"]

_MAX_FINDINGS = 40
"""Of one standard: a file may have thousands."""


class Kind(StrEnum):
    """By what pictures are counted and chosen, and the class of their cards; a picture may be of several."""

    FORBIDS = "forbids"
    CLASHES = "clashes"
    SILENT = "silent"
    SIGNED = "signed"
    FAILED = "failed"


def kinds_of(report: Report) -> list[Kind]:
    """Sort a picture that could be read."""
    kinds = []
    if report.policy is None:
        kinds.append(Kind.SILENT)
    elif is_prohibition(report.policy):
        kinds.append(Kind.FORBIDS)
    if report.contradictions:
        kinds.append(Kind.CLASHES)
    if report.provenance is not None and report.provenance.state is not State.INVALID:
        kinds.append(Kind.SIGNED)
    return kinds


def card(path: Path, report: Report, small: Thumbnail | None) -> str:
    """Show a picture and all that it says.

    Parameters
    ----------
    path : Path
    report : Report
    small : Thumbnail or None

    Returns
    -------
    str
        HTML of a bounded length.
    """
    return "".join(
        (
            f'<article class="card {" ".join(kinds_of(report))}">\n',
            _picture(path, small, f"No thumbnail: this {report.format.label} is not decoded here"),
            _title(path),
            f"<p>{chip(report.format.label)}{_policy(report.policy)}{_state(report)}</p>\n",
            _clashes(report),
            _origins(report),
            f"<details><summary>What it says</summary>{''.join(_said(report))}</details>\n",
            _missing(report),
            f"<details><summary>Who reads it</summary>{_readers(report)}</details>\n",
            "</article>\n",
        )
    )


def failed_card(path: Path, words: str) -> str:
    """Show a file that could not be read."""
    return (
        f'<article class="card {Kind.FAILED}">\n{_picture(path, None, "No thumbnail")}{_title(path)}'
        f"<p>{chip('not read', 'bad')}</p><p>{safe(words)}</p></article>\n"
    )


def _picture(path: Path, small: Thumbnail | None, without: str) -> str:
    if small is None:
        return f'<div class="none">{without}</div>\n'
    data = b64encode(small.data).decode()
    size = f'width="{small.width}" height="{small.height}"'
    return f'<img src="data:image/webp;base64,{data}" {size} alt="Thumbnail of {safe(path.name)}">\n'


def _title(path: Path) -> str:
    return f'<h3><bdi>{safe(path.name)}</bdi></h3>\n<p class="muted"><bdi>{safe(path)}</bdi></p>\n'


def _policy(policy: AIPolicy | None) -> str:
    if policy is None:
        return chip("says nothing that a program could read")
    if is_prohibition(policy):
        return chip(SHORT[Language.ENGLISH][policy], "good") + f"<code>{policy.value}</code>"
    return chip("allows AI training" if policy is AIPolicy.ALLOW else "leaves AI training open", "warn")


def _state(report: Report) -> str:
    if not report.credentials:
        return ""
    if report.provenance is None:
        return chip("signed, not validated")
    state = report.provenance.state
    return chip(f"signature: {state.value}", "bad" if state is State.INVALID else "note")


def _clashes(report: Report) -> str:
    told = clashes_of(report)
    return f'<ul class="clash">{"".join(f"<li>{safe(each)}</li>" for each in told)}</ul>\n' if told else ""


def _origins(report: Report) -> str:
    return "".join(
        f"<p>{safe(_sentence(told_of(origin.match)))}</p>{_changes(list(changes_of(origin, report)))}\n"
        for origin in report.origins
    )


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _changes(pairs: list[tuple[str, str]]) -> str:
    return table(("What", "On its way here"), rows(pairs)) if pairs else ""


def _said(report: Report) -> Iterator[str]:
    for voice in report.voices:
        findings = findings_of(report, voice)
        yield f"<h4>{voice.standard}: {safe(summed(report, voice))}</h4>\n"
        pairs = [(finding.field, finding.value) for finding in findings[:_MAX_FINDINGS]]
        if voice.standard == "C2PA" and report.provenance is not None:
            pairs += [("ingredient", ingredient(each)) for each in report.provenance.ingredients[:_MAX_FINDINGS]]
        more = len(findings) - _MAX_FINDINGS
        pairs += [("and", f"{more} more")] if more > 0 else []
        if pairs:
            yield table(("Field", "Value"), rows(pairs))
    if report.cloak is not None:
        yield f"<h4>Marked as cloaked</h4><p>{safe(about_mark(report.cloak))}</p>\n"


def _missing(report: Report) -> str:
    if not report.missing:
        return ""
    pairs = [(purpose, ", ".join(fields)) for purpose, fields in missing_by_purpose(report).items()]
    body = table(("What for", "Fields that are missing"), rows(pairs))
    return f"<details><summary>What is missing</summary>{body}</details>\n"


def _readers(report: Report) -> str:
    pairs = [
        (reading.reader.name, f"It {found_by(reading)}. {made_of_it(reading)}")
        for reading in readings_of(report)
        if reading.reader.opens_pictures
    ]
    return table(("Reader", "What it finds here"), rows(pairs))
