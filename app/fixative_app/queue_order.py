"""The queue as it is shown: a part of the rows, in an order that the user chose."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    QUrl,
    Signal,
)

from fixative.outcome import Status
from fixative_app.queue_model import Group, QueueModel, Role, Row, Stage

__all__ = ["Order", "QueueOrder"]

_Index = QModelIndex | QPersistentModelIndex
_LATER = 150
"""Milliseconds in which rows may change before they are arranged anew."""

_STATUSES = (Status.FAILED, Status.CANCELLED, None, Status.PLANNED, Status.SKIPPED, Status.TAGGED, Status.PROTECTED)
"""In the order in which they want to be looked at; None has not ended yet."""
_RANKS = {status: rank for rank, status in enumerate(_STATUSES)}


class Order(StrEnum):
    """What rows are sorted by."""

    ADDED = "added"
    NAME = "name"
    STATUS = "status"
    LIKENESS = "likeness"
    """How much the result looks like the original, the least first."""


class QueueOrder(QAbstractListModel):
    """Stands between the queue and its view.

    Not a `QSortFilterProxyModel`: that asks Python for each comparison, and ten thousand rows take it half a
    second. Python sorts them in a few milliseconds.

    Parameters
    ----------
    model : QueueModel
    parent : QObject, optional
    """

    going = Signal(object)
    """Pictures that are about to go, as a set of paths."""
    arranged = Signal()
    """Other rows are shown, or in another order."""

    def __init__(self, model: QueueModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._group = Group.ALL
        self._text = ""
        self._order = Order.ADDED
        self._shown: list[Path] = []
        self._places: dict[Path, int] = {}
        self._later = QTimer(self, singleShot=True, interval=_LATER)
        self._later.timeout.connect(self._arrange)
        model.rowsInserted.connect(self._arrange)
        model.modelReset.connect(self._arrange)
        model.dataChanged.connect(self._changed)
        self._arrange()

    # What Qt asks.

    def rowCount(self, parent: _Index | None = None) -> int:
        """Count the rows that are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Hand out what the queue says of a row."""
        if not index.isValid() or not 0 <= index.row() < len(self._shown):
            return None
        return self._model.data(self._model.index_of(self._shown[index.row()]), role)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let results be dragged out."""
        flags = super().flags(index)
        # By way of `data`: Qt asks for rows that are just about to go, too.
        row = self.data(index, Role.ROW)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if isinstance(row, Row) and row.result is not None else flags

    def mimeTypes(self) -> list[str]:
        """Name what is dragged out: files."""
        return ["text/uri-list"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Give the results of rows as files."""
        data = QMimeData()
        rows = [self.row(index) for index in sorted(indexes, key=lambda index: index.row())]
        data.setUrls([QUrl.fromLocalFile(str(result)) for row in rows for result in row.results])
        return data

    def supportedDragActions(self) -> Qt.DropAction:
        """Results are copied, never moved."""
        return Qt.DropAction.CopyAction

    # What the rest of the window asks.

    def row(self, index: _Index) -> Row:
        """Give the row at an index."""
        return self._model.row(self._model.index_of(self._shown[index.row()]))

    def rows(self, first: int, last: int) -> list[Row]:
        """Give the rows from one place to another; without those that are just about to go."""
        found = map(self._model.find, self._shown[first : last + 1])
        return [row for row in found if row is not None]

    def next_to(self, index: _Index, without: Collection[Path]) -> QModelIndex:
        """Find the row below, or else above, that is none of some; an invalid index where there is none."""
        here = index.row()
        for place in (*range(here + 1, len(self._shown)), *range(here - 1, -1, -1)):
            if self._shown[place] not in without:
                return self.index(place)
        return QModelIndex()

    def source_of(self, index: _Index) -> Path:
        """Name the picture at an index."""
        return self._shown[index.row()]

    def index_of(self, source: Path) -> QModelIndex:
        """Find a picture; an invalid index where it is not shown."""
        place = self._places.get(source)
        return QModelIndex() if place is None else self.index(place)

    @property
    def group(self) -> Group:
        """Which rows are shown."""
        return self._group

    @group.setter
    def group(self, group: Group) -> None:
        self._group = group
        self._arrange()

    @property
    def text(self) -> str:
        """What the names of the rows that are shown hold, in any case; empty for all."""
        return self._text

    @text.setter
    def text(self, text: str) -> None:
        self._text = text.casefold()
        self._arrange()

    @property
    def order(self) -> Order:
        """What they are sorted by."""
        return self._order

    @order.setter
    def order(self, order: Order) -> None:
        self._order = order
        self._arrange()

    def _changed(self, first: QModelIndex, last: QModelIndex) -> None:
        if self._group is not Group.ALL or self._order in (Order.STATUS, Order.LIKENESS):
            self._later.start()
        if first.row() != last.row():
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))
            return
        index = self.index_of(self._model.row(first).source)
        if index.isValid():
            self.dataChanged.emit(index, index)

    def _arrange(self) -> None:
        self._later.stop()
        wanted = [row.source for row in self._wanted()]
        if wanted == self._shown:
            return
        if wanted[: len(self._shown)] == self._shown:
            # What comes in is at the end: ten thousand paths need not be looked up.
            gone, new = [], wanted[len(self._shown) :]
        else:
            stay = set(wanted)
            gone = [source for source in self._shown if source not in stay]
            new = [source for source in wanted if source not in self._places]
        if gone:
            self.going.emit(frozenset(gone))
            # Gathered at the end they go in one step, also where it is every other one of ten thousand.
            self._permute([source for source in self._shown if source in stay] + gone)
            self.beginRemoveRows(QModelIndex(), len(self._shown) - len(gone), len(self._shown) - 1)
            self._hold(self._shown[: -len(gone)])
            self.endRemoveRows()
        if new:
            self.beginInsertRows(QModelIndex(), len(self._shown), len(self._shown) + len(new) - 1)
            self._places.update(zip(new, range(len(self._shown), len(self._shown) + len(new)), strict=True))
            self._shown = self._shown + new
            self.endInsertRows()
        self._permute(wanted)
        self.arranged.emit()

    def _permute(self, shown: list[Path]) -> None:
        if shown == self._shown:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        sources = [self._shown[index.row()] for index in before]
        self._hold(shown)
        self.changePersistentIndexList(before, [self.index_of(source) for source in sources])
        self.layoutChanged.emit()

    def _hold(self, shown: list[Path]) -> None:
        self._shown = shown
        self._places = {source: place for place, source in enumerate(shown)}

    def _wanted(self) -> list[Row]:
        group, text = self._group, self._text
        rows = [
            row
            for row in self._model.rows
            if (group is Group.ALL or row.group is group) and (not text or text in row.source.name.casefold())
        ]
        match self._order:
            case Order.ADDED:
                pass
            case Order.NAME:
                rows.sort(key=lambda row: row.source.name.casefold())
            case Order.STATUS:
                rows.sort(key=_rank)
            case Order.LIKENESS:
                rows.sort(key=_likeness)
        return rows


def _rank(row: Row) -> tuple[int, bool]:
    return _RANKS[None if row.outcome is None else row.outcome.status], row.stage is not Stage.WORKING


def _likeness(row: Row) -> float:
    figures = row.outcome.figures if row.outcome is not None else None
    return figures.visible_cost if figures is not None and figures.visible_cost is not None else float("inf")
