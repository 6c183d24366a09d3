"""The plane: the bank's tiles laid out in blocks that no one who does not know the key can predict.

A tile repeated all over a picture is found by folding the picture at its period, and taken out. So each block draws
its phase, flip and quarter turns from the key, and takes the entry of the bank that suits its texture; blocks fade
into each other at constant energy. Displacement hardly notices: at 64 pixels a side it is 1 % less, at 32 it is 4 %.

Models look at large pictures scaled down, where a grain of a few pixels has averaged out. The larger a picture, the
more of the same tiles, enlarged two and four times, lies underneath: the coarse companion.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from fixative.cloak.bank import Bank
from fixative.cloak.selection import texture_classes
from fixative.cloak.visibility import CELL, Survey
from fixative.picture import Colour

__all__ = ["BLOCK", "FADE", "Plane", "companion", "laid_out", "spoken", "turned"]

BLOCK = 128
"""Pixels from a block to the next."""

FADE = 8
"""Pixels in which a block gives way to the next."""

_TURNS = 8  # quarter turns, and the same flipped
_DRAWN_BYTES = 3  # orientation, phase down, phase across

_SEEN_AT = 1024
"""Long side at which models look at a picture, near enough: they are trained at 512 to 1024 and somewhat more."""

# Weights of the tiles enlarged by 2 and by 4, where a picture is 1, 2 and 4 times as large as it is looked at.
# Gain over white noise at full, half and a quarter of the size, on 12 crops: without 1.66, 1.45, 0.62;
# with half of the first 1.45, 1.52, 1.10; with 0.3 of the second 1.43, 1.31, 1.57.
_COMPANIONS = {2: (0.0, 0.5, 0.3), 4: (0.0, 0.0, 0.3)}

_LUMA = np.array([0.299, 0.587, 0.114], np.float32)  # ITU-R BT.601, as JPEG has it

_RISING = np.sin((np.arange(FADE, dtype=np.float32) + 0.5) / FADE * np.float32(np.pi / 2))


@dataclass(frozen=True, slots=True)
class Plane:
    """A perturbation for pictures of one size, without a period.

    Attributes
    ----------
    tiles : tuple (K entries) of tuples (8 orientations) of ndarray, shape (S, S, C), float32 or int16
        In 8-bit steps, or as `quantised` scales them.
    entries, turns, down, across : ndarray, shape (block rows + 1, block columns + 1)
        What each block shows: entry, orientation, and phase in pixels.
    top, left : int
        Where the first block begins: above and left of the picture, so that of the first only the end is seen.
    most : int
        What whole numbers are cut at; fades can add up to twice of what a tile has.
    """

    tiles: tuple[tuple[NDArray[Any], ...], ...]
    entries: NDArray[np.intp]
    turns: NDArray[np.uint8]
    down: NDArray[np.uint8]
    across: NDArray[np.uint8]
    top: int
    left: int
    most: int = 0

    @property
    def channels(self) -> int:
        """Channels of the tiles."""
        return int(self.tiles[0][0].shape[2])

    def quantised(self, scale: float, most: int) -> Plane:
        """Give the plane times a scale in whole numbers (int16), cut at `most`."""

        def whole(views: tuple[NDArray[Any], ...]) -> tuple[NDArray[Any], ...]:
            upright = np.clip(np.rint(views[0] * np.float32(scale)), -most, most).astype(np.int16)
            # Copies, not views: rows that lie one after the other are laid out several times as fast.
            return tuple(np.ascontiguousarray(view) for view in turned(upright))

        return replace(self, tiles=tuple(map(whole, self.tiles)), most=most)

    def window(self, rows: slice, columns: slice) -> NDArray[Any]:
        """Lay out a window of the picture, shape (rows, columns, C), in the type of the tiles."""
        out = np.empty((rows.stop - rows.start, columns.stop - columns.start, self.channels), self.tiles[0][0].dtype)
        for index, start, fade, stop in _blocks(self.top, rows):
            part = out[start - rows.start : stop - rows.start]
            self._lay(part, index, slice(start, stop), columns)
            if fade > start:
                begun = part[: fade - start]
                before = np.empty_like(begun)
                self._lay(before, index - 1, slice(start, fade), columns)
                steps = np.arange(start, fade) - (self.top + index * BLOCK)
                begun[...] = self._faded(before, begun, steps[:, None, None])
        return out

    def _lay(self, out: NDArray[Any], row: int, rows: slice, columns: slice) -> None:
        """Lay out rows of one row of blocks, which end within it or its fade."""
        blocks = list(_blocks(self.left, columns))
        for index, start, _, stop in blocks:
            self._copy(out[:, start - columns.start : stop - columns.start], row, index, rows.start, start)
        # All fades at once: they are many and narrow.
        faded = [(index, start, fade) for index, start, fade, _ in blocks if fade > start]
        if not faded:
            return
        at = np.concatenate([np.arange(start, fade) for _, start, fade in faded])
        before = np.empty((out.shape[0], len(at), out.shape[2]), out.dtype)
        done = 0
        for index, start, fade in faded:
            self._copy(before[:, done : done + fade - start], row, index - 1, rows.start, start)
            done += fade - start
        steps = (at - self.left) % BLOCK
        out[:, at - columns.start] = self._faded(before, out[:, at - columns.start], steps[:, None])

    def _copy(self, out: NDArray[Any], row: int, column: int, top: int, left: int) -> None:
        """Fill `out` with what a block shows from (top, left) on."""
        tile = self.tiles[self.entries[row, column]][self.turns[row, column]]
        side = tile.shape[0]
        for y, into_y in _periods(top + int(self.down[row, column]), out.shape[0], side):
            for x, into_x in _periods(left + int(self.across[row, column]), out.shape[1], side):
                out[into_y, into_x] = tile[y, x]

    def _faded(self, before: NDArray[Any], after: NDArray[Any], steps: NDArray[np.intp]) -> NDArray[np.float32]:
        """Let `before` give way to `after`, each pixel at its step of the fade; what is whole stays whole."""
        mixed = before * _RISING[FADE - 1 - steps] + after * _RISING[steps]
        return np.clip(np.rint(mixed), -self.most, self.most) if self.most else np.asarray(mixed, np.float32)


def laid_out(bank: Bank, surveyed: Survey, *, shape: tuple[int, int], key: bytes, colour: Colour) -> Plane:
    """Lay out a bank for a picture.

    Parameters
    ----------
    bank : Bank
    surveyed : Survey
        Of the picture; it tells the texture class of each block.
    shape : (int, int)
        The picture's height and width.
    key : bytes
        What draws the layout. The same key, size and survey give the same plane.
    colour : Colour
        What the plane is said in: light, its luma, or ink.
    """
    weights = companion(*shape)
    upright = [spoken(_with_companion(tile, weights), colour) for tile in bank.tiles]
    stream = hashlib.shake_128(key)
    # Blocks begin on whole cells, so that their texture is a mean of whole cells.
    cells = [byte % (BLOCK // CELL) for byte in stream.digest(2)]
    rows, columns = (-(-(length + cell * CELL) // BLOCK) + 1 for length, cell in zip(shape, cells, strict=True))
    drawn = np.frombuffer(stream.digest(2 + rows * columns * _DRAWN_BYTES)[2:], np.uint8)
    turns, down, across = drawn.reshape(_DRAWN_BYTES, rows, columns)
    classes = texture_classes(surveyed, bank.borders, block=BLOCK // CELL, first=(cells[0], cells[1]))
    return Plane(
        tiles=tuple(turned(tile) for tile in upright),
        entries=np.pad(classes, ((1, 0), (1, 0)), mode="edge"),
        turns=turns % _TURNS,
        down=down,
        across=across,
        top=-cells[0] * CELL - BLOCK,
        left=-cells[1] * CELL - BLOCK,
    )


def companion(height: int, width: int) -> dict[int, float]:
    """Say how much of the enlarged tiles a picture of a size gets, by factor of enlargement; only what is not 0."""
    octaves = np.log2(max(height, width) / _SEEN_AT)
    weights = {factor: float(np.interp(octaves, (0, 1, 2), row)) for factor, row in _COMPANIONS.items()}
    return {factor: weight for factor, weight in weights.items() if weight}


def spoken(tile: NDArray[np.float32], colour: Colour) -> NDArray[np.float32]:
    """Say a tile of light in the channels of a picture: grey takes its luma, ink is less where light is more."""
    if colour is Colour.GREY:
        return (tile @ _LUMA)[:, :, None]
    if colour is Colour.CMYK:
        return np.concatenate([-tile, np.zeros_like(tile[:, :, :1])], 2)
    return tile


def _with_companion(tile: NDArray[np.float32], weights: dict[int, float]) -> NDArray[np.float32]:
    if not weights:
        return tile
    most = max(weights)
    mixed = np.tile(tile, (most, most, 1))
    for factor, weight in weights.items():
        # Enlarged with its neighbours around it, so that it stays periodic.
        wide = cv2.copyMakeBorder(tile, 4, 4, 4, 4, cv2.BORDER_WRAP)
        wide = cv2.resize(wide, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
        large = wide[4 * factor : -4 * factor, 4 * factor : -4 * factor]
        mixed += np.float32(weight) * np.tile(large, (most // factor, most // factor, 1))
    return mixed


def turned(tile: NDArray[Any]) -> tuple[NDArray[Any], ...]:
    """Give a tile in its eight orientations, as views."""
    return tuple(np.rot90(each, turns) for each in (tile, tile[:, ::-1]) for turns in range(4))


def _blocks(origin: int, part: slice) -> Iterator[tuple[int, int, int, int]]:
    """Give the blocks that a part of an axis meets: index, and where it begins, has faded in, and ends in that part."""
    for index in range((part.start - origin) // BLOCK, -(-(part.stop - origin) // BLOCK)):
        first = origin + index * BLOCK
        start, stop = max(part.start, first), min(part.stop, first + BLOCK)
        yield index, start, min(max(start, first + FADE), stop), stop


def _periods(start: int, length: int, side: int) -> Iterator[tuple[slice, slice]]:
    """Cut a stretch of a periodic axis into slices of the period, each with where it goes."""
    at = 0
    while at < length:
        phase = (start + at) % side
        count = min(side - phase, length - at)
        yield slice(phase, phase + count), slice(at, at + count)
        at += count
