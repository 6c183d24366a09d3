"""How a row of the queue is painted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from fixative.outcome import Status
from fixative_app import words
from fixative_app.icons import draw_pixmap
from fixative_app.queue_model import QueueModel, Role, Row, Stage
from fixative_app.row_facts import RowFacts
from fixative_app.row_paint import paint_ground, paint_line, paint_thumbnail, small
from fixative_app.theme import Theme
from fixative_app.thumbnails import Thumbnails

__all__ = ["QueueDelegate"]

_MARGIN = 12
_THUMBNAIL = 56
_GAP = 12
_ICON = 16
_LINE_GAP = 3

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
    """Paints thumbnail, name, target's name, status, tags, figures, and the reason where there is no result.

    Parameters
    ----------
    model : QueueModel
    theme : Theme
    thumbnails : Thumbnails
    facts : RowFacts
    parent : QObject, optional
    """

    def __init__(
        self,
        model: QueueModel,
        theme: Theme,
        thumbnails: Thumbnails,
        facts: RowFacts,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._thumbnails = thumbnails
        self._facts = facts

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All rows are equally high, so that ten thousand of them are laid out at once."""
        del index
        lines = 2 * QFontMetrics(small(option.font)).height() + QFontMetrics(option.font).height() + 2 * _LINE_GAP
        return QSize(240, max(_THUMBNAIL, lines) + 2 * _MARGIN)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a row."""
        row: Row = index.data(Role.ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option, self._theme)
        inner = option.rect.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        picture = QRect(inner.left(), inner.top() + (inner.height() - _THUMBNAIL) // 2, _THUMBNAIL, _THUMBNAIL)
        paint_thumbnail(painter, picture, self._thumbnails.get(row.source), self._theme)
        self._paint_words(painter, inner.adjusted(_THUMBNAIL + _GAP, 0, 0, 0), option.font, row)
        painter.restore()

    def _paint_words(self, painter: QPainter, place: QRect, font: QFont, row: Row) -> None:
        strong, lesser = QFont(font), small(font)
        strong.setWeight(QFont.Weight.DemiBold)
        below = self._below(row)
        height, small_height = QFontMetrics(strong).height(), QFontMetrics(lesser).height() + _LINE_GAP
        lines = 2 if row.failed else len(below)
        top = place.top() + (place.height() - height - lines * small_height) // 2
        first = QRect(place.left(), top, place.width(), height)
        taken = self._paint_status(painter, first, lesser, row)
        self._paint_line(painter, first.adjusted(0, 0, -taken - _GAP, 0), strong, row.source.name, "text")
        rest = QRect(place.left(), top + height + _LINE_GAP, place.width(), small_height)
        if row.failed:
            self._paint_reason(painter, rest.adjusted(0, 0, 0, small_height), lesser, " ".join(below))
            return
        taken = self._paint_tags(painter, rest, lesser, row)
        for number, line in enumerate(below):
            place = rest.translated(0, number * small_height).adjusted(0, 0, 0 if number else -taken, 0)
            last = number == len(below) - 1
            indent = self._paint_own(painter, place) if last and row.own is not None else 0
            self._paint_line(painter, place.adjusted(indent, 0, 0, 0), lesser, line, "muted")

    def _below(self, row: Row) -> list[str]:
        if row.failed and row.outcome is not None:
            return [words.reason(row.outcome)]
        shown = row.result or row.target
        target = "→ " + words.target_names(row.source, shown, row.others) if shown is not None else ""
        figures = ""
        if row.outcome is not None:
            figures = words.figures(row.outcome, self._facts.moved(row)) or words.remark(row.outcome)
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

    def _paint_tags(self, painter: QPainter, place: QRect, font: QFont, row: Row) -> int:
        counts = self._facts.tags(row)
        if counts is None:
            return 0
        text = words.tags_found(counts.found, counts.written)
        painter.setFont(font)
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        return QFontMetrics(font).horizontalAdvance(text) + _GAP

    def _paint_own(self, painter: QPainter, place: QRect) -> int:
        ratio = painter.device().devicePixelRatioF()
        icon = draw_pixmap("own", self._theme.colour("accent").name(), _ICON, ratio)
        painter.drawPixmap(place.left(), place.top() + (place.height() - _ICON) // 2, icon)
        return _ICON + 5

    def _paint_line(self, painter: QPainter, place: QRect, font: QFont, text: str, tone: str) -> None:
        paint_line(painter, place, font, text, self._theme.colour(tone))

    def _paint_reason(self, painter: QPainter, place: QRect, font: QFont, text: str) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.colour("bad"))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(place, flags, text)
