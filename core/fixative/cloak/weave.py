"""Weave a tile into pixels: oriented by key, shaped by the bearing map, in strips of fixed-point arithmetic."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from fixative.cloak.threads import threaded
from fixative.cloak.visibility import CELL, ONE
from fixative.picture import Colour, Frame, Samples
from fixative.progress import Progress

__all__ = ["KEY_BYTES", "MAX_AMOUNT", "Weaver", "key_for", "oriented"]

KEY_BYTES = 16

# A tile is kept in quarters of a step; times the map in 1 / ONE, a product of 16 bits is 128 to the step.
_FINE = 4
_SHIFT = 7
assert _FINE * ONE == 1 << _SHIFT  # noqa: S101 - the arithmetic below rests on it

MAX_AMOUNT = 6.0
"""Beyond it the products of tile and map could leave 16 bits."""

_COUNTED = 8  # every eighth strip tells how much was clipped

_LUMA = np.array([0.299, 0.587, 0.114], np.float32)  # ITU-R BT.601, as JPEG has it


def key_for(frame: Frame, secret: str) -> bytes:
    """Make the key of a picture: from the secret and its pixels, or at random without a secret."""
    if not secret:
        return secrets.token_bytes(KEY_BYTES)
    digest = hashlib.blake2b(key=hashlib.sha256(secret.encode()).digest(), digest_size=KEY_BYTES)
    digest.update(str(frame.pixels.shape).encode())
    digest.update(np.ascontiguousarray(frame.pixels).data)
    return digest.digest()


def oriented(tile: NDArray[np.float32], key: bytes) -> NDArray[np.float32]:
    """Turn, flip and shift a periodic tile as the key says.

    Parameters
    ----------
    tile : ndarray, shape (S, S, 3), float32
    key : bytes
        At least 8; different keys give S * S * 8 different tiles of the same strength.
    """
    side = tile.shape[0]
    drawn = int.from_bytes(hashlib.blake2b(key, digest_size=8).digest(), "big")
    drawn, turns = divmod(drawn, 4)
    drawn, flip = divmod(drawn, 2)
    drawn, down = divmod(drawn, side)
    across = drawn % side
    turned = np.rot90(tile, turns)
    if flip:
        turned = turned[:, ::-1]
    return np.ascontiguousarray(np.roll(turned, (down, across), (0, 1)))


def for_colour(tile: NDArray[np.float32], colour: Colour) -> NDArray[np.float32]:
    """Say a tile of light in the channels of a picture: grey takes its luma, ink is less where light is more."""
    if colour is Colour.GREY:
        return (tile @ _LUMA)[:, :, None]
    if colour is Colour.CMYK:
        return np.concatenate([-tile, np.zeros_like(tile[:, :, :1])], 2)
    return tile


@dataclass(frozen=True, slots=True)
class Weaver:
    """A perturbation for one frame: it can be looked at in windows, and woven at an amount.

    Attributes
    ----------
    tile : ndarray, shape (S, S, C), float32
        Oriented, in the picture's channels, in 8-bit steps at a bearing of 1.
    cells : ndarray, shape (ceil(H / CELL), ceil(W / CELL)), uint8
        The bearing map.
    """

    tile: NDArray[np.float32]
    cells: NDArray[np.uint8]

    def bearing(self, rows: slice, columns: slice) -> NDArray[np.uint8]:
        """Give the map for a window that starts at multiples of `CELL`, shape (rows of cells, columns of pixels).

        Across it is interpolated, and windows join without a seam; down it keeps its steps, which are too small
        to be seen in a grain that is itself a few steps high.
        """
        (first, last), (left, right) = ((part.start // CELL, -(-part.stop // CELL)) for part in (rows, columns))
        # A cell more on each side, so that a window's edge is interpolated as its middle.
        across = np.clip(np.arange(left - 1, right + 1), 0, self.cells.shape[1] - 1)
        cells = self.cells[first:last].take(across, 1)
        wide = cv2.resize(cells, (cells.shape[1] * CELL, cells.shape[0]), interpolation=cv2.INTER_LINEAR)
        return np.asarray(wide[:, CELL : CELL + columns.stop - columns.start], np.uint8)

    def pattern(self, rows: slice, columns: slice) -> NDArray[np.float32]:
        """Give the perturbation in a window, (rows, columns, C), in 8-bit steps at an amount of 1."""
        side = self.tile.shape[0]
        down, across = (np.arange(part.start, part.stop) % side for part in (rows, columns))
        bearing = self.bearing(rows, columns).repeat(CELL, 0)[: rows.stop - rows.start, :, None] / np.float32(ONE)
        return np.asarray(self.tile[down].take(across, 1) * bearing, np.float32)

    def weave(self, frame: Frame, amount: float, progress: Progress) -> tuple[Samples, float]:
        """Add the perturbation to a frame.

        Parameters
        ----------
        frame : Frame
        amount : float
            In [0, `MAX_AMOUNT`].
        progress : Progress

        Returns
        -------
        pixels : ndarray, shape and dtype of the frame's
            Where alpha is 0, the same as before.
        clipped : float
            Share of samples, in [0, 1], that met black or white; counted in every eighth strip.
        """
        pixels = frame.pixels
        height, width = pixels.shape[:2]
        side = self.tile.shape[0]
        fine = np.rint(self.tile * (amount * _FINE)).astype(np.int16)
        band = np.ascontiguousarray(np.tile(fine, (1, -(-width // side), 1))[:, :width])
        result = np.empty_like(pixels)
        white = np.iinfo(pixels.dtype).max
        tops = range(0, height, side)

        def strip(top: int) -> tuple[int, int]:
            rows = slice(top, min(top + side, height))
            total = _in_steps(self.bearing(rows, slice(0, width)), band, pixels.dtype)[: rows.stop - top]
            if frame.alpha is not None:
                total *= (frame.alpha[rows] != 0)[:, :, None]
            total += pixels[rows]
            counted = total[:0] if (top // side) % _COUNTED else total
            cut = int(np.count_nonzero((counted < 0) | (counted > white)))
            result[rows] = np.clip(total, 0, white, out=total)
            return cut, counted.size

        counts = []
        # Told here and not in the strips: in order, and to a watcher who may know nothing of threads.
        for top, count in zip(tops, threaded(strip, tops), strict=True):
            progress.advance(top / height)
            counts.append(count)
        clipped, counted = (sum(column) for column in zip(*counts, strict=True))
        return result, clipped / counted


def _in_steps(
    bearing: NDArray[np.uint8], band: NDArray[np.int16], depth: np.dtype[np.generic]
) -> NDArray[np.int16] | NDArray[np.int32]:
    """Multiply rows of the map, (rows of cells, W), with as much of a band, into whole steps of 8 or 16 bits."""
    rows, width = bearing.shape
    channels = band.shape[2]
    # Merged rather than broadcast along the channels, which is three times as slow.
    wide = cv2.merge([bearing.astype(np.int16)] * channels).reshape(rows, 1, width * channels)
    cells = band[: rows * CELL].reshape(rows, CELL, width * channels)
    product = np.multiply(cells, wide).reshape(rows * CELL, width, channels)
    if depth == np.uint16:
        # 257 makes 65535 of 255; the fraction of the fixed point is kept, so nothing is lost to rounding.
        return np.right_shift(product.astype(np.int32) * 257, _SHIFT)
    product += np.int16(1 << (_SHIFT - 1))
    return np.right_shift(product, _SHIFT, out=product)
