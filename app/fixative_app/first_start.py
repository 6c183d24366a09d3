"""The first start: three sample pictures, and one click to see what becomes of them."""

from __future__ import annotations

from importlib.resources import as_file
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from fixative.errors import DestinationExistsError, FixativeError
from fixative.recipe import Conflict
from fixative_app import words
from fixative_app.controller import Controller
from fixative_app.controls import label
from fixative_app.drop import own_folder
from fixative_app.row_paint import paint_thumbnail
from fixative_app.settings import Settings
from fixative_app.theme import Theme
from fixative_app.thumbnails import Thumbnails
from fixative_assets import resource

__all__ = ["FirstStart", "place_samples"]

_NAMES = ("lake.jpg", "pears.jpg", "shell.png")
_SIDE = 60
_GAP = 8


def place_samples(folder: Path) -> list[Path]:
    """Put the samples into a folder of the user's: results are to lie there, and not among the program's own files.

    What is there already is left as it is.

    Raises
    ------
    OutputError
        Where they cannot be put there.
    """
    from fixative.write import whole  # noqa: PLC0415 - the window appears without

    placed = [folder / name for name in _NAMES]
    for target in placed:
        try:
            with whole(target, source=None, conflict=Conflict.ERROR, check=lambda _path: None) as draft:
                draft.file.write(resource("samples", target.name).read_bytes())
        except DestinationExistsError:
            continue
    return placed


class FirstStart(QObject):
    """Offers the samples until a run has ended once, and protects them when asked.

    Parameters
    ----------
    controller : Controller
    settings : Settings
    theme : Theme
    thumbnails : Thumbnails
    parent : QObject, optional
    """

    said = Signal(str)
    """What is to be told."""

    _placed = Signal(object)

    def __init__(
        self,
        controller: Controller,
        settings: Settings,
        theme: Theme,
        thumbnails: Thumbnails,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        self._settings = settings
        self._waiting = False
        self._protecting = False
        self._pool = QThreadPool(self, maxThreadCount=1)
        self.offer = _Offer(theme, thumbnails)
        self.offer.setVisible(not settings.begun)
        self.offer.protect.clicked.connect(self._place)
        self._placed.connect(self._take)
        controller.queue_changed.connect(self._protect)
        controller.run_ended.connect(self._tell)

    def shut_down(self) -> None:
        """Wait until the samples are where they belong."""
        self._pool.waitForDone()

    def _place(self) -> None:
        self.offer.protect.setEnabled(False)
        self._pool.start(lambda: self._placed.emit(_attempt(own_folder() / self.tr("Samples"))))

    def _take(self, placed: list[Path] | FixativeError) -> None:
        self.offer.protect.setEnabled(True)
        if isinstance(placed, FixativeError):
            self.said.emit(self.tr("The samples cannot be kept in your pictures folder."))
            return
        self._waiting = True
        self._controller.add(placed)

    def _protect(self) -> None:
        if self._waiting and self._controller.model.rowCount():
            self._waiting = False
            self._protecting = True
            self._controller.protect()

    def _tell(self) -> None:
        self._settings.begun = True
        self.offer.hide()
        results = [row.result for row in self._controller.model.rows if row.result is not None]
        if self._protecting and results:
            folder = words.shortened(results[0].parent)
            self.said.emit(self.tr("Your first results are in {folder}").format(folder=folder))
        self._protecting = False


def _attempt(folder: Path) -> list[Path] | FixativeError:
    try:
        return place_samples(folder)
    except FixativeError as error:
        return error


class _Offer(QFrame):
    def __init__(self, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.setObjectName("offer")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.protect = QPushButton(self.tr("Protect the samples"))
        theme.dress(self.protect, "protect")
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(label(self.tr("No picture at hand? See what becomes of these three.")))
        right.addWidget(self.protect, 0, Qt.AlignmentFlag.AlignLeft)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 14, 22, 14)
        layout.setSpacing(20)
        layout.addWidget(_Row(theme, thumbnails))
        layout.addLayout(right)


class _Row(QWidget):
    """The samples, small."""

    def __init__(self, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._theme = theme
        self._thumbnails = thumbnails
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        thumbnails.ready.connect(self.update)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(len(_NAMES) * (_SIDE + _GAP) - _GAP, _SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = self.rect().adjusted(0, 0, _SIDE - self.width(), 0)
        for number, name in enumerate(_NAMES):
            with as_file(resource("samples", name)) as path:
                thumbnail = self._thumbnails.get(path)
            paint_thumbnail(painter, place.translated(number * (_SIDE + _GAP), 0), thumbnail, self._theme)
        painter.end()
