"""Cloaks as benchmarks make them: as the program does, with keys that are the same in every run."""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import NDArray

from fixative.cloak import Cloaked, Key, cloak
from fixative.formats import Format
from fixative.picture import Colour, Frame, Picture

SHEETS = b"benchmark"
"""What draws the sheets of all of them, as if they were one user's pictures."""


def made(pixels: NDArray[np.uint8], visible_cost: float, name: str = "") -> Cloaked:
    """Cloak a picture.

    Parameters
    ----------
    pixels : ndarray, shape (H, W, 3), uint8, sRGB
    visible_cost : float
    name : str, optional
        What draws the layout.
    """
    picture = Picture((Frame(np.ascontiguousarray(pixels)),), Colour.RGB, Format.PNG)
    key = Key(SHEETS, hashlib.blake2b(name.encode(), digest_size=16).digest())
    return cloak(picture, visible_cost=visible_cost, key=key)


def cloaked(pixels: NDArray[np.uint8], visible_cost: float, name: str = "") -> NDArray[np.uint8]:
    """Cloak a picture, and give its pixels."""
    return made(pixels, visible_cost, name).picture.frames[0].pixels.astype(np.uint8)
