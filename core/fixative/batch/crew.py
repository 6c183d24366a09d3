"""The workers of a batch: who has which picture, who waits for memory, and who is given up."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from fixative.batch.desk import Desk
from fixative.batch.events import Finished, Started
from fixative.batch.memory import cores, free_memory
from fixative.batch.past import Proof
from fixative.batch.plan import Task
from fixative.batch.work import Tools
from fixative.batch.worker import Sign, Worker, start
from fixative.errors import CancelledError, TooLittleMemoryError, WorkerDiedError, WorkerHungError, WorkersFailedError
from fixative.outcome import Outcome
from fixative.write import remove_strays

if TYPE_CHECKING:
    from fixative.codecs import Demand

__all__ = ["WORKER_BYTES", "Crew", "clean"]

_STILLBORN = 3
"""Workers in a row that may die before they are ready: one may have been killed, so many cannot start at all."""

WORKER_BYTES = 160 * 2**20
"""What a worker takes without a picture: measured, libraries and bank."""

_TICK = 1.0
"""Seconds between two looks at workers that say nothing."""

_PATIENCE, _PATIENCE_PER_PIXEL = 600.0, 30e-6
"""Seconds that a picture may take: ten minutes, and half a minute for each megapixel. A slow machine with the slowest
codec takes a tenth of that."""


@dataclass(slots=True)
class _Job:
    """A picture that a worker has.

    Attributes
    ----------
    task : Task
    demand : Demand or None
        What it asked for; None until then.
    begun : bool
        Whether it got it.
    seconds : float
        For how long the worker has said nothing while we waited: the time in which the whole program was stopped,
        or the machine slept, does not count.
    verdict : Outcome or None
        What became of it, where that is settled before the worker says so.
    """

    task: Task
    demand: Demand | None = None
    begun: bool = False
    seconds: float = 0.0
    verdict: Outcome | None = None

    @property
    def memory(self) -> int:
        return 0 if self.demand is None else self.demand.memory

    @property
    def patience(self) -> float:
        return _PATIENCE + (0 if self.demand is None else _PATIENCE_PER_PIXEL * self.demand.pixels)


@dataclass(slots=True)
class Crew:
    """The workers, and what is still to be done."""

    tools: Tools
    number: int
    stop: Event
    desk: Desk
    waiting: deque[Task]
    idle: list[Worker] = field(default_factory=list)
    busy: dict[Worker, _Job] = field(default_factory=dict)
    asking: deque[Worker] = field(default_factory=deque)
    memory: int | None = None
    stillborn: int = 0

    def __post_init__(self) -> None:
        free = free_memory()
        self.memory = None if free is None else free - self.number * WORKER_BYTES

    def work(self) -> Iterator[Started | Finished]:
        """Carry out what is waiting."""
        while self.waiting or self.busy:
            self._hand_out()
            if not self.busy:
                break
            begun = time.monotonic()
            lines = set(wait([worker.line for worker in self.busy], _TICK))
            passed = min(time.monotonic() - begun, _TICK)
            for worker in list(self.busy):
                if worker.line in lines:
                    yield from self._take(worker, worker.answer())
                else:
                    yield from self._watch(worker, passed)
            yield from self._admit()
        for task in self.waiting:
            yield self.desk.finish(task, Outcome.failed(task.source, CancelledError()))

    def end(self) -> None:
        """Send the idle workers home, and stop those at work at once."""
        for worker in self.idle:
            worker.end()
        for worker in self.busy:
            worker.end(now=True)
        clean(job.task.target.parent for job in self.busy.values())

    def _hand_out(self) -> None:
        """Give each worker that has none a picture, as long as there are some."""
        while self.waiting and len(self.busy) < self.number and not self.stop.is_set():
            worker = self.idle.pop() if self.idle else start(self.tools, threads=max(1, cores() // self.number))
            # A new one that is dead already is found out by its silence, as are all that die before they are ready.
            if worker.ask(self.waiting[0]) or not worker.ready:
                self.busy[worker] = _Job(self.waiting.popleft())
            else:
                worker.end(now=True)  # died while it had nothing to do

    def _take(self, worker: Worker, said: Sign | Demand | Proof | Outcome) -> Iterator[Started | Finished]:
        """Draw the consequences of what a busy worker says."""
        job = self.busy[worker]
        job.seconds = 0.0
        match said:
            case Sign.READY:
                self.stillborn = 0
            case Sign.DEAD:
                yield from self._lose(worker, WorkerDiedError())
            case Outcome():
                del self.busy[worker]
                self.idle.append(worker)
                yield self.desk.finish(job.task, job.verdict or said)
            case Proof():
                job.verdict = self.desk.begin(job.task, said)
                worker.reply(go_on=job.verdict is None)
            case _:
                job.demand = said
                self.asking.append(worker)

    def _admit(self) -> Iterator[Started]:
        """Let begin what there is memory for, in the order of asking."""
        while self.asking:
            job = self.busy[self.asking[0]]
            if self.stop.is_set():
                job.verdict = Outcome.failed(job.task.source, CancelledError())
            elif not self._has_room(job):
                if any(other.begun for other in self.busy.values()):
                    return
                job.verdict = Outcome.failed(job.task.source, TooLittleMemoryError(needed=job.memory))
            job.begun = job.verdict is None
            self.asking.popleft().reply(go_on=job.begun)
            if job.begun:
                yield Started(job.task)

    def _has_room(self, job: _Job) -> bool:
        """Whether there is memory for a picture beside those at work; one that is alone may take all there is."""
        taken = sum(other.memory for other in self.busy.values() if other.begun)
        if self.memory is None or taken + job.memory <= self.memory:
            return True
        return not taken and job.memory <= (free_memory() or 0)

    def _watch(self, worker: Worker, passed: float) -> Iterator[Finished]:
        """Give up a worker that has said nothing for far too long."""
        job = self.busy[worker]
        if worker in self.asking:
            return
        job.seconds += passed
        if job.seconds > job.patience:
            yield from self._lose(worker, WorkerHungError(minutes=job.patience / 60))

    def _lose(self, worker: Worker, error: WorkerDiedError | WorkerHungError) -> Iterator[Finished]:
        job = self.busy.pop(worker)
        if worker in self.asking:
            self.asking.remove(worker)
        worker.end(now=True)
        if worker.ready:
            clean([job.task.target.parent])
            yield self.desk.finish(job.task, job.verdict or Outcome.failed(job.task.source, error))
            return
        self.waiting.appendleft(job.task)
        self.stillborn += 1
        if self.stillborn >= _STILLBORN:
            raise WorkersFailedError


def clean(folders: Iterable[Path]) -> None:
    """Remove what killed workers left in folders."""
    for folder in set(folders):
        remove_strays(folder)
