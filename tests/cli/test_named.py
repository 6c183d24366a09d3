"""Names from lists, and a picture through a pipe."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from drawn import draw
from exiftool import read_tags
from program import PROGRAM, fixative
from streams import coded_pixels


def piped(*words: str | Path, data: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*PROGRAM, *map(os.fspath, words)], input=data, capture_output=True, timeout=120, check=False)


@pytest.mark.parametrize("kind", ["jpg", "png", "webp", "tif"])
def test_one_picture_goes_through_a_pipe(kind: str, tmp_path: Path):
    source = draw(tmp_path / f"a.{kind}").read_bytes()

    done = piped("tag", "-", "--owner", "Ann", data=source)

    assert (done.returncode, done.stderr) == (0, b"")
    assert coded_pixels(done.stdout) == coded_pixels(source)
    (tmp_path / f"result.{kind}").write_bytes(done.stdout)
    (tags,) = read_tags(tmp_path / f"result.{kind}")
    assert tags["XMP-plus:DataMining"] == "Prohibited for AI/ML training"


def test_a_pipe_converts_and_cloaks(tmp_path: Path):
    source = draw(tmp_path / "a.png", width=256, height=192).read_bytes()

    done = piped("protect", "-", "--format", "webp", "--preset", "subtle", data=source)

    assert done.returncode == 0
    assert done.stdout[8:12] == b"WEBP"
    assert list(tmp_path.iterdir()) == [tmp_path / "a.png"]


@pytest.mark.parametrize(
    ("data", "words"), [(b"", b"empty"), (b"words", b"not a picture"), (b"\xff\xd8\xff\xe0", b"breaks off")]
)
def test_what_is_no_picture_gives_no_byte(data: bytes, words: bytes):
    done = piped("protect", "-", data=data)

    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"-: ")
    assert words in done.stderr


def test_a_picture_is_not_written_to_a_screen(tmp_path: Path):
    if sys.platform == "win32":
        pytest.skip("needs a pseudo-terminal")
    ours, theirs = pty.openpty()
    with draw(tmp_path / "a.jpg").open("rb") as file:
        done = subprocess.run(
            [*PROGRAM, "tag", "-"], stdin=file, stdout=theirs, stderr=subprocess.PIPE, timeout=120, check=False
        )
    os.close(ours)
    os.close(theirs)
    assert done.returncode == 2
    assert b"screen" in done.stderr


@pytest.mark.parametrize("words", [["-", "-o", "x"], ["-", "--json"], ["-", "--dry-run"], ["-", "b.jpg"], ["-", "-r"]])
def test_what_makes_no_sense_with_a_pipe_is_refused(words: list[str], tmp_path: Path):
    done = piped("tag", *words, data=draw(tmp_path / "a.jpg").read_bytes())

    assert (done.returncode, done.stdout) == (2, b"")


@pytest.mark.parametrize("null", [False, True])
def test_names_come_from_a_list(null: bool, tmp_path: Path):  # noqa: FBT001 - a parameter of a test
    paths = [draw(tmp_path / "in" / name) for name in ("a b.jpg", "ä.jpg", "c.jpg")]
    end = "\0" if null else "\n"
    names = end.join(map(os.fspath, paths[:2])) + end + ("" if null else end)
    switches = ["-0"] if null else []
    (tmp_path / "list").write_text(names, "utf-8")

    by_file = fixative("tag", paths[2], "--files-from", tmp_path / "list", *switches, "-o", tmp_path / "one")
    by_pipe = piped("tag", "--files-from", "-", *switches, "-o", tmp_path / "two", data=names.encode())

    assert (by_file.returncode, by_pipe.returncode) == (0, 0)
    assert {path.name for path in (tmp_path / "one").iterdir()} == {"a b.jpg", "ä.jpg", "c.jpg"}
    assert {path.name for path in (tmp_path / "two").iterdir()} == {"a b.jpg", "ä.jpg"}


def test_a_name_of_bytes_that_are_no_text(tmp_path: Path):
    if sys.platform in ("win32", "darwin"):
        pytest.skip("names are text there")
    path = os.fsencode(tmp_path) + b"/\xff.jpg"
    draw(tmp_path / "a.jpg").rename(os.fsdecode(path))

    done = piped("tag", "--files-from", "-", "-o", tmp_path / "out", data=path + b"\n")

    assert done.returncode == 0
    assert [os.fsencode(each.name) for each in (tmp_path / "out").iterdir()] == [b"\xff.jpg"]


@pytest.mark.parametrize("words", [[], ["--files-from", "none"], ["--files-from", "/dev/null"]])
def test_nothing_named_is_told(words: list[str], tmp_path: Path):
    done = fixative("protect", *words, cwd=tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
