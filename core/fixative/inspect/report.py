"""What was found in a file: frozen values that command line and window show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from fixative.credentials import Credentials
from fixative.formats import Format
from fixative.mark import Mark
from fixative.register import Match
from fixative.rights.statement import AIPolicy

__all__ = ["Contradiction", "Finding", "Origin", "Remains", "Report", "Voice", "standard_of"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One statement in a file.

    Attributes
    ----------
    standard : str
        XMP, EXIF, IPTC or C2PA.
    field : str
        By the name that exiftool uses, such as ``XMP-plus:DataMining``; the same as in `rights.Merged.written`.
    value : str
        What it says, shortened where it is very long.
    about_ai : bool
        Whether it says anything about AI or data mining.
    policy : AIPolicy or None
        What that means, where it can be told for certain.
    """

    standard: str
    field: str
    value: str
    about_ai: bool = False
    policy: AIPolicy | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """What one standard says about AI, all of its findings together.

    Attributes
    ----------
    standard : str
    policy : AIPolicy or None
        The strongest; None where it says none for certain.
    in_words : bool
        Whether it stands in words only, which programs cannot be expected to read.
    readable : bool
        Whether its block could be read, or there is none.
    """

    standard: str
    policy: AIPolicy | None = None
    in_words: bool = False
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two findings that do not name the same policy."""

    first: Finding
    second: Finding


@dataclass(frozen=True, slots=True)
class Remains:
    """How far a cloak moves the latents of encoders (`fixative.cloak.lens`): in the result, and of that in a copy."""

    before: float
    after: float

    @property
    def share(self) -> float:
        """The survival: displacement left, over displacement before."""
        return self.after / self.before if self.before else 0.0


@dataclass(frozen=True, slots=True)
class Origin:
    """A protected picture that the file comes from, or may come from.

    Attributes
    ----------
    match : Match
    lost : tuple of str
        What the result had to say about AI, and a copy of it does not say any more.
    remains : Remains or None
        Of the cloak in a copy, where that was measured (`fixative.remains`).
    """

    match: Match
    lost: tuple[str, ...] = ()
    remains: Remains | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All that a file says about its rights.

    Attributes
    ----------
    path : str
    format : Format
    findings : tuple of Finding
        What is about AI first.
    policy : AIPolicy or None
        The strongest that was found; None where nothing says any.
    voices : tuple of Voice
        One for each standard that this format can carry.
    contradictions : tuple of Contradiction
    resolution : AIPolicy or None
        What all fields would say in a result of Fixative that was told nothing else; None where nothing contradicts.
    missing : tuple of str
        Fields of a whole statement that are absent, for the standards that this format can carry.
    unreadable : tuple of str
        Standards whose block is there and cannot be read.
    credentials : bool
        Whether Content Credentials (C2PA) are there.
    provenance : Credentials or None
        What they say, and whether they hold; None without the extra `credentials`.
    cloak : Mark or None
        What the file says of a cloak by Fixative; the pixels are not asked.
    origins : tuple of Origin
        What the register knows of it, where that was asked (`fixative.inspect.origin`).
    """

    path: str
    format: Format
    findings: tuple[Finding, ...] = ()
    policy: AIPolicy | None = None
    voices: tuple[Voice, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    resolution: AIPolicy | None = None
    missing: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    credentials: bool = False
    provenance: Credentials | None = None
    cloak: Mark | None = None
    origins: tuple[Origin, ...] = ()

    def to_builtins(self) -> dict[str, Any]:
        """Give the report as plain values, ready for JSON."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return plain


def standard_of(field: str) -> str:
    """Name the standard of a field by its group, as exiftool has it: `XMP-plus:DataMining`."""
    return field.split(":", maxsplit=1)[0].split("-", maxsplit=1)[0]
