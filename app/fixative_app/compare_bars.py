"""The bars of the compare view: which side is on show above the picture, and how below it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from fixative_app.compare_actions import CompareActions
from fixative_app.controls import ElidedLabel, Segments, beside_icon, label
from fixative_app.platform_menu import PlatformMenu, name_of
from fixative_app.theme import Theme

__all__ = ["LookBar", "SideBar"]


class SideBar(QFrame):
    """The picture's name, and original, both or protected.

    Parameters
    ----------
    parent : QWidget, optional
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("comparebar")
        self.name = ElidedLabel()
        self.segments = Segments(
            [self.tr("Original"), self.tr("Both"), self.tr("Protected")], self.tr("What is on show"), self
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 12, 8)
        layout.setSpacing(12)
        layout.addWidget(self.name, 1)
        layout.addWidget(self.segments)


class LookBar(QFrame):
    """The look, the original for as long as it is held, the loupe and the zoom.

    Parameters
    ----------
    actions : CompareActions
    hold : callable
        Gets whether the original is held.
    theme : Theme
    parent : QWidget, optional
    """

    def __init__(
        self, actions: CompareActions, hold: Callable[[bool], None], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("lookbar")
        self.look = QToolButton()
        self.look.setObjectName("look")
        self.look.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.look.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.look.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.look.setToolTip(self.tr("How to look at the pair"))
        menu = QMenu(self.look)
        menu.setToolTipsVisible(True)
        menu.addActions(list(actions.looks.values()))
        self.platforms = PlatformMenu(self.tr("Which platform"), menu)
        menu.addMenu(self.platforms)
        self.look.setMenu(menu)
        self.hold = QToolButton()
        self.hold.setAccessibleName(self.tr("Show the original while it is pressed"))
        self.hold.setToolTip(self.tr("Hold to see the original (space, on the picture)"))
        self.hold.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hold.pressed.connect(lambda: hold(True))  # noqa: FBT003 - a slot takes no names
        self.hold.released.connect(lambda: hold(False))  # noqa: FBT003 - the same
        theme.dress(self.hold, "hold")
        self.zoom = label("", "muted")
        self.zoom.setMinimumWidth(self.zoom.fontMetrics().horizontalAdvance("1600 %"))
        self.zoom.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 6, 10, 6)
        layout.setSpacing(2)
        layout.addWidget(self.look)
        layout.addWidget(self.hold)
        layout.addWidget(_button_for(actions.loupe))
        layout.addStretch(1)
        layout.addWidget(self.zoom)
        layout.addSpacing(6)
        for action in (actions.fit, actions.actual, actions.double):
            layout.addWidget(_button_for(action))
        self.show_look(actions.looks[next(iter(actions.looks))])

    def show_look(self, action: QAction, platform: str = "") -> None:
        """Name the look that is chosen, and the platform, by its slug, that it is the look of."""
        name = name_of(platform) if platform else action.text()
        self.look.setText(beside_icon(name))
        self.look.setIcon(action.icon())
        self.look.setAccessibleName(self.tr("Look: {look}").format(look=name))
        self.platforms.show_choice(platform)


def _button_for(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setAccessibleName(action.text())
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
