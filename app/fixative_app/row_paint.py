"""What rows of pictures have in common when they are painted: ground, thumbnail, a line of text."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from fixative_app.theme import Theme

__all__ = ["paint_ground", "paint_line", "paint_thumbnail", "small"]

_RADIUS = 7.0
_GROUND_RADIUS = 9.0
_EDGE_OPACITY = 0.16
_SMALLER = 0.9


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> None:
    """Paint what says that a row is selected, under the pointer, or has the focus."""
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    place = QRectF(option.rect).adjusted(5.5, 2.5, -5.5, -2.5)
    if selected or hovered:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent_soft" if selected else "ground"))
        painter.drawRoundedRect(place, _GROUND_RADIUS, _GROUND_RADIUS)
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(theme.colour("accent"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place, _GROUND_RADIUS, _GROUND_RADIUS)


def paint_thumbnail(painter: QPainter, place: QRect, thumbnail: QPixmap | None, theme: Theme) -> None:
    """Paint a thumbnail with round corners, or its empty place."""
    outline = QPainterPath()
    outline.addRoundedRect(QRectF(place), _RADIUS, _RADIUS)
    painter.fillPath(outline, theme.colour("sunken"))
    if thumbnail is None or thumbnail.isNull():
        return
    painter.save()
    painter.setClipPath(outline)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(place, thumbnail)
    painter.restore()
    edge = theme.colour("text")
    edge.setAlphaF(_EDGE_OPACITY)
    painter.strokePath(outline, QPen(edge, 1))


def paint_line(painter: QPainter, place: QRect, font: QFont, text: str, colour: QColor) -> None:
    """Paint a line, shortened in its middle where there is no room."""
    painter.setFont(font)
    painter.setPen(colour)
    elided = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideMiddle, place.width())
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(place, flags, elided)


def small(font: QFont) -> QFont:
    """Give the font of second lines."""
    smaller = QFont(font)
    smaller.setPointSizeF(font.pointSizeF() * _SMALLER)
    return smaller
