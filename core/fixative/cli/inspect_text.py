"""What `fixative inspect` prints for people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fixative.inspect import Finding, Report, Voice, readings_of
from fixative.inspect.origin import changes_of, told_of
from fixative.inspect.readers import load_readers
from fixative.inspect.words import (
    about_credentials,
    about_mark,
    clashes_of,
    findings_of,
    found_by,
    ingredient,
    instead_of_pictures,
    made_of_it,
    missing_by_purpose,
    policy_of,
    said_by,
)
from fixative.printable import printable

__all__ = ["brief", "in_words", "whatever_a_picture_says"]


def brief(path: Path, report: Report) -> str:
    """Name the policy of a picture, on one line."""
    return f"{printable(path)} ({report.format.label}): {policy_of(report)}"


def in_words(path: Path, report: Report) -> str:
    """Say all that a picture says, by standard, and who reads it."""
    lines = [brief(path, report), *_origins(report)]
    for voice in report.voices:
        lines += _of_standard(voice, report)
    lines += [f"  contradiction: {printable(each)}" for each in clashes_of(report)]
    if report.cloak is not None:
        lines.append(f"  marked as cloaked: {printable(about_mark(report.cloak))}")
    if report.missing:
        lines.append("  missing:")
        lines += [f"    {purpose}: {', '.join(fields)}" for purpose, fields in missing_by_purpose(report).items()]
    lines.append("  who reads it:")
    lines += [
        f"    {reading.reader.name}: {found_by(reading)}. {made_of_it(reading)}"
        for reading in readings_of(report)
        if reading.reader.opens_pictures
    ]
    return "\n".join(lines)


def _origins(report: Report) -> Iterator[str]:
    for origin in report.origins:
        yield f"  register: {printable(told_of(origin))}"
        yield from (f"    {what}: {printable(happened)}" for what, happened in changes_of(origin, report))


def _of_standard(voice: Voice, report: Report) -> Iterator[str]:
    findings = findings_of(report, voice)
    if voice.standard == "C2PA":
        yield f"  credentials: {printable(about_credentials(report))}"
    else:
        yield f"  {voice.standard}: {said_by(voice) if findings or not voice.readable else 'nothing'}"
    yield from (f"    {_said(finding)}" for finding in findings)
    if voice.standard == "C2PA" and report.provenance is not None:
        yield from (f"    {printable(ingredient(each))}" for each in report.provenance.ingredients)


def _said(finding: Finding) -> str:
    return printable(f"{finding.field} = {finding.value}")


def whatever_a_picture_says() -> str:
    """Say what readers do that open no picture: the same for all."""
    lines = [
        f"  {reader.name}: {instead_of_pictures(reader)} {reader.note}"
        for reader in load_readers()
        if not reader.opens_pictures
    ]
    return "\n".join(["Whatever stands in a picture:", *lines])
