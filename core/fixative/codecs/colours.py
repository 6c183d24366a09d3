"""Changes that a target format asks of pixels: colour, depth, alpha. In strips where it pays."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from fixative.codecs.samples import STRIP_ROWS, frame_of, image_of
from fixative.picture import Frame, Samples
from fixative.profile import BROKEN_PROFILE, transform_to_srgb

__all__ = ["WHITE", "flat_on", "profile_name", "to_eight_bits", "to_srgb"]

_STEPS = 257  # 65535 / 255
_MOST = 255
WHITE = (_MOST, _MOST, _MOST)


def to_eight_bits(frame: Frame) -> Frame:
    """Reduce 16 bits to 8, rounded to the nearest."""
    alpha = None if frame.alpha is None else _reduced(frame.alpha)
    return replace(frame, pixels=_reduced(frame.pixels), alpha=alpha)


def _reduced(samples: Samples) -> NDArray[np.uint8]:
    reduced = np.empty(samples.shape, np.uint8)
    for top in range(0, samples.shape[0], STRIP_ROWS):
        strip = samples[top : top + STRIP_ROWS].astype(np.uint32)
        reduced[top : top + STRIP_ROWS] = (strip + _STEPS // 2) // _STEPS
    return reduced


def flat_on(frame: Frame, colour: tuple[int, int, int]) -> Frame:
    """Lay an 8-bit frame with alpha on a colour, of 8 bits a channel: grey on its first, ink on paper."""
    if frame.alpha is None:
        return frame
    channels = frame.pixels.shape[2]
    ground = np.array(colour[:channels] if channels <= len(colour) else (0,) * channels, np.uint32)
    flat: NDArray[np.uint8] = np.empty(frame.pixels.shape, np.uint8)
    for top in range(0, flat.shape[0], STRIP_ROWS):
        rows = slice(top, top + STRIP_ROWS)
        alpha = frame.alpha[rows].astype(np.uint32).reshape(-1, flat.shape[1], 1)
        over: NDArray[np.uint32] = frame.pixels[rows] * alpha + ground * (_MOST - alpha)
        flat[rows] = (over + _MOST // 2) // _MOST
    return replace(frame, pixels=flat, alpha=None)


def to_srgb(frame: Frame, icc: bytes | None) -> Frame:
    """Convert an 8-bit frame to sRGB.

    Parameters
    ----------
    frame : Frame
        Grey, RGB or CMYK; alpha is kept.
    icc : bytes or None
        Its profile. Without one, or with one that does not fit, CMYK and grey are converted by their plain formulas.

    Returns
    -------
    Frame
        RGB.
    """
    image = image_of(replace(frame, alpha=None))
    converted = _by_profile(image, icc) or image.convert("RGB")
    return replace(frame_of(converted, frame.duration), alpha=frame.alpha)


def _by_profile(image: Image.Image, icc: bytes | None) -> Image.Image | None:
    transform = None if icc is None else transform_to_srgb(icc, image.mode)
    if transform is None:
        return None
    try:
        return ImageCms.applyTransform(image, transform)
    except BROKEN_PROFILE:
        return None


def profile_name(icc: bytes) -> str:
    """Name a profile as people know it."""
    try:
        return ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(BytesIO(icc))).strip() or "its profile"
    except BROKEN_PROFILE:
        return "its profile"
