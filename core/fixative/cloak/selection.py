"""Which entry of the bank suits a part of a picture: its texture class, by statistics that cost next to nothing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fixative.cloak.visibility import Survey

__all__ = ["business", "texture_classes"]


def business(surveyed: Survey) -> float:
    """Say how busy a picture is: its mean activity, in eighths of an 8-bit step."""
    return float(surveyed.activity.mean())


def texture_classes(
    surveyed: Survey, borders: NDArray[np.float32], *, block: int, first: tuple[int, int]
) -> NDArray[np.intp]:
    """Choose the class of each block of a picture by its `business`.

    Parameters
    ----------
    surveyed : Survey
    borders : ndarray, shape (K - 1,), float32
        Rising values of `business` between the classes; they come with the bank.
    block : int
        Cells a side of a block.
    first : (int, int)
        Cells by which the first block begins above, and left of, the picture; less than `block`.

    Returns
    -------
    ndarray, shape (rows of blocks, columns of blocks), intp
        0 (calmest) to K - 1 (busiest).
    """
    edges = [
        np.maximum(np.arange(-before, length, block), 0)
        for before, length in zip(first, surveyed.activity.shape, strict=True)
    ]
    counts = [np.diff(np.append(each, length)) for each, length in zip(edges, surveyed.activity.shape, strict=True)]
    sums = np.add.reduceat(surveyed.activity, edges[0], axis=0, dtype=np.uint32)
    sums = np.add.reduceat(sums, edges[1], axis=1)
    return np.asarray(np.searchsorted(borders, sums / (counts[0][:, None] * counts[1])), np.intp)
