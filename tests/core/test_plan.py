"""Plans: what is found, what is refused, and what each result is called."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from ordinary import ordinary_user

from fixative.batch.plan import Plan, plan
from fixative.cloak.preset import Preset
from fixative.formats import Format
from fixative.outcome import Status
from fixative.recipe import CloakChoice, Conflict, Destination, Recipe

JPEG = b"\xff\xd8\xff\xe0" + bytes(60)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(60)
TIFF = b"II*\0" + bytes(60)


def put(folder: Path, *names: str, data: bytes = JPEG) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def targets(made: Plan, folder: Path) -> list[str]:
    return [task.target.relative_to(folder).as_posix() for task in made.tasks]


def refusals(made: Plan) -> dict[str, str]:
    return {each.source.name: each.problems[0].code for each in made.settled}


def recipe(conflict: Conflict = Conflict.RENAME, *, name: str = "{stem}{ext}", kind: Format | None = None) -> Recipe:
    return Recipe(
        cloak=CloakChoice(preset=Preset.SUBTLE), destination=Destination(conflict=conflict, name=name, format=kind)
    )


def test_pictures_go_into_a_folder_beside_them(tmp_path):
    put(tmp_path, "x/a.jpg", "y/b.jpg")
    made = plan([tmp_path / "x/a.jpg", tmp_path / "y/b.jpg"], recipe())
    assert targets(made, tmp_path) == ["x/protected/a.jpg", "y/protected/b.jpg"]
    assert not made.settled
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.jpg", "b.jpg", "x", "y"]


def test_the_tree_of_a_folder_is_kept(tmp_path):
    put(tmp_path / "in", "b.jpg", "a.jpg", "sub/deep/c.jpg")
    made = plan([tmp_path / "in"], recipe(), output=tmp_path / "out", recursive=True)
    assert targets(made, tmp_path) == ["out/a.jpg", "out/b.jpg", "out/sub/deep/c.jpg"]


def test_an_absolute_folder_of_the_recipe_is_an_output(tmp_path):
    put(tmp_path / "in", "sub/c.jpg")
    made = plan([tmp_path / "in"], Recipe(destination=Destination(folder=str(tmp_path / "out"))), recursive=True)
    assert targets(made, tmp_path) == ["out/sub/c.jpg"]


def test_several_folders_keep_their_names(tmp_path):
    put(tmp_path, "x/a.jpg", "y/a.jpg", "c.jpg")
    made = plan([tmp_path / "x", tmp_path / "y", tmp_path / "c.jpg"], recipe(), output=tmp_path / "o", recursive=True)
    assert targets(made, tmp_path / "o") == ["x/a.jpg", "y/a.jpg", "c.jpg"]


def test_a_folder_is_refused_unless_asked_for(tmp_path):
    put(tmp_path / "in", "a.jpg")
    assert refusals(plan([tmp_path / "in"], recipe())) == {"in": "is-a-folder"}


def test_what_is_no_picture(tmp_path):
    put(tmp_path, "text.jpg", data=b"words")
    put(tmp_path, "empty.png", data=b"")
    put(tmp_path, "notes.txt", data=b"words")
    put(tmp_path, "raw.nef", data=TIFF)
    put(tmp_path, "old.jp2", data=b"\0\0\0\x0cjP  \r\n\x87\n")
    put(tmp_path, "phone.heic", data=b"words")
    os.mkfifo(tmp_path / "pipe.jpg")
    in_folders = {
        "text.jpg": "not-a-picture",
        "empty.png": "empty-file",
        "raw.nef": "unsupported-format",
        "old.jp2": "unsupported-format",
        "phone.heic": "not-a-picture",
        "pipe.jpg": "not-a-picture",
    }
    assert refusals(plan([tmp_path], recipe(), recursive=True)) == in_folders
    named = [*tmp_path.iterdir(), tmp_path / "gone.jpg"]
    assert refusals(plan(named, recipe())) == {**in_folders, "notes.txt": "not-a-picture", "gone.jpg": "not-found"}


def test_what_may_not_be_read():
    with ordinary_user() as folder:
        put(folder, "a.jpg", "locked/b.jpg")
        (folder / "a.jpg").chmod(0)
        (folder / "locked").chmod(0)
        made = plan([folder], recipe(), recursive=True)
    assert refusals(made) == {"a.jpg": "permission-denied", "locked": "permission-denied"}


def test_content_decides_and_right_endings_are_kept(tmp_path):
    put(tmp_path, "a.JPG", "b.jpeg", "c")
    put(tmp_path, "d.jpg", data=PNG)
    put(tmp_path, "e.tiff", data=TIFF)
    made = plan([tmp_path], recipe(), output=tmp_path / "o", recursive=True)
    assert targets(made, tmp_path / "o") == ["a.JPG", "b.jpeg", "c.jpg", "d.png", "e.tiff"]
    assert [task.format for task in made.tasks] == [Format.JPEG] * 3 + [Format.PNG, Format.TIFF]
    made = plan([tmp_path], recipe(kind=Format.WEBP), output=tmp_path / "o", recursive=True)
    assert targets(made, tmp_path / "o") == ["a.webp", "b.webp", "c.webp", "d.webp", "e.webp"]


def test_names_are_made_by_the_template(tmp_path):
    put(tmp_path, "a.{b}.jpg")
    made = plan([tmp_path / "a.{b}.jpg"], recipe(name="{stem}-{preset}{ext}"), output=tmp_path)
    assert targets(made, tmp_path) == ["a.{b}-subtle.jpg"]


def test_hidden_names_are_passed_over_unless_named(tmp_path):
    put(tmp_path, ".hidden.jpg", ".folder/a.jpg", ".fixative-0.part")
    assert plan([tmp_path], recipe(), recursive=True) == Plan()
    assert len(plan([tmp_path / ".hidden.jpg"], recipe()).tasks) == 1


@pytest.mark.parametrize("output", [None, "out", "x/out"])
def test_a_second_run_does_not_take_results_for_sources(tmp_path, output):
    top = tmp_path / "in"
    put(top, "a.jpg", "x/b.jpg", "x/y/c.jpg")
    folder = None if output is None else top / output
    first = plan([top], recipe(), output=folder, recursive=True)
    for task in first.tasks:
        put(task.target.parent, task.target.name)
    second = plan([top], recipe(), output=folder, recursive=True)
    assert [task.source for task in second.tasks] == [task.source for task in first.tasks]
    assert all(task.target.stem.endswith("-2") for task in second.tasks)


def test_results_beside_their_sources_are_known_by_name(tmp_path):
    put(tmp_path, "a.jpg", "b.jpg", "b-subtle.jpg", "other-subtle.jpg")
    made = plan([tmp_path], recipe(Conflict.OVERWRITE, name="{stem}-{preset}{ext}"), output=tmp_path, recursive=True)
    assert targets(made, tmp_path) == ["a-subtle.jpg", "b-subtle.jpg", "other-subtle-subtle.jpg"]


@pytest.mark.parametrize("conflict", list(Conflict))
def test_an_original_is_no_target(tmp_path, conflict):
    put(tmp_path, "a.jpg", "sub/b.jpg")
    made = plan([tmp_path], recipe(conflict), output=tmp_path, recursive=True)
    assert refusals(made) == {"a.jpg": "destination-is-source", "b.jpg": "destination-is-source"}


def test_nor_is_the_original_of_another_result(tmp_path):
    put(tmp_path, "a.jpg", "a-subtle.jpg")
    (tmp_path / "link").symlink_to(tmp_path)
    made = plan(
        [tmp_path / "a.jpg", tmp_path / "a-subtle.jpg"],
        recipe(Conflict.OVERWRITE, name="{stem}-{preset}{ext}"),
        output=tmp_path / "link",
    )
    assert refusals(made) == {"a.jpg": "destination-is-source"}


def test_two_results_of_one_name(tmp_path):
    put(tmp_path, "x/a.jpg", "y/a.jpg", "z/A.jpg")
    named = [tmp_path / "x/a.jpg", tmp_path / "y/a.jpg", tmp_path / "z/A.jpg"]
    out = tmp_path / "o"
    for conflict in (Conflict.RENAME, Conflict.SKIP, Conflict.OVERWRITE):
        assert targets(plan(named, recipe(conflict), output=out), out) == ["a.jpg", "a-2.jpg", "A-3.jpg"]
    made = plan(named, recipe(Conflict.ERROR), output=out)
    assert targets(made, out) == ["a.jpg"]
    assert [each.problems[0].code for each in made.settled] == ["destination-exists"] * 2


def test_results_that_are_there(tmp_path):
    put(tmp_path, "a.jpg", "o/a.jpg", "o/a-2.jpg")
    out = tmp_path / "o"
    made = {conflict: plan([tmp_path / "a.jpg"], recipe(conflict), output=out) for conflict in Conflict}
    assert targets(made[Conflict.RENAME], out) == ["a-3.jpg"]
    assert targets(made[Conflict.OVERWRITE], out) == ["a.jpg"]
    assert made[Conflict.SKIP].settled[0].status is Status.SKIPPED
    assert refusals(made[Conflict.ERROR]) == {"a.jpg": "destination-exists"}


def test_links_and_loops(tmp_path):
    put(tmp_path / "in", "a.jpg", "sub/b.jpg")
    (tmp_path / "in/sub/loop").symlink_to(tmp_path / "in")
    (tmp_path / "in/link.jpg").symlink_to(tmp_path / "in/a.jpg")
    (tmp_path / "in/dangling.jpg").symlink_to(tmp_path / "nowhere")
    (tmp_path / "in/self.jpg").symlink_to(tmp_path / "in/self.jpg")
    made = plan([tmp_path / "in"], recipe(), output=tmp_path / "o", recursive=True)
    assert targets(made, tmp_path / "o") == ["a.jpg", "link.jpg", "sub/b.jpg"]
    assert refusals(made) == {"dangling.jpg": "not-found", "self.jpg": "decode-failed"}


def test_what_is_named_twice_is_done_once(tmp_path):
    put(tmp_path, "in/a.jpg")
    (tmp_path / "link").symlink_to(tmp_path / "in")
    named = [tmp_path / "in/a.jpg", tmp_path / "in", tmp_path / "link/a.jpg", tmp_path / "link", tmp_path / "in/a.jpg"]
    assert targets(plan(named, recipe(), output=tmp_path / "o", recursive=True), tmp_path / "o") == ["a.jpg"]


def test_relative_names(tmp_path, monkeypatch):
    put(tmp_path, "in/sub/a.jpg", "b.jpg")
    monkeypatch.chdir(tmp_path / "in")
    made = plan([Path(), Path("../b.jpg")], recipe(), output=Path("out"), recursive=True)
    assert [task.target for task in made.tasks] == [Path("out/sub/a.jpg"), Path("out/b.jpg")]


def test_names_that_are_no_text(tmp_path):
    name = os.fsdecode(b"caf\xe9.jpg")
    put(tmp_path, name)
    assert targets(plan([tmp_path], recipe(), recursive=True), tmp_path) == [f"protected/{name}"]
    assert refusals(plan([Path("a\0b.jpg")], recipe())) == {"a\0b.jpg": "not-a-picture"}


def test_ten_thousand_take_five_seconds_of_work_at_most(tmp_path):
    for folder in range(100):
        put(tmp_path, *(f"in/{folder:02}/{number:02}.jpg" for number in range(100)))
    started = time.process_time()
    made = plan([tmp_path / "in"], recipe(), output=tmp_path / "flat", recursive=True)
    assert time.process_time() - started < 5
    assert len({task.target for task in made.tasks}) == 10_000
    # All under one name, too: numbering them is not quadratic.
    started = time.process_time()
    made = plan([task.source for task in made.tasks], recipe(name="{stem:.0}stem{ext}"), output=tmp_path / "flat")
    assert time.process_time() - started < 5
    assert len({task.target for task in made.tasks}) == 10_000


def test_numbered_results_beside_their_sources_are_no_sources(tmp_path):
    put(tmp_path, "a.jpg", "b-2.jpg")
    for number in (1, 2, 3, 4):
        again = plan([tmp_path], recipe(name="{stem}-{preset}{ext}"), output=tmp_path, recursive=True)
        assert {task.source.name for task in again.tasks} == {"a.jpg", "b-2.jpg"}
        for task in again.tasks:
            put(tmp_path, task.target.name)
        assert len(list(tmp_path.iterdir())) == 2 + 2 * number


def test_a_picture_may_have_a_recipe_of_its_own(tmp_path):
    put(tmp_path / "in", "a.jpg", "b.jpg", "deep/c.jpg")
    near = Recipe(destination=Destination(folder="near", conflict=Conflict.SKIP))
    far = Recipe(destination=Destination(folder=str(tmp_path / "far"), name="{stem}-{preset}{ext}"))
    apart = {tmp_path / "in" / "a.jpg": near, tmp_path / "in" / "deep" / "c.jpg": far}
    made = plan([tmp_path / "in"], recipe(), recursive=True, apart=apart)
    assert targets(made, tmp_path) == ["in/near/a.jpg", "in/protected/b.jpg", "far/deep/c-balanced.jpg"]
    assert [task.recipe for task in made.tasks] == [near, None, far]
    for task in made.tasks:
        put(task.target.parent, task.target.name)
    again = plan([tmp_path / "in"], recipe(), recursive=True, apart=apart)
    assert targets(again, tmp_path) == ["in/protected/b-2.jpg", "far/deep/c-balanced-2.jpg"]
    assert [(each.source.name, each.status) for each in again.settled] == [("a.jpg", Status.SKIPPED)]


def test_recipes_of_their_own_do_not_meet_in_one_name(tmp_path):
    put(tmp_path, "a.jpg", "b/a.jpg")
    over = Recipe(destination=Destination(folder=str(tmp_path / "out"), conflict=Conflict.OVERWRITE))
    apart = {tmp_path / "b" / "a.jpg": Recipe(cloak=CloakChoice(preset=Preset.OFF), destination=over.destination)}
    made = plan([tmp_path / "a.jpg", tmp_path / "b" / "a.jpg"], over, apart=apart)
    assert targets(made, tmp_path) == ["out/a.jpg", "out/a-2.jpg"]
