"""Recognise one's own cloak by the pixels alone, where no mark says so: look for one's sheets.

In windows as large as a block, the phases of the picture's spectrum are correlated with each sheet at each phase; a
periodic sheet meets itself there. A picture that is not cloaked gives the highest of many chance values, which hardly
varies; a cloak stands out in the calm windows at least. Other people's sheets are warped otherwise, and are not found.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product

import cv2
import numpy as np
from numpy.typing import NDArray

from fixative.cloak.bank import load_bank
from fixative.cloak.colour import as_rgb
from fixative.cloak.key import sheets_key
from fixative.cloak.plane import BLOCK
from fixative.cloak.sheets import VARIANTS, sheet
from fixative.picture import Colour, Frame

__all__ = ["looks_cloaked", "trace"]

_WINDOWS = 16
_TRIED = 256  # windows among which the calmest are chosen
_SPARED = 8  # of so many rows, two tell how calm a window is
_LEAST_SPREAD = 1.0  # rms of luma; where it is less there is nothing to see, as on white paper

# An edge or an even slope alone has few frequencies, and meets any sheet by chance. What is woven has them all: 0.7 and
# more of them are over 0.3 levels at the faintest preset, after JPEG 85 too; of a drawing's edges, 0.01.
_FAINT, _RICH = 0.3, 0.5
_VARIED = 0.25  # share of neighbours that differ

# Of 1,156 pictures without a cloak (photos, paintings, drawings, test patterns) the mean of up to 16 windows was 4.8
# in the median, and passed 4.9 by 1 / sqrt(windows) at most; cloaked ones had 7 to 53 as woven at the middle preset,
# and mostly 9 to 30 after JPEG 85.
_CHANCE = 4.9
_MARGIN = 3.2

# The calmest windows show a cloak best. All of them stayed below this in 127 of 145 pictures without a cloak; in none
# with the faintest, as woven and after JPEG 85 and 60.
_FIRST, _NOTHING = 4, 5.4


def looks_cloaked(frame: Frame, colour: Colour, secret: str) -> bool:
    """Tell whether a picture carries a cloak made with this bank and secret, at the size at which it was made.

    It misses faint cloaks on line drawings, and what has been scaled since; it does not take a picture without a
    cloak for a cloaked one.
    """
    strength, count = trace(frame, colour, secret)
    # The fewer windows, the more a mean varies by chance.
    return count > 0 and strength > _CHANCE + _MARGIN / math.sqrt(count)


def trace(frame: Frame, colour: Colour, secret: str) -> tuple[float, int]:
    """Say how clearly the sheets of a user stand out of a picture.

    Parameters
    ----------
    frame : Frame
    colour : Colour
    secret : str
        The user's.

    Returns
    -------
    strength : float
        Mean over windows of the highest correlation, in standard deviations of all correlations of a window.
    count : int
        Of windows; 0 where the picture has none to look at. Where the calmest show nothing, the others are spared.
    """
    peaks: list[float] = []
    for luma in islice(_calm_windows(frame, colour, BLOCK), _WINDOWS):
        spectrum = np.fft.rfft2(luma)
        sizes = np.abs(spectrum)
        if np.mean(sizes > _FAINT * BLOCK) < _RICH:
            continue
        spectrum /= np.maximum(sizes, np.float32(1e-6))
        spectrum[0, 0] = 0
        correlation = np.fft.irfft2(spectrum * _templates(sheets_key(secret)))
        peaks.append(float(np.abs(correlation).max() / correlation.std()))
        if len(peaks) == _FIRST and max(peaks) < _NOTHING:
            break
    return (float(np.mean(peaks)) if peaks else 0.0), len(peaks)


@lru_cache(maxsize=1)
def _templates(key: bytes) -> NDArray[np.complex64]:
    """Give the conjugate spectrum of each sheet's luma, shape (K x `VARIANTS`, S, S / 2 + 1)."""
    bank = load_bank()
    numbers = product(range(len(bank.tiles)), range(VARIANTS))
    luma = [sheet(bank, *number, key=key, side=BLOCK, enlarged=(), colour=Colour.GREY)[:, :, 0] for number in numbers]
    return np.asarray(np.fft.rfft2(np.stack(luma)).conj(), np.complex64)


def _calm_windows(frame: Frame, colour: Colour, side: int) -> Iterator[NDArray[np.float32]]:
    """Give the windows that are not flat, the calmest first: luma, shape (S, S)."""
    height, width = frame.pixels.shape[:2]
    places = [(top, left) for top in range(0, height - side + 1, side) for left in range(0, width - side + 1, side)]
    places = places[:: max(1, len(places) // _TRIED)]

    def luma(top: int, left: int, step: int = 1) -> NDArray[np.uint8]:
        part = np.ascontiguousarray(frame.pixels[top : top + side : step, left : left + side])
        return np.asarray(cv2.cvtColor(as_rgb(part, colour), cv2.COLOR_RGB2GRAY), np.uint8)

    def calmness(place: tuple[int, int]) -> float:
        top, left = place
        return cv2.mean(cv2.absdiff(luma(top, left, _SPARED), luma(top + 1, left, _SPARED)))[0]

    for top, left in sorted(places, key=calmness):
        seen = luma(top, left)
        down, across = cv2.absdiff(seen[1:], seen[:-1]), cv2.absdiff(seen[:, 1:], seen[:, :-1])
        varied = min(cv2.countNonZero(down), cv2.countNonZero(across)) >= _VARIED * down.size
        if varied and cv2.meanStdDev(seen)[1].item() >= _LEAST_SPREAD:
            yield seen.astype(np.float32)
