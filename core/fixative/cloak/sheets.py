"""Sheets: the bank's tiles as one user's cloaks have them, turned and warped by their secret.

The bank is public. Whoever has it could search a picture for its tiles, and take away what fits. So every user's
tiles are moved by a smooth field of their own, 1.2 pixels (rms): that costs 5 % of displacement, and leaves a
correlation of 0.2 with the tile that all know. The bank was trained for it.

Models look at large pictures scaled down, where a grain of a few pixels has averaged out. The larger a picture, the
more of the same tiles, enlarged two and four times, lies underneath: the coarse companion.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from fixative.cloak.bank import Bank
from fixative.picture import Colour

__all__ = ["VARIANTS", "companion", "period", "sheet", "turned"]

VARIANTS = 4
"""Sheets that are made of each entry of the bank, each turned and warped in its own way."""

_WARP = 1.2  # pixels, rms; less leaves the public tile to be found, 1.5 costs two more percent (training/tiles.py)
_NODES = 16  # pixels between the nodes of a warp
_REPEATS = 2  # tiles a side that a warp covers: as many as a block shows

_SEEN_AT = 1024
"""Long side at which models look at a picture, near enough: they are trained at 512 to 1024 and somewhat more."""

# Weights of the tiles enlarged by 2 and by 4, where a picture is 1, 2 and 4 times as large as it is looked at.
# Gain over white noise at full, half and a quarter of the size, on 12 crops: without 1.66, 1.45, 0.62;
# with half of the first 1.45, 1.52, 1.10; with 0.3 of the second 1.43, 1.31, 1.57.
_COMPANIONS = {2: (0.0, 0.5, 0.3), 4: (0.0, 0.0, 0.3)}

_LUMA = np.array([0.299, 0.587, 0.114], np.float32)  # ITU-R BT.601, as JPEG has it

_TURNS = 8  # quarter turns, and the same flipped
_AROUND = 3  # samples of a periodic grid that cubic enlarging looks at beyond its edge, and one more

Companion = tuple[tuple[int, float], ...]


def companion(height: int, width: int) -> Companion:
    """Say how much of the enlarged tiles a picture of a size gets: factors of enlargement and weights over 0."""
    octaves = np.log2(max(height, width) / _SEEN_AT)
    weights = ((factor, float(np.interp(octaves, (0, 1, 2), row))) for factor, row in _COMPANIONS.items())
    return tuple((factor, weight) for factor, weight in weights if weight)


def period(bank: Bank, enlarged: Companion) -> int:
    """Give the period of a sheet in pixels: that of a warp, and twice that with a companion."""
    return int(bank.tiles.shape[1]) * _REPEATS * (2 if enlarged else 1)


@lru_cache(maxsize=4 * VARIANTS)
def sheet(
    bank: Bank, entry: int, variant: int, *, key: bytes, side: int, enlarged: Companion, colour: Colour
) -> NDArray[np.float32]:
    """Make a sheet.

    Parameters
    ----------
    bank : Bank
    entry, variant : int
        In [0, K) and [0, `VARIANTS`).
    key : bytes
        What draws turn and warp (`Key.sheets`).
    side : int
        Pixels a side.
    enlarged : Companion
        What lies underneath.
    colour : Colour
        What the sheet is said in: light, its luma, or ink.

    Returns
    -------
    ndarray, shape (side, side, C), float32
        In 8-bit steps.
    """
    drawn = b"%b %d %d" % (key, entry, variant)
    tiles = period(bank, enlarged) // int(bank.tiles.shape[1])
    mixed = _repeated(_layer(bank, entry, drawn, factor=1, tiles=_REPEATS), tiles // _REPEATS)
    for factor, weight in enlarged:
        mixed += np.float32(weight) * _layer(bank, entry, drawn, factor=factor, tiles=tiles // factor)
    further = max(side - mixed.shape[0], 0)
    whole = cv2.copyMakeBorder(mixed, 0, further, 0, further, cv2.BORDER_WRAP)[:side, :side]
    return _spoken(np.asarray(whole, np.float32), colour)


@lru_cache(maxsize=3 * 4 * VARIANTS)
def _layer(bank: Bank, entry: int, drawn: bytes, *, factor: int, tiles: int) -> NDArray[np.float32]:
    """Turn, warp and enlarge a tile. Kept: what differs from picture to picture is how much of it a sheet gets."""
    tile = turned(bank.tiles[entry])[_bytes(drawn, 1)[0] % _TURNS]
    warped = _warped(_repeated(tile, tiles), b"%b %d" % (drawn, factor))
    return warped if factor == 1 else _enlarged(warped, factor)


def _spoken(tile: NDArray[np.float32], colour: Colour) -> NDArray[np.float32]:
    """Say a tile of light in the channels of a picture: grey takes its luma, ink is less where light is more."""
    if colour is Colour.GREY:
        return (tile @ _LUMA)[:, :, None]
    if colour is Colour.CMYK:
        return np.concatenate([-tile, np.zeros_like(tile[:, :, :1])], 2)
    return tile


def turned(tile: NDArray[Any]) -> tuple[NDArray[Any], ...]:
    """Give a tile in its eight orientations, as views."""
    return tuple(np.rot90(each, turns) for each in (tile, tile[:, ::-1]) for turns in range(4))


def _warped(plane: NDArray[np.float32], drawn: bytes) -> NDArray[np.float32]:
    """Move what is periodic by a smooth field, which is so too."""
    side = plane.shape[0]
    nodes = side // _NODES
    raw = _bytes(drawn, 2 * nodes * nodes).reshape(nodes, nodes, 2)
    field = _enlarged(raw - np.float32(127.5), _NODES)
    field *= _WARP / np.sqrt(np.mean(np.square(field)))
    down, across = np.indices((side, side), np.float32)
    warped = cv2.remap(
        plane, across + field[:, :, 0], down + field[:, :, 1], cv2.INTER_CUBIC, borderMode=cv2.BORDER_WRAP
    )
    return np.asarray(warped, np.float32)


def _enlarged(plane: NDArray[np.float32], factor: int) -> NDArray[np.float32]:
    """Enlarge what is periodic, with its neighbours around it, so that it stays so."""
    around = (_AROUND, _AROUND, _AROUND, _AROUND)
    wide = cv2.resize(
        cv2.copyMakeBorder(plane, *around, cv2.BORDER_WRAP), None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC
    )
    edge = _AROUND * factor
    return np.asarray(wide[edge:-edge, edge:-edge], np.float32)


def _repeated(tile: NDArray[np.float32], times: int) -> NDArray[np.float32]:
    return np.asarray(cv2.repeat(tile, times, times), np.float32)


def _bytes(drawn: bytes, count: int) -> NDArray[np.uint8]:
    return np.frombuffer(hashlib.shake_128(drawn).digest(count), np.uint8)
