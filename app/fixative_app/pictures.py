"""Pictures for the compare view: decoded by the engine's codecs in a thread pool, ready to be painted at any zoom."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from PySide6.QtGui import QColorSpace, QImage

from fixative.errors import FixativeError
from fixative.outcome import Problem
from fixative.picture import Colour, Picture, Samples
from fixative.progress import Progress

__all__ = ["Loader", "Loading", "Patch", "Shown", "in_levels", "load", "to_array", "to_image"]

_SMALLEST_LEVEL = 512
_EIGHT_BIT = 255
_ICC_HEADER = 128


@dataclass(frozen=True, slots=True)
class Loading:
    """What was asked for: the number of the wish and the file."""

    number: int
    path: Path


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture to be painted.

    Attributes
    ----------
    levels : tuple of QImage
        The picture in sRGB, and halves of it down to a small one, so that painting it small is quick.
        Empty where it cannot be read.
    problem : Problem or None
        Why it cannot.
    picture : Picture or None
        As it was decoded, where somebody works on it.
    """

    levels: tuple[QImage, ...] = ()
    problem: Problem | None = None
    picture: Picture | None = field(default=None, compare=False, repr=False)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return (self.levels[0].width(), self.levels[0].height()) if self.levels else (1, 1)

    def level_for(self, width: float) -> QImage:
        """Give the smallest level that is at least so wide, in device pixels."""
        return next((level for level in reversed(self.levels) if level.width() >= width), self.levels[0])


@dataclass(frozen=True, slots=True)
class Patch:
    """A part of a picture, painted over it.

    Attributes
    ----------
    image : QImage
    left, top : float
        Where it lies, in pixels of the picture.
    scale : float
        Pixels of the picture to one of the image.
    """

    image: QImage
    left: float
    top: float
    scale: float = 1.0


