"""AdverseCleaner, written anew: bilateral filtering many times, then guided filtering by the cloaked picture.

Source: lllyasviel/AdverseCleaner (64 bilateral passes with diameter 5 and both sigmas 8; 4 guided passes of radius 4
with epsilon 16, in squared 8-bit steps). The guided filter: He, Sun and Tang 2013, section 3.5 (colour guide).
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray
from squares import Pixels

_BILATERAL, _GUIDED = 64, 4
_RADIUS, _EPSILON = 4, 16.0

Planes = NDArray[np.float32]


def adverse_cleaner(pixels: Pixels) -> Pixels:
    """Clean a picture, (H, W, 3), uint8."""
    guide = pixels.astype(np.float32)
    smooth = guide
    for _ in range(_BILATERAL):
        smooth = np.asarray(cv2.bilateralFilter(smooth, 5, 8, 8), np.float32)
    for _ in range(_GUIDED):
        smooth = guided(guide, smooth, radius=_RADIUS, epsilon=_EPSILON)
    return np.clip(np.rint(smooth), 0, 255).astype(np.uint8)


def guided(guide: Planes, source: Planes, *, radius: int, epsilon: float) -> Planes:
    """Filter `source` so that it has edges where the guide has.

    In each window the source is fitted by a linear function of the guide's channels; each pixel gets the mean of
    the fits of all windows that hold it.

    Parameters
    ----------
    guide : ndarray, shape (H, W, 3), float32
    source : ndarray, shape (H, W, C), float32
    radius : int
        Windows have 2 * radius + 1 pixels a side.
    epsilon : float
        How much a slope costs, in the guide's units squared.
    """
    # Double precision: a variance is a difference of two large numbers.
    x, y = guide.astype(np.float64), source.astype(np.float64)
    mean_x, mean_y = _box(x, radius), _box(y, radius)
    spread = _products(x, x, radius) - mean_x[..., :, None] * mean_x[..., None, :] + epsilon * np.eye(x.shape[2])
    shared = _products(x, y, radius) - mean_x[..., :, None] * mean_y[..., None, :]
    slopes = np.linalg.solve(spread, shared)
    offset = mean_y - np.einsum("hwi,hwij->hwj", mean_x, slopes)
    slopes = _box(slopes.reshape(*x.shape[:2], -1), radius).reshape(slopes.shape)
    return (np.einsum("hwi,hwij->hwj", x, slopes) + _box(offset, radius)).astype(np.float32)


def _box(planes: NDArray[np.float64], radius: int) -> NDArray[np.float64]:
    """Average over windows; those that reach over the edge see what is mirrored there."""
    size = (2 * radius + 1, 2 * radius + 1)
    averaged = [cv2.blur(planes[:, :, index], size) for index in range(planes.shape[2])]
    return np.stack(averaged, 2).astype(np.float64)


def _products(x: NDArray[np.float64], y: NDArray[np.float64], radius: int) -> NDArray[np.float64]:
    products = x[..., :, None] * y[..., None, :]
    return _box(products.reshape(*x.shape[:2], -1), radius).reshape(products.shape)
