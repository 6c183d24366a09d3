"""What the window does, without a widget: keeps the queue planned, runs the batch, counts what comes of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from fixative.errors import FixativeError
from fixative.messages import OF_THE_RUN
from fixative.outcome import Outcome, Problem, Status
from fixative.recipe import Recipe
from fixative_app import words
from fixative_app.pace import Pace
from fixative_app.queue_model import QueueModel, Row, Stage
from fixative_app.session import Session
from fixative_app.together import Together
from fixative_app.worker import BatchThread, Planner

if TYPE_CHECKING:
    from fixative.batch.journal import Journal
    from fixative.batch.plan import Plan
    from fixative.batch.run import Finished, Started

__all__ = ["Controller", "Phase", "Removed"]

_PLAN_AFTER = 120
"""Milliseconds between a change of the recipe and a new plan."""
_FETCH_EVERY = 100
"""Milliseconds between two looks at what the batch has done."""
_EVENTS_AT_ONCE = 400
"""As many as a frame has time for."""


class Phase(StrEnum):
    """What the controller is at."""

    IDLE = "idle"
    PREPARING = "preparing"
    RUNNING = "running"
    STOPPING = "stopping"
    PAUSING = "pausing"
    PAUSED = "paused"

    @property
    def at_rest(self) -> bool:
        """Whether no picture is worked on, and the queue may be changed."""
        return self in (Phase.IDLE, Phase.PAUSED)


@dataclass(frozen=True, slots=True)
class Removed:
    """What was taken out of the queue, so that it can be put back.

    Attributes
    ----------
    rows : tuple of (int, Row)
        With the places that they had.
    named, removed : tuple of Path
        What the queue was made of before, and what had been taken out of that.
    """

    rows: tuple[tuple[int, Row], ...]
    named: tuple[Path, ...]
    removed: tuple[Path, ...]


class Controller(QObject):
    """The queue and its batch.

    Parameters
    ----------
    recipe : Recipe
    parent : QObject, optional
    """

    queue_changed = Signal()
    """Rows came, went or changed."""
    recipe_changed = Signal(object)
    phase_changed = Signal()
    progressed = Signal()
    """`pace` changed; at most ten times a second."""
    run_ended = Signal()
    """All that was to be done is done or stopped, not merely paused: `pace` and `notes` tell what came of it."""
    found_nothing = Signal()
    """What was added holds no picture."""
    went_wrong = Signal(str)
    """The batch broke off (what the error says)."""

    def __init__(self, recipe: Recipe, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model = QueueModel(self)
        self.pace = Pace()
        # What is to be known of the run that ended last, and of no picture in particular.
        self.notes: tuple[Problem, ...] = ()
        self._notes: dict[str, Problem] = {}
        self._redo = False
        self._recipe = recipe
        self._named: dict[Path, None] = {}
        self._removed: set[Path] = set()
        self._fresh = False
        self._phase = Phase.IDLE
        self._wanted: Collection[Path] = ()
        self._copies = Together()
        self._planned_by = recipe
        self._started = 0.0
        self._batch: BatchThread | None = None
        self._planner = Planner(self)
        self._planner.planned.connect(self._planned)
        self._plan_timer = QTimer(self, singleShot=True, interval=_PLAN_AFTER)
        self._plan_timer.timeout.connect(self._plan)
        self._fetch_timer = QTimer(self, interval=_FETCH_EVERY)
        self._fetch_timer.timeout.connect(self._fetch)

    @property
    def recipe(self) -> Recipe:
        """What is chosen now; a run keeps the recipe that it was started with."""
        return self._recipe

    @recipe.setter
    def recipe(self, recipe: Recipe) -> None:
        if recipe == self._recipe:
            return
        self._recipe = recipe
        self._plan_soon()
        self.recipe_changed.emit(recipe)

    @property
    def phase(self) -> Phase:
        """What is going on."""
        return self._phase

    @property
    def planning(self) -> bool:
        """Whether pictures are still being looked for."""
        return self._planner.busy or self._plan_timer.isActive()

    @property
    def named(self) -> tuple[Path, ...]:
        """The pictures and folders that the queue is made of."""
        return tuple(self._named)

    # What the queue is made of.

    def add(self, paths: Iterable[Path]) -> None:
        """Take pictures and folders into the queue; what was removed before comes back if it is named again."""
        for path in paths:
            self._named[path] = None
            self._removed = {gone for gone in self._removed if gone != path and path not in gone.parents}
        self._fresh = True
        self._plan()

    def remove(self, sources: Iterable[Path]) -> Removed:
        """Take pictures out of the queue; not while a run is on, which would protect them all the same."""
        before = Removed((), tuple(self._named), tuple(self._removed))
        if not self._phase.at_rest:
            return before
        gone = set(sources)
        self._removed |= gone
        self._named = {path: None for path in self._named if path not in gone}
        rows = self.model.remove(gone)
        if not self.model.rowCount():
            self._named.clear()
            self._removed.clear()
        self.queue_changed.emit()
        return replace(before, rows=tuple(rows))

    def bring_back(self, gone: Removed) -> None:
        """Put back what was removed."""
        self._named = dict.fromkeys(gone.named) | self._named
        self._removed = (self._removed | set(gone.removed)) - {row.source for _, row in gone.rows}
        self.model.bring_back(gone.rows)
        self._plan_soon()
        self.queue_changed.emit()

    def put(self, rows: Iterable[Row]) -> None:
        """Change rows, such as the recipes that they have of their own."""
        self.model.put(rows)
        self._plan_soon()
        self.queue_changed.emit()

    def session(self) -> Session:
        """Give all that is needed to take the queue up again."""
        return Session(self.model.rows, tuple(self._named), tuple(self._removed))

    def take_up(self, session: Session) -> None:
        """Go on with a queue of before; what is in the queue already stays."""
        self._named |= dict.fromkeys(session.named)
        self._removed |= set(session.removed) - {row.source for row in self.model.rows}
        first = self.model.rowCount()
        self.model.bring_back((first + place, row) for place, row in enumerate(session.rows))
        self._plan()

    # The run.

    def protect(self, only: Iterable[Path] | None = None) -> None:
        """Protect what is waiting or went wrong; where all is done, all again.

        Parameters
        ----------
        only : iterable of Path, optional
            These pictures and no others, whatever became of them before.
        """
        if self._phase is not Phase.IDLE or not self.model.rowCount():
            return
        if only is None:
            rows = self.model.rows
            wanted = [row for row in rows if row.pending] or [row for row in rows if row.done]
        else:
            wanted = [row for row in map(self.model.find, only) if row is not None]
        self._redo = any(row.done for row in wanted)
        self._copies = Together()
        self._begin((row.source for row in wanted), Pace())

    def stop(self) -> None:
        """Begin no further picture, and end when those at work are done."""
        match self._phase:
            case Phase.PREPARING | Phase.PAUSED if self.pace.ended:
                self._finish()
            case Phase.PREPARING:
                self._enter(Phase.IDLE)
            case Phase.RUNNING | Phase.PAUSING:
                self._enter(Phase.STOPPING)
                self._halt()

    def pause(self) -> None:
        """Begin no further picture until `go_on`; those at work are finished."""
        if self._phase is Phase.RUNNING:
            self._enter(Phase.PAUSING)
            self._halt()

    def go_on(self) -> None:
        """Take up a run that was paused, by the recipe of now."""
        if self._phase is Phase.PAUSED:
            self._begin(self._copies.postponed, self.pace)

    def shut_down(self) -> None:
        """End every thread, in order."""
        self._plan_timer.stop()
        self._fetch_timer.stop()
        self._planner.shut_down()
        if self._batch is not None:
            self._halt()
            self._batch.wait()
            self._batch = None

    def _halt(self) -> None:
        if self._batch is not None:
            self._batch.stop()

    def _enter(self, phase: Phase) -> None:
        self._phase = phase
        self.phase_changed.emit()

    def _plan_soon(self) -> None:
        if self._named and self._phase.at_rest:
            self._plan_timer.start()

    def _plan(self) -> None:
        self._plan_timer.stop()
        self._planned_by = self._recipe
        apart = {row.source: row.own for row in self.model.rows if row.own}
        redo = self._redo and self._phase is not Phase.IDLE
        self._planner.ask(self._named, self._recipe, apart, redo=redo)
        self.queue_changed.emit()

    def _planned(self, plan: Plan, rows: list[Row], journal: Journal) -> None:
        self._note(Problem(code, params) for code, params in journal.notes)
        if self._removed:
            rows = [row for row in rows if row.source not in self._removed]
        if self._phase is Phase.PREPARING:
            # What the plan says of them now counts, and not what became of them before.
            self.model.wait_again(self._wanted)
        before = self.model.rowCount()
        self.model.merge(rows)
        if self._fresh and self.model.rowCount() == before and not rows:
            self._named.clear()
            self.found_nothing.emit()
        self._fresh = False
        if self._phase is Phase.PREPARING:
            wanted = tuple(task for task in plan.tasks if task.source in self._wanted)
            self._copies.expect((task.source for task in wanted), plan.settled)
            self._run(replace(plan, tasks=wanted, settled=()), journal)
        self.queue_changed.emit()

    def _begin(self, wanted: Iterable[Path], pace: Pace) -> None:
        self._wanted = frozenset(wanted)
        self.pace = pace
        self._enter(Phase.PREPARING)
        self._plan()

    def _run(self, plan: Plan, journal: Journal) -> None:
        if not plan.tasks:
            self.stop()
            return
        self.model.wait_again({task.source for task in plan.tasks})
        self.pace = replace(self.pace, total=self.pace.ended + len(self._copies))
        self._started = monotonic() - self.pace.seconds
        self._batch = BatchThread(plan, self._planned_by, journal, self)
        self._enter(Phase.RUNNING)
        self._fetch_timer.start()
        self._batch.start()

    def _fetch(self) -> None:
        if self._batch is None:
            return
        # Asked before the events are fetched: what came before the end is then among them.
        over = self._batch.isFinished()
        events = self._batch.fetch(_EVENTS_AT_ONCE)
        for event in events:
            self._take(event)
        self.pace = replace(self.pace, seconds=monotonic() - self._started)
        self.progressed.emit()
        if events:
            self.queue_changed.emit()
        elif over:
            self._end()

    def _take(self, event: Started | Finished) -> None:
        outcome = getattr(event, "outcome", None)
        if outcome is None:
            self.model.start(event.task.source)
        elif outcome.status is Status.CANCELLED and self._phase is Phase.PAUSING:
            self._copies.put_off(outcome.source)
            self.model.wait_again([outcome.source])
        else:
            said_once = [problem for problem in outcome.problems if problem.code in OF_THE_RUN]
            self._note(said_once)
            rest = tuple(problem for problem in outcome.problems if problem not in said_once)
            self._finish_copy(replace(outcome, problems=rest))

    def _finish_copy(self, outcome: Outcome) -> None:
        ended = self._copies.take(outcome)
        if ended is not None:
            self.model.finish(*ended)
            self.pace = self.pace.after(ended[0])
        elif outcome.source in self._copies.postponed:
            self.model.wait_again([outcome.source])

    def _note(self, problems: Iterable[Problem]) -> None:
        self._notes |= {problem.code: problem for problem in problems}

    def _end(self) -> None:
        if self._batch is None:
            return
        self._fetch_timer.stop()
        batch, self._batch = self._batch, None
        batch.wait()
        batch.deleteLater()
        if batch.error is not None:
            self.model.wait_again(row.source for row in self.model.rows if row.stage is Stage.WORKING)
            self.went_wrong.emit(_said(batch.error))
        if self._phase is Phase.PAUSING and self._copies.postponed and batch.error is None:
            self._enter(Phase.PAUSED)
            self.queue_changed.emit()
        else:
            self._finish()

    def _finish(self) -> None:
        self.notes = tuple(self._notes.values())
        self._notes.clear()
        self._enter(Phase.IDLE)
        self.queue_changed.emit()
        # The last word: who hears it may close the window.
        self.run_ended.emit()


def _said(error: Exception) -> str:
    return words.problem_sentence(Problem.from_error(error)) if isinstance(error, FixativeError) else str(error)
