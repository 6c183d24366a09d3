"""Many pictures from Python."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections import Counter
from multiprocessing import active_children
from pathlib import Path

import pytest
from drawn import draw

from fixative import Outcome, Recipe, Status, protect_many

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "protect_folder.py"
TAGS = Recipe().tags_only()


@pytest.fixture
def four(tmp_path: Path) -> Path:
    for number in range(3):
        draw(tmp_path / "in" / "sub" / f"{number}.jpg", seed=number)
    (tmp_path / "in" / "text.jpg").write_text("words", "utf-8")
    return tmp_path / "in"


def counted(outcomes: list[Outcome]) -> Counter[Status]:
    return Counter(outcome.status for outcome in outcomes)


def test_each_picture_has_an_outcome_and_a_second_run_goes_on(four, tmp_path):
    first = list(protect_many([four], TAGS, output=tmp_path / "out", jobs=2))
    assert counted(first) == {Status.TAGGED: 3, Status.FAILED: 1}
    assert first[0].problems[0].code == "not-a-picture"
    assert {each.result for each in first} - {None} == set((tmp_path / "out" / "sub").iterdir())
    (tmp_path / "out" / "sub" / "1.jpg").unlink()
    again = list(protect_many([four], TAGS, output=tmp_path / "out", jobs=2))
    assert counted(again) == {Status.SKIPPED: 2, Status.FAILED: 1, Status.TAGGED: 1}
    anew = list(protect_many([four], TAGS, output=tmp_path / "out", jobs=2, resume=False))
    assert counted(anew) == counted(first)


def test_nothing_happens_before_it_is_asked_for(four, tmp_path):
    outcomes = protect_many([four], TAGS, output=tmp_path / "out", jobs=2)
    assert not (tmp_path / "out").exists()
    next(outcomes)
    next(outcomes)
    assert active_children()
    outcomes.close()
    assert not active_children()


def test_an_abort_between_two_outcomes(four, tmp_path):
    abort = threading.Event()
    found = []
    for outcome in protect_many([four / "sub"], TAGS, output=tmp_path / "out", jobs=1, abort=abort):
        abort.set()
        found.append(outcome)
    assert counted(found) == {Status.TAGGED: 1, Status.CANCELLED: 2}


def test_folders_are_refused_where_they_are_not_wanted(four):
    (refused,) = protect_many([four], TAGS, recursive=False)
    assert refused.problems[0].code == "is-a-folder"


def test_the_example_runs(four, tmp_path):
    command = [sys.executable, EXAMPLE, four, tmp_path / "out"]
    first, again = (subprocess.run(command, capture_output=True, text=True, check=False) for _ in range(2))
    assert (first.returncode, first.stderr) == (again.returncode, again.stderr) == (1, "")
    assert first.stdout.splitlines()[-1] == "1 failed, 3 protected"
    assert again.stdout.splitlines()[-1] == "1 failed, 3 skipped"
    assert len(list((tmp_path / "out" / "sub").iterdir())) == 3
