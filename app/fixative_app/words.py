"""What the window says about an outcome, and how it writes counts, times and paths: without a widget.

The engine gives codes and figures; here they become words, and the words are looked up in the translations.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from string import Formatter

from PySide6.QtCore import QCoreApplication

from fixative.messages import TEMPLATES
from fixative.outcome import Outcome, Problem, Severity, Status
from fixative.platforms import named
from fixative.recipe import Recipe
from fixative.rights.statement import AIPolicy
from fixative_app.choice_words import policy_name, preset_name
from fixative_app.pace import Pace
from fixative_app.translatable import QT_TRANSLATE_NOOP

__all__ = [
    "counted",
    "duration",
    "figures",
    "lens_figure",
    "number",
    "pictures",
    "problem_sentence",
    "reason",
    "recipe_line",
    "remark",
    "said_in",
    "shortened",
    "status_word",
    "summary",
    "tags",
    "tags_found",
    "target_name",
    "target_names",
    "tip",
]

_SECONDS_A_MINUTE = 60
_MINUTES_AN_HOUR = 60

# The engine's sentences are written for both faces; these few name an option of the command line there.
_WINDOW_TEMPLATES: Mapping[str, str] = {
    "is-a-folder": QT_TRANSLATE_NOOP("words", "This is a folder."),
    "too-large": QT_TRANSLATE_NOOP(
        "words", "The picture has {pixels:,.0f} pixels, and the limit is {limit:,.0f}. Make it smaller first."
    ),
    "disk-full": QT_TRANSLATE_NOOP("words", "The disk is full. Free some space, then protect again."),
    "destination-exists": QT_TRANSLATE_NOOP(
        "words", "A file with this name is there already. Choose another folder for the results."
    ),
    "already-cloaked": QT_TRANSLATE_NOOP(
        "words",
        "Its mark says that it carries a cloak already ({preset}): it was tagged, and not cloaked again. If it was "
        "edited since, start from the original. If it carries none, save it without its metadata first.",
    ),
    "cloaked-at-another-size": QT_TRANSLATE_NOOP(
        "words",
        "Its mark says that it was cloaked at {width:.0f} x {height:.0f} pixels, which it no longer has: it was "
        "tagged, and not cloaked again. Start from the original. If this is one, save it without its metadata first.",
    ),
    "looks-cloaked": QT_TRANSLATE_NOOP(
        "words",
        "Its pixels show a cloak, though it has no mark: it was tagged, and not cloaked again. "
        "Start from the original.",
    ),
    "already-done": QT_TRANSLATE_NOOP(
        "words",
        "It was done before, by Fixative {version}, and its result is still there. Protect again (F5) does it again.",
    ),
    "result-changed": QT_TRANSLATE_NOOP(
        "words",
        "It was done before, and somebody changed the result since, which was left as it is. "
        "Protect again (F5) does it again.",
    ),
    "journal-not-kept": QT_TRANSLATE_NOOP(
        "words", "What is done cannot be written down ({detail}): it will be done again another time."
    ),
    "worker-died": QT_TRANSLATE_NOOP(
        "words", "The process that worked on this picture was killed, often for want of memory. Try it alone."
    ),
}

_STATUS = {
    Status.PROTECTED: QT_TRANSLATE_NOOP("words", "Protected"),
    Status.TAGGED: QT_TRANSLATE_NOOP("words", "Tagged"),
    Status.PLANNED: QT_TRANSLATE_NOOP("words", "Planned"),
    Status.SKIPPED: QT_TRANSLATE_NOOP("words", "Skipped"),
    Status.FAILED: QT_TRANSLATE_NOOP("words", "Failed"),
    Status.CANCELLED: QT_TRANSLATE_NOOP("words", "Stopped"),
}

_REMARKS = {
    "already-done": QT_TRANSLATE_NOOP("words", "Done before · F5 does it again"),
    "result-changed": QT_TRANSLATE_NOOP("words", "Done before, changed since · F5 does it again"),
    "already-there": QT_TRANSLATE_NOOP("words", "A result is there already"),
}

translate = QCoreApplication.translate


def recipe_line(recipe: Recipe) -> str:
    """Say the gist of a recipe: cloak, policy and destination."""
    folder = Path(recipe.destination.folder)
    parts = [preset_name(recipe.cloak.preset), policy_name(recipe.rights.policy)]
    parts.append(shortened(folder) if folder.is_absolute() else str(folder))
    return " · ".join([*parts, *(named(slug).name for slug in recipe.fit.platforms)])


def status_word(outcome: Outcome) -> str:
    """Name how it ended."""
    return translate("words", _STATUS[outcome.status])


def problem_sentence(problem: Problem) -> str:
    """Say a problem in the window's language."""
    source = _WINDOW_TEMPLATES.get(problem.code)
    template = translate("words", source) if source else QCoreApplication.translate("messages", TEMPLATES[problem.code])
    return _Numbers().vformat(template, (), {"detail": "", **problem.params})


class _Numbers(Formatter):
    """Writes numbers as the language has them."""

    def format_field(self, value: object, format_spec: str) -> str:
        if isinstance(value, int | float) and format_spec == ",.0f":
            return number(value)
        return format(value, format_spec)


