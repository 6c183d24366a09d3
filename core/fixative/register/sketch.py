"""A picture in 63 numbers: which entries of a register could be the original of a copy, told in milliseconds.

A sketch describes the middle of a picture, of which a copy shows all as long as no more than a tenth is cropped at any
side. How much was cropped, nobody knows: the copy is sketched once for each of a number of guesses, and all guesses are
compared with all entries at once.

What is compared are the lower frequencies of a discrete cosine transform, each weighted by itself: in pictures of all
kinds the amplitude falls about as the frequency rises (D. J. Field, "Relations between the statistics of natural
images", JOSA A 4, 1987), so that all count alike.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["CROP", "SKETCH_BYTES", "Guess", "closest", "sketch"]

CROP = 0.1
"""Share of width or height that a copy may have lost at each side."""

_STEPS = tuple(CROP * step / 3 for step in range(4))
"""What is guessed for each side: between two of them, the frequencies still fit."""
_FREQUENCIES = 10
_SAMPLES = 48
"""Points across the middle in which it is transformed."""
_FULL = 127
_FLAT = 4.0
"""Weighted amplitude, in 8-bit steps, below which there is nothing to be told apart."""
_ROWS = 8192
"""Entries that are compared at once: their answers stay in the cache."""

Floats = NDArray[np.float32]


class Guess(NamedTuple):
    """How much of the original a copy may have lost at each side, as a share of its width or height."""

    left: float
    right: float
    top: float
    bottom: float


def sketch(glance: NDArray[np.uint8]) -> bytes:
    """Sketch an original.

    Parameters
    ----------
    glance : ndarray, shape (S, S), uint8
        Of `fixative.codecs.glance`.

    Returns
    -------
    bytes
        Of length `SKETCH_BYTES`; all zero where the picture is flat, which is like no other.
    """
    across = _transform(0.0, 0.0, glance.shape[1])
    return _flattened(across @ glance.astype(np.float32) @ across.T).tobytes()


def closest(glance: NDArray[np.uint8], sketches: NDArray[np.int8], most: int) -> list[tuple[int, Guess]]:
    """Find the sketches that a copy is likest to.

    Parameters
    ----------
    glance : ndarray, shape (S, S), uint8
        Of the copy.
    sketches : ndarray, shape (N, SKETCH_BYTES), int8
    most : int
        So many at most.

    Returns
    -------
    list of (int, Guess)
        Row and the guess that fits best, the likest first.
    """
    asked = _unit(_guesses(glance))
    likeness = np.empty(len(sketches), np.float32)
    guessed = np.empty(len(sketches), np.intp)
    for start in range(0, len(sketches), _ROWS):
        rows = slice(start, start + _ROWS)
        found = _unit(sketches[rows]) @ asked.T
        guessed[rows] = found.argmax(axis=1)
        likeness[rows] = found.max(axis=1)
    best = np.argsort(-likeness, kind="stable")[:most]
    return [(int(row), _GUESSES[guessed[row]]) for row in best if likeness[row] > 0]


def _guesses(glance: NDArray[np.uint8]) -> NDArray[np.int8]:
    ways = np.stack([_transform(first, last, glance.shape[1]) for first, last in product(_STEPS, repeat=2)])
    down = ways @ glance.astype(np.float32)
    both = np.einsum("akn,bjn->bakj", down, ways, optimize=True)
    return _flattened(both.reshape(-1, _FREQUENCIES, _FREQUENCIES))


_GUESSES = tuple(Guess(*across, *down) for across in product(_STEPS, repeat=2) for down in product(_STEPS, repeat=2))


@cache
def _transform(first: float, last: float, side: int) -> Floats:
    """Make what takes the samples along one axis to the frequencies of the original's middle.

    Parameters
    ----------
    first, last : float
        Share of the original that is missing at the beginning and at the end.
    side : int
        Samples there are.
    """
    middle = CROP + (np.arange(_SAMPLES) + 0.5) / _SAMPLES * (1 - 2 * CROP)
    place = np.clip((middle - first) / (1 - first - last) * side - 0.5, 0, side - 1)
    before = np.minimum(place.astype(int), side - 2)
    taken = np.zeros((_SAMPLES, side))
    taken[np.arange(_SAMPLES), before] = 1 - (place - before)
    taken[np.arange(_SAMPLES), before + 1] += place - before
    angle = np.pi * (np.arange(_SAMPLES) + 0.5) / _SAMPLES
    waves = np.cos(np.outer(np.arange(_FREQUENCIES), angle)) * np.sqrt(2 / _SAMPLES)
    waves[0] /= np.sqrt(2)
    made: Floats = (waves @ taken).astype(np.float32)
    return made


_DOWN, _ACROSS = np.mgrid[:_FREQUENCIES, :_FREQUENCIES]
_TAKEN = (_DOWN + _ACROSS > 0) & (_DOWN + _ACROSS <= _FREQUENCIES)
_WEIGHTS = np.hypot(_DOWN, _ACROSS)[_TAKEN].astype(np.float32)
SKETCH_BYTES = len(_WEIGHTS)


def _flattened(frequencies: Floats) -> NDArray[np.int8]:
    """Weight the frequencies and bound each, so that a few strong ones do not speak for all."""
    weighted = frequencies[..., _TAKEN] * _WEIGHTS
    size = np.sqrt(np.mean(weighted**2, axis=-1, keepdims=True))
    bounded = np.tanh(weighted / np.maximum(size, _FLAT)) * (size >= _FLAT)
    steps: NDArray[np.int8] = np.rint(_FULL * bounded).astype(np.int8)
    return steps


def _unit(sketches: NDArray[np.int8]) -> Floats:
    whole = sketches.astype(np.float32)
    lengths = np.sqrt(np.einsum("nk,nk->n", whole, whole))
    unit: Floats = whole / np.maximum(lengths, 1)[:, np.newaxis]
    return unit
