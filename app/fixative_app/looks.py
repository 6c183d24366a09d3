"""Other ways to look at a pair: their difference, amplified, and what an encoder makes of each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from fixative.progress import Progress
from fixative_app.latest import Tell
from fixative_app.pictures import Patch, Shown, in_levels, to_array

__all__ = ["GAIN", "Look", "Moved", "Sights", "difference", "displacement", "sights"]

GAIN = 16
"""How much a difference is amplified: a cloak of three steps comes out as light as 48 of 255."""

_MOST = 800_000
"""Pixels that are put through the encoder, which takes seconds for a million; more are scaled down first."""


class Look(Enum):
    """What is made of a pair."""

    PICTURE = "picture"
    DIFFERENCE = "difference"
    ENCODER = "encoder"
    PLATFORM = "platform"
    """As a platform would show both (`fixative_app.afar`)."""


@dataclass(frozen=True, slots=True)
class Sights:
    """What an encoder sees of what is in view; None where it is still to come."""

    original: Patch
    changed: Patch | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """How far the latents of a picture move (`fixative.cloak.lens.displacement`)."""

    displacement: float


def difference(original: Shown, changed: Shown, progress: Progress, tell: Tell) -> None:
    """Tell the difference of two pictures of one size, channel by channel, times `GAIN`, as a `Shown`."""
    import cv2  # noqa: PLC0415 - the window appears without it

    apart = cv2.absdiff(to_array(original.levels[0]), to_array(changed.levels[0]))
    apart = np.asarray(cv2.convertScaleAbs(apart, alpha=GAIN), np.uint8)
    progress.advance(0.5)
    apart[:, :, 3] = 255
    height, width = apart.shape[:2]
    image = QImage(apart.data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()
    tell(in_levels(image, progress))


def sights(
    original: Shown, changed: Shown, view: tuple[int, int, int, int], zoom: float, progress: Progress, tell: Tell
) -> None:
    """Tell what an encoder sees of what is in view, the original's side first.

    Parameters
    ----------
    original, changed : Shown
        Of one size.
    view : (int, int, int, int)
        Left, top, right and bottom, in picture pixels.
    zoom : float
        Device pixels to a picture pixel: the encoder gets a picture as large as it is on show,
        at most as large as it is.
    progress : Progress
    tell : callable
        Gets `Sights`, twice.
    """
    first = _sight(original, view, zoom, progress)
    tell(Sights(first))
    tell(Sights(first, _sight(changed, view, zoom, progress)))


def displacement(original: Shown, changed: Shown, progress: Progress, tell: Tell) -> None:
    """Tell how far apart an encoder sees two pictures of one size, as `Moved`."""
    from fixative.cloak import lens  # noqa: PLC0415 - as above

    before, after = (_rgb(shown.levels[0]) for shown in (original, changed))
    tell(Moved(lens.displacement(before, after, progress)))


def _sight(shown: Shown, view: tuple[int, int, int, int], zoom: float, progress: Progress) -> Patch:
    from fixative.cloak import lens  # noqa: PLC0415 - as above

    left, top, right, bottom = view
    wanted = min(zoom, 1.0, (_MOST / ((right - left) * (bottom - top))) ** 0.5)
    level = shown.level_for(shown.size[0] * wanted)
    scale = shown.size[0] / level.width()
    # Outwards to whole pixels of the level, which is larger than wanted by up to twice.
    x, y = floor(left / scale), floor(top / scale)
    stop = min(ceil(right / scale), level.width()), min(ceil(bottom / scale), level.height())
    part = level.copy(x, y, stop[0] - x, stop[1] - y)
    seen = lens.seen(_scaled(_rgb(part), wanted * scale), progress)
    height, width = seen.shape[:2]
    image = QImage(seen.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    return Patch(image.convertToFormat(QImage.Format.Format_RGB32), x * scale, y * scale, scale * part.width() / width)


def _scaled(pixels: NDArray[np.uint8], factor: float) -> NDArray[np.uint8]:
    import cv2  # noqa: PLC0415 - as above

    if factor >= 1:
        return pixels
    size = (max(round(pixels.shape[1] * factor), 1), max(round(pixels.shape[0] * factor), 1))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def _rgb(image: QImage) -> NDArray[np.uint8]:
    """Copy an image's colours, shape (H, W, 3), RGB."""
    import cv2  # noqa: PLC0415 - as above

    return np.asarray(cv2.cvtColor(to_array(image), cv2.COLOR_BGRA2RGB), np.uint8)
