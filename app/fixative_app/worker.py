"""What runs beside the event loop: planning in a thread pool, the batch in a thread that watches the processes.

The journal goes with its plan: what is written while the batch works is news to it from the plan on.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from threading import Event
from time import monotonic, sleep
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRunnable, QThread, QThreadPool, Signal

from fixative.errors import CancelledError, OptionsError
from fixative.progress import Progress
from fixative.recipe import Recipe
from fixative_app.planned_rows import rows_of
from fixative_app.queue_model import Row

if TYPE_CHECKING:
    # The batch brings libraries that the window does not need to appear; they are loaded in the threads below.
    from fixative.batch.journal import Journal
    from fixative.batch.plan import Plan
    from fixative.batch.run import Finished, Started

__all__ = ["BatchThread", "Planner"]

_BETWEEN_PAUSES, _PAUSE = 0.01, 0.001
"""Seconds."""


class Planner(QObject):
    """Plans in the background; of several wishes only the last one's plan is told.

    Parameters
    ----------
    parent : QObject, optional
    """

    planned = Signal(object, object, object)
    """A `Plan` has come, its rows, and the `Journal` that it was made by, which is closed."""

    _made = Signal(int, object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self, maxThreadCount=1)
        self._newest = 0
        self._outdated = Event()
        self._made.connect(self._tell)

    @property
    def busy(self) -> bool:
        """Whether a plan is still to come."""
        return self._pool.activeThreadCount() > 0

    def ask(self, paths: Iterable[Path], recipe: Recipe, apart: Mapping[Path, Recipe], *, redo: bool = False) -> None:
        """Plan for these paths, some with recipes of their own; a plan asked for before is not told any more.

        Parameters
        ----------
        paths : iterable of Path
        recipe : Recipe
        apart : mapping of Path to Recipe
        redo : bool, optional
            Whether what was done before is to be done again.
        """
        self._drop()
        self._outdated = Event()
        progress = Progress(_Pauses().pause, self._outdated)
        self._pool.start(_MakePlan(self, self._newest, tuple(paths), recipe, apart, progress, redo=redo))

    def hand_in(self, number: int, plan: Plan, rows: list[Row], journal: Journal) -> None:
        """Bring a plan; called from the pool's thread."""
        self._made.emit(number, plan, rows, journal)

    def is_newest(self, number: int) -> bool:
        """Whether nobody has asked for another plan since."""
        return number == self._newest

    def shut_down(self) -> None:
        """Give up the plan under way."""
        self._drop()
        self._pool.waitForDone()

    def _drop(self) -> None:
        self._newest += 1
        self._outdated.set()
        self._pool.clear()

    def _tell(self, number: int, plan: Plan, rows: list[Row], journal: Journal) -> None:
        if self.is_newest(number):
            self.planned.emit(plan, rows, journal)


class _MakePlan(QRunnable):
    def __init__(
        self,
        planner: Planner,
        number: int,
        paths: tuple[Path, ...],
        recipe: Recipe,
        apart: Mapping[Path, Recipe],
        progress: Progress,
        *,
        redo: bool,
    ) -> None:
        super().__init__()
        self._planner = planner
        self._number = number
        self._paths = paths
        self._recipe = recipe
        self._apart = apart
        self._progress = progress
        self._redo = redo

    def run(self) -> None:
        from fixative.batch.journal import Journal  # noqa: PLC0415 - see above

        with Journal(redo=self._redo) as journal:
            try:
                made = self._plan(journal)
            except CancelledError:
                return
        # Here, as ten thousand of them would take the event loop's time. A path keeps its hash, too.
        rows = rows_of(((task.source, task.target) for task in made.tasks), made.settled)
        self._planner.hand_in(self._number, made, rows, journal)

    def _plan(self, journal: Journal) -> Plan:
        from fixative.batch.plan import plan  # noqa: PLC0415 - see above

        look = partial(plan, self._paths, self._recipe, recursive=True, apart=self._apart, progress=self._progress)
        try:
            return look(journal=journal)
        except OptionsError:
            # What is wrong with the secret is said by the run, which needs it.
            return look()


class _Pauses:
    """Lets the event loop in.

    A thread that asks the system about one file after the other lets go of Python's lock with each, and takes it again
    before who waits for it has woken up.
    """

    def __init__(self) -> None:
        self._last = monotonic()

    def pause(self, _fraction: float) -> None:
        """Wait for a moment, if the last pause was long ago."""
        if monotonic() - self._last > _BETWEEN_PAUSES:
            sleep(_PAUSE)
            self._last = monotonic()


class BatchThread(QThread):
    """Carries out a plan over the engine's processes, and keeps what happened until it is fetched.

    Events are fetched by the window at its own pace: however many pictures end in a second, the event
    loop is woken no more often for them.

    Parameters
    ----------
    plan : Plan
    recipe : Recipe
    journal : Journal
        The plan's.
    parent : QObject, optional
    """

    def __init__(self, plan: Plan, recipe: Recipe, journal: Journal, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        self._recipe = recipe
        self._journal = journal
        self._abort = Event()
        self._events: deque[Started | Finished] = deque()
        self.error: Exception | None = None

    def run(self) -> None:
        """Work; in the thread."""
        from fixative.batch.run import run  # noqa: PLC0415 - see above

        try:
            with self._journal as journal:
                for event in run(self._plan, self._recipe, abort=self._abort, journal=journal):
                    self._events.append(event)
        except Exception as error:  # noqa: BLE001 - told in the window; an exception must not end a thread
            self.error = error

    def stop(self) -> None:
        """Begin no further picture; the thread ends when those at work are done."""
        self._abort.set()

    def fetch(self, most: int) -> list[Started | Finished]:
        """Take what happened since the last time, in order, and of that the first so many."""
        return [self._events.popleft() for _ in range(min(most, len(self._events)))]
