"""The list of pictures, with its keys and its menu."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QWidget

from fixative_app.queue_delegate import QueueDelegate
from fixative_app.queue_model import QueueModel, Row
from fixative_app.theme import Theme
from fixative_app.thumbnails import Thumbnails

__all__ = ["QueueView"]


class QueueView(QListView):
    """Shows the queue; which picture is current is told to the compare view.

    Parameters
    ----------
    model : QueueModel
    theme : Theme
    thumbnails : Thumbnails
    parent : QWidget, optional
    """

    row_chosen = Signal(object)
    """The current row, as a `Row`; None where there is none."""
    removal_asked = Signal(object)
    """Pictures to take out of the queue, as a list of paths."""
    reveal_asked = Signal(object)
    """A folder to show, as a path."""

    def __init__(self, model: QueueModel, theme: Theme, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(QueueDelegate(model, theme, thumbnails, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(self.tr("Pictures"))
        self.customContextMenuRequested.connect(self._show_menu)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        thumbnails.ready.connect(self._thumbnail_came)
        model.dataChanged.connect(self._row_changed)

        self.remove_action = QAction(self.tr("Remove from the queue"), self)
        self.remove_action.setShortcuts(
            [QKeySequence(QKeySequence.StandardKey.Delete), QKeySequence(Qt.Key.Key_Backspace)]
        )
        self.remove_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.remove_action.triggered.connect(lambda: self.removal_asked.emit(self.selected_sources()))
        theme.dress(self.remove_action, "remove")
        self.reveal_action = QAction(self.tr("Show in its folder"), self)
        self.reveal_action.triggered.connect(self._reveal)
        theme.dress(self.reveal_action, "reveal")
        self.addActions([self.remove_action, self.reveal_action])
        self._removal_allowed = True

    @property
    def removal_allowed(self) -> bool:
        """Whether rows may be taken out now."""
        return self._removal_allowed

    @removal_allowed.setter
    def removal_allowed(self, allowed: bool) -> None:
        self._removal_allowed = allowed
        self._selection_changed()

    def selected_sources(self) -> list[Path]:
        """Name the selected pictures."""
        return [self._model.row(index).source for index in self.selectionModel().selectedIndexes()]

    def current_row(self) -> Row | None:
        """Give the row that is shown in the compare view."""
        index = self.currentIndex()
        return self._model.row(index) if index.isValid() else None

    def _current_changed(self, current: QModelIndex) -> None:
        self.row_chosen.emit(self._model.row(current) if current.isValid() else None)

    def _selection_changed(self) -> None:
        self.remove_action.setEnabled(self._removal_allowed and self.selectionModel().hasSelection())

    def _row_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        if first.row() <= self.currentIndex().row() <= last.row():
            self.row_chosen.emit(self.current_row())

    def _thumbnail_came(self, source: Path) -> None:
        index = self._model.index_of(source)
        if index.isValid():
            self.update(index)

    def _reveal(self) -> None:
        row = self.current_row()
        if row is not None:
            self.reveal_asked.emit((row.result or row.source).parent)

    def _show_menu(self, position: QPoint) -> None:
        if not self.indexAt(position).isValid():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self.reveal_action, self.remove_action])
        menu.popup(self.viewport().mapToGlobal(position))
