"""A cloak fitted to one frame: surveyed, laid out, and as strong as its visible cost allows.

What does not depend on the strength comes first, so that another strength is found without it; and what is fitted can
be woven in any window, which comes out as it would in the whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from fixative.cloak.bank import load_bank
from fixative.cloak.colour import Sight, as_rgb, sight
from fixative.cloak.key import Key
from fixative.cloak.plane import laid_out
from fixative.cloak.strength import amount_for
from fixative.cloak.threads import threaded
from fixative.cloak.visibility import CELL, Survey, bearing_map, survey
from fixative.cloak.weave import MAX_AMOUNT, Weaver, Window
from fixative.picture import Colour, Frame, Samples
from fixative.progress import Progress

__all__ = ["Fitted", "Prepared", "prepared", "surveyed"]

_BAND = 64 * CELL
_WINDOW = 24 * CELL
_GRID = 4
_LONGEST = _GRID * _GRID * _WINDOW
"""The visible cost is measured on _GRID x _GRID windows of _WINDOW pixels a side, or on a picture that is no larger;
of a narrow one on no more than _LONGEST pixels of its length."""

_FOUND = 0.95
"""The part of the cost that a mosaic shows, whose seams hide some; the median of benchmarks/visible_cost.py."""

# The C library of Linux gives a block of 128 KiB and more back to the system once it is free, and gets the next one
# page by page. Once a large one was freed, it keeps those that are no larger (mallopt(3), M_MMAP_THRESHOLD): a third of
# the time for a picture of 512 x 512.
np.empty(8 * 2**20, np.uint8)


@dataclass(frozen=True, slots=True)
class Fitted:
    """A frame and its cloak, of a strength that is found.

    Attributes
    ----------
    frame : Frame
    weaver : Weaver
    amount : float
    visible_cost : float
        Estimated SSIMULACRA2 of the result against the frame.
    amplitude : float
        Root mean square of the perturbation, in 8-bit steps.
    """

    frame: Frame
    weaver: Weaver
    amount: float
    visible_cost: float
    amplitude: float

    def woven(self, progress: Progress, window: Window | None = None) -> tuple[Samples, float]:
        """Weave the frame, or a window of it; see `Weaver.weave`."""
        return self.weaver.weave(self.frame, self.amount, progress, window)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A frame and its cloak, of no strength yet.

    Attributes
    ----------
    frame : Frame
    weaver : Weaver
    surveyed : Survey
    seen : Sight
        Shows the frame's pixels as they look.
    """

    frame: Frame
    weaver: Weaver
    surveyed: Survey
    seen: Sight

    def fitted(self, visible_cost: float) -> Fitted:
        """Find the strength on a mosaic of windows.

        Parameters
        ----------
        visible_cost : float
            SSIMULACRA2 that the result shall have against the frame, in (0, 100).
        """
        frame, seen = self.frame, self.seen
        windows = _windows(frame, self.surveyed)
        clean = _mosaic([frame.pixels[window] for window in windows])
        pattern = _mosaic([self.weaver.pattern(*window) for window in windows])
        if frame.alpha is not None:
            pattern = pattern * (_mosaic([frame.alpha[window] for window in windows]) != 0)[:, :, None]
        eight = frame.pixels.dtype == np.uint8

        def changed(amount: float) -> NDArray[np.uint8]:
            # OpenCV rounds and saturates as it adds.
            moved = pattern * np.float32(amount if eight else 257 * amount)
            values = cv2.add(clean, moved, dtype=cv2.CV_8U if eight else cv2.CV_16U)
            return seen(np.asarray(values, clean.dtype).reshape(clean.shape))

        amount, score = amount_for(
            visible_cost, seen(clean), changed, most=MAX_AMOUNT, found=1.0 if len(windows) == 1 else _FOUND
        )
        return Fitted(frame, self.weaver, amount, score, float(np.sqrt(np.mean(np.square(pattern)))) * amount)


def prepared(frame: Frame, colour: Colour, icc: bytes | None, key: Key) -> Prepared:
    """Survey a frame, and lay out its plane.

    Parameters
    ----------
    frame : Frame
    colour : Colour
    icc : bytes or None
        The picture's profile.
    key : Key
        What draws the plane (`key_for`).
    """
    known = surveyed(frame, colour)
    shape = (frame.pixels.shape[0], frame.pixels.shape[1])
    plane = laid_out(load_bank(), known, shape=shape, key=key, colour=colour)
    return Prepared(frame, Weaver(plane, bearing_map(known)), known, sight(colour, icc))


def surveyed(frame: Frame, colour: Colour) -> Survey:
    """Survey a frame in bands, so that its luma is never held whole."""
    height = frame.pixels.shape[0]

    def band(top: int) -> Survey:
        # A cell more above and below, so that a band's edge is measured as its middle.
        first, last = max(top - CELL, 0), min(top + _BAND + CELL, height)
        luma = cv2.cvtColor(as_rgb(frame.pixels[first:last], colour), cv2.COLOR_RGB2GRAY)
        whole = survey(np.asarray(luma, np.uint8))
        rows = slice((top - first) // CELL, (top - first + _BAND) // CELL)
        return Survey(whole.activity[rows], whole.tones[rows])

    bands = list(threaded(band, range(0, height, _BAND)))
    return Survey(np.concatenate([each.activity for each in bands]), np.concatenate([each.tones for each in bands]))


def _windows(frame: Frame, surveyed: Survey) -> list[tuple[slice, slice]]:
    """Choose windows as busy as the picture is, part by part; the whole frame where it is no larger than they are."""
    height, width = frame.pixels.shape[:2]
    rows, columns = height // _WINDOW, width // _WINDOW
    count = _GRID * _GRID
    if rows * columns <= count:
        return [(slice(0, min(height, _LONGEST)), slice(0, min(width, _LONGEST)))]
    cells = _WINDOW // CELL
    activity = surveyed.activity[: rows * cells, : columns * cells].astype(np.float32)
    busyness = cv2.resize(activity, (columns, rows), interpolation=cv2.INTER_AREA).ravel()
    # Every n-th of all windows by their activity: blank paper and fine lines both get their share.
    chosen = np.argsort(busyness, kind="stable")[((np.arange(count) + 0.5) * rows * columns / count).astype(int)]
    tops, lefts = chosen // columns * _WINDOW, chosen % columns * _WINDOW
    return [(slice(top, top + _WINDOW), slice(left, left + _WINDOW)) for top, left in zip(tops, lefts, strict=True)]


def _mosaic(windows: list[NDArray[Any]]) -> NDArray[Any]:
    """Lay windows of one size in rows of up to _GRID."""
    rows = [np.concatenate(windows[start : start + _GRID], 1) for start in range(0, len(windows), _GRID)]
    return np.concatenate(rows, 0)
