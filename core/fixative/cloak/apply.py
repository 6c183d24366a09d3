"""The cloak of a picture, from its pixels to its figures."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
from fixative.cloak.weave import MAX_AMOUNT, Weaver
from fixative.containers.blocks import Notes
from fixative.picture import Colour, Frame, Picture
from fixative.progress import Progress

__all__ = ["Cloaked", "cloak"]

_BAND = 64 * CELL
_WINDOW = 24 * CELL
_GRID = 4
_LONGEST = _GRID * _GRID * _WINDOW
"""The visible cost is measured on _GRID x _GRID windows of _WINDOW pixels a side, or on a picture that is no larger;
of a narrow one on no more than _LONGEST pixels of its length."""

_FOUND = 0.95
"""The part of the cost that a mosaic shows, whose seams hide some; the median of benchmarks/visible_cost.py."""

_MISSED = 3.0
"""Points of visible cost that a result may fall short of before it is said."""


@dataclass(frozen=True, slots=True)
class Cloaked:
    """A cloaked picture and what was measured on it (`fixative.outcome.Figures`).

    Attributes
    ----------
    picture : Picture
    visible_cost : float
        Estimated SSIMULACRA2 of the first frame against the original's.
    amplitude : float
        Root mean square of the perturbation there, in 8-bit steps.
    clipped : float
        Share of samples, in [0, 1], cut at black or white.
    notes : tuple of (str, dict)
        Codes and parameters of `fixative.messages`.
    """

    picture: Picture
    visible_cost: float
    amplitude: float
    clipped: float
    notes: Notes = ()


def cloak(picture: Picture, *, visible_cost: float, key: Key, progress: Progress | None = None) -> Cloaked:
    """Cloak a picture.

    Frames of an animation share one plane and amount, so that the cloak does not flicker; pages that are
    pictures of their own size get their own.

    Parameters
    ----------
    picture : Picture
    visible_cost : float
        SSIMULACRA2 that the result shall have against the original, in (0, 100).
    key : Key
        What draws the plane (`key_for`).
    progress : Progress, optional

    Returns
    -------
    Cloaked
        The input is not changed.
    """
    progress = progress or Progress()
    bank, seen = load_bank(), sight(picture.colour, picture.carried.icc)
    frames: list[Frame] = []
    measured: list[tuple[float, float]] = []
    clips: list[float] = []
    count = len(picture.frames)
    for index, frame in enumerate(picture.frames):
        surveyed = _surveyed(frame, picture.colour)
        on_its_own = not measured or not picture.animated
        if on_its_own:
            shape = (frame.pixels.shape[0], frame.pixels.shape[1])
            plane = laid_out(bank, surveyed, shape=shape, key=key, colour=picture.colour)
        weaver = Weaver(plane, bearing_map(surveyed))
        if on_its_own:
            amount, reached, rms = _strength(frame, seen, weaver, surveyed, visible_cost)
            measured.append((reached, rms))
        pixels, clipped = weaver.weave(frame, amount, progress.within(index / count, (index + 1) / count))
        frames.append(replace(frame, pixels=pixels))
        clips.append(clipped)
    reached, rms = measured[0]
    missed = [score for score, _ in measured if score - visible_cost > _MISSED]
    return Cloaked(
        picture=replace(picture, frames=tuple(frames)),
        visible_cost=reached,
        amplitude=rms,
        clipped=float(np.mean(clips)),
        notes=(("cost-not-met", {}),) if missed else (),
    )


def _surveyed(frame: Frame, colour: Colour) -> Survey:
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


def _strength(
    frame: Frame, seen: Sight, weaver: Weaver, surveyed: Survey, visible_cost: float
) -> tuple[float, float, float]:
    """Find the amount on a mosaic of windows; give amount, score and rms of the perturbation."""
    windows = _windows(frame, surveyed)
    clean = _mosaic([frame.pixels[window] for window in windows])
    pattern = _mosaic([weaver.pattern(*window) for window in windows])
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
    return amount, score, float(np.sqrt(np.mean(np.square(pattern)))) * amount


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
