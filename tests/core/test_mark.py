"""The mark of a cloak: what it says, where it stays, and that nobody is cloaked twice by it or left bare in silence."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import msgspec
import numpy as np
import pytest
from drawn import draw
from exiftool import read_tags
from hypothesis import given
from hypothesis import strategies as st
from pictures import animation, every_kind, xmp_with
from PIL import Image
from splicing import splice
from streams import coded_pixels

from fixative import CloakChoice, Destination, Format, Outcome, Preset, Recipe, Status, inspect, protect, tag
from fixative.containers import Blocks, read_blocks
from fixative.mark import NAMESPACE, Mark, read_mark, write_mark

RECIPE = Recipe(cloak=CloakChoice(secret="s"))
AGAIN = Recipe(cloak=CloakChoice(secret="s", again=True))
_texts = st.text("abc-.019", min_size=1, max_size=32)
_numbers = st.integers(0, 10**9 - 1)
_marks = st.builds(Mark, _texts, _numbers, _numbers, _numbers, _texts)


def codes(outcome: Outcome) -> list[str]:
    return [problem.code for problem in outcome.problems]


def packet(inside: str, attributes: str = "") -> bytes:
    return (
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
        f"<rdf:Description rdf:about='' xmlns:f='{NAMESPACE}' {attributes}>{inside}</rdf:Description></rdf:RDF>"
    ).encode()


def blocks_of(path: Path) -> Blocks:
    with path.open("rb") as file:
        return read_blocks(file)


@given(_marks, _marks, st.sampled_from([None, xmp_with(), packet(""), packet("", "f:Cloak='old'")]))
def test_what_is_written_is_read(first, second, before):
    once = write_mark(before, first)
    assert read_mark(once) == first
    assert read_mark(write_mark(once, second)) == second
    assert write_mark(once, second).count(b":Cloak ") == 1


def test_what_was_there_stays():
    assert b'tiff:Orientation="6"' in write_mark(xmp_with(6), Mark("subtle"))


@pytest.mark.parametrize("data", [None, b"", b"junk", b"<x/>", xmp_with(), packet("<f:Cloak/>"), packet("<f:Other/>")])
def test_no_mark(data):
    assert read_mark(data) is None


def test_a_packet_that_cannot_be_read_is_nobodys_to_change():
    assert write_mark(b"junk", Mark("subtle")) is None


@pytest.mark.parametrize(
    ("data", "mark"),
    [
        (packet("<f:Cloak>subtle</f:Cloak>"), Mark("subtle")),
        (packet("", "f:Cloak='subtle'"), Mark("subtle")),
        (packet("<f:Cloak f:Preset='strong' f:Width='7' f:Height='5'/>"), Mark("strong", 0, 7, 5)),
        (packet("<f:Cloak f:Preset='x' f:Width='-7' f:Height='10000000000' f:VisibleCost='&#x664;'/>"), Mark("x")),
        (packet(f"<f:Cloak f:Preset='{'x' * 99}\u009b[2J'/>"), Mark("x" * 32)),
        (packet("<f:Cloak f:Preset='a\u009b[2J'/>"), Mark("a[2J")),
    ],
)
def test_marks_that_others_have_written(data, mark):
    assert read_mark(data) == mark


def test_a_turned_picture_is_the_same_size():
    mark = Mark("subtle", 70, 640, 480)
    assert mark.fits(480, 640)
    assert not mark.fits(320, 240)
    assert Mark("subtle").fits(1, 1)


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.tif", "a.gif", "a.avif"])
def test_a_cloaked_picture_is_marked_and_tagged_the_second_time(tmp_path, name):
    source = draw(tmp_path / name, width=160, height=120)
    assert inspect(source).cloak is None
    first = protect(source, tmp_path / "1" / name, RECIPE)
    mark = inspect(first.result).cloak
    assert (mark.preset, mark.width, mark.height) == ("balanced", 160, 120)
    assert mark.visible_cost == round(first.figures.visible_cost)
    (tags,) = read_tags(first.result)
    assert tags["XMP-fixative:Cloak"]["Preset"] == "balanced"

    stronger = msgspec.structs.replace(RECIPE, cloak=CloakChoice(preset=Preset.STRONG, secret="other"))
    owned = msgspec.structs.replace(stronger, rights=msgspec.structs.replace(RECIPE.rights, owner="Ann"))
    second = protect(first.result, tmp_path / "2" / name, owned)
    assert (second.status, codes(second)) == (Status.TAGGED, ["already-cloaked"])
    assert second.figures.visible_cost is None
    assert inspect(second.result).cloak == mark
    (tags,) = read_tags(second.result)
    assert "Ann" in str(tags["XMP-dc:Rights"])
    assert coded_pixels(second.result.read_bytes()) == coded_pixels(first.result.read_bytes())

    again = protect(first.result, tmp_path / "3" / name, AGAIN)
    assert again.status is Status.PROTECTED
    assert "already-cloaked" not in codes(again)


@pytest.mark.parametrize(
    ("name", "data"), list(every_kind()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_kind_of_picture(tmp_path, name, data):
    source = tmp_path / name
    source.write_bytes(data)
    first = protect(source, tmp_path / "1" / name, RECIPE)
    second = protect(first.result, tmp_path / "2" / name, RECIPE)
    assert second.status is Status.TAGGED, second
    assert "already-cloaked" in codes(second)
    assert inspect(second.result).cloak == inspect(first.result).cloak


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_animations(tmp_path, kind):
    source = tmp_path / f"a.{kind.lower()}"
    source.write_bytes(animation(kind))
    first = protect(source, tmp_path / "1", RECIPE)
    second = protect(first.result, tmp_path / "2", RECIPE)
    assert (second.status, second.figures.frames) == (Status.TAGGED, first.figures.frames)
    assert coded_pixels(second.result.read_bytes()) == coded_pixels(first.result.read_bytes())


def test_another_format_is_encoded_without_a_second_cloak(tmp_path):
    first = protect(draw(tmp_path / "a.png"), tmp_path / "1.png", RECIPE)
    recipe = msgspec.structs.replace(RECIPE, destination=Destination(format=Format.TIFF))
    second = protect(first.result, tmp_path / "2.tif", recipe)
    assert (second.status, codes(second)) == (Status.TAGGED, ["already-cloaked"])
    with Image.open(first.result) as one, Image.open(second.result) as other:
        assert np.array_equal(np.asarray(one), np.asarray(other))
    assert inspect(second.result).cloak is not None


def test_tags_alone_make_no_mark_and_keep_one(tmp_path):
    source = draw(tmp_path / "a.jpg")
    assert inspect(tag(source, tmp_path / "t.jpg", RECIPE).result).cloak is None
    first = protect(source, tmp_path / "1.jpg", RECIPE)
    second = tag(first.result, tmp_path / "2.jpg", RECIPE)
    assert codes(second) == []
    assert inspect(second.result).cloak == inspect(first.result).cloak


def test_a_copy_that_an_editor_made_smaller_is_sent_back_to_the_original(tmp_path):
    first = protect(draw(tmp_path / "a.jpg", width=160, height=120), tmp_path / "1.jpg", RECIPE)
    with Image.open(first.result) as image:
        image.resize((80, 60)).save(tmp_path / "small.jpg", xmp=blocks_of(first.result).xmp)
    outcome = protect(tmp_path / "small.jpg", tmp_path / "2.jpg", RECIPE)
    (problem,) = outcome.problems
    assert outcome.status is Status.TAGGED
    assert (problem.code, problem.params) == ("cloaked-at-another-size", {"width": 160, "height": 120})


def test_a_copied_mark_leaves_no_picture_bare_in_silence(tmp_path):
    first = protect(draw(tmp_path / "a.jpg"), tmp_path / "1.jpg", RECIPE)
    bare = draw(tmp_path / "b.jpg", seed=1)
    bare.write_bytes(splice(bare.read_bytes(), Blocks(xmp=blocks_of(first.result).xmp)))
    assert codes(protect(bare, tmp_path / "2.jpg", RECIPE)) == ["already-cloaked"]
    assert protect(bare, tmp_path / "3.jpg", AGAIN).status is Status.PROTECTED


def test_xmp_that_cannot_be_read_takes_no_mark(tmp_path):
    source = draw(tmp_path / "a.jpg")
    junk = b"<broken " + NAMESPACE.encode()
    source.write_bytes(splice(source.read_bytes(), Blocks(xmp=junk)))
    outcome = protect(source, tmp_path / "1.jpg", RECIPE)
    assert (outcome.status, codes(outcome)) == (Status.PROTECTED, ["metadata-unreadable"])
    assert blocks_of(outcome.result).xmp == junk
    assert inspect(outcome.result).cloak is None


def test_the_mark_holds_no_secret(tmp_path):
    recipe = Recipe(cloak=CloakChoice(secret="hush-hush"))
    result = protect(draw(tmp_path / "a.png"), tmp_path / "1.png", recipe).result
    assert b"hush-hush" not in result.read_bytes()
    with Image.open(BytesIO(result.read_bytes())) as image:
        assert "hush-hush" not in str(image.info)
