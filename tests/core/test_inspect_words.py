"""What people are told of a report."""

from __future__ import annotations

import pytest
from splicing import picture, splice

from fixative.containers import Blocks
from fixative.inspect import Contradiction, Finding, inspect
from fixative.inspect.standards import FIELDS
from fixative.inspect.text import in_words, whatever_a_picture_says
from fixative.inspect.tongue import PHRASES, Tongue
from fixative.inspect.words import PURPOSES, clashes_of, explained, missing_by_purpose, said_by
from fixative.rights import AIPolicy, RightsStatement, merge


def _contradicting(folder, exif: AIPolicy, xmp: AIPolicy):
    first, second = (merge(Blocks(), RightsStatement(policy=policy)).blocks for policy in (exif, xmp))
    path = folder / "a.jpg"
    path.write_bytes(splice(picture("jpeg"), Blocks(exif=first.exif, xmp=second.xmp)))
    return inspect(path)


def test_each_field_has_a_purpose():
    assert PURPOSES.keys() == {name for fields in FIELDS.values() for name in fields}
    assert set(PURPOSES.values()) <= PHRASES.keys()


def test_a_tongue_says_all_of_it(tmp_path):
    class Braces(Tongue):
        def data(self, text):
            return f"[{text}]"

        def policy(self, policy):
            return f"[{policy}]"

    report = _contradicting(tmp_path, AIPolicy.PROHIBIT_ALL, AIPolicy.ALLOW)
    lines = [
        *in_words(tmp_path / "a.jpg", report, Braces()).splitlines(),
        *whatever_a_picture_says(Braces()).splitlines(),
    ]
    values = tuple(f"    {finding.field} = " for finding in report.findings)
    assert [line for line in lines if "[" not in line and not line.startswith(values)] == []


def test_what_is_missing_is_grouped_by_what_it_is_for(tmp_path):
    (tmp_path / "a.jpg").write_bytes(picture("jpeg"))
    report = inspect(tmp_path / "a.jpg")
    grouped = missing_by_purpose(report)
    assert grouped["who made it"] == ["XMP-dc:creator", "EXIF:Artist", "EXIF:XPAuthor", "IPTC:By-line"]
    assert sorted(name for names in grouped.values() for name in names) == sorted(report.missing)


def test_each_standard_has_a_voice(tmp_path):
    report = _contradicting(tmp_path, AIPolicy.PROHIBIT_ALL, AIPolicy.ALLOW)
    assert {voice.standard: said_by(voice) for voice in report.voices} == {
        "XMP": "allow",
        "EXIF": "prohibit-all, in words",
        "IPTC": "no policy",
        "C2PA": "no policy",
    }
    broken = splice(picture("png"), Blocks(exif=b"junk"))
    (tmp_path / "b.png").write_bytes(broken)
    told = {voice.standard: said_by(voice) for voice in inspect(tmp_path / "b.png").voices}
    assert told == {"XMP": "no policy", "EXIF": "cannot be read", "C2PA": "no policy"}


@pytest.mark.parametrize(
    ("exif", "xmp", "told"),
    [
        (
            "prohibit-all",
            "allow",
            "prohibit-all in EXIF:Copyright against allow in XMP-plus:DataMining, which forbids nothing",
        ),
        (
            "prohibit-generative-ai-training",
            "prohibit-all",
            (
                "prohibit-all in XMP-plus:DataMining, XMP-plus:OtherConstraints, XMP-photoshop:Instructions "
                "against prohibit-generative-ai-training in EXIF:Copyright, which forbids less"
            ),
        ),
    ],
)
def test_contradictions_are_explained_and_so_is_what_becomes_of_them(tmp_path, exif, xmp, told):
    report = _contradicting(tmp_path, AIPolicy(exif), AIPolicy(xmp))
    end = "In a result of Fixative all say prohibit-all, unless you tell it otherwise."
    assert clashes_of(report) == [f"{told}. {end}"]
    assert report.resolution is AIPolicy.PROHIBIT_ALL


def test_where_neither_forbids_anything():
    pair = Contradiction(
        Finding("XMP", "XMP-plus:DataMining", "", policy=AIPolicy.ALLOW),
        Finding("C2PA", "C2PA:c2pa.training-mining", "", policy=AIPolicy.UNSPECIFIED),
    )
    told = explained([pair], AIPolicy.PROHIBIT_AI_TRAINING)
    assert "; neither forbids anything." in told
    assert told.endswith("credentials only where it is signed.")


def test_nothing_contradicts_and_nothing_is_resolved(tmp_path):
    (tmp_path / "a.jpg").write_bytes(splice(picture("jpeg"), merge(Blocks(), RightsStatement()).blocks))
    report = inspect(tmp_path / "a.jpg")
    assert (report.contradictions, report.resolution) == ((), None)
