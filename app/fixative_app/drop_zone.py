"""Where pictures are dropped: anywhere on the window, under a veil that says so."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from fixative_app.drop import carries_pictures
from fixative_app.theme import Theme

__all__ = ["DropVeil", "DropZone", "draw_zone"]

_INSET = 22.5


class DropZone(QObject):
    """Takes what is dropped on a window, wherever that is.

    Parameters
    ----------
    theme : Theme
    window : QWidget
    """

    dropped = Signal(object)
    """A `QMimeData` that lives no longer than the signal."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.veil = DropVeil(theme, window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        self.cover()

    def cover(self) -> None:
        """Take the drops of all that lies in the window: a field would take one as text, and it would be lost."""
        for child in self._window.findChildren(QWidget):
            child.setAcceptDrops(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is dragged over the window, as a copy, also where the other side would rather move."""
        match event:
            case QDragEnterEvent():
                # What is dragged out of the queue does not go in again.
                if event.source() is None and carries_pictures(event.mimeData()):
                    self._copy(event)
                    self.veil.lift()
            case QDragMoveEvent():
                self._copy(event)
            case QDragLeaveEvent():
                self.veil.hide()
            case QDropEvent():
                self.veil.hide()
                self._copy(event)
                self.dropped.emit(event.mimeData())
            case _:
                if event.type() is QEvent.Type.Resize:
                    self.veil.setGeometry(self._window.rect())
                return super().eventFilter(watched, event)
        return True

    def _copy(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()


class DropVeil(QWidget):
    """Lies over the window while something is dragged across it.

    Parameters
    ----------
    theme : Theme
    parent : QWidget
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._over = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(self.tr("Drop to add"))
        self.hide()

    def lift(self) -> None:
        """Cover the window."""
        self.setGeometry(self._over.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a veil with a drop zone and a word."""
        del event
        painter = QPainter(self)
        ground = self._theme.colour("ground")
        ground.setAlphaF(0.96)
        painter.fillRect(self.rect(), ground)
        draw_zone(painter, QRectF(self.rect()), self._theme, "accent")
        font = painter.font()
        font.setPointSizeF(font.pointSizeF() * 1.9)
        painter.setFont(font)
        painter.setPen(self._theme.colour("accent"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.tr("Drop to add"))
        painter.end()


def draw_zone(painter: QPainter, place: QRectF, theme: Theme, tone: str) -> None:
    """Draw the border of a place to drop on."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(theme.colour(tone), 2, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([4, 4])
    painter.setPen(pen)
    painter.drawRoundedRect(place.adjusted(_INSET, _INSET, -_INSET, -_INSET), 18, 18)
