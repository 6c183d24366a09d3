import json
from concurrent.futures import ThreadPoolExecutor
from unittest.mock import patch

import cv2
import numpy as np
import pytest
from pictures import photo
from PIL import Image

from fixative.cloak import Key, cloak, lens
from fixative.cloak.lens import displacement, seen
from fixative.formats import Format
from fixative.picture import Colour, Frame, Picture
from fixative_assets import resource


def _noisy(pixels: np.ndarray, rms: float, seed: int = 0) -> np.ndarray:
    moved = pixels + np.random.default_rng(seed).normal(0, rms, pixels.shape)
    return np.clip(np.rint(moved), 0, 255).astype(np.uint8)


def _cloaked(pixels: np.ndarray, visible_cost: float) -> np.ndarray:
    picture = Picture((Frame(pixels),), Colour.RGB, Format.PNG)
    return cloak(picture, visible_cost=visible_cost, key=Key(b"sheets", b"layout")).picture.frames[0].pixels


@pytest.fixture(scope="module")
def sample() -> np.ndarray:
    with resource("samples", "lake.jpg").open("rb") as file, Image.open(file) as image:
        return np.asarray(image.convert("RGB"))[:384, :384].copy()


def test_the_files_are_small_and_the_card_names_their_heads():
    sizes = [len(resource("lens", f"{name}.onnx").read_bytes()) for name in ("encoder", "decoder")]
    assert sum(sizes) <= 2_000_000
    card = json.loads(resource("lens", "lens.json").read_text("utf-8"))
    latents = lens._encoded(photo(64, 96))
    assert set(latents) == set(card["config"]["encoders"])
    assert card["decoder of"] == lens._DECODED


def test_no_change_moves_nothing():
    pixels = photo(200, 150)
    assert displacement(pixels, pixels.copy()) == 0


def test_more_of_a_change_moves_more():
    pixels = photo(320, 256, seed=2)
    moved = [displacement(pixels, _noisy(pixels, rms)) for rms in (1, 3, 6, 12)]
    assert moved == sorted(moved)
    assert moved[0] > 0.02
    assert moved[-1] > 2 * moved[0]


def test_a_stronger_cloak_moves_more():
    pixels = photo(320, 256, seed=2)
    moved = [displacement(pixels, _cloaked(pixels, cost)) for cost in (80, 70, 55)]
    assert moved == sorted(moved)


def test_a_cloak_moves_more_than_noise_of_its_size():
    pixels = photo(320, 256, seed=2)
    after = _cloaked(pixels, 70)
    rms = float((after.astype(float) - pixels).std())
    assert displacement(pixels, after) > 1.1 * displacement(pixels, _noisy(pixels, rms))


@pytest.mark.parametrize("size", [(1, 1), (7, 5), (31, 33), (1, 3000), (2000, 2), (513, 700)])
def test_pictures_of_any_size_get_a_figure(size: tuple[int, int]):
    pixels = photo(*size)
    moved = displacement(pixels, _noisy(pixels, 5))
    assert 0 < moved < 50
    assert seen(pixels).shape == pixels.shape


def test_blank_paper_gets_a_finite_figure():
    paper = np.full((64, 64, 3), 255, np.uint8)
    assert displacement(paper, paper) == 0
    assert np.isfinite(displacement(paper, _noisy(paper, 3)))


def test_parts_of_an_array_are_read_as_they_are():
    pixels = photo(300, 200)
    after = _noisy(pixels, 5)
    rows, columns = slice(20, 180), slice(30, 270)
    expected = displacement(pixels[rows, columns].copy(), after[rows, columns].copy())
    assert displacement(pixels[rows, columns], after[rows, columns]) == pytest.approx(expected)


def test_a_sample_speaks_for_the_whole():
    before = photo(1600, 1200, seed=4)
    after = _noisy(before, 5)
    some = displacement(before, after)
    with patch("fixative.cloak.lens._WHOLE", before.size):
        assert some == pytest.approx(displacement(before, after), rel=0.1)


@pytest.mark.parametrize("shape", [(1300, 1300), (3000, 4000), (40, 40000), (90000, 20), (600, 9000), (20000, 257)])
def test_samples_lie_within_the_picture_and_are_bounded(shape: tuple[int, int]):
    windows = lens._windows(*shape)
    assert 8 <= len(windows) <= lens._WINDOWS
    for rows, columns in windows:
        assert 0 <= rows.start < rows.stop <= shape[0]
        assert 0 <= columns.start < columns.stop <= shape[1]
        assert (rows.stop - rows.start, columns.stop - columns.start) == tuple(min(side, 256) for side in shape)


@pytest.mark.parametrize("shape", [(1, 1), (512, 513), (1000, 1000), (33, 36000)])
def test_a_grid_covers_each_pixel_once(shape: tuple[int, int]):
    counts = np.zeros(shape, np.uint8)
    for window in lens._windows(*shape):
        counts[window] += 1
    assert np.all(counts == 1)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (np.zeros((64, 64), np.uint8), np.zeros((64, 64), np.uint8)),
        (np.zeros((64, 64, 4), np.uint8), np.zeros((64, 64, 4), np.uint8)),
        (np.zeros((64, 64, 3)), np.zeros((64, 64, 3))),
        (np.zeros((0, 64, 3), np.uint8), np.zeros((0, 64, 3), np.uint8)),
        (np.zeros((64, 64, 3), np.uint8), np.zeros((64, 32, 3), np.uint8)),
    ],
)
def test_what_is_no_pair_of_pictures_is_refused(before: np.ndarray, after: np.ndarray):
    with pytest.raises(ValueError, match=r"lens reads|cannot be compared"):
        displacement(before, after)


def test_many_threads_get_what_one_gets():
    pairs = [(pixels := photo(200 + 8 * seed, 160, seed=seed), _noisy(pixels, 5, seed)) for seed in range(6)]
    alone = [displacement(*pair) for pair in pairs]
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(lambda pair: displacement(*pair), pairs * 3))
    assert together == pytest.approx(alone * 3, rel=1e-4)


def _coarse(pixels: np.ndarray) -> np.ndarray:
    return cv2.blur(pixels.astype(np.float32), (9, 9))


def test_what_is_seen_is_the_picture(sample):
    shown = np.abs(_coarse(seen(sample)) - _coarse(sample)).mean()
    assert shown < 8


def test_what_is_seen_shows_the_cloak_larger_than_it_is(sample):
    after = _cloaked(sample, 70)
    shown = np.abs(_coarse(seen(after)) - _coarse(seen(sample))).mean()
    assert shown > 4 * np.abs(_coarse(after) - _coarse(sample)).mean()


def test_what_is_seen_has_no_seams():
    pixels = photo(700, 200, seed=2)
    with patch("fixative.cloak.lens._LARGEST", 1024):
        whole = seen(pixels)
    assert np.abs(seen(pixels).astype(float) - whole).max() <= 4
