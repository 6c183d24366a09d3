"""How much perturbation each part of a picture bears.

Texture hides a perturbation (contrast masking); flat colour, gradients, skin and the sides of clean edges do not.
The map is made from luma in 8 bits, at a quarter of the size, and is smooth, so that it leaves no seams.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

__all__ = ["CELL", "ONE", "bearing_map", "texture", "tone"]

CELL = 4
"""Pixels a side of a cell of the map."""

ONE = 32
"""The value in the map that stands for a bearing of 1; 8 bits reach 3.96."""

_WINDOW = 5
_FINE = 8  # activity is kept in eighths of a step
# A steeper curve spares flat parts more, but costs displacement at equal SSIMULACRA2: measured on 24 crops, an
# exponent of 0.3 costs nothing, 0.6 5 to 10 %, 0.9 up to 25 %. This one is for the eye, which sees more of a
# pattern on skin and sky than the metric does.
_EXPONENT = 0.45
_FLOOR = 0.3
_REFERENCE = 5.0
_NEAR_END = 24  # steps from white or black at which a perturbation has its room
_AT_END = 0.35


def texture(luma: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Measure the local activity.

    Parameters
    ----------
    luma : ndarray, shape (H, W), uint8

    Returns
    -------
    ndarray, shape (ceil(H / CELL), ceil(W / CELL)), uint8
        Mean absolute deviation from the local mean, in eighths of an 8-bit step; 255 is 32 steps or more.
    """
    deviation = cv2.absdiff(luma, cv2.blur(luma, (_WINDOW, _WINDOW)))
    fine = cv2.convertScaleAbs(deviation, alpha=_FINE)
    size = (-(-luma.shape[1] // CELL), -(-luma.shape[0] // CELL))
    return np.asarray(cv2.resize(fine, size, interpolation=cv2.INTER_AREA), np.uint8)


def tone(luma: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Give the mean luma of each cell, shape (ceil(H / CELL), ceil(W / CELL)), uint8."""
    size = (-(-luma.shape[1] // CELL), -(-luma.shape[0] // CELL))
    return np.asarray(cv2.resize(luma, size, interpolation=cv2.INTER_AREA), np.uint8)


def bearing_map(activity: NDArray[np.uint8], tones: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Turn activity and tone into how much each cell bears.

    Parameters
    ----------
    activity : ndarray, shape (h, w), uint8
        From `texture`.
    tones : ndarray, shape (h, w), uint8
        From `tone`.

    Returns
    -------
    ndarray, shape (h, w), uint8
        In units of 1 / `ONE`.
    """
    # The least of the neighbourhood counts most: an edge beside flat colour masks only where it stands,
    # and what spills over onto the flat side is what people see first.
    least = cv2.erode(activity, np.ones((3, 3), np.uint8))
    calm = cv2.GaussianBlur(cv2.addWeighted(least, 0.75, activity, 0.25, 0), (5, 5), 0)
    return np.asarray(cv2.multiply(cv2.LUT(calm, _CURVE), cv2.LUT(tones, _HEADROOM), scale=1 / 255), np.uint8)


def _headroom() -> NDArray[np.uint8]:
    # On white and on black half of the perturbation is cut off: what is left shifts the mean, so that white paper
    # is white no more, and moves latents little.
    nearest = np.minimum(np.arange(256), 255 - np.arange(256))
    return np.rint(255 * (_AT_END + (1 - _AT_END) * np.clip(nearest / _NEAR_END, 0, 1))).astype(np.uint8)


def _curve() -> NDArray[np.uint8]:
    steps = np.arange(256) / _FINE
    bearing = ((steps + _FLOOR) / (_REFERENCE + _FLOOR)) ** _EXPONENT
    return np.clip(np.rint(bearing * ONE), 0, 255).astype(np.uint8)


_CURVE = _curve()
_HEADROOM = _headroom()
