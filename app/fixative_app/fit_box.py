"""Which platforms results are made to fit."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from fixative.recipe import Recipe
from fixative_app.controls import beside_icon, label
from fixative_app.language import language_of_pages
from fixative_app.theme import Theme

__all__ = ["FitBox"]

_ROOM = 80
"""Pixels of the button beside its words."""


class FitBox(QWidget):
    """A button with a menu of platforms to tick, and a sentence of what that does.

    Parameters
    ----------
    theme : Theme
    parent : QWidget, optional
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen: tuple[str, ...] = ()
        self.button = QToolButton()
        self.button.setObjectName("choice")
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.dress(self.button, "platform")
        self.menu = _Stays(self.button)
        # The platforms are read from files, which the window can appear without.
        self.menu.aboutToShow.connect(self._fill)
        self.button.setMenu(self.menu)
        self.explained = label(
            self.tr(
                "A copy for each, in the size that it shows, scaled before the cloak: so the platform has the least "
                "left to undo."
            ),
            "hint",
            wrap=True,
        )
        self.platforms: dict[str, QAction] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(7)
        layout.addWidget(self.button)
        layout.addWidget(self.explained)
        self._show()

    def show_recipe(self, recipe: Recipe) -> None:
        """Show what is chosen, without telling that anything changed."""
        if recipe.fit.platforms != self._chosen:
            self._chosen = recipe.fit.platforms
            self._show()

    def read(self, base: Recipe) -> Recipe:
        """Give a recipe with what is chosen."""
        change = msgspec.structs.replace
        return change(base, fit=change(base.fit, platforms=self._chosen))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as there is room for."""
        super().resizeEvent(event)
        self._show()

    def _fill(self) -> None:
        if not self.platforms:
            from fixative.platforms import load_platforms  # noqa: PLC0415 - see above

            self.none = self.menu.addAction(self.tr("As large as they are"))
            self.none.setCheckable(True)
            self.none.triggered.connect(lambda: self._choose(()))
            self.menu.addSeparator()
            for slug, platform in load_platforms().items():
                # Where nobody says what is shown, there is nothing to fit.
                if platform.fit is not None:
                    action = self.menu.addAction(platform.called(language_of_pages()))
                    action.setCheckable(True)
                    action.triggered.connect(lambda _=False, slug=slug: self._toggle(slug))
                    self.platforms[slug] = action
        self._tick()

    def _toggle(self, slug: str) -> None:
        rest = tuple(each for each in self._chosen if each != slug)
        self._choose((*rest, slug) if len(rest) == len(self._chosen) else rest)

    def _choose(self, platforms: tuple[str, ...]) -> None:
        self._chosen = platforms
        self._tick()
        self._show()
        self.changed.emit()

    def _tick(self) -> None:
        self.none.setChecked(not self._chosen)
        for slug, action in self.platforms.items():
            action.setChecked(slug in self._chosen)

    def _show(self) -> None:
        names = self._names()
        text = ", ".join(names) or self.tr("As large as they are")
        if self.button.fontMetrics().horizontalAdvance(text) > self.width() - _ROOM and len(names) > 1:
            text = self.tr("{platform} and {count} more").format(platform=names[0], count=len(names) - 1)
        self.button.setText(beside_icon(text.replace("&", "&&")))
        self.button.setAccessibleName(self.tr("Fit to platforms: {platforms}").format(platforms=text))
        self.button.setToolTip(", ".join(names))
        self.explained.setVisible(bool(names))

    def _names(self) -> list[str]:
        if not self._chosen:
            return []
        from fixative.platforms import named  # noqa: PLC0415 - see above

        return [named(slug).called(language_of_pages()) for slug in self._chosen]


class _Stays(QMenu):
    """Stays open while things are ticked."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._tick(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.type() is not QEvent.Type.KeyPress or event.key() not in keys or not self._tick(self.activeAction()):
            super().keyPressEvent(event)

    def _tick(self, action: QAction | None) -> bool:
        if action is None or not action.isCheckable() or not action.isEnabled():
            return False
        action.trigger()
        return True
