"""What rows of the queue say that takes a look into files: tags found and to be written, and what the lens measures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from fixative.errors import FixativeError
from fixative.outcome import Figures
from fixative.recipe import Recipe
from fixative_app.lazy_store import LazyStore
from fixative_app.queue_model import Row

__all__ = ["Result", "RowFacts", "TagCounts"]

_KEPT = 4000
_WISHES = 40
_MEASURES = 12
"""Pictures that wait for the lens: as many as are on show at once."""


@dataclass(frozen=True, slots=True)
class TagCounts:
    """How many tags speak of AI: in the original, and in its result."""

    found: int
    written: int


@dataclass(frozen=True, slots=True)
class Result:
    """A result that was written: done anew, it is another one.

    Attributes
    ----------
    source, path : Path
    figures : Figures
    recipe : Recipe
        By which it was made, as far as its size depends on that: the one in use when it was first on show. Another
        that is chosen later is no reason to measure anew.
    """

    source: Path
    path: Path
    figures: Figures
    recipe: Recipe = field(compare=False)


class RowFacts(QObject):
    """Gives them, sooner or later, for rows that are on show.

    Parameters
    ----------
    recipe : callable
        Gives the recipe of rows that have none of their own.
    parent : QObject, optional
    """

    came = Signal(object)
    """Something is known of a picture (its path)."""

    def __init__(self, recipe: Callable[[], Recipe], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._recipe = recipe
        self.at_rest = True
        """Whether nobody needs all cores for more than that."""
        self._tags: LazyStore[tuple[Path, Recipe], TagCounts | None] = LazyStore(
            lambda key: _counted(*key), threads=1, kept=_KEPT, wishes=_WISHES, parent=self
        )
        self._measures: LazyStore[Result, float] = LazyStore(
            _measured, threads=1, kept=_KEPT, wishes=_MEASURES, parent=self
        )
        self._last: dict[Path, TagCounts] = {}
        self._tags.ready.connect(self._tags_came)
        self._measures.ready.connect(lambda result: self.came.emit(result.source))

    def tags(self, row: Row) -> TagCounts | None:
        """Count tags of a picture; None where it is not known, or not to be read."""
        if row.failed:
            return None
        # While it is read anew, for another recipe, what was there last stays.
        counts = self._tags.get((row.source, row.own or self._recipe())) or self._last.get(row.source)
        done = row.outcome.figures if row.outcome is not None and row.done else None
        return TagCounts(counts.found, len(done.tags)) if counts and done is not None and done.tags else counts

    def moved(self, row: Row) -> float | None:
        """Say how far the latents of a result move; None where that is not measured, or not yet."""
        result = self.result_of(row)
        if result is None:
            return None
        figure = self._measures.get(result) if self.at_rest else self._measures.peek(result)
        return figure or None

    def result_of(self, row: Row) -> Result | None:
        """Give what is measured of a row; None where there is no cloak."""
        figures = row.outcome.figures if row.outcome is not None else None
        if row.result is None or figures is None or figures.visible_cost is None:
            return None
        return Result(row.source, row.result, figures, Recipe(fit=(row.own or self._recipe()).fit))

    def shut_down(self) -> None:
        """End the work."""
        self._tags.shut_down()
        self._measures.shut_down()

    def _tags_came(self, key: tuple[Path, Recipe]) -> None:
        counts = self._tags.peek(key)
        if counts is not None:
            self._last[key[0]] = counts
        self.came.emit(key[0])


def _counted(source: Path, recipe: Recipe) -> TagCounts | None:
    # Late: it brings libraries that the window does not need to appear.
    from fixative.foresee import foresee  # noqa: PLC0415

    try:
        foreseen = foresee(source, recipe)
    except (FixativeError, OSError):
        # Whatever is wrong with the file is said in its row.
        return None
    return TagCounts(sum(finding.about_ai for finding in foreseen.report.findings), len(foreseen.written))


def _measured(result: Result) -> float:
    from fixative.survive import moved  # noqa: PLC0415 - as above

    try:
        return moved(result.source, result.path, result.recipe) or 0.0
    except (FixativeError, OSError, ValueError, MemoryError):
        # A result that is gone, or an original, has no figure.
        return 0.0
