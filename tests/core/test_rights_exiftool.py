"""What an independent reader finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from exiftool import read_tags
from shared import corpus_files, shared
from splicing import SPLICED, picture, read, splice
from statements import FULL

from fixative.errors import FixativeError
from fixative.formats import Format, sniff
from fixative.rights import AIPolicy, Private, RightsStatement, merge

_SAID = {
    AIPolicy.PROHIBIT_ALL: "Prohibited",
    AIPolicy.PROHIBIT_AI_TRAINING: "Prohibited for AI/ML training",
    AIPolicy.PROHIBIT_GENERATIVE_AI_TRAINING: "Prohibited for Generative AI/ML training",
    AIPolicy.PROHIBIT_EXCEPT_SEARCH_INDEXING: "Prohibited except for search engine indexing",
    AIPolicy.SEE_CONSTRAINTS: "Prohibited, see plus:OtherConstraints",
    AIPolicy.UNSPECIFIED: "Unspecified - no prohibition defined",
    AIPolicy.ALLOW: "Allowed",
}


def _tagged(folder: Path, name: str, data: bytes, statement: RightsStatement = FULL, **options: bool) -> Path:
    path = folder / name
    path.write_bytes(splice(data, merge(read(data), statement, **options).blocks))
    return path


def test_the_policy_in_every_container(tmp_path):
    paths = [_tagged(tmp_path, f"{kind}.bin", picture(kind)) for kind in SPLICED]

    for kind, tags in zip(SPLICED, read_tags(*paths), strict=True):
        assert tags["XMP-plus:DataMining"] == "Prohibited for AI/ML training"
        assert not [name for name in tags if "Warning" in name or "Error" in name]
        assert tags["XMP-dc:Creator"] == ["Ada Löwe", "Bo 日本"]
        assert tags["XMP-plus:CopyrightOwner"] == [{"CopyrightOwnerName": "Studio"}]
        if kind != "gif":
            assert tags["IFD0:Copyright"] == "© 2026 Studio. No AI training."
            assert tags["IFD0:Artist"] == "Ada Löwe; Bo 日本"
            # Of a BigTIFF, exiftool reads this tag as a list of numbers.
            assert kind == "tiff-big" or tags["IFD0:XPAuthor"] == "Ada Löwe;Bo 日本"
        if sniff(picture(kind)) in (Format.JPEG, Format.TIFF):
            assert tags["IPTC:CopyrightNotice"] == "© 2026 Studio. No AI training."
            assert tags["IPTC:By-line"] == ["Ada Löwe", "Bo 日本"]


def test_every_policy_in_words(tmp_path):
    paths = [_tagged(tmp_path, f"{policy}.jpg", picture("jpeg"), RightsStatement(policy=policy)) for policy in AIPolicy]

    found = [tags["XMP-plus:DataMining"] for tags in read_tags(*paths)]

    assert found == [_SAID[policy] for policy in AIPolicy]


def test_no_tag_of_the_reference_picture_is_lost(tmp_path):
    source = shared("corpora", "iptc", "IPTC-PhotometadataRef-Std2021.1.jpg")

    before, after = read_tags(source, _tagged(tmp_path, "result.jpg", source.read_bytes()))

    assert len(before) > 90
    assert before.keys() <= after.keys()
    changed = {name for name in before if before[name] != after[name]} - {"SourceFile"}
    assert changed == {
        "IFD0:Artist",
        "IFD0:Copyright",
        "IPTC:By-line",
        "IPTC:CopyrightNotice",
        "IPTC:Credit",
        "IPTC:SpecialInstructions",
        "XMP-dc:Creator",
        "XMP-dc:Rights",
        "XMP-iptcCore:CreatorContactInfo",
        "XMP-iptcExt:DigitalSourceType",
        "XMP-photoshop:Credit",
        "XMP-photoshop:Instructions",
        "XMP-plus:CopyrightOwner",
        "XMP-plus:Licensor",
        "XMP-xmpRights:UsageTerms",
        "XMP-xmpRights:WebStatement",
    }


def test_no_tag_of_the_corpora_is_lost(tmp_path):
    shared("corpora")
    sources, results = [], []
    for number, path in enumerate(corpus_files()):
        data = path.read_bytes()
        try:
            results.append(_tagged(tmp_path, f"{number}{path.suffix}", data, RightsStatement()))
        except FixativeError:
            continue
        sources.append(path)

    lost = {}
    for source, before, after in zip(sources, read_tags(*sources), read_tags(*results), strict=True):
        # An extended XMP that now fits the main packet is no longer pointed to; a digest that was stale is renewed.
        missing = before.keys() - after.keys() - {"XMP-xmpNote:HasExtendedXMP", "ExifTool:Warning"}
        if missing:
            lost[source.name] = missing
        new = {str(after[name]) for name in after.keys() - before.keys() if name.endswith(("Warning", "Error"))}
        # AFCP trailers count from the file's start, and every reader puts that right as exiftool does.
        assert {text for text in new if "AFCP" not in text} == set(), source.name
        assert after["XMP-plus:DataMining"] == "Prohibited for AI/ML training"
    assert lost == {}


@pytest.mark.parametrize("name", ["jpg_gps_DSCN0010.jpg"])
def test_positions_are_gone(tmp_path, name):
    source = shared("corpora", "exif-samples", name)

    before, after = read_tags(source, _tagged(tmp_path, "result.jpg", source.read_bytes(), drop={Private.PLACE}))

    assert [tag for tag in before if "GPS" in tag]
    assert not [tag for tag in after if "GPS" in tag]
    assert {tag for tag in before if "GPS" not in tag} <= after.keys()