class Loader(QObject):
    """Decodes pictures off the event loop.

    Parameters
    ----------
    parent : QObject, optional
    """

    loaded = Signal(object, object)
    """A picture has come: its `Loading` and the `Shown`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self, maxThreadCount=2)
        self._wanted: set[Loading] = set()
        self._count = 0

    def ask(self, path: Path, max_pixels: int, *, keep: bool = False) -> Loading:
        """Have a picture decoded, and where `keep` says so kept beside what is shown of it."""
        self._count += 1
        loading = Loading(self._count, path)
        self._wanted.add(loading)
        self._pool.start(_Load(self, loading, max_pixels, keep=keep))
        return loading

    def forget(self, loading: Loading) -> None:
        """Not want a picture any more: if it is not begun yet, it will not be."""
        self._wanted.discard(loading)

    def wants(self, loading: Loading) -> bool:
        """Whether somebody still waits for a picture."""
        return loading in self._wanted

    def shut_down(self) -> None:
        """Drop all wishes and wait for the pictures under way."""
        self._wanted.clear()
        self._pool.clear()
        self._pool.waitForDone()


class _Load(QRunnable):
    def __init__(self, loader: Loader, loading: Loading, max_pixels: int, *, keep: bool) -> None:
        super().__init__()
        self._keep = keep
        self._loader = loader
        self._loading = loading
        self._max_pixels = max_pixels

    def run(self) -> None:
        if not self._loader.wants(self._loading):
            return
        shown = load(self._loading.path, self._max_pixels, keep=self._keep)
        if self._loader.wants(self._loading):
            self._loader.loaded.emit(self._loading, shown)


def load(path: Path, max_pixels: int, *, keep: bool = False) -> Shown:
    """Decode a picture for the screen; what is wrong with it is in what comes.

    Parameters
    ----------
    path : Path
    max_pixels : int
        As `fixative.codecs.decode` has it.
    keep : bool, optional
        Whether the picture itself is to come along.
    """
    # Late: the codecs bring libraries that the window does not need to appear.
    from fixative.codecs import decode  # noqa: PLC0415

    try:
        picture = decode(path, max_pixels=max_pixels)
        return replace(in_levels(to_image(picture)), picture=picture if keep else None)
    except FixativeError as error:
        return Shown(problem=Problem.from_error(error))
    except (OSError, ValueError, MemoryError) as error:
        return Shown(problem=Problem("decode-failed", {"detail": str(error)}))


def in_levels(image: QImage, progress: Progress | None = None) -> Shown:
    """Halve an image down to a small one.

    Parameters
    ----------
    image : QImage
        Of 32 bits a pixel.
    progress : Progress, optional
    """
    progress = progress or Progress()
    levels = [image]
    while min(levels[-1].width(), levels[-1].height()) > _SMALLEST_LEVEL:
        progress.advance(len(levels) / (len(levels) + 1))
        levels.append(_halved(levels[-1]))
    return Shown(tuple(levels))


def _halved(image: QImage) -> QImage:
    # Late, as above. The mean of four pixels; Qt's own smooth scaling takes three times as long.
    import cv2  # noqa: PLC0415

    size = ((image.width() + 1) // 2, (image.height() + 1) // 2)
    half = cv2.resize(to_array(image), size, interpolation=cv2.INTER_AREA)
    return _wrap(np.asarray(half, np.uint8), image.format()).copy()


def to_array(image: QImage) -> NDArray[np.uint8]:
    """Look at the bytes of an image of 32 bits a pixel: shape (H, W, 4), in the order of its format.

    They are not to be written, and must not outlive the image.
    """
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 4 * image.width()].reshape(image.height(), image.width(), 4)


def to_image(picture: Picture, pixels: Samples | None = None, alpha: Samples | None = None) -> QImage:
    """Make an image for the screen of a picture's first frame, or of pixels in the same colours.

    Parameters
    ----------
    picture : Picture
        Of any colour and depth.
    pixels, alpha : ndarray, optional
        As in `fixative.picture.Frame`; by default those of the first frame.

    Returns
    -------
    QImage
        sRGB, 8 bits a channel; the picture's profile is applied where Qt can.
    """
    if pixels is None:
        pixels, alpha = picture.frames[0].pixels, picture.frames[0].alpha
    shown = np.ascontiguousarray(_to_8_bit(pixels))
    if picture.colour is Colour.CMYK:
        image = _wrap(shown, QImage.Format.Format_CMYK8888)
    elif alpha is not None:
        rgb = shown if picture.colour is Colour.RGB else np.repeat(shown, 3, axis=2)
        shown = np.concatenate([rgb, _to_8_bit(alpha)[..., np.newaxis]], axis=2)
        image = _wrap(shown, QImage.Format.Format_RGBA8888)
    elif picture.colour is Colour.RGB:
        image = _wrap(shown, QImage.Format.Format_RGB888)
    else:
        image = _wrap(shown, QImage.Format.Format_Grayscale8)
    target = QImage.Format.Format_ARGB32_Premultiplied if image.hasAlphaChannel() else QImage.Format.Format_RGB32
    return _in_srgb(image, picture.carried.icc, target)


def _in_srgb(image: QImage, icc: bytes | None, target: QImage.Format) -> QImage:
    srgb = QColorSpace(QColorSpace.NamedColorSpace.SRgb)
    profile = QColorSpace.fromIccProfile(icc) if icc and _is_profile(icc) else srgb
    if profile.isValid() and profile != srgb:
        image.setColorSpace(profile)
        # A profile for another kind of picture than this one is refused by Qt, and the pixels are shown as they are.
        converted = image.convertedToColorSpace(srgb, target) if image.colorSpace().isValid() else QImage()
        if not converted.isNull():
            return converted
        image.setColorSpace(QColorSpace())
    return image.convertToFormat(target)


def _is_profile(icc: bytes) -> bool:
    # ICC.1:2022, 7.2: the header begins with the profile's size and holds a signature. Qt would say it on its log.
    return len(icc) > _ICC_HEADER and int.from_bytes(icc[:4], "big") == len(icc) and icc[36:40] == b"acsp"


def _to_8_bit(samples: NDArray[np.uint8] | NDArray[np.uint16]) -> NDArray[np.uint8]:
    if samples.dtype == np.uint8:
        return samples.astype(np.uint8, copy=False)
    wide = samples.astype(np.uint32)
    return ((wide * _EIGHT_BIT + 32895) >> 16).astype(np.uint8)


def _wrap(pixels: NDArray[np.uint8], kind: QImage.Format) -> QImage:
    """Look at pixels as an image, which must not outlive them."""
    height, width, channels = pixels.shape
    return QImage(pixels.data, width, height, width * channels, kind)
