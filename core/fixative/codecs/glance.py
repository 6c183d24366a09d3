"""A picture at a glance: so small and grey that two copies of it can be held against each other in no time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from fixative.codecs.colours import WHITE, flat_on
from fixative.codecs.decode import identify
from fixative.codecs.guard import decoding, opened
from fixative.codecs.jpeg import estimated_quality, open_jpeg, settings_of
from fixative.codecs.samples import frame_of
from fixative.codecs.thumbnail import reduced, shown, small
from fixative.codecs.webp import webp_facts
from fixative.errors import FixativeError
from fixative.formats import Format
from fixative.picture import Picture

__all__ = ["GLANCE_SIDE", "Glimpse", "glance", "glimpse"]

GLANCE_SIDE = 64
"""Pixels: with fewer, pictures of one kind grow alike; with more, what a platform leaves of a picture is too little."""

_STEP = 256
"""Pixels on the way there: colours are converted at this size."""

Glance = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What is seen of a file without a long look.

    Attributes
    ----------
    glance : ndarray, shape (GLANCE_SIDE, GLANCE_SIDE), uint8
    width, height : int
        Pixels, as displayed.
    quality : int or None
        Estimated from the coding of a lossy JPEG or WebP, 1 to 100 on its own format's scale.
    """

    glance: Glance
    width: int
    height: int
    quality: int | None


def glance(picture: Picture) -> Glance:
    """Look at the first frame of a decoded picture.

    Returns
    -------
    ndarray, shape (GLANCE_SIDE, GLANCE_SIDE), uint8
        Luma (ITU-R BT.601) in sRGB, on white, squeezed into a square whatever the picture's shape: a copy that lost a
        strip at one side has another shape, too.
    """
    return _squeezed(shown(reduced(picture.frames[0], _STEP), picture.carried.icc))


def glimpse(path: Path) -> Glimpse | None:
    """Look at a file, by its content; of a JPEG, a fraction of its pixels is decoded.

    Returns
    -------
    Glimpse or None
        None where the picture cannot be decoded here, or is vast.
    """
    try:
        with decoding():
            seen = small(path, _STEP)
            return Glimpse(_squeezed(seen.image), seen.width, seen.height, _quality(path))
    except FixativeError:
        return None


def _squeezed(image: Image.Image) -> Glance:
    flat = flat_on(frame_of(image), WHITE).pixels
    grey = cv2.cvtColor(flat, cv2.COLOR_RGB2GRAY)
    return cv2.resize(grey, (GLANCE_SIDE, GLANCE_SIDE), interpolation=cv2.INTER_AREA).astype(np.uint8)


def _quality(path: Path) -> int | None:
    with opened(path) as file:
        kind = identify(file)
        if kind is Format.JPEG:
            with open_jpeg(file) as image:
                settings = settings_of(image)
            return None if settings is None else estimated_quality(settings)
        return webp_facts(file).quality if kind is Format.WEBP else None
