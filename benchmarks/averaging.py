"""What an attacker gets out of many cloaked pictures, or of one, by averaging what they share.

He is given more than he has: the residuals themselves, as if he held the originals. What the cloaks share, the mean of
them all shows; what repeats with a period within a picture, the mean of its periods. Noise, which shares nothing, goes
through the same: what it loses is what averaging takes from anything (a part of its own in 50, a period in 36).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from noise import rounded
from numpy.typing import NDArray
from squares import Pixels

PERIODS = (8, 16, 32, 64, 128)

Residual = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Averages:
    """What is known of the residuals of many pictures of one size.

    Attributes
    ----------
    mean : ndarray, shape (H, W, 3), float32
    count : int
    """

    mean: Residual
    count: int


def averages(pairs: list[tuple[Pixels, Pixels]]) -> Averages:
    """Average the residuals of pairs, before and after."""
    total = np.zeros(pairs[0][0].shape, np.float32)
    for before, after in pairs:
        total += _residual(before, after)
    return Averages(total / len(pairs), len(pairs))


def folded(residual: Residual, period: int) -> Residual:
    """Average a residual over its whole periods both ways, and lay the mean out again, of the residual's shape."""
    height, width, channels = residual.shape
    down, across = height // period, width // period
    whole = residual[: down * period, : across * period]
    tile = whole.reshape(down, period, across, period, channels).mean((0, 2))
    return np.tile(tile, (-(-height // period), -(-width // period), 1))[:height, :width]


def guessed(after: Pixels) -> Residual:
    """Guess a residual from the cloaked picture alone: what an edge-preserving filter takes away."""
    source = after.astype(np.float32)
    return source - np.asarray(cv2.bilateralFilter(source, 7, 20, 2), np.float32)


def cleaned(before: Pixels, after: Pixels, known: Averages) -> dict[str, Pixels]:
    """Take each estimate from a picture; the names are those of the table's rows.

    Parameters
    ----------
    before, after : ndarray, shape (H, W, 3), uint8
    known : Averages
    """
    own, guess = _residual(before, after), guessed(after)
    estimates: dict[str, Callable[[], Residual]] = {f"mean of {known.count}": lambda: known.mean}
    sources = {f"of {known.count}": known.mean, "of its own": own, "of a guess": guess}
    for period in PERIODS:
        if 2 * period > min(before.shape[:2]):
            continue
        for whose, residual in sources.items():
            estimates[f"period {period}, {whose}"] = lambda residual=residual, period=period: folded(residual, period)
    return {name: rounded(after - estimate()) for name, estimate in estimates.items()}


def _residual(before: Pixels, after: Pixels) -> Residual:
    return after.astype(np.float32) - before
