import stat
from io import BytesIO
from pathlib import Path

import pytest
from exiftool import read_tags
from pictures import photo
from PIL import Image

from fixative import AIPolicy, Recipe, RightsStatement, Status
from fixative import sidecar as module
from fixative.containers import Blocks, read_blocks, replace_blocks
from fixative.outcome import Problem
from fixative.recipe import Privacy
from fixative.rights import merge
from fixative.rights.xmp import read
from fixative.sidecar import sidecar, sidecar_of

ADA = Recipe(rights=RightsStatement(owner="Ada Müller", year=2026))

LIGHTROOM = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4"
 xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/" crs:Exposure2012="+0.35"
 xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="52,30N"/></rdf:RDF></x:xmpmeta>"""


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "painting.jpg"
    Image.fromarray(photo(64, 48)).save(path)
    return path


def carrying(picture: Path, blocks: Blocks) -> None:
    source = BytesIO(picture.read_bytes())
    with picture.open("wb") as target:
        replace_blocks(source, target, blocks)


def test_names_are_those_that_other_programs_look_for():
    assert sidecar_of(Path("a/b.jpg")) == Path("a/b.jpg.xmp")
    assert sidecar_of(Path("a/b.cr2"), tagged=False) == Path("a/b.xmp")


def test_exiftool_reads_it_and_the_picture_stays(picture):
    before = picture.read_bytes()
    target = sidecar_of(picture)
    assert sidecar(picture, target, ADA).status is Status.TAGGED
    (tags,) = read_tags(target)
    assert tags["XMP-plus:DataMining"] == "Prohibited for AI/ML training"
    assert tags["XMP-dc:Rights"] == "© 2026 Ada Müller"
    assert "ExifTool:Warning" not in tags
    assert picture.read_bytes() == before
    assert sorted(path.name for path in picture.parent.iterdir()) == ["painting.jpg", "painting.jpg.xmp"]


def test_a_new_one_says_what_the_picture_says(picture):
    carrying(picture, merge(Blocks(xmp=LIGHTROOM), RightsStatement(creators=("Bea",))).blocks)
    sidecar(picture, sidecar_of(picture), ADA)
    (tags,) = read_tags(sidecar_of(picture))
    assert (tags["XMP-xmp:Rating"], tags["XMP-dc:Creator"]) == (4, ["Bea"])


def test_one_that_is_there_keeps_all_else(picture):
    target = sidecar_of(picture)
    target.write_bytes(LIGHTROOM)
    target.chmod(0o640)
    assert sidecar(picture, target, ADA).status is Status.TAGGED
    (tags,) = read_tags(target)
    assert (tags["XMP-xmp:Rating"], tags["XMP-crs:Exposure2012"], tags["XMP-dc:Creator"]) == (
        4,
        "+0.35",
        ["Ada Müller"],
    )
    assert "XMP-exif:GPSLatitude" in tags
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_second_run_changes_nothing(picture):
    target = sidecar_of(picture)
    sidecar(picture, target, ADA)
    first = target.read_bytes(), target.stat().st_ino
    again = sidecar(picture, target, ADA)
    assert (again.status, again.problems) == (Status.SKIPPED, (Problem("already-there"),))
    assert (target.read_bytes(), target.stat().st_ino) == first


def test_what_is_private_is_left_out(picture):
    target = sidecar_of(picture)
    target.write_bytes(LIGHTROOM)
    sidecar(picture, target, Recipe(privacy=Privacy(drop_gps=True)))
    assert "XMP-exif:GPSLatitude" not in read_tags(target)[0]


@pytest.mark.parametrize("place", ["xmp", "exif", "sidecar"])
def test_a_stronger_prohibition_is_kept_wherever_it_stands(picture, place):
    target = sidecar_of(picture)
    blocks = merge(Blocks(), RightsStatement(owner="Ada", policy=AIPolicy.PROHIBIT_ALL)).blocks
    if place == "sidecar":
        target.write_bytes(blocks.xmp)
    else:
        # A sidecar of its own must not hide what the picture says.
        target.write_bytes(LIGHTROOM)
        carrying(picture, Blocks(xmp=blocks.xmp) if place == "xmp" else Blocks(exif=blocks.exif))
    outcome = sidecar(picture, target, ADA)
    assert outcome.problems == (Problem("policy-kept", {"policy": "prohibit-all"}),)
    assert read_tags(target)[0]["XMP-plus:DataMining"] == "Prohibited"
    allowed = Recipe(rights=RightsStatement(policy=AIPolicy.ALLOW), overwrite_policy=True)
    assert sidecar(picture, target, allowed).problems == ()
    assert read_tags(target)[0]["XMP-plus:DataMining"] == "Allowed"


def test_a_file_that_carries_no_tags_of_ours_gets_the_statement(tmp_path):
    raw = tmp_path / "a.crw"
    raw.write_bytes(b"II\x1a\0\0\0HEAPCCDR" + bytes(50))
    sidecar(raw, tmp_path / "a.xmp", ADA)
    assert read_tags(tmp_path / "a.xmp")[0]["XMP-plus:CopyrightOwner"] == [{"CopyrightOwnerName": "Ada Müller"}]


@pytest.mark.parametrize("content", [b"", b"no XML", b"<a/>", b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + LIGHTROOM])
def test_what_is_no_sidecar_is_left_and_told(picture, content):
    target = sidecar_of(picture)
    target.write_bytes(content)
    outcome = sidecar(picture, target, ADA)
    assert (outcome.status, outcome.problems[0].code) == (Status.FAILED, "unmergeable")
    assert target.read_bytes() == content


def test_a_folder_of_its_name_is_told(picture):
    sidecar_of(picture).mkdir()
    assert sidecar(picture, sidecar_of(picture), ADA).problems[0].code == "unmergeable"


def test_one_that_changes_meanwhile_is_not_replaced(picture, monkeypatch):
    target = sidecar_of(picture)
    target.write_bytes(LIGHTROOM)
    newer = LIGHTROOM.replace(b'"4"', b'"5"')

    def meanwhile(packet):
        target.write_bytes(newer)
        return read(packet)

    monkeypatch.setattr(module, "read", meanwhile)
    assert sidecar(picture, target, ADA).problems[0].code == "source-changed"
    assert target.read_bytes() == newer
    assert len(list(picture.parent.iterdir())) == 2


def test_a_trial_writes_nothing(picture):
    outcome = sidecar(picture, sidecar_of(picture), ADA, dry_run=True)
    assert (outcome.status, outcome.result) == (Status.PLANNED, sidecar_of(picture))
    assert not sidecar_of(picture).exists()


def test_no_picture_no_sidecar(tmp_path):
    outcome = sidecar(tmp_path / "none.jpg", tmp_path / "none.jpg.xmp", ADA)
    assert outcome.problems[0].code == "not-found"
    assert not list(tmp_path.iterdir())


def test_a_packet_that_cannot_be_read_is_not_taken_over(picture):
    carrying(picture, Blocks(xmp=b"<broken"))
    with picture.open("rb") as file:
        assert read_blocks(file).xmp == b"<broken"
    assert sidecar(picture, sidecar_of(picture), ADA).status is Status.TAGGED
    assert read_tags(sidecar_of(picture))[0]["XMP-dc:Creator"] == ["Ada Müller"]
