"""What the page about opting out says of an objection: sentences, without a widget."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from fixative.optout import Item, State
from fixative.platforms.facts import Certainty, Fact, Region

__all__ = ["certain", "day_in_words", "reminder", "state_of", "who_can"]

translate = QCoreApplication.translate


def day_in_words(day: date) -> str:
    """Write a day as the language has it."""
    return QLocale().toString(QDate(day.year, day.month, day.day), translate("optout", "d MMMM yyyy"))


def state_of(item: Item) -> tuple[str, str]:
    """Say how an objection stands, and in which tone of a chip; nothing where no day matters."""
    due = "" if item.due is None else day_in_words(item.due)
    done = "" if item.done is None else day_in_words(item.done)
    if item.state is State.OPEN:
        return (translate("optout", "By {day}").format(day=due), "warn") if due else ("", "")
    told = {
        State.LATE: (translate("optout", "The day for everything was {day}; it still holds for what comes"), "warn"),
        State.DONE: (translate("optout", "Done on {done}"), "good"),
        State.WAITING: (translate("optout", "Sent on {done}; an answer is due by {day}"), "good"),
        State.OVERDUE: (translate("optout", "Sent on {done}; an answer was due by {day}"), "bad"),
    }
    words, tone = told[item.state]
    return words.format(day=due, done=done), tone


def reminder(item: Item, title: str, name: str) -> str:
    """Remind of a day that comes, or of an answer that did not; empty where there is nothing to remind of."""
    if item.state is State.OPEN and item.due is not None:
        words = translate("optout", "{platform}: {title}, by {day}.")
    elif item.state is State.WAITING:
        words = translate("optout", "{platform}: an answer to your letter is due by {day}.")
    elif item.state is State.OVERDUE:
        words = translate(
            "optout",
            "{platform}: an answer to your letter was due by {day}. Ask for it, or turn to a supervisory authority.",
        )
    else:
        return ""
    return words.format(platform=name, title=title, day="" if item.due is None else day_in_words(item.due))


def who_can(regions: tuple[Region, ...]) -> str:
    """Say who can object."""
    names = {
        Region.ALL: translate("optout", "for everybody"),
        Region.EU: translate("optout", "in the EU and EEA"),
        Region.UK: translate("optout", "in the UK"),
    }
    told = ", ".join(names[region] for region in regions)
    return told[:1].upper() + told[1:]


def certain(fact: Fact) -> str:
    """Say how certain a fact is, and of which day."""
    known = fact.certainty is Certainty.KNOWN
    words = translate("optout", "known, {day}") if known else translate("optout", "assumed, {day}")
    return words.format(day=day_in_words(fact.dated))
