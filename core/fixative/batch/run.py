"""A plan carried out over processes: all cores busy, memory bounded, no picture lost to another."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Collection, Generator
from threading import Event
from typing import TYPE_CHECKING

from fixative.batch.crew import Crew, clean
from fixative.batch.desk import Desk
from fixative.batch.engine import Engine
from fixative.batch.events import Finished, Started
from fixative.batch.journal import Journal
from fixative.batch.memory import cores, free_memory
from fixative.batch.past import Proof
from fixative.batch.plan import Plan, Task
from fixative.batch.pool import Hand
from fixative.batch.record import recorded
from fixative.batch.work import WORKER_BYTES, Tools, work
from fixative.batch.worker import Processes
from fixative.credentials import own_identity
from fixative.errors import CancelledError, ClusterMissingError, TooLittleMemoryError
from fixative.outcome import Outcome, Status
from fixative.progress import Progress
from fixative.recipe import Recipe
from fixative.secret import own_secret

if TYPE_CHECKING:
    from fixative.batch.cluster.pool import Cluster
    from fixative.codecs import Demand

__all__ = ["Finished", "Started", "affordable", "default_jobs", "run"]


def run(
    plan: Plan,
    recipe: Recipe,
    *,
    jobs: int | None = None,
    abort: Event | None = None,
    isolated: bool = True,
    journal: Journal | None = None,
    engine: Engine = Engine.LOCAL,
    scheduler: str | None = None,
) -> Generator[Started | Finished, None, None]:
    """Carry out a plan, and tell what happens while it does.

    Each task of the plan is started at most and finished exactly once, whatever becomes of a worker over it;
    what the plan settled already is not repeated. Several at a time begin with the largest files, and each waits for
    the memory that it will take. May be called in any thread. Closing the iterator early ends the workers at once.

    The workers are spawned, and a spawned process imports the program's main module: a script calls this
    below ``if __name__ == "__main__":``.

    Parameters
    ----------
    plan : Plan
    recipe : Recipe
        The plan's, for all tasks that have none of their own.
    jobs : int, optional
        Pictures at a time, at most as many as there is memory to begin with; None takes `default_jobs`.
    abort : threading.Event, optional
        Once set, no further picture is begun: those at work are finished, the others cancelled.
    isolated : bool, optional
        Whether even a single job gets a process of its own. Where not, it runs in this thread, without
        the time that a process takes to start, and an abort stops it midway.
    journal : Journal, optional
        The plan's: what is made is written into it.
    engine : Engine, optional
        What carries it out. Journal and register stay here all the same.
    scheduler : str, optional
        The address of a Dask scheduler, whose workers see sources and targets under the same names; without one, Dask
        gets processes of this machine.

    Raises
    ------
    OptionsError
        The environment names a secret that is no text.
    CredentialsMissingError, NoIdentityError, IdentityInvalidError, IdentityError
        The recipe signs, and nothing can be signed here.
    WorkersFailedError
        No worker can be started. The tasks that are not finished yet stay as they were.
    ClusterError, ClusterMissingError, ClusterNotPrivateError
        The cluster cannot be used, or is there no more. The same holds for the tasks.
    RuntimeError
        This is a worker, and it came here by importing the main module.
    """
    if getattr(multiprocessing.current_process(), "_inheriting", False):
        raise RuntimeError(_UNGUARDED)
    stop = Event() if abort is None else abort
    number = min(default_jobs() if jobs is None else affordable(jobs), len(plan.tasks))
    apart = engine is Engine.DASK or number > 1
    done = [each.result.parent for each in plan.settled if each.status is Status.SKIPPED and each.result is not None]
    clean([*(task.target.parent for task in plan.tasks), *done])
    if number == 0:
        return
    # Once for all pictures: a keyring takes its time, and only this process may be allowed to ask it.
    recipes = {task.recipe or recipe for task in plan.tasks}
    signing = next((each.credentials for each in recipes if each.credentials.sign), None)
    identity = own_identity(signing.time_stamps) if signing is not None else None
    own = own_secret() if any(each.cloak.needs_own_secret for each in recipes) else None
    # A cluster does the pictures of lost workers again, and must know what they were about to name.
    tools = Tools(recipe, own, identity, proven=journal is not None or engine is Engine.DASK)
    desk = Desk() if journal is None else Desk(journal, recipe, own)
    # Large ones first: at the end no worker is long at one, while the others have nothing left to do.
    waiting = deque(sorted(plan.tasks, key=lambda task: -task.size) if apart else plan.tasks)
    if engine is Engine.DASK:
        pool = _cluster(tools, recipes, scheduler=scheduler, jobs=jobs, processes=number)
        events = _run_apart(Crew(pool, stop, desk, waiting))
    elif apart or isolated:
        events = _run_apart(Crew(Processes(tools, number), stop, desk, waiting))
    else:
        events = _run_here(plan, tools, desk, stop)
    yield from recorded(events, recipe)


_UNGUARDED = (
    "This script starts a batch whenever it is imported, and every worker of a batch imports it. "
    'Start the batch below `if __name__ == "__main__":`.'
)


def affordable(jobs: int) -> int:
    """Give as many of the jobs that somebody wants as the free memory holds workers, and one at least."""
    free = free_memory()
    return max(1, jobs if free is None else min(jobs, free // WORKER_BYTES))


def default_jobs() -> int:
    """Say how many pictures at a time the cores and the free memory of this machine allow."""
    free = free_memory()
    by_memory = cores() if free is None else free // (2 * WORKER_BYTES)
    return max(1, min(cores(), by_memory))


def _cluster(
    tools: Tools, recipes: Collection[Recipe], *, scheduler: str | None, jobs: int | None, processes: int
) -> Cluster:
    try:
        from fixative.batch.cluster.pool import Cluster  # noqa: PLC0415 - an extra, and nothing that comes quickly
    except ModuleNotFoundError as error:
        raise ClusterMissingError from error
    return Cluster(tools, recipes, scheduler=scheduler, jobs=jobs, processes=processes)


def _run_apart(crew: Crew[Hand]) -> Generator[Started | Finished, None, None]:
    try:
        yield from crew.work()
    finally:
        crew.end()


def _run_here(plan: Plan, tools: Tools, desk: Desk, stop: Event) -> Generator[Started | Finished, None, None]:
    for task in plan.tasks:
        if stop.is_set():
            yield desk.finish(task, Outcome.failed(task.source, CancelledError()))
            continue
        yield Started(task)
        verdict: list[Outcome] = []

        def answer(question: Demand | Proof, task: Task = task, verdict: list[Outcome] = verdict) -> bool:
            free = free_memory()
            if isinstance(question, Proof):
                settled = desk.begin(task, question)
            elif free is not None and question.memory > free:
                settled = Outcome.failed(task.source, TooLittleMemoryError(needed=question.memory))
            else:
                settled = None
            verdict.extend([settled] if settled is not None else [])
            return settled is None

        outcome = work(task, tools, answer, Progress(abort=stop))
        yield desk.finish(task, verdict[0] if verdict else outcome)
