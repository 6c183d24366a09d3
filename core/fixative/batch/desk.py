"""Where a batch reports: what is told to whoever watches, and what is written into the journal."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from fixative.batch.journal import Journal
from fixative.batch.past import Past, Proof
from fixative.batch.plan import Task
from fixative.outcome import Outcome, Problem

__all__ = ["Desk", "Finished", "Started"]


@dataclass(frozen=True, slots=True)
class Started:
    """Work on a picture has begun."""

    task: Task


@dataclass(frozen=True, slots=True)
class Finished:
    """Work on a picture has ended, or will not begin any more."""

    task: Task
    outcome: Outcome


@dataclass(slots=True)
class Desk:
    """Keeps the journal of a run.

    Attributes
    ----------
    past : Past or None
        None where no journal is kept.
    journal : Journal or None
    """

    past: Past | None = None
    journal: Journal | None = None
    _numbers: dict[Task, int] = field(default_factory=dict)

    def begin(self, task: Task, proof: Proof) -> Outcome | None:
        """Write down a result that is about to get its name; gives what became of the picture where it must not."""
        if self.past is None:
            return None
        begun = self.past.begin(task.place, task.source, task.target, proof)
        if isinstance(begun, int):
            self._numbers[task] = begun
            return None
        return begun

    def finish(self, task: Task, outcome: Outcome) -> Finished:
        """Write down where a result is, and tell it; with what is to be said of the journal."""
        number = self._numbers.pop(task, None)
        if self.past is not None and number is not None and outcome.result is not None:
            self.past.finish(number, outcome.result)
        notes = () if self.journal is None else self.journal.notes
        problems = tuple(Problem(code, params) for code, params in notes)
        return Finished(task, replace(outcome, problems=(*outcome.problems, *problems)) if problems else outcome)
