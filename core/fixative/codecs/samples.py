"""Between Pillow's images and arrays of samples, in strips, so that a picture is never held three times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from fixative.errors import UnsupportedFormatError
from fixative.picture import Colour, Frame, Samples

__all__ = ["STRIP_ROWS", "alike", "colour_of", "frame_of", "image_of", "interleaved", "padded_image_of", "saved"]

STRIP_ROWS = 64
"""Rows that are copied at once: a strip of a wide picture still fits the cache."""

# What each of Pillow's modes becomes before its samples are taken.
_PLAIN = {"L": "L", "LA": "LA", "RGB": "RGB", "RGBA": "RGBA", "CMYK": "CMYK", "1": "L", "La": "LA"}
_TRUE_COLOUR = {"RGBX": "RGB", "RGBa": "RGBA", "YCbCr": "RGB", "PA": "RGBA"}
_SIXTEEN = ("I;16", "I;16L", "I;16B", "I;16N")


def frame_of(image: Image.Image, duration: int = 0) -> Frame:
    """Take the samples of a loaded image; palettes become true colour, transparency becomes alpha.

    Parameters
    ----------
    image : PIL.Image.Image
    duration : int
        Milliseconds.

    Returns
    -------
    Frame
        8 bit, or 16 bit for Pillow's 16-bit grey.

    Raises
    ------
    UnsupportedFormatError
        Floating point, 32-bit integers, CIELAB.
    """
    if image.mode in _SIXTEEN:
        grey = np.asarray(image).astype(np.uint16)
        return Frame(grey[..., np.newaxis], None, duration)
    plain = _as_plain(image)
    if plain.mode in ("RGBA", "LA"):
        pixels, alpha = _apart(plain)
        return Frame(pixels, alpha, duration)
    return Frame(_samples(plain), None, duration)


def colour_of(frame: Frame) -> Colour:
    """Name what the channels of a frame mean, by their number."""
    return next(colour for colour in Colour if colour.channels == frame.pixels.shape[2])


def alike(frames: Sequence[Frame]) -> tuple[Frame, ...]:
    """Bring frames of one animation, or pages of one file, to one colour and depth, so that nothing is lost.

    Alpha stays only where some frame has a pixel that is not opaque, and then all have it.
    """
    depth = max(frame.pixels.dtype.itemsize for frame in frames)
    colour = max(frame.pixels.shape[2] for frame in frames)
    transparent = any(frame.alpha is not None for frame in frames)
    if len(frames) > 1:
        transparent = transparent and any(frame.alpha is not None and not _opaque(frame.alpha) for frame in frames)
    return tuple(_brought(frame, depth, colour, transparent=transparent) for frame in frames)


def _opaque(alpha: Samples) -> bool:
    return bool(alpha.min() == np.iinfo(alpha.dtype).max)


def _brought(frame: Frame, depth: int, channels: int, *, transparent: bool) -> Frame:
    pixels, alpha = frame.pixels, frame.alpha
    if pixels.dtype.itemsize < depth:
        # 255 must become 65535: both bytes alike.
        pixels = pixels.astype(np.uint16) * 257
        alpha = None if alpha is None else alpha.astype(np.uint16) * 257
    if pixels.shape[2] < channels:
        pixels = cast("Samples", np.repeat(pixels[..., :1], channels, axis=2))
    if not transparent:
        alpha = None
    elif alpha is None:
        alpha = np.full_like(pixels[..., 0], np.iinfo(pixels.dtype).max)
    return replace(frame, pixels=pixels, alpha=alpha)


def interleaved(frame: Frame) -> Samples:
    """Put alpha behind the colours, for a coder.

    Returns
    -------
    ndarray, shape (H, W, C) or (H, W, C + 1)
        The frame's own pixels where there is no alpha.
    """
    if frame.alpha is None:
        return frame.pixels
    height, width, channels = frame.pixels.shape
    shape = (height, width, channels + 1)
    joined: Samples = np.empty(shape, np.uint8) if frame.pixels.dtype == np.uint8 else np.empty(shape, np.uint16)
    joined[..., :channels] = frame.pixels
    joined[..., channels] = frame.alpha
    return joined


def image_of(frame: Frame) -> Image.Image:
    """Make a Pillow image of an 8-bit frame: L, LA, RGB, RGBA or CMYK."""
    samples = interleaved(frame)
    if samples.shape[2] == 1:
        return Image.fromarray(samples[..., 0])
    if samples.shape[2] == Colour.CMYK.channels and frame.alpha is None:
        return Image.frombuffer("CMYK", (samples.shape[1], samples.shape[0]), np.ascontiguousarray(samples))
    return Image.fromarray(samples)


def padded_image_of(frame: Frame) -> Image.Image:
    """Make a Pillow image as `image_of` does, of RGB as RGBX: Pillow takes such samples as they are, without a copy."""
    if frame.pixels.shape[2] != Colour.RGB.channels or frame.alpha is not None:
        return image_of(frame)
    padded = np.asarray(cv2.cvtColor(frame.pixels, cv2.COLOR_RGB2RGBA), np.uint8)
    return Image.frombuffer("RGBX", (padded.shape[1], padded.shape[0]), padded, "raw", "RGBX", 0, 1)


def saved(images: Sequence[Image.Image], kind: str, options: dict[str, object], durations: Sequence[int] = ()) -> bytes:
    """Encode with Pillow; of several images, an animation with their durations in milliseconds."""
    if len(images) > 1:
        options = {"save_all": True, "append_images": images[1:], "duration": list(durations), **options}
    data = BytesIO()
    images[0].save(data, kind, **options)
    return data.getvalue()


def _as_plain(image: Image.Image) -> Image.Image:
    if image.mode == "P":
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    if "transparency" in image.info and image.mode in ("1", "L", "RGB"):
        return image.convert("RGBA" if image.mode == "RGB" else "LA")
    mode = _PLAIN.get(image.mode) or _TRUE_COLOUR.get(image.mode)
    if mode is None:
        raise UnsupportedFormatError(format=f"{image.format or 'A picture'} with samples of the kind {image.mode}")
    return image if mode == image.mode else image.convert(mode)


def _strips(image: Image.Image) -> Iterator[tuple[slice, NDArray[np.uint8]]]:
    for top in range(0, image.height, STRIP_ROWS):
        bottom = min(top + STRIP_ROWS, image.height)
        yield slice(top, bottom), np.asarray(image.crop((0, top, image.width, bottom)))


def _samples(image: Image.Image) -> NDArray[np.uint8]:
    channels = len(image.getbands())
    samples = np.empty((image.height, image.width, channels), np.uint8)
    for rows, strip in _strips(image):
        samples[rows] = strip.reshape(strip.shape[0], strip.shape[1], channels)
    return samples


def _apart(image: Image.Image) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    colours = len(image.getbands()) - 1
    pixels = np.empty((image.height, image.width, colours), np.uint8)
    alpha = np.empty((image.height, image.width), np.uint8)
    for rows, strip in _strips(image):
        pixels[rows] = strip[..., :colours]
        alpha[rows] = strip[..., colours]
    return pixels, alpha
