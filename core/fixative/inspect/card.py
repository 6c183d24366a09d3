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
from fixative.inspect.tongue import ENGLISH, Tongue
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
from fixative.rights.statement import AIPolicy
from fixative.rights.wording import SHORT

__all__ = ["SIDE", "Kind", "card", "failed_card", "headed", "kinds_of", "portrait"]

SIDE = 320
"""Pixels of a thumbnail: a card shows it about as large."""

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


def card(path: Path, report: Report, small: Thumbnail | None, tongue: Tongue = ENGLISH) -> str:
    """Show a picture and all that it says.

    Parameters
    ----------
    path : Path
    report : Report
    small : Thumbnail or None
    tongue : Tongue, optional

    Returns
    -------
    str
        HTML of a bounded length.
    """
    without = tongue.phrase("card-not-decoded", format=report.format.label)
    return "".join(
        (
            f'<article class="card {" ".join(kinds_of(report))}">\n',
            portrait(path, small, without, tongue),
            headed(path),
            f"<p>{chip(report.format.label)}{_policy(report.policy, tongue)}{_state(report, tongue)}</p>\n",
            _clashes(report, tongue),
            _origins(report, tongue),
            _folded("card-says", "".join(_said(report, tongue)), tongue),
            _missing(report, tongue),
            _folded("card-readers", _readers(report, tongue), tongue),
            "</article>\n",
        )
    )


def failed_card(path: Path, words: str, tongue: Tongue = ENGLISH) -> str:
    """Show a file that could not be read."""
    return (
        f'<article class="card {Kind.FAILED}">\n{portrait(path, None, tongue.phrase("card-no-thumbnail"), tongue)}'
        f"{headed(path)}<p>{chip(tongue.phrase('card-not-read'), 'bad')}</p><p>{safe(words)}</p></article>\n"
    )


def portrait(path: Path, small: Thumbnail | None, without: str, tongue: Tongue) -> str:
    """Show a thumbnail, or words instead of it."""
    if small is None:
        return f'<div class="none">{safe(without)}</div>\n'
    data = b64encode(small.data).decode()
    size = f'width="{small.width}" height="{small.height}"'
    name = safe(tongue.phrase("card-thumbnail", name=path.name))
    return f'<img src="data:image/webp;base64,{data}" {size} alt="{name}">\n'


def headed(path: Path) -> str:
    """Name a picture, and where it is."""
    return f'<h3><bdi>{safe(path.name)}</bdi></h3>\n<p class="muted"><bdi>{safe(path)}</bdi></p>\n'


def _folded(title: str, body: str, tongue: Tongue) -> str:
    return f"<details><summary>{safe(tongue.phrase(title))}</summary>{body}</details>\n"


def _policy(policy: AIPolicy | None, tongue: Tongue) -> str:
    if policy is None:
        return chip(tongue.phrase("silent"))
    if is_prohibition(policy):
        return chip(SHORT[tongue.language][policy], "good") + f"<code>{policy.value}</code>"
    return chip(tongue.phrase("card-allows" if policy is AIPolicy.ALLOW else "card-open"), "warn")


def _state(report: Report, tongue: Tongue) -> str:
    if not report.credentials:
        return ""
    if report.provenance is None:
        return chip(tongue.phrase("card-not-validated"))
    state = report.provenance.state
    return chip(tongue.phrase("card-signature", state=state.value), "bad" if state is State.INVALID else "note")


def _clashes(report: Report, tongue: Tongue) -> str:
    told = clashes_of(report, tongue)
    return f'<ul class="clash">{"".join(f"<li>{safe(each)}</li>" for each in told)}</ul>\n' if told else ""


def _origins(report: Report, tongue: Tongue) -> str:
    return "".join(
        f"<p>{safe(_sentence(told_of(origin.match, tongue)))}</p>"
        f"{_changes(list(changes_of(origin, report, tongue)), tongue)}\n"
        for origin in report.origins
    )


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _changes(pairs: list[tuple[str, str]], tongue: Tongue) -> str:
    return table((tongue.phrase("card-what"), tongue.phrase("card-on-its-way")), rows(pairs)) if pairs else ""


def _said(report: Report, tongue: Tongue) -> Iterator[str]:
    for voice in report.voices:
        findings = findings_of(report, voice)
        yield f"<h4>{voice.standard}: {safe(summed(report, voice, tongue))}</h4>\n"
        pairs = [(finding.field, finding.value) for finding in findings[:_MAX_FINDINGS]]
        if voice.standard == "C2PA" and report.provenance is not None:
            pairs += [
                (tongue.phrase("card-ingredient"), ingredient(each, tongue))
                for each in report.provenance.ingredients[:_MAX_FINDINGS]
            ]
        more = len(findings) - _MAX_FINDINGS
        pairs += (
            [(tongue.phrase("card-and"), tongue.phrase("card-more", count=tongue.number(more)))] if more > 0 else []
        )
        if pairs:
            yield table((tongue.phrase("card-field"), tongue.phrase("card-value")), rows(pairs))
    if report.cloak is not None:
        yield f"<h4>{safe(tongue.phrase('card-cloaked'))}</h4><p>{safe(about_mark(report.cloak, tongue))}</p>\n"


def _missing(report: Report, tongue: Tongue) -> str:
    if not report.missing:
        return ""
    pairs = [(purpose, ", ".join(fields)) for purpose, fields in missing_by_purpose(report, tongue).items()]
    body = table((tongue.phrase("card-what-for"), tongue.phrase("card-fields")), rows(pairs))
    return _folded("card-missing", body, tongue)


def _readers(report: Report, tongue: Tongue) -> str:
    pairs = [
        (
            tongue.data(reading.reader.name),
            tongue.phrase("card-reading", found=found_by(reading, tongue), made=made_of_it(reading, tongue)),
        )
        for reading in readings_of(report)
        if reading.reader.opens_pictures
    ]
    return table((tongue.phrase("card-reader"), tongue.phrase("card-finds")), rows(pairs))
