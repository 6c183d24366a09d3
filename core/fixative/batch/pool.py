"""Where the workers of a crew come from: the one face of processes here, and of a cluster's machines."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum
from typing import TYPE_CHECKING, Protocol, TypeVar

from fixative.batch.past import Proof
from fixative.batch.plan import Task
from fixative.outcome import Outcome

if TYPE_CHECKING:
    from fixative.codecs import Demand

__all__ = ["AnyHand", "Hand", "Pool", "Sign"]


class Sign(Enum):
    """What a worker tells besides questions and outcomes."""

    READY = "ready"
    """The process has started, and works."""
    DEAD = "dead"
    """The process is gone."""


class AnyHand(Protocol):
    """Who works on one picture at a time, and asks on the way."""

    @property
    def ready(self) -> bool:
        """Whether it has come so far that it could take a picture."""

    @property
    def host(self) -> str:
        """Whose memory it takes."""

    @property
    def is_queued(self) -> bool:
        """Whether its picture waits for somebody to work on it."""

    def ask(self, task: Task) -> bool:
        """Hand over a picture; false where it is dead."""

    def reply(self, *, go_on: bool) -> None:
        """Answer its question."""

    def answer(self) -> Sign | Demand | Proof | Outcome:
        """Take what it says."""

    def end(self, *, now: bool = False) -> None:
        """Send it home, with its picture or at once."""


Hand = TypeVar("Hand", bound=AnyHand)


class Pool(Protocol[Hand]):
    """What all workers of a run have in common."""

    @property
    def number(self) -> int:
        """How many pictures may be handed out at a time."""

    def start(self) -> Hand:
        """Give one more worker."""

    def wait(self, workers: Collection[Hand], seconds: float) -> Collection[Hand]:
        """Wait until some of the workers have something to say, or the time is over, and give them."""

    def has_room(self, worker: Hand, memory: int, *, taken: int) -> bool:
        """Whether the worker's machine has so much memory beside what is taken there already."""

    def end(self) -> None:
        """Let go of what they share, once they have gone home."""
