"""What there is to do on each platform: what it says of training, and the objections that are not made yet."""

from __future__ import annotations

from collections.abc import Sequence

from fixative.inspect.markup import chip, safe
from fixative.inspect.tongue import Tongue
from fixative.optout import Item, State
from fixative.platforms import Platform
from fixative.platforms.facts import Fact, Stance

__all__ = ["stances", "steps"]

_TONES = {
    Stance.TRAINS: "bad",
    Stance.LICENSES: "bad",
    Stance.REFUSES: "good",
    Stance.FORBIDS: "good",
    Stance.UNKNOWN: "",
}

_STATES = {
    State.LATE: "outlook-late",
    State.DONE: "outlook-done",
    State.WAITING: "outlook-waiting",
    State.OVERDUE: "outlook-overdue",
}


def stances(platform: Platform, tongue: Tongue) -> str:
    """Say in labels what a platform does."""
    found = dict.fromkeys(fact.stance for fact in platform.training) or {Stance.UNKNOWN: None}
    if len(found) > 1:
        found.pop(Stance.UNKNOWN, None)
    return "".join(chip(tongue.phrase(f"stance-{stance.value}"), _TONES[stance]) for stance in found)


def steps(platform: Platform, items: Sequence[Item], tongue: Tongue) -> str:
    """Say what a platform says, and what there is to do."""
    checked = tongue.phrase("outlook-checked", day=tongue.day(platform.checked))
    said = [f"{fact.told(tongue.language)} [{_certain(fact, tongue)}]" for fact in platform.training]
    said = said or [tongue.phrase("outlook-training-unknown")]
    told = "".join(f"<p>{safe(each)}</p>" for each in said)
    ways = "".join(_way(item, tongue) for item in items) or f"<p>{safe(tongue.phrase('outlook-no-objection'))}</p>"
    return (
        f'<article class="card">\n<h3>{safe(platform.called(tongue.language))}</h3>\n'
        f'<p class="muted">{safe(checked)}</p>\n{told}\n{ways}</article>\n'
    )


def _way(item: Item, tongue: Tongue) -> str:
    objection, guide = item.objection, item.objection.told(tongue.language)
    if item.state in (State.DONE, State.WAITING):
        return f"<h4>{safe(guide.title)}</h4><p>{chip(_state(item, tongue), 'good')}</p>\n"
    who = ", ".join(tongue.phrase(f"outlook-who-{region.value}") for region in objection.who)
    due = chip(_state(item, tongue), "warn") if item.due is not None else ""
    listed = "".join(f"<li>{safe(step)}</li>" for step in guide.steps)
    remember = tongue.phrase("outlook-remember", platform=item.platform.slug, objection=objection.name)
    return (
        f"<h4>{safe(guide.title)}</h4>\n"
        f"<p>{chip(who)}{due}</p>\n<ol>{listed}</ol>\n"
        f"<p>{safe(guide.brings)} [{safe(_certain(objection, tongue))}]</p>\n"
        f'<p><a href="{safe(objection.link)}" rel="noreferrer">{safe(tongue.phrase("outlook-where"))}</a>'
        f'<span class="printed"> {safe(objection.link)}</span></p>\n<p class="muted">{safe(remember)}</p>\n'
    )


def _state(item: Item, tongue: Tongue) -> str:
    days = {name: "" if day is None else tongue.day(day) for name, day in (("day", item.due), ("done", item.done))}
    return tongue.phrase(_STATES.get(item.state, "outlook-by"), **days)


def _certain(fact: Fact, tongue: Tongue) -> str:
    return tongue.phrase(f"outlook-{fact.certainty.value}", day=tongue.day(fact.dated))
