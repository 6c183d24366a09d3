"""How much of a cloak is left in a copy, against the original and the result that the register names."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import product
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from fixative.choose import fitted_to
from fixative.cloak.colour import sight
from fixative.cloak.lens import displacement
from fixative.codecs import decode
from fixative.codecs.guard import opened
from fixative.errors import FixativeError
from fixative.inspect.report import Origin, Remains, Report
from fixative.look import digest_of
from fixative.outcome import Status
from fixative.picture import Picture
from fixative.recipe import Limits, Recipe
from fixative.register import Kinship, Match

__all__ = ["with_remains"]

Pixels = NDArray[np.uint8]
_KERNELS = (
    Image.Resampling.BOX,
    Image.Resampling.BILINEAR,
    Image.Resampling.HAMMING,
    Image.Resampling.BICUBIC,
    Image.Resampling.LANCZOS,
)

_CLEAR, _OFF = 0.1, 0.75
"""Response of a phase correlation from which its shift is believed, and pixels by which a corner may be off."""
_ROUNDED = 1.0
"""Pixels by which a side may differ from that of a whole copy: more, and something was cropped."""


def with_remains(report: Report, path: Path, limits: Limits | None = None) -> Report:
    """Add to a report how much of the cloak is left, where the file is a copy; it takes seconds.

    That is the survival: how far the copy lies from the original on the way to the result, in latents, over how far the
    result does. Only that way counts: what coding did beside it is no cloak. Where original or result are not there any
    more, or the copy was cropped, nothing is added.

    Parameters
    ----------
    report : Report
        With origins (`fixative.inspect.origin.with_origins`).
    path : Path
        The file.
    limits : Limits, optional
    """
    most = (limits or Limits()).max_pixels
    return replace(report, origins=tuple(_measured(origin, path, most) for origin in report.origins))


def _measured(origin: Origin, path: Path, most: int) -> Origin:
    match = origin.match
    if match.kinship is not Kinship.COPY or match.entry.status is not Status.PROTECTED or not _whole(match):
        return origin
    try:
        return replace(origin, remains=_remains(path, match, most))
    except (FixativeError, OSError, ValueError, MemoryError, cv2.error):
        # Gone, no longer what it was, too small or too large: there is nothing to compare with.
        return origin


def _whole(match: Match) -> bool:
    width, height = match.entry.figures.width, match.entry.figures.height
    return bool(width) and abs(match.height - match.width * height / width) <= _ROUNDED


def _remains(path: Path, match: Match, most: int) -> Remains | None:
    entry = match.entry
    source, result = Path(entry.source), Path(entry.result)
    if not (_is(source, entry.source_sha256) and _is(result, entry.result_sha256)):
        return None
    cloaked = decode(result, max_pixels=most)
    original = _as_large(decode(source, max_pixels=most), Recipe.from_toml(entry.recipe), cloaked)
    if original is None:
        return None
    bare, copy = _seen(original), _seen(decode(path, max_pixels=most))
    kernel = _likest(bare, copy)
    plain, whole = (_scaled(pixels, copy.shape[1::-1], kernel) for pixels in (bare, _seen(cloaked)))
    if not _lie_alike(plain, copy):
        return None
    before = displacement(bare, _seen(cloaked))
    there, here, apart = displacement(plain, whole), displacement(plain, copy), displacement(whole, copy)
    # The law of cosines gives the part of one displacement that lies along another.
    along = (here**2 + there**2 - apart**2) / (2 * there) if there else 0.0
    return Remains(before, max(along, 0.0))


def _lie_alike(plain: Pixels, copy: Pixels) -> bool:
    """Tell by the corners whether one is the other's picture on the same pixels, and not a part of it."""
    first, second = (cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float32) for pixels in (plain, copy))
    height, width = first.shape
    rows, columns = (slice(0, height // 2), slice(height // 2, None)), (slice(0, width // 2), slice(width // 2, None))
    for corner in product(rows, columns):
        parts = first[corner], second[corner]
        window = cv2.createHanningWindow(parts[0].shape[::-1], cv2.CV_32F)
        shift, clear = cv2.phaseCorrelate(*parts, window)
        if clear >= _CLEAR and math.hypot(*shift) > _OFF:
            return False
    return True


def _is(path: Path, sha256: str) -> bool:
    with opened(path) as file:
        return digest_of(file).hex() == sha256


def _as_large(source: Picture, recipe: Recipe, result: Picture) -> Picture | None:
    """Give the original in the size of a result: for one of its platforms, if there are any."""
    for copy in recipe.copies():
        fitted = fitted_to(source, copy.fit)
        if (fitted.width, fitted.height) == (result.width, result.height):
            return fitted
    return None


def _scaled(pixels: Pixels, size: tuple[int, int], by: Image.Resampling) -> Pixels:
    if size == pixels.shape[1::-1]:
        return pixels
    return np.asarray(Image.fromarray(pixels).resize(size, by))


def _likest(pixels: Pixels, copy: Pixels) -> Image.Resampling:
    """Guess how a copy was scaled: what another kernel makes of the finest detail would be taken for loss."""
    size = copy.shape[1::-1]
    if size == pixels.shape[1::-1]:
        return _KERNELS[0]
    return min(_KERNELS, key=lambda kernel: cv2.norm(_scaled(pixels, size, kernel), copy, cv2.NORM_L2SQR))


def _seen(picture: Picture) -> Pixels:
    return np.ascontiguousarray(sight(picture.colour, picture.carried.icc)(picture.frames[0].pixels))
