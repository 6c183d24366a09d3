"""Recognise a cloak by the pixels alone, where no mark says so: look for the bank's tiles.

In windows as large as a tile, the phases of the picture's spectrum are correlated with each tile, in each
orientation and at each phase; a periodic tile meets itself whole there. A picture that is not cloaked gives the
highest of many chance values, which hardly varies; a cloak stands out in the calm windows at least.
"""

from __future__ import annotations

import math
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from fixative.cloak.bank import load_bank
from fixative.cloak.colour import as_rgb
from fixative.cloak.plane import spoken, turned
from fixative.picture import Colour, Frame

__all__ = ["looks_cloaked", "trace"]

_WINDOWS = 16
_TRIED = 256  # windows among which the calmest are chosen
_LEAST_SPREAD = 1.0  # rms of luma; where it is less there is nothing to see, as on white paper

# Of 1,318 pictures without a cloak (photos, paintings, drawings, test patterns) the mean of 16 windows was 4.4 in
# the median and 4.76 at most; cloaked ones had 6 to 27 as woven, and mostly 6 to 19 after JPEG 85.
_CHANCE = 4.5
_MARGIN = 3.2


def looks_cloaked(frame: Frame, colour: Colour) -> bool:
    """Tell whether a picture carries a cloak made with this bank, at the size at which it was made.

    It misses faint cloaks on line drawings, and what has been scaled since; it does not take a picture without a
    cloak for a cloaked one.
    """
    strength, count = trace(frame, colour)
    # The fewer windows, the more a mean varies by chance.
    return count > 0 and strength > _CHANCE + _MARGIN / math.sqrt(count)


def trace(frame: Frame, colour: Colour) -> tuple[float, int]:
    """Say how clearly the tiles of the bank stand out of a picture.

    Parameters
    ----------
    frame : Frame
    colour : Colour

    Returns
    -------
    strength : float
        Mean over windows of the highest correlation, in standard deviations of all correlations of a window.
    count : int
        Of windows; 0 where the picture has none to look at.
    """
    windows = _calm_windows(frame, colour, load_bank().tiles.shape[1])
    if not windows.size:
        return 0.0, 0
    templates = _templates()
    spectra = np.fft.rfft2(windows)
    spectra /= np.maximum(np.abs(spectra), np.float32(1e-6))
    spectra[:, 0, 0] = 0
    peaks = []
    for spectrum in spectra:
        correlation = np.fft.irfft2(spectrum * templates)
        peaks.append(np.abs(correlation).max() / correlation.std())
    return float(np.mean(peaks)), len(peaks)


@lru_cache(maxsize=1)
def _templates() -> NDArray[np.complex64]:
    """Give the conjugate spectrum of each tile's luma in each orientation, shape (8 K, S, S / 2 + 1)."""
    luma = [spoken(tile, Colour.GREY)[:, :, 0] for tile in load_bank().tiles]
    return np.asarray(np.fft.rfft2(np.concatenate([np.stack(turned(each)) for each in luma])).conj(), np.complex64)


def _calm_windows(frame: Frame, colour: Colour, side: int) -> NDArray[np.float32]:
    """Cut the calmest windows that are not flat, luma, shape (N, S, S)."""
    height, width = frame.pixels.shape[:2]
    places = [(top, left) for top in range(0, height - side + 1, side) for left in range(0, width - side + 1, side)]
    step = max(1, len(places) // _TRIED)
    found = []
    for top, left in places[::step]:
        part = np.ascontiguousarray(frame.pixels[top : top + side, left : left + side])
        luma = cv2.cvtColor(as_rgb(part, colour), cv2.COLOR_RGB2GRAY).astype(np.float32)
        rough = float(np.abs(np.diff(luma, axis=0)).mean())
        if luma.std() >= _LEAST_SPREAD:
            found.append((rough, luma))
    found.sort(key=lambda pair: pair[0])
    return np.array([luma for _, luma in found[:_WINDOWS]], np.float32)
