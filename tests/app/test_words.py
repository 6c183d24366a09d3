from __future__ import annotations

from pathlib import Path
from string import Formatter

import pytest

from fixative.messages import TEMPLATES
from fixative.outcome import Figures, Outcome, Problem, Severity, Status
from fixative_app import words

SOURCE = Path("/home/ada/pictures/harbour.jpg")


@pytest.mark.parametrize("status", Status)
def test_every_status_has_a_word(status):
    assert words.status_word(Outcome(status, SOURCE))


@pytest.mark.parametrize("code", TEMPLATES)
def test_no_sentence_names_an_option_of_the_command_line(code):
    fields = [(name, spec) for _, name, spec, _ in Formatter().parse(TEMPLATES[code]) if name]
    params = {name: 2 if spec else "x" for name, spec in fields}
    sentence = words.problem_sentence(Problem(code, params))
    assert sentence
    assert "--" not in sentence


def test_the_reason_is_the_error_and_not_the_notes():
    problems = (Problem("palette-requantised", {}), Problem("truncated", {}, Severity.ERROR))
    assert words.reason(Outcome(Status.FAILED, SOURCE, problems=problems)) == TEMPLATES["truncated"]


def test_figures_say_likeness_tags_and_notes():
    figures = Figures(visible_cost=71.4, tags=("a", "b"))
    outcome = Outcome(Status.PROTECTED, SOURCE, SOURCE, figures, (Problem("palette-requantised", {}),))
    assert words.figures(outcome) == "Likeness 71 of 100 · 1 note"
    assert words.figures(outcome, 0.923) == "Likeness 71 of 100 · Lens 92 % · 1 note"
    assert words.figures(Outcome(Status.TAGGED, SOURCE, SOURCE, Figures(tags=("a",)))) == ""
    assert words.figures(Outcome(Status.FAILED, SOURCE)) == ""


def test_the_summary_says_where_and_what():
    target = SOURCE.parent / "protected" / "harbour.jpg"
    outcome = Outcome(Status.PROTECTED, SOURCE, target, Figures(visible_cost=71.4, tags=("plus:DataMining",)))
    said = words.summary(outcome)
    assert str(Path("protected") / "harbour.jpg") in said
    assert "71 of 100" in said
    assert "1 tag" in said
    assert words.tags(outcome) == "plus:DataMining"


def test_a_target_is_named_from_the_original(monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: Path("/home/ada"))
    assert words.target_name(SOURCE, SOURCE.parent / "out" / "h.jpg") == str(Path("out") / "h.jpg")
    assert words.target_name(SOURCE, Path("/home/ada/done/h.jpg")) == str(Path("~/done/h.jpg"))
    assert words.target_name(SOURCE, Path("/mnt/h.jpg")) == str(Path("/mnt/h.jpg"))


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (5, "less than a minute"),
        (70, "about a minute"),
        (600, "about 10 minutes"),
        (3600, "about 1 h 00 min"),
        (7500, "about 2 h 05 min"),
    ],
)
def test_durations(seconds, said):
    assert words.duration(seconds) == said


def test_pictures_are_counted():
    assert words.pictures(1) == "1 picture"
    assert words.pictures(12345) == "12,345 pictures"
