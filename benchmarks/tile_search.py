"""What somebody gets out of one cloaked picture who knows the program and its bank, but not the user's secret.

He divides the picture by what each pixel bears, after which a cloak is made of periodic tiles, whitens it by its own
spectrum, and correlates each area with every entry of the bank in all orientations and phases: a matched filter. The
best one's amplitude is fitted around each pixel by least squares, and it is taken away. Where several reach, the one
that fits best around the pixel has its say, so that he need not know where a cloak's blocks lie. Beside it stands
what he would get if he searched the true residual, and what, had he stolen the secret, and with it the sheets.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product

import cv2
import numpy as np
from bearings import bearing
from noise import rounded
from numpy.typing import NDArray
from squares import Pixels

from fixative.cloak.bank import load_bank
from fixative.cloak.sheets import VARIANTS, companion, period, sheet, turned
from fixative.picture import Colour

AREAS = (64, 128)
ALONE, ORACLE, STOLEN = "from the cloaked picture alone", "from the true residual", "with the secret"
WAYS = (ALONE, ORACLE, STOLEN)

_PASSES = 2  # the second finds what the first one's matches have hidden
_BLOCK = 64  # frequencies a side at which a spectrum is measured
_RIDGE = 1e-3  # of the mean power: a flat picture has frequencies without any
_NOTHING = 1e-9  # once all was found, there is nothing left to whiten
_NEAR = 9  # pixels a side of the window that tells how much local content disturbs
_AROUND = 33  # pixels a side of the window that tells which of the matches holds, and how much of it

Planes = NDArray[np.float32]


def searches(before: Pixels, after: Pixels, sheets: bytes) -> dict[str, Pixels]:
    """Search a cloaked picture in every way of the table, and take away what was found.

    Parameters
    ----------
    before, after : ndarray, shape (H, W, 3), uint8
    sheets : bytes
        What draws the user's sheets (`Key.sheets`).

    Returns
    -------
    dict of str to ndarray
        By area and way, as `named` says them.
    """
    seen = after.astype(np.float32)
    ways = {ALONE: (seen, known()), ORACLE: (seen - before, known()), STOLEN: (seen, stolen(after, sheets))}
    return {
        named(area, way): rounded(after - estimate(source, after, tiles, area))
        for area in AREAS
        for way, (source, tiles) in ways.items()
    }


def named(area: int, way: str) -> str:
    """Name a way to search."""
    return f"areas of {area}, {way}"


def known() -> Planes:
    """Give what everybody knows: the entries of the bank in all orientations, shape (N, S, S, 3), float32."""
    return np.stack([view for tile in load_bank().tiles for view in turned(tile)])


def stolen(after: Pixels, sheets: bytes) -> Planes:
    """Give what the user's secret makes of them for a picture of this size, shape (N, S, S, 3), float32."""
    bank, enlarged = load_bank(), companion(*after.shape[:2])
    side = period(bank, enlarged)
    return np.stack(
        [
            sheet(bank, entry, variant, key=sheets, side=side, enlarged=enlarged, colour=Colour.RGB)
            for entry in range(len(bank.tiles))
            for variant in range(VARIANTS)
        ]
    )


def estimate(source: Planes, after: Pixels, tiles: Planes, area: int) -> Planes:
    """Estimate the residual by what is found of tiles.

    Parameters
    ----------
    source : ndarray, shape (H, W, 3), float32
        Where they are searched: the cloaked picture, or more.
    after : ndarray, shape (H, W, 3), uint8
        The cloaked picture, which tells what each pixel bears.
    tiles : ndarray, shape (N, S, S, 3), float32
        Periodic.
    area : int
        Pixels a side; areas overlap by half.
    """
    bears = bearing(after)[:, :, None]
    total = np.zeros_like(source)
    for _ in range(_PASSES):
        total += bears * _found((source - total) / bears, tiles, area)
    return total


