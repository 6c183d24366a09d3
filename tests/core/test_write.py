"""Whole or not at all, on real file systems."""

from __future__ import annotations

import os
import resource
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from ordinary import ordinary_user

from fixative.errors import (
    CheckFailedError,
    DestinationExistsError,
    DestinationIsSourceError,
    DestinationNotWritableError,
    DiskFullError,
)
from fixative.recipe import Conflict
from fixative.write import TEMPORARY_PREFIX, _publish_by_reservation, numbered, remove_strays, whole

OLD, NEW = b"what was there", b"what is new"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "original.jpg"
    path.parent.mkdir()
    path.write_bytes(b"original")
    return path


def write(target: Path, source: Path, conflict: Conflict = Conflict.RENAME, data: bytes = NEW) -> Path:
    with whole(target, source=source, conflict=conflict, check=lambda _path: None) as draft:
        draft.file.write(data)
    assert draft.result is not None
    return draft.result


def fail(target: Path, source: Path, error: BaseException, where: str) -> None:
    def check(_path: Path) -> None:
        if where == "check":
            raise error

    with whole(target, source=source, conflict=Conflict.OVERWRITE, check=check) as draft:
        draft.file.write(NEW)
        if where == "body":
            raise error


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_result_is_whole_and_folders_are_made(tmp_path, source):
    target = tmp_path / "out" / "deep" / "a.jpg"
    assert write(target, source) == target
    assert target.read_bytes() == NEW
    assert names(target.parent) == ["a.jpg"]


def test_a_pipe_that_the_body_writes_to_is_no_trouble_of_the_target(tmp_path, source):
    with pytest.raises(BrokenPipeError):
        fail(tmp_path / "out" / "a.html", source, BrokenPipeError(), "body")
    assert not (tmp_path / "out").exists()


def test_mode_is_that_of_any_new_file(tmp_path, source):
    before = os.umask(0o027)
    try:
        result = write(tmp_path / "a.jpg", source)
    finally:
        os.umask(before)
    assert stat.S_IMODE(result.stat().st_mode) == 0o640


def test_result_does_not_show_before_it_was_checked(tmp_path, source):
    target = tmp_path / "out" / "a.jpg"
    seen = []

    def check(path):
        seen.append((target.exists(), path.read_bytes(), path.name.startswith(TEMPORARY_PREFIX)))

    with whole(target, source=source, conflict=Conflict.RENAME, check=check) as draft:
        draft.file.write(NEW)
        assert not target.exists()
    assert seen == [(False, NEW, True)]


@pytest.mark.parametrize("error", [CheckFailedError(detail="size"), KeyboardInterrupt(), MemoryError(), ValueError()])
@pytest.mark.parametrize("where", ["body", "check"])
def test_nothing_remains_of_a_failure(tmp_path, source, error, where):
    with pytest.raises(type(error)):
        fail(tmp_path / "out" / "deep" / "a.jpg", source, error, where)
    assert names(tmp_path) == ["in"]


def test_a_failure_keeps_what_was_there(tmp_path, source):
    target = tmp_path / "a.jpg"
    target.write_bytes(OLD)
    with pytest.raises(CheckFailedError):
        fail(target, source, CheckFailedError(detail="size"), "body")
    assert target.read_bytes() == OLD
    assert names(tmp_path) == ["a.jpg", "in"]


@pytest.mark.parametrize("conflict", [Conflict.SKIP, Conflict.ERROR])
def test_existing_result_is_left_alone(tmp_path, source, conflict):
    target = tmp_path / "a.jpg"
    target.write_bytes(OLD)
    with pytest.raises(DestinationExistsError):
        write(target, source, conflict)
    assert target.read_bytes() == OLD
    assert names(tmp_path) == ["a.jpg", "in"]


def test_rename_takes_the_next_free_name(tmp_path, source):
    target = tmp_path / "a.jpg"
    assert [write(target, source).name for _ in range(3)] == ["a.jpg", "a-2.jpg", "a-3.jpg"]


def test_overwrite_replaces(tmp_path, source):
    target = tmp_path / "a.jpg"
    target.write_bytes(OLD)
    assert write(target, source, Conflict.OVERWRITE) == target
    assert target.read_bytes() == NEW


@pytest.mark.parametrize("conflict", [Conflict.RENAME, Conflict.SKIP, Conflict.ERROR])
def test_a_file_that_appears_meanwhile_is_never_replaced(tmp_path, source, conflict):
    target = tmp_path / "a.jpg"
    try:
        with whole(target, source=source, conflict=conflict, check=lambda _path: target.write_bytes(OLD)) as draft:
            draft.file.write(NEW)
    except DestinationExistsError:
        assert conflict is not Conflict.RENAME
    else:
        assert draft.result == tmp_path / "a-2.jpg"
    assert target.read_bytes() == OLD


