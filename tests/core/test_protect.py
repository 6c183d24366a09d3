"""The way through, for good pictures and for trouble."""

from __future__ import annotations

import hashlib
import io
import logging
import os
import struct
import subprocess
import sys
from pathlib import Path
from threading import Event

import brotli
import numpy as np
import piexif
import pytest
from drawn import draw
from exiftool import read_tags
from ordinary import ordinary_user
from pictures import png_bomb
from PIL import Image, ImageCms
from splicing import splice
from streams import coded_pixels

import fixative
from fixative import (
    AIPolicy,
    CloakChoice,
    Conflict,
    Destination,
    Format,
    Limits,
    Outcome,
    Preset,
    Progress,
    Recipe,
    RightsStatement,
    Severity,
    Status,
    inspect,
    protect,
    tag,
)
from fixative.containers import Blocks

RIGHTS = RightsStatement(owner="Ann Ähnlich", creators=("Ann Ähnlich",))
SPLICED = ["a.jpg", "a.png", "a.webp", "a.tif", "a.gif", "a.avif"]
TAGGED = [*SPLICED, "a.heic", "a.jxl"]


def recipe(preset: Preset = Preset.BALANCED, **destination: object) -> Recipe:
    return Recipe(cloak=CloakChoice(preset=preset, secret="s"), rights=RIGHTS, destination=Destination(**destination))


def error_of(outcome: Outcome) -> str:
    (code,) = [problem.code for problem in outcome.problems if problem.severity is Severity.ERROR]
    return code


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "out" / "result.jpg"


@pytest.mark.parametrize("name", TAGGED)
def test_tags_leave_the_coded_pixels(tmp_path, name):
    source = draw(tmp_path / name)
    before = digest(source)
    outcome = tag(source, tmp_path / "out" / name, recipe())
    assert outcome.status is Status.TAGGED
    assert outcome.figures is not None
    assert outcome.figures.visible_cost is None
    assert "XMP-plus:DataMining" in outcome.figures.tags
    assert coded_pixels(outcome.result.read_bytes()) == coded_pixels(source.read_bytes())
    assert inspect(outcome.result).policy is AIPolicy.PROHIBIT_AI_TRAINING
    assert digest(source) == before


@pytest.mark.parametrize("name", SPLICED)
def test_protected_copies_are_read_by_others(tmp_path, name):
    source = draw(tmp_path / name, width=320, height=240)
    before = digest(source)
    outcome = protect(source, tmp_path / "out" / name, recipe())
    assert outcome.status is Status.PROTECTED
    assert outcome.figures is not None
    assert outcome.figures.visible_cost is not None
    assert outcome.figures.amplitude > 0.3
    assert outcome.figures.source_bytes == source.stat().st_size
    assert outcome.figures.result_bytes == outcome.result.stat().st_size
    assert (outcome.figures.width, outcome.figures.height, outcome.figures.frames) == (320, 240, 1)
    with Image.open(source) as old, Image.open(outcome.result) as new:
        assert old.format == new.format
        difference = np.asarray(old.convert("RGB")).astype(int) - np.asarray(new.convert("RGB"))
    assert 0.3 < np.sqrt(np.mean(difference**2)) < 20
    (tags,) = read_tags(outcome.result)
    assert tags["XMP-plus:DataMining"] == "Prohibited for AI/ML training"
    assert digest(source) == before


def test_a_secret_gives_the_same_cloak_and_another_a_different_one(tmp_path):
    source = draw(tmp_path / "a.png")
    for number in range(2):
        protect(source, tmp_path / f"same-{number}.png", recipe())
        protect(source, tmp_path / f"other-{number}.png", Recipe(cloak=CloakChoice(secret=f"{number}")))
    assert digest(tmp_path / "same-0.png") == digest(tmp_path / "same-1.png")
    assert digest(tmp_path / "other-0.png") != digest(tmp_path / "other-1.png")


@pytest.mark.parametrize("kind", [kind for kind in Format if kind.coded])
@pytest.mark.parametrize("preset", [Preset.OFF, Preset.BALANCED])
def test_other_formats(tmp_path, kind, preset):
    source = draw(tmp_path / "a.png")
    outcome = protect(source, tmp_path / f"b{kind.extension}", recipe(preset, format=kind))
    assert outcome.ok, outcome
    with Image.open(outcome.result) as image:
        assert image.format.lower() == kind.value
    assert inspect(outcome.result).policy is AIPolicy.PROHIBIT_AI_TRAINING


