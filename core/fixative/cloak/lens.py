"""The lens: how far the latents of image generators' encoders move, and what one of them sees.

Two small networks made by `training/lens.py`: an encoder that imitates the true ones, and a decoder of its latents.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from fixative.cloak.threads import threaded
from fixative.progress import Progress
from fixative_assets import resource

__all__ = ["displacement", "seen"]

_CELL = 32
"""The coarsest latents stand for 32 x 32 pixels."""

_WHOLE = 1_200_000
"""Pictures of up to so many pixels are looked at whole; of larger ones _WINDOWS squares of _SIDE pixels a side."""

_SIDE = 256
_WINDOWS = 16
_LARGEST = 512
"""Pixels a side of what goes through a network at a time, at most."""

_MARGIN = 64
"""Pixels around a window that is decoded, so that windows meet without a seam."""

_DECODED = "taesd"
"""The encoder whose latents the decoder reads: Stable Diffusion 1.x."""

_SHUFFLE = 4
_FLAT = 1e-4
"""The least variance of latents, for a blank picture; that of the encoders in training/surrogates.py."""

Pixels = NDArray[np.uint8]
Latents = NDArray[np.float32]
_Window = tuple[slice, slice]
_Part = TypeVar("_Part")

_idle: dict[str, deque[cv2.dnn.Net]] = {"encoder": deque(), "decoder": deque()}


def displacement(before: Pixels, after: Pixels, progress: Progress | None = None) -> float:
    """Say how far a change moves the latents of a picture, relative to how much they vary in it.

    It is the mean over the imitated encoders of D = rms(E(after) - E(before)) / rms(E(before) - its spatial mean).
    Larger pictures are sampled, so that the time is bounded.

    Parameters
    ----------
    before, after : ndarray, shape (H, W, 3), uint8
        RGB, sRGB-encoded, of one size.
    progress : Progress, optional

    Returns
    -------
    float
        0 for no change; for balanced cloaks about 0.9 in the mean of benchmarks/results/lens.md.

    Raises
    ------
    ValueError
        If the shapes are not those, or differ.
    """
    _check(before)
    _check(after)
    if before.shape != after.shape:
        raise ValueError(f"a picture of shape {before.shape} cannot be compared with one of {after.shape}")

    def measured(window: _Window) -> dict[str, _Sums]:
        first, second = _encoded(_padded(before[window])), _encoded(_padded(after[window]))
        return {name: _Sums.of(first[name], second[name]) for name in first}

    windows = _windows(*before.shape[:2])
    parts = _told(threaded(measured, windows), len(windows), progress)
    return fmean(_displacement([part[name] for part in parts]) for name in parts[0])


def seen(pixels: Pixels, progress: Progress | None = None) -> Pixels:
    """Show what an encoder sees: the picture as it comes back from the latents.

    Parameters
    ----------
    pixels : ndarray, shape (H, W, 3), uint8
        RGB, sRGB-encoded. The time grows with its size: give what is shown.
    progress : Progress, optional

    Returns
    -------
    ndarray, shape (H, W, 3), uint8

    Raises
    ------
    ValueError
        If the shape is not that.
    """
    _check(pixels)
    height, width = pixels.shape[:2]
    shown = np.empty_like(pixels)

    def look(window: _Window) -> None:
        top, left = (max(each.start - _MARGIN, 0) for each in window)
        around = (slice(top, window[0].stop + _MARGIN), slice(left, window[1].stop + _MARGIN))
        decoded = _decoded(_encoded(_padded(pixels[around]))[_DECODED])
        inner = decoded[window[0].start - top :, window[1].start - left :]
        shown[window] = inner[: window[0].stop - window[0].start, : window[1].stop - window[1].start]

    windows = _grid(height, width)
    _told(threaded(look, windows), len(windows), progress)
    return shown


def _told(parts: Iterator[_Part], count: int, progress: Progress | None) -> list[_Part]:
    """Gather what comes, and say how far it is."""
    progress = progress or Progress()
    progress.advance(0.0)
    done = []
    for part in parts:
        done.append(part)
        progress.advance(len(done) / count)
    return done


@dataclass(frozen=True, slots=True)
class _Sums:
    """Moments of one encoder's latents in a window, and of how they move."""

    count: int
    first: NDArray[np.float64]
    second: float
    moved: float

    @classmethod
    def of(cls, before: Latents, after: Latents) -> _Sums:
        exact = before.astype(np.float64)
        return cls(
            count=exact[0].size,
            first=exact.sum((1, 2)),
            second=float(np.square(exact).sum()),
            moved=float(np.square(after - exact).sum()),
        )


