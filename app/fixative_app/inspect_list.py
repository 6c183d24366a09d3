"""The pictures that were looked at, as a list: thumbnail, name, and the gist of what each says."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from fixative_app import words
from fixative_app.row_paint import paint_ground, paint_line, paint_thumbnail, small
from fixative_app.theme import Theme
from fixative_app.thumbnails import Thumbnails
from fixative_app.verdict import Seen, verdict_of

__all__ = ["InspectList", "InspectModel", "Role"]

_Index = QModelIndex | QPersistentModelIndex
_MARGIN = 11
_THUMBNAIL = 44
_GAP = 12
_LINE_GAP = 3


class Role(IntEnum):
    """What the model hands out besides Qt's own roles."""

    SEEN = Qt.ItemDataRole.UserRole


class InspectModel(QAbstractListModel):
    """What was seen, each picture once and as it was seen last.

    Parameters
    ----------
    parent : QObject, optional
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seen: list[Seen] = []
        self._places: dict[Path, int] = {}

    @property
    def pictures(self) -> tuple[Seen, ...]:
        """All that was seen, in order."""
        return tuple(self._seen)

    def rowCount(self, parent: _Index | None = None) -> int:
        """Count the pictures."""
        return 0 if parent is not None and parent.isValid() else len(self._seen)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a picture, or what is said of it."""
        seen = self._seen[index.row()]
        match role:
            case Role.SEEN:
                return seen
            case Qt.ItemDataRole.DisplayRole:
                return seen.path.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{seen.path.name}, {verdict_of(seen).text}"
            case Qt.ItemDataRole.ToolTipRole:
                return words.tip(str(seen.path))
            case _:
                return None

    def take(self, found: Iterable[Seen]) -> int:
        """Add what was seen; give the row of the first."""
        first = -1
        new: list[Seen] = []
        for seen in found:
            place = self._places.setdefault(seen.path, len(self._seen) + len(new))
            first = place if first < 0 else first
            if place < len(self._seen):
                self._seen[place] = seen
                self.dataChanged.emit(self.index(place), self.index(place))
            elif place - len(self._seen) == len(new):
                new.append(seen)
            else:
                new[place - len(self._seen)] = seen
        if new:
            self.beginInsertRows(QModelIndex(), len(self._seen), len(self._seen) + len(new) - 1)
            self._seen += new
            self.endInsertRows()
        return first

    def clear(self) -> None:
        """Forget them all."""
        self.beginResetModel()
        self._seen.clear()
        self._places.clear()
        self.endResetModel()


class InspectList(QListView):
    """Shows what was seen; which picture is current is told to the report.

    Parameters
    ----------
    model : InspectModel
    theme : Theme
    thumbnails : Thumbnails
    parent : QWidget, optional
    """

    chosen = Signal(object)
    """The current picture, as `Seen`; None where there is none."""

    def __init__(
        self, model: InspectModel, theme: Theme, thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_Delegate(theme, thumbnails, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Inspected pictures"))
        self.selectionModel().currentChanged.connect(self._tell)
        model.dataChanged.connect(lambda first: self._tell(first) if first == self.currentIndex() else None)
        model.modelReset.connect(lambda: self.chosen.emit(None))
        thumbnails.ready.connect(self.viewport().update)
        theme.changed.connect(self.viewport().update)

    def current(self) -> Seen | None:
        """Give the picture that is on show."""
        index = self.currentIndex()
        return index.data(Role.SEEN) if index.isValid() else None

    def _tell(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(Role.SEEN) if index.isValid() else None)


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, thumbnails: Thumbnails, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._thumbnails = thumbnails

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        del index
        lines = QFontMetrics(small(option.font)).height() + QFontMetrics(option.font).height() + _LINE_GAP
        return QSize(220, max(_THUMBNAIL, lines) + 2 * _MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        seen: Seen = index.data(Role.SEEN)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option, self._theme)
        inner = option.rect.adjusted(_MARGIN + 1, _MARGIN, -_MARGIN - 1, -_MARGIN)
        picture = QRect(inner.left(), inner.top() + (inner.height() - _THUMBNAIL) // 2, _THUMBNAIL, _THUMBNAIL)
        paint_thumbnail(painter, picture, self._thumbnails.get(seen.path), self._theme)
        strong, lesser = QFont(option.font), small(option.font)
        strong.setWeight(QFont.Weight.DemiBold)
        height, lesser_height = QFontMetrics(strong).height(), QFontMetrics(lesser).height()
        left = inner.left() + _THUMBNAIL + _GAP
        top = inner.top() + (inner.height() - height - lesser_height - _LINE_GAP) // 2
        line = QRect(left, top, inner.right() - left, height)
        paint_line(painter, line, strong, seen.path.name, self._theme.colour("text"))
        verdict = verdict_of(seen)
        below = QRect(left, top + height + _LINE_GAP, line.width(), lesser_height)
        paint_line(painter, below, lesser, verdict.text, self._theme.colour(verdict.tone or "muted"))
        painter.restore()
