"""The register's file: what goes in comes out, nobody else reads it, and trouble with it is told once."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from drawn import draw

from fixative.batch.plan import plan
from fixative.batch.run import Finished, run
from fixative.cloak.preset import Preset
from fixative.errors import RegisterNotKeptError, RegisterUnreadableError
from fixative.outcome import Evidence, Figures, Outcome, Status
from fixative.recipe import CloakChoice, Recipe
from fixative.register import Choices, forget, home, opened
from fixative.register.schema import _STEPS, VERSION

CHOICES = Choices(statement='owner = "Ada"\n', recipe="", fixative="1.2.3", bank="0123")
FIGURES = Figures(visible_cost=69.5, width=40, height=30, tags=("X", "Y"), signed=True)
EVIDENCE = Evidence("ab" * 32, "cd" * 32, 80, 60, "jpeg", "prohibit-all", "No.", bytes(range(64)) * 64)
OUTCOME = Outcome(Status.PROTECTED, Path("in/a.jpg"), Path("out/a.jpg"), FIGURES, evidence=EVIDENCE)
SECRET = "a secret that is nobody's business"


@pytest.fixture(autouse=True)
def register_home(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return home()


def outcomes(folder: Path, recipe: Recipe, jobs: int = 1) -> list[Outcome]:
    todo = plan([folder / "in"], recipe, output=folder / "out", recursive=True)
    return [each.outcome for each in run(todo, recipe, jobs=jobs, isolated=False) if isinstance(each, Finished)]


def test_what_is_entered_comes_out(tmp_path, monkeypatch, register_home):
    monkeypatch.chdir(tmp_path)
    with opened(register_home) as register:
        register.add(OUTCOME, CHOICES)
        register.add(replace(OUTCOME, status=Status.TAGGED), CHOICES)
        first, second = register.entries()
    assert (first.number, second.number) == (1, 2)
    assert (first.source, first.result) == (str(tmp_path / "in/a.jpg"), str(tmp_path / "out/a.jpg"))
    assert (first.source_sha256, first.result_sha256) == ("ab" * 32, "cd" * 32)
    assert first.figures == FIGURES
    assert (first.width, first.height, first.format) == (80, 60, "jpeg")
    assert (first.policy, first.wording, first.statement) == ("prohibit-all", "No.", 'owner = "Ada"\n')
    # Of no cloak, no bank.
    assert (first.bank, second.bank) == ("0123", "")
    with opened(register_home) as register:
        assert register.entry(1) == first
        assert register.entry(3) is None
        assert register.of_file("cd" * 32) == register.of_file("ab" * 32) == [second, first]
        numbers, sketches = register.sketches()
        assert len(numbers) == len(sketches) == 1
        assert register.glance(int(numbers[0])).tobytes() == EVIDENCE.glance


def test_a_picture_that_is_not_decoded_is_known_by_its_bytes(register_home):
    with opened(register_home) as register:
        register.add(replace(OUTCOME, evidence=replace(EVIDENCE, glance=None)), CHOICES)
        assert len(register.of_file("ab" * 32)) == 1
        assert len(register.sketches()[0]) == 0


def test_names_that_are_no_text(register_home, tmp_path):
    odd = tmp_path / os.fsdecode(b"caf\xe9.jpg")
    with opened(register_home) as register:
        register.add(replace(OUTCOME, source=odd), CHOICES)
        (entry,) = register.entries()
    assert entry.source == str(odd)


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_nobody_else_reads_it(register_home):
    def permissions(path: Path) -> int:
        return stat.S_IMODE(path.stat().st_mode)

    with opened(register_home) as register:
        register.add(OUTCOME, CHOICES)
        assert permissions(register_home.parent) == 0o700
        beside = list(register_home.parent.iterdir())
        assert len(beside) > 1
        assert {permissions(path) for path in beside} == {0o600}
    register_home.chmod(0o644)
    register_home.parent.chmod(0o755)
    with opened(register_home):
        assert permissions(register_home) == 0o600
        assert permissions(register_home.parent) == 0o700


def test_a_register_of_the_first_version_is_brought_up_to_date(register_home):
    register_home.parent.mkdir(parents=True)
    with closing(sqlite3.connect(register_home)) as old:
        old.executescript(f"{_STEPS[0]}; PRAGMA user_version = 1;")
        old.execute("INSERT INTO pictures VALUES (7, ?, 80, 60, NULL)", (bytes(32),))
        old.execute(
            "INSERT INTO entries VALUES (3, '2026-01-02T03:04:05+00:00', 'tagged', 7, ?, ?, ?, 'png', 'allow', 'Yes.', "
            "'', '', '{\"width\": 80}', '0.1.0')",
            (b"/in/a.png", b"/out/a.png", bytes(32)),
        )
        old.commit()
    with opened(register_home) as register:
        (entry,) = register.entries()
        register.add(OUTCOME, CHOICES)
        assert [each.number for each in register.entries()] == [3, 4]
    assert (entry.source, entry.policy, entry.figures.width, entry.bank) == ("/in/a.png", "allow", 80, "")
    with closing(sqlite3.connect(register_home)) as now:
        assert now.execute("PRAGMA user_version").fetchone() == (VERSION,)


def test_a_migration_that_fails_leaves_what_was_there(register_home):
    register_home.parent.mkdir(parents=True)
    with closing(sqlite3.connect(register_home)) as strange:
        strange.executescript("CREATE TABLE entries (a); INSERT INTO entries VALUES (1);")
    with pytest.raises(RegisterNotKeptError, match="already exists"), opened(register_home):
        pass
    with closing(sqlite3.connect(register_home)) as strange:
        assert strange.execute("SELECT name FROM sqlite_master").fetchall() == [("entries",)]
        assert strange.execute("PRAGMA user_version").fetchone() == (0,)


def test_a_later_or_damaged_register_is_told_and_left(register_home):
    with opened(register_home):
        pass
    with closing(sqlite3.connect(register_home)) as later:
        later.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(RegisterUnreadableError, match="later version"), opened(register_home):
        pass
    forget(register_home)
    register_home.write_bytes(b"this is no register" * 500)
    with pytest.raises(RegisterUnreadableError), opened(register_home):
        pass
    assert register_home.read_bytes().startswith(b"this is no register")


def test_one_that_is_forgotten_leaves_nothing(register_home):
    with opened(register_home) as register:
        register.add(OUTCOME, CHOICES)
    forget(register_home)
    forget(register_home)
    assert list(register_home.parent.iterdir()) == []
    with opened(register_home) as register:
        assert list(register.entries()) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_batch_is_entered_with_what_was_chosen(tmp_path, register_home, jobs):
    for number in range(3):
        draw(tmp_path / "in" / f"{number}.png", width=160, height=120, seed=number)
    recipe = Recipe(cloak=CloakChoice(secret=SECRET))
    done = outcomes(tmp_path, recipe, jobs)
    with opened(register_home) as register:
        entries = {entry.source: entry for entry in register.entries()}
        assert len(register.sketches()[0]) == 3
    for outcome in done:
        entry = entries[str(outcome.source)]
        assert entry.status is outcome.status is Status.PROTECTED
        assert entry.figures == outcome.figures
        assert entry.bank
        # For whoever keeps outcomes: the glance is of no use any more.
        assert outcome.evidence is not None
        assert outcome.evidence.glance is None
        assert (entry.width, entry.height, entry.format) == (160, 120, "png")
    assert SECRET.encode() not in register_home.read_bytes()


def test_several_processes_may_write_at_once(tmp_path, register_home):
    draw(tmp_path / "in" / "a.jpg")
    command = [sys.executable, "-m", "fixative", "tag", tmp_path / "in" / "a.jpg", "--quiet"]
    running = [
        subprocess.Popen([*command, "-o", tmp_path / str(number)], stderr=subprocess.PIPE) for number in range(4)
    ]
    assert [each.communicate()[1] for each in running] == [b""] * 4
    with opened(register_home) as register:
        assert [entry.number for entry in register.entries()] == [1, 2, 3, 4]


def test_many_may_make_it_at_once(register_home):
    with ThreadPoolExecutor(8) as pool:
        for round_ in range(10):
            list(pool.map(_enter_one, [register_home] * 8))
            with opened(register_home) as register:
                assert len(list(register.entries())) == 8, round_
            forget(register_home)


def _enter_one(path: Path) -> None:
    with opened(path) as register:
        register.add(OUTCOME, CHOICES)


def test_none_is_entered_unasked(tmp_path, register_home):
    draw(tmp_path / "in" / "a.jpg")
    (done,) = outcomes(tmp_path, Recipe(cloak=CloakChoice(preset=Preset.OFF), register=False))
    assert done.evidence is None
    assert not register_home.exists()


@pytest.mark.parametrize("trouble", ["folder", "damaged", "homeless"])
def test_trouble_is_a_note_and_the_batch_goes_on(tmp_path, register_home, trouble, monkeypatch):
    for number in range(2):
        draw(tmp_path / "in" / f"{number}.jpg", seed=number)
    if trouble == "homeless":
        (tmp_path / "data").write_bytes(b"no folder")
    else:
        register_home.parent.mkdir(parents=True)
        if trouble == "folder":
            register_home.mkdir()
        else:
            register_home.write_bytes(b"no register" * 1000)
    done = outcomes(tmp_path, Recipe(cloak=CloakChoice(preset=Preset.OFF)))
    code = "register-unreadable" if trouble == "damaged" else "register-not-kept"
    assert [[problem.code for problem in outcome.problems] for outcome in done] == [[code], [code]]
    assert all(outcome.status is Status.TAGGED and outcome.result.exists() for outcome in done)


def test_a_register_that_is_full_is_whole_afterwards(register_home):
    with opened(register_home) as register:
        register.add(OUTCOME, CHOICES)
        register._connection.execute("PRAGMA max_page_count = 1")
        many = replace(CHOICES, statement="#" * 1_000_000)
        with pytest.raises(RegisterNotKeptError, match="full"):
            register.add(OUTCOME, many)
        register._connection.execute("PRAGMA max_page_count = 1000000")
        register.add(OUTCOME, CHOICES)
        assert [entry.number for entry in register.entries()] == [1, 2]
