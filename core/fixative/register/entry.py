"""What the register says of one protected picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from fixative.outcome import Figures, Status

__all__ = ["Choices", "Entry"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What was chosen for a run, as far as the register keeps it.

    Attributes
    ----------
    statement : str
        As it was said, before a picture fills its variables in: TOML.
    recipe : str
        All else, without a secret: TOML.
    fixative : str
        Version.
    bank : str
        Of what cloaks are made: the first digits of its SHA-256.
    """

    statement: str
    recipe: str
    fixative: str
    bank: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One picture, protected once.

    Attributes
    ----------
    number : int
        In this register.
    at : str
        When the result was there: ISO 8601, UTC.
    status : Status
        `protected` (cloaked and tagged) or `tagged`.
    source, result : str
        Whole paths. What is no text in them stands as lone surrogates, as `os.fsdecode` has it.
    source_sha256, result_sha256 : str
        Hexadecimal, of the whole files.
    width, height : int
        Of the source in pixels, as displayed.
    format : str
        Of the result, a value of `fixative.formats.Format`.
    policy : str
        What the result says about AI, a value of `fixative.rights.statement.AIPolicy`.
    wording : str
        The same in words, as they stand in the result.
    statement, recipe, fixative, bank : str
        As in `Choices`; `bank` is empty where no cloak was woven.
    figures : Figures
    """

    number: int
    at: str
    status: Status
    source: str
    source_sha256: str
    result: str
    result_sha256: str
    width: int
    height: int
    format: str
    policy: str
    wording: str
    statement: str
    recipe: str
    figures: Figures
    fixative: str
    bank: str

    def to_builtins(self) -> dict[str, Any]:
        """Give the entry as plain values, ready for JSON."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return plain
