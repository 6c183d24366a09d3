"""The register on the command line, with real pictures."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pytest
from drawn import draw
from PIL import Image
from program import fixative, lines

OWNER = ("--owner", "Ada Müller")


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    for number in range(3):
        draw(tmp_path / "in" / f"{number}.png", width=320, height=240, seed=number)
    assert fixative("protect", "-r", tmp_path / "in", "-o", tmp_path / "out", "--secret", "s", *OWNER).returncode == 0
    return tmp_path


def copied(source: Path, target: Path) -> Path:
    with Image.open(source) as image:
        image.convert("RGB").crop((10, 8, 310, 236)).resize((200, 150)).save(target, quality=75)
    return target


def test_what_was_protected_is_listed_and_shown(folder):
    listed = fixative("register", "list").stdout.splitlines()
    assert [line.split()[0] for line in listed] == ["1", "2", "3"]
    assert f"{folder}/in/0.png -> {folder}/out/0.png" in "\n".join(listed)
    *entries, summary = lines(fixative("register", "list", "--json").stdout)
    assert summary == {"schema": 1, "type": "summary", "entries": 3}
    shown = fixative("register", "show", "2").stdout
    assert f"result_sha256: {entries[1]['result_sha256']}" in shown
    assert 'statement: owner = "Ada Müller"' in shown
    assert lines(fixative("register", "show", "2", "--json").stdout) == [entries[1]]
    failed = fixative("register", "show", "9")
    assert (failed.returncode, failed.stdout) == (2, "")
    assert "no entry 9" in failed.stderr


def test_copies_are_found(folder):
    copy = copied(folder / "out" / "1.png", folder / "downloaded.jpg")
    stranger = draw(folder / "stranger.jpg", width=320, height=240, seed=99)
    done = fixative("register", "find", copy)
    assert done.returncode == 0
    assert f"{copy}: it is a copy of entry" in done.stdout
    assert f"{folder}/in/1.png, protected at " in done.stdout
    done = fixative(
        "register", "find", stranger, folder / "out" / "2.png", folder / "in" / "2.png", folder / "none.jpg"
    )
    assert done.returncode == 1
    assert done.stdout.splitlines()[0] == f"{stranger}: not in the register"
    assert "it is the result of entry" in done.stdout
    assert "it is the original of entry" in done.stdout
    assert done.stderr.startswith(f"{folder / 'none.jpg'}: There is no such file.")
    found, error, summary = lines(fixative("register", "find", "--json", copy, folder / "none.jpg").stdout)
    assert found["matches"][0]["kinship"] == "copy"
    assert found["matches"][0]["entry"]["source"] == f"{folder}/in/1.png"
    assert error["problem"]["code"] == "not-found"
    assert summary == {"schema": 1, "type": "summary", "files": 2, "recognised": 1, "failed": 1}


def test_evidence_is_exported(folder):
    table = list(csv.DictReader(io.StringIO(fixative("register", "export").stdout)))
    assert [row["number"] for row in table] == ["1", "2", "3"]
    assert table[0]["policy"] == "prohibit-ai-training"
    assert "train artificial intelligence" in table[0]["wording"]
    assert "XMP-plus:DataMining" in table[0]["tags"]
    one, summary = map(json.loads, fixative("register", "export", "3", "--json").stdout.splitlines())
    assert (one["number"], summary["entries"]) == (3, 1)
    assert one["source_sha256"] == table[2]["source_sha256"]
    assert fixative("register", "export", "3", "--csv").stdout.splitlines()[0].startswith("number,at,status,")


def test_none_is_kept_that_is_not_wanted(folder):
    assert fixative("register", "forget").returncode == 0
    assert not list((folder / "data" / "fixative").glob("register*"))
    assert fixative("tag", folder / "in" / "0.png", "-o", folder / "tagged", "--no-register").returncode == 0
    recipe = folder / "recipe.toml"
    recipe.write_text("register = false\n", "utf-8")
    assert fixative("tag", folder / "in" / "1.png", "-o", folder / "tagged", "--recipe", recipe).returncode == 0
    assert fixative("register", "list").stdout == ""
    assert fixative("tag", folder / "in" / "1.png", "-o", folder / "tagged").returncode == 0
    assert len(fixative("register", "list").stdout.splitlines()) == 1


def test_trouble_is_said_once_and_the_pictures_are_there(folder):
    data = folder / "other"
    data.write_bytes(b"")
    done = fixative("tag", "-r", folder / "in", "-o", folder / "tagged", XDG_DATA_HOME=os.fspath(data))
    assert done.returncode == 0
    assert done.stderr.count("Your register cannot be written or read") == 1
    assert len(list((folder / "tagged").iterdir())) == 3


def test_inspect_says_what_became_of_a_copy(folder):
    copy = copied(folder / "out" / "1.png", folder / "downloaded.jpg")
    told = fixative("inspect", copy).stdout.splitlines()
    assert told[1].startswith("  register: it is a copy of entry ")
    assert f"{folder}/in/1.png, protected at " in told[1]
    assert told[2] == "    size: 320 x 240 -> 200 x 150 pixels"
    assert told[3] == "    format: PNG -> JPEG, at a quality of about 75"
    assert told[4].startswith("    tags gone: XMP-plus:DataMining")
    assert told[4].endswith("XMP-fixative:Cloak")
    report, _ = lines(fixative("inspect", "--json", copy).stdout)
    (origin,) = report["origins"]
    assert origin["match"]["kinship"] == "copy"
    assert origin["match"]["entry"]["source"] == f"{folder}/in/1.png"
    assert (origin["match"]["width"], origin["match"]["height"], origin["match"]["quality"]) == (200, 150, 75)
    assert "XMP-plus:DataMining" in origin["lost"]


def test_inspect_knows_the_result_itself_and_passes_over_strangers(folder):
    told = fixative("inspect", folder / "out" / "2.png").stdout.splitlines()
    assert told[1].startswith("  register: it is the result of entry ")
    assert told[2] == "  XMP: prohibit-ai-training"
    stranger = draw(folder / "stranger.png", width=320, height=240, seed=99)
    assert "register:" not in fixative("inspect", stranger).stdout
    assert "register:" not in fixative("inspect", folder / "out" / "2.png", "--no-register").stdout


def test_the_page_has_it_too_and_escapes_names(folder):
    named = folder / "in" / "<b>.png"
    (folder / "in" / "1.png").rename(named)
    assert fixative("register", "forget").returncode == 0
    assert fixative("tag", named, "-o", folder / "tagged").returncode == 0
    copy = copied(named, folder / "downloaded.jpg")
    assert fixative("inspect", copy, "--html", folder / "page.html").returncode == 0
    page = (folder / "page.html").read_text("utf-8")
    assert "<p>It is a copy of entry 1 (likeness " in page
    assert "&lt;b&gt;.png" in page
    assert "<b>" not in page
    assert "320 x 240 -&gt; 200 x 150 pixels" in page


def test_a_damaged_register_does_not_keep_inspect_from_its_work(folder):
    register = folder / "data" / "fixative" / "register.sqlite3"
    register.write_bytes(b"no register" * 1000)
    done = fixative("inspect", "-r", folder / "out")
    assert done.returncode == 0
    assert done.stderr.count("cannot be used") == 1
    assert done.stdout.count("prohibit-ai-training") >= 3


def test_inspect_makes_no_register(tmp_path):
    picture = draw(tmp_path / "a.jpg")
    assert fixative("inspect", picture, XDG_DATA_HOME=os.fspath(tmp_path / "data")).returncode == 0
    assert not (tmp_path / "data").exists()
