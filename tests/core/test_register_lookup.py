"""Copies are recognised, and pictures of other people are not."""

from __future__ import annotations

import hashlib
import io
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from fixative.cloak.preset import Preset
from fixative.codecs import decode
from fixative.codecs.glance import GLANCE_SIDE, glance, glimpse
from fixative.outcome import Evidence, Figures, Outcome, Status
from fixative.protect import protect
from fixative.recipe import CloakChoice, Recipe
from fixative.register import Choices, Kinship, Register, find, opened
from fixative.register.sketch import CROP, SKETCH_BYTES, closest, sketch

CHOICES = Choices(statement="", recipe="", fixative="", bank="")
MANY = 40


def scene(seed: int, width: int = 480, height: int = 320) -> Image.Image:
    """Draw shapes of many sizes at random places: like a picture, there is something everywhere."""
    random = np.random.default_rng(seed)
    total = np.zeros((height, width, 3))
    for cells in (3, 6, 12, 24, 48):
        coarse = random.normal(0, 60 / cells**0.5, (cells, cells, 3)) + 25
        plane = [
            np.asarray(Image.fromarray(coarse[..., each].astype(np.float32)).resize((width, height)))
            for each in range(3)
        ]
        total += np.stack(plane, axis=-1)
    return Image.fromarray(np.clip(total, 0, 255).astype(np.uint8))


@pytest.fixture(scope="module")
def originals(tmp_path_factory) -> list[Path]:
    folder = tmp_path_factory.mktemp("originals")
    paths = [folder / f"{seed}.png" for seed in range(MANY)]
    for seed, path in enumerate(paths):
        scene(seed).save(path)
    return paths


@pytest.fixture(scope="module")
def entered(tmp_path_factory, originals) -> Path:
    path = tmp_path_factory.mktemp("register") / "register.sqlite3"
    with opened(path) as register:
        for number, original in enumerate(originals):
            enter(register, original, number)
    return path


@pytest.fixture
def register(tmp_path, entered):
    with opened(Path(shutil.copy(entered, tmp_path / "register.sqlite3"))) as register:
        yield register


def enter(register: Register, path: Path, number: int) -> None:
    picture = decode(path, max_pixels=10**8)
    looks = glance(picture).tobytes()
    evidence = Evidence(f"{number:064x}", "ff" * 32, picture.width, picture.height, "png", "", "", looks)
    register.add(Outcome(Status.TAGGED, path, path, Figures(), evidence=evidence), CHOICES)


def kept(image: Image.Image, path: Path, **options: object) -> Path:
    image.save(path, **options)
    return path


def cropped(image: Image.Image, left: float, top: float, right: float, bottom: float) -> Image.Image:
    width, height = image.size
    return image.crop(
        (round(left * width), round(top * height), round(width - right * width), round(height - bottom * height))
    )


@pytest.mark.parametrize(
    "sides", [(0, 0, 0, 0), (0.1, 0, 0, 0), (0, 0.1, 0, 0.05), (0.1, 0.1, 0.1, 0.1), (0.02, 0.07, 0.05, 0)]
)
@pytest.mark.parametrize("scale", [1.0, 0.5, 0.25])
@pytest.mark.parametrize(("kind", "quality"), [("jpg", 60), ("webp", 70)])
def test_a_copy_is_claimed_for_its_original(register, originals, tmp_path, sides, scale, kind, quality):
    for number in (3, 17):
        image = cropped(scene(number), *sides)
        image = image.resize((round(image.width * scale), round(image.height * scale)), Image.Resampling.LANCZOS)
        first, *others = find(kept(image, tmp_path / f"copy.{kind}", quality=quality), register)
        assert (first.kinship, first.entry.source) == (Kinship.COPY, str(originals[number]))
        assert others == []


@pytest.mark.parametrize("change", ["brighter", "darker", "warmer", "grey", "stretched", "larger"])
def test_small_changes_of_colour_and_shape(register, originals, tmp_path, change):
    pixels = np.asarray(scene(5), float)
    image = Image.fromarray(
        np.clip(
            {"brighter": 255 * (pixels / 255) ** 0.8, "darker": pixels * 0.8, "warmer": pixels * (1.1, 1, 0.9)}.get(
                change, pixels
            ),
            0,
            255,
        ).astype(np.uint8)
    )
    if change == "grey":
        image = image.convert("L")
    if change in ("stretched", "larger"):
        image = image.resize((480, 480) if change == "stretched" else (960, 640))
    (match,) = find(kept(image, tmp_path / "copy.jpg"), register)
    assert (match.kinship, match.entry.source) == (Kinship.COPY, str(originals[5]))


@pytest.mark.parametrize("preset", [Preset.SUBTLE, Preset.BALANCED, Preset.STRONG])
def test_what_became_of_a_cloaked_result(register, originals, tmp_path, preset):
    recipe = Recipe(cloak=CloakChoice(preset=preset, secret="s"))
    done = protect(originals[9], tmp_path / "result.png", recipe)
    assert done.status is Status.PROTECTED
    with Image.open(done.result) as result:
        image = cropped(result.convert("RGB"), 0.05, 0, 0, 0.1).resize((200, 130))
    (match,) = find(kept(image, tmp_path / "copy.jpg", quality=75), register)
    assert (match.kinship, match.entry.source) == (Kinship.COPY, str(originals[9]))


