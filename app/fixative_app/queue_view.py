"""The list of pictures, with its keys and its menu."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QWidget

from fixative_app import words
from fixative_app.queue_actions import QueueActions
from fixative_app.queue_delegate import QueueDelegate
from fixative_app.queue_model import QueueModel, Row
from fixative_app.queue_order import QueueOrder
from fixative_app.row_facts import RowFacts
from fixative_app.theme import Theme
from fixative_app.thumbnails import Thumbnails

__all__ = ["QueueView"]

_LATER = 100
"""Milliseconds in which selected rows may change before what can be done with them is asked anew."""


class QueueView(QListView):
    """Shows the queue; which picture is current is told to the compare view.

    Parameters
    ----------
    model : QueueModel
    theme : Theme
    thumbnails : Thumbnails
    facts : RowFacts
    parent : QWidget, optional
    """

    row_chosen = Signal(object)
    """The current row, as a `Row`; None where there is none."""
    selection_moved = Signal(object)
    """The selected rows, as a list of `Row`: others than before, or changed."""

    def __init__(
        self,
        model: QueueModel,
        theme: Theme,
        thumbnails: Thumbnails,
        facts: RowFacts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.order = QueueOrder(model, self)
        self.setModel(self.order)
        self.setItemDelegate(QueueDelegate(model, theme, thumbnails, facts, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setAccessibleName(self.tr("Pictures"))
        self.actions_for = QueueActions(theme, self)
        self.actions_for.copy_results.triggered.connect(self._copy_results)
        self.actions_for.copy_reason.triggered.connect(self._copy_reason)
        for group in self.actions_for.groups():
            self.addActions(group)
        self._changes_allowed = True
        self._look_again = QTimer(self, singleShot=True, interval=_LATER)
        self._look_again.timeout.connect(self._selection_changed)
        self.customContextMenuRequested.connect(self._show_menu)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        thumbnails.ready.connect(self._draw_anew)
        facts.came.connect(self._draw_anew)
        self.order.dataChanged.connect(self._rows_changed)
        self.order.going.connect(self._going)
        self.order.arranged.connect(self._arranged)

    @property
    def changes_allowed(self) -> bool:
        """Whether rows may be taken out or done otherwise now."""
        return self._changes_allowed

    @changes_allowed.setter
    def changes_allowed(self, allowed: bool) -> None:
        if allowed != self._changes_allowed:
            self._changes_allowed = allowed
            self._selection_changed()

    def selected_rows(self) -> list[Row]:
        """Give the selected rows, as they are shown."""
        # By ranges: ten thousand rows may be selected, and an index for each of them is slow to come by.
        selection = self.selectionModel().selection()
        parts = [selection.at(place) for place in range(selection.count())]
        ranges = sorted((part.top(), part.bottom()) for part in parts)
        return [row for first, last in ranges for row in self.order.rows(first, last)]

    def selected_sources(self) -> list[Path]:
        """Name the selected pictures."""
        return [row.source for row in self.selected_rows()]

    def select(self, sources: list[Path]) -> None:
        """Select pictures, and show the first of them."""
        selection = QItemSelection()
        found = [index for index in map(self.order.index_of, sources) if index.isValid()]
        for index in found:
            selection.select(index, index)
        if found:
            self._go_to(found[0])
            self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def current_row(self) -> Row | None:
        """Give the row that is shown in the compare view."""
        index = self.currentIndex()
        return self.order.row(index) if index.isValid() else None

    def _go_to(self, index: QModelIndex) -> None:
        # Not by the view's own way: that asks which keys are down, as if they were meant for it.
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _current_changed(self, current: QModelIndex) -> None:
        self.row_chosen.emit(self.order.row(current) if current.isValid() else None)

    def _selection_changed(self) -> None:
        rows = self.selected_rows()
        self.actions_for.enable(rows, idle=self._changes_allowed)
        self.selection_moved.emit(rows)

    def _rows_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        if first.row() <= self.currentIndex().row() <= last.row():
            self.row_chosen.emit(self.current_row())
        # Later, and once: thousands may be selected, and hundreds change in a moment.
        self._look_again.start()

    def _going(self, gone: frozenset[Path]) -> None:
        # The neighbour comes next, as long as it is known which one that is.
        current = self.currentIndex()
        if current.isValid() and self.order.source_of(current) in gone:
            self._go_to(self.order.next_to(current, gone))

    def _arranged(self) -> None:
        if not self.currentIndex().isValid():
            self._go_to(self.order.index(0))

    def _draw_anew(self, source: Path) -> None:
        index = self.order.index_of(source)
        if index.isValid():
            self.update(index)

    def _copy_results(self) -> None:
        QGuiApplication.clipboard().setMimeData(self.order.mimeData(self.selectionModel().selectedIndexes()))

    def _copy_reason(self) -> None:
        reasons = [f"{row.source.name}: {words.reason(row.outcome)}" for row in self.selected_rows() if row.outcome]
        QGuiApplication.clipboard().setText("\n".join(reason for reason in reasons if not reason.endswith(": ")))

    def _show_menu(self, position: QPoint) -> None:
        if not self.indexAt(position).isValid():
            return
        self._selection_changed()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for group in self.actions_for.groups():
            menu.addActions(group)
            menu.addSeparator()
        menu.popup(self.viewport().mapToGlobal(position))
