"""What the window does, without a widget: keeps the queue planned, runs the batch, counts what comes of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from fixative.errors import FixativeError
from fixative.outcome import Problem, Status
from fixative.recipe import Recipe
from fixative_app import words
from fixative_app.queue_model import QueueModel, Stage
from fixative_app.worker import BatchThread, Planner

if TYPE_CHECKING:
    from fixative.batch.plan import Plan
    from fixative.batch.run import Finished, Started

__all__ = ["Controller", "Pace", "Phase"]

_PLAN_AFTER = 120
"""Milliseconds between a change of the recipe and a new plan."""
_FETCH_EVERY = 100
"""Milliseconds between two looks at what the batch has done."""
_EVENTS_AT_ONCE = 400
"""As many as a frame has time for."""
_PICTURES_FOR_AN_ESTIMATE = 2


@dataclass(frozen=True, slots=True)
class Pace:
    """How far a run is.

    Attributes
    ----------
    total, ended, done, failed : int
        Pictures.
    seconds : float
        Since the start.
    """

    total: int = 0
    ended: int = 0
    done: int = 0
    failed: int = 0
    seconds: float = 0.0

    @property
    def remaining(self) -> float | None:
        """Seconds until the end, by the pace so far; None before there is one to speak of."""
        if self.ended < _PICTURES_FOR_AN_ESTIMATE:
            return None
        return self.seconds / self.ended * (self.total - self.ended)


class Phase(StrEnum):
    """What the controller is at."""

    IDLE = "idle"
    PREPARING = "preparing"
    RUNNING = "running"
    STOPPING = "stopping"


class Controller(QObject):
    """The queue and its batch.

    Parameters
    ----------
    recipe : Recipe
    parent : QObject, optional
    """

    queue_changed = Signal()
    """Rows came, went or changed."""
    phase_changed = Signal()
    progressed = Signal()
    """`pace` changed; at most ten times a second."""
    run_ended = Signal()
    """All that was to be done is done or stopped; `pace` holds the counts."""
    found_nothing = Signal()
    """What was added holds no picture."""
    went_wrong = Signal(str)
    """The batch broke off (what the error says)."""

    def __init__(self, recipe: Recipe, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model = QueueModel(self)
        self.pace = Pace()
        self._recipe = recipe
        self._named: dict[Path, None] = {}
        self._removed: set[Path] = set()
        self._fresh = False
        self._phase = Phase.IDLE
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
        if self._named and self._phase is Phase.IDLE:
            self._plan_timer.start()

    @property
    def phase(self) -> Phase:
        """What is going on."""
        return self._phase

    @property
    def planning(self) -> bool:
        """Whether pictures are still being looked for."""
        return self._planner.busy or self._plan_timer.isActive()

    def add(self, paths: Iterable[Path]) -> None:
        """Take pictures and folders into the queue; what was removed before comes back if it is named again."""
        for path in paths:
            self._named[path] = None
            self._removed = {gone for gone in self._removed if gone != path and path not in gone.parents}
        self._fresh = True
        self._plan()

    def remove(self, sources: Iterable[Path]) -> None:
        """Take pictures out of the queue; not while a run is on, which would protect them all the same."""
        if self._phase is not Phase.IDLE:
            return
        gone = set(sources)
        self._removed |= gone
        self._named = {path: None for path in self._named if path not in gone}
        self.model.remove(gone)
        if not self.model.rowCount():
            self._named.clear()
            self._removed.clear()
        self.queue_changed.emit()

    def clear(self) -> None:
        """Empty the queue."""
        self.remove([row.source for row in self.model.rows])

    def protect(self) -> None:
        """Protect what is waiting or went wrong; where all is done, all again."""
        if self._phase is not Phase.IDLE or not self.model.rowCount():
            return
        self._enter(Phase.PREPARING)
        self._plan()

    def stop(self) -> None:
        """Begin no further picture, and end when those at work are done."""
        if self._phase is Phase.PREPARING:
            self._enter(Phase.IDLE)
        elif self._phase is Phase.RUNNING and self._batch is not None:
            self._enter(Phase.STOPPING)
            self._batch.stop()

    def shut_down(self) -> None:
        """End every thread, in order."""
        self._plan_timer.stop()
        self._fetch_timer.stop()
        self._planner.shut_down()
        if self._batch is not None:
            self._batch.stop()
            self._batch.wait()
            self._batch = None

    def _enter(self, phase: Phase) -> None:
        self._phase = phase
        self.phase_changed.emit()

    def _plan(self) -> None:
        self._plan_timer.stop()
        self._planner.ask(self._named, self._recipe)
        self.queue_changed.emit()

    def _planned(self, plan: Plan) -> None:
        tasks = [task for task in plan.tasks if task.source not in self._removed]
        settled = [outcome for outcome in plan.settled if outcome.source not in self._removed]
        before = self.model.rowCount()
        self.model.merge([(task.source, task.target) for task in tasks], settled)
        if self._fresh and self.model.rowCount() == before and not tasks and not settled:
            self._named.clear()
            self.found_nothing.emit()
        self._fresh = False
        if self._phase is Phase.PREPARING:
            self._run(replace(plan, tasks=tuple(tasks), settled=()))
        self.queue_changed.emit()

    def _run(self, plan: Plan) -> None:
        rows = self.model.rows
        wanted = {row.source for row in rows if row.pending} or {row.source for row in rows if row.done}
        tasks = tuple(task for task in plan.tasks if task.source in wanted)
        if not tasks:
            self._enter(Phase.IDLE)
            return
        self.model.wait_again(task.source for task in tasks)
        self.pace = Pace(total=len(tasks))
        self._started = monotonic()
        self._batch = BatchThread(replace(plan, tasks=tasks), self._recipe, self)
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
            return
        self.model.finish(outcome)
        self.pace = replace(
            self.pace,
            ended=self.pace.ended + 1,
            done=self.pace.done + outcome.ok,
            failed=self.pace.failed + (outcome.status is Status.FAILED),
        )

    def _end(self) -> None:
        if self._batch is None:
            return
        self._fetch_timer.stop()
        batch, self._batch = self._batch, None
        batch.wait()
        if batch.error is not None:
            self.model.wait_again(row.source for row in self.model.rows if row.stage is Stage.WORKING)
            self.went_wrong.emit(_said(batch.error))
        batch.deleteLater()
        self._enter(Phase.IDLE)
        self.run_ended.emit()
        self.queue_changed.emit()


def _said(error: Exception) -> str:
    return words.problem_sentence(Problem.from_error(error)) if isinstance(error, FixativeError) else str(error)
