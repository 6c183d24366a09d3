"""The plane: sheets of the bank's tiles laid out in blocks that no one who does not know the key can predict.

A pattern repeated all over a picture is found by folding the picture at its period, and taken out. So each block draws
a sheet and its phase from the key, of the entry of the bank that suits its texture; blocks fade into each other at
constant energy. Displacement hardly notices: at 64 pixels a side it is 1 % less, at 32 it is 4 %.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from fixative.cloak.bank import Bank
from fixative.cloak.key import Key
from fixative.cloak.selection import texture_classes
from fixative.cloak.sheets import VARIANTS, companion, sheet
from fixative.cloak.visibility import CELL, Survey
from fixative.picture import Colour

__all__ = ["BLOCK", "FADE", "SIDE", "Plane", "laid_out"]

BLOCK = 128
"""Pixels from a block to the next."""

FADE = 8
"""Pixels in which a block gives way to the next."""

SIDE = 2 * BLOCK + FADE
"""Pixels a side of a sheet, of which a block shows a part."""

_DRAWN_BYTES = 3  # sheet, phase down, phase across

_RISING = np.sin((np.arange(FADE, dtype=np.float32) + 0.5) / FADE * np.float32(np.pi / 2))


@dataclass(frozen=True, slots=True)
class Plane:
    """A perturbation for pictures of one size, without a period.

    Attributes
    ----------
    sheets : tuple of ndarray, shape (`SIDE`, `SIDE`, C), float32 or int16
        In 8-bit steps, or as `quantised` scales them.
    shown, down, across : list (block rows) of lists (block columns) of int
        What each block shows: which sheet, and from where on.
    top, left : int
        Where the first block begins: above and left of the picture, so that of the first only the end is seen.
    most : int
        What whole numbers are cut at; fades can add up to twice of what a sheet has.
    """

    sheets: tuple[NDArray[Any], ...]
    shown: list[list[int]]
    down: list[list[int]]
    across: list[list[int]]
    top: int
    left: int
    most: int = 0

    def quantised(self, scale: float, most: int) -> Plane:
        """Give the plane times a scale in whole numbers (int16), cut at `most`."""

        def whole(each: NDArray[np.float32]) -> NDArray[np.int16]:
            # OpenCV rounds and saturates as it scales.
            scaled = np.asarray(cv2.addWeighted(each, scale, each, 0, 0, dtype=cv2.CV_16S), np.int16)
            scaled = scaled.reshape(each.shape)
            return np.clip(scaled, -most, most, out=scaled)

        return replace(self, sheets=tuple(map(whole, self.sheets)), most=most)

    def bands(self, rows: slice) -> Iterator[slice]:
        """Cut rows of the picture where blocks begin, which are laid out fastest so."""
        for _, start, _, stop in _blocks(self.top, rows):
            yield slice(start, stop)

    def window(self, rows: slice, columns: slice) -> NDArray[Any]:
        """Lay out a window of the picture, shape (rows, columns, C), in the type of the sheets."""
        # Whole blocks across, of which the window is cut: so all fades are one view.
        first = (columns.start - self.left) // BLOCK
        count = -(-(columns.stop - self.left) // BLOCK) - first
        sample = self.sheets[0]
        out = np.empty((rows.stop - rows.start, count, BLOCK, sample.shape[2]), sample.dtype)
        for row, start, fade, stop in _blocks(self.top, rows):
            part = out[start - rows.start : stop - rows.start]
            self._lay(part, row, first, start)
            if fade > start:
                before = np.empty_like(part[: fade - start])
                self._lay(before, row - 1, first, start)
                steps = np.arange(start, fade) - (self.top + row * BLOCK)
                part[: fade - start] = self._faded(before, part[: fade - start], steps[:, None, None, None])
        left = self.left + first * BLOCK
        return out.reshape(out.shape[0], -1, sample.shape[2])[:, columns.start - left : columns.stop - left]

    def _lay(self, out: NDArray[Any], row: int, first: int, top: int) -> None:
        """Lay out blocks of one row, shape (rows, blocks, `BLOCK`, C), which end within the row or its fade."""
        before = np.empty((out.shape[0], out.shape[1], FADE, out.shape[3]), out.dtype)
        down = top - self.top - row * BLOCK
        for index in range(out.shape[1]):
            self._copy(out[:, index], row, first + index, down, 0)
            self._copy(before[:, index], row, first + index - 1, down, BLOCK)
        # All of a row side by side: NumPy is slow where it has but three numbers at a time.
        rows, after = out.shape[0], out[:, :, :FADE]
        steps = np.tile(np.arange(FADE).repeat(out.shape[3]), out.shape[1])
        after[...] = self._faded(before.reshape(rows, -1), after.reshape(rows, -1), steps).reshape(after.shape)

    def _copy(self, out: NDArray[Any], row: int, column: int, down: int, across: int) -> None:
        """Fill `out` with what a block shows from (down, across) on."""
        y, x = down + self.down[row][column], across + self.across[row][column]
        out[...] = self.sheets[self.shown[row][column]][y : y + out.shape[0], x : x + out.shape[1]]

    def _faded(self, before: NDArray[Any], after: NDArray[Any], steps: NDArray[np.intp]) -> NDArray[Any]:
        """Let one give way to the other, each pixel at its step of the fade; what is whole will be whole."""
        mixed = before * _RISING[FADE - 1 - steps]
        mixed += after * _RISING[steps]
        if self.most:
            np.clip(np.rint(mixed, out=mixed), -self.most, self.most, out=mixed)
        return mixed


def laid_out(bank: Bank, surveyed: Survey, *, shape: tuple[int, int], key: Key, colour: Colour) -> Plane:
    """Lay out a bank for a picture.

    Parameters
    ----------
    bank : Bank
    surveyed : Survey
        Of the picture; it tells the texture class of each block.
    shape : (int, int)
        The picture's height and width.
    key : Key
        The same key, size and survey give the same plane.
    colour : Colour
        What the plane is said in: light, its luma, or ink.
    """
    stream = hashlib.shake_128(key.layout)
    # Blocks begin on whole cells, so that their texture is a mean of whole cells.
    cells = [byte % (BLOCK // CELL) for byte in stream.digest(2)]
    rows, columns = (-(-(length + cell * CELL) // BLOCK) + 1 for length, cell in zip(shape, cells, strict=True))
    drawn = np.frombuffer(stream.digest(2 + rows * columns * _DRAWN_BYTES)[2:], np.uint8)
    variants, down, across = drawn.reshape(_DRAWN_BYTES, rows, columns)
    classes = texture_classes(surveyed, bank.borders, block=BLOCK // CELL, first=(cells[0], cells[1]))
    shown = np.pad(classes, ((1, 0), (1, 0)), mode="edge") * VARIANTS + variants % VARIANTS
    used, shown = np.unique(shown, return_inverse=True)
    made = partial(sheet, bank, key=key.sheets, side=SIDE, enlarged=companion(*shape), colour=colour)
    return Plane(
        sheets=tuple(made(*divmod(int(number), VARIANTS)) for number in used),
        shown=shown.tolist(),
        down=(down % BLOCK).tolist(),
        across=(across % BLOCK).tolist(),
        top=-cells[0] * CELL - BLOCK,
        left=-cells[1] * CELL - BLOCK,
    )


def _blocks(origin: int, part: slice) -> Iterator[tuple[int, int, int, int]]:
    """Give the blocks that a part of an axis meets: index, and where it begins, has faded in, and ends in that part."""
    for index in range((part.start - origin) // BLOCK, -(-(part.stop - origin) // BLOCK)):
        first = origin + index * BLOCK
        start, stop = max(part.start, first), min(part.stop, first + BLOCK)
        yield index, start, min(max(start, first + FADE), stop), stop
