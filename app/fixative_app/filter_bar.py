"""Above the queue: which rows are shown, in which order, and a search for names."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from fixative_app import words
from fixative_app.controls import Segments
from fixative_app.queue_model import Counts, Group
from fixative_app.queue_order import Order, QueueOrder
from fixative_app.theme import Theme

__all__ = ["FilterBar"]

_WORTH_A_BAR = 2
"""Rows from which on there is something to filter."""


class FilterBar(QFrame):
    """Chips with counts, a search field and a menu for the order.

    Parameters
    ----------
    order : QueueOrder
    theme : Theme
    parent : QWidget, optional
    """

    def __init__(self, order: QueueOrder, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._order = order
        self.groups = Segments([self._name(group) for group in Group], self.tr("Show"))
        self.groups.choose(0)
        self.groups.chosen.connect(self._choose_group)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find by name"))
        self.search.setAccessibleName(self.tr("Find pictures by name"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaxLength(200)
        self.search.textChanged.connect(self._find)
        find = QAction(self.tr("Find"), self)
        find.setShortcut(QKeySequence.StandardKey.Find)
        find.triggered.connect(self._begin_search)
        self.addAction(find)
        self.search.setToolTip(self.tr("Find pictures by name (Ctrl+F)"))
        theme.dress(self.search.addAction(theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition), "search")
        above = QHBoxLayout()
        above.setSpacing(6)
        above.addWidget(self.search, 1)
        above.addWidget(self._make_order(theme))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 8)
        layout.setSpacing(8)
        layout.addLayout(above)
        layout.addWidget(self.groups)
        self.show_counts(Counts())

    def show_counts(self, counts: Counts) -> None:
        """Show how many rows each chip has."""
        for group, button in zip(Group, self.groups.buttons, strict=True):
            count = counts.of(group)
            text = f"{self._name(group)} {words.number(count)}" if count else self._name(group)
            if button.text() != text:
                button.setText(text)
                button.setAccessibleName(self.tr("Show: {group}, {count}").format(group=self._name(group), count=count))
        self.setVisible(counts.total >= _WORTH_A_BAR)
        if not counts.total:
            self.search.clear()
            self.show_group(Group.ALL)

    def show_group(self, group: Group) -> None:
        """Show the rows of a group."""
        place = list(Group).index(group)
        self.groups.choose(place)
        self._choose_group(place)

    def _choose_group(self, place: int) -> None:
        self._order.group = list(Group)[place]

    def _find(self, text: str) -> None:
        self._order.text = text

    def _begin_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _make_order(self, theme: Theme) -> QToolButton:
        names = {
            Order.ADDED: self.tr("As they were added"),
            Order.NAME: self.tr("By name"),
            Order.STATUS: self.tr("By status"),
            Order.LIKENESS: self.tr("By likeness, the least first"),
        }
        self.order = QToolButton()
        self.order.setAccessibleName(self.tr("Order of the pictures"))
        self.order.setToolTip(self.tr("Order of the pictures"))
        self.order.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.order.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.dress(self.order, "sort")
        menu = QMenu(self.order)
        choices = QActionGroup(menu)
        for order, name in names.items():
            action = choices.addAction(name)
            action.setCheckable(True)
            action.setChecked(order is self._order.order)
            action.triggered.connect(lambda _=False, chosen=order: self._sort(chosen))
        menu.addActions(choices.actions())
        self.order.setMenu(menu)
        return self.order

    def _sort(self, order: Order) -> None:
        self._order.order = order

    def _name(self, group: Group) -> str:
        match group:
            case Group.ALL:
                return self.tr("All")
            case Group.WAITING:
                return self.tr("Waiting")
            case Group.DONE:
                return self.tr("Done")
            case Group.FAILED:
                return self.tr("Failed")
