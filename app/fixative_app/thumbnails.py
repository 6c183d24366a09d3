"""Small pictures for lists: made for rows that are on show, and kept in memory and on disk."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageOps
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from fixative_app.lazy_store import LazyStore
from fixative_app.thumbnail_files import ThumbnailFiles

__all__ = ["Thumbnails", "make_thumbnail"]

_SIDE = 128
"""Device pixels: enough for the 56 of the queue on a screen of twice the density."""
_KEPT = 1000
_WISHES = 60
_THREADS = 2
_MAX_PIXELS = 250_000_000


def make_thumbnail(path: Path, files: ThumbnailFiles) -> QImage:
    """Make a square thumbnail of a picture, or take it from where they are kept; null where it cannot be read.

    Whatever is wrong with the file is the engine's to say, in the row.
    """
    try:
        square = files.get(path, lambda: _square(path)).convert("RGBA")
    except Exception:  # noqa: BLE001 - a decoder may raise anything on a broken file
        return QImage()
    return QImage(square.tobytes(), _SIDE, _SIDE, 4 * _SIDE, QImage.Format.Format_RGBA8888).copy()


def _square(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        if picture.width * picture.height > _MAX_PIXELS:
            raise ValueError("too large to be drawn in passing")
        picture.draft("RGB", (_SIDE * 2, _SIDE * 2))
        upright = ImageOps.exif_transpose(picture)
        return ImageOps.fit(upright.convert("RGBA"), (_SIDE, _SIDE), Image.Resampling.BILINEAR)


class Thumbnails(QObject):
    """Gives thumbnails, sooner or later.

    Parameters
    ----------
    folder : Path
        Where they are kept for the next time.
    parent : QObject, optional
    """

    ready = Signal(object)
    """A thumbnail has come (its path)."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        files = ThumbnailFiles(folder)
        self._images: LazyStore[Path, QImage] = LazyStore(
            lambda path: make_thumbnail(path, files), threads=_THREADS, kept=_KEPT, wishes=_WISHES, parent=self
        )
        self._images.ready.connect(self.ready)

    def get(self, path: Path) -> QPixmap | None:
        """Give a thumbnail, or None and have it made; a null pixmap where the picture has none."""
        image = self._images.get(path)
        return None if image is None else QPixmap.fromImage(image)

    def shut_down(self) -> None:
        """Drop all wishes and wait for the thumbnails under way."""
        self._images.shut_down()
