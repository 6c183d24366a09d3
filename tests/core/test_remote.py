"""Files by URL: names, plans and results in a store that is kept in memory. What speaks S3 is in test_cluster."""

from __future__ import annotations

import errno
import os
import pickle
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
from drawn import draw
from fsspec.implementations.memory import MemoryFileSystem

from fixative import protect_many, remote
from fixative.batch.past import named
from fixative.batch.plan import Plan, Task, plan
from fixative.batch.run import Finished, run
from fixative.batch.work import Tools, work
from fixative.cli.main import run as program
from fixative.errors import ClusterMissingError, OptionsError, PermissionDeniedError
from fixative.formats import Format
from fixative.look import Look, digest
from fixative.outcome import Outcome, Status
from fixative.progress import Progress
from fixative.recipe import Conflict, Destination, Recipe
from fixative.remote import Remote, absolute, located, path_of

TAGS = Recipe().tags_only()


@pytest.fixture
def store() -> Iterator[MemoryFileSystem]:
    system = fsspec.filesystem("memory")
    system.store.clear()
    system.pseudo_dirs[:] = [""]
    yield system
    system.store.clear()


@pytest.fixture
def tree(tmp_path: Path, store: MemoryFileSystem) -> Path:
    """Make a tree in both worlds."""
    folder = tmp_path / "in"
    for number, name in enumerate(["b.jpg", "a.png", "sub/c.jpg", "sub/deep/a.png", "protected/old.jpg"]):
        draw(folder / name, seed=number)
    for name, content in {
        "bad.jpg": b"words",
        "notes.txt": b"words",
        "empty.png": b"",
        ".hidden.jpg": b"x",
        "sub/.git/a.jpg": b"x",
        "raw.cr2": b"II*\0 and so on",
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    for path in folder.rglob("*"):
        if path.is_file():
            store.pipe_file(f"/in/{path.relative_to(folder).as_posix()}", path.read_bytes())
    return folder


def results(todo: Plan, recipe: Recipe) -> list[Outcome]:
    return [event.outcome for event in run(todo, recipe, jobs=1, isolated=False) if isinstance(event, Finished)]


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("s3://bucket/a b/c.jpg", Remote, "s3://bucket/a b/c.jpg"),
        ("memory://in", Remote, "memory://in"),
        ("memory://in/", Remote, "memory://in"),
        ("file:///data/a.jpg", Path, "/data/a.jpg"),
        ("s3:/bucket", Path, "s3:/bucket"),
        ("c://x", Path, "c:/x"),
        ("/data/a.jpg", Path, "/data/a.jpg"),
    ],
)
def test_what_is_named(text, kind, said):
    path = located(text)
    assert isinstance(path, kind)
    assert isinstance(path, Remote) == (kind is Remote)
    assert (str(path), os.fspath(path)) == (said, said)


@pytest.mark.parametrize("text", ["s3://bucket/a//b.jpg", "s3://bucket/./b.jpg", "nowhere://x/y"])
def test_what_cannot_be_named(text):
    with pytest.raises(OptionsError):
        located(text)


def test_without_the_extra(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "fsspec.core", None)
    with pytest.raises(ClusterMissingError):
        located("s3://bucket/a.jpg")


def test_a_url_is_a_path():
    path = path_of("s3://bucket/sub/a.jpg")
    assert (path.name, path.stem, path.suffix) == ("a.jpg", "a", ".jpg")
    assert str(path.with_name("b.png")) == "s3://bucket/sub/b.png"
    assert str(path.parent / "deep" / "c") == "s3://bucket/sub/deep/c"
    assert str(path_of("s3://out") / path.parent.relative_to(path_of("s3://bucket")) / "x") == "s3://out/sub/x"
    assert Path("out") / path.relative_to(path_of("s3://bucket")) == Path("out/sub/a.jpg")
    assert path.is_absolute()
    assert absolute(path) == path.absolute() == path.resolve() == path
    again = pickle.loads(pickle.dumps(path))
    assert isinstance(again, Remote)
    assert (again, hash(again), str(again)) == (path, hash(path), str(path))


