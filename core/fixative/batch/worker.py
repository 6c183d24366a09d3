"""Processes of this machine, each of which protects one picture after another, and what their parent holds of them."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Collection
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING

from fixative.batch.memory import cores, free_memory, keep_freed_memory
from fixative.batch.past import Proof
from fixative.batch.plan import Task
from fixative.batch.pool import Sign
from fixative.batch.work import WORKER_BYTES, Tools, limit_threads, work
from fixative.errors import WorkersFailedError
from fixative.outcome import Outcome
from fixative.progress import Progress

if TYPE_CHECKING:
    from fixative.codecs import Demand

__all__ = ["Processes", "Worker", "start"]

_PATIENCE = 5.0
"""Seconds that a worker gets to end by itself once nothing is asked of it any more."""

_PARENTS = frozenset({signal.SIGINT, signal.SIGTERM})
"""Signals that are the parent's to answer."""

_OOM_SCORE = "500"
"""Half of the scale: where memory runs out all the same, the kernel takes a worker, and not its parent."""


@dataclass(slots=True, eq=False)
class Worker:
    """A process and the line to it.

    Each has a line of its own, so that one that is killed takes its own picture with it and nobody
    else's. (A `ProcessPoolExecutor` stops all its workers when one dies, and cannot say which picture
    it was.)

    Attributes
    ----------
    process : BaseProcess
    line : Connection
    ready : bool
        Whether the process has come so far that it could take a picture: one that dies before has
        something against it that is no picture.
    """

    process: BaseProcess
    line: Connection
    ready: bool = False

    @property
    def host(self) -> str:
        """The machine whose memory it takes: this one."""
        return ""

    @property
    def is_queued(self) -> bool:
        """Whether its picture waits for somebody to work on it: never."""
        return False

    def ask(self, task: Task) -> bool:
        """Hand over a picture; false where the process is dead."""
        try:
            self.line.send(task)
        except OSError:
            return False
        return True

    def reply(self, *, go_on: bool) -> None:
        """Answer a question of the process; one that is dead meanwhile is found out by its silence."""
        with contextlib.suppress(OSError):
            self.line.send(go_on)

    def answer(self) -> Sign | Demand | Proof | Outcome:
        """Take what the process says: that it is ready, a question, or what became of the picture."""
        try:
            answer: Sign | Demand | Proof | Outcome = self.line.recv()
        except (EOFError, OSError):
            return Sign.DEAD
        self.ready = True
        return answer

    def end(self, *, now: bool = False) -> None:
        """Let the process end, at once or when it is ready."""
        self.line.close()
        if now:
            self.process.kill()
        self.process.join(_PATIENCE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join(_PATIENCE)
        # One that hangs in the kernel, on a drive that is gone, cannot be ended by anybody.
        if not self.process.is_alive():
            self.process.close()


@dataclass(slots=True)
class Processes:
    """The workers of this machine.

    Attributes
    ----------
    tools : Tools
    number : int
        Of processes.
    """

    tools: Tools
    number: int
    _memory: int | None = field(init=False)

    def __post_init__(self) -> None:
        free = free_memory()
        self._memory = None if free is None else free - self.number * WORKER_BYTES

    def start(self) -> Worker:
        """Start a process; raises `WorkersFailedError` where the system has no room for one."""
        return start(self.tools, threads=max(1, cores() // self.number))

    def wait(self, workers: Collection[Worker], seconds: float) -> set[Worker]:
        """Wait until some of the workers have something to say, or the time is over, and give them."""
        lines = set(wait([worker.line for worker in workers], seconds))
        return {worker for worker in workers if worker.line in lines}

    def has_room(self, _worker: Worker, memory: int, *, taken: int) -> bool:
        """Whether there is memory for a picture beside those at work; one that is alone may take all there is."""
        if self._memory is None or taken + memory <= self._memory:
            return True
        return not taken and memory <= (free_memory() or 0)

    def end(self) -> None:
        """There is nothing to let go of but the processes themselves."""


def start(tools: Tools, *, threads: int) -> Worker:
    """Start a process that computes with so many threads.

    Spawned, never forked: the window's process has threads and Qt in it. Recipe, secret and identity go through a
    pipe, where no list of processes shows them.

    Raises
    ------
    WorkersFailedError
        The system has no room for another process.
    """
    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there, tools, threads), name="fixative-worker", daemon=True)
    # Ctrl-C goes to the whole group of processes, the end of a service too, and the parent alone decides what it means.
    # The mask is inherited, and holds before the first line of the worker runs.
    blocked = hasattr(signal, "pthread_sigmask")
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _PARENTS) if blocked else set()
    try:
        process.start()
    except OSError as error:
        here.close()
        raise WorkersFailedError from error
    finally:
        if blocked:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        there.close()  # the worker's end: once it is dead, ours reads the end of the line
    return Worker(process, here)


def _serve(line: Connection, tools: Tools, threads: int) -> None:
    for number in _PARENTS:
        signal.signal(number, signal.SIG_IGN)
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(_OOM_SCORE, "ascii")
    keep_freed_memory()
    limit_threads(threads)
    # Not before the threads are limited: the libraries read the number when they are loaded. Before the sign, so
    # that a library that does not load is not held against a picture.
    import fixative.protect  # noqa: F401, PLC0415

    def ask(question: Demand | Proof) -> bool:
        line.send(question)
        return bool(line.recv())

    # A parent that has no more, or is gone, ends the line.
    with contextlib.suppress(EOFError, OSError):
        line.send(Sign.READY)
        while True:
            task: Task = line.recv()
            line.send(work(task, tools, ask, Progress()))
