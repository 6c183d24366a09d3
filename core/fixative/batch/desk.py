"""Where a batch reports: what is told to whoever watches, and what is written into the journal."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from fixative.batch.events import Finished
from fixative.batch.journal import Journal
from fixative.batch.past import Past, Proof
from fixative.batch.plan import Task
from fixative.outcome import Outcome, Problem
from fixative.recipe import Recipe
from fixative.secret import OwnSecret

__all__ = ["Desk"]


@dataclass(slots=True)
class Desk:
    """Keeps the journal of a run.

    Attributes
    ----------
    journal : Journal or None
        None where none is kept.
    recipe : Recipe
        For tasks that have none of their own.
    own : OwnSecret or None
    """

    journal: Journal | None = None
    recipe: Recipe = field(default_factory=Recipe)
    own: OwnSecret | None = None
    _pasts: dict[Recipe, Past] = field(default_factory=dict)
    _numbers: dict[Task, tuple[Past, int]] = field(default_factory=dict)

    def begin(self, task: Task, proof: Proof) -> Outcome | None:
        """Write down a result that is about to get its name; gives what became of the picture where it must not."""
        if self.journal is None:
            return None
        recipe = task.recipe or self.recipe
        if recipe not in self._pasts:
            own = self.own if recipe.cloak.needs_own_secret else None
            self._pasts[recipe] = Past(self.journal, recipe, own)
        past = self._pasts[recipe]
        _, lost = self._numbers.pop(task, (None, None))
        begun = past.begin(task.place, task.source, task.target, proof, lost=lost)
        if isinstance(begun, int):
            self._numbers[task] = past, begun
            return None
        return begun

    def finish(self, task: Task, outcome: Outcome) -> Finished:
        """Write down where a result is, and tell it; with what is to be said of the journal."""
        past, number = self._numbers.pop(task, (None, 0))
        if past is not None and outcome.result is not None:
            past.finish(number, outcome.result)
        notes = () if self.journal is None else self.journal.notes
        problems = tuple(Problem(code, params) for code, params in notes)
        return Finished(task, replace(outcome, problems=(*outcome.problems, *problems)) if problems else outcome)
