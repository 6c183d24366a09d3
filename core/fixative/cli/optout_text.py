"""A platform's entry on the checklist, for people and for programs."""

from __future__ import annotations

import textwrap
from datetime import date

from fixative.optout import Item, State
from fixative.platforms import Platform
from fixative.platforms.facts import Fact, Region

__all__ = ["NO_ADVICE", "in_words", "plainly"]

NO_ADVICE = "This is no legal advice. What it can and cannot bring: docs/opt-out.md."

_WIDTH = 100
_WHERE = {Region.ALL: "everybody", Region.EU: "in the EU and EEA", Region.UK: "in the UK"}


def in_words(platform: Platform, items: list[Item]) -> str:
    """Say what a platform says, and what there is to do."""
    lines = [f"{platform.name} ({platform.slug}), as of {platform.checked}"]
    lines += [_told(f"  {fact.says} [{_certain(fact)}]", 2) for fact in platform.training]
    if not platform.training:
        lines.append("  What it says about the training of AI is unknown.")
    for item in items:
        lines += ["", *_lines(item)]
    if not items:
        lines.append("  No way to object is known.")
    return "\n".join(lines) + "\n"


def plainly(platform: Platform, items: list[Item]) -> dict[str, object]:
    """Give the same as plain values, ready for JSON."""
    return {
        "platform": platform.slug,
        "name": platform.name,
        "checked": platform.checked.isoformat(),
        "training": [{"stance": fact.stance.value, "says": fact.says, **_origin(fact)} for fact in platform.training],
        "objections": [
            {
                "name": item.objection.name,
                "title": item.objection.title,
                "who": [region.value for region in item.objection.who],
                "steps": list(item.objection.steps),
                "brings": item.objection.brings,
                "link": item.objection.link,
                "state": item.state.value,
                "done": _iso(item.done),
                "due": _iso(item.due),
                **_origin(item.objection),
            }
            for item in items
        ],
    }


def _lines(item: Item) -> list[str]:
    objection = item.objection
    where = ", ".join(_WHERE[region] for region in objection.who)
    box = "[ ]" if item.done is None else "[x]"
    return [
        _told(f"  {box} {objection.name}: {objection.title} ({where}){_due(item)} [{_certain(objection)}]", 6),
        *(_told(f"      {number}. {step}", 9) for number, step in enumerate(objection.steps, 1)),
        _told(f"      {objection.brings}", 6),
        f"      {objection.link}",
    ]


def _due(item: Item) -> str:
    return {
        State.OPEN: f", by {item.due}" if item.due else "",
        State.LATE: f"; the day for everything was {item.due}, and it still holds for what comes",
        State.DONE: f", done {item.done}",
        State.WAITING: f", sent {item.done}; an answer is due by {item.due}",
        State.OVERDUE: f", sent {item.done}; an answer was due by {item.due}: ask, or turn to a supervisory authority",
    }[item.state]


def _certain(fact: Fact) -> str:
    return f"{fact.certainty}, {fact.dated}"


def _origin(fact: Fact) -> dict[str, object]:
    return {"certainty": fact.certainty.value, "sources": list(fact.sources), "dated": fact.dated.isoformat()}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _told(text: str, indent: int) -> str:
    return textwrap.fill(text, _WIDTH, subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False)
