"""The check of a written file: it is opened again, and must hold what was put into it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from fixative.codecs import Probe, probe
from fixative.containers import same_coded_pixels
from fixative.credentials import LABELS, State
from fixative.errors import CheckFailedError, FixativeError
from fixative.formats import Format
from fixative.inspect import Report, inspect
from fixative.mark import Mark
from fixative.rights import AIPolicy

__all__ = ["Expected", "check"]

_DURATION_STEP = 10
"""Milliseconds that a frame's duration may be rounded by: GIF counts in hundredths of a second."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a result must read back as.

    Attributes
    ----------
    format : Format
    width, height : int
        As displayed.
    frames : int
    written : tuple of str
        The fields that were written (`fixative.rights.Merged`).
    policy : AIPolicy
        What those about AI must say.
    duration : int
        Milliseconds of an animation; 0 where the picture is still.
    icc : bytes or None
        The colour profile.
    keeps_profile : bool
        False where a note said already that the format cannot keep the profile.
    mark : Mark or None
        Of the cloak, where one was written.
    is_signed : bool
        Whether there must be credentials that hold.
    coded : binary file or None
        What the result must have all but the metadata of, bit for bit; None where the result is decoded instead.
    """

    format: Format
    width: int
    height: int
    frames: int
    written: tuple[str, ...]
    policy: AIPolicy
    duration: int = 0
    icc: bytes | None = None
    keeps_profile: bool = True
    mark: Mark | None = None
    is_signed: bool = False
    coded: BinaryIO | None = None

    def signed(self) -> Expected:
        """Expect credentials, too."""
        said = () if self.policy is AIPolicy.UNSPECIFIED else tuple(f"C2PA:{label}" for label in LABELS)
        return replace(self, written=(*self.written, *said), is_signed=True)


def check(path: Path, expected: Expected, *, max_pixels: int) -> tuple[str, ...]:
    """Read a written file back: its pixels and every tag.

    Returns
    -------
    tuple of str
        The fields that carry the AI policy.

    Raises
    ------
    CheckFailedError
        It is not as expected.
    """
    try:
        if expected.coded is None:
            _compare_pictures(probe(path, max_pixels=max_pixels), expected)
        else:
            _compare_coded(path, expected.coded)
        report = inspect(path)
    except CheckFailedError:
        raise
    except FixativeError as error:
        raise CheckFailedError(detail=str(error)) from error
    return _compare_tags(report, expected)


def _compare_coded(path: Path, coded: BinaryIO) -> None:
    with path.open("rb") as file:
        if not same_coded_pixels(coded, file):
            raise CheckFailedError(detail="other pixels")


def _compare_tags(report: Report, expected: Expected) -> tuple[str, ...]:
    found = {finding.field for finding in report.findings}
    for field in expected.written:
        if field not in found:
            raise CheckFailedError(detail=f"{field} is missing")
    if expected.mark is not None and report.cloak != expected.mark:
        raise CheckFailedError(detail="the cloak's mark is missing")
    if expected.is_signed and (report.provenance is None or report.provenance.state is State.INVALID):
        problems = () if report.provenance is None else report.provenance.problems
        raise CheckFailedError(detail=f"the signature does not hold: {', '.join(problems)}")
    about_ai = [finding for finding in report.findings if finding.about_ai and finding.field in expected.written]
    for finding in about_ai:
        if finding.policy not in (None, expected.policy):
            raise CheckFailedError(detail=f"{finding.field} says {finding.policy}")
    return tuple(dict.fromkeys(finding.field for finding in about_ai))


def _compare_pictures(seen: Probe, expected: Expected) -> None:
    if seen.format is not expected.format:
        raise CheckFailedError(detail=f"{seen.format.label} instead of {expected.format.label}")
    if (seen.width, seen.height) != (expected.width, expected.height):
        raise CheckFailedError(
            detail=f"{seen.width} x {seen.height} pixels instead of {expected.width} x {expected.height}"
        )
    # Encoders join frames that are alike, and give the one that stays the time of all.
    joined = (
        seen.frames < expected.frames and abs(seen.duration - expected.duration) <= _DURATION_STEP * expected.frames
    )
    if seen.frames != expected.frames and not (joined and expected.duration):
        raise CheckFailedError(detail=f"{seen.frames} frames instead of {expected.frames}")
    if expected.keeps_profile and seen.icc != expected.icc:
        raise CheckFailedError(detail="another colour profile")
