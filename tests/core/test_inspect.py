from __future__ import annotations

import json
from io import BytesIO

import pytest
from PIL import Image
from splicing import SPLICED, picture, read, splice

from fixative.containers import Blocks, carried
from fixative.errors import EmptyFileError, IsFolderError, MalformedContainerError, NotAPictureError, NotFoundError
from fixative.formats import Format, sniff
from fixative.inspect import Report, inspect
from fixative.rights import AIPolicy, DigitalSourceType, RightsStatement, merge

_FULL = RightsStatement(
    creators=("Ada",),
    year=2026,
    credit="Studio",
    licence_url="https://example.org/l",
    licensor_url="https://example.org/",
    terms="Ask first.",
    digital_source_type=DigitalSourceType.DIGITAL_CREATION,
)


def _look(folder, data: bytes, name: str = "picture.bin") -> Report:
    path = folder / name
    path.write_bytes(data)
    return inspect(path)


def _tagged(kind: str, statement: RightsStatement = _FULL) -> bytes:
    return splice(picture(kind), merge(Blocks(), statement).blocks)


def _with_xmp(attributes: str) -> bytes:
    packet = (
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about='' "
        "xmlns:plus='http://ns.useplus.org/ldf/xmp/1.0/' xmlns:tdm='http://example.org/tdm/' "
        f"xmlns:Iptc4xmpExt='http://iptc.org/std/Iptc4xmpExt/2008-02-29/' {attributes}/></rdf:RDF>"
    )
    return splice(picture("png"), Blocks(xmp=packet.encode()))


@pytest.mark.parametrize("kind", SPLICED)
def test_a_picture_without_a_word(tmp_path, kind):
    report = _look(tmp_path, picture(kind))

    assert report.format is sniff(picture(kind))
    assert report.policy is None
    assert report.findings == ()
    assert "XMP-plus:DataMining" in report.missing
    assert any(name.startswith("IPTC:") for name in report.missing) == ("iptc" in carried(report.format))


@pytest.mark.parametrize("kind", SPLICED)
def test_what_was_written_is_found(tmp_path, kind):
    written = merge(Blocks(), _FULL).written

    report = _look(tmp_path, _tagged(kind))

    standards = {"exif": "EXIF:", "xmp": "XMP-", "iptc": "IPTC:"}
    places = tuple(standards[name] for name in carried(report.format))
    assert {name for name in written if name.startswith(places)} <= {finding.field for finding in report.findings}
    assert report.policy is AIPolicy.PROHIBIT_AI_TRAINING
    assert report.missing == ()
    assert report.contradictions == ()
    assert report.findings[0].about_ai
    assert json.loads(json.dumps(report.to_builtins()))["policy"] == "prohibit-ai-training"


@pytest.mark.parametrize("policy", AIPolicy)
def test_each_policy(tmp_path, policy):
    assert _look(tmp_path, _tagged("jpeg", RightsStatement(policy=policy))).policy is policy


def test_contradictions_are_shown_and_the_strongest_holds(tmp_path):
    strong = merge(Blocks(), RightsStatement(policy=AIPolicy.PROHIBIT_ALL)).blocks
    weak = merge(Blocks(), RightsStatement(policy=AIPolicy.ALLOW)).blocks

    report = _look(tmp_path, splice(picture("jpeg"), Blocks(exif=strong.exif, xmp=weak.xmp)))

    assert report.policy is AIPolicy.PROHIBIT_ALL
    fields = {(pair.first.field, pair.second.field) for pair in report.contradictions}
    assert fields == {("XMP-plus:DataMining", "EXIF:Copyright")}


def test_words_of_others_about_ai(tmp_path):
    blocks = merge(Blocks(), RightsStatement(notice="Keine KI", policy=AIPolicy.UNSPECIFIED)).blocks
    for words, about in (("Not for machine learning", True), ("AI", True), ("Aim for rain", False)):
        data = splice(picture("jpeg"), merge(blocks, RightsStatement(notice=words, policy=AIPolicy.UNSPECIFIED)).blocks)
        found = {finding.field: finding for finding in _look(tmp_path, data).findings}
        assert found["EXIF:Copyright"].about_ai is about
        assert found["EXIF:Copyright"].policy is None


def test_a_picture_that_says_it_was_made_by_ai(tmp_path):
    source = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    (finding,) = _look(tmp_path, _with_xmp(f"Iptc4xmpExt:DigitalSourceType='{source}'")).findings
    assert finding.about_ai
    assert finding.value == source


def test_unknown_vocabularies_about_ai(tmp_path):
    (finding,) = _look(tmp_path, _with_xmp("tdm:tdmReservation='1'")).findings
    assert (finding.standard, finding.value, finding.about_ai) == ("XMP", "1", True)


def test_credentials_are_said_to_be_there(tmp_path):
    chunk = b"\0\0\0\4caBXjumb\0\0\0\0"
    data = picture("png")
    report = _look(tmp_path, data[:33] + chunk + data[33:])
    assert report.credentials
    assert [finding.standard for finding in report.findings] == ["C2PA"]


def test_what_cannot_be_read_is_named(tmp_path):
    report = _look(tmp_path, splice(picture("jpeg"), Blocks(exif=b"junk", xmp=b"junk", iptc=b"\x1cjunk")))
    assert report.unreadable == ("XMP", "EXIF", "IPTC")


@pytest.mark.parametrize("kind", ["AVIF", "HEIF"])
def test_what_another_encoder_wrote_is_found(tmp_path, kind):
    blocks = merge(Blocks(), _FULL).blocks
    target = BytesIO()
    Image.new("RGB", (16, 16)).save(target, kind, exif=blocks.exif, xmp=blocks.xmp)

    report = _look(tmp_path, target.getvalue())

    assert report.format is (Format.AVIF if kind == "AVIF" else Format.HEIC)
    assert report.policy is AIPolicy.PROHIBIT_AI_TRAINING
    assert report.missing == ()


def test_bad_input_has_a_code(tmp_path):
    with pytest.raises(NotFoundError):
        inspect(tmp_path / "nothing.png")
    with pytest.raises(IsFolderError):
        inspect(tmp_path)
    with pytest.raises(EmptyFileError):
        _look(tmp_path, b"")
    with pytest.raises(NotAPictureError):
        _look(tmp_path, b"just text")
    with pytest.raises(MalformedContainerError):
        _look(tmp_path, b"\0\0\0\x18ftypavif\0\0\0\0avifmif1")


def test_nothing_is_changed(tmp_path):
    data = _tagged("jpeg")
    _look(tmp_path, data)
    assert (tmp_path / "picture.bin").read_bytes() == data
    assert read(data).xmp is not None
