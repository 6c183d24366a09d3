"""Pictures handed out to the machines of a cluster, and what is heard from there."""

from __future__ import annotations

import asyncio
import concurrent.futures
import pickle
import secrets
import time
from collections import deque
from collections.abc import Awaitable, Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from distributed import Client, Future, KilledWorker

from fixative.batch.cluster.connect import check_version, check_versions, connected
from fixative.batch.cluster.serve import Call, Kit, answer, equip, forget, serve
from fixative.batch.past import Proof
from fixative.batch.plan import Task
from fixative.batch.pool import Sign
from fixative.batch.work import Tools
from fixative.errors import ClusterLostError, FixativeError
from fixative.outcome import Outcome
from fixative.recipe import Recipe
from fixative.remote import Remote, absolute

if TYPE_CHECKING:
    from fixative.codecs import Demand

__all__ = ["Cluster"]

_AHEAD = 2
"""Pictures for each thread of the cluster that are handed out: one at work, and one so that none waits for us."""

_LOOK = 2.0
"""Seconds between two looks at how large the cluster is."""

_TRIES = 3
"""How often a worker that seems to be there is told something that does not reach it."""

_LOST = (asyncio.CancelledError, concurrent.futures.CancelledError, OSError, TimeoutError)
"""What is raised for all that was asked of a scheduler that goes."""

_DETAIL = 200
"""Characters of an unexpected error that are told."""


class Cluster:
    """The workers of a cluster.

    Parameters
    ----------
    tools : Tools
    recipes : collection of Recipe
        Of all pictures.
    scheduler : str or None
        The address; None makes a cluster of this machine's own.
    jobs : int or None
        The most pictures at a time, or None for as many as the cluster can.
    processes : int
        Of a cluster of one's own.

    Raises
    ------
    ClusterNotPrivateError, ClusterUnreachableError, ClusterEmptyError, ClusterDiffersError
    """

    def __init__(
        self, tools: Tools, recipes: Collection[Recipe], *, scheduler: str | None, jobs: int | None, processes: int
    ) -> None:
        self._numbers = {recipe: number for number, recipe in enumerate(recipes)}
        self._kit = Kit(tools, tuple(recipes))
        self._run = f"fixative-{secrets.token_hex(8)}"
        # A cluster of one's own has so many threads; one that others use, too, may have more.
        self._most = None if scheduler is None else jobs
        self._pictures = 0
        self._heard: SimpleQueue[tuple[str, Call | Outcome | BaseException]] = SimpleQueue()
        self._at_work: dict[str, RemoteHand] = {}
        self._machines: dict[str, int] = {}
        self._looked = 0.0
        private = tools.own is not None or tools.identity is not None
        private = private or any(recipe.cloak.secret for recipe in recipes)
        with ExitStack() as stack:
            way = connected(scheduler, jobs=processes, private=private)
            self._client: Client = stack.enter_context(way)
            self._client.subscribe_topic(self._run, self._hear)
            self._stack = stack.pop_all()

    @property
    def number(self) -> int:
        """How many pictures may be handed out at a time: a few more than the cluster has threads, however many wait."""
        self._look()
        able = max(1, _AHEAD * sum(self._machines.values()))
        return able if self._most is None else min(able, self._most)

    def has(self, host: str) -> bool:
        """Whether a worker is still there."""
        return host in self._machines

    def start(self) -> RemoteHand:
        """Give one more place for a picture."""
        return RemoteHand(self)

    def wait(self, hands: Collection[RemoteHand], seconds: float) -> set[RemoteHand]:
        """Wait until something is heard, or the time is over, and give those who have something to say."""
        self._look()
        if any(hand.inbox for hand in hands):
            seconds = 0
        with suppress(Empty):
            self._sort(*self._heard.get(timeout=seconds) if seconds else self._heard.get_nowait())
            while True:
                self._sort(*self._heard.get_nowait())
        return {hand for hand in hands if hand.inbox}

    def has_room(self, hand: RemoteHand, memory: int, *, taken: int) -> bool:
        """Whether a worker has memory for a picture beside those that it has."""
        return hand.room is None or taken + memory <= hand.room

    def end(self) -> None:
        """Let the workers forget what they got, and let go of the cluster."""
        with self._stack, suppress(Exception):  # a cluster that is gone has forgotten already
            self._client.unsubscribe_topic(self._run)
            self._client.run(forget, self._run, on_error="ignore")

    def hand_out(self, hand: RemoteHand) -> Future[Outcome]:
        """Give a hand's picture to the cluster."""
        task = hand.task
        # A worker has another current folder; and a recipe may name a secret, which does not belong among the tasks.
        sent = replace(task, source=absolute(task.source), target=absolute(task.target), recipe=None)
        recipe = self._numbers[task.recipe or self._kit.tools.recipe]
        self._pictures += 1
        key = f"{self._run}-{self._pictures}"
        future = self._client.submit(serve, self._run, sent, recipe, key=key, pure=False)
        self._at_work[key] = hand
        self._in_loop(self._await, key, future)
        return future

    def tell(self, host: str, token: str, *, go_on: bool) -> None:
        """Answer the question of a worker, without waiting for it to hear."""
        self._in_loop(self._call, host, partial(answer, token, go_on=go_on))

    def take_back(self, future: Future[Outcome]) -> None:
        """Have no more interest in a picture."""
        self._at_work.pop(str(future.key), None)
        with suppress(Exception):  # of a cluster that is gone
            future.cancel()

    def _look(self) -> None:
        if time.monotonic() - self._looked < _LOOK:
            return
        if self._client.status != "running":
            raise ClusterLostError
        with _lost_with_the_scheduler():
            self._machines = dict(self._client.nthreads())
        self._looked = time.monotonic()

    def _sort(self, key: str, said: Call | Outcome | BaseException) -> None:
        hand = self._at_work.get(key)
        if not isinstance(said, Call):
            if self._at_work.pop(key, None) is not None and hand is not None:
                hand.inbox.append((None, self._understood(said, hand)))
        elif said.question is None:
            check_version(said.host, said.version)
            self._in_loop(self._call, said.host, partial(equip, self._run, said.token, self._kit))
        elif hand is None:
            self.tell(said.host, said.token, go_on=False)
        else:
            hand.inbox.append((said, said.question))

    def _understood(self, said: Outcome | BaseException, hand: RemoteHand) -> Sign | Outcome:
        if isinstance(said, Outcome):
            return hand.named(said)
        if isinstance(said, KilledWorker):
            return Sign.DEAD
        if isinstance(said, _LOST) or self._client.status != "running":
            raise ClusterLostError from said
        with _lost_with_the_scheduler():
            check_versions(self._client)
        detail = f"{type(said).__name__}: {said}"[:_DETAIL]
        return Outcome.failed(hand.task.source, FixativeError(detail=detail))

    def _in_loop(self, function: Callable[..., Awaitable[None]], *words: object) -> None:
        loop = self._client.loop
        if loop is not None:  # as long as the client is open
            loop.add_callback(function, *words)

    # What follows runs in the client's own thread.

    def _hear(self, event: tuple[float, bytes]) -> None:
        call: Call = pickle.loads(event[1])  # noqa: S301 - of a worker, which runs what we send
        self._heard.put((call.key, call))

    async def _await(self, key: str, future: Future[Outcome]) -> None:
        said: Outcome | BaseException
        try:
            said = await self._client.gather(future, asynchronous=True)
        except (Exception, *_LOST) as error:  # noqa: BLE001 - told to whoever waits for it
            said = error
        self._heard.put((key, said))

    async def _call(self, host: str, function: Callable[[], object]) -> None:
        for _ in range(_TRIES):
            with suppress(Exception):  # a worker that is gone: its pictures are done by others
                told = await self._client.run(function, workers=[host], on_error="return")
                if not isinstance(told.get(host), Exception):
                    return


