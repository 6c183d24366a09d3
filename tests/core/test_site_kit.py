"""The kit in a folder: found, written whole, left alone where it is in order."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from fixative.errors import DestinationNotWritableError
from fixative.rights.statement import AIPolicy
from fixative.site import Kit, Part, Sheet, Site, State, survey, write
from fixative.site.crawlers import load_crawlers
from fixative.site.kit import said
from fixative.write import TEMPORARY_PREFIX

SITE = Site(policy=AIPolicy.PROHIBIT_AI_TRAINING, domain="example.com", terms="https://example.com/terms")
WEAK = Site(policy=AIPolicy.ALLOW, domain="example.com")


def look(folder: Path, site: Site = SITE, *, parts: tuple[Part, ...] = tuple(Part), overwrite: bool = False) -> Kit:
    return survey(folder, site, parts=parts, overwrite_policy=overwrite)


def fill(folder: Path, site: Site = SITE, **options: bool) -> Kit:
    kit = look(folder, site, **options)
    for sheet in kit.sheets:
        if sheet.changes:
            write(sheet)
    return kit


def only(folder: Path, part: Part, site: Site = SITE, **options: bool) -> Sheet:
    (sheet,) = look(folder, site, parts=(part,), **options).sheets
    return sheet


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_empty_folder_gets_all_of_it_and_a_second_run_changes_nothing(tmp_path):
    assert {sheet.state for sheet in fill(tmp_path).sheets} == {State.MISSING}
    there = contents(tmp_path)
    assert set(there) == {part.value for part in Part}
    assert {sheet.state for sheet in fill(tmp_path).sheets} == {State.IN_ORDER}
    assert contents(tmp_path) == there


@pytest.mark.parametrize("policy", [policy for policy in AIPolicy if policy is not AIPolicy.UNSPECIFIED])
def test_each_policy_is_in_order_once_it_is_written(policy, tmp_path):
    site = Site(policy=policy, domain="example.com", terms="https://example.com/terms")
    fill(tmp_path, site)
    kit = look(tmp_path, site)
    assert {sheet.state for sheet in kit.sheets} == {State.IN_ORDER}
    assert not any(sheet.problems for sheet in kit.sheets)
    assert said(tmp_path) == site


def test_looking_writes_nothing(tmp_path):
    look(tmp_path)
    assert not contents(tmp_path)


def test_another_choice_changes_the_blocks_alone(tmp_path):
    own = {part: f"# own words {part}\r\n".encode() for part in Part if part is not Part.TDMREP}
    for part, content in own.items():
        (tmp_path / part).write_bytes(content)
    fill(tmp_path)
    before = contents(tmp_path)
    kit = fill(tmp_path, Site(policy=AIPolicy.PROHIBIT_ALL, domain="example.com"))
    # tdmrep.json says the same for both, and keeps its terms.
    assert {sheet.part for sheet in kit.sheets if sheet.state is State.IN_ORDER} == {Part.TDMREP}
    assert all(contents(tmp_path)[part].startswith(content) for part, content in own.items())
    fill(tmp_path, SITE, overwrite=True)
    assert contents(tmp_path) == before


def test_an_older_list_of_crawlers_is_outdated(tmp_path):
    fill(tmp_path)
    robots = tmp_path / "robots.txt"
    known = load_crawlers().day.isoformat()
    robots.write_text(
        robots.read_text("utf-8").replace(known, "2025-01-31").replace("User-agent: CCBot\n", ""), "utf-8"
    )
    sheet = only(tmp_path, Part.ROBOTS)
    assert sheet.state is State.OUTDATED
    assert [(problem.code, problem.params) for problem in sheet.problems] == [
        ("site-crawlers-outdated", {"there": "2025-01-31", "known": known})
    ]
    fill(tmp_path)
    assert only(tmp_path, Part.ROBOTS).state is State.IN_ORDER


def test_a_stronger_prohibition_is_kept_unless_told_otherwise(tmp_path):
    fill(tmp_path)
    before = contents(tmp_path)
    kit = fill(tmp_path, WEAK)
    assert kit.site == SITE
    assert [(problem.code, problem.params) for problem in kit.problems] == [
        ("site-policy-kept", {"policy": "prohibit-ai-training"})
    ]
    assert contents(tmp_path) == before
    kit = fill(tmp_path, WEAK, overwrite=True)
    assert not kit.problems
    assert "Disallow: /\n" not in (tmp_path / "robots.txt").read_text("utf-8")
    assert json.loads((tmp_path / Part.TDMREP).read_bytes())[0]["tdm-reservation"] == 0


def test_the_strongest_of_several_marks_counts(tmp_path):
    fill(tmp_path, WEAK)
    (tmp_path / "ai.txt").unlink()
    strong = Site(policy=AIPolicy.PROHIBIT_ALL, domain="other.example")
    write(only(tmp_path, Part.AI, strong))
    assert said(tmp_path) == strong
    assert look(tmp_path).site.policy is AIPolicy.PROHIBIT_ALL


def test_an_own_reservation_is_not_weakened_and_a_missing_one_is_made(tmp_path):
    path = tmp_path / Part.TDMREP
    path.parent.mkdir()
    path.write_text('[{"location": "/", "tdm-reservation": 1}]', "utf-8")
    sheet = only(tmp_path, Part.TDMREP, WEAK)
    assert (sheet.state, [problem.code for problem in sheet.problems]) == (State.IN_ORDER, ["site-reservation-kept"])
    assert only(tmp_path, Part.TDMREP, WEAK, overwrite=True).state is State.OUTDATED
    path.write_text('[{"location": "/", "tdm-reservation": 0}, {"location": "/b", "tdm-reservation": 0}]', "utf-8")
    sheet = only(tmp_path, Part.TDMREP)
    assert sheet.state is State.OUTDATED
    assert [(problem.code, problem.params) for problem in sheet.problems] == [
        ("site-reservation-replaced", {}),
        ("site-entry-contradicts", {"location": "/b"}),
    ]
    write(sheet)
    assert [problem.code for problem in only(tmp_path, Part.TDMREP).problems] == ["site-entry-contradicts"]


def test_rules_that_contradict_are_kept_and_told(tmp_path):
    own = {
        "robots.txt": "User-agent: *\nContent-Usage: /art/ train-ai=y\n\nUser-agent: CCBot\nAllow: /art/\n",
        "ai.txt": "User-Agent: *\nAllow: *.png\n",
        ".htaccess": "Header set tdm-reservation 0\n",
    }
    for name, words in own.items():
        (tmp_path / name).write_text(words, "utf-8")
    told = {
        sheet.path.name: [problem.params["line"] for problem in sheet.problems]
        for sheet in fill(tmp_path).sheets
        if sheet.problems
    }
    assert told == {"robots.txt": [2, 5], "ai.txt": [2], ".htaccess": [1]}
    assert all(contents(tmp_path)[name].startswith(words.encode()) for name, words in own.items())
    assert [len(sheet.problems) for sheet in look(tmp_path).sheets[:2]] == [2, 1]
    # Who allows training has nothing against them.
    assert not any(sheet.problems for sheet in look(tmp_path, WEAK, overwrite=True).sheets)


def test_what_cannot_be_merged_into_is_left_and_the_others_go_on(tmp_path):
    (tmp_path / "robots.txt").write_bytes("User-agent: *\n".encode("utf-16"))
    (tmp_path / "ai.txt").mkdir()
    (tmp_path / ".well-known").write_text("a file", "utf-8")
    (tmp_path / ".htaccess").write_bytes(b"#" * (500 * 1024 + 1))
    (tmp_path / "_headers").write_bytes(b"#" * (500 * 1024 - 10))
    (tmp_path / "fixative-head.html").write_text("<!-- fixative begin -->\n", "utf-8")
    before = contents(tmp_path)
    kit = fill(tmp_path)
    failed = {sheet.part: sheet.problems[0] for sheet in kit.sheets if sheet.state is State.FAILED}
    assert set(failed) == set(Part) - {Part.NGINX}
    assert {problem.code for problem in failed.values()} == {"unmergeable"}
    assert {name: content for name, content in contents(tmp_path).items() if name != Part.NGINX} == before


@pytest.mark.skipif(os.name == "nt", reason="of POSIX")
def test_permissions_and_links_stay(tmp_path):
    (tmp_path / "kept").mkdir()
    real = tmp_path / "kept" / "robots"
    real.write_text("# own\n", "utf-8")
    real.chmod(0o640)
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "robots.txt").symlink_to(real)
    fill(folder)
    assert (folder / "robots.txt").is_symlink()
    assert real.read_text("utf-8").startswith("# own\n\n# fixative begin")
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert only(folder, Part.ROBOTS).state is State.IN_ORDER


def test_files_appear_whole_or_not_at_all(tmp_path):
    (tmp_path / "robots.txt").write_text("# own\n", "utf-8")
    sheet = only(tmp_path, Part.ROBOTS)
    # While it was being looked at, somebody put a folder there.
    (tmp_path / "robots.txt").unlink()
    (tmp_path / "robots.txt").mkdir()
    with pytest.raises(DestinationNotWritableError):
        write(sheet)
    assert [path.name for path in tmp_path.iterdir()] == ["robots.txt"]


def test_what_a_killed_run_left_is_taken_away(tmp_path):
    (tmp_path / f"{TEMPORARY_PREFIX}0.part").write_text("half", "utf-8")
    fill(tmp_path)
    assert not list(tmp_path.glob(f"{TEMPORARY_PREFIX}*"))
