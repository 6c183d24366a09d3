"""Pixels of any colour and depth as the eye and the encoders see them, near enough to measure on."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from fixative.picture import Colour

__all__ = ["as_rgb"]


def as_rgb(pixels: NDArray[Any], colour: Colour) -> NDArray[np.uint8]:
    """Show pixels of any colour and depth as 8-bit RGB, shape (H, W, 3)."""
    small = (pixels >> 8 if pixels.dtype == np.uint16 else pixels).astype(np.uint8, copy=False)
    if colour is Colour.GREY:
        return np.repeat(small.reshape(*small.shape[:2], 1), 3, 2)
    if colour is Colour.CMYK:
        light = 255 - small.astype(np.uint16)
        return ((light[:, :, :3] * light[:, :, 3:] + 127) // 255).astype(np.uint8)
    return small