@dataclass(slots=True, eq=False)
class RemoteHand:
    """A place for a picture in the cluster, on whichever machine that is worked on.

    A worker that is lost is no end: the scheduler gives its pictures to others, who ask anew. Only one over which
    worker after worker dies ends as such.

    Attributes
    ----------
    pool : Cluster
    task : Task
        The latest.
    host : str
        The worker that asked last; empty until one did.
    room : int or None
        Bytes for pictures there.
    inbox : deque
        What was heard, and not taken yet; questions with what is needed to answer them.
    """

    pool: Cluster
    task: Task = field(init=False)
    host: str = ""
    room: int | None = None
    inbox: deque[tuple[Call | None, Sign | Demand | Proof | Outcome]] = field(default_factory=deque)
    _future: Future[Outcome] = field(init=False)
    _token: str = ""

    @property
    def ready(self) -> bool:
        """Whether it could take a picture: the cluster has workers."""
        return True

    @property
    def is_queued(self) -> bool:
        """Whether no worker has begun with the picture, or the one that had is gone."""
        return not self.pool.has(self.host)

    def ask(self, task: Task) -> bool:
        """Hand over a picture."""
        self.task, self.host, self.room = task, "", None
        self._future = self.pool.hand_out(self)
        return True

    def reply(self, *, go_on: bool) -> None:
        """Answer the last question."""
        self.pool.tell(self.host, self._token, go_on=go_on)

    def answer(self) -> Sign | Demand | Proof | Outcome:
        """Take what was heard first."""
        call, said = self.inbox.popleft()
        if call is not None:
            self.host, self.room, self._token = call.host, call.room, call.token
        return said

    def named(self, outcome: Outcome) -> Outcome:
        """Give an outcome with the names that were given here; a URL is the same anywhere."""
        result = outcome.result
        if result is not None and not isinstance(result, Remote):
            result = self.task.target.with_name(result.name)
        return replace(outcome, source=self.task.source, result=result)

    def end(self, *, now: bool = False) -> None:
        """Give up what it has."""
        if now:
            self.pool.take_back(self._future)


@contextmanager
def _lost_with_the_scheduler() -> Iterator[None]:
    try:
        yield
    except _LOST as error:
        raise ClusterLostError from error
