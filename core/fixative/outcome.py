"""What became of one picture: a frozen value that window, command line and library share."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from fixative.errors import CancelledError, FixativeError

__all__ = ["Evidence", "Figures", "Outcome", "Problem", "Severity", "Status"]


class Status(StrEnum):
    """How it ended."""

    PROTECTED = "protected"
    TAGGED = "tagged"
    PLANNED = "planned"
    SKIPPED = "skipped"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Severity(StrEnum):
    """How much a problem matters: a note is to be known, an error left no result."""

    NOTE = "note"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to be known about a result, as a code of `fixative.messages` with its parameters."""

    code: str
    params: dict[str, str | float] = field(default_factory=dict)
    severity: Severity = Severity.NOTE

    @classmethod
    def from_error(cls, error: FixativeError) -> Problem:
        """Make a problem of an error that ended the work on a picture."""
        return cls(error.code, dict(error.params), Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured on this picture.

    Attributes
    ----------
    visible_cost : float or None
        Estimated SSIMULACRA2 of the cloaked pixels against the original's, before encoding; higher is
        less visible. None where no cloak was woven.
    amplitude : float or None
        Root mean square of the perturbation in 8-bit steps, over visible pixels.
    clipped : float or None
        Share in [0, 1] of samples where the perturbation met black or white and was cut.
    width, height, frames : int
        Size in pixels, as displayed, and the number of frames or pages.
    seconds : float
        Time for the whole way.
    source_bytes, result_bytes : int
        Sizes of the files.
    tags : tuple of str
        The fields that carry the AI policy and were read back from the result.
    signed : bool
        Whether the result carries Content Credentials of ours that hold.
    """

    visible_cost: float | None = None
    amplitude: float | None = None
    clipped: float | None = None
    width: int = 0
    height: int = 0
    frames: int = 1
    seconds: float = 0.0
    source_bytes: int = 0
    result_bytes: int = 0
    tags: tuple[str, ...] = ()
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """What tells a picture from others, and what its result says: for the register.

    Attributes
    ----------
    source_sha256, result_sha256 : str
        Hexadecimal, of the whole files.
    width, height : int
        Of the source in pixels, as displayed.
    format : str
        Of the result, a value of `fixative.formats.Format`.
    policy, wording : str
        The AI policy that the result states, and the same in words.
    glance : bytes or None
        What the source looks like (`fixative.codecs.glance`); None where it is not decoded here.
    """

    source_sha256: str
    result_sha256: str
    width: int
    height: int
    format: str
    policy: str
    wording: str
    glance: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One picture's end.

    Attributes
    ----------
    status : Status
    source : Path
    result : Path or None
        Where the result is, or would be for a plan; None where there is none.
    figures : Figures or None
    problems : tuple of Problem
        Notes and, where the status is failed or cancelled, the error.
    evidence : Evidence or None
        Of a result, where the recipe says that it is entered in the register.
    """

    status: Status
    source: Path
    result: Path | None = None
    figures: Figures | None = None
    problems: tuple[Problem, ...] = ()
    evidence: Evidence | None = None

    @classmethod
    def failed(cls, source: Path, error: FixativeError) -> Outcome:
        """Make the outcome of a picture whose work an error ended, or the user."""
        status = Status.CANCELLED if isinstance(error, CancelledError) else Status.FAILED
        return cls(status, source, problems=(Problem.from_error(error),))

    @property
    def ok(self) -> bool:
        """Whether nothing went wrong."""
        return self.status not in (Status.FAILED, Status.CANCELLED)