def test_the_profile_is_kept(tmp_path):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for name in ("a.jpg", "a.png", "a.webp", "a.tif"):
        source = draw(tmp_path / name, icc_profile=profile)
        for preset in (Preset.OFF, Preset.SUBTLE):
            outcome = protect(source, tmp_path / preset.value / name, recipe(preset))
            with Image.open(outcome.result) as image:
                assert image.info["icc_profile"] == profile


CAMERA = {
    "0th": {0x010F: b"Maker", 0x0110: b"Model", 0x0112: 6},
    "Exif": {0x829A: (1, 250), 0xA434: b"Lens 50 mm"},
    "GPS": {1: b"N", 2: ((52, 1), (30, 1), (0, 1))},
    "Interop": {1: b"R98"},
}


def camera_exif() -> bytes:
    """A camera's block, with a thumbnail that no one can mistake."""
    small = io.BytesIO()
    Image.new("RGB", (16, 12), (255, 0, 255)).save(small, "JPEG", comment=b"uncloaked")
    return piexif.dump({**CAMERA, "1st": {0x0112: 6}, "thumbnail": small.getvalue()}).removeprefix(b"Exif\0\0")


def draw_with(path: Path, blocks: Blocks) -> Path:
    path.write_bytes(splice(draw(path).read_bytes(), blocks))
    return path


@pytest.mark.parametrize("preset", [Preset.OFF, Preset.BALANCED])
@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.tif"])
def test_what_the_camera_said_is_kept(tmp_path, name, preset):
    source = draw_with(tmp_path / name, Blocks(exif=camera_exif()))
    (tags,) = read_tags(protect(source, tmp_path / "out" / name, recipe(preset)).result)
    assert (tags["IFD0:Make"], tags["IFD0:Model"]) == ("Maker", "Model")
    assert (tags["ExifIFD:ExposureTime"], tags["ExifIFD:LensModel"]) == ("1/250", "Lens 50 mm")
    assert tags["GPS:GPSLatitude"].startswith("52 deg 30'")
    assert tags["InteropIFD:InteropIndex"].startswith("R98")


def copies_in(path: Path) -> set[str]:
    """Name the copies of a picture that exiftool finds inside it."""
    (tags,) = read_tags(path)
    return {name for name in tags if any(word in name for word in ("Thumbnail", "Preview", "MPImage", "Trailer"))}


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.avif"])
def test_no_uncloaked_copy_survives_a_cloak(tmp_path, name):
    source = draw_with(tmp_path / name, Blocks(exif=camera_exif()))
    assert "IFD1:ThumbnailImage" in copies_in(source)
    result = protect(source, tmp_path / "out" / name, recipe()).result
    assert copies_in(result) == set()
    assert b"uncloaked" not in result.read_bytes()