@pytest.mark.parametrize("number", [5, 9])
def test_a_worn_copy_is_claimed_where_nothing_else_is_like_it(register, originals, tmp_path, number):
    pixels = np.asarray(scene(number), float)
    tall, wide = pixels.shape[0] // 8, pixels.shape[1] // 8
    worn = np.kron(np.random.default_rng(1).normal(0, 20, (tall, wide, 1)), np.ones((8, 8, 1)))
    image = Image.fromarray(np.clip(pixels[: 8 * tall, : 8 * wide] + worn, 0, 255).astype(np.uint8))
    (match,) = find(kept(image, tmp_path / "copy.png"), register)
    assert 0.5 < match.likeness < 0.7
    assert (match.kinship, match.entry.source) == (Kinship.COPY, str(originals[number]))


def test_strangers_are_not_claimed(register, tmp_path):
    for seed in range(1000, 1100):
        assert find(kept(scene(seed), tmp_path / "stranger.jpg"), register) == []


@pytest.mark.parametrize("shade", [0, 128, 255])
def test_an_empty_picture_is_like_no_other(register, tmp_path, shade):
    blank = Image.new("RGB", (100, 100), (shade,) * 3)
    enter(register, kept(blank, tmp_path / "blank.png"), 900)
    assert find(kept(blank, tmp_path / "blank.jpg"), register) == []
    assert sketch(np.full((GLANCE_SIDE, GLANCE_SIDE), shade, np.uint8)) == bytes(SKETCH_BYTES)


def test_of_two_that_cannot_be_told_apart_none_is_claimed(register, tmp_path):
    # Of a burst: everything is where it was, but for the light in one corner.
    image = scene(3)
    pixels = np.asarray(image).astype(float)
    pixels[220:, 340:] *= 0.85
    enter(register, kept(Image.fromarray(pixels.astype(np.uint8)), tmp_path / "burst.png"), 901)
    between = Image.blend(image, Image.fromarray(pixels.astype(np.uint8)), 0.5)
    matches = find(kept(between, tmp_path / "copy.jpg", quality=80), register)
    assert [match.kinship for match in matches] == [Kinship.SIMILAR, Kinship.SIMILAR]


def test_one_picture_in_two_files_is_claimed_for_both(register, originals, tmp_path):
    enter(register, kept(scene(3), tmp_path / "export.jpg", quality=85), 901)
    matches = find(kept(scene(3).resize((240, 160)), tmp_path / "copy.jpg", quality=80), register)
    assert [match.kinship for match in matches] == [Kinship.COPY, Kinship.COPY]
    assert {match.entry.source for match in matches} == {str(originals[3]), str(tmp_path / "export.jpg")}


def test_the_newest_entry_of_a_picture_is_shown(register, originals, tmp_path):
    enter(register, originals[4], 4)
    (match,) = find(kept(scene(4), tmp_path / "copy.jpg"), register)
    assert match.entry.number == MANY + 1


def test_the_same_bytes_are_known_without_looking(register, tmp_path):
    path = tmp_path / "note.txt"
    path.write_text("no picture")
    assert find(path, register) == []
    digest = hashlib.sha256(b"no picture").hexdigest()
    evidence = Evidence("0" * 63 + "f", digest, 1, 1, "heic", "", "")
    register.add(Outcome(Status.TAGGED, path, path, Figures(), evidence=evidence), CHOICES)
    (match,) = find(path, register)
    assert match.kinship is Kinship.RESULT
    path.write_text("another picture")
    digest = hashlib.sha256(b"another picture").hexdigest()
    evidence = replace(evidence, source_sha256=digest)
    register.add(Outcome(Status.TAGGED, path, path, Figures(), evidence=evidence), CHOICES)
    (match,) = find(path, register)
    assert match.kinship is Kinship.SOURCE


def test_a_glimpse_of_a_file_is_what_a_decoded_picture_shows(tmp_path):
    for name, options in (
        ("a.jpg", {"quality": 90}),
        ("a.png", {}),
        ("a.tif", {}),
        ("a.webp", {"quality": 80}),
        ("a.avif", {}),
    ):
        path = kept(scene(1, 1600, 1200), tmp_path / name, **options)
        seen = glimpse(path)
        assert seen is not None
        assert (seen.width, seen.height) == (1600, 1200)
        whole = glance(decode(path, max_pixels=10**8))
        assert np.abs(seen.glance.astype(int) - whole).max() <= 12
        assert seen.quality == {"a.jpg": 90}.get(name, seen.quality)


def test_a_glimpse_lies_on_white_and_stands_upright(tmp_path):
    image = Image.new("RGBA", (80, 40), (0, 0, 0, 0))
    exif = Image.Exif()
    exif[0x0112] = 6
    seen = glimpse(kept(image, tmp_path / "a.png", exif=exif))
    assert seen is not None
    assert (seen.width, seen.height) == (40, 80)
    assert seen.glance.min() == 255
    (tmp_path / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert glimpse(tmp_path / "b.png") is None


def test_a_guess_says_what_was_cropped():
    data = io.BytesIO()
    cropped(scene(2), CROP, 0, 0, CROP / 3).save(data, "PNG")
    with Image.open(data) as image:
        copy = np.asarray(image.convert("L").resize((GLANCE_SIDE, GLANCE_SIDE), Image.Resampling.BOX))
    original = np.asarray(scene(2).convert("L").resize((GLANCE_SIDE, GLANCE_SIDE), Image.Resampling.BOX))
    ((row, guess),) = closest(copy, np.frombuffer(sketch(original), np.int8)[np.newaxis], 3)
    assert row == 0
    assert guess == pytest.approx((CROP, 0, 0, CROP / 3), abs=0.02)
