"""What is to be seen of a report at a glance: a few words, each with its tone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from fixative.credentials import State
from fixative.inspect.report import Report
from fixative.outcome import Problem
from fixative.rights.policy import is_prohibition
from fixative.rights.statement import AIPolicy
from fixative_app import choice_words

__all__ = ["Chip", "Seen", "chips_of", "verdict_of"]

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Seen:
    """A picture that was looked at.

    Attributes
    ----------
    path : Path
    report : Report or None
        None where it could not be read.
    problem : Problem or None
        Why not.
    """

    path: Path
    report: Report | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Chip:
    """A few words and their tone: good, warn, bad, or empty."""

    text: str
    tone: str = ""


def verdict_of(seen: Seen) -> Chip:
    """Say the gist of a picture."""
    if seen.report is None:
        return Chip(translate("verdict", "Not read"), "bad")
    if seen.report.contradictions:
        return Chip(translate("verdict", "Contradicts itself"), "warn")
    return _policy(seen.report.policy)


def chips_of(report: Report) -> list[Chip]:
    """Say what a picture is, what it says, whether its signature holds, and whether it has a cloak's mark."""
    chips = [Chip(report.format.label), _policy(report.policy)]
    if report.contradictions:
        chips.append(Chip(translate("verdict", "Contradicts itself"), "warn"))
    if report.unreadable:
        standards = ", ".join(report.unreadable)
        chips.append(Chip(translate("verdict", "Not readable: {standards}").format(standards=standards), "bad"))
    if report.credentials:
        chips.append(_signature(report))
    if report.cloak is not None:
        chips.append(Chip(translate("verdict", "Marked as cloaked"), "good"))
    return chips


def _policy(policy: AIPolicy | None) -> Chip:
    if policy is None:
        return Chip(translate("verdict", "Says nothing about AI"))
    if is_prohibition(policy):
        return Chip(choice_words.policy_name(policy), "good")
    if policy is AIPolicy.ALLOW:
        return Chip(translate("verdict", "Allows AI training"), "warn")
    return Chip(translate("verdict", "Leaves AI training open"), "warn")


def _signature(report: Report) -> Chip:
    if report.provenance is None:
        return Chip(translate("verdict", "Signed, not validated"))
    match report.provenance.state:
        case State.TRUSTED:
            return Chip(translate("verdict", "Signature trusted"), "good")
        case State.VALID:
            return Chip(translate("verdict", "Signature valid"), "good")
        case State.INVALID:
            return Chip(translate("verdict", "Signature invalid"), "bad")