def test_copies_of_every_kind_go_with_a_cloak_and_stay_with_tags(tmp_path):
    source = draw(tmp_path / "a.jpg")
    packet = (
        b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
        b"<rdf:Description rdf:about='' xmlns:xmp='http://ns.adobe.com/xap/1.0/'><xmp:Thumbnails><rdf:Alt>"
        b"<rdf:li rdf:parseType='Resource' xmlns:g='http://ns.adobe.com/xap/1.0/g/img/'><g:format>JPEG</g:format>"
        b"<g:image>dW5jbG9ha2Vk</g:image></rdf:li></rdf:Alt></xmp:Thumbnails></rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    data = splice(source.read_bytes(), Blocks(exif=camera_exif(), xmp=packet))
    small = draw(tmp_path / "small.jpg", width=16, height=12).read_bytes()
    resources = b"".join(
        b"8BIM"
        + number.to_bytes(2, "big")
        + bytes(2)
        + (28 + len(small)).to_bytes(4, "big")
        # Photoshop specification, "Thumbnail resource format": 28 bytes, then a JPEG.
        + struct.pack(">7I", 1, 16, 12, 48, 576, len(small), 0x180001)
        + small
        + b"\0" * (len(small) % 2)
        for number in (0x0409, 0x040C)
    )
    segment = b"Photoshop 3.0\0" + resources
    data = data[:2] + b"\xff\xed" + (2 + len(segment)).to_bytes(2, "big") + segment + data[2:]
    source.write_bytes(data + small)  # and a trailer

    there = copies_in(source)
    assert there >= {"IFD1:ThumbnailImage", "Photoshop:PhotoshopThumbnail", "XMP-xmp:Thumbnails"}
    tagged = tag(source, tmp_path / "tagged.jpg", recipe()).result
    assert copies_in(tagged) == there
    assert tagged.read_bytes().endswith(small)
    protected = protect(source, tmp_path / "protected.jpg", recipe()).result
    assert copies_in(protected) == set()
    assert protected.read_bytes().count(b"\xff\xd8\xff") == 1
    assert b"dW5jbG9ha2Vk" not in protected.read_bytes()


def test_the_further_pictures_of_a_multi_picture_file(tmp_path):
    first = Image.open(draw(tmp_path / "1.png"))
    second = Image.open(draw(tmp_path / "2.png", seed=1))
    source = tmp_path / "a.jpg"
    first.save(source, "MPO", save_all=True, append_images=[second])
    there = copies_in(source)
    assert "MPImage2:MPImage" in there or any(name.startswith("MP") for name in there)
    assert copies_in(tag(source, tmp_path / "tagged.jpg", recipe()).result) == there
    protected = protect(source, tmp_path / "protected.jpg", recipe()).result
    assert copies_in(protected) == set()
    assert protected.read_bytes().count(b"\xff\xd8\xff") == 1


def test_a_full_exif_block_stays_and_the_others_speak(tmp_path):
    full = piexif.dump({**CAMERA, "Exif": {0x927C: bytes(65_340)}}).removeprefix(b"Exif\0\0")
    source = draw_with(tmp_path / "a.jpg", Blocks(exif=full))
    for preset in (Preset.OFF, Preset.BALANCED):
        outcome = protect(source, tmp_path / preset.value / "a.jpg", recipe(preset))
        assert [problem.code for problem in outcome.problems] == ["block-full"]
        (tags,) = read_tags(outcome.result)
        assert tags["IFD0:Make"] == "Maker"
        assert tags["XMP-plus:DataMining"] == "Prohibited for AI/ML training"
        assert "No AI training" in tags["IPTC:CopyrightNotice"]


def test_exif_that_no_jpeg_holds_is_left_out_and_said(tmp_path):
    large = piexif.dump({**CAMERA, "Exif": {0x927C: bytes(60_000), 0x9286: bytes(20_000)}}).removeprefix(b"Exif\0\0")
    source = draw_with(tmp_path / "a.png", Blocks(exif=large))
    outcome = protect(source, tmp_path / "a.jpg", recipe(format=Format.JPEG))
    assert [problem.code for problem in outcome.problems] == ["block-full", "metadata-not-carried"]
    assert inspect(outcome.result).policy is AIPolicy.PROHIBIT_AI_TRAINING


@pytest.mark.parametrize("name", TAGGED)
def test_a_long_text_is_cut_only_where_there_is_a_block_with_bounds(tmp_path, name):
    long = Recipe(rights=RightsStatement(owner="Ännchen " * 40))
    codes = [problem.code for problem in tag(draw(tmp_path / name), tmp_path / "out" / name, long).problems]
    assert set(codes) == ({"text-shortened"} if name in ("a.jpg", "a.tif") else set())


def test_a_stronger_prohibition_is_kept(tmp_path):
    source = draw(tmp_path / "a.jpg")
    strong = Recipe(rights=RightsStatement(policy=AIPolicy.PROHIBIT_ALL)).tags_only()
    first = tag(source, tmp_path / "1.jpg", strong)
    second = tag(first.result, tmp_path / "2.jpg", Recipe())
    assert [problem.code for problem in second.problems] == ["policy-kept"]
    assert inspect(second.result).policy is AIPolicy.PROHIBIT_ALL
    third = tag(first.result, tmp_path / "3.jpg", Recipe(overwrite_policy=True))
    assert inspect(third.result).policy is AIPolicy.PROHIBIT_AI_TRAINING


@pytest.mark.parametrize("name", ["a.heic", "a.jxl"])
def test_what_is_not_decoded_is_tagged_and_never_cloaked_or_converted(tmp_path, name):
    source = draw(tmp_path / name, width=96, height=64)
    tagged = tag(source, tmp_path / "tagged" / name, recipe())
    assert (tagged.figures.width, tagged.figures.height) == (96, 64)
    for wanted in (recipe(), recipe(Preset.OFF, format=Format.PNG)):
        outcome = protect(source, tmp_path / "out" / name, wanted)
        assert error_of(outcome) == "tags-only"
        assert not (tmp_path / "out").exists()
    small = Recipe(limits=Limits(max_pixels=96 * 64 - 1))
    assert error_of(tag(source, tmp_path / "out" / name, small)) == "too-large"


def test_a_jpeg_that_can_no_longer_be_restored_is_told_of(tmp_path):
    # A JPEG XL of a JPEG with EXIF: its first marker is an APP1, of kind 2 (EXIF), then the end.
    marks = b"\0" + bytes(16)
    packed = brotli.compress(bytes(4) + camera_exif())
    source = draw(tmp_path / "a.jxl", lossless=True)
    data = source.read_bytes()
    source.write_bytes(
        b"\0\0\0\x0cJXL \r\n\x87\n\0\0\0\x14ftypjxl \0\0\0\0jxl "
        + b"".join(
            (8 + len(box)).to_bytes(4, "big") + kind + box
            for kind, box in ((b"jbrd", marks), (b"brob", b"Exif" + packed), (b"jxlc", data))
        )
    )
    outcome = tag(source, tmp_path / "out.jxl", recipe())
    assert [problem.code for problem in outcome.problems] == ["jpeg-not-restored"]
    assert b"jbrd" not in outcome.result.read_bytes()
    (tags,) = read_tags(outcome.result)
    assert (tags["IFD0:Make"], tags["IFD0:Copyright"]) == ("Maker", "© Ann Ähnlich. No AI training.")


@pytest.mark.parametrize("preset", [Preset.OFF, Preset.BALANCED])
@pytest.mark.parametrize("code", ["not-found", "is-a-folder", "empty-file", "not-a-picture", "truncated", "too-large"])
def test_bad_input_gets_a_code_and_leaves_nothing(tmp_path, target, code, preset):
    source = tmp_path / "source.jpg"
    if code == "is-a-folder":
        source.mkdir()
    elif code == "empty-file":
        source.touch()
    elif code == "not-a-picture":
        source.write_text("words", "utf-8")
    elif code == "truncated":
        whole = draw(source, width=640, height=480).read_bytes()
        source.write_bytes(whole[: len(whole) // 2])
    elif code == "too-large":
        source.write_bytes(png_bomb())
    outcome = protect(source, target, recipe(preset))
    assert (outcome.status, error_of(outcome), outcome.result) == (Status.FAILED, code, None)
    assert not target.parent.exists()


def test_a_pipe_is_not_waited_for(tmp_path, target):
    os.mkfifo(tmp_path / "pipe.jpg")
    assert error_of(protect(tmp_path / "pipe.jpg", target, recipe())) == "not-a-picture"


def test_the_limit_of_pixels_can_be_moved(tmp_path, target):
    source = draw(tmp_path / "a.jpg", width=100, height=100)
    outcome = protect(source, target, Recipe(limits=Limits(max_pixels=9_999)))
    assert error_of(outcome) == "too-large"
    assert protect(source, target, Recipe(limits=Limits(max_pixels=10_000))).ok


def test_a_file_without_rights(target):
    with ordinary_user() as folder:
        source = draw(folder / "a.jpg")
        source.chmod(0)
        assert error_of(tag(source, folder / "b.jpg", Recipe())) == "permission-denied"
        source.chmod(0o400)
        (folder / "closed").mkdir(mode=0o500)
        assert error_of(tag(source, folder / "closed" / "b.jpg", Recipe())) == "destination-not-writable"
        assert tag(source, folder / "b.jpg", Recipe()).ok


@pytest.mark.parametrize("preset", [Preset.OFF, Preset.BALANCED])
def test_a_full_disk(tmp_path, preset):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk needs root")
    try:
        source = draw(tmp_path / "a.png", width=400, height=300)
        outcome = protect(source, disk / "out" / "a.png", recipe(preset))
        assert error_of(outcome) == "disk-full"
        assert list(disk.iterdir()) == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("conflict", list(Conflict))
def test_a_result_that_is_there(tmp_path, conflict):
    source = draw(tmp_path / "a.jpg")
    target = tmp_path / "b.jpg"
    target.write_bytes(b"old")
    outcome = tag(source, target, recipe(conflict=conflict))
    expected = {
        Conflict.RENAME: (Status.TAGGED, tmp_path / "b-2.jpg"),
        Conflict.OVERWRITE: (Status.TAGGED, target),
        Conflict.SKIP: (Status.SKIPPED, target),
        Conflict.ERROR: (Status.FAILED, None),
    }
    assert (outcome.status, outcome.result) == expected[conflict]
    assert (target.read_bytes() == b"old") == (conflict is not Conflict.OVERWRITE)


def test_the_original_is_never_the_result(tmp_path):
    source = draw(tmp_path / "a.jpg")
    before = digest(source)
    (tmp_path / "link.jpg").symlink_to(source)
    for target in (source, tmp_path / "link.jpg"):
        assert error_of(protect(source, target, recipe(conflict=Conflict.OVERWRITE))) == "destination-is-source"
    assert digest(source) == before


@pytest.mark.parametrize("preset", [Preset.OFF, Preset.BALANCED])
def test_a_source_that_changes_meanwhile(tmp_path, target, preset):
    source = draw(tmp_path / "a.jpg")

    def append(fraction: float) -> None:
        if fraction > 0.8:
            with source.open("ab") as file:
                file.write(b"more")

    outcome = protect(source, target, recipe(preset), progress=Progress(append))
    assert error_of(outcome) == "source-changed"
    assert not target.parent.exists()


@pytest.mark.parametrize("preset", [Preset.OFF, Preset.BALANCED])
def test_it_can_be_stopped_anywhere(tmp_path, target, preset):
    source = draw(tmp_path / "a.jpg", width=320, height=240)
    seen: list[float] = []
    protect(source, tmp_path / "whole.jpg", recipe(preset), progress=Progress(seen.append))
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == (0.0, 1.0)
    for stop in seen[:-1]:
        abort = Event()
        progress = Progress(lambda fraction, stop=stop, abort=abort: abort.set() if fraction >= stop else None, abort)
        outcome = protect(source, target, recipe(preset), progress=progress)
        assert (outcome.status, error_of(outcome)) == (Status.CANCELLED, "cancelled")
        assert not target.parent.exists()


@pytest.mark.parametrize("name", SPLICED)
def test_tags_that_spoil_pixels_are_no_result(tmp_path, name, monkeypatch):
    source = draw(tmp_path / name, width=320, height=240)
    engine = sys.modules["fixative.protect"]
    splice_well = engine.replace_blocks

    def splice_badly(body, file, blocks):
        notes = splice_well(body, file, blocks)
        file.seek(source.stat().st_size // 2)
        file.write(b"spoiled pixels")
        return notes

    monkeypatch.setattr(engine, "replace_blocks", splice_badly)
    outcome = tag(source, tmp_path / "out" / name, recipe())
    assert error_of(outcome) == "check-failed"
    assert not (tmp_path / "out").exists()


def test_a_jpeg_that_is_not_what_its_coder_wrote_is_no_result(tmp_path, target, monkeypatch):
    engine = sys.modules["fixative.protect"]
    splice_well = engine.replace_blocks

    def splice_badly(body, file, blocks):
        notes = splice_well(body, file, blocks)
        # A bit of the scan, over which no decoder stumbles.
        file.seek(-10, os.SEEK_END)
        bits = file.read(1)[0]
        file.seek(-10, os.SEEK_END)
        file.write(bytes([bits ^ 1]))
        return notes

    monkeypatch.setattr(engine, "replace_blocks", splice_badly)
    outcome = protect(draw(tmp_path / "a.jpg"), target, recipe())
    assert error_of(outcome) == "check-failed"
    assert not target.exists()


def test_a_surprise_is_an_outcome_too(tmp_path, target, caplog):
    def surprise(_fraction: float) -> None:
        raise ZeroDivisionError("surprise" * 100)

    with caplog.at_level(logging.DEBUG, "fixative"):
        outcome = protect(draw(tmp_path / "a.jpg"), target, recipe(), progress=Progress(surprise))
    assert error_of(outcome) == "failed"
    detail = outcome.problems[0].params["detail"]
    assert detail.startswith("ZeroDivisionError: surprise")
    assert len(detail) == 200
    assert "Traceback" in caplog.text


def test_the_public_face_is_what_it_says():
    for name in fixative.__all__:
        assert getattr(fixative, name) is not None
        assert name in dir(fixative)
    assert callable(fixative.protect)
    assert callable(fixative.inspect)
    with pytest.raises(AttributeError):
        _ = fixative.nothing
