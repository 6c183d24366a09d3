"""`fixative inspect` as people and scripts start it."""

from __future__ import annotations

import pytest
from drawn import draw
from lxml import html
from program import fixative, lines

from fixative.protect import tag
from fixative.recipe import Recipe
from fixative.rights import RightsStatement


@pytest.fixture
def folder(tmp_path):
    tag(draw(tmp_path / "in" / "a.jpg"), tmp_path / "out" / "a.jpg", Recipe(rights=RightsStatement(owner="Ada")))
    draw(tmp_path / "out" / "b.png")
    (tmp_path / "out" / "broken.jpg").write_bytes(b"\xff\xd8\xff")
    return tmp_path / "out"


def test_what_each_standard_says_what_is_missing_and_who_reads_it(folder):
    done = fixative("inspect", folder / "a.jpg", folder / "b.png")
    assert done.returncode == 0
    for told in (
        "  XMP: prohibit-ai-training\n    XMP-plus:DataMining = http://ns.useplus.org/",
        "  EXIF: prohibit-ai-training, in words\n",
        "  IPTC: prohibit-ai-training, in words\n",
        "  credentials: none\n",
        "    the page where a licence can be had; Google Images links to it: XMP-plus:LicensorURL\n",
        "    Google Images: finds creator, copyright notice; no credit line, licence page, page to get a licence. ",
        "    exiftool: finds data mining policy. This says no to AI training, and it shows that to people.\n",
        "  EXIF: nothing\n",
        "  img2dataset: only what your site says (X-Robots-Tag): see `fixative site`.",
    ):
        assert told in done.stdout
    assert done.stdout.count("img2dataset") == 1
    assert fixative("inspect", folder / "a.jpg", "-q").stdout == f"{folder / 'a.jpg'} (JPEG): prohibit-ai-training\n"


def test_all_of_it_for_programs(folder):
    first, second, error, summary = lines(fixative("inspect", folder, "-r", "--json").stdout)
    assert {voice["standard"]: voice["in_words"] for voice in first["voices"]} == {
        **dict.fromkeys(("EXIF", "IPTC"), True),
        **dict.fromkeys(("XMP", "C2PA"), False),
    }
    assert first["purposes"].keys() == set(first["missing"])
    assert {reader["name"]: reader["says_no"] for reader in first["readers"]}["exiftool"] == "yes"
    assert {reader["says_no"] for reader in second["readers"]} == {"no", "unread"}
    assert error["problem"]["code"] == "truncated"
    assert summary == {"schema": 1, "type": "summary", "reports": 2, "failed": 1}


def test_a_page_is_written_and_written_again(folder):
    page = folder / "page.html"
    for _ in range(2):
        done = fixative("inspect", folder, "-r", "--html", page)
        assert (done.returncode, done.stdout) == (1, f"{page}\n")
        assert done.stderr.count("\n") == 1
        assert len(html.parse(page).xpath("//article")) == 3
    assert len(lines(fixative("inspect", folder, "-r", "--html", page, "--json").stdout)) == 4
    assert sorted(path.name for path in folder.iterdir()) == ["a.jpg", "b.png", "broken.jpg", "page.html"]


def test_a_page_replaces_nothing_else(folder):
    before = (folder / "a.jpg").read_bytes()
    for target in (folder / "a.jpg", folder):
        done = fixative("inspect", folder, "-r", "--html", target)
        assert (done.returncode, done.stdout) == (2, "")
        assert "is no such page" in done.stderr
    assert (folder / "a.jpg").read_bytes() == before


def test_without_a_picture_there_is_no_page(tmp_path):
    done = fixative("inspect", tmp_path, "-r", "--html", tmp_path / "new" / "page.html")
    assert (done.returncode, done.stdout) == (2, "")
    assert list(tmp_path.iterdir()) == []
