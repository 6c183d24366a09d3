"""Which original a file is a copy of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

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
_SIMILAR = 0.5
"""Likeness in detail from which a picture is told of at all."""
_DETAIL, _TONE = 0.7, 0.95
"""Of the likeness, for a claim: of benchmarks/register.py, what copies reach and other people's pictures do not."""
_LEAD = 0.01
"""In detail and tone together, by which a copy must be more like its original than like any other picture."""
_ALONE, _ALONE_TONE = 0.4, 0.97
"""Lead in detail, and tone, with which less detail is enough: a copy whose detail was lost is still like nothing else,
while what is a little like one picture is a little like others, too."""
_SAME = 1.0
"""Mean difference of two glances, in 8-bit steps: one picture in two files, say as PNG and as JPEG."""


def find(path: Path, register: Register) -> list[Match]:
    """Look a file up, by its bytes and else by what it shows.

    Parameters
    ----------
    path : Path
    register : Register

    Returns
    -------
    list of Match
        One for each picture, the likest first; empty where none is known. A file may be a copy of several: one picture
        may have been entered from two files.

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
    found: list[_Candidate] = []
    for row, guess in closest(seen.glance, sketches, _LOOKED_AT):
        picture = int(numbers[row])
        looks = register.glance(picture)
        found.append(_Candidate(likeness(seen.glance, looks, guess), picture, looks))
    found.sort(key=lambda each: sum(each.likely), reverse=True)
    claimed = _claimed(found)
    return [
        Match(
            Kinship.COPY if place < claimed else Kinship.SIMILAR,
            register.of_picture(each.picture)[0],
            round(each.likely.detail, 3),
            seen.width,
            seen.height,
            seen.quality,
        )
        for place, each in enumerate(found)
        if each.likely.detail >= _SIMILAR
    ]


class _Candidate(NamedTuple):
    likely: Likeness
    picture: int
    looks: NDArray[np.uint8]


def _claimed(found: list[_Candidate]) -> int:
    """Say of how many, from the likest on, the file is a copy: of several where they show the same picture."""
    if not found:
        return 0
    best = found[0]
    if not (_is_clear(best.likely) or _stands_alone(best.likely, found[1:])):
        return 0
    rivals = [each for each in found if sum(best.likely) - sum(each.likely) < _LEAD]
    same = [each for each in rivals if _difference(best.looks, each.looks) <= _SAME]
    return len(same) if len(same) == len(rivals) else 0


def _is_clear(likely: Likeness) -> bool:
    return likely.detail >= _DETAIL and likely.tone >= _TONE


def _stands_alone(likely: Likeness, others: list[_Candidate]) -> bool:
    second = max((each.likely.detail for each in others), default=0.0)
    return likely.detail >= max(_SIMILAR, second + _ALONE) and likely.tone >= _ALONE_TONE


def _difference(first: NDArray[np.uint8], second: NDArray[np.uint8]) -> float:
    return float(np.mean(np.abs(first.astype(np.int16) - second)))
