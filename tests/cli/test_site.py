"""`fixative site` as people and scripts start it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from program import fixative, lines

from fixative.recipe import Recipe
from fixative.rights.statement import AIPolicy, RightsStatement
from fixative.site import Part

NAMES = [part.value for part in Part]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "public").mkdir()
    return tmp_path / "public"


def test_writes_says_what_and_is_done(folder):
    done = fixative("site", folder, "--domain", "example.com", "--terms", "/terms.html")
    assert (done.returncode, done.stderr) == (0, "7 written\n")
    assert done.stdout.splitlines() == [str(folder / name) for name in NAMES]
    assert json.loads((folder / ".well-known/tdmrep.json").read_bytes())[0]["tdm-policy"].endswith("/terms.html")
    again = fixative("site", "--domain", "example.com", "--terms", "/terms.html", folder)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "7 in order\n")


def test_the_command_has_a_long_name_too_and_folders_may_have_any(tmp_path):
    (tmp_path / "check").mkdir()
    for words in (("site", "write", "check"), ("site", "./check")):
        assert fixative(*words, "--domain", "example.com", cwd=tmp_path).returncode == 0
    assert (tmp_path / "check" / "robots.txt").exists()


def test_a_dry_run_writes_nothing(folder):
    (folder / "ai.txt").write_text("User-Agent: *\nAllow: /\n", "utf-8")
    done = fixative("site", folder, "--domain", "example.com", "-n")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [f"{folder / name}: would be written" for name in NAMES]
    note, planned = done.stderr.splitlines()
    assert note.startswith(f"{folder}/ai.txt: Line 2 allows what the policy forbids (Allow: /): it is kept.")
    assert planned == "7 planned"
    assert [path.name for path in folder.iterdir()] == ["ai.txt"]


def test_only_the_parts_that_are_named(folder):
    words = ("--part", "robots.txt", "--part", "_headers")
    assert fixative("site", folder, "--domain", "example.com", *words).returncode == 0
    assert sorted(path.name for path in folder.iterdir()) == ["_headers", "robots.txt"]
    assert fixative("site", "check", folder, *words).returncode == 0
    assert fixative("site", "check", folder).returncode == 1


def test_check_says_per_file_what_is_wrong(folder):
    missing = fixative("site", "check", folder)
    assert missing.returncode == 1
    assert missing.stdout.splitlines() == [f"{folder / name}: missing" for name in NAMES]
    fixative("site", folder, "--domain", "example.com", "--policy", "prohibit-all", "--terms", "https://a.example/t")
    good = fixative("site", "check", folder)
    assert good.returncode == 0
    assert good.stdout.splitlines() == [f"{folder / name}: in order" for name in NAMES]
    assert fixative("site", "check", folder, "--quiet").stdout == ""
    # It should say something else than it does.
    other = fixative("site", "check", folder, "--policy", "prohibit-ai-training")
    assert other.returncode == 1
    assert other.stdout.count(": outdated") == 6
    moved = fixative("site", "check", folder, "--domain", "other.example", "-q")
    assert moved.stdout.count(": outdated") == 6
    robots = folder / "robots.txt"
    robots.write_text(robots.read_text("utf-8") + "User-agent: GPTBot\nAllow: /\n", "utf-8")
    bad = fixative("site", "check", folder, "-q")
    assert bad.returncode == 1
    assert bad.stdout.splitlines()[0] == f"{robots}: in order"
    assert bad.stdout.splitlines()[1].endswith("if the policy is to hold.")


def test_json_of_both(folder):
    (folder / "robots.txt").write_text("User-agent: CCBot\nAllow: /\n", "utf-8")
    first, robots, *others, summary = lines(fixative("site", folder, "--domain", "münchen.example", "--json").stdout)
    assert first == {
        "schema": 1,
        "type": "site",
        "policy": "prohibit-ai-training",
        "domain": "xn--mnchen-3ya.example",
        "terms": "",
        "problems": [],
    }
    assert (robots["part"], robots["state"], robots["written"]) == ("robots.txt", "missing", True)
    assert robots["path"] == str(folder / "robots.txt")
    assert robots["problems"][0]["code"] == "site-line-contradicts"
    assert [each["part"] for each in others] == NAMES[1:]
    assert summary == {"schema": 1, "type": "summary", "written": 7, "planned": 0, "in-order": 0, "failed": 0}
    done = fixative("site", "check", folder, "--json")
    *_, summary = lines(done.stdout)
    assert done.returncode == 1
    assert (summary["in-order"], summary["contradictions"]) == (7, 1)
    planned = lines(fixative("site", folder, "--domain", "a.example", "--json", "--dry-run").stdout)
    assert [each.get("written") for each in planned[1:-1]] == [False] * 7
    assert planned[-1]["planned"] == 6


def test_the_recipe_speaks_and_options_go_first(folder, tmp_path):
    recipe = tmp_path / "ours.toml"
    rights = RightsStatement(policy=AIPolicy.SEE_CONSTRAINTS, licence_url="https://example.com/licence")
    recipe.write_text(Recipe(rights=rights).to_toml(), "utf-8")
    words = ("site", folder, "--domain", "example.com", "--recipe", recipe, "--json")
    assert lines(fixative(*words).stdout)[0]["terms"] == "https://example.com/licence"
    site = lines(fixative(*words, "--policy", "prohibit-all", "--terms", "/t").stdout)[0]
    assert (site["policy"], site["terms"]) == ("prohibit-all", "https://example.com/t")


def test_a_stronger_policy_is_kept(folder):
    fixative("site", folder, "--domain", "example.com")
    kept = fixative("site", folder, "--domain", "example.com", "--policy", "allow")
    assert kept.returncode == 0
    note, in_order = kept.stderr.splitlines()
    assert note.startswith(f"{folder}: The site forbids more already (prohibit-ai-training): this is kept.")
    assert in_order == "7 in order"
    weak = fixative("site", folder, "--domain", "example.com", "--policy", "allow", "--overwrite-policy")
    assert weak.stderr == "7 written\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--domain", "https://example.com"), "is no domain such as example.com"),
        (("--domain", "example.com", "--policy", "unspecified"), "leaves a site nothing to say"),
        (("--domain", "example.com", "--policy", "see-constraints"), "needs a page that says them"),
        (("--domain", "example.com", "--terms", "terms.html"), "neither a URL nor a path"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_line(words, said, folder):
    done = fixative("site", folder, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("fixative: The options do not hold: ")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not list(folder.iterdir())


def test_a_folder_that_is_not_there_is_not_made(tmp_path):
    for words in (("site", "gone", "--domain", "example.com"), ("site", "check", "gone")):
        done = fixative(*words, cwd=tmp_path)
        assert (done.returncode, done.stderr) == (2, "fixative: The options do not hold: gone is no folder.\n")
    assert not list(tmp_path.iterdir())


def test_a_bad_file_costs_a_line_and_the_others_go_on(folder):
    (folder / ".well-known").mkdir()
    (folder / ".well-known/tdmrep.json").write_text("{", "utf-8")
    done = fixative("site", folder, "--domain", "example.com", "-q")
    assert done.returncode == 1
    (told,) = done.stderr.splitlines()
    assert told.startswith(f"{folder}/.well-known/tdmrep.json: Nothing can be merged into the file that is there (")
    checked = fixative("site", "check", folder, "-q")
    assert checked.returncode == 1
    assert checked.stdout.startswith(f"{folder}/.well-known/tdmrep.json: failed\n  Nothing can be merged")
    assert len(list(folder.iterdir())) == 7


def test_help_is_shown():
    for words in (("site",), ("site", "-h"), ("site", "write", "--help"), ("site", "check", "--help")):
        assert "DIR" in fixative(*words).stdout
