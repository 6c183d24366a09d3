"""Recipes from files and into files, as `fixative protect --recipe` takes them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QWidget

from fixative.errors import FixativeError
from fixative.outcome import Problem
from fixative.recipe import Recipe
from fixative_app import words
from fixative_app.theme import Theme

__all__ = ["RecipeFiles"]


class RecipeFiles(QObject):
    """The actions for it, with their dialogs.

    Parameters
    ----------
    current : callable
        Gives the recipe to be exported.
    theme : Theme
    parent : QWidget
    """

    came = Signal(object)
    """A recipe was imported."""
    went_wrong = Signal(str)

    def __init__(self, current: Callable[[], Recipe], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._current = current
        self._over = parent
        self.take = QAction(self.tr("Import…"), self)
        self.take.triggered.connect(self._choose_source)
        self.give = QAction(self.tr("Export…"), self)
        self.give.triggered.connect(self._choose_target)
        theme.dress(self.take, "folder")
        theme.dress(self.give, "open")

    def read(self, name: str) -> None:
        """Import a recipe."""
        try:
            recipe = Recipe.load(Path(name))
        except FixativeError as error:
            self.went_wrong.emit(words.problem_sentence(Problem.from_error(error)))
        else:
            self.came.emit(recipe)

    def write(self, name: str) -> None:
        """Export the recipe, with every choice in it."""
        try:
            Path(name).write_text(self._current().to_toml(whole=True), "utf-8")
        except OSError as error:
            reason = error.strerror or str(error)
            self.went_wrong.emit(self.tr("The recipe cannot be written there ({reason}).").format(reason=reason))

    def _choose_source(self) -> None:
        dialog = self._dialog(self.tr("Import a recipe"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.read)
        dialog.open()

    def _choose_target(self) -> None:
        dialog = self._dialog(self.tr("Export the recipe"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("toml")
        dialog.selectFile("recipe.toml")
        dialog.fileSelected.connect(self.write)
        dialog.open()

    def _dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._over, title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilters([self.tr("Recipes") + " (*.toml)", self.tr("All files") + " (*)"])
        return dialog