def test_many_writers_of_one_name_lose_nothing(tmp_path, source):
    target = tmp_path / "out" / "a.jpg"
    threads = [threading.Thread(target=write, args=(target, source), kwargs={"data": b"%d" % n}) for n in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(int(path.read_bytes()) for path in target.parent.iterdir()) == list(range(16))


@pytest.mark.parametrize("conflict", list(Conflict))
@pytest.mark.parametrize("kind", ["same", "symlink", "hard link", "folder link", "link as source"])
def test_the_source_is_never_the_target(tmp_path, source, conflict, kind):
    target = tmp_path / "other.jpg"
    named = source
    if kind == "same":
        target = source.parent / ".." / "in" / "original.jpg"
    elif kind == "symlink":
        target.symlink_to(source)
    elif kind == "hard link":
        target.hardlink_to(source)
    elif kind == "folder link":
        (tmp_path / "link").symlink_to(source.parent)
        target = tmp_path / "link" / source.name
    else:
        target.symlink_to(source)
        named, target = target, source
    with pytest.raises(DestinationIsSourceError):
        write(target, named, conflict)
    assert source.read_bytes() == b"original"


def test_the_target_becoming_the_source_is_noticed(tmp_path, source):
    target = tmp_path / "a.jpg"
    with (
        pytest.raises(DestinationIsSourceError),
        whole(target, source=source, conflict=Conflict.OVERWRITE, check=lambda _path: target.hardlink_to(source)) as d,
    ):
        d.file.write(NEW)
    assert source.read_bytes() == b"original"


def test_a_file_in_the_way_of_the_folder(tmp_path, source):
    (tmp_path / "out").write_bytes(OLD)
    with pytest.raises(DestinationNotWritableError):
        write(tmp_path / "out" / "a.jpg", source)


def test_a_folder_that_vanishes(tmp_path, source):
    target = tmp_path / "out" / "a.jpg"

    def check(path):
        path.unlink()
        path.parent.rmdir()

    with (
        pytest.raises(DestinationNotWritableError),
        whole(target, source=source, conflict=Conflict.RENAME, check=check) as draft,
    ):
        draft.file.write(NEW)
    assert names(tmp_path) == ["in"]


def test_a_name_too_long_is_refused(tmp_path, source):
    with pytest.raises(DestinationNotWritableError):
        write(tmp_path / "out" / ("a" * 300 + ".jpg"), source)
    assert names(tmp_path) == ["in"]


def test_the_longest_name_is_written(tmp_path, source):
    target = tmp_path / ("a" * 251 + ".jpg")
    assert write(target, source) == target


def test_size_limit_of_the_process(tmp_path, source):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        with pytest.raises(DestinationNotWritableError):
            write(tmp_path / "out" / "a.jpg", source, data=bytes(100_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert names(tmp_path) == ["in"]


@pytest.fixture
def small_disk(tmp_path: Path):
    """Mount a real file system of 256 KiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting a small disk needs root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_full_disk(small_disk, source):
    with pytest.raises(DiskFullError):
        write(small_disk / "out" / "a.jpg", source, data=bytes(1_000_000))
    assert names(small_disk) == []
    write(small_disk / "b.jpg", source, data=bytes(10_000))  # there is room again


def test_read_only_folder(source):
    with ordinary_user() as folder:
        (folder / "out").mkdir(mode=0o500)
        with pytest.raises(DestinationNotWritableError):
            write(folder / "out" / "a.jpg", source)
        assert names(folder / "out") == []


def test_read_only_disk(small_disk, source):
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(DestinationNotWritableError):
        write(small_disk / "a.jpg", source)


def test_without_links_the_name_is_reserved(tmp_path):
    temporary, name = tmp_path / "t", tmp_path / "a.jpg"
    temporary.write_bytes(NEW)
    _publish_by_reservation(temporary, name)
    assert name.read_bytes() == NEW
    temporary.write_bytes(OLD)
    with pytest.raises(FileExistsError):
        _publish_by_reservation(temporary, name)
    assert name.read_bytes() == NEW
    temporary.unlink()
    with pytest.raises(FileNotFoundError):
        _publish_by_reservation(temporary, tmp_path / "b.jpg")
    assert names(tmp_path) == ["a.jpg"]


_HOLD = """
import sys, time
from pathlib import Path
from fixative.recipe import Conflict
from fixative.write import whole
with whole(Path(sys.argv[1]), source=Path(sys.argv[1] + "-not"), conflict=Conflict.RENAME, check=print) as draft:
    print("held", flush=True)
    time.sleep(60)
"""


def test_strays_of_the_dead_go_and_those_of_the_living_stay(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(tmp_path / "a.jpg")], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        (tmp_path / ".fixative-mine").write_bytes(OLD)
        assert remove_strays(tmp_path) == 0
        assert len(names(tmp_path)) == 2
        holder.kill()
    assert remove_strays(tmp_path) == 1
    assert names(tmp_path) == [".fixative-mine"]
    assert remove_strays(tmp_path / "nowhere") == 0


def test_numbers_stand_before_the_ending():
    assert numbered(Path("a/b.c.jpg"), 1) == Path("a/b.c.jpg")
    assert numbered(Path("a/b.c.jpg"), 3) == Path("a/b.c-3.jpg")