def test_a_look_and_a_digest(tree, store):
    path, here = path_of("memory://in/b.jpg"), tree / "b.jpg"
    look = Look.of(path)
    assert look.size == here.stat().st_size
    assert look == Look.of(path)
    assert digest(path) == digest(here)
    assert path.exists()
    assert not path_of("memory://in/nothing.jpg").exists()
    store.pipe_file("/in/b.jpg", b"others")
    assert not Look.of(path).is_like(look)


def test_listed_once(tree, store, monkeypatch):
    listed = []
    ls = MemoryFileSystem.ls
    monkeypatch.setattr(
        MemoryFileSystem, "ls", lambda self, *words, **more: listed.append(words) or ls(self, *words, **more)
    )
    with remote.looked_up_once():
        assert all(path_of(f"memory://in/{name}").exists() for name in ("a.png", "b.jpg", "bad.jpg"))
        assert not path_of("memory://in/c.jpg").exists()
    assert len(listed) == 1


def test_the_plan_is_that_of_a_disk(tree, tmp_path):
    here = plan([tree], TAGS, output=tmp_path / "out", recursive=True)
    there = plan([path_of("memory://in")], TAGS, output=path_of("memory://out"), recursive=True)

    def told(todo: Plan, root: Path, out: Path) -> list[object]:
        tasks = [
            (each.source.relative_to(root), each.target.relative_to(out), each.format, each.size) for each in todo.tasks
        ]
        settled = [(each.source.relative_to(root), each.status, each.problems) for each in todo.settled]
        return [[tuple(map(str, task)) for task in tasks], sorted((str(path), *rest) for path, *rest in settled)]

    assert told(there, path_of("memory://in"), path_of("memory://out")) == told(here, tree, tmp_path / "out")
    # Beside the pictures, what lies among the results is none of them.
    beside_here = plan([tree], TAGS, recursive=True)
    beside_there = plan([path_of("memory://in")], TAGS, recursive=True)
    assert len(beside_there.tasks) == len(beside_here.tasks) == 4
    assert str(beside_there.tasks[0].target) == "memory://in/protected/a.png"


def test_results_are_those_of_a_disk(tree, tmp_path, store):
    results(plan([tree], TAGS, output=tmp_path / "out", recursive=True), TAGS)
    ways = [("memory://in", "memory://out"), (str(tree), "memory://out2"), ("memory://in", str(tmp_path / "out3"))]
    for source, target in ways:
        ended = results(plan([path_of(source)], TAGS, output=path_of(target), recursive=True), TAGS)
        assert {each.status for each in ended} == {Status.TAGGED}
        assert all(str(each.source).startswith(source) and str(each.result).startswith(target) for each in ended)
    here = {
        path.relative_to(tmp_path / "out").as_posix(): path.read_bytes() for path in (tmp_path / "out").rglob("*.*")
    }
    assert len(here) == 5
    for name in ("out", "out2"):
        assert {key.removeprefix(f"/{name}/"): store.cat(key) for key in store.find(f"/{name}")} == here
    fetched = {
        path.relative_to(tmp_path / "out3").as_posix(): path.read_bytes() for path in (tmp_path / "out3").rglob("*.*")
    }
    assert fetched == here


