"""Small pictures to look at, not to keep: the first frame, upright, in sRGB, as WebP."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, NamedTuple

import cv2
import numpy as np
from PIL import Image
from PIL.GifImagePlugin import GifImageFile
from PIL.PngImagePlugin import PngImageFile

from fixative.codecs.colours import to_eight_bits, to_srgb
from fixative.codecs.decode import decode, identify
from fixative.codecs.guard import check_size, decoding, opened
from fixative.codecs.jpeg import open_jpeg
from fixative.codecs.metadata import blocks_of, icc_of
from fixative.codecs.orientation import TRANSPOSED, UPRIGHT, orientation_of, turned
from fixative.codecs.samples import frame_of, image_of, saved
from fixative.codecs.webp import open_webp
from fixative.errors import FixativeError
from fixative.formats import Format
from fixative.picture import Frame, Samples

__all__ = ["Small", "Thumbnail", "reduced", "shown", "small", "thumbnail"]

_MAX_PIXELS = 120_000_000
"""More than most cameras make; what is larger is not worth its memory here."""
_QUALITY = 70
_AMPLE = 2
"""Times the side wanted, at which Pillow takes over from halving."""


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A small picture.

    Attributes
    ----------
    data : bytes
        A WebP, without metadata.
    width, height : int
        Pixels.
    """

    data: bytes
    width: int
    height: int


def thumbnail(path: Path, *, side: int) -> Thumbnail | None:
    """Make a thumbnail.

    Parameters
    ----------
    path : Path
    side : int
        Longest side, in pixels; a smaller picture stays as it is.

    Returns
    -------
    Thumbnail or None
        None where the picture cannot be decoded here, or is vast: whatever is wrong with it is for others to say.
    """
    try:
        with decoding():
            image = small(path, side).image
            return Thumbnail(saved([image], "WEBP", {"quality": _QUALITY}), *image.size)
    except FixativeError:
        return None


class Small(NamedTuple):
    """A picture made small: RGB or RGBA in sRGB, upright, and the size that it has in the file, as displayed."""

    image: Image.Image
    width: int
    height: int


def small(path: Path, side: int) -> Small:
    """Decode the first frame of a picture no further than a longest side of so many pixels asks for.

    Raises
    ------
    InputError
    """
    with opened(path) as file:
        opening = _FIRST_FRAME_ALONE.get(identify(file))
        if opening is not None:
            with opening(file) as image:
                width, height = image.size
                check_size(width, height, max_pixels=_MAX_PIXELS)
                # Decodes a JPEG at a fraction of its size, where that is still large enough.
                image.draft(None, (side, side))
                icc = icc_of(image)
                image.load()
                little = reduced(frame_of(image), side)
            orientation = orientation_of(blocks_of(file)[0].exif)
            size = (height, width) if orientation in TRANSPOSED else (width, height)
            return Small(shown(little, icc, orientation), *size)
    picture = decode(path, max_pixels=_MAX_PIXELS)
    return Small(shown(reduced(picture.frames[0], side), picture.carried.icc), picture.width, picture.height)


def reduced(frame: Frame, side: int) -> Frame:
    """Scale a frame down to a longest side of so many pixels, in 8 bits; a smaller one stays as large as it is."""
    if frame.pixels.dtype != np.uint8:
        frame = to_eight_bits(frame)
    if frame.alpha is None:
        frame = replace(frame, pixels=_halved(frame.pixels, _AMPLE * side))
    image = image_of(frame)
    image.thumbnail((side, side), Image.Resampling.BILINEAR, reducing_gap=_AMPLE)
    return frame_of(image)


def _halved(pixels: Samples, side: int) -> Samples:
    """Halve pixels as long as a longest side of so many stays, which is faster than any other factor."""
    while max(pixels.shape[:2]) // 2 >= side:
        height, width = (length // 2 * 2 for length in pixels.shape[:2])
        size = (max(width // 2, 1), max(height // 2, 1))
        half = cv2.resize(pixels[: height or 1, : width or 1], size, interpolation=cv2.INTER_AREA)
        pixels = np.asarray(half, np.uint8).reshape(size[1], size[0], -1)
    return pixels


def shown(frame: Frame, icc: bytes | None, orientation: int = UPRIGHT) -> Image.Image:
    """Give a frame as it is shown: in sRGB, and turned upright."""
    frame = to_srgb(frame, icc)
    alpha = None if frame.alpha is None else turned(frame.alpha, orientation)
    return image_of(Frame(turned(frame.pixels, orientation), alpha))


_FIRST_FRAME_ALONE: Mapping[Format, Callable[[BinaryIO], Image.Image]] = {
    Format.JPEG: open_jpeg,
    Format.PNG: PngImageFile,
    Format.GIF: GifImageFile,
    Format.WEBP: lambda file: open_webp(file, _MAX_PIXELS),
}
"""Formats of which Pillow decodes the first frame alone; it cuts a PNG of 16 bits to 8, which is enough here."""
