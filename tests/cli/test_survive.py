"""`fixative survive`."""

from __future__ import annotations

from drawn import draw
from program import fixative, lines

from fixative.platforms import load_platforms


def test_a_line_for_each_platform(tmp_path):
    source = draw(tmp_path / "a.jpg", width=900, height=600)
    done = fixative("survive", source, "--for", "pinterest", "--for", "own-site", FIXATIVE_SECRET="s")
    name, pinterest, own = done.stdout.splitlines()
    assert (done.returncode, done.stderr, name) == (0, "", str(source))
    assert pinterest.split()[:4] == ["pinterest", "736", "x", "491"]
    assert "100% of the cloak, " in own
    assert [path.name for path in tmp_path.iterdir()] == ["a.jpg"]


def test_json_of_all_platforms(tmp_path):
    source = draw(tmp_path / "a.png", width=128, height=96)
    done = fixative("survive", source, "--for", "all", "--as-is", "--json", FIXATIVE_SECRET="s")
    *survivals, summary = lines(done.stdout)
    assert done.returncode == 0
    assert [each["platform"] for each in survivals] == list(load_platforms())
    assert all(each["left"]["width"] == 128 and not each["fitted"] for each in survivals)
    assert summary == {"schema": 1, "type": "summary", "pictures": 1, "failed": 0}


def test_what_cannot_be_read_is_told_and_the_others_go_on(tmp_path):
    (tmp_path / "a.jpg").write_bytes(b"nothing")
    (tmp_path / "b.jpg").write_bytes(draw(tmp_path / "b.jpg").read_bytes()[:900])
    draw(tmp_path / "c.jpg")
    words = ("survive", "-r", tmp_path, "--for", "x", "--preset", "off")
    done = fixative(*words)
    assert done.returncode == 1
    assert "a.jpg: This is not a picture" in done.stderr
    assert "b.jpg: " in done.stderr
    assert "no cloak, " in done.stdout
    *_, summary = lines(fixative(*words, "--json").stdout)
    assert (summary["pictures"], summary["failed"]) == (3, 2)


def test_a_page_instead_of_lines(tmp_path):
    draw(tmp_path / "a.jpg", width=900, height=600)
    (tmp_path / "b.jpg").write_bytes(b"nothing")
    page = tmp_path / "page.html"
    words = ("survive", "-r", tmp_path, "--for", "pinterest", "--html", page)
    done = fixative(*words, FIXATIVE_SECRET="s", LC_ALL="de_DE.UTF-8")
    assert (done.returncode, done.stdout) == (1, f"{page}\n")
    assert "b.jpg: This is not a picture" in done.stderr
    assert "Was Plattformen vom Schutz" in page.read_text("utf-8")
    assert fixative(*words, "--language", "en", FIXATIVE_SECRET="s", LC_ALL="de_DE.UTF-8").returncode == 1
    text = page.read_text("utf-8")
    assert "What platforms leave of your protection" in text
    assert "Turn off the training of Canvas" in text
    other = tmp_path / "notes.html"
    other.write_text("mine")
    refused = fixative("survive", tmp_path / "a.jpg", "--html", other)
    assert (refused.returncode, other.read_text()) == (2, "mine")


def test_what_makes_no_sense(tmp_path):
    done = fixative("survive", draw(tmp_path / "a.jpg"), "--for", "myspace")
    assert done.returncode == 2
    assert "no platform named myspace is known" in done.stderr
    assert fixative("survive", tmp_path / "nothing", "-r").returncode == 1
