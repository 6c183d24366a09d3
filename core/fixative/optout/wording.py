"""The letter's words, in German and English: a file for each language that travels with Fixative."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import lru_cache
from typing import Annotated

import msgspec

from fixative.rights.statement import Language
from fixative_assets import resource

__all__ = ["Part", "Wording", "wording_in"]


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A paragraph, and its heading where it has one."""

    text: str
    heading: str = ""


class Wording(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words of a language.

    Attributes
    ----------
    officer : str
        Who reads the letter in the house that it goes to.
    day : str
        How a day is written, of {day}, {month} and {year}.
    months : tuple of str
    subject, greeting, closing, remark : str
    account, page : str
        Sentences that stand for {account} and {page} in the parts where there is one.
    parts : tuple of Part
        They may hold {platform}, {account} and {page}.
    """

    officer: str
    day: str
    months: Annotated[tuple[str, ...], msgspec.Meta(min_length=12, max_length=12)]
    subject: str
    greeting: str
    account: str
    page: str
    parts: tuple[Part, ...]
    closing: str
    remark: str

    def dated(self, day: date) -> str:
        """Write a day out."""
        return self.day.format(day=day.day, month=self.months[day.month - 1], year=day.year)


@lru_cache
def wording_in(language: Language) -> Wording:
    """Load the words of a language."""
    text = resource("letters", f"{language.value}.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), Wording)
