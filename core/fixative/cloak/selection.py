"""Which entry of the bank suits a picture: its texture class, from statistics that cost next to nothing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fixative.cloak.visibility import Survey

__all__ = ["business", "texture_class"]


def business(surveyed: Survey) -> float:
    """Say how busy a picture is: its mean activity, in eighths of an 8-bit step."""
    return float(surveyed.activity.mean())


def texture_class(surveyed: Survey, borders: NDArray[np.float32]) -> int:
    """Choose the class of a picture.

    Parameters
    ----------
    surveyed : Survey
    borders : ndarray, shape (K - 1,), float32
        Rising values of `business` between the classes; they come with the bank.

    Returns
    -------
    int
        0 (calmest) to K - 1 (busiest).
    """
    return int(np.searchsorted(borders, business(surveyed)))
