"""How much perturbation each part of a picture bears.

Texture hides a perturbation (contrast masking); flat colour, gradients, skin and the sides of clean edges do not.
The map is made from luma in 8 bits, at a quarter of the size, and is smooth, so that it leaves no seams.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

__all__ = ["CELL", "ONE", "Survey", "bearing_map", "survey"]

CELL = 4
"""Pixels a side of a cell of the map."""

ONE = 32
"""The value in the map that stands for a bearing of 1; 8 bits reach 3.96."""

_WINDOW = 5
_FINE = 8  # activity is kept in eighths of a step
# A steeper curve spares flat parts more, but costs displacement at equal SSIMULACRA2: on 5 squares, D of 0.72 and a
# gain of 1.21 over the better noise with 0.6 become 0.71 and 1.19 with 0.7. What people see first on skin and sky are
# lines that run far, and there the bank has none (training/tiles.py).
_EXPONENT = 0.6
_FLOOR = 0.3
_REFERENCE = 5.0
_NEAR_END = 24  # steps from white or black at which a perturbation has its room
_AT_END = 0.35


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of each cell of a picture.

    Attributes
    ----------
    activity : ndarray, shape (ceil(H / CELL), ceil(W / CELL)), uint8
        Mean absolute deviation from the local mean, in eighths of an 8-bit step; 255 is 32 steps or more.
    tones : ndarray, of the same shape, uint8
        Local mean of luma at the cell's middle.
    """

    activity: NDArray[np.uint8]
    tones: NDArray[np.uint8]


def survey(luma: NDArray[np.uint8]) -> Survey:
    """Survey a picture, or a part of it.

    Parameters
    ----------
    luma : ndarray, shape (H, W), uint8
    """
    height, width = luma.shape
    if height % CELL or width % CELL:
        # A cell that is not whole is filled with what stands at its edge.
        luma = np.asarray(cv2.copyMakeBorder(luma, 0, -height % CELL, 0, -width % CELL, cv2.BORDER_REPLICATE), np.uint8)
    mean = cv2.blur(luma, (_WINDOW, _WINDOW))
    fine = cv2.convertScaleAbs(cv2.absdiff(luma, mean), alpha=_FINE)
    for _ in range(CELL.bit_length() - 1):  # halving has a path of its own in OpenCV, three times as fast
        fine = cv2.resize(fine, (fine.shape[1] // 2, fine.shape[0] // 2), interpolation=cv2.INTER_AREA)
    tones = np.ascontiguousarray(mean[CELL // 2 :: CELL, CELL // 2 :: CELL])
    return Survey(np.asarray(fine, np.uint8), np.asarray(tones, np.uint8))


def bearing_map(surveyed: Survey) -> NDArray[np.uint8]:
    """Say how much each cell bears.

    Returns
    -------
    ndarray, of the survey's shape, uint8
        In units of 1 / `ONE`.
    """
    # The least of the neighbourhood counts most: an edge beside flat colour masks only where it stands,
    # and what spills over onto the flat side is what people see first.
    least = cv2.erode(surveyed.activity, np.ones((3, 3), np.uint8))
    calm = cv2.GaussianBlur(cv2.addWeighted(least, 0.75, surveyed.activity, 0.25, 0), (5, 5), 0)
    headroom = cv2.LUT(surveyed.tones, _HEADROOM)
    return np.asarray(cv2.multiply(cv2.LUT(calm, _CURVE), headroom, scale=1 / 255), np.uint8)


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
