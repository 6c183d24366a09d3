"""Who is known to read a picture, and what each of them finds in this one: a dated list that travels with Fixative."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

import msgspec

from fixative.credentials import State
from fixative.inspect.report import Report, standard_of
from fixative.rights.policy import is_prohibition
from fixative.rights.statement import AIPolicy
from fixative_assets import resource

__all__ = ["Answer", "Detail", "Heeds", "Reader", "Reading", "load_readers", "readings_of"]


class Heeds(StrEnum):
    """What a prohibition of AI training that a reader finds is to it."""

    YES = "yes"
    """It keeps to it, as its source says."""
    SHOWS = "shows"
    """It shows it to people."""
    UNKNOWN = "unknown"


class Answer(StrEnum):
    """Whether what a reader reads in a picture says no to AI training."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    """Something is there, and what the reader makes of it is not certain."""
    UNREAD = "unread"
    """It looks for nothing of the kind in a picture."""


class Detail(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that a reader looks for.

    Attributes
    ----------
    what : str
    fields : tuple of str
        Any of which says it, as `Finding.field` has them.
    """

    what: str
    fields: tuple[str, ...]


class Reader(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One reader: a program, a service, or a kind of them.

    Attributes
    ----------
    name : str
    heeds : Heeds
    untrusted : Heeds or None
        The same, where it stands in credentials of a signer for whom nobody vouches; None: that is no matter to it.
    note : str
    source : str
        The page that says so.
    checked : date
        When the entry was looked up.
    finds : tuple of Detail
    policy : tuple of str
        The fields out of which it takes what AI may do.
    site : tuple of str
        What it asks of the web site.
    strips : bool
        Whether it takes metadata out.
    """

    name: str
    heeds: Heeds
    note: str
    source: str
    checked: date
    untrusted: Heeds | None = None
    finds: tuple[Detail, ...] = ()
    policy: tuple[str, ...] = ()
    site: tuple[str, ...] = ()
    strips: bool = False

    @property
    def opens_pictures(self) -> bool:
        """Whether it reads anything in a picture."""
        return bool(self.finds)


class _Readers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    readers: tuple[Reader, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader finds in a picture.

    Attributes
    ----------
    reader : Reader
    found, absent : tuple of str
        Of what it looks for.
    says_no : Answer
    heeds : Heeds
        What that is to it.
    """

    reader: Reader
    found: tuple[str, ...]
    absent: tuple[str, ...]
    says_no: Answer
    heeds: Heeds

    def to_builtins(self) -> dict[str, Any]:
        """Give the reading as plain values, ready for JSON."""
        reader = self.reader
        return {
            "name": reader.name,
            "found": list(self.found),
            "absent": list(self.absent),
            "says_no": self.says_no.value,
            "heeds": self.heeds.value,
            "site": list(reader.site),
            "strips": reader.strips,
            "source": reader.source,
            "checked": reader.checked.isoformat(),
        }


@lru_cache(maxsize=1)
def load_readers() -> tuple[Reader, ...]:
    """Load the list that travels with Fixative."""
    return msgspec.convert(tomllib.loads(resource("readers", "readers.toml").read_text("utf-8")), _Readers).readers


def readings_of(report: Report) -> tuple[Reading, ...]:
    """Say of each reader what it finds in a picture."""
    there = {finding.field for finding in report.findings}
    trusted = report.provenance is not None and report.provenance.state is State.TRUSTED
    return tuple(
        Reading(
            reader,
            found=tuple(detail.what for detail in reader.finds if there.intersection(detail.fields)),
            absent=tuple(detail.what for detail in reader.finds if there.isdisjoint(detail.fields)),
            says_no=_answer(reader, report),
            heeds=reader.heeds if reader.untrusted is None or trusted else reader.untrusted,
        )
        for reader in load_readers()
    )


def _answer(reader: Reader, report: Report) -> Answer:
    if not reader.policy:
        return Answer.UNREAD
    if not _certain(reader, report):
        return Answer.UNKNOWN
    said = {finding.policy for finding in report.findings if finding.field in reader.policy}
    if not said:
        return Answer.NO
    # Of several, nobody knows which one it takes.
    policy = said.pop() if len(said) == 1 else None
    if policy in (None, AIPolicy.SEE_CONSTRAINTS):
        return Answer.UNKNOWN
    return Answer.YES if is_prohibition(policy) else Answer.NO


def _certain(reader: Reader, report: Report) -> bool:
    """Whether the standards that a reader takes a policy from can be read here, and hold."""
    standards = {standard_of(field) for field in reader.policy}
    if "C2PA" in standards and report.credentials:
        return report.provenance is not None and report.provenance.state is not State.INVALID
    return standards.isdisjoint(report.unreadable)
