"""Choices kept by name, such as recipes: choose one, save, rename, delete."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QInputDialog, QMenu, QMessageBox, QToolButton, QWidget

from fixative.errors import FixativeError
from fixative.kept import Kept
from fixative.outcome import Problem
from fixative_app import words
from fixative_app.theme import Theme

__all__ = ["NamedBar", "Shelf"]


class Shelf(QObject):
    """What is kept, as it was when it was last looked at.

    Parameters
    ----------
    kept : Kept
    parent : QObject, optional
    """

    def __init__(self, kept: Kept[Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kept = kept
        self.choices: dict[str, msgspec.Struct] = {}
        self.look()

    def look(self) -> None:
        """Look again; what does not hold is passed over, as its file is there to be put right."""
        self.choices = {}
        for name in self.kept.names():
            try:
                self.choices[name] = self.kept.load(name)
            except FixativeError:
                continue

    def name_of(self, choice: msgspec.Struct, likely: str = "") -> str:
        """Name one that says the same, that of a likely name first; empty where none does."""
        if self.choices.get(likely) == choice:
            return likely
        return next((name for name, each in self.choices.items() if each == choice), "")


class NamedBar(QWidget):
    """A list of names, and a menu for what can be done with the one that is chosen.

    Parameters
    ----------
    kept : Kept
    name : str
        What they are, for screen readers and dialogs.
    none : str
        What is shown where the choice is not kept.
    theme : Theme
    parent : QWidget, optional
    """

    chosen = Signal(object)
    """One was chosen: what is kept under the name."""
    went_wrong = Signal(str)
    """Something could not be kept, in words."""

    def __init__(self, kept: Kept[Any], name: str, none: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shelf = Shelf(kept, self)
        self._none = none
        self._name = ""
        self._choice: msgspec.Struct | None = None
        self.list = QComboBox()
        for part in (self.list, self.list.view()):
            part.setAccessibleName(name)
        self.list.textActivated.connect(self._choose)
        self.menu = QMenu(self)
        self.save_as = self._action(self.tr("Save as…"), self._ask_name, "save", theme)
        self.replace = self._action("", self._replace, "save", theme)
        self.rename = self._action(self.tr("Rename…"), self._ask_new_name, "own", theme)
        self.delete = self._action("", self._ask_delete, "clear", theme)
        more = QToolButton()
        more.setAccessibleName(self.tr("{name}: save, rename, delete").format(name=name))
        more.setToolTip(more.accessibleName())
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        more.setMenu(self.menu)
        theme.dress(more, "more")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.list, 1)
        layout.addWidget(more)

    def add_actions(self, actions: Sequence[QAction]) -> None:
        """Put more into the menu."""
        self.menu.addSeparator()
        self.menu.addActions(actions)

    def show_choice(self, choice: msgspec.Struct) -> None:
        """Show under which name a choice is kept, or that it is not."""
        self._choice = choice
        same = self._shelf.name_of(choice, self._name)
        self._name = same or self._name
        blocker = QSignalBlocker(self.list)
        names = list(self._shelf.choices)
        self.list.clear()
        self.list.addItems(names)
        self.list.setCurrentIndex(names.index(same) if same else -1)
        changed = self.tr("{name}, changed").format(name=self._name) if self._name else self._none
        self.list.setPlaceholderText(changed)
        self.list.setEnabled(bool(names))
        del blocker
        known = bool(self._name)
        self.replace.setText(self.tr("Save the changes to “{name}”").format(name=self._name))
        self.replace.setVisible(known and not same)
        self.rename.setVisible(known)
        self.delete.setText(self.tr("Delete “{name}”…").format(name=self._name))
        self.delete.setVisible(known)

    def keep(self, name: str) -> None:
        """Keep the choice by a name of its own."""
        name = name.strip()
        if name in self._shelf.kept.names():
            self.went_wrong.emit(self.tr("“{name}” is there already. Choose another name.").format(name=name))
        else:
            self._do(lambda: self._save(name))

    def call(self, name: str) -> None:
        """Give what is kept by the name of now another name."""
        kept, before, name = self._shelf.kept, self._name, name.strip()
        if name in kept.names():
            self.went_wrong.emit(self.tr("“{name}” is there already. Choose another name.").format(name=name))
            return

        def rename() -> None:
            kept.save(name, kept.load(before))
            kept.forget(before)
            self._name = name

        self._do(rename)

    def forget(self) -> None:
        """Give up what is kept by the name of now; the choice itself stays as it is."""

        def forget() -> None:
            self._shelf.kept.forget(self._name)
            self._name = ""

        self._do(forget)

    def _replace(self) -> None:
        self._do(lambda: self._save(self._name))

    def _save(self, name: str) -> None:
        if self._choice is not None:
            self._shelf.kept.save(name, self._choice, replace=name == self._name)
            self._name = name

    def _choose(self, name: str) -> None:
        self._name = name
        self.chosen.emit(self._shelf.choices[name])

    def _do(self, change: Callable[[], None]) -> None:
        try:
            change()
        except FixativeError as error:
            self.went_wrong.emit(words.problem_sentence(Problem.from_error(error)))
        self._shelf.look()
        if self._choice is not None:
            self.show_choice(self._choice)

    def _ask_name(self) -> None:
        self._ask(self.tr("Save as"), "", self.keep)

    def _ask_new_name(self) -> None:
        self._ask(self.tr("Rename"), self._name, self.call)

    def _ask(self, title: str, text: str, take: Callable[[str], None]) -> None:
        dialog = QInputDialog(self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(title)
        dialog.setLabelText(self.tr("Name"))
        dialog.setTextValue(text)
        dialog.textValueSelected.connect(take)
        dialog.open()

    def _ask_delete(self) -> None:
        question = QMessageBox(self.window())
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.setIcon(QMessageBox.Icon.NoIcon)
        question.setWindowTitle(self.tr("Delete"))
        question.setText(self.tr("Delete “{name}”?").format(name=self._name))
        question.setInformativeText(self.tr("What is chosen here stays as it is. Only the name is given up."))
        delete = question.addButton(self.tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        keep = question.addButton(QMessageBox.StandardButton.Cancel)
        question.setDefaultButton(keep)
        delete.clicked.connect(self.forget)
        question.open()

    def _action(self, text: str, run: Callable[[], None], icon: str, theme: Theme) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(run)
        theme.dress(action, icon)
        self.menu.addAction(action)
        return action
