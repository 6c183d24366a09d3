"""What can be undone: removals, and changes of the recipe, of all pictures or of some."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand, QUndoStack

from fixative.recipe import Recipe
from fixative_app import words
from fixative_app.changes import changed_text, transferred
from fixative_app.controller import Controller, Removed
from fixative_app.queue_model import Row, Stage

__all__ = ["Edits"]

_MOST = 100
_ONE_BREATH = 2.0
"""Seconds within which what is typed into a field is one change."""
_TYPING = 1


class Edits(QObject):
    """Changes the queue and its recipe, and takes changes back.

    Parameters
    ----------
    controller : Controller
    parent : QObject, optional
    """

    def __init__(self, controller: Controller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(_MOST)

    def remove(self, sources: Sequence[Path]) -> None:
        """Take pictures out of the queue."""
        if sources and self._controller.phase.at_rest:
            text = self.tr("removing {pictures}").format(pictures=words.pictures(len(sources)))
            self.stack.push(_Removal(text, self._controller, sources))

    def clear(self) -> None:
        """Empty the queue."""
        self.remove([row.source for row in self._controller.model.rows])

    def choose(self, recipe: Recipe) -> None:
        """Use another recipe for all pictures that have none of their own."""
        before = self._controller.recipe
        if recipe != before:
            self.stack.push(_Choice(self.tr("the change of the recipe"), self._controller, before, recipe))

    def choose_for(self, rows: Iterable[Row], before: Recipe, after: Recipe) -> None:
        """Change the recipes of some pictures: what differs between two recipes, and nothing else of theirs."""
        common = self._controller.recipe
        changed = []
        for row in rows:
            own = transferred(before, after, row.own or common)
            changed.append((row, _with_own(row, None if own == common else own)))
        self._put(self.tr("the change of {pictures}").format(pictures=words.pictures(len(changed))), changed)

    def use_common(self, rows: Iterable[Row]) -> None:
        """Let pictures have the recipe of all others again."""
        changed = [(row, _with_own(row, None)) for row in rows if row.own is not None]
        self._put(self.tr("the change of {pictures}").format(pictures=words.pictures(len(changed))), changed)

    def shut_down(self) -> None:
        """Forget what could be undone; left to Qt, it would be told to actions that are gone."""
        self.stack.clear()

    def _put(self, text: str, changed: list[tuple[Row, Row]]) -> None:
        changed = [(before, after) for before, after in changed if before != after]
        if changed:
            self.stack.push(_Rows(text, self._controller, changed))


def _with_own(row: Row, own: Recipe | None) -> Row:
    if own == row.own:
        return row
    # What was done by another recipe is to be done again.
    return replace(row, own=own, stage=Stage.WAITING, outcome=None, settled=False)


class _Removal(QUndoCommand):
    def __init__(self, text: str, controller: Controller, sources: Sequence[Path]) -> None:
        super().__init__(text)
        self._controller = controller
        self._sources = sources
        self._gone = Removed((), (), ())

    def redo(self) -> None:
        self._gone = self._controller.remove(self._sources)

    def undo(self) -> None:
        self._controller.bring_back(self._gone)


class _Rows(QUndoCommand):
    def __init__(self, text: str, controller: Controller, changed: Sequence[tuple[Row, Row]]) -> None:
        super().__init__(text)
        self._controller = controller
        self._changed = changed

    def redo(self) -> None:
        self._controller.put(after for _, after in self._changed)

    def undo(self) -> None:
        self._controller.put(before for before, _ in self._changed)


class _Choice(QUndoCommand):
    def __init__(self, text: str, controller: Controller, before: Recipe, after: Recipe) -> None:
        super().__init__(text)
        self._controller = controller
        self.before = before
        self.after = after
        self.field = changed_text(before, after)
        self.when = monotonic()

    def redo(self) -> None:
        self._controller.recipe = self.after

    def undo(self) -> None:
        self._controller.recipe = self.before

    def id(self) -> int:
        return _TYPING

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take what is typed on into the same field for one change."""
        if not isinstance(other, _Choice) or not self.field or other.field != self.field:
            return False
        if other.when - self.when > _ONE_BREATH:
            return False
        self.after, self.when = other.after, other.when
        self.setObsolete(self.after == self.before)
        return True
