"""The loupe: a part of both pictures, magnified, side by side."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from fixative_app.painting import Layer, paint_chip, paint_layer
from fixative_app.theme import Theme
from fixative_app.viewport import Viewport

__all__ = ["Loupe"]

_GLASS = 184.0
"""Logical pixels a side of what is shown of each picture."""
_GAP = 2.0
_AWAY = 26.0
_MARGIN = 10.0
_LEAST = 4.0
_TIMES = 3.0
_MOST = 32.0
_ROUND = 12.0
_RIM = ((QColor(0, 0, 0, 120), 4.0), (QColor("#FFFFFF"), 2.0))


class Loupe(QWidget):
    """Lies over its parent, and what is on it; the pointer goes through.

    Parameters
    ----------
    theme : Theme
    parent : QWidget
        The same picture is painted on it, from the same corner.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._layers: tuple[Layer, ...] = ()
        self._view = Viewport()
        self.place = QPointF()
        """What is looked at, in logical pixels."""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(self.tr("Loupe"))
        self.hide()

    def look_at(self, place: QPointF) -> None:
        """Look at another place."""
        self.place = place
        self.update()

    def show_layers(self, layers: tuple[Layer, ...], view: Viewport) -> None:
        """Show other pictures, from left to right, or another part of them."""
        self._layers, self._view = layers, view
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the glass beside the place, and a frame about what is in it."""
        del event
        if not self._layers:
            return
        painter = QPainter(self)
        times = min(max(_LEAST, _TIMES * self._view.zoom), _MOST)
        half = _GLASS / 2 * self._view.zoom / times
        _paint_frame(painter, QRectF(self.place.x() - half, self.place.y() - half, 2 * half, 2 * half))
        count = len(self._layers)
        size = QSizeF(count * _GLASS + (count - 1) * _GAP, _GLASS)
        whole = QRectF(_corner(self.place, half, size, QSizeF(self.size())), size)
        path = QPainterPath()
        path.addRoundedRect(whole, _ROUND, _ROUND)
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(whole, self._theme.colour("canvas"))
        for number, layer in enumerate(self._layers):
            corner = whole.topLeft() + QPointF(number * (_GLASS + _GAP), 0)
            self._paint_glass(painter, layer, QRectF(corner, QSizeF(_GLASS, _GLASS)), times)
        painter.restore()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in _RIM:
            painter.setPen(QPen(colour, width))
            painter.drawPath(path)
        paint_chip(painter, f"{100 * times:.0f} %", whole.bottomRight() - QPointF(8, 34), from_right=True)
        painter.end()

    def _paint_glass(self, painter: QPainter, layer: Layer, glass: QRectF, times: float) -> None:
        ratio = self.devicePixelRatioF()
        x, y = self._view.at(self.place.x() * ratio, self.place.y() * ratio)
        painter.save()
        painter.setClipRect(glass, Qt.ClipOperation.IntersectClip)
        painter.scale(1 / ratio, 1 / ratio)
        middle, (width, height) = glass.center() * ratio, self._view.picture
        place = QRectF(middle.x() - x * times, middle.y() - y * times, width * times, height * times)
        paint_layer(painter, layer, place, times)
        painter.restore()
        paint_chip(painter, layer.name, glass.topLeft() + QPointF(8, 8))


def _corner(at: QPointF, half: float, size: QSizeF, area: QSizeF) -> QPointF:
    """Stand right below the point, or on another side of it where there is no room."""
    away = half + _AWAY
    x = at.x() + away if at.x() + away + size.width() + _MARGIN <= area.width() else at.x() - away - size.width()
    y = at.y() + away if at.y() + away + size.height() + _MARGIN <= area.height() else at.y() - away - size.height()
    most = QPointF(area.width() - size.width() - _MARGIN, area.height() - size.height() - _MARGIN)
    return QPointF(max(min(x, most.x()), _MARGIN), max(min(y, most.y()), _MARGIN))


def _paint_frame(painter: QPainter, frame: QRectF) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in _RIM:
        painter.setPen(QPen(colour, width))
        painter.drawRect(frame)
