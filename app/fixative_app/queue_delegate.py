"""How a row of the queue is painted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from fixative.outcome import Status
from fixative_app import words
from fixative_app.icons import draw_pixmap
from fixative_app.queue_model import QueueModel, Role, Row, Stage
from fixative_app.theme import Theme
from fixative_app.thumbnails import Thumbnails

__all__ = ["QueueDelegate"]

_MARGIN = 12
_THUMBNAIL = 56
_GAP = 12
_ICON = 16
_RADIUS = 7.0
_LINE_GAP = 3
_EDGE_OPACITY = 0.16

_LOOKS = {
    Status.PROTECTED: ("status-done", "good"),
    Status.TAGGED: ("status-done", "good"),
    Status.PLANNED: ("status-waiting", "muted"),
    Status.SKIPPED: ("status-skipped", "muted"),
    Status.FAILED: ("status-failed", "bad"),
    Status.CANCELLED: ("status-stopped", "muted"),
}


def _look(row: Row) -> tuple[str, str]:
    if row.outcome is not None:
        return _LOOKS[row.outcome.status]
    return ("status-working", "accent") if row.stage is Stage.WORKING else ("status-waiting", "muted")


class QueueDelegate(QStyledItemDelegate):
    """Paints thumbnail, name, target's name, status, figures, and the reason where there is no result.

    Parameters
    ----------
    model : QueueModel
    theme : Theme
    thumbnails : Thumbnails
    parent : QObject, optional
    """

    def __init__(self, model: QueueModel, theme: Theme, thumbnails: Thumbnails, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._thumbnails = thumbnails

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All rows are equally high, so that ten thousand of them are laid out at once."""
        del index
        lines = 2 * QFontMetrics(_small(option.font)).height() + QFontMetrics(option.font).height() + 2 * _LINE_GAP
        return QSize(240, max(_THUMBNAIL, lines) + 2 * _MARGIN)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a row."""
        row: Row = index.data(Role.ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        inner = option.rect.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        picture = QRect(inner.left(), inner.top() + (inner.height() - _THUMBNAIL) // 2, _THUMBNAIL, _THUMBNAIL)
        self._paint_thumbnail(painter, picture, row)
        self._paint_words(painter, inner.adjusted(_THUMBNAIL + _GAP, 0, 0, 0), option.font, row)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        place = QRectF(option.rect).adjusted(5.5, 2.5, -5.5, -2.5)
        if selected or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent_soft" if selected else "ground"))
            painter.drawRoundedRect(place, 9, 9)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._theme.colour("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place, 9, 9)

    def _paint_thumbnail(self, painter: QPainter, place: QRect, row: Row) -> None:
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(place), _RADIUS, _RADIUS)
        thumbnail = self._thumbnails.get(row.source)
        painter.fillPath(outline, self._theme.colour("sunken"))
        if thumbnail is None or thumbnail.isNull():
            return
        painter.save()
        painter.setClipPath(outline)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, thumbnail)
        painter.restore()
        edge = self._theme.colour("text")
        edge.setAlphaF(_EDGE_OPACITY)
        painter.strokePath(outline, QPen(edge, 1))

    def _paint_words(self, painter: QPainter, place: QRect, font: QFont, row: Row) -> None:
        strong, small = QFont(font), _small(font)
        strong.setWeight(QFont.Weight.DemiBold)
        below = self._below(row)
        height, small_height = QFontMetrics(strong).height(), QFontMetrics(small).height() + _LINE_GAP
        lines = 2 if row.failed else len(below)
        top = place.top() + (place.height() - height - lines * small_height) // 2
        first = QRect(place.left(), top, place.width(), height)
        taken = self._paint_status(painter, first, small, row)
        self._paint_line(painter, first.adjusted(0, 0, -taken - _GAP, 0), strong, row.source.name, "text")
        rest = QRect(place.left(), top + height + _LINE_GAP, place.width(), small_height)
        if row.failed:
            self._paint_reason(painter, rest.adjusted(0, 0, 0, small_height), small, " ".join(below))
            return
        for number, line in enumerate(below):
            place = rest.translated(0, number * small_height)
            last = number == len(below) - 1
            indent = self._paint_own(painter, place) if last and row.own is not None else 0
            self._paint_line(painter, place.adjusted(indent, 0, 0, 0), small, line, "muted")

    def _below(self, row: Row) -> list[str]:
        if row.failed and row.outcome is not None:
            return [words.reason(row.outcome)]
        shown = row.result or row.target
        target = "→ " + words.target_name(row.source, shown) if shown is not None else ""
        figures = words.figures(row.outcome) if row.outcome is not None else ""
        if row.own is not None and not figures:
            figures = words.recipe_line(row.own)
        return [line for line in (target, figures) if line]

    def _paint_status(self, painter: QPainter, place: QRect, font: QFont, row: Row) -> int:
        name, tone = _look(row)
        word = self._model.status(row)
        width = QFontMetrics(font).horizontalAdvance(word)
        ratio = painter.device().devicePixelRatioF()
        icon = draw_pixmap(name, self._theme.colour(tone).name(), _ICON, ratio)
        left = place.right() - width - _ICON - 5
        painter.drawPixmap(left, place.top() + (place.height() - _ICON) // 2, icon)
        painter.setFont(font)
        painter.setPen(self._theme.colour(tone))
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, word)
        return width + _ICON + 5

    def _paint_own(self, painter: QPainter, place: QRect) -> int:
        ratio = painter.device().devicePixelRatioF()
        icon = draw_pixmap("own", self._theme.colour("accent").name(), _ICON, ratio)
        painter.drawPixmap(place.left(), place.top() + (place.height() - _ICON) // 2, icon)
        return _ICON + 5

    def _paint_line(self, painter: QPainter, place: QRect, font: QFont, text: str, tone: str) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.colour(tone))
        elided = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideMiddle, place.width())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(place, flags, elided)

    def _paint_reason(self, painter: QPainter, place: QRect, font: QFont, text: str) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.colour("bad"))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(place, flags, text)


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.9)
    return small
