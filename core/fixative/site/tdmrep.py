"""/.well-known/tdmrep.json: one entry for the whole site, in the list that may be there already.

TDM Reservation Protocol, W3C Community Group Final Report, 10 May 2024.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass
from json.decoder import JSONDecoder

from fixative.errors import UnmergeableError
from fixative.site.choice import Site

__all__ = ["Entries", "Entry"]

_WHOLE_SITE = "/"
_SPACE = " \t\r\n"


@dataclass(frozen=True, slots=True)
class Entry:
    """One object of the list, and where its text stands."""

    members: dict[str, object]
    start: int
    stop: int

    @property
    def location(self) -> str:
        """The paths that it is for."""
        return str(self.members.get("location", ""))

    @property
    def reserves(self) -> bool:
        """Whether mining is reserved; any value but the integer 1 counts as none."""
        return self.says({"tdm-reservation": 1})

    @property
    def terms(self) -> str:
        """Where the terms are."""
        value = self.members.get("tdm-policy")
        return value if isinstance(value, str) else ""

    def says(self, members: dict[str, object]) -> bool:
        """Whether all of these are among its members."""
        # As JSON: Python takes `true` for 1.
        return all(json.dumps(self.members.get(name)) == json.dumps(value) for name, value in members.items())


@dataclass(frozen=True, slots=True)
class Entries:
    """The file.

    Attributes
    ----------
    text : str
        Without its byte order mark.
    bom : bytes
    all : tuple of Entry
    """

    text: str
    bom: bytes
    all: tuple[Entry, ...]

    @classmethod
    def read(cls, content: bytes) -> Entries:
        """Read it; raises `UnmergeableError` where it is no list of objects in UTF-8."""
        bom = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
        try:
            text = content[len(bom) :].decode("utf-8")
            return cls(text, bom, tuple(_entries(text)))
        except (ValueError, RecursionError) as error:
            raise UnmergeableError(detail="it is not a JSON list of objects in UTF-8") from error

    @property
    def own(self) -> Entry | None:
        """The entry for the whole site."""
        return next((entry for entry in self.all if entry.location == _WHOLE_SITE), None)

    @property
    def open(self) -> tuple[Entry, ...]:
        """The entries for parts of the site that do not reserve mining."""
        return tuple(entry for entry in self.all if entry.location != _WHOLE_SITE and not entry.reserves)

    def merged(self, site: Site) -> bytes:
        """Give the file with this in the entry for the whole site, its other members and all other entries kept."""
        wanted = _members(site)
        if (own := self.own) is not None:
            if own.says(wanted):
                return self.bom + self.text.encode()
            return self._with(json.dumps(own.members | wanted), own.start, own.stop)
        # At the end: of several that match, the first counts.
        entry = json.dumps(wanted)
        if not self.all:
            place = self.text.index("[") + 1
            return self._with(entry, place, place)
        first, last = self.all[0], self.all[-1]
        gap = self.text[self.text.index("[") + 1 : first.start]
        return self._with(f",{gap or ' '}{entry}", last.stop, last.stop)

    def _with(self, new: str, start: int, stop: int) -> bytes:
        return self.bom + (self.text[:start] + new + self.text[stop:]).encode()

    @staticmethod
    def new(site: Site) -> bytes:
        """Give a file of this entry alone."""
        return f"[\n  {json.dumps(_members(site))}\n]\n".encode()


def _members(site: Site) -> dict[str, object]:
    members: dict[str, object] = {"location": _WHOLE_SITE, "tdm-reservation": site.reservation}
    return members | {"tdm-policy": site.terms} if site.terms else members


def _entries(text: str) -> Iterator[Entry]:
    decoder = JSONDecoder()
    place = _past(text, 0, "[")
    if text[place : place + 1] == "]":
        _past_end(text, place)
        return
    while True:
        members, stop = decoder.raw_decode(text, place)
        if not isinstance(members, dict):
            raise ValueError("an entry is no object")  # noqa: TRY004 - of the file, not of the program
        yield Entry(members, place, stop)
        rest = _spaces(text, stop)
        if text[rest : rest + 1] == "]":
            _past_end(text, rest)
            return
        place = _past(text, rest, ",")


def _past(text: str, place: int, sign: str) -> int:
    place = _spaces(text, place)
    if text[place : place + 1] != sign:
        raise ValueError(f"{sign} is missing")
    return _spaces(text, place + 1)


def _past_end(text: str, place: int) -> None:
    if text[place + 1 :].strip(_SPACE):
        raise ValueError("something follows the list")


def _spaces(text: str, place: int) -> int:
    while place < len(text) and text[place] in _SPACE:
        place += 1
    return place
