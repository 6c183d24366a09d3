"""What was found in a file: frozen values that command line and window show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from fixative.credentials import Credentials
from fixative.formats import Format
from fixative.mark import Mark
from fixative.rights.statement import AIPolicy

__all__ = ["Contradiction", "Finding", "Report"]


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
class Contradiction:
    """Two findings that do not name the same policy."""

    first: Finding
    second: Finding


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
    contradictions : tuple of Contradiction
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
    """

    path: str
    format: Format
    findings: tuple[Finding, ...] = ()
    policy: AIPolicy | None = None
    contradictions: tuple[Contradiction, ...] = ()
    missing: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    credentials: bool = False
    provenance: Credentials | None = None
    cloak: Mark | None = None

    def to_builtins(self) -> dict[str, Any]:
        """Give the report as plain values, ready for JSON."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return plain
