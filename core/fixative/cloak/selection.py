"""Which entry of the bank suits a picture: its texture class, from statistics that cost next to nothing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["business", "texture_class"]


def business(activity: NDArray[np.uint8]) -> float:
    """Say how busy a picture is: the mean of `visibility.texture`, in eighths of an 8-bit step."""
    return float(activity.mean())


def texture_class(activity: NDArray[np.uint8], borders: NDArray[np.float32]) -> int:
    """Choose the class of a picture.

    Parameters
    ----------
    activity : ndarray, shape (h, w), uint8
        From `visibility.texture`.
    borders : ndarray, shape (K - 1,), float32
        Rising values of `business` between the classes; they come with the bank.

    Returns
    -------
    int
        0 (calmest) to K - 1 (busiest).
    """
    return int(np.searchsorted(borders, business(activity)))
