"""What the window remembers: the recipe as TOML that the command line reads too, and its own geometry."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QSaveFile, QSettings, QTimer

from fixative.errors import RecipeError
from fixative.recipe import Recipe
from fixative_app.language import Language
from fixative_app.theme import Appearance

__all__ = ["Settings"]

_SAVE_AFTER = 200
"""Milliseconds between a change and its writing."""


class Settings(QObject):
    """The folder where things are remembered.

    Parameters
    ----------
    folder : Path
        Made where it is missing.
    parent : QObject, optional
    """

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._store = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat, self)
        self._pending: Recipe | None = None
        self._timer = QTimer(self, singleShot=True, interval=_SAVE_AFTER)
        self._timer.timeout.connect(self.flush)

    @property
    def recipe_path(self) -> Path:
        """Where the recipe is; `fixative protect --recipe` takes it."""
        return self._folder / "recipe.toml"

    def load_recipe(self) -> Recipe:
        """Read the recipe of the last time; one that does not hold is put aside for the default."""
        if not self.recipe_path.exists():
            return Recipe()
        try:
            return Recipe.load(self.recipe_path)
        except RecipeError:
            self.recipe_path.replace(self.recipe_path.with_suffix(".toml.broken"))
            return Recipe()

    def save_recipe(self, recipe: Recipe) -> None:
        """Write the recipe soon."""
        self._pending = recipe
        self._timer.start()

    def flush(self) -> None:
        """Write now what waits to be written."""
        self._timer.stop()
        if self._pending is None:
            return
        file = QSaveFile(str(self.recipe_path))
        if file.open(QSaveFile.OpenModeFlag.WriteOnly):
            file.write(QByteArray(self._pending.to_toml().encode()))
            file.commit()
        self._pending = None

    @property
    def appearance(self) -> Appearance:
        """Which palette the user wants."""
        try:
            return Appearance(str(self._store.value("appearance", Appearance.SYSTEM.value)))
        except ValueError:
            return Appearance.SYSTEM

    @appearance.setter
    def appearance(self, appearance: Appearance) -> None:
        self._store.setValue("appearance", appearance.value)

    @property
    def language(self) -> Language:
        """Which language the user wants."""
        try:
            return Language(str(self._store.value("language", Language.SYSTEM.value)))
        except ValueError:
            return Language.SYSTEM

    @language.setter
    def language(self, language: Language) -> None:
        self._store.setValue("language", language.value)

    @property
    def begun(self) -> bool:
        """Whether a run has ended once."""
        return str(self._store.value("begun", "")) == "true"

    @begun.setter
    def begun(self, begun: bool) -> None:
        self._store.setValue("begun", "true" if begun else "")

    def remember(self, key: str, state: QByteArray) -> None:
        """Keep the geometry of a window or splitter."""
        self._store.setValue(key, state)

    def recall(self, key: str) -> QByteArray | None:
        """Give the geometry back; None where none was kept."""
        state = self._store.value(key)
        return state if isinstance(state, QByteArray) else None
