"""A report in plain text: what `fixative inspect` prints, and the window copies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fixative.inspect.origin import changes_of, told_of
from fixative.inspect.readers import load_readers, readings_of
from fixative.inspect.report import Finding, Report, Voice
from fixative.inspect.tongue import ENGLISH, Tongue
from fixative.inspect.words import (
    about_mark,
    clashes_of,
    findings_of,
    found_by,
    ingredient,
    instead_of_pictures,
    made_of_it,
    missing_by_purpose,
    policy_of,
    summed,
)
from fixative.printable import printable

__all__ = ["brief", "in_words", "whatever_a_picture_says"]


def brief(path: Path, report: Report, tongue: Tongue = ENGLISH) -> str:
    """Name the policy of a picture, on one line."""
    policy = policy_of(report, tongue)
    return tongue.phrase("picture", path=printable(path), format=report.format.label, policy=policy)


def in_words(path: Path, report: Report, tongue: Tongue = ENGLISH) -> str:
    """Say all that a picture says, by standard, and who reads it."""
    lines = [brief(path, report, tongue), *_origins(report, tongue)]
    for voice in report.voices:
        lines += _of_standard(voice, report, tongue)
    lines += ["  " + tongue.phrase("contradiction", said=printable(each)) for each in clashes_of(report, tongue)]
    if report.cloak is not None:
        lines.append("  " + tongue.phrase("cloaked", said=printable(about_mark(report.cloak, tongue))))
    if report.missing:
        lines.append("  " + tongue.phrase("missing"))
        missing = missing_by_purpose(report, tongue)
        lines += [f"    {purpose}: {', '.join(fields)}" for purpose, fields in missing.items()]
    lines.append("  " + tongue.phrase("readers"))
    for reading in readings_of(report):
        if reading.reader.opens_pictures:
            said = tongue.phrase("reading", found=found_by(reading, tongue), made=made_of_it(reading, tongue))
            lines.append(f"    {tongue.data(reading.reader.name)}: {said}")
    return "\n".join(lines)


def _origins(report: Report, tongue: Tongue) -> Iterator[str]:
    for origin in report.origins:
        yield "  " + tongue.phrase("register", said=printable(told_of(origin.match, tongue)))
        yield from (f"    {what}: {printable(happened)}" for what, happened in changes_of(origin, report, tongue))


def _of_standard(voice: Voice, report: Report, tongue: Tongue) -> Iterator[str]:
    said = printable(summed(report, voice, tongue))
    if voice.standard == "C2PA":
        yield "  " + tongue.phrase("credentials", said=said)
    else:
        yield f"  {voice.standard}: {said}"
    yield from (f"    {_said(finding)}" for finding in findings_of(report, voice))
    if voice.standard == "C2PA" and report.provenance is not None:
        yield from (f"    {printable(ingredient(each, tongue))}" for each in report.provenance.ingredients)


def _said(finding: Finding) -> str:
    return printable(f"{finding.field} = {finding.value}")


def whatever_a_picture_says(tongue: Tongue = ENGLISH) -> str:
    """Say what readers do that open no picture: the same for all."""
    lines = [
        f"  {tongue.data(reader.name)}: {instead_of_pictures(reader, tongue)} {tongue.data(reader.note)}"
        for reader in load_readers()
        if not reader.opens_pictures
    ]
    return "\n".join([tongue.phrase("whatever"), *lines])
