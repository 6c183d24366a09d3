"""What the register knows of a file, as people are told it."""

from __future__ import annotations

from collections.abc import Mapping

from fixative.register.entry import Entry
from fixative.register.lookup import Kinship, Match

__all__ = ["about_entry", "about_match"]

_KINSHIPS: Mapping[Kinship, str] = {
    Kinship.RESULT: "it is the result",
    Kinship.SOURCE: "it is the original",
    Kinship.COPY: "it is a copy",
    Kinship.SIMILAR: "it is much like the picture",
}


def about_match(match: Match) -> str:
    """Say what a file is to an entry."""
    sure = "" if match.kinship in (Kinship.RESULT, Kinship.SOURCE) else f" (likeness {match.likeness:.2f})"
    return f"{_KINSHIPS[match.kinship]} of entry {match.entry.number}{sure}: {about_entry(match.entry)}"


def about_entry(entry: Entry) -> str:
    """Say what was done, when, and what was said."""
    return f"{entry.source}, {entry.status.value} at {entry.at}, {entry.policy}"
