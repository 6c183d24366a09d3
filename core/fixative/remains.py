"""How much of a cloak is left in a copy, against the original and the result that the register names.

A copy differs from its original by the cloak, and by what scaling and coding did. The second has nothing in common with
the first: what is left of the cloak is what the difference shares with it, by least squares, octave by octave and
apart for brightness and colours, as coding takes fine colours first. In latents that could not be told: there any
noise moves a picture some of the cloak's way.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np
from numpy.typing import NDArray

from fixative.choose import fitted_to
from fixative.cloak.colour import seen
from fixative.cloak.lens import displacement
from fixative.codecs import decode, encode
from fixative.codecs.guard import opened
from fixative.errors import FixativeError
from fixative.formats import Format
from fixative.inspect.report import Origin, Remains, Report
from fixative.look import digest_of
from fixative.outcome import Status
from fixative.picture import Picture
from fixative.recipe import Limits, Recipe
from fixative.register import Kinship, Match

__all__ = ["with_remains"]

Pixels = NDArray[np.uint8]
_Plane = NDArray[np.float32]

_SIGMAS = (1.0, 2.0, 4.0)
"""Of the blurs between which the octaves lie, in pixels of the copy."""

_CLEAR, _OFF = 0.1, 0.75
"""Response of a phase correlation from which its shift is believed, and pixels by which a corner may be off."""
_ROUNDED = 1.0
"""Pixels by which a side may differ from that of a whole copy: more, and something was cropped."""


def with_remains(report: Report, path: Path, limits: Limits | None = None) -> Report:
    """Add to a report how much of the cloak is left, where the file is a copy; it takes seconds.

    That is the survival: how far what is left of it moves the original's latents, at the copy's size, over how far the
    cloak does in the result. What coding did beside it is no cloak. Where original or result are not there any more, or
    the copy was cropped, nothing is added.

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
    recipe, cloaked = Recipe.from_toml(entry.recipe), decode(result, max_pixels=most)
    original = _as_large(decode(source, max_pixels=most), recipe, cloaked)
    if original is None:
        return None
    # What coding did to the result is no cloak: it would be found in any copy, of the bare original too.
    bare, whole = seen(_coded(original, cloaked.format, recipe, most)), seen(cloaked)
    copy = seen(decode(path, max_pixels=most))
    plain, woven = (_scaled(pixels, copy.shape[1::-1]) for pixels in (bare, whole))
    if not _lie_alike(plain, copy):
        return None
    left = _shared(_planes(copy) - _planes(plain), _planes(woven) - _planes(plain))
    return Remains(displacement(bare, whole), displacement(plain, _with(plain, left)))


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


def _coded(original: Picture, kind: Format, recipe: Recipe, most: int) -> Picture:
    """Give an original as it would be in a result without a cloak."""
    still = replace(original, frames=original.frames[:1], animated=False)
    with TemporaryDirectory(prefix="fixative-") as folder:
        path = Path(folder, "bare")
        path.write_bytes(encode(still, format=kind, quality=recipe.destination.quality).data)
        return decode(path, max_pixels=most)


def _shared(difference: _Plane, cloak: _Plane) -> _Plane:
    """Give the part of a difference that is cloak."""
    left = np.zeros_like(cloak)
    for channel in range(cloak.shape[2]):
        octaves = zip(_octaves(difference[:, :, channel]), _octaves(cloak[:, :, channel]), strict=True)
        for found, wanted in octaves:
            energy = float(np.vdot(wanted, wanted))
            amount = float(np.vdot(found, wanted)) / energy if energy else 0.0
            left[:, :, channel] += min(max(amount, 0.0), 1.0) * wanted
    return left


def _octaves(plane: _Plane) -> Iterator[_Plane]:
    """Part a plane into octaves, the finest first, whose sum it is."""
    for sigma in _SIGMAS:
        blurred = np.asarray(cv2.GaussianBlur(plane, (0, 0), sigma), np.float32)
        yield plane - blurred
        plane = blurred
    yield plane


def _planes(pixels: Pixels) -> _Plane:
    """Give brightness and colours apart (ITU-R BT.601), in 8-bit steps."""
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2YCrCb), np.float32)


def _with(plain: Pixels, left: _Plane) -> Pixels:
    planes = np.clip(np.rint(_planes(plain) + left), 0, 255).astype(np.uint8)
    return np.asarray(cv2.cvtColor(planes, cv2.COLOR_YCrCb2RGB), np.uint8)


def _scaled(pixels: Pixels, size: tuple[int, ...]) -> Pixels:
    width, height = size
    if size == pixels.shape[1::-1]:
        return pixels
    return np.asarray(cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
