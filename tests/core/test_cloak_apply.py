import numpy as np
import pytest
from pictures import photo, photo16
from PIL import Image
from shared import files_below, shared
from ssimulacra2 import compute_ssimulacra2

from fixative.cloak import Key, Preset, cloak
from fixative.cloak.strength import VisibleCost
from fixative.formats import Format
from fixative.picture import Colour, Frame, Picture

KEY = Key(b"sheets", b"layout")
WITHIN = 5.0


def _picture(*frames: Frame, colour: Colour = Colour.RGB, animated: bool = False) -> Picture:
    return Picture(frames, colour, Format.PNG, animated)


def _reference(before: np.ndarray, after: np.ndarray, folder) -> float:
    paths = [folder / "before.png", folder / "after.png"]
    for path, pixels in zip(paths, (before, after), strict=True):
        Image.fromarray(pixels).save(path, compress_level=0)
    return compute_ssimulacra2(*map(str, paths))


@pytest.mark.parametrize("preset", [Preset.SUBTLE, Preset.BALANCED, Preset.STRONG])
def test_presets_are_met_on_a_drawn_picture(preset: Preset, tmp_path):
    pixels = photo(640, 480, seed=3)
    cloaked = cloak(_picture(Frame(pixels)), visible_cost=preset.visible_cost, key=KEY)
    score = _reference(pixels, cloaked.picture.frames[0].pixels, tmp_path)
    assert abs(score - preset.visible_cost) < WITHIN
    assert abs(cloaked.visible_cost - score) < WITHIN


@pytest.mark.parametrize("index", range(0, 45, 5))
def test_presets_are_met_on_dev_pictures(index: int, tmp_path):
    path = files_below(shared("images", "dev"))[index]
    with Image.open(path) as image:
        image.draft("RGB", (800, 800))
        pixels = np.asarray(image.convert("RGB"))[:900, :900]
    cloaked = cloak(_picture(Frame(pixels)), visible_cost=70, key=KEY)
    assert abs(_reference(pixels, cloaked.picture.frames[0].pixels, tmp_path) - 70) < WITHIN


# Under 256 pixels a side the reference has fewer scales and shifts its weights, so there is nothing to agree with.
@pytest.mark.parametrize("size", [(301, 257), (256, 700), (512, 512)])
@pytest.mark.parametrize("noise", [2, 6, 12])
def test_the_measure_agrees_with_the_reference(size: tuple[int, int], noise: int, tmp_path):
    pixels = photo(*size, seed=noise)
    moved = pixels + np.random.default_rng(0).normal(0, noise, pixels.shape)
    changed = np.clip(np.rint(moved), 0, 255).astype(np.uint8)
    assert abs(VisibleCost(pixels).score(changed) - _reference(pixels, changed, tmp_path)) < 2


def test_the_input_is_not_changed():
    pixels = photo(200, 100)
    kept = pixels.copy()
    cloak(_picture(Frame(pixels)), visible_cost=70, key=KEY)
    assert np.array_equal(pixels, kept)


def test_grey_stays_grey_and_16_bits_stay():
    grey = photo(200, 100, 1)[:, :, None]
    woven = cloak(_picture(Frame(grey), colour=Colour.GREY), visible_cost=70, key=KEY).picture.frames[0].pixels
    assert woven.shape == grey.shape
    fine = photo16(200, 100)
    assert cloak(_picture(Frame(fine)), visible_cost=70, key=KEY).picture.frames[0].pixels.dtype == np.uint16


def test_8_and_16_bits_get_the_same_amount():
    coarse = photo(300, 200)
    fine = coarse.astype(np.uint16) * 257
    one, other = (cloak(_picture(Frame(pixels)), visible_cost=70, key=KEY) for pixels in (coarse, fine))
    assert one.amplitude == pytest.approx(other.amplitude, rel=0.03)


def test_ink_is_cloaked():
    inks = photo(200, 100, 4)
    cloaked = cloak(_picture(Frame(inks), colour=Colour.CMYK), visible_cost=70, key=KEY)
    assert abs(cloaked.visible_cost - 70) < WITHIN
    assert np.array_equal(cloaked.picture.frames[0].pixels[..., 3], inks[..., 3])


def test_an_animation_does_not_flicker():
    frames = [Frame(photo(128, 128, seed=5), duration=50)] * 3
    cloaked = cloak(_picture(*frames, animated=True), visible_cost=70, key=KEY).picture.frames
    assert all(np.array_equal(frame.pixels, cloaked[0].pixels) for frame in cloaked)
    assert [frame.duration for frame in cloaked] == [50] * 3


def test_pages_of_other_sizes_are_cloaked_each():
    pages = [Frame(photo(128, 128, seed=5)), Frame(photo(90, 300, seed=6))]
    cloaked = cloak(_picture(*pages), visible_cost=70, key=KEY).picture.frames
    for before, after in zip(pages, cloaked, strict=True):
        assert after.pixels.shape == before.pixels.shape
        assert np.mean(after.pixels != before.pixels) > 0.3


def test_what_cannot_bear_the_cost_is_said():
    pixels = np.full((64, 64, 3), 255, np.uint8)
    alpha = np.zeros((64, 64), np.uint8)
    notes = cloak(_picture(Frame(pixels, alpha)), visible_cost=55, key=KEY).notes
    assert [code for code, _ in notes] == ["cost-not-met"]


@pytest.mark.parametrize("shape", [(1, 1), (7, 7), (1, 5000), (3000, 2)])
def test_tiny_and_narrow_pictures_go_through(shape: tuple[int, int]):
    pixels = photo(shape[1], shape[0])
    assert cloak(_picture(Frame(pixels)), visible_cost=70, key=KEY).picture.frames[0].pixels.shape == pixels.shape


def test_random_keys_never_give_the_same_picture_twice():
    pixels = photo(200, 200)
    results = {
        cloak(_picture(Frame(pixels)), visible_cost=70, key=Key(b"sheets", bytes([n])))
        .picture.frames[0]
        .pixels.tobytes()
        for n in range(8)
    }
    assert len(results) == 8
