"""A picture and what becomes of it: loaded, previewed, compared and measured, without a widget."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from fixative.cloak.preset import Preset
from fixative.outcome import Problem
from fixative.recipe import Limits, Recipe
from fixative_app import looks
from fixative_app.afar import Afar, Wish, afar
from fixative_app.latest import Latest
from fixative_app.looks import Look, Moved, Sights
from fixative_app.pictures import Loader, Loading, Patch, Shown
from fixative_app.preview import Preview, Previewer, seen_of
from fixative_app.queue_model import Row
from fixative_app.viewport import Viewport

__all__ = ["Pair"]

_MEASURE_AFTER = 600
"""Milliseconds that a pair stands still before it is measured, which takes all cores for a second."""
_LOOK_AFTER = 180
_AFAR_AFTER = 400
"""Milliseconds without a change before a platform is simulated, which takes all cores for seconds."""


class Pair(QObject):
    """The chosen picture of the queue, with its result, or else a preview of it.

    A result is shown until the cloak is chosen otherwise; from then on, what that would make.

    Parameters
    ----------
    parent : QObject, optional
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.row: Row | None = None
        self.original: Shown | None = None
        self.preview: Preview | None = None
        self.patch: Patch | None = None
        self.difference: Shown | None = None
        self.sights: Sights | None = None
        self.moved: float | None = None
        self.problem: Problem | None = None
        self.look = Look.PICTURE
        self.platform = ""
        self.afar: Afar | None = None
        self.recipe = seen_of(Recipe())
        self._result: Shown | None = None
        self._recipe_of_result = self.recipe
        self._view = Viewport()
        self._asked: Recipe | None = None
        self._chosen = Recipe()
        self._wish: Wish | None = None
        self._loading: dict[Loading, bool] = {}
        self._loader = Loader(self)
        self._loader.loaded.connect(self._loaded)
        self._previewer = Previewer()
        self._previews, self._looks, self._measures, self._afars = (Latest(self) for _ in range(4))
        self._previews.came.connect(self._preview_came)
        self._previews.went_wrong.connect(self._preview_failed)
        self._looks.came.connect(self._look_came)
        self._measures.came.connect(self._measured)
        self._afars.came.connect(self._afar_came)
        self._afars.went_wrong.connect(self._afar_failed)
        self._look_timer = QTimer(self, singleShot=True, interval=_LOOK_AFTER)
        self._look_timer.timeout.connect(self._see)
        self._afar_timer = QTimer(self, singleShot=True, interval=_AFAR_AFTER)
        self._afar_timer.timeout.connect(self._look_from_afar)
        self._measure_timer = QTimer(self, singleShot=True, interval=_MEASURE_AFTER)
        self._measure_timer.timeout.connect(self._measure)

    @property
    def previewing(self) -> bool:
        """Whether it is a preview that is wanted, and not a result."""
        row = self.row
        return row is not None and (row.result is None or self.recipe != self._recipe_of_result)

    @property
    def before(self) -> Shown | None:
        """What stands on the left: the original, or a copy of the size that a platform shows."""
        fitted = self.preview.before if self.previewing and self.preview is not None else None
        return fitted or self.original

    @property
    def after(self) -> Shown | None:
        """What stands against the original, if there is something."""
        if self.previewing or self._result is None:
            return self.preview.shown if self.preview is not None and self.preview.shown.levels else None
        return self._result if self._result.levels else None

    @property
    def comparable(self) -> bool:
        """Whether both are there, and of one size."""
        return bool(self.before and self.after and self.before.size == self.after.size)

    @property
    def readable(self) -> bool:
        """Whether there is an original to work on."""
        return self.original is not None and self.original.picture is not None

    def show_row(self, row: Row | None) -> None:
        """Take another picture, or what is new about this one; what is there already is kept."""
        before, self.row = self.row, row
        if row is None or before is None or before.source != row.source:
            self._forget()
        elif before.outcome != row.outcome:
            self._forget_result()
        if row is not None:
            if self.original is None and True not in self._loading.values():
                self._load(original=True)
            if row.result is not None and self._result is None and False not in self._loading.values():
                self._load(original=False)
        self._refresh()

    def show_recipe(self, recipe: Recipe) -> None:
        """Follow the recipe."""
        seen = seen_of(recipe)
        self._chosen = recipe
        if seen != self.recipe:
            self.recipe = seen
            self._changed_after()
            self._refresh()
        elif self.look is Look.PLATFORM:
            self._see()
            self.changed.emit()

    def show_look(self, look: Look, platform: str = "") -> None:
        """Make something else of the pair; for the look of a platform, name it."""
        if look is not self.look or platform != self.platform:
            self.look, self.platform = look, platform
            self._looks.forget()
            if self.afar is None:
                # Given up, so that who comes back to it wishes for it anew.
                self._wish = None
                self._afars.forget()
            self._see()
            self.changed.emit()

    def show_view(self, view: Viewport) -> None:
        """Follow what is on show."""
        moved = view != self._view
        self._view = view
        if moved and self.look is Look.ENCODER:
            self._look_timer.start()

    def shut_down(self) -> None:
        """End all work."""
        for timer in (self._look_timer, self._measure_timer, self._afar_timer):
            timer.stop()
        for worker in (self._loader, self._previews, self._looks, self._measures, self._afars):
            worker.shut_down()

    def _forget(self) -> None:
        for loading in self._loading:
            self._loader.forget(loading)
        self._loading.clear()
        self._previews.forget()
        self.original = self._result = self.preview = self.patch = self.problem = self._asked = None
        self._recipe_of_result = self.recipe
        self._changed_after()

    def _forget_result(self) -> None:
        for loading in [loading for loading, original in self._loading.items() if not original]:
            self._loader.forget(loading)
            del self._loading[loading]
        self._result = None
        self._recipe_of_result = self.recipe
        self._changed_after()

    def _load(self, *, original: bool) -> None:
        path = None if self.row is None else self.row.source if original else self.row.result
        if path is not None:
            self._loading[self._loader.ask(path, Limits().max_pixels, keep=original)] = original

    def _loaded(self, loading: Loading, shown: Shown) -> None:
        original = self._loading.pop(loading, None)
        self._loader.forget(loading)
        if original:
            self.original = shown
        elif original is False:
            self._result = shown
            self._changed_after()
        # First the view learns of the picture, and we of the view: the preview begins with what is in it.
        self.changed.emit()
        self._refresh()

    def _refresh(self) -> None:
        picture = self.original.picture if self.original is not None else None
        wanted = self.recipe if picture is not None and self.previewing else None
        if wanted is not None and wanted.cloak.preset is Preset.OFF and not wanted.fit.platforms:
            wanted = None
            self.preview = self.patch = None
        if wanted != self._asked:
            self._asked = wanted
            self._previews.forget()
            if picture is not None and wanted is not None:
                self._previews.ask(partial(self._previewer.make, picture, wanted, self._view.in_view))
        self._see()
        self.changed.emit()

    def _preview_came(self, value: Patch | Preview) -> None:
        self.problem = None
        if isinstance(value, Patch):
            self.patch = value
        else:
            self.preview, self.patch = value, None
        self._changed_after()
        self._see()
        self.changed.emit()

    def _preview_failed(self, problem: Problem) -> None:
        self.preview, self.patch, self.problem = None, None, problem
        self._changed_after()
        self.changed.emit()

    def _changed_after(self) -> None:
        """Let go of what was made of the last pair."""
        self._looks.forget()
        self._measures.forget()
        self.difference = self.sights = self.moved = None
        self._measure_timer.start()

    def _see(self) -> None:
        """Have made what the look needs."""
        if self.look is Look.PLATFORM:
            self._wish_for_afar()
            return
        original, after = self.before, self.after
        if original is None or after is None or not self.comparable or self.patch is not None:
            return
        if self.look is Look.DIFFERENCE and self.difference is None:
            self._looks.ask(partial(looks.difference, original, after))
        elif self.look is Look.ENCODER:
            self._looks.ask(partial(looks.sights, original, after, self._view.in_view, self._view.zoom))

    def _wish_for_afar(self) -> None:
        ready = self.row is not None and self.readable
        wish = Wish(self.row.source, self._chosen, self.platform) if ready and self.row is not None else None
        if wish != self._wish:
            self._wish, self.afar = wish, None
            self._afars.forget()
            self._afar_timer.start()

    def _look_from_afar(self) -> None:
        if self._wish is not None and self.look is Look.PLATFORM:
            self._afars.ask(partial(afar, self._wish))

    def _afar_came(self, value: Afar) -> None:
        if value.wish == self._wish:
            self.afar = value
            self.changed.emit()

    def _afar_failed(self, problem: Problem) -> None:
        if self._wish is not None:
            self.afar = Afar(self._wish, problems=(problem,))
            self.changed.emit()

    def _look_came(self, value: Shown | Sights) -> None:
        if isinstance(value, Sights):
            self.sights = value
        else:
            self.difference = value
        self.changed.emit()

    def _measure(self) -> None:
        before, after = self.before, self.after
        if before is not None and after is not None and self.comparable and self.moved is None:
            self._measures.ask(partial(looks.displacement, before, after))

    def _measured(self, value: Moved) -> None:
        self.moved = value.displacement
        self.changed.emit()
