"""The top of the window: ways in, and how the window looks."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from fixative_app.controls import Segments, beside_icon
from fixative_app.theme import Appearance, Theme

__all__ = ["Place", "TopBar"]


class Place(StrEnum):
    """What the window is used for."""

    PROTECT = "protect"
    INSPECT = "inspect"
    OPT_OUT = "opt-out"


_PLACES = tuple(Place)


class TopBar(QFrame):
    """Buttons for actions, the choice of what to do, and the menu for the appearance.

    Parameters
    ----------
    left, right : sequence of QAction
        Where their buttons stand; on the right without words.
    menu : sequence of sequence of QAction
        What else there is, in groups.
    theme : Theme
    parent : QWidget, optional
    """

    appearance_chosen = Signal(object)
    place_chosen = Signal(object)

    def __init__(
        self,
        left: Sequence[QAction],
        right: Sequence[QAction],
        menu: Sequence[Sequence[QAction]],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("topbar")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.setSpacing(2)
        self._left = [_button_for(action) for action in left]
        self._right = [_button_for(action, words=False) for action in right]
        self.places = Segments([self.tr("Protect"), self.tr("Inspect"), self.tr("Opt out")], self.tr("What to do"))
        self.places.chosen.connect(lambda place: self.place_chosen.emit(_PLACES[place]))
        start, self._end = QHBoxLayout(), QHBoxLayout()
        for side in (start, self._end):
            side.setSpacing(2)
        for button in self._left:
            start.addWidget(button)
        start.addStretch(1)
        self._end.addStretch(1)
        for button in (*self._right, self._make_appearance(theme), self._make_menu(menu, theme)):
            self._end.addWidget(button)
        layout.addLayout(start, 1)
        layout.addWidget(self.places)
        layout.addLayout(self._end, 1)

    def add_right(self, button: QToolButton) -> None:
        """Put a button at the end."""
        self._end.addWidget(button)

    def show_place(self, place: Place, *, empty: bool) -> None:
        """Show where one is; what the page itself offers, and what does nothing there, is left out."""
        self.places.choose(_PLACES.index(place))
        for button in self._left:
            button.setVisible(not empty)
        for button in self._right:
            button.setVisible(not empty and place is Place.PROTECT)

    def _make_appearance(self, theme: Theme) -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(self.tr("Appearance"))
        button.setToolTip(self.tr("Appearance: light or dark"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.dress(button, "appearance")
        menu = QMenu(button)
        group = QActionGroup(menu)
        names = {
            Appearance.SYSTEM: self.tr("As the system"),
            Appearance.LIGHT: self.tr("Light"),
            Appearance.DARK: self.tr("Dark"),
        }
        for appearance, name in names.items():
            action = group.addAction(name)
            action.setCheckable(True)
            action.setChecked(appearance is theme.appearance)
            action.triggered.connect(lambda _=False, chosen=appearance: self.appearance_chosen.emit(chosen))
        menu.addActions(group.actions())
        button.setMenu(menu)
        return button

    def _make_menu(self, groups: Sequence[Sequence[QAction]], theme: Theme) -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(self.tr("Menu"))
        button.setToolTip(self.tr("Menu"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.dress(button, "more")
        menu = QMenu(button)
        for group in groups:
            menu.addActions(group)
            menu.addSeparator()
        button.setMenu(menu)
        return button


def _button_for(action: QAction, *, words: bool = True) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    if words:
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setAccessibleName(action.iconText())
        action.setIconText(beside_icon(action.iconText()))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
