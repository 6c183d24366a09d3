"""Scaling down as light adds up: in linear light, by Lanczos without its ringing, and sharpened mildly.

What a lens would have drawn smaller is a mean of light, and the samples of a file are not light: their means come out
too dark, fine lines and textures above all. Lanczos keeps edges, and overshoots beside them: nothing here leaves the
range of the averages around it. It works in strips, so that a large picture is never held as floating point.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from fixative.picture import Samples

__all__ = ["SHARPNESS", "bounded", "scaled"]

SHARPNESS = 0.25
"""How much of what a blur of one pixel takes away is added: mild, as scaling by averages softens."""

_ROWS = 128
"""Rows of the result that are made at a time."""

_AROUND = 2
"""Rows of the result beyond a strip's borders that its pixels are blurred with."""

_LOBES = 3
"""Of Lanczos: pixels of the result, each way, that a sample reaches."""

_BLUR = (3, 3)

_UNSEEN = 1 / 512
"""Of alpha: half a step of 8 bits."""

_Light = NDArray[np.float32]


def bounded(
    size: tuple[int, int], *, width: int | None = None, height: int | None = None, pixels: int | None = None
) -> tuple[int, int]:
    """Give the largest width and height, in proportion, that keep within bounds; never larger than they are.

    Parameters
    ----------
    size : (int, int)
        Width and height.
    width, height, pixels : int, optional
        Bounds; None bounds nothing.
    """
    across, down = size
    factors = [1.0]
    factors += [] if width is None else [width / across]
    factors += [] if height is None else [height / down]
    factors += [] if pixels is None else [math.sqrt(pixels / (across * down))]
    factor = min(factors)
    if factor >= 1:
        return size
    # To the nearest, but where that would be beyond the bound of pixels.
    wide, high = max(round(across * factor), 1), max(round(down * factor), 1)
    if pixels is not None and wide * high > pixels:
        wide, high = max(math.floor(across * factor), 1), max(math.floor(down * factor), 1)
    return wide, high


def scaled(
    samples: Samples, size: tuple[int, int], *, alpha: Samples | None = None, sharpness: float = SHARPNESS
) -> tuple[Samples, Samples | None]:
    """Scale samples down.

    Parameters
    ----------
    samples : ndarray, shape (H, W, C), uint8 or uint16
        sRGB-encoded, or grey by the same curve.
    size : (int, int)
        Width and height of the result, neither larger than before.
    alpha : ndarray, shape (H, W), dtype of samples, optional
        Each sample counts by as much as it is seen.
    sharpness : float, optional
        0 for none.

    Returns
    -------
    samples : ndarray, shape (height, width, C)
    alpha : ndarray, shape (height, width), or None

    Raises
    ------
    ValueError
        If the result would be larger.
    """
    wide, high = size
    if wide > samples.shape[1] or high > samples.shape[0]:
        raise ValueError(f"{samples.shape[1]} x {samples.shape[0]} is not enlarged to {wide} x {high}")
    if size == (samples.shape[1], samples.shape[0]):
        return samples, alpha
    out = np.empty((high, wide, samples.shape[2]), samples.dtype)
    clear = None if alpha is None else np.empty((high, wide), samples.dtype)
    for first in range(0, high, _ROWS):
        rows = slice(first, min(first + _ROWS, high))
        strip = _Strip(samples.shape[0], size, rows)
        weight = None
        if alpha is not None and clear is not None:
            weight = np.asarray(alpha[strip.source] / np.iinfo(alpha.dtype).max, np.float32)
            seen = strip.smaller(weight, sharpness) * np.iinfo(alpha.dtype).max
            clear[rows] = strip.kept(np.rint(seen), alpha[strip.source])
        for channel in range(samples.shape[2]):
            plane: Samples = samples[strip.source, :, channel].copy()
            lit = _weighted(strip, _light(plane), weight, sharpness)
            out[rows, :, channel] = strip.kept(_encoded(lit, samples.dtype.itemsize), plane)
    return out, clear


class _Strip:
    """Rows of a result, and the rows of the source that they depend on.

    Parameters
    ----------
    length : int
        Rows of the source.
    size : (int, int)
        Of the result.
    rows : slice
        Of the result.
    """

    def __init__(self, length: int, size: tuple[int, int], rows: slice) -> None:
        self._wide = size[0]
        self._step = length / size[1]
        self._rows = rows
        self._first = max(rows.start - _AROUND, 0)
        self._last = min(rows.stop + _AROUND, size[1])
        reach = math.ceil(_LOBES * self._step) + 1
        self._top = max(math.floor(self._first * self._step) - reach, 0)
        self.source = slice(self._top, min(math.ceil(self._last * self._step) + reach, length))

    def smaller(self, light: _Light, sharpness: float) -> _Light:
        """Scale the source's rows, and sharpen them."""
        top, bottom = (edge * self._step - self._top for edge in (self._first, self._last))
        box = (0, top, light.shape[1], min(bottom, light.shape[0]))
        size = (self._wide, self._last - self._first)
        fine = np.array(Image.fromarray(light).resize(size, Image.Resampling.LANCZOS, box), np.float32)
        if sharpness:
            fine += sharpness * (fine - cv2.GaussianBlur(fine, _BLUR, 0, borderType=cv2.BORDER_REPLICATE))
        return fine[self._rows.start - self._first : self._rows.stop - self._first]

    def kept(self, made: NDArray[Any], plane: Samples) -> NDArray[Any]:
        """Keep what was made of a plane of the source's rows within the samples around each."""
        across = plane.shape[1] / self._wide
        around = np.ones((2 * math.ceil(self._step) + 1, 2 * math.ceil(across) + 1), np.uint8)
        middles = np.ix_(
            ((np.arange(self._rows.start, self._rows.stop) + 0.5) * self._step - self._top).astype(int),
            ((np.arange(self._wide) + 0.5) * across).astype(int),
        )
        lowest, highest = cv2.erode(plane, around)[middles], cv2.dilate(plane, around)[middles]
        return np.asarray(np.clip(made, lowest, highest))


def _weighted(strip: _Strip, light: _Light, weight: _Light | None, sharpness: float) -> _Light:
    if weight is None:
        return strip.smaller(light, sharpness)
    # What is not seen has no share; where nothing is seen at all, the plain means stand.
    seen = strip.smaller(weight, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        shared = strip.smaller(light * weight, 0) / seen
    return np.where(seen > _UNSEEN, shared, strip.smaller(light, 0)).astype(np.float32)


def _light(samples: Samples) -> _Light:
    return np.asarray(_curve(samples.dtype.itemsize)[samples])


@lru_cache
def _curve(depth: int) -> _Light:
    """Give light in [0, 1] for each sample (IEC 61966-2-1)."""
    encoded = np.linspace(0, 1, 256**depth)
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4).astype(np.float32)  # noqa: PLR2004 - the standard's


def _encoded(light: _Light, depth: int) -> Samples:
    light = np.clip(light, 0, 1)
    encoded = np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)  # noqa: PLR2004 - the same
    samples = np.rint(encoded * (256**depth - 1))
    return np.asarray(samples, np.uint8) if depth == 1 else np.asarray(samples, np.uint16)