def _found(level: Planes, tiles: Planes, area: int) -> Planes:
    """Find tiles in a picture that bears the same everywhere."""
    kernel = _whitener(level)
    white = _convolved(level, kernel)
    quiet = 1 / _local_power(white)
    whitened = _Whitened(tiles, kernel)
    surest = np.zeros(level.shape[:2], np.float32)
    found = np.zeros_like(level)
    for corner in product(*(_starts(length, area) for length in level.shape[:2])):
        inside = tuple(slice(start, start + area) for start in corner)
        index, phase = whitened.best(white[inside], quiet[inside], corner)
        # It may reach further than the area in which it showed.
        part = tuple(slice(max(start - area // 2, 0), start + area + area // 2) for start in corner)
        scores, amounts, tile = whitened.fitted(index, phase, white[part], quiet[part], part)
        better = scores > surest[part]
        surest[part][better] = scores[better]
        found[part][better] = (amounts[:, :, None] * tile)[better]
    return found


class _Whitened:
    """Tiles as they are, and whitened as the picture is."""

    def __init__(self, tiles: Planes, kernel: NDArray[np.float64]) -> None:
        self._side = tiles.shape[1]
        self._tiles = tiles
        self._white = _periodic(self._tiles, kernel).astype(np.float32)
        self._spectra = np.fft.rfft2(self._white, axes=(1, 2)).conj()
        self._energies = np.fft.rfft2((self._white**2).sum(3), axes=(1, 2)).conj()

    def best(self, white: Planes, quiet: Planes, corner: tuple[int, ...]) -> tuple[int, tuple[int, int]]:
        """Find the tile that fits an area best at one amplitude, and its phase.

        The area starts at a corner in the picture, whose origin the phase is told from.
        """
        signal = np.fft.rfft2(_folded(white * quiet, self._side, corner), axes=(0, 1))
        weight = np.fft.rfft2(_folded(quiet, self._side, corner), axes=(0, 1))
        size = (self._side, self._side)
        likeness = np.fft.irfft2((self._spectra * signal).sum(3), size, axes=(1, 2))
        energy = np.fft.irfft2(self._energies * weight[:, :, 0], size, axes=(1, 2))
        scores = likeness / np.sqrt(energy.clip(1e-9))
        index, down, across = (int(place) for place in np.unravel_index(scores.argmax(), scores.shape))
        return index, (down, across)

    def fitted(
        self, index: int, phase: tuple[int, int], white: Planes, quiet: Planes, part: tuple[slice, ...]
    ) -> tuple[Planes, Planes, Planes]:
        """Fit a tile by least squares around each pixel of a part of the picture.

        Returns
        -------
        scores : ndarray, shape (rows, columns)
            In standard deviations of what they would be without a cloak.
        amounts : ndarray, shape (rows, columns)
        tile : ndarray, shape (rows, columns, 3)
            Laid out, at an amount of 1.
        """
        places = [
            (np.arange(each.start, each.start + length) - shift) % self._side
            for each, length, shift in zip(part, white.shape, phase, strict=False)
        ]
        shape, tile = (tiles[index][places[0]].take(places[1], 1) for tiles in (self._white, self._tiles))
        likeness = _summed((white * quiet * shape).sum(2))
        energy = _summed((quiet * shape**2).sum(2)).clip(1e-9)
        return likeness / np.sqrt(energy), likeness / energy, tile


def _starts(length: int, area: int) -> list[int]:
    last = max(length - area, 0)
    return sorted({*range(0, last, area // 2), last})


def _folded(planes: Planes, side: int, corner: tuple[int, int]) -> NDArray[np.float64]:
    """Add up all periods of an area that starts at a corner, in the phase of the picture."""
    height, width, channels = planes.shape
    down, across = -(-height // side), -(-width // side)
    padded = np.zeros((down * side, across * side, channels))
    padded[:height, :width] = planes
    return np.roll(padded.reshape(down, side, across, side, channels).sum((0, 2)), corner, (0, 1))


def _whitener(planes: Planes) -> NDArray[np.float64]:
    """Make the filter that whitens a picture, its channels too: the inverse root of its mean cross-spectrum.

    Returns
    -------
    ndarray, shape (64, 64, 3, 3), float64
        Taps, the middle at [0, 0]; the channels that come out, then those that go in.
    """
    spectrum = np.zeros((_BLOCK, _BLOCK, 3, 3), complex)
    for top in _starts(planes.shape[0], _BLOCK):
        for left in _starts(planes.shape[1], _BLOCK):
            block = planes[top : top + _BLOCK, left : left + _BLOCK]
            block = np.fft.fft2((block - block.mean((0, 1))) * _window()[:, :, None], axes=(0, 1))
            spectrum += block[..., :, None] * block[..., None, :].conj()
    # Neighbours are averaged: few blocks know a frequency badly, and would whiten away what is searched.
    spectrum = sum(np.roll(spectrum, (y, x), (0, 1)) for y in (-1, 0, 1) for x in (-1, 0, 1)) / 9
    spectrum += (_RIDGE * np.einsum("yxcc->", spectrum).real / (3 * _BLOCK**2) + _NOTHING) * np.eye(3)
    values, vectors = np.linalg.eigh(spectrum)
    root = np.einsum("yxce,yxe,yxde->yxcd", vectors, values**-0.5, vectors.conj())
    taps = np.fft.ifft2(root, axes=(0, 1)).real
    # A filter that ends smoothly sees no further than its block.
    return taps * np.fft.ifftshift(_window())[:, :, None, None]


@lru_cache(maxsize=1)
def _window() -> NDArray[np.float64]:
    ramp = np.hanning(_BLOCK + 1)[:-1]
    return np.outer(ramp, ramp)


def _convolved(planes: Planes, kernel: NDArray[np.float64]) -> Planes:
    """Filter a picture that is mirrored at its edges."""
    margin = _BLOCK // 2
    wide = cv2.copyMakeBorder(planes, *[margin] * 4, cv2.BORDER_REFLECT_101)
    filtered = _periodic(wide[None], kernel)[0]
    return np.asarray(filtered[margin:-margin, margin:-margin], np.float32)


def _periodic(planes: Planes, kernel: NDArray[np.float64]) -> NDArray[np.float64]:
    """Filter periodic planes, (N, H, W, 3)."""
    size = planes.shape[1:3]
    taps = np.zeros((*size, 3, 3))
    places = [(np.arange(_BLOCK) + _BLOCK // 2) % _BLOCK - _BLOCK // 2 for _ in size]
    taps[places[0][:, None] % size[0], places[1] % size[1]] = kernel
    response = np.fft.rfft2(taps, axes=(0, 1))
    filtered = np.einsum("yxcd,nyxd->nyxc", response, np.fft.rfft2(planes, axes=(1, 2)))
    return np.fft.irfft2(filtered, size, axes=(1, 2))


def _local_power(white: Planes) -> Planes:
    """Give the power around each pixel, shape (H, W, 1), of channels that whitening made alike."""
    power = cv2.blur((white * white).mean(2), (_NEAR, _NEAR))
    return np.asarray(np.maximum(power, 1e-3 * power.mean() + _NOTHING)[:, :, None], np.float32)


def _summed(plane: Planes) -> Planes:
    return np.asarray(cv2.boxFilter(plane, -1, (_AROUND, _AROUND), normalize=False), np.float32)
