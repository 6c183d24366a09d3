"""What the window remembers: the recipe as TOML that the command line reads too, the queue, and its own geometry."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QSettings, QThreadPool, Signal

from fixative.errors import RecipeError
from fixative.recipe import Recipe
from fixative_app.keeper import Keeper
from fixative_app.language import Language
from fixative_app.session import Lines, Session, read_session
from fixative_app.theme import Appearance

__all__ = ["Settings"]


class Settings(QObject):
    """The folder where things are remembered.

    It is asked for the queue of the last time in another thread; `session_found` gives it, if there is one.

    Parameters
    ----------
    folder : Path
        Made where it is missing.
    parent : QObject, optional
    """

    session_found = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._store = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat, self)
        self._recipe_keeper = Keeper(self.recipe_path, self)
        self._session_keeper = Keeper(self.session_path, self)
        self._lines = Lines()
        self._reading = QThreadPool(self, maxThreadCount=1)

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
        self._recipe_keeper.keep(lambda: recipe.to_toml().encode())

    @property
    def session_path(self) -> Path:
        """Where the queue is."""
        return self._folder / "queue.jsonl"

    def look_for_session(self) -> None:
        """Read the queue of the last time, if there is one that holds."""
        self._reading.start(self._read_session)

    def save_session(self, session: Session) -> None:
        """Write the queue soon; one in which nothing is left to do is not kept."""
        self._session_keeper.keep(lambda: self._lines.of(session) if session.unfinished else None)

    def flush(self) -> None:
        """Write now what waits to be written."""
        self._recipe_keeper.flush()
        self._session_keeper.flush()
        self._reading.waitForDone()

    def _read_session(self) -> None:
        session = read_session(self.session_path)
        if session is not None and session.rows:
            self.session_found.emit(session)

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
