"""Two pictures held against each other: whether one is a copy of the other, or only like it.

A copy is laid over the original so that it fits best, and what both have in detail is correlated. Two kinds of likeness
say nothing. Brightness that goes about the same way (a bright sky over dark land) is taken out by looking at details
alone, each in proportion to its surroundings. Frames, horizons and corners, which many pictures share, are taken out
with the two strongest patterns that are a product of a profile across and one down: what is left is the picture's own.
"""

from __future__ import annotations

import contextlib
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from fixative.register.sketch import CROP, Guess

__all__ = ["Likeness", "likeness"]

_FINE, _COARSE = 0.8, 4.0
"""Standard deviations, in pixels of a glance: what lies between is detail. Finer than that, compression decides."""
_NOISE = 1.0
"""Variance of details, in 8-bit steps squared, that is no more than noise."""
_SHARED = 2
"""Patterns that are taken out."""
_ROUNDS = 12
_TINY = 1e-6
_LITTLE = 20.0
"""Detail, as a sum of squares, that a whole picture must have more of to be told from others."""
_SMOOTH = 1.5
"""Standard deviation, in pixels, of what brightness is compared in."""
_STEPS = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 30, 1e-3)
_FILTER = 3

Floats = NDArray[np.float32]


class Likeness(NamedTuple):
    """How like two pictures are.

    Attributes
    ----------
    detail : float
        Correlation of what is the pictures' own, 1 at most. Different pictures are near 0.
    tone : float
        Correlation of brightness, 1 at most.
    """

    detail: float
    tone: float


def likeness(copy: NDArray[np.uint8], original: NDArray[np.uint8], guess: Guess) -> Likeness:
    """Lay a copy over an original and compare what both show.

    Parameters
    ----------
    copy, original : ndarray, shape (S, S), uint8
        Of `fixative.codecs.glance`.
    guess : Guess
        Where the copy lies, about.

    Returns
    -------
    Likeness
        Of the middle, which both show.
    """
    laid = _laid_over(copy, original, guess)
    edge = int(np.ceil((CROP + 0.02) * original.shape[0]))
    middle = (slice(edge, -edge), slice(edge, -edge))
    return Likeness(_detail(_details(laid)[middle], _details(original)[middle]), _tone(laid, original, middle))


def _laid_over(copy: NDArray[np.uint8], original: NDArray[np.uint8], guess: Guess) -> NDArray[np.uint8]:
    """Bring a copy into the original's place (Evangelidis and Psarakis, IEEE TPAMI 30, 2008)."""
    height, width = original.shape
    wide, high = 1 / (1 - guess.left - guess.right), 1 / (1 - guess.top - guess.bottom)
    place = np.array(
        [
            [wide, 0, (0.5 - guess.left * width) * wide - 0.5],
            [0, high, (0.5 - guess.top * height) * high - 0.5],
        ],
        np.float32,
    )
    everywhere = np.full((height, width), 255, np.uint8)
    # Where nothing in them fits, they are compared as they lie.
    with contextlib.suppress(cv2.error):
        found = cv2.findTransformECC(
            _details(original), _details(copy), place, cv2.MOTION_AFFINE, _STEPS, everywhere, _FILTER
        )
        place = np.asarray(found[1], np.float32)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    laid = cv2.warpAffine(copy, place, (width, height), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return laid.astype(np.uint8)


def _details(glance: NDArray[np.uint8]) -> Floats:
    whole = glance.astype(np.float32)
    band = cv2.GaussianBlur(whole, (0, 0), _FINE) - cv2.GaussianBlur(whole, (0, 0), _COARSE)
    surroundings = cv2.GaussianBlur(np.square(band), (0, 0), _COARSE)
    details: Floats = (band / np.sqrt(surroundings + _NOISE)).astype(np.float32)
    return details


def _detail(copy: Floats, original: Floats) -> float:
    rest, own = copy - copy.mean(), original - original.mean()
    for _ in range(_SHARED):
        pattern = _strongest(own)
        rest = rest - np.sum(rest * pattern) * pattern
        own = own - np.sum(own * pattern) * pattern
    energies = (np.sum(rest**2) + _LITTLE) * (np.sum(own**2) + _LITTLE)
    return float(np.sum(rest * own) / np.sqrt(energies))


def _strongest(details: Floats) -> Floats:
    """Give the product of two profiles that has most of the details, of length 1; by power iteration."""
    across = details[np.argmax(np.einsum("yx,yx->y", details, details))]
    down = across
    for _ in range(_ROUNDS):
        down = details @ across
        down = down / max(float(np.linalg.norm(down)), _TINY)
        across = down @ details
        across = across / max(float(np.linalg.norm(across)), _TINY)
    return np.outer(down, across)


def _tone(copy: NDArray[np.uint8], original: NDArray[np.uint8], middle: tuple[slice, slice]) -> float:
    first, second = (cv2.GaussianBlur(each.astype(np.float32), (0, 0), _SMOOTH)[middle] for each in (copy, original))
    first, second = first - first.mean(), second - second.mean()
    energy = float(np.sum(first**2) * np.sum(second**2))
    return float(np.sum(first * second)) / energy**0.5 if energy else 0.0