@pytest.mark.parametrize(
    ("conflict", "status", "left"),
    [
        (Conflict.RENAME, Status.TAGGED, {"/out/b.jpg", "/out/b-2.jpg"}),
        (Conflict.SKIP, Status.SKIPPED, {"/out/b.jpg"}),
        (Conflict.ERROR, Status.FAILED, {"/out/b.jpg"}),
        (Conflict.OVERWRITE, Status.TAGGED, {"/out/b.jpg"}),
    ],
)
@pytest.mark.parametrize("late", [False, True])
def test_what_is_there_already(tree, store, conflict, status, left, late):
    recipe = Recipe(destination=Destination(conflict=conflict)).tags_only()
    if not late:
        store.pipe_file("/out/b.jpg", b"others")
    todo = plan([path_of("memory://in/b.jpg")], recipe, output=path_of("memory://out"))
    if late:
        store.pipe_file("/out/b.jpg", b"others")
    (outcome,) = [*todo.settled, *results(todo, recipe)]
    assert outcome.status is status
    assert set(store.find("/out")) == left
    assert (store.cat("/out/b.jpg") == b"others") == (conflict is not Conflict.OVERWRITE)
    if outcome.result is not None and status is Status.TAGGED:
        assert Look.of(outcome.result).size == len(store.cat(str(outcome.result)))


def task(source: str, target: str) -> Task:
    return Task(path_of(source), path_of(target), Format.JPEG, 1, b"place")


def test_a_source_that_changes_meanwhile(tree, store, tmp_path):
    def ask(_question: object) -> bool:
        store.pipe_file("/in/b.jpg", b"others")
        return True

    tools = Tools(TAGS, None, None, proven=False, folder=tmp_path)
    outcome = work(task("memory://in/b.jpg", "memory://out/b.jpg"), tools, ask, Progress())
    assert [each.code for each in outcome.problems] == ["source-changed"]
    assert store.find("/out") == []
    assert list(tmp_path.iterdir()) == [tree]


@pytest.mark.parametrize(
    ("error", "code"),
    [(OSError(errno.ENOSPC, "full"), "disk-full"), (RuntimeError("no key"), "destination-not-writable")],
)
def test_a_store_that_takes_nothing(tree, store, tmp_path, monkeypatch, error, code):
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(MemoryFileSystem, "put_file", refuse)
    tools = Tools(TAGS, None, None, proven=False, folder=tmp_path)
    outcome = work(task("memory://in/b.jpg", "memory://out/b.jpg"), tools, lambda _: True, Progress())
    assert [each.code for each in outcome.problems] == [code]
    assert list(tmp_path.iterdir()) == [tree]


def test_a_store_that_does_not_say_what_is_there(tree, store, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(MemoryFileSystem, "ls", refuse)
    with pytest.raises(PermissionDeniedError):
        plan([tree / "b.jpg"], TAGS, output=path_of("memory://out"))
    monkeypatch.setattr(MemoryFileSystem, "find", refuse)
    (refused,) = plan([path_of("memory://in")], TAGS, output=tree, recursive=True).settled
    assert refused.problems[0].code == "permission-denied"
    monkeypatch.setattr(MemoryFileSystem, "info", refuse)
    assert named(path_of("memory://in/b.jpg"), b"") is None


def test_a_folder_is_no_file(tree, store):
    assert not path_of("memory://in/sub").exists()
    (refused,) = plan([path_of("memory://in/sub")], TAGS).settled
    assert refused.problems[0].code == "is-a-folder"


def test_results_go_only_where_they_are_whole_or_not_at_all(tree):
    with pytest.raises(OptionsError):
        plan([tree / "b.jpg"], TAGS, output=path_of("ftp://host/out"))


def test_the_command_line_takes_urls(tree, store, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["fixative", "tag", "-r", "memory://in", "-o", "memory://out", "--dry-run"])
    with pytest.raises(SystemExit):
        program()
    assert "memory://in/sub/c.jpg -> memory://out/sub/c.jpg" in capsys.readouterr().out


def test_from_python(tree, store):
    outcomes = list(
        protect_many(["memory://in/b.jpg", tree / "a.png"], TAGS, output="memory://out", jobs=1, resume=False)
    )
    assert [each.ok for each in outcomes] == [False, True]  # a process of its own has a memory of its own
    assert str(outcomes[1].source) == str(tree / "a.png")
