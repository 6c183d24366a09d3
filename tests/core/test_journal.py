"""What is done once is not done again, whatever happens in between."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import textwrap
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from drawn import draw
from ordinary import ordinary_user

from fixative.batch.journal import Journal, home
from fixative.batch.plan import Plan, plan
from fixative.batch.run import Finished, run
from fixative.cloak.preset import Preset
from fixative.outcome import Outcome, Status
from fixative.recipe import CloakChoice, Conflict, Destination, KeyChoice, Limits, Privacy, Recipe
from fixative.secret import ENVIRONMENT
from fixative.write import TEMPORARY_PREFIX

TAGS = Recipe().tags_only()


@pytest.fixture
def journal_file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "journal.db"


@pytest.fixture
def again(tmp_path: Path, journal_file: Path) -> Callable[..., dict[str, Outcome]]:
    """Protect the folder `in` into `out`, and give what became of each picture by its name."""

    def carry_out(recipe: Recipe = TAGS, *, redo: bool = False, source: str = "in") -> dict[str, Outcome]:
        with Journal(journal_file, redo=redo) as journal:
            todo = plan([tmp_path / source], recipe, output=tmp_path / "out", recursive=True, journal=journal)
            events = list(run(todo, recipe, jobs=1, isolated=False, journal=journal))
        finished = [event.outcome for event in events if isinstance(event, Finished)]
        outcomes = [*todo.settled, *finished]
        return {each.source.relative_to(tmp_path / source).as_posix(): each for each in outcomes}

    return carry_out


@pytest.fixture
def three(tmp_path: Path) -> Path:
    for number in range(3):
        draw(tmp_path / "in" / f"{number}.jpg", seed=number)
    return tmp_path / "in"


def codes(outcomes: dict[str, Outcome]) -> dict[str, str]:
    return {name: each.problems[0].code if each.problems else each.status.value for name, each in outcomes.items()}


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


DONE = {f"{number}.jpg": "already-done" for number in range(3)}


@pytest.mark.parametrize("conflict", Conflict)
def test_a_second_run_does_nothing(three, tmp_path, again, conflict):
    recipe = msgspec.structs.replace(TAGS, destination=Destination(conflict=conflict))
    first = again(recipe)
    before = {path: path.stat() for path in (tmp_path / "out").iterdir()}
    second = again(recipe)
    assert codes(second) == DONE
    assert {each.status for each in second.values()} == {Status.SKIPPED}
    assert {name: each.result for name, each in second.items()} == {name: each.result for name, each in first.items()}
    assert {path: path.stat() for path in (tmp_path / "out").iterdir()} == before


def test_without_a_journal_all_is_done_again(three, tmp_path):
    for count in (3, 6):
        todo = plan([three], TAGS, output=tmp_path / "out", recursive=True)
        assert len(list(run(todo, TAGS, jobs=1, isolated=False))) == 6
        assert len(names(tmp_path / "out")) == count


def test_redo_does_all_again_and_keeps_that(three, tmp_path, again):
    again()
    assert codes(again(redo=True)) == dict.fromkeys(DONE, "tagged")
    assert len(names(tmp_path / "out")) == 6
    assert codes(again()) == DONE


def test_what_is_new_is_done(three, tmp_path, again):
    again()
    draw(three / "new.jpg", seed=9)
    assert codes(again()) == {**DONE, "new.jpg": "tagged"}


def test_a_result_that_was_deleted_is_made_again_under_its_name(three, tmp_path, again):
    again()
    (tmp_path / "out" / "1.jpg").unlink()
    assert codes(again()) == {**DONE, "1.jpg": "tagged"}
    assert names(tmp_path / "out") == list(DONE)


def test_a_result_that_was_changed_is_left_alone(three, tmp_path, again):
    again()
    result = tmp_path / "out" / "1.jpg"
    result.write_bytes(result.read_bytes() + b"mine")
    assert codes(again()) == {**DONE, "1.jpg": "result-changed"}
    assert result.read_bytes().endswith(b"mine")
    assert names(tmp_path / "out") == list(DONE)


def test_a_changed_result_is_replaced_where_the_recipe_overwrites(three, tmp_path, again):
    recipe = msgspec.structs.replace(TAGS, destination=Destination(conflict=Conflict.OVERWRITE))
    again(recipe)
    result = tmp_path / "out" / "1.jpg"
    result.write_bytes(b"mine")
    assert codes(again(recipe)) == {**DONE, "1.jpg": "tagged"}
    assert result.read_bytes() != b"mine"


def test_a_change_that_keeps_size_and_time_is_noticed(three, tmp_path, again):
    again()
    for path in (tmp_path / "out" / "1.jpg", three / "2.jpg"):
        before = path.stat()
        data = path.read_bytes()
        path.write_bytes(data[:-2] + b"\xff\xd8")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    draw(three / "2.jpg", seed=2, comment=b"x")
    assert codes(again()) == {**DONE, "1.jpg": "result-changed", "2.jpg": "tagged"}


def test_files_that_were_only_touched_or_copied_back_are_read_once(three, tmp_path, again, journal_file):
    again()
    for folder in (three, tmp_path / "out"):
        shutil.copytree(folder, tmp_path / "copy")
        shutil.rmtree(folder)
        (tmp_path / "copy").rename(folder)
    for path in three.iterdir():
        os.utime(path, ns=(0, time.time_ns() - 10**12))
    assert codes(again()) == DONE
    before = journal_file.read_bytes()
    assert codes(again()) == DONE
    assert journal_file.read_bytes() == before


def test_a_changed_source_is_done_again(three, tmp_path, again):
    again()
    draw(three / "1.jpg", seed=7)
    assert codes(again()) == {**DONE, "1.jpg": "tagged"}
    assert names(tmp_path / "out") == ["0.jpg", "1-2.jpg", "1.jpg", "2.jpg"]
    assert codes(again()) == DONE


def test_a_source_that_came_back_is_done(three, tmp_path, again):
    again()
    before = (three / "1.jpg").read_bytes()
    draw(three / "1.jpg", seed=7)
    again()
    (three / "1.jpg").write_bytes(before)
    outcomes = again()
    assert codes(outcomes) == DONE
    assert outcomes["1.jpg"].result == tmp_path / "out" / "1.jpg"


def test_a_clock_that_went_back(three, again):
    again()
    for path in three.iterdir():
        os.utime(path, ns=(0, time.time_ns() + 10**15))
    assert codes(again()) == DONE
    draw(three / "1.jpg", seed=7)
    os.utime(three / "1.jpg", ns=(0, 0))
    assert codes(again()) == {**DONE, "1.jpg": "tagged"}


def test_a_folder_that_was_moved(three, tmp_path, again):
    again()
    three.rename(tmp_path / "moved")
    assert codes(again(source="moved")) == DONE


def test_a_folder_by_another_of_its_names(three, tmp_path, again):
    again()
    (tmp_path / "link").symlink_to(three)
    assert codes(again(source="link")) == DONE


def test_alike_pictures_of_one_name_in_one_folder(tmp_path, journal_file):
    named = [draw(tmp_path / folder / "a.jpg") for folder in ("x", "y")]

    def carry_out(paths: list[Path]) -> tuple[Plan, list[str]]:
        with Journal(journal_file) as journal:
            todo = plan(paths, TAGS, output=tmp_path / "out", journal=journal)
            list(run(todo, TAGS, jobs=1, isolated=False, journal=journal))
        return todo, names(tmp_path / "out")

    assert carry_out(named)[1] == ["a-2.jpg", "a.jpg"]
    todo, there = carry_out(named)
    assert [each.result for each in todo.settled] == [tmp_path / "out" / name for name in ("a.jpg", "a-2.jpg")]
    named.insert(0, draw(tmp_path / "z" / "a.jpg"))
    todo, there = carry_out(named)
    assert (len(todo.tasks), there) == (1, ["a-2.jpg", "a-3.jpg", "a.jpg"])


def test_another_choice_makes_another_result(three, tmp_path, again):
    again()
    private = msgspec.structs.replace(TAGS, privacy=Privacy(drop_gps=True))
    assert codes(again(private)) == dict.fromkeys(DONE, "tagged")
    limited = msgspec.structs.replace(private, limits=Limits(max_pixels=10**6))
    assert codes(again(limited)) == DONE


def test_a_failure_is_tried_again(three, again):
    whole = (three / "1.jpg").read_bytes()
    (three / "1.jpg").write_bytes(whole[:-200])
    assert codes(again()) == {"0.jpg": "tagged", "1.jpg": "truncated", "2.jpg": "tagged"}
    assert codes(again())["1.jpg"] == "truncated"
    (three / "1.jpg").write_bytes(whole)
    assert codes(again()) == {**DONE, "1.jpg": "tagged"}


def test_another_secret_makes_another_cloak(tmp_path, again, monkeypatch):
    draw(tmp_path / "in" / "a.jpg", width=128, height=96)
    subtle = Recipe(cloak=CloakChoice(preset=Preset.SUBTLE))
    named = msgspec.structs.replace(subtle, cloak=CloakChoice(preset=Preset.SUBTLE, secret="own"))

    def status(recipe: Recipe) -> str:
        return again(recipe)["a.jpg"].status.value

    monkeypatch.setenv(ENVIRONMENT, "one")
    assert [status(subtle), status(subtle)] == ["protected", "skipped"]
    monkeypatch.setenv(ENVIRONMENT, "two")
    assert [status(subtle), status(subtle), status(named), status(named)] == ["protected", "skipped"] * 2
    # A secret that cannot be had today is no reason to cloak anew; one that was forgotten is.
    monkeypatch.delenv(ENVIRONMENT)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "data/fixative").mkdir(parents=True)
    (tmp_path / "data/fixative/secret.toml").write_text("damaged", "utf-8")
    assert status(subtle) == "skipped"
    (tmp_path / "data/fixative/secret.toml").unlink()
    assert [status(subtle), status(subtle)] == ["protected", "skipped"]


def test_the_journal_holds_no_secret_and_is_private(three, again, journal_file, monkeypatch):
    monkeypatch.setenv(ENVIRONMENT, "correct horse battery")
    again(Recipe(cloak=CloakChoice(preset=Preset.SUBTLE)))
    again(Recipe(cloak=CloakChoice(preset=Preset.SUBTLE, secret="another staple")))
    data = journal_file.read_bytes()
    assert b"horse" not in data
    assert b"staple" not in data
    assert stat.S_IMODE(journal_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(journal_file.parent.stat().st_mode) == 0o700
    journal_file.chmod(0o644)
    again()
    assert stat.S_IMODE(journal_file.stat().st_mode) == 0o600


def test_it_lies_in_the_folder_for_state(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert home() == tmp_path / "fixative" / "journal.db"


def test_looking_makes_no_file(three, tmp_path, journal_file):
    with Journal(journal_file) as journal:
        plan([three], TAGS, output=tmp_path / "out", recursive=True, journal=journal)
    assert not journal_file.parent.exists()


def test_a_damaged_journal_is_put_aside(three, tmp_path, again, journal_file):
    again()
    damage = b"no database" * 400
    journal_file.write_bytes(damage)
    outcomes = again()
    assert {each.status for each in outcomes.values()} == {Status.TAGGED}
    assert [problem.code for problem in outcomes["0.jpg"].problems] == ["journal-damaged"]
    assert codes(again()) == DONE
    assert (journal_file.parent / "journal.db.damaged-1").read_bytes() == damage


def test_a_journal_that_is_damaged_deep_inside_costs_no_picture(three, again, journal_file):
    again()
    data = bytearray(journal_file.read_bytes())
    data[4096 : 2 * 4096] = os.urandom(4096)  # the second page: the first table
    journal_file.write_bytes(data)
    outcomes = again()
    assert {each.status for each in outcomes.values()} == {Status.TAGGED}
    assert all(each.problems[-1].code.startswith("journal-") for each in outcomes.values())


def test_a_journal_of_a_later_version_is_left_alone(three, again, journal_file):
    again()
    with sqlite3.connect(journal_file) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = journal_file.read_bytes()
    outcomes = again()
    assert codes(outcomes) == dict.fromkeys(DONE, "journal-not-kept")
    assert "later version" in str(outcomes["0.jpg"].problems[0].params["detail"])
    assert journal_file.read_bytes() == before


def test_a_home_that_is_read_only_costs_no_picture():
    with ordinary_user() as folder:
        picture = draw(folder / "in" / "a.jpg")
        (folder / "state").mkdir(mode=0o500)
        with Journal(folder / "state" / "fixative" / "journal.db") as journal:
            todo = plan([picture], TAGS, output=folder / "out", journal=journal)
            (_, finished) = run(todo, TAGS, jobs=1, isolated=False, journal=journal)
        assert isinstance(finished, Finished)
        assert finished.outcome.status is Status.TAGGED
        assert [problem.code for problem in finished.outcome.problems][:1] == ["journal-not-kept"]


def test_a_full_disk_under_the_journal_costs_no_picture(tmp_path, again, journal_file):
    for number in range(40):
        draw(tmp_path / "in" / f"{number}.jpg", seed=number, width=16, height=16)
    journal_file.parent.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=80k", "tmpfs", str(journal_file.parent)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk needs root")
    try:
        outcomes = again()
    finally:
        subprocess.run(["umount", str(journal_file.parent)], check=True)
    assert {each.status for each in outcomes.values()} == {Status.TAGGED}
    warned = [each for each in outcomes.values() if each.problems]
    assert {each.problems[0].code for each in warned} == {"journal-not-kept"}
    assert "full" in str(warned[0].problems[0].params["detail"])


def test_a_run_that_was_killed_before_it_wrote_the_name_down(three, tmp_path, again, journal_file):
    program = tmp_path / "program.py"
    program.write_text(
        textwrap.dedent(
            """
            import os, sys
            from pathlib import Path
            from fixative.batch.journal import Journal
            from fixative.batch.plan import plan
            from fixative.batch.run import run
            from fixative.recipe import Recipe
            Journal.publish = lambda *_: os._exit(9)
            recipe, journal = Recipe().tags_only(), Journal(Path(sys.argv[2]))
            todo = plan([Path(sys.argv[1])], recipe, output=Path(sys.argv[3]), recursive=True, journal=journal)
            list(run(todo, recipe, jobs=1, isolated=False, journal=journal))
            """
        ),
        "utf-8",
    )
    out = tmp_path / "out"
    killed = subprocess.run([sys.executable, program, three, journal_file, out], check=False)
    assert killed.returncode == 9
    assert names(out) == ["0.jpg"]
    assert codes(again()) == {"0.jpg": "already-done", "1.jpg": "tagged", "2.jpg": "tagged"}
    assert names(out) == list(DONE)


def test_two_runs_at_once_do_nothing_twice(tmp_path):
    for number in range(12):
        draw(tmp_path / "in" / f"{number:02}.jpg", seed=number)
    command = [sys.executable, "-m", "fixative", "tag", "-r", "in", "-o", "out", "--jobs", "1", "--json"]
    environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path / "state")}
    runs = [
        subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    told = [msgspec.json.decode(line) for each in runs for line in each.communicate(timeout=120)[0].splitlines()]
    assert [each.returncode for each in runs] == [0, 0]
    counts = Counter((line["status"], *(p["code"] for p in line["problems"])) for line in told if "status" in line)
    assert counts == {("tagged",): 12, ("skipped", "already-done"): 12}
    assert names(tmp_path / "out") == [f"{number:02}.jpg" for number in range(12)]


def test_a_stray_beside_finished_results_goes(three, tmp_path, again):
    again()
    (tmp_path / "out" / f"{TEMPORARY_PREFIX}0.part").write_bytes(b"half")
    assert codes(again()) == DONE
    assert names(tmp_path / "out") == list(DONE)


def test_a_picture_with_a_recipe_of_its_own_is_done_by_that(three, tmp_path, journal_file):
    own = Recipe(cloak=CloakChoice(preset=Preset.SUBTLE, key=KeyChoice.RANDOM))

    def carry_out(apart: dict[Path, Recipe]) -> dict[str, str]:
        with Journal(journal_file) as journal:
            todo = plan([three], TAGS, output=tmp_path / "out", recursive=True, journal=journal, apart=apart)
            events = list(run(todo, TAGS, jobs=1, isolated=False, journal=journal))
        finished = [event.outcome for event in events if isinstance(event, Finished)]
        return codes({each.source.name: each for each in [*todo.settled, *finished]})

    assert carry_out({three / "1.jpg": own}) == {"0.jpg": "tagged", "1.jpg": "protected", "2.jpg": "tagged"}
    assert carry_out({three / "1.jpg": own}) == DONE
    # Without its own recipe it is another picture to the journal, and the others are done.
    assert carry_out({}) == {**DONE, "1.jpg": "tagged"}
