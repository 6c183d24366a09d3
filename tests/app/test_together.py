"""Copies of a picture for several platforms are one row."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
from PIL import Image

from fixative.cloak.preset import Preset
from fixative.outcome import Outcome, Problem, Severity, Status
from fixative.recipe import CloakChoice, Conflict, Destination, FitChoice, Recipe
from fixative_app.together import Together, as_one

SOURCE = Path("/pictures/a.png")
FIRST, SECOND = Path("/pictures/protected/a-pinterest.png"), Path("/pictures/protected/a-x.png")
NOTE = Problem("fit-unknown", {"platform": "X"})
ERROR = Problem("disk-full", {}, Severity.ERROR)
BOTH = Recipe(cloak=CloakChoice(preset=Preset.OFF), fit=FitChoice(platforms=("pinterest", "x")))


def done(result: Path, *problems: Problem) -> Outcome:
    return Outcome(Status.PROTECTED, SOURCE, result, problems=problems)


def test_the_worst_of_all_copies_is_told_with_the_notes_of_all():
    failed = Outcome(Status.FAILED, SOURCE, problems=(ERROR,))
    outcome, others = as_one([done(FIRST, NOTE), failed, done(SECOND, NOTE)])
    assert (outcome.status, outcome.problems) == (Status.FAILED, (ERROR, NOTE))
    assert others == (FIRST, SECOND)
    outcome, others = as_one([done(FIRST), done(SECOND, NOTE)])
    assert (outcome.result, outcome.problems, others) == (FIRST, (NOTE,), (SECOND,))


def test_a_picture_ends_with_its_last_copy():
    copies = Together()
    copies.expect([SOURCE, SOURCE])
    assert copies.take(done(FIRST)) is None
    assert len(copies) == 1
    assert copies.take(done(SECOND)) == (done(FIRST), (SECOND,))
    assert len(copies) == 0


def test_what_ended_before_a_pause_is_not_lost():
    copies = Together()
    copies.expect([SOURCE, SOURCE])
    copies.put_off(SOURCE)
    assert copies.take(done(FIRST)) is None
    assert copies.postponed == {SOURCE}
    copies.expect([SOURCE], [done(FIRST, NOTE)])
    assert copies.take(done(SECOND)) == (done(FIRST), (SECOND,))


def test_copies_that_need_no_work_are_told_with_the_others():
    copies = Together()
    there = Outcome(Status.SKIPPED, SOURCE, FIRST, problems=(Problem("already-done", {"version": "1"}),))
    copies.expect([SOURCE], [there, replace(there, source=Path("/pictures/b.png"))])
    assert copies.take(done(SECOND)) == (done(SECOND, *there.problems), (FIRST,))


def test_the_window_makes_a_copy_for_each_platform(window, add, draw, finish):
    window.edits.choose(BOTH)
    large, small = draw("large.png", (1800, 900)), draw("small.png")
    add(large, small)
    assert window.controller.model.describe(window.controller.model.rows[0]).count("→ protected/large-") == 2
    finish()
    assert window.run_bar.line.text().startswith("2 done")
    row = window.controller.model.find(large)
    assert [path.name for path in row.results] == ["large-pinterest.png", "large-x.png"]
    with Image.open(row.results[0]) as picture:
        assert picture.width == 736
    assert all(path.exists() for path in row.results)
    window.queue.selectAll()
    urls = window.queue.order.mimeData(window.queue.selectionModel().selectedIndexes()).urls()
    assert len(urls) == 4
    assert window.controller.model.counts().done == 2


def test_a_copy_that_fails_is_not_hidden_by_one_that_does_not(window, add, draw, finish):
    window.edits.choose(msgspec.structs.replace(BOTH, destination=Destination(conflict=Conflict.ERROR)))
    source = draw("a.png")
    folder = source.parent / "protected"
    folder.mkdir()
    (folder / "a-pinterest.png").write_bytes(b"another's")
    add(source)
    finish()
    row = window.controller.model.rows[0]
    assert row.failed
    assert "A file with this name is there already" in window.controller.model.describe(row)
    assert (folder / "a-x.png").exists()
