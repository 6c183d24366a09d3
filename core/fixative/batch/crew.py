"""The workers of a batch: who has which picture, who waits for memory, and who is given up."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Generic

from fixative.batch.desk import Desk
from fixative.batch.events import Finished, Started
from fixative.batch.past import Proof
from fixative.batch.plan import Task
from fixative.batch.pool import Hand, Pool, Sign
from fixative.errors import CancelledError, TooLittleMemoryError, WorkerDiedError, WorkerHungError, WorkersFailedError
from fixative.outcome import Outcome
from fixative.remote import Remote
from fixative.write import remove_strays

if TYPE_CHECKING:
    from fixative.codecs import Demand

__all__ = ["Crew", "clean"]

_STILLBORN = 3
"""Workers in a row that may die before they are ready: one may have been killed, so many cannot start at all."""

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
    told : bool
        Whether it was told of; a picture whose worker is lost may begin again elsewhere.
    seconds : float
        For how long the worker has said nothing while we waited: the time in which the whole program was stopped,
        or the machine slept, does not count.
    verdict : Outcome or None
        What became of it, where that is settled before the worker says so.
    """

    task: Task
    demand: Demand | None = None
    begun: bool = False
    told: bool = False
    seconds: float = 0.0
    verdict: Outcome | None = None

    @property
    def memory(self) -> int:
        return 0 if self.demand is None else self.demand.memory

    @property
    def patience(self) -> float:
        return _PATIENCE + (0 if self.demand is None else _PATIENCE_PER_PIXEL * self.demand.pixels)


@dataclass(slots=True)
class Crew(Generic[Hand]):
    """The workers, wherever they are, and what is still to be done."""

    pool: Pool[Hand]
    stop: Event
    desk: Desk
    waiting: deque[Task]
    idle: list[Hand] = field(default_factory=list)
    busy: dict[Hand, _Job] = field(default_factory=dict)
    asking: deque[Hand] = field(default_factory=deque)
    stillborn: int = 0

    def work(self) -> Iterator[Started | Finished]:
        """Carry out what is waiting."""
        while self.waiting or self.busy:
            self._hand_out()
            if not self.busy:
                break
            begun = time.monotonic()
            heard = self.pool.wait(self.busy.keys(), _TICK)
            passed = min(time.monotonic() - begun, _TICK)
            for worker in list(self.busy):
                if worker in heard:
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
        self.pool.end()
        clean(job.task.target.parent for job in self.busy.values())

    def _hand_out(self) -> None:
        """Give each worker that has none a picture, as long as there are some."""
        while self.waiting and len(self.busy) < self.pool.number and not self.stop.is_set():
            worker = self.idle.pop() if self.idle else self.pool.start()
            # A new one that is dead already is found out by its silence, as are all that die before they are ready.
            if worker.ask(self.waiting[0]) or not worker.ready:
                self.busy[worker] = _Job(self.waiting.popleft())
            else:
                worker.end(now=True)  # died while it had nothing to do

    def _take(self, worker: Hand, said: Sign | Demand | Proof | Outcome) -> Iterator[Started | Finished]:
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
                if job.demand is not None:
                    clean([job.task.target.parent])  # of a worker that was lost, whose picture another one has now
                job.demand, job.begun = said, False
                self.asking.append(worker)

    def _admit(self) -> Iterator[Started]:
        """Let begin what there is memory for, on each machine in the order of asking."""
        full: set[str] = set()
        for worker in list(self.asking):
            job = self.busy[worker]
            if self.stop.is_set():
                job.verdict = Outcome.failed(job.task.source, CancelledError())
            elif worker.host in full:
                continue
            elif not self.pool.has_room(worker, job.memory, taken=self._taken(worker.host)):
                if self._taken(worker.host):
                    full.add(worker.host)
                    continue
                job.verdict = Outcome.failed(job.task.source, TooLittleMemoryError(needed=job.memory))
            job.begun = job.verdict is None
            self.asking.remove(worker)
            worker.reply(go_on=job.begun)
            if job.begun and not job.told:
                job.told = True
                yield Started(job.task)

    def _taken(self, host: str) -> int:
        return sum(job.memory for worker, job in self.busy.items() if job.begun and worker.host == host)

    def _watch(self, worker: Hand, passed: float) -> Iterator[Finished]:
        """Give up a worker that has said nothing for far too long."""
        job = self.busy[worker]
        if worker in self.asking or worker.is_queued:
            return
        job.seconds += passed
        if job.seconds > job.patience:
            yield from self._lose(worker, WorkerHungError(minutes=job.patience / 60))

    def _lose(self, worker: Hand, error: WorkerDiedError | WorkerHungError) -> Iterator[Finished]:
        job = self.busy.pop(worker)
        if worker in self.asking:
            self.asking.remove(worker)
        worker.end(now=True)
        if worker.ready:
            clean([job.task.target.parent])
            ended = job.verdict or self.desk.recovered(job.task) or Outcome.failed(job.task.source, error)
            yield self.desk.finish(job.task, ended)
            return
        self.waiting.appendleft(job.task)
        self.stillborn += 1
        if self.stillborn >= _STILLBORN:
            raise WorkersFailedError


def clean(folders: Iterable[Path]) -> None:
    """Remove what killed workers left in folders."""
    for folder in set(folders):
        if not isinstance(folder, Remote):  # where there are none
            remove_strays(folder)
