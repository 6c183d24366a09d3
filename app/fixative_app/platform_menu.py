"""The platforms to look at a picture as."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from fixative.errors import FixativeError
from fixative.recipe import Recipe
from fixative_app.language import language_of_pages

__all__ = ["PlatformMenu", "name_of", "usual"]

_MOST_SPOKEN_OF = "pinterest"


class PlatformMenu(QMenu):
    """Fills itself when it is first opened: the platforms are read from files.

    Parameters
    ----------
    title : str
    parent : QWidget
    """

    chosen = Signal(str)
    """A platform's slug."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self._slug = ""
        self._group = QActionGroup(self)
        self.aboutToShow.connect(self._fill)

    def show_choice(self, slug: str) -> None:
        """Tick a platform; none where it is empty."""
        self._slug = slug
        for action in self._group.actions():
            action.setChecked(action.data() == slug)

    def _fill(self) -> None:
        if not self._group.actions():
            from fixative.platforms import load_platforms  # noqa: PLC0415 - see above

            for slug, platform in load_platforms().items():
                # One's own site shows pictures as they are.
                if not platform.own:
                    action = self._group.addAction(platform.called(language_of_pages()))
                    action.setCheckable(True)
                    action.setData(slug)
                    action.triggered.connect(lambda _=False, slug=slug: self.chosen.emit(slug))
            self.addActions(self._group.actions())
        self.show_choice(self._slug)


def name_of(slug: str) -> str:
    """Name a platform in the window's language."""
    from fixative.platforms import named  # noqa: PLC0415 - see above

    return named(slug).called(language_of_pages())


def usual(recipe: Recipe) -> str:
    """Guess which platform is meant: one that results are to fit, or that the user is on."""
    from fixative.optout import load  # noqa: PLC0415 - as above
    from fixative.platforms import load_platforms  # noqa: PLC0415 - as above

    try:
        on = load().platforms
    except FixativeError:
        on = ()
    known = load_platforms()
    wanted = (slug for slug in (*recipe.fit.platforms, *on) if slug in known and not known[slug].own)
    return next(wanted, _MOST_SPOKEN_OF)
