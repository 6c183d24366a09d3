"""The checklist: what there is to do on each platform, what was done, and which days matter."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from fixative.optout.memory import Memory
from fixative.platforms.facts import Objection, Platform, Region

__all__ = ["Item", "State", "checklist", "today"]


class State(StrEnum):
    """How an objection stands."""

    OPEN = "open"
    LATE = "late"
    """The last day on which it covered everything has passed: it holds for what comes."""
    DONE = "done"
    WAITING = "waiting"
    """A letter was sent, and its answer is due."""
    OVERDUE = "overdue"
    """A letter was sent, and its answer is late."""


@dataclass(frozen=True, slots=True)
class Item:
    """An objection on the checklist.

    Attributes
    ----------
    platform : Platform
    objection : Objection
    state : State
    done : date or None
    due : date or None
        The day that matters next: the last to object on, or the last to be answered on. None: no day does.
    """

    platform: Platform
    objection: Objection
    state: State
    done: date | None = None
    due: date | None = None


def checklist(platforms: Iterable[Platform], memory: Memory, *, today: date, region: Region = Region.ALL) -> list[Item]:
    """List what there is to do.

    Parameters
    ----------
    platforms : iterable of Platform
    memory : Memory
    today : date
    region : Region, optional
        Where the user lives; `ALL` leaves nothing out.
    """
    return [
        _item(platform, objection, memory.done.get(platform.slug, {}).get(objection.name), today)
        for platform in platforms
        for objection in platform.objections
        if region is Region.ALL or not {region, Region.ALL}.isdisjoint(objection.who)
    ]


def today() -> date:
    """Give the day where the user is."""
    return datetime.now(UTC).astimezone().date()


def _item(platform: Platform, objection: Objection, done: date | None, today: date) -> Item:
    if done is None:
        late = objection.by is not None and objection.by < today
        return Item(platform, objection, State.LATE if late else State.OPEN, due=objection.by)
    if not objection.letter:
        return Item(platform, objection, State.DONE, done)
    due = _month_after(done)
    return Item(platform, objection, State.WAITING if today <= due else State.OVERDUE, done, due)


def _month_after(day: date) -> date:
    """Give the last day for an answer (Art. 12(3) GDPR): a month later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
