"""Which original a file is a copy of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from fixative.codecs.glance import Glimpse, glimpse
from fixative.codecs.guard import opened
from fixative.errors import reading_failed
from fixative.look import digest_of
from fixative.register.entry import Entry
from fixative.register.likeness import Likeness, likeness
from fixative.register.sketch import closest
from fixative.register.store import Register

__all__ = ["Kinship", "Match", "find"]


class Kinship(StrEnum):
    """What a file is to a protected picture."""

    RESULT = "result"
    """The result itself, byte for byte."""
    SOURCE = "source"
    """The original itself, byte for byte."""
    COPY = "copy"
    """A copy, whatever was done to it: scaled, compressed, converted, or cropped a little."""
    SIMILAR = "similar"
    """A picture that is much like it: one of the same series, or a copy that cannot be told for certain."""


@dataclass(frozen=True, slots=True)
class Match:
    """A protected picture that a file has to do with.

    Attributes
    ----------
    kinship : Kinship
    entry : Entry
        Where it was protected several times, the newest.
    likeness : float
        How much of its detail the file shows, 1 at most; 1 for the same bytes.
    width, height : int
        Of the file in pixels, as displayed; 0 where it was known by its bytes.
    quality : int or None
        At which a lossy file was made, as far as its coding tells, on its own format's scale.
    """

    kinship: Kinship
    entry: Entry
    likeness: float = 1.0
    width: int = 0
    height: int = 0
    quality: int | None = None


_LOOKED_AT = 5
"""Pictures that are compared closely: the right one came first in all but a few of the copies in
benchmarks/register.py."""
_SAME = 0.6
_SAME_TONE = 0.96
_SIMILAR = 0.5
"""Of benchmarks/register.py: what copies reach, and pictures of other series do not."""
_LEAD = 0.02
"""By which a copy must be more like its original than like any other picture, to be claimed for it."""


def find(path: Path, register: Register) -> list[Match]:
    """Look a file up, by its bytes and else by what it shows.

    Parameters
    ----------
    path : Path
    register : Register

    Returns
    -------
    list of Match
        One for each picture, the likest first; empty where none is known.

    Raises
    ------
    InputError
        The file cannot be read.
    """
    with opened(path) as file:
        try:
            sha256 = digest_of(file).hex()
        except OSError as error:
            raise reading_failed(error) from error
    entries = register.of_file(sha256)
    if entries:
        newest = entries[0]
        return [Match(Kinship.RESULT if newest.result_sha256 == sha256 else Kinship.SOURCE, newest)]
    seen = glimpse(path)
    return [] if seen is None else recognised(seen, register)


def recognised(seen: Glimpse, register: Register) -> list[Match]:
    """Look a picture up by what it shows; as `find`."""
    numbers, sketches = register.sketches()
    found: list[tuple[Likeness, int]] = []
    for row, guess in closest(seen.glance, sketches, _LOOKED_AT):
        picture = int(numbers[row])
        likely = likeness(seen.glance, register.glance(picture), guess)
        if likely.detail >= _SIMILAR:
            found.append((likely, picture))
    found.sort(reverse=True)
    matches = []
    for place, (likely, picture) in enumerate(found):
        newest = register.of_picture(picture)[0]
        claimed = place == 0 and _is_claimed([each for each, _ in found])
        kinship = Kinship.COPY if claimed else Kinship.SIMILAR
        told = round(likely.detail, 3)
        matches.append(Match(kinship, newest, told, seen.width, seen.height, seen.quality))
    return matches


def _is_claimed(found: list[Likeness]) -> bool:
    best = found[0]
    alone = len(found) == 1 or best.detail - found[1].detail >= _LEAD
    return alone and best.detail >= _SAME and best.tone >= _SAME_TONE
