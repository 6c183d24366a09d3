"""A process that protects one picture after another, and what its parent holds of it."""

from __future__ import annotations

import contextlib
import os
import signal
from dataclasses import dataclass
from enum import Enum
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from fixative.batch.plan import Task
from fixative.credentials import Identity
from fixative.errors import WorkersFailedError
from fixative.outcome import Outcome, Problem, Status
from fixative.recipe import Recipe
from fixative.secret import OwnSecret

__all__ = ["Sign", "Worker", "start"]

_PATIENCE = 5.0
"""Seconds that a worker gets to end by itself once nothing is asked of it any more."""


class Sign(Enum):
    """What a line tells besides outcomes."""

    READY = "ready"
    """The process has started, and works."""
    DEAD = "dead"
    """The process is gone."""


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

    def ask(self, task: Task) -> bool:
        """Hand over a picture; false where the process is dead."""
        try:
            self.line.send(task)
        except OSError:
            return False
        return True

    def answer(self) -> Outcome | Sign:
        """Take what the process says: that it is ready, or what became of the picture."""
        try:
            answer: Outcome | Sign = self.line.recv()
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
            self.process.join()
        self.process.close()


def start(recipe: Recipe, own: OwnSecret | None, identity: Identity | None, *, threads: int) -> Worker:
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
    given = (there, recipe, own, identity, threads)
    process = context.Process(target=_serve, args=given, name="fixative-worker", daemon=True)
    # Ctrl-C goes to the whole group of processes, and the parent alone decides what it means. The mask is
    # inherited, and holds before the first line of the worker runs.
    blocked = hasattr(signal, "pthread_sigmask")
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if blocked else set()
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


def _serve(line: Connection, recipe: Recipe, own: OwnSecret | None, identity: Identity | None, threads: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_threads(threads)
    # Not before the threads are limited: the libraries read the number when they are loaded.
    from fixative.protect import protect  # noqa: PLC0415

    with contextlib.suppress(OSError):
        line.send(Sign.READY)
    while True:
        try:
            task: Task = line.recv()
        except (EOFError, OSError):  # the parent has no more, or is gone
            return
        try:
            outcome = protect(task.source, task.target, task.recipe or recipe, own=own, identity=identity)
        except MemoryError as error:
            problem = Problem("failed", {"detail": type(error).__name__})
            outcome = Outcome(Status.FAILED, task.source, problems=(problem,))
        try:
            line.send(outcome)
        except OSError:
            return


def _limit_threads(threads: int) -> None:
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ[f"{library}_NUM_THREADS"] = str(threads)
    import cv2  # noqa: PLC0415

    cv2.setNumThreads(threads)