def _displacement(parts: list[_Sums]) -> float:
    """Make D of the moments of all windows."""
    count = sum(part.count for part in parts)
    mean = np.sum([part.first for part in parts], 0) / count
    samples = count * len(mean)
    spread = sum(part.second for part in parts) / samples - float(np.square(mean).mean())
    return math.sqrt(sum(part.moved for part in parts) / samples / max(spread, _FLAT))


def _check(pixels: Pixels) -> None:
    if pixels.dtype != np.uint8 or pixels.shape[2:] != (3,) or not pixels.size:
        raise ValueError(f"the lens reads uint8 RGB (H, W, 3), not {pixels.dtype} of {pixels.shape}: convert it")


def _windows(height: int, width: int) -> list[_Window]:
    """Lay windows over a whole picture, or squares evenly over a larger one."""
    if height * width <= _WHOLE:
        return _grid(height, width)
    rows, columns = math.ceil(height / _SIDE), math.ceil(width / _SIDE)
    # At least one each way: of a narrow picture, more along its length.
    rows = min(max(round(rows * math.sqrt(_WINDOWS / (rows * columns))), 1), _WINDOWS)
    columns = min(_WINDOWS // rows, columns)
    return [(top, left) for top in _spread(height, rows) for left in _spread(width, columns)]


def _spread(length: int, count: int) -> list[slice]:
    """Lay `count` stretches in the middles of as many equal parts."""
    middles = (np.arange(count) + 0.5) * length / count
    starts = np.clip(middles - _SIDE / 2, 0, max(length - _SIDE, 0)).astype(int)
    return [slice(start, min(start + _SIDE, length)) for start in starts.tolist()]


def _grid(height: int, width: int) -> list[_Window]:
    """Part a picture into windows of about one size, cut between cells."""

    def parts(length: int) -> list[slice]:
        cells = math.ceil(length / _CELL)
        count = math.ceil(cells * _CELL / _LARGEST)
        borders = [cells * n // count * _CELL for n in range(count)] + [length]
        return [slice(*pair) for pair in pairwise(borders)]

    return [(rows, columns) for rows in parts(height) for columns in parts(width)]


def _padded(pixels: Pixels) -> Pixels:
    """Mirror what is missing to whole cells."""
    bottom, right = (-length % _CELL for length in pixels.shape[:2])
    return cv2.copyMakeBorder(pixels, 0, bottom, 0, right, cv2.BORDER_REFLECT).astype(np.uint8, copy=False)


@contextmanager
def _network(name: str) -> Iterator[cv2.dnn.Net]:
    """Lend a network to one thread at a time: cv2.dnn's hold what they last saw."""
    try:
        net = _idle[name].pop()
    except IndexError:
        net = cv2.dnn.readNetFromONNX(np.frombuffer(resource("lens", f"{name}.onnx").read_bytes(), np.uint8))
    yield net
    _idle[name].append(net)


def _encoded(pixels: Pixels) -> dict[str, Latents]:
    """Give the latents, (C, h, w), by the name of the encoder imitated."""
    with _network("encoder") as net:
        net.setInput(cv2.dnn.blobFromImage(pixels, 1 / 255))
        names = net.getUnconnectedOutLayersNames()
        return {name: np.array(each[0]) for name, each in zip(names, net.forward(names), strict=True)}


def _decoded(latents: Latents) -> Pixels:
    with _network("decoder") as net:
        net.setInput(latents[None])
        features = net.forward()[0]
    height, width = features.shape[1:]
    # Each place of the features holds a square of pixels.
    squares = features.reshape(3, _SHUFFLE, _SHUFFLE, height, width).transpose(3, 1, 4, 2, 0)
    pixels = squares.reshape(height * _SHUFFLE, width * _SHUFFLE, 3)
    return np.asarray(np.clip(np.rint(pixels * 255), 0, 255), np.uint8)
