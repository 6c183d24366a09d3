from __future__ import annotations

import os
from pathlib import Path

import pytest

from fixative.cloak.preset import Preset
from fixative.outcome import Figures, Outcome, Problem, Severity, Status
from fixative.recipe import CloakChoice, Recipe
from fixative_app.queue_model import Row, Stage
from fixative_app.session import Lines, Session, read_session

FOLDER = Path("/pictures")
DONE = Outcome(
    Status.PROTECTED,
    FOLDER / "done.png",
    FOLDER / "protected" / "done.png",
    Figures(visible_cost=71.5, tags=("XMP-plus:DataMining",)),
    (Problem("depth-reduced", {"format": "JPEG"}),),
)
FAILED = Outcome(Status.FAILED, FOLDER / "bad.png", problems=(Problem("truncated", {}, Severity.ERROR),))
ROWS = (
    Row(FOLDER / "wait.png", FOLDER / "protected" / "wait.png", own=Recipe(cloak=CloakChoice(preset=Preset.STRONG))),
    Row(FOLDER / "work.png", FOLDER / "protected" / "work.png", Stage.WORKING),
    Row(DONE.source, DONE.result, Stage.ENDED, DONE),
    Row(FAILED.source, None, Stage.ENDED, FAILED, settled=True),
)
SESSION = Session(ROWS, (FOLDER,), (FOLDER / "gone.png",))


def test_what_was_worked_on_waits_again_and_all_else_is_as_it_was(tmp_path):
    path = tmp_path / "queue.jsonl"
    path.write_bytes(Lines().of(SESSION))
    read = read_session(path)
    assert read.rows[1] == Row(FOLDER / "work.png", FOLDER / "protected" / "work.png")
    assert (read.rows[0], *read.rows[2:]) == (ROWS[0], *ROWS[2:])
    assert (read.named, read.removed) == (SESSION.named, SESSION.removed)
    assert read.unfinished == 3


@pytest.mark.skipif(os.name != "posix", reason="such names are not possible here")
def test_names_that_are_no_text(tmp_path):
    odd = Path(os.fsdecode(b"/pictures/\xff\n.png"))
    path = tmp_path / "queue.jsonl"
    path.write_bytes(Lines().of(Session((Row(odd, odd),), (odd,))))
    assert read_session(path) == Session((Row(odd, odd),), (odd,))


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: "",
        lambda _: "[]\n",
        lambda text: text.replace('"version": 1', '"version": 2'),
        lambda text: text[: len(text) // 2],
        lambda text: text.replace('"stage"', '"phase"'),
        lambda text: text.replace('"ended"', '"over"'),
        lambda text: text.replace('"named"', '"nomen"'),
        lambda text: text + "[" * 100_000,
        lambda text: text.replace("/pictures/wait.png", "\\u0000"),
    ],
)
def test_a_damaged_one_is_none_or_still_a_queue(tmp_path, damage):
    path = tmp_path / "queue.jsonl"
    text = damage(Lines().of(SESSION).decode())
    path.write_text(text, "utf-8")
    read = read_session(path)
    assert read is None or len(read.rows) == len(ROWS)


def test_none_is_none(tmp_path):
    assert read_session(tmp_path / "queue.jsonl") is None
    (tmp_path / "queue.jsonl").write_bytes(b"\xff\xfe")
    assert read_session(tmp_path / "queue.jsonl") is None


def test_only_what_changed_is_written_anew(monkeypatch):
    lines = Lines()
    first = lines.of(SESSION)
    written = []
    monkeypatch.setattr("fixative_app.session.json.dumps", lambda value: written.append(value) or "{}")
    changed = Session((*ROWS[:3], Row(FAILED.source)), SESSION.named, SESSION.removed)
    lines.of(changed)
    assert [value.get("source") for value in written] == [str(FAILED.source), None]
    assert first.count(b"\n") == 5
