"""Where two pictures are painted over each other, with one zoom and one place for both."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QCursor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from fixative_app.loupe import Loupe
from fixative_app.painting import Layer, paint_chip, paint_layer
from fixative_app.split_handle import SplitHandle
from fixative_app.theme import Theme
from fixative_app.viewport import Viewport

__all__ = ["Canvas", "Side"]

_WHEEL_NOTCH = 120.0
_ZOOM_A_NOTCH = 1.25
_PAN_STEP = 60.0
_LOUPE_STEP = 12.0
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

    view_changed = Signal()
    """Another part is on show, or at another size."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._original = Layer()
        self._protected = Layer()
        self._message = ""
        self._side = Side.BOTH
        self._held = False
        self._view = Viewport()
        self._grabbed: QPointF | None = None
        self.handle = SplitHandle(theme, self)
        self.handle.valueChanged.connect(self.update)
        self.handle.hide()
        self.loupe = Loupe(theme, self)
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
        """What is on show: of a pair that is not whole, or while it is held, the original."""
        return Side.ORIGINAL if self._held or not self._protected.shown.levels else self._side

    def show_pair(self, original: Layer, protected: Layer, message: str = "") -> None:
        """Show a pair; where there is no original, the message stands in its place."""
        self._original, self._protected, self._message = original, protected, message
        if original.shown.levels:
            self._set_view(self._view.of(original.shown.size))
        self._arrange()

    def choose(self, side: Side) -> None:
        """Show the original, both, or the protected picture."""
        self._side = side
        self._arrange()

    def hold(self, *, held: bool) -> None:
        """Show the original for as long as it is held."""
        self._held = held
        self._arrange()

    def take_loupe(self, *, out: bool) -> None:
        """Take the loupe out, there where the pointer or else the middle is, or put it away."""
        pointer = QPointF(self.mapFromGlobal(QCursor.pos()))
        self.loupe.look_at(pointer if self.rect().contains(pointer.toPoint()) else QRectF(self.rect()).center())
        self.loupe.setVisible(out)
        self.loupe.raise_()
        for widget in (self, self.handle):
            widget.setMouseTracking(out)

    def move_by_key(self, across: float, down: float) -> None:
        """Move the loupe by a step, or without it the picture."""
        if self.loupe.isHidden():
            self._set_view(self._view.panned(-_PAN_STEP * across, -_PAN_STEP * down))
            return
        wanted = self.loupe.place + QPointF(across, down) * _LOUPE_STEP
        inside = QPointF(min(max(wanted.x(), 0), self.width()), min(max(wanted.y(), 0), self.height()))
        self.loupe.look_at(inside)
        over = (wanted - inside) * self.devicePixelRatioF()
        if not over.isNull():
            self._set_view(self._view.panned(-over.x(), -over.y()))

    def fit(self) -> None:
        """Show all of the picture."""
        self._set_view(self._view.fit())

    def actual_size(self, at: QPointF | None = None, *, times: float = 1.0) -> None:
        """Show one picture pixel as one device pixel, or as so many; what is at a point of the widget stays there."""
        self._zoom_to(times, at)

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
        """Move the picture, and the loupe."""
        if self.loupe.isVisible():
            self.loupe.look_at(event.position())
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

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go of the original."""
        if self._held and event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.hold(held=False)
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let go of the original: the key's release goes elsewhere."""
        super().focusOutEvent(event)
        self.hold(held=False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is on show."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("canvas"))
        if self._original.shown.levels:
            self._paint_pictures(painter)
            self._paint_over(painter)
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
        for layer, half in halves:
            if half.width() > 0 and layer.shown.levels:
                painter.setClipRect(half)
                paint_layer(painter, layer, place, self._view.zoom)
        painter.restore()

    def _paint_over(self, painter: QPainter) -> None:
        margin, right = _CHIP_MARGIN, self.width() - _CHIP_MARGIN
        if self.side is not Side.PROTECTED:
            paint_chip(painter, self._original.name, QPointF(margin, margin))
        if self.side is not Side.ORIGINAL:
            paint_chip(painter, self._protected.name, QPointF(right, margin), from_right=True)

    def _arrange(self) -> None:
        self.handle.setVisible(self.side is Side.BOTH)
        self.handle.place()
        self._repaint()

    def _repaint(self) -> None:
        layers = tuple(layer for layer in (self._original, self._protected) if layer.shown.levels)
        self.loupe.show_layers(layers, self._view)
        self.update()

    def _measure(self) -> None:
        self.loupe.setGeometry(self.rect())
        ratio = self.devicePixelRatioF()
        self._set_view(self._view.within((self.width() * ratio, self.height() * ratio)))
        self.handle.place()

    def _zoom_to(self, zoom: float, at: QPointF | None) -> None:
        ratio = self.devicePixelRatioF()
        self._set_view(self._view.zoomed(zoom, None if at is None else (at.x() * ratio, at.y() * ratio)))

    def _set_view(self, view: Viewport) -> None:
        self._view = view
        self.view_changed.emit()
        self._repaint()
