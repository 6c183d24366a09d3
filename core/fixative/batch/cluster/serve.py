"""What runs on the machines of a cluster: a picture at a time, and the questions to the client on the way."""

from __future__ import annotations

import pickle
import secrets
import time
from asyncio import get_running_loop
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from distributed import Worker, get_worker

from fixative.batch.memory import free_memory
from fixative.batch.past import Proof
from fixative.batch.plan import Task
from fixative.batch.work import WORKER_BYTES, Tools, limit_threads, work
from fixative.outcome import Outcome
from fixative.progress import Progress
from fixative.recipe import Recipe

if TYPE_CHECKING:
    from fixative.codecs import Demand

__all__ = ["Call", "Kit", "answer", "equip", "forget", "serve"]

_TICK = 1.0
"""Seconds between two looks whether anybody still waits for the picture."""

_IDLE = 900.0
"""Seconds after which a worker forgets what it got for a run that it has heard nothing of: its client may be gone."""

_USABLE = 0.9
"""Of a worker's limit: at 0.95 Dask kills it."""


@dataclass(frozen=True, slots=True)
class Call:
    """What a worker asks its client.

    Attributes
    ----------
    key : str
        Of the picture, as Dask knows it.
    token : str
        Of this question.
    host : str
        The worker's address.
    room : int or None
        Bytes of memory that pictures may take there; None where that is not known.
    version : str
        Of its Fixative.
    question : Demand, Proof or None
        None where it has nothing yet to work with.
    """

    key: str
    token: str
    host: str
    room: int | None
    version: str
    question: Demand | Proof | None


@dataclass(frozen=True, slots=True, repr=False)
class Kit:
    """What all pictures of a run are worked on with. It holds secrets: it goes to a worker once, and shows nothing.

    Attributes
    ----------
    tools : Tools
    recipes : tuple of Recipe
        Of the pictures, by their numbers.
    """

    tools: Tools
    recipes: tuple[Recipe, ...]


_KITS: dict[str, Kit] = {}
_USED: dict[str, float] = {}
_ANSWERS: dict[str, SimpleQueue[bool]] = {}


def serve(run: str, task: Task, recipe: int) -> Outcome:
    """Protect a picture on a worker of the cluster.

    Parameters
    ----------
    run : str
        The topic under which its client listens.
    task : Task
        Without its recipe, which may name a secret.
    recipe : int
        Which of the kit's it is.
    """
    line = _Line(run)
    if run not in _KITS:
        # One picture a thread: of many pictures that is faster than many threads a picture.
        limit_threads(1)
        line.ask(None)
    _USED[run] = time.monotonic()
    kit = _KITS.get(run)
    if kit is None:
        # The client is gone, and nobody will see this.
        raise RuntimeError(_FORSAKEN)
    # Dask removes what a worker that was killed left in its folder.
    tools = replace(kit.tools, folder=Path(get_worker().local_directory))
    return work(replace(task, recipe=kit.recipes[recipe]), tools, line.ask, Progress())


_FORSAKEN = "the client that this picture was for does not answer"


async def equip(run: str, token: str, kit: Kit) -> None:
    """Give a worker what it needs for a run; its client calls this."""
    _KITS[run] = kit
    _USED[run] = time.monotonic()
    answer(token, go_on=True)
    get_running_loop().call_later(_IDLE, _forget_idle, run)


def answer(token: str, *, go_on: bool) -> None:
    """Answer a question of this worker; its client calls this."""
    waiting = _ANSWERS.get(token)
    if waiting is not None:
        waiting.put(go_on)


def forget(run: str) -> None:
    """Throw away what a run needed; its client calls this at the end."""
    _KITS.pop(run, None)
    _USED.pop(run, None)


def _forget_idle(run: str) -> None:
    left = _USED.get(run, 0.0) + _IDLE - time.monotonic()
    if left <= 0:
        forget(run)
    else:
        get_running_loop().call_later(left, _forget_idle, run)


class _Line:
    """The way from a picture's thread to the client, through the scheduler."""

    def __init__(self, run: str) -> None:
        self._run = run
        self._worker: Worker = get_worker()
        self._key = str(self._worker.get_current_task())

    def ask(self, question: Demand | Proof | None) -> bool:
        """Ask, and wait for the answer; no, where nobody waits for the picture any more."""
        token = secrets.token_hex(8)
        answered = _ANSWERS[token] = SimpleQueue()
        try:
            room = _room(self._worker)
            call = Call(self._key, token, self._worker.address, room, version("fixative"), question)
            self._worker.log_event(self._run, pickle.dumps(call))
            while self._is_wanted():
                with suppress(Empty):
                    return answered.get(timeout=_TICK)
            return False
        finally:
            del _ANSWERS[token]

    def _is_wanted(self) -> bool:
        # Of a client that went away, even by `kill -9`, the scheduler gives all pictures up.
        task = self._worker.state.tasks.get(self._key)
        return task is not None and task.state in ("executing", "long-running")


def _room(worker: Worker) -> int | None:
    limit = worker.memory_manager.memory_limit
    return free_memory() if limit is None else int(limit * _USABLE) - worker.state.nthreads * WORKER_BYTES
