"""Who begins when, with workers that are on machines of their own: no process is started."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from fixative.batch.crew import Crew
from fixative.batch.desk import Desk
from fixative.batch.events import Finished, Started
from fixative.batch.plan import Task
from fixative.batch.pool import Sign
from fixative.codecs import Demand
from fixative.formats import Format
from fixative.outcome import Outcome, Status

ROOM = 100


@dataclass(eq=False)
class Hand:
    """Works in steps: each look at it is one."""

    host: str
    demands: list[int]
    ready: bool = True
    is_queued: bool = False
    said: deque[Sign | Demand | Outcome] = field(default_factory=deque)
    done: list[bool] = field(default_factory=list)
    task: Task | None = None

    def ask(self, task: Task) -> bool:
        self.task = task
        self.said.append(Demand(pixels=1, memory=self.demands.pop(0)))
        return True

    def reply(self, *, go_on: bool) -> None:
        self.done.append(go_on)
        status = Status.TAGGED if go_on else Status.CANCELLED
        self.said.append(Outcome(status, self.task.source))

    def answer(self) -> Sign | Demand | Outcome:
        return self.said.popleft()

    def end(self, *, now: bool = False) -> None: ...


@dataclass
class Pool:
    hands: list[Hand]
    number: int
    most: dict[str, int] = field(default_factory=dict)
    ended: bool = False

    def start(self) -> Hand:
        return self.hands.pop(0)

    def wait(self, workers: Collection[Hand], _seconds: float) -> set[Hand]:
        return {hand for hand in workers if hand.said}

    def has_room(self, hand: Hand, memory: int, *, taken: int) -> bool:
        fits = taken + memory <= ROOM
        if fits:
            self.most[hand.host] = max(self.most.get(hand.host, 0), taken + memory)
        return fits

    def end(self) -> None:
        self.ended = True


def tasks(count: int) -> deque[Task]:
    return deque(Task(Path(f"{n}.jpg"), Path(f"out/{n}.jpg"), Format.JPEG, 1, b"") for n in range(count))


def carried_out(*hands: Hand) -> tuple[Pool, list[Started | Finished]]:
    pool = Pool(list(hands), len(hands))
    crew = Crew(pool, Event(), Desk(), tasks(len(hands)))
    events = list(crew.work())
    crew.end()
    assert pool.ended
    return pool, events


def test_what_waits_on_one_machine_holds_up_no_other():
    # On machine a, the second picture waits for the first one; that of b need not.
    pool, events = carried_out(Hand("a", [80]), Hand("a", [60]), Hand("b", [90]))
    assert [type(event) for event in events].count(Finished) == 3
    started = [event.task.source.name for event in events if isinstance(event, Started)]
    assert started.index("2.jpg") < started.index("1.jpg")
    assert pool.most == {"a": 80, "b": 90}
    assert all(event.outcome.ok for event in events if isinstance(event, Finished))


def test_what_fits_on_no_machine_is_refused():
    _, events = carried_out(Hand("a", [101]), Hand("b", [1]))
    told = {event.task.source.name: event.outcome for event in events if isinstance(event, Finished)}
    assert [problem.code for problem in told["0.jpg"].problems] == ["too-little-memory"]
    assert told["1.jpg"].ok


def test_a_picture_that_another_worker_begins_again_is_told_of_once():
    hand = Hand("a", [10])
    reply = hand.reply

    def lost_once(*, go_on: bool) -> None:
        if len(hand.done) == 0:
            hand.done.append(go_on)
            hand.host = "b"
            hand.said.append(Demand(pixels=1, memory=20))
        else:
            reply(go_on=go_on)

    hand.reply = lost_once
    _, events = carried_out(hand)
    assert [type(event) for event in events] == [Started, Finished]
    assert hand.done == [True, True]
