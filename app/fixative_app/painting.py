"""How pictures, and the words on them, are painted."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter

from fixative_app.pictures import Patch, Shown

__all__ = ["Layer", "paint_chip", "paint_layer"]

_CHECK = 12
_CHIP_ROOM = (18, 8)


@dataclass(frozen=True, slots=True)
class Layer:
    """One side of a pair.

    Attributes
    ----------
    shown : Shown
    patch : Patch or None
        What lies over a part of it.
    name : str
        What it is, in the corner.
    """

    shown: Shown = field(default_factory=Shown)
    patch: Patch | None = None
    name: str = ""


def paint_layer(painter: QPainter, layer: Layer, place: QRectF, zoom: float) -> None:
    """Paint a picture.

    Parameters
    ----------
    painter : QPainter
        In device pixels.
    layer : Layer
        With at least one level.
    place : QRectF
        Where all of the picture lies.
    zoom : float
        Device pixels to a picture pixel.
    """
    level = layer.shown.level_for(place.width())
    if level.hasAlphaChannel():
        _paint_checks(painter, place)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, zoom < 1)
    painter.drawImage(place, level)
    patch = layer.patch
    if patch is not None:
        scale = zoom * patch.scale
        corner = place.topLeft() + QPointF(patch.left, patch.top) * zoom
        over = QRectF(corner.x(), corner.y(), patch.image.width() * scale, patch.image.height() * scale)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, zoom < 1 or patch.scale != 1)
        if patch.image.hasAlphaChannel():
            # What it lies over would shine through.
            _paint_checks(painter, over, place.topLeft())
        painter.drawImage(over, patch.image)


def paint_chip(painter: QPainter, text: str, corner: QPointF, *, from_right: bool = False) -> None:
    """Paint a word on a dark ground, so that it shows on any picture; logical pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    metrics = painter.fontMetrics()
    chip = QRectF(0, 0, metrics.horizontalAdvance(text) + _CHIP_ROOM[0], metrics.height() + _CHIP_ROOM[1])
    chip.moveTopLeft(QPointF(corner.x() - chip.width() if from_right else corner.x(), corner.y()))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(20, 19, 18, 205))
    painter.drawRoundedRect(chip, 7, 7)
    painter.setPen(QColor("#FFFFFF"))
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)


def _paint_checks(painter: QPainter, place: QRectF, origin: QPointF | None = None) -> None:
    tile = QImage(2 * _CHECK, 2 * _CHECK, QImage.Format.Format_RGB32)
    tile.fill(QColor("#FFFFFF"))
    squares = QPainter(tile)
    squares.fillRect(0, 0, _CHECK, _CHECK, QColor("#DADADA"))
    squares.fillRect(_CHECK, _CHECK, _CHECK, _CHECK, QColor("#DADADA"))
    squares.end()
    painter.setBrushOrigin(origin or QPointF())
    painter.fillRect(place, QBrush(tile))
