"""Small pictures for the queue: made in a thread pool, for rows that are on show, newest wish first."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from threading import Lock

from PIL import Image, ImageOps
from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from PySide6.QtGui import QImage, QPixmap

__all__ = ["Thumbnails", "make_thumbnail"]

_SIDE = 128
"""Device pixels: enough for the 56 of the queue on a screen of twice the density."""
_KEPT = 1000
_WISHES = 60
_THREADS = 2
_MAX_PIXELS = 250_000_000


def make_thumbnail(path: Path) -> QImage:
    """Make a square thumbnail of a picture; a null image where it cannot be read.

    Whatever is wrong with the file is the engine's to say, in the row.
    """
    try:
        with Image.open(path) as picture:
            if picture.width * picture.height > _MAX_PIXELS:
                return QImage()
            picture.draft("RGB", (_SIDE * 2, _SIDE * 2))
            upright = ImageOps.exif_transpose(picture)
            square = ImageOps.fit(upright.convert("RGBA"), (_SIDE, _SIDE), Image.Resampling.BILINEAR)
    except Exception:  # noqa: BLE001 - a decoder may raise anything on a broken file
        return QImage()
    return QImage(square.tobytes(), _SIDE, _SIDE, 4 * _SIDE, QImage.Format.Format_RGBA8888).copy()


class Thumbnails(QObject):
    """A bounded store of thumbnails that fills itself.

    Parameters
    ----------
    parent : QObject, optional
    """

    ready = Signal(object)
    """A thumbnail has come (its path)."""

    _made = Signal(object, QImage)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self, maxThreadCount=_THREADS)
        self._kept: OrderedDict[Path, QPixmap] = OrderedDict()
        self._wishes: OrderedDict[Path, None] = OrderedDict()
        self._under_way: set[Path] = set()
        self._lock = Lock()
        self._made.connect(self._keep)

    def get(self, path: Path) -> QPixmap | None:
        """Give a thumbnail, or None and have it made; a null pixmap where the picture has none."""
        if path in self._kept:
            self._kept.move_to_end(path)
            return self._kept[path]
        with self._lock:
            if path in self._under_way:
                return None
            known = path in self._wishes
            self._wishes[path] = None
            self._wishes.move_to_end(path)
            while len(self._wishes) > _WISHES:
                self._wishes.popitem(last=False)
        if not known:
            self._pool.start(_Make(self))
        return None

    def shut_down(self) -> None:
        """Drop all wishes and wait for the thumbnails under way."""
        with self._lock:
            self._wishes.clear()
        self._pool.clear()
        self._pool.waitForDone()

    def next_wish(self) -> Path | None:
        """Take the newest wish; called from the pool's threads."""
        with self._lock:
            if not self._wishes:
                return None
            path, _ = self._wishes.popitem()
            self._under_way.add(path)
            return path

    def hand_in(self, path: Path, image: QImage) -> None:
        """Bring a thumbnail; called from the pool's threads."""
        self._made.emit(path, image)

    def _keep(self, path: Path, image: QImage) -> None:
        with self._lock:
            self._under_way.discard(path)
        self._kept[path] = QPixmap.fromImage(image)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self.ready.emit(path)


class _Make(QRunnable):
    def __init__(self, store: Thumbnails) -> None:
        super().__init__()
        self._store = store

    def run(self) -> None:
        path = self._store.next_wish()
        if path is not None:
            self._store.hand_in(path, make_thumbnail(path))
