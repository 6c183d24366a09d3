"""What the journal knows: pictures done before, a run that was killed, and trouble with journal and register."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from fixative.batch.journal import Journal
from fixative.batch.plan import plan
from fixative.batch.run import run
from fixative.cloak.preset import Preset
from fixative.outcome import Status
from fixative.recipe import CloakChoice, FitChoice, Recipe
from fixative_app import words

PATIENCE = 60_000
OFF = Recipe(cloak=CloakChoice(preset=Preset.OFF))


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch) -> Path:
    """Keep a journal and a register of this test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "state" / "fixative"


@pytest.fixture(autouse=True)
def tags_only(window) -> None:
    window.edits.choose(OFF)


def elsewhere(paths: list[Path], recipe: Recipe = OFF) -> None:
    """Protect pictures as the command line does."""
    with Journal() as journal:
        list(run(plan(paths, recipe, journal=journal), recipe, isolated=False, jobs=1, journal=journal))


def results(path: Path) -> int:
    return len(list(path.parent.glob("protected/*")))


def test_what_is_done_is_skipped_says_so_and_is_done_again_when_asked(window, qtbot, add, draw, finish):
    path = draw("a.png")
    add(path)
    finish()
    window.edits.clear()
    add(path)
    row = window.controller.model.rows[0]
    assert row.outcome.status is Status.SKIPPED
    assert row.result == path.parent / "protected" / "a.png"
    assert words.remark(row.outcome) == "Done before · F5 does it again"
    assert "its result is still there" in window.controller.model.describe(row)
    assert window.run_bar.protect.text() == "Protect again"
    assert results(path) == 1
    window.queue.select([path])
    with qtbot.waitSignal(window.controller.run_ended, timeout=PATIENCE):
        qtbot.keyClick(window.queue, Qt.Key.Key_F5)
    assert window.controller.model.rows[0].outcome.status is Status.TAGGED
    assert results(path) == 2


def test_the_window_and_the_command_line_know_of_each_other(window, add, draw, finish):
    one, two = draw("one.png"), draw("two.png", seed=2)
    elsewhere([one])
    add(one, two)
    assert [window.controller.model.find(path).done for path in (one, two)] == [True, False]
    finish()
    assert window.controller.model.counts().done == 2
    with Journal() as journal:
        assert plan([one, two], OFF, journal=journal).tasks == ()


def test_what_was_done_meanwhile_is_not_done_twice(window, qtbot, add, draw):
    one, two = draw("one.png"), draw("two.png", seed=2)
    add(one, two)
    elsewhere([one, two])
    window.run_bar.protect.click()
    qtbot.waitUntil(lambda: window.controller.model.counts().done == 2, timeout=PATIENCE)
    assert results(one) == 2


def test_a_picture_with_a_copy_to_come_is_not_done(window, add, draw, finish):
    path = draw("a.png", (900, 700))
    both = Recipe(cloak=OFF.cloak, fit=FitChoice(platforms=("pinterest", "x")))
    elsewhere([path], both)
    other = path.parent / "protected" / "a-x.png"
    other.unlink()
    window.edits.choose(both)
    add(path)
    assert not window.controller.model.rows[0].done
    finish()
    assert window.controller.model.rows[0].done
    assert other.exists()
    assert results(path) == 2


def test_a_damaged_journal_is_said_once_in_the_end(window, add, draw, finish, state):
    state.mkdir(parents=True, mode=0o700)
    (state / "journal.db").write_bytes(b"no database" * 100)
    add(draw("a.png"), draw("b.png", seed=2))
    assert not window.run_end.isVisible()
    finish()
    end = window.run_end
    assert end.isVisible()
    assert end.heading.text() == "Good to know"
    assert end.reasons.text().startswith("The journal of what was done is damaged")
    assert not end.retry.isVisible()
    assert all(not row.outcome.problems for row in window.controller.model.rows)
    with sqlite3.connect(state / "journal.db") as fresh:
        assert fresh.execute("SELECT count(*) FROM made").fetchone() == (2,)
    fresh.close()
    finish()
    assert not end.isVisible()


@pytest.mark.parametrize(
    ("variable", "said"),
    [("XDG_STATE_HOME", "What is done cannot be written down"), ("XDG_DATA_HOME", "Your register cannot be written")],
)
def test_a_folder_that_cannot_be_written_is_said_once(window, add, draw, finish, tmp_path, monkeypatch, variable, said):
    blocked = tmp_path / "blocked"
    blocked.write_text("a file, where a folder should be")
    monkeypatch.setenv(variable, os.fspath(blocked))
    add(draw("a.png"), draw("b.png", seed=2))
    finish()
    assert window.controller.model.counts().done == 2
    assert window.run_end.reasons.text().count(said) == 1
    window.edits.clear()
    assert not window.run_end.isVisible()


def test_a_failure_and_a_note_stand_together(window, add, draw, finish, tmp_path, monkeypatch):
    blocked = tmp_path / "blocked"
    blocked.write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", os.fspath(blocked))
    bad = draw("bad.png")
    bad.write_bytes(b"")
    add(draw("a.png"), bad)
    finish()
    assert window.run_end.heading.text() == "1 picture without a result"
    assert len(window.run_end.reasons.text().splitlines()) == 2
    assert window.run_end.retry.isVisible()
