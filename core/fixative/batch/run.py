"""A plan carried out over processes: all cores busy, memory bounded by the workers, no picture lost to another."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from pathlib import Path
from threading import Event

from fixative.batch.events import Finished, Started
from fixative.batch.plan import Plan, Task
from fixative.batch.record import recorded
from fixative.batch.worker import Sign, Worker, start
from fixative.credentials import Identity, own_identity
from fixative.errors import CancelledError, FixativeError, WorkerDiedError, WorkersFailedError
from fixative.outcome import Outcome, Problem, Status
from fixative.progress import Progress
from fixative.recipe import Recipe
from fixative.secret import OwnSecret, own_secret
from fixative.write import remove_strays

__all__ = ["Finished", "Started", "default_jobs", "run"]

_WORKER_BYTES = 768 * 2**20
"""Memory a worker is counted with: libraries and a picture of 50 megapixels at 12 bytes each."""

_STILLBORN = 3
"""Workers in a row that may die before they are ready: one may have been killed, so many cannot start at all."""


def run(
    plan: Plan, recipe: Recipe, *, jobs: int | None = None, abort: Event | None = None, isolated: bool = True
) -> Generator[Started | Finished, None, None]:
    """Carry out a plan, and tell what happens while it does.

    Each task of the plan is started at most and finished exactly once, whatever becomes of a worker over it;
    what the plan settled already is not repeated. May be called in any thread. Closing the iterator early
    ends the workers at once.

    The workers are spawned, and a spawned process imports the program's main module: a script calls this
    below ``if __name__ == "__main__":``.

    Parameters
    ----------
    plan : Plan
    recipe : Recipe
        The plan's.
    jobs : int, optional
        Pictures at a time; None takes `default_jobs`.
    abort : threading.Event, optional
        Once set, no further picture is begun: those at work are finished, the others cancelled.
    isolated : bool, optional
        Whether even a single job gets a process of its own. Where not, it runs in this thread, without
        the time that a process takes to start, and an abort stops it midway.

    Raises
    ------
    OptionsError
        The environment names a secret that is no text.
    CredentialsMissingError, NoIdentityError, IdentityInvalidError, IdentityError
        The recipe signs, and nothing can be signed here.
    WorkersFailedError
        No worker can be started. The tasks that are not finished yet stay as they were.
    RuntimeError
        This is a worker, and it came here by importing the main module.
    """
    if getattr(multiprocessing.current_process(), "_inheriting", False):
        raise RuntimeError(_UNGUARDED)
    stop = Event() if abort is None else abort
    number = min(default_jobs() if jobs is None else max(jobs, 1), len(plan.tasks))
    if number == 0:
        return
    _clean(task.target.parent for task in plan.tasks)
    # Once for all pictures: a keyring takes its time, and only this process may be allowed to ask it.
    identity = own_identity(recipe.credentials.time_stamps) if recipe.credentials.sign else None
    own = own_secret() if recipe.cloak.needs_own_secret else None
    if number == 1 and not isolated:
        events = _run_here(plan, recipe, own, identity, stop)
    else:
        events = _run_apart(_Crew(recipe, own, identity, number, stop, deque(plan.tasks)))
    yield from recorded(events, recipe)


_UNGUARDED = (
    "This script starts a batch whenever it is imported, and every worker of a batch imports it. "
    'Start the batch below `if __name__ == "__main__":`.'
)


def default_jobs() -> int:
    """Say how many pictures at a time the cores and the free memory of this machine allow."""
    free = _free_memory()
    by_memory = _cores() if free is None else free // _WORKER_BYTES
    return max(1, min(_cores(), by_memory))


def _run_here(
    plan: Plan, recipe: Recipe, own: OwnSecret | None, identity: Identity | None, stop: Event
) -> Generator[Started | Finished, None, None]:
    from fixative.protect import protect  # noqa: PLC0415 - a parent of workers has no need of the codecs

    for task in plan.tasks:
        if stop.is_set():
            yield Finished(task, _failed(task, CancelledError()))
            continue
        yield Started(task)
        progress = Progress(abort=stop)
        yield Finished(task, protect(task.source, task.target, recipe, own=own, identity=identity, progress=progress))


def _run_apart(crew: _Crew) -> Generator[Started | Finished, None, None]:
    try:
        while crew.waiting or crew.busy:
            yield from crew.hand_out()
            if not crew.busy:
                break
            for worker, answer in _answers(crew.busy):
                yield from crew.take(worker, answer)
        for task in crew.waiting:
            yield Finished(task, _failed(task, CancelledError()))
    finally:
        crew.end()


@dataclass(slots=True)
class _Crew:
    """The workers, and what is still to be done."""

    recipe: Recipe
    own: OwnSecret | None
    identity: Identity | None
    number: int
    stop: Event
    waiting: deque[Task]
    idle: list[Worker] = field(default_factory=list)
    busy: dict[Worker, Task] = field(default_factory=dict)
    stillborn: int = 0

    def hand_out(self) -> Iterator[Started]:
        """Give each worker that has none a picture, as long as there are some."""
        while self.waiting and len(self.busy) < self.number and not self.stop.is_set():
            worker = self.idle.pop() if self.idle else self._start()
            # A new one that is dead already is found out by its silence, as are all that die before they are ready.
            if worker.ask(self.waiting[0].source, self.waiting[0].target) or not worker.ready:
                self.busy[worker] = self.waiting.popleft()
                if worker.ready:
                    yield Started(self.busy[worker])
            else:
                worker.end(now=True)  # died while it had nothing to do

    def _start(self) -> Worker:
        return start(self.recipe, self.own, self.identity, threads=max(1, _cores() // self.number))

    def take(self, worker: Worker, answer: Outcome | Sign) -> Iterator[Started | Finished]:
        """Draw the consequences of what a busy worker says."""
        if answer is Sign.READY:
            self.stillborn = 0
            yield Started(self.busy[worker])
            return
        task = self.busy.pop(worker)
        if answer is not Sign.DEAD:
            self.idle.append(worker)
            yield Finished(task, answer)
            return
        worker.end(now=True)
        if worker.ready:
            _clean([task.target.parent])
            yield Finished(task, _failed(task, WorkerDiedError()))
            return
        self.waiting.appendleft(task)
        self.stillborn += 1
        if self.stillborn >= _STILLBORN:
            raise WorkersFailedError

    def end(self) -> None:
        """Send the idle workers home, and stop those at work at once."""
        for worker in self.idle:
            worker.end()
        for worker in self.busy:
            worker.end(now=True)
        _clean(task.target.parent for task in self.busy.values())


def _answers(busy: dict[Worker, Task]) -> list[tuple[Worker, Outcome | Sign]]:
    ready = set(wait([worker.line for worker in busy]))
    return [(worker, worker.answer()) for worker in list(busy) if worker.line in ready]


def _failed(task: Task, error: FixativeError) -> Outcome:
    status = Status.CANCELLED if isinstance(error, CancelledError) else Status.FAILED
    return Outcome(status, task.source, problems=(Problem.from_error(error),))


def _clean(folders: Iterable[Path]) -> None:
    for folder in set(folders):
        remove_strays(folder)


def _cores() -> int:
    # Not `os.cpu_count`: a container or `taskset` may allow fewer than the machine has.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _free_memory() -> int | None:
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
    except OSError:
        return None
    for line in lines:
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    return None
