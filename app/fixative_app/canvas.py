"""Where two pictures are painted over each other, with one zoom and one place for both."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from fixative_app.pictures import Shown
from fixative_app.split_handle import SplitHandle
from fixative_app.theme import Theme
from fixative_app.viewport import Viewport

__all__ = ["Canvas", "Side"]

_WHEEL_NOTCH = 120.0
_ZOOM_A_NOTCH = 1.25
_PAN_STEP = 60.0
_CHECK = 12
_CHIP_MARGIN = 12


class Side(Enum):
    """What of the pair is on show."""

    ORIGINAL = 1
    BOTH = 2
    PROTECTED = 3


class Canvas(QWidget):
    """Paints the original and, right of the handle, the protected picture.

    Parameters
    ----------
    theme : Theme
    parent : QWidget, optional
    """

    zoom_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._original = Shown()
        self._protected = Shown()
        self._message = ""
        self._side = Side.BOTH
        self._view = Viewport()
        self._grabbed: QPointF | None = None
        self.handle = SplitHandle(theme, self)
        self.handle.valueChanged.connect(self.update)
        self.handle.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(240, 180)
        self.setAccessibleName(self.tr("Picture"))
        theme.changed.connect(self.update)

    @property
    def view(self) -> Viewport:
        """Which part is on show."""
        return self._view

    @property
    def side(self) -> Side:
        """What is on show: of a pair that is not whole, the original."""
        return self._side if self._protected.levels else Side.ORIGINAL

    def show_pair(self, original: Shown, protected: Shown, message: str = "") -> None:
        """Show a pair; where there is no original, the message stands in its place."""
        self._original, self._protected, self._message = original, protected, message
        if original.levels:
            self._set_view(self._view.of(original.size))
        self._arrange()

    def choose(self, side: Side) -> None:
        """Show the original, both, or the protected picture."""
        self._side = side
        self._arrange()

    def fit(self) -> None:
        """Show all of the picture."""
        self._set_view(self._view.fit())

    def actual_size(self, at: QPointF | None = None) -> None:
        """Show one picture pixel as one device pixel; what is at a point of the widget stays there."""
        self._zoom_to(1.0, at)

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom in or out, about a point of the widget."""
        self._zoom_to(self._view.zoom * factor, at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is in view in view."""
        super().resizeEvent(event)
        self._measure()

    def event(self, event: QEvent) -> bool:
        """Measure anew on a screen of another density."""
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._measure()
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the picture."""
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._grabbed = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the picture."""
        if self._grabbed is not None:
            moved = (event.position() - self._grabbed) * self.devicePixelRatioF()
            self._grabbed = event.position()
            self._set_view(self._view.panned(moved.x(), moved.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        del event
        self._grabbed = None
        self.unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go between all of the picture and 100 %, there where the pointer is."""
        if self._view.fitted:
            self.actual_size(event.position())
        else:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer."""
        self.zoom_by(_ZOOM_A_NOTCH ** (event.angleDelta().y() / _WHEEL_NOTCH), event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pan with the arrows."""
        steps = {
            Qt.Key.Key_Left: (_PAN_STEP, 0.0),
            Qt.Key.Key_Right: (-_PAN_STEP, 0.0),
            Qt.Key.Key_Up: (0.0, _PAN_STEP),
            Qt.Key.Key_Down: (0.0, -_PAN_STEP),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self._set_view(self._view.panned(*step))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is on show."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("canvas"))
        if self._original.levels:
            self._paint_pictures(painter)
            self._paint_chips(painter)
        else:
            painter.setPen(self._theme.colour("muted"))
            inner = self.rect().adjusted(40, 40, -40, -40)
            painter.drawText(inner, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._message)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_pictures(self, painter: QPainter) -> None:
        ratio = self.devicePixelRatioF()
        painter.save()
        painter.scale(1 / ratio, 1 / ratio)
        place = QRectF(*self._view.place)
        across, down = self.width() * ratio, self.height() * ratio
        edge = {Side.ORIGINAL: across, Side.PROTECTED: 0.0}.get(self.side, round(self.handle.fraction * across))
        halves = ((self._original, QRectF(0, 0, edge, down)), (self._protected, QRectF(edge, 0, across - edge, down)))
        for shown, half in halves:
            if half.width() > 0 and shown.levels:
                painter.setClipRect(half)
                _paint_picture(painter, shown, place, self._view.zoom)
        painter.restore()

    def _paint_chips(self, painter: QPainter) -> None:
        if self.side is not Side.PROTECTED:
            self._paint_chip(painter, self.tr("Original"), Qt.AlignmentFlag.AlignLeft)
        if self.side is not Side.ORIGINAL:
            self._paint_chip(painter, self.tr("Protected"), Qt.AlignmentFlag.AlignRight)

    def _paint_chip(self, painter: QPainter, text: str, where: Qt.AlignmentFlag) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = painter.fontMetrics()
        chip = QRectF(0, 0, metrics.horizontalAdvance(text) + 18, metrics.height() + 8)
        left = _CHIP_MARGIN if where is Qt.AlignmentFlag.AlignLeft else self.width() - chip.width() - _CHIP_MARGIN
        chip.moveTopLeft(QPointF(left, _CHIP_MARGIN))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(20, 19, 18, 190))
        painter.drawRoundedRect(chip, 7, 7)
        painter.setPen(QColor("#FFFFFF"))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)

    def _arrange(self) -> None:
        self.handle.setVisible(self.side is Side.BOTH)
        self.handle.place()
        self.update()

    def _measure(self) -> None:
        ratio = self.devicePixelRatioF()
        self._set_view(self._view.within((self.width() * ratio, self.height() * ratio)))
        self.handle.place()

    def _zoom_to(self, zoom: float, at: QPointF | None) -> None:
        ratio = self.devicePixelRatioF()
        self._set_view(self._view.zoomed(zoom, None if at is None else (at.x() * ratio, at.y() * ratio)))

    def _set_view(self, view: Viewport) -> None:
        self._view = view
        self.zoom_changed.emit()
        self.update()


def _paint_picture(painter: QPainter, shown: Shown, place: QRectF, zoom: float) -> None:
    level = shown.level_for(place.width())
    if level.hasAlphaChannel():
        _paint_checks(painter, place)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, zoom < 1)
    painter.drawImage(place, level)


def _paint_checks(painter: QPainter, place: QRectF) -> None:
    tile = QImage(2 * _CHECK, 2 * _CHECK, QImage.Format.Format_RGB32)
    tile.fill(QColor("#FFFFFF"))
    squares = QPainter(tile)
    squares.fillRect(0, 0, _CHECK, _CHECK, QColor("#DADADA"))
    squares.fillRect(_CHECK, _CHECK, _CHECK, _CHECK, QColor("#DADADA"))
    squares.end()
    painter.fillRect(place, QBrush(tile))