def reason(outcome: Outcome) -> str:
    """Say why there is no result; empty where there is one."""
    return " ".join(problem_sentence(problem) for problem in outcome.problems if problem.severity is Severity.ERROR)


def figures(outcome: Outcome, moved: float | None = None) -> str:
    """Say what was measured: how much like the original the result looks, and how far the lens sees it moved."""
    measured = outcome.figures
    if measured is None:
        return ""
    parts = []
    if measured.visible_cost is not None:
        parts.append(translate("words", "Likeness {figure:.0f} of 100").format(figure=measured.visible_cost))
    if moved is not None:
        parts.append(lens_figure(moved))
    notes = sum(problem.severity is Severity.NOTE for problem in outcome.problems)
    if notes == 1:
        parts.append(translate("words", "1 note"))
    elif notes:
        parts.append(translate("words", "{count} notes").format(count=notes))
    return " · ".join(parts)


def lens_figure(moved: float) -> str:
    """Say how far the latents of a picture move, in short."""
    return translate("words", "Lens {figure:.0f} %").format(figure=100 * moved)


def tags_found(found: int, written: int) -> str:
    """Say how many tags speak of AI in the original, and how many in its result."""
    return translate("words", "tags {found} → {written}").format(found=found, written=written)


def _tags(count: int) -> str:
    return translate("words", "1 tag") if count == 1 else translate("words", "{count} tags").format(count=count)


def remark(outcome: Outcome) -> str:
    """Say in short why nothing had to be done, and how it is done all the same; empty where something was done."""
    codes = {problem.code for problem in outcome.problems}
    return next((translate("words", text) for code, text in _REMARKS.items() if code in codes), "")


def summary(outcome: Outcome) -> str:
    """Say in full what was done: where the result is, and what was measured and read back from it."""
    parts = []
    if outcome.ok and outcome.result is not None:
        parts.append(target_name(outcome.source, outcome.result))
    measured = outcome.figures
    if measured is not None and measured.visible_cost is not None:
        likeness = translate("words", "cloaked pixels about {figure:.0f} of 100 like the original's (SSIMULACRA2)")
        parts.append(likeness.format(figure=measured.visible_cost))
    if measured is not None and measured.tags:
        policy = translate("words", "AI policy read back from {count} tags")
        parts.append(policy.format(count=len(measured.tags)))
    return " · ".join(parts)


def tags(outcome: Outcome) -> str:
    """Name the tags that carry the policy and were read back, a line for each."""
    return "\n".join(outcome.figures.tags) if outcome.figures is not None else ""


def number(value: float) -> str:
    """Write a whole number, its thousands apart as the language has it."""
    return f"{value:,.0f}".replace(",", translate("words", ",", "between thousands"))


def pictures(count: int) -> str:
    """Count pictures."""
    if count == 1:
        return translate("words", "1 picture")
    return translate("words", "{count} pictures").format(count=number(count))


def counted(pace: Pace) -> str:
    """Say what came of a run, or of a queue."""
    parts = []
    if pace.done:
        parts.append(translate("words", "{count} done").format(count=number(pace.done)))
    if pace.failed:
        parts.append(translate("words", "{count} failed, for the reason in the row").format(count=number(pace.failed)))
    left = pace.total - pace.done - pace.failed
    if left:
        parts.append(translate("words", "{count} left").format(count=number(left)))
    return " · ".join(parts)


def target_name(source: Path, target: Path) -> str:
    """Name a result by its way from the original's folder, or in full where it goes elsewhere."""
    if target.is_relative_to(source.parent):
        return str(target.relative_to(source.parent))
    return shortened(target)


def target_names(source: Path, target: Path, others: Sequence[Path]) -> str:
    """Name a result, and say how many further copies there are."""
    name = target_name(source, target)
    if not others:
        return name
    return translate("words", "{name} and {count} more").format(name=name, count=len(others))


def tip(text: str) -> str:
    """Make a tooltip that shows a text as it is: Qt takes a name with < in it for markup."""
    return "<p>" + escape(text).replace("\n", "<br>") + "</p>" if text else ""


def said_in(policy: AIPolicy | None, fields: Sequence[str]) -> str:
    """Say what a picture says about AI, and in how many tags."""
    if not fields:
        return translate("words", "no word about AI")
    said = translate("words", "something about AI") if policy is None else policy_name(policy)
    return f"{said} · {_tags(len(fields))}"


def shortened(path: Path) -> str:
    """Name a path, with ~ for the home folder."""
    home = Path.home()
    return str(Path("~") / path.relative_to(home)) if path.is_relative_to(home) else str(path)


def duration(seconds: float) -> str:
    """Say about how long something takes."""
    if seconds < _SECONDS_A_MINUTE:
        return translate("words", "less than a minute")
    minutes = round(seconds / _SECONDS_A_MINUTE)
    if minutes == 1:
        return translate("words", "about a minute")
    if minutes < _MINUTES_AN_HOUR:
        return translate("words", "about {minutes} minutes").format(minutes=minutes)
    hours, minutes = divmod(minutes, _MINUTES_AN_HOUR)
    return translate("words", "about {hours} h {minutes:02d} min").format(hours=hours, minutes=minutes)
