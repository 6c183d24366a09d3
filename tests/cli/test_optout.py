"""`fixative optout` as people and scripts start it."""

from __future__ import annotations

import pytest
from program import fixative, lines

from fixative.platforms import load_platforms


@pytest.fixture
def program(tmp_path):
    def start(*words):
        return fixative("optout", *words, XDG_CONFIG_HOME=str(tmp_path / "config"))

    return start


def test_the_list_is_of_all_until_some_are_named(program):
    every = program("list")
    assert (every.returncode, every.stderr) == (0, "")
    assert all(f"{platform.name} ({slug}), as of" in every.stdout for slug, platform in load_platforms().items())
    assert every.stdout.endswith("docs/opt-out.md.\n")
    assert program("use", "x", "flickr").returncode == 0
    told = program("list").stdout
    assert "X (x)" in told
    assert "What it says about the training of AI is unknown." in told
    assert "Pinterest" not in told
    assert program("list", "pinterest").stdout.startswith("Pinterest (pinterest), as of")


def test_a_platform_that_is_on_the_list_no_more_is_passed_over(program, tmp_path):
    file = tmp_path / "config" / "fixative" / "optout.toml"
    file.parent.mkdir(parents=True)
    file.write_text('platforms = ["myspace", "x"]\n', "utf-8")
    assert program("list").stdout.startswith("X (x), as of")
    file.write_text('platforms = ["myspace"]\n', "utf-8")
    assert "Pinterest (pinterest), as of" in program("list").stdout


def test_done_and_not_done(program):
    assert "[ ] canvas" in program("list", "pinterest").stdout
    assert program("done", "pinterest", "canvas").returncode == 0
    told = program("list", "pinterest").stdout
    assert "[x] canvas" in told
    assert "[ ] letter" in told
    assert program("done", "pinterest").returncode == 0
    assert "an answer is due by" in " ".join(program("list", "pinterest").stdout.split())
    assert program("undo", "pinterest").returncode == 0
    assert "[x]" not in program("list", "pinterest").stdout


def test_json_has_everything_with_its_origin(program):
    program("done", "pinterest", "canvas")
    platform, summary = lines(program("list", "pinterest", "--region", "eu", "--json").stdout)
    assert (platform["type"], platform["platform"]) == ("platform", "pinterest")
    assert summary | {"schema": 1} == {"schema": 1, "type": "summary", "objections": 2, "done": 1}
    canvas, letter = platform["objections"]
    assert (canvas["state"], letter["state"], letter["due"]) == ("done", "open", None)
    assert canvas["steps"]
    assert all(fact["sources"] and fact["dated"] and fact["certainty"] for fact in [canvas, *platform["training"]])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("list", "myspace"), "no platform named myspace is known; there are: artstation,"),
        (("use", "myspace"), "no platform named myspace is known"),
        (("done", "pinterest", "cloak"), "Pinterest has no objection named cloak; there are: canvas, letter"),
        (("done", "etsy", "a"), "Etsy has no objection named a; there are: none"),
        (("letter", "x"), "the letter needs a name"),
        (("letter", "x", "--owner", "Ada", "-o", "letter.doc"), "letter.doc ends with neither .pdf nor .txt"),
    ],
)
def test_what_makes_no_sense_is_told_in_a_line(program, words, told):
    done = program(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("fixative: The options do not hold: ")
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_letter_on_stdout_and_as_files(program, tmp_path):
    printed = program("letter", "pinterest", "--owner", "Ada Löwe", "--language", "de", "--address", "Weg 1")
    assert printed.returncode == 0
    assert printed.stdout.startswith("Ada Löwe\nWeg 1\n\nPinterest Europe Limited\nDatenschutz\n")
    for name, start in (("a.txt", b"Ada"), ("a.PDF", b"%PDF-1.")):
        for result in (tmp_path / name, tmp_path / name.replace("a.", "a-2.")):
            done = program("letter", "pinterest", "--owner", "Ada", "-o", tmp_path / name)
            assert (done.returncode, done.stdout) == (0, f"{result}\n")
            assert "no legal advice" in done.stderr
            assert result.read_bytes().startswith(start)
    refused = program("letter", "pinterest", "--owner", "Ada", "-o", tmp_path / "a.txt", "--on-conflict", "error")
    assert refused.returncode == 1


def test_a_damaged_checklist_is_one_clear_line(program, tmp_path):
    (tmp_path / "config" / "fixative").mkdir(parents=True)
    (tmp_path / "config" / "fixative" / "optout.toml").write_text("done = 1", "utf-8")
    done = program("list")
    assert done.returncode == 2
    assert done.stderr.startswith(f"fixative: Your checklist in {tmp_path}")
