"""Where a batch reports: what is told to whoever watches, and what is written into the journal."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from fixative.batch.events import Finished
from fixative.batch.journal import Journal
from fixative.batch.past import Past, Proof, named
from fixative.batch.plan import Task
from fixative.outcome import Outcome, Problem
from fixative.recipe import Recipe
from fixative.secret import OwnSecret

__all__ = ["Desk"]


@dataclass(slots=True)
class Desk:
    """Keeps the journal of a run, and in mind what is about to get its name.

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
    _begun: dict[Task, _Begun] = field(default_factory=dict)

    def begin(self, task: Task, proof: Proof) -> Outcome | None:
        """Write down a result that is about to get its name; gives what became of the picture where it must not.

        Asked twice of a picture, the one who made its first result was lost.
        """
        recovered = self.recovered(task)
        if recovered is not None:
            return recovered
        past, lost = self._past(task), self._begun.pop(task, None)
        number = None if lost is None else lost.number
        if past is not None:
            begun = past.begin(task.place, task.source, task.target, proof, lost=number)
            if isinstance(begun, Outcome):
                return begun
            number = begun
        self._begun[task] = _Begun(past, number, proof)
        return None

    def recovered(self, task: Task) -> Outcome | None:
        """Give what became of a picture whose worker was lost: None, unless the result has its name."""
        begun = self._begun.get(task)
        result = None if begun is None else named(task.target, begun.proof.result_hash)
        return None if begun is None or result is None else replace(begun.proof.made, source=task.source, result=result)

    def finish(self, task: Task, outcome: Outcome) -> Finished:
        """Write down where a result is, and tell it; with what is to be said of the journal."""
        begun = self._begun.pop(task, None)
        if begun is not None and begun.past is not None and begun.number is not None and outcome.result is not None:
            begun.past.finish(begun.number, outcome.result)
        notes = () if self.journal is None else self.journal.notes
        problems = tuple(Problem(code, params) for code, params in notes)
        return Finished(task, replace(outcome, problems=(*outcome.problems, *problems)) if problems else outcome)

    def _past(self, task: Task) -> Past | None:
        if self.journal is None:
            return None
        recipe = task.recipe or self.recipe
        if recipe not in self._pasts:
            own = self.own if recipe.cloak.needs_own_secret else None
            self._pasts[recipe] = Past(self.journal, recipe, own)
        return self._pasts[recipe]


@dataclass(frozen=True, slots=True)
class _Begun:
    """A result that may have its name by now.

    Attributes
    ----------
    past : Past or None
    number : int or None
        Of its entry there.
    proof : Proof
    """

    past: Past | None
    number: int | None
    proof: Proof
