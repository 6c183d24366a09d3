"""Every file of the corpora goes through: a result or a coded refusal, and the original as it was."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import pytest
from exiftool import read_tags
from shared import corpus_files
from streams import coded_pixels

from fixative.batch.plan import plan
from fixative.batch.run import Finished, run
from fixative.outcome import Outcome, Severity, Status
from fixative.recipe import Recipe
from fixative.write import TEMPORARY_PREFIX

FILES = corpus_files()

pytestmark = pytest.mark.skipif(not FILES, reason="needs the corpora in the shared folder (FIXATIVE_SHARED names it)")

ENDINGS = {".jpg", ".png", ".gif", ".webp", ".tif", ".tiff"}


def hashes(paths: Iterable[Path]) -> dict[Path, str]:
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def carry_out(recipe: Recipe, out: Path) -> list[Outcome]:
    before = hashes(FILES)
    todo = plan(FILES, recipe, output=out)
    finished = [event.outcome for event in run(todo, recipe, jobs=2) if isinstance(event, Finished)]
    assert hashes(FILES) == before
    assert not list(out.rglob(f"{TEMPORARY_PREFIX}*"))
    outcomes = [*todo.settled, *finished]
    assert len(outcomes) == len(FILES)
    return outcomes


@pytest.fixture(scope="module")
def tagged(tmp_path_factory) -> list[Outcome]:
    return carry_out(Recipe().tags_only(), tmp_path_factory.mktemp("tagged"))


@pytest.fixture(scope="module")
def protected(tmp_path_factory) -> list[Outcome]:
    return carry_out(Recipe(), tmp_path_factory.mktemp("protected"))


@pytest.fixture(params=["tagged", "protected"])
def outcomes(request) -> list[Outcome]:
    return request.getfixturevalue(request.param)


def test_a_result_or_a_coded_refusal(outcomes):
    for outcome in outcomes:
        codes = [problem.code for problem in outcome.problems if problem.severity is Severity.ERROR]
        assert "failed" not in codes, outcome
        assert len(codes) == (0 if outcome.ok else 1)
        assert outcome.ok == (outcome.result is not None and outcome.result.exists())


def test_what_is_whole_is_not_refused(outcomes):
    pictures = [each for each in outcomes if each.source.suffix.lower() in ENDINGS]
    refused = [each.source for each in pictures if not each.ok and not _is_broken(each.source)]
    assert len(pictures) > 250
    assert refused == []


def _is_broken(path: Path) -> bool:
    # http://www.schaik.com/pngsuite/: names of corrupted files begin with x.
    return path.parent.name == "pngsuite" and path.name.startswith("x")


def test_tagging_keeps_the_coded_pixels(tagged):
    results = [outcome for outcome in tagged if outcome.status is Status.TAGGED]
    assert len(results) > 250
    for outcome in results:
        assert outcome.result is not None
        before, after = coded_pixels(outcome.source.read_bytes()), coded_pixels(outcome.result.read_bytes())
        assert before == after, outcome.source


def test_no_uncloaked_thumbnail_survives(protected):
    results = [outcome.result for outcome in protected if outcome.result is not None]
    kept = {
        tags["SourceFile"]
        for tags in read_tags(*results)
        if {"IFD1:ThumbnailImage", "Photoshop:PhotoshopThumbnail", "XMP-xmp:Thumbnails"} & tags.keys()
        or any(name.startswith(("IFD1:", "MPImage")) for name in tags)
    }
    assert kept == set()


def test_exiftool_finds_the_policy(outcomes):
    results = [outcome.result for outcome in outcomes if outcome.result is not None]
    silent = [tags["SourceFile"] for tags in read_tags(*results) if not _prohibits(tags)]
    assert silent == []


def _prohibits(tags: dict[str, object]) -> bool:
    said = str(tags.get("XMP-plus:DataMining", ""))
    return said.startswith("Prohibited")
