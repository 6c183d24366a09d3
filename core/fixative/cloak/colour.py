"""Pixels of any colour and depth as the eye sees them: 8-bit sRGB, by the picture's own profile."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from fixative.picture import Colour, Picture
from fixative.profile import transform_to_srgb

__all__ = ["Sight", "as_rgb", "seen", "sight"]

Sight = Callable[[NDArray[Any]], NDArray[np.uint8]]
"""Makes 8-bit sRGB, shape (H, W, 3), of pixels of some colour and depth."""

_MODES = {Colour.GREY: "L", Colour.RGB: "RGB", Colour.CMYK: "CMYK"}
_SAME = 2  # 8-bit steps: a profile that moves no colour further is sRGB by another name
_LEVELS = range(0, 256, 51)


def sight(colour: Colour, icc: bytes | None) -> Sight:
    """Make what shows a picture's pixels as they look.

    In a wide gamut the same step of a sample is a larger step to the eye than in sRGB, and what is measured on
    samples as if they were sRGB would come out too visible.

    Parameters
    ----------
    colour : Colour
    icc : bytes or None
        The picture's profile. Without one, or with one that does not fit, samples are taken for sRGB.
    """

    def plain(pixels: NDArray[Any]) -> NDArray[np.uint8]:
        return as_rgb(pixels, colour)

    transform = None if icc is None else transform_to_srgb(icc, _MODES[colour])
    if transform is None:
        return plain

    def managed(pixels: NDArray[Any]) -> NDArray[np.uint8]:
        small = np.ascontiguousarray(_eight_bits(pixels))
        image = Image.fromarray(small[:, :, 0] if colour is Colour.GREY else small, _MODES[colour])
        return np.asarray(ImageCms.applyTransform(image, transform))

    probe = np.array(list(product(_LEVELS, repeat={Colour.GREY: 1, Colour.RGB: 3, Colour.CMYK: 4}[colour])), np.uint8)
    moved = managed(probe[None]).astype(int) - plain(probe[None])
    return managed if np.abs(moved).max() > _SAME else plain


def seen(picture: Picture) -> NDArray[np.uint8]:
    """Show the first frame of a picture as it looks, shape (H, W, 3), in sRGB."""
    return np.ascontiguousarray(sight(picture.colour, picture.carried.icc)(picture.frames[0].pixels))


def as_rgb(pixels: NDArray[Any], colour: Colour) -> NDArray[np.uint8]:
    """Show pixels of any colour and depth as 8-bit RGB, shape (H, W, 3), without a profile."""
    small = _eight_bits(pixels)
    if colour is Colour.GREY:
        return np.repeat(small.reshape(*small.shape[:2], 1), 3, 2)
    if colour is Colour.CMYK:
        light = 255 - small.astype(np.uint16)
        return ((light[:, :, :3] * light[:, :, 3:] + 127) // 255).astype(np.uint8)
    return small


def _eight_bits(pixels: NDArray[Any]) -> NDArray[np.uint8]:
    return (pixels >> 8 if pixels.dtype == np.uint16 else pixels).astype(np.uint8, copy=False)
