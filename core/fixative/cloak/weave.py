"""Weave a plane into pixels: shaped by the bearing map, in bands of fixed-point arithmetic."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from fixative.cloak.plane import Plane
from fixative.cloak.threads import threaded
from fixative.cloak.visibility import CELL, ONE
from fixative.picture import Frame, Samples
from fixative.progress import Progress

__all__ = ["MAX_AMOUNT", "Weaver", "Window"]

Window = tuple[slice, slice]
"""Rows and columns of a picture."""

# The plane is kept in quarters of a step; times the map in 1 / ONE, a product of 16 bits is 128 to the step.
_FINE = 4
_SHIFT = 7
assert _FINE * ONE == 1 << _SHIFT  # noqa: S101 - the arithmetic below rests on it

MAX_AMOUNT = 12.0
"""Beyond it a cloak is all peaks, which 16 bits and the eye both cut."""

_COUNTED = 4  # every fourth row tells how much was clipped


@dataclass(frozen=True, slots=True)
class Weaver:
    """A perturbation for one frame: it can be looked at in windows, and woven at an amount.

    Attributes
    ----------
    plane : Plane
        In the picture's channels, in 8-bit steps at a bearing of 1.
    cells : ndarray, shape (ceil(H / CELL), ceil(W / CELL)), uint8
        The bearing map.
    """

    plane: Plane
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
        bearing = self.bearing(rows, columns).repeat(CELL, 0)[: rows.stop - rows.start, :, None] / np.float32(ONE)
        return np.asarray(self.plane.window(rows, columns) * bearing, np.float32)

    def weave(
        self, frame: Frame, amount: float, progress: Progress, window: Window | None = None
    ) -> tuple[Samples, float]:
        """Add the perturbation to a frame, or to a window of it.

        Parameters
        ----------
        frame : Frame
        amount : float
            In [0, `MAX_AMOUNT`].
        progress : Progress
        window : Window, optional
            Within the frame, from multiples of `CELL` on. By default all of it.

        Returns
        -------
        pixels : ndarray, shape and dtype of the frame's, or of the window's
            Where alpha is 0, the same as before.
        clipped : float
            Share of samples, in [0, 1], that met black or white; counted in every fourth row.
        """
        height, width = frame.pixels.shape[:2]
        within, columns = window or (slice(0, height), slice(0, width))
        pixels = frame.pixels[:, columns]
        # Cut where a product with the map's largest value, and half a step more, would leave 16 bits.
        most = (np.iinfo(np.int16).max - (1 << _SHIFT)) // max(int(self.cells.max()), 1)
        plane = self.plane.quantised(amount * _FINE, most)
        result = np.empty_like(pixels[within])
        white = np.iinfo(pixels.dtype).max
        bands = list(plane.bands(within))

        def woven(rows: slice) -> tuple[int, int]:
            total = _in_steps(self.bearing(rows, columns), plane.window(rows, columns), pixels.dtype)
            if frame.alpha is not None:
                total *= (frame.alpha[rows, columns] != 0)[:, :, None]
            total += pixels[rows]
            counted = total[::_COUNTED]
            cut = int(np.count_nonzero((counted < 0) | (counted > white)))
            result[rows.start - within.start : rows.stop - within.start] = np.clip(total, 0, white, out=total)
            return cut, counted.size

        counts = []
        # Told here and not in the strips: in order, and to a watcher who may know nothing of threads.
        for rows, count in zip(bands, threaded(woven, bands), strict=True):
            progress.advance((rows.start - within.start) / (within.stop - within.start))
            counts.append(count)
        clipped, counted = (sum(column) for column in zip(*counts, strict=True))
        return result, clipped / counted


def _in_steps(
    bearing: NDArray[np.uint8], band: NDArray[np.int16], depth: np.dtype[np.generic]
) -> NDArray[np.int16] | NDArray[np.int32]:
    """Multiply rows of the map, (rows of cells, W), with a band of the plane, into whole steps of 8 or 16 bits."""
    height, width, channels = band.shape
    # Merged rather than broadcast along the channels, which is three times as slow.
    wide = np.asarray(cv2.merge([bearing.astype(np.int16)] * channels), np.int16).reshape(-1, 1, width * channels)
    whole = height // CELL
    cells = band[: whole * CELL].reshape(whole, CELL, width * channels)
    np.multiply(cells, wide[:whole], out=cells)
    # The last cell of a picture may not be whole.
    rest = band[whole * CELL :].reshape(-1, width * channels)
    np.multiply(rest, wide[whole:, 0], out=rest)
    if depth == np.uint16:
        # 257 makes 65535 of 255; the fraction of the fixed point is kept, so nothing is lost to rounding.
        return np.right_shift(band.astype(np.int32) * 257, _SHIFT)
    band += np.int16(1 << (_SHIFT - 1))
    return np.right_shift(band, _SHIFT, out=band)
