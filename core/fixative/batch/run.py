"""A plan carried out over processes: all cores busy, memory bounded by the workers, no picture lost to another."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path
from threading import Event

from fixative.batch.plan import Plan, Task
from fixative.batch.worker import Worker, start
from fixative.errors import CancelledError, FixativeError, WorkerDiedError
from fixative.outcome import Outcome, Problem, Status
from fixative.progress import Progress
from fixative.recipe import Recipe
from fixative.write import remove_strays

__all__ = ["Finished", "Started", "default_jobs", "run"]

_WORKER_BYTES = 768 * 2**20
"""Memory a worker is counted with: libraries and a picture of 50 megapixels at 12 bytes each."""


@dataclass(frozen=True, slots=True)
class Started:
    """Work on a picture has begun."""

    task: Task


@dataclass(frozen=True, slots=True)
class Finished:
    """Work on a picture has ended, or will not begin any more."""

    task: Task
    outcome: Outcome


def run(
    plan: Plan, recipe: Recipe, *, jobs: int | None = None, abort: Event | None = None, isolated: bool = True
) -> Generator[Started | Finished, None, None]:
    """Carry out a plan, and tell what happens while it does.

    Each task of the plan is finished exactly once, whatever happens; what the plan settled already is not
    repeated. May be called in any thread. Closing the iterator early ends the workers at once.

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
    """
    stop = Event() if abort is None else abort
    number = min(default_jobs() if jobs is None else max(jobs, 1), len(plan.tasks))
    if number == 0:
        return
    _clean(task.target.parent for task in plan.tasks)
    if number == 1 and not isolated:
        yield from _run_here(plan, recipe, stop)
    else:
        yield from _run_apart(plan, recipe, number, stop)


def default_jobs() -> int:
    """Say how many pictures at a time the cores and the free memory of this machine allow."""
    free = _free_memory()
    by_memory = _cores() if free is None else free // _WORKER_BYTES
    return max(1, min(_cores(), by_memory))


def _run_here(plan: Plan, recipe: Recipe, stop: Event) -> Generator[Started | Finished, None, None]:
    from fixative.protect import protect  # noqa: PLC0415 - a parent of workers has no need of the codecs

    for task in plan.tasks:
        if stop.is_set():
            yield Finished(task, _failed(task, CancelledError()))
            continue
        yield Started(task)
        yield Finished(task, protect(task.source, task.target, recipe, progress=Progress(abort=stop)))


def _run_apart(plan: Plan, recipe: Recipe, number: int, stop: Event) -> Generator[Started | Finished, None, None]:
    waiting = deque(plan.tasks)
    threads = max(1, _cores() // number)
    idle: list[Worker] = []
    busy: dict[Worker, Task] = {}
    try:
        while waiting or busy:
            while waiting and len(busy) < number and not stop.is_set():
                worker = idle.pop() if idle else start(recipe, threads=threads)
                if worker.ask(waiting[0].source, waiting[0].target):
                    busy[worker] = waiting.popleft()
                    yield Started(busy[worker])
                else:
                    worker.end(now=True)  # died while it had nothing to do
            if not busy:
                break
            for worker, outcome in _answers(busy):
                task = busy.pop(worker)
                if outcome is None:
                    worker.end(now=True)
                    _clean([task.target.parent])
                    yield Finished(task, _failed(task, WorkerDiedError()))
                else:
                    idle.append(worker)
                    yield Finished(task, outcome)
        for task in waiting:
            yield Finished(task, _failed(task, CancelledError()))
    finally:
        for worker in idle:
            worker.end()
        for worker in busy:
            worker.end(now=True)
        _clean(task.target.parent for task in busy.values())


def _answers(busy: dict[Worker, Task]) -> list[tuple[Worker, Outcome | None]]:
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
