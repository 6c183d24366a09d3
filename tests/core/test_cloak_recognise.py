import io

import cv2
import msgspec
import numpy as np
import pytest
from pictures import marked, photo, photo16
from PIL import Image
from shared import files_below, shared

from fixative import Recipe, protect
from fixative.cloak import cloak, key_for, looks_cloaked
from fixative.cloak.preset import Preset
from fixative.cloak.recognise import trace
from fixative.formats import Format
from fixative.outcome import Status
from fixative.picture import Colour, Frame, Picture
from fixative.recipe import CloakChoice

SECRET = "a secret"


def _cloaked(pixels: np.ndarray, colour: Colour = Colour.RGB, preset: Preset = Preset.BALANCED) -> np.ndarray:
    picture = Picture((Frame(pixels),), colour, Format.PNG)
    key = key_for(picture.frames[0], SECRET)
    return cloak(picture, visible_cost=preset.visible_cost, key=key).picture.frames[0].pixels


def _coded(pixels: np.ndarray, quality: int) -> np.ndarray:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "JPEG", quality=quality)
    return np.asarray(Image.open(file))


def test_dev_pictures_before_and_after():
    seen = 0
    paths = files_below(shared("images", "dev"))[::3]
    for path in paths:
        with Image.open(path) as image:
            pixels = np.asarray(image.convert("RGB"))[:1000, :1000]
        assert not looks_cloaked(Frame(pixels), Colour.RGB, SECRET), path.name
        assert not looks_cloaked(Frame(_coded(pixels, 75)), Colour.RGB, SECRET), path.name
        seen += looks_cloaked(Frame(_cloaked(pixels, preset=Preset.STRONG)), Colour.RGB, SECRET)
    # A drawing in flat colours has next to no calm window that bears a cloak.
    assert seen >= len(paths) - 1


@pytest.mark.parametrize("preset", [Preset.SUBTLE, Preset.BALANCED, Preset.STRONG])
def test_every_preset_and_what_is_coded_since(preset: Preset):
    pixels = photo(640, 480, seed=5)
    after = _cloaked(pixels, preset=preset)
    assert looks_cloaked(Frame(after), Colour.RGB, SECRET)
    assert looks_cloaked(Frame(_coded(after, 85)), Colour.RGB, SECRET)
    assert looks_cloaked(Frame(np.ascontiguousarray(after[37:, 53:])), Colour.RGB, SECRET)


def test_who_has_another_secret_does_not_find_a_cloak():
    after = _cloaked(photo(640, 480, seed=5), preset=Preset.STRONG)
    for other in ("another", "a third", "a fourth"):
        assert not looks_cloaked(Frame(after), Colour.RGB, other)


@pytest.mark.parametrize(
    ("pixels", "colour"),
    [
        (photo(640, 480, 1)[:, :, None], Colour.GREY),
        (photo16(640, 480), Colour.RGB),
        (np.clip(photo(640, 480, 4), 40, 215), Colour.CMYK),
    ],
)
def test_grey_16_bit_and_ink(pixels: np.ndarray, colour: Colour):
    assert not looks_cloaked(Frame(pixels), colour, SECRET)
    assert looks_cloaked(Frame(_cloaked(pixels, colour)), colour, SECRET)


@pytest.mark.parametrize("shape", [(1, 1), (63, 400), (64, 64), (130, 70)])
def test_small_and_flat_pictures_are_not_taken_for_cloaked(shape: tuple[int, int]):
    flat = np.full((*shape, 3), 200, np.uint8)
    assert trace(Frame(flat), Colour.RGB, SECRET) == (0.0, 0)
    for seed in range(30):
        noise = np.random.default_rng(seed).integers(0, 256, (*shape, 3)).astype(np.uint8)
        assert not looks_cloaked(Frame(noise), Colour.RGB, SECRET)


def test_periodic_pictures_are_not_taken_for_cloaked():
    x = np.arange(512)
    for period in (2, 4, 8, 16, 64):
        grid = ((x[:, None] // period + x // period) % 2 * 90 + 80).astype(np.uint8)
        noise = np.random.default_rng(period).integers(0, 5, grid.shape).astype(np.uint8)
        assert not looks_cloaked(Frame(np.repeat((grid + noise)[:, :, None], 3, 2)), Colour.RGB, SECRET)


def test_a_result_without_its_metadata_is_tagged_and_not_cloaked_twice(tmp_path):
    source = tmp_path / "a.png"
    Image.fromarray(photo(640, 480, seed=5)).save(source)
    first = protect(source, tmp_path / "b.png", Recipe())
    bare = tmp_path / "bare.png"
    with Image.open(first.result) as image:
        Image.fromarray(np.asarray(image)).save(bare)
    second = protect(bare, tmp_path / "c.png", Recipe())
    assert (second.status, [problem.code for problem in second.problems]) == (Status.TAGGED, ["looks-cloaked"])
    with Image.open(second.result) as after, Image.open(bare) as before:
        assert np.array_equal(np.asarray(after), np.asarray(before))
    again = msgspec.structs.replace(Recipe(), cloak=CloakChoice(again=True))
    assert protect(bare, tmp_path / "d.png", again).status is Status.PROTECTED


def _drawn(kind: str) -> np.ndarray:
    """Draw what has few frequencies, or the same ones everywhere."""
    if kind == "plain areas":
        return cv2.resize(marked(1200, 1800), (800, 1200), interpolation=cv2.INTER_AREA)
    rows, columns = np.mgrid[:512, :512].astype(np.float32)
    away = np.hypot(rows - 250, columns - 250)
    values = {
        "slopes": (rows + columns) / 4,
        "waves": 128 + 60 * np.sin(columns / 9 + rows / 7),
        "squares": (rows // 16 + columns // 16) % 2 * 200,
        "rings": 128 + 100 * np.sin(away / 6),
        "dots": (np.sin(columns / 2.1) * np.sin(rows / 2.1) > 0) * 255.0,
        "noise that repeats": np.tile(np.random.default_rng(1).normal(128, 20, (64, 64)), (8, 8)),
    }[kind]
    return np.repeat(np.clip(np.rint(values), 0, 255).astype(np.uint8)[:, :, None], 3, axis=2)


@pytest.mark.parametrize("kind", ["plain areas", "slopes", "waves", "squares", "rings", "dots", "noise that repeats"])
def test_drawings_of_edges_and_slopes_are_not_taken_for_cloaked_ones(kind):
    drawn = _drawn(kind)
    for pixels in (drawn, _coded(drawn, 90), _coded(drawn, 60)):
        assert not any(looks_cloaked(Frame(pixels), Colour.RGB, secret) for secret in "abcdef")
