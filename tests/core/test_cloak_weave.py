import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import photo, photo16

from fixative.cloak.bank import load_bank
from fixative.cloak.key import Key, key_for, sheets_key
from fixative.cloak.plane import laid_out
from fixative.cloak.visibility import CELL, ONE, bearing_map, survey
from fixative.cloak.weave import MAX_AMOUNT, Weaver
from fixative.picture import Colour, Frame
from fixative.progress import Progress

SIDE = 64


KEY = Key(b"sheets", b"layout")


def _weaver(pixels: np.ndarray, key: Key = KEY, colour: Colour = Colour.RGB) -> Weaver:
    small = (pixels >> 8).astype(np.uint8) if pixels.dtype == np.uint16 else pixels
    luma = cv2.cvtColor(small[:, :, :3], cv2.COLOR_RGB2GRAY) if small.shape[2] > 1 else small[:, :, 0]
    surveyed = survey(luma)
    plane = laid_out(load_bank(), surveyed, shape=luma.shape, key=key, colour=colour)
    return Weaver(plane, bearing_map(surveyed))


def _woven(pixels: np.ndarray, amount: float = 1.5, **options: object) -> np.ndarray:
    return _weaver(pixels, **options).weave(Frame(pixels), amount, Progress())[0]


@settings(deadline=None, max_examples=25)
@given(width=st.integers(1, 200), height=st.integers(1, 200), amount=st.floats(0.1, 4))
def test_strips_give_what_the_formula_says(width: int, height: int, amount: float):
    pixels = photo(width, height)
    weaver = _weaver(pixels)
    pattern = weaver.pattern(slice(0, height), slice(0, width)) * amount
    woven = weaver.weave(Frame(pixels), amount, Progress())[0]
    expected = np.clip(pixels + pattern, 0, 255)
    # Half a step of rounding; the plane is in quarters of a step, rounded anew at each fade, and fades add up to 2.
    assert np.abs(woven - expected).max() <= 0.5 + 5 * 0.125 * weaver.cells.max() / ONE + 0.01


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 999), amount=st.floats(0, MAX_AMOUNT))
def test_it_is_bounded(seed: int, amount: float):
    pixels = photo(130, 70, seed=seed)
    weaver = _weaver(pixels)
    # Two blocks that fade into each other add up to 1.42 of one at most.
    bound = 1.42 * np.abs(load_bank().tiles).max() * amount * weaver.cells.max() / ONE + 1
    moved = weaver.weave(Frame(pixels), amount, Progress())[0].astype(int) - pixels
    assert np.abs(moved).max() <= bound


def test_nothing_is_woven_at_an_amount_of_nothing():
    pixels = photo(200, 100)
    assert np.array_equal(_woven(pixels, 0.0), pixels)


def test_the_loudest_picture_stays_in_the_fixed_point():
    loud = np.random.default_rng(1).integers(0, 2, (256, 256, 1)).astype(np.uint8).repeat(3, 2) * 255
    weaver = _weaver(loud)
    middle = np.full_like(loud, 128)
    moved = weaver.weave(Frame(middle), MAX_AMOUNT, Progress())[0].astype(int) - middle
    wanted = weaver.pattern(slice(0, 256), slice(0, 256)) * MAX_AMOUNT
    # What left 16 bits would come back with the other sign; so may a sum of two in a fade, where one was cut.
    clear = np.abs(wanted) > 4
    assert clear.mean() > 0.5
    assert np.mean(np.sign(moved[clear]) == np.sign(wanted[clear])) > 0.99


def test_16_bits_get_the_same_in_finer_steps():
    pixels = photo16(150, 90)
    woven = _woven(pixels).astype(int)
    weaver = _weaver(pixels)
    expected = np.clip(pixels + weaver.pattern(slice(0, 90), slice(0, 150)) * 1.5 * 257, 0, 65535)
    assert np.abs(woven - expected).max() <= 257 * 0.51
    assert np.any((woven - pixels) % 257), "the finer steps are used"


def test_what_is_transparent_is_untouched_and_what_is_not_is_cloaked():
    pixels = photo(150, 90)
    alpha = np.zeros((90, 150), np.uint8)
    alpha[:, 70:] = 128
    woven = _weaver(pixels).weave(Frame(pixels, alpha), 2.0, Progress())[0]
    assert np.array_equal(woven[:, :70], pixels[:, :70])
    assert np.mean(woven[:, 70:] != pixels[:, 70:]) > 0.3


def test_grey_takes_the_luma_of_the_plane():
    grey = photo(128, 64, 1)[:, :, None]
    light = np.repeat(grey, 3, 2)
    moved = (_woven(grey, colour=Colour.GREY).astype(float) - grey)[:, :, 0]
    luma = (_woven(light).astype(float) - light) @ [0.299, 0.587, 0.114]
    assert np.corrcoef(moved.ravel(), luma.ravel())[0, 1] > 0.95


def test_ink_moves_against_light_and_black_stays():
    inks = photo(128, 64, 4)
    inks = np.clip(inks, 40, 215)
    light = inks[:, :, :3]
    moved = _woven(inks, colour=Colour.CMYK).astype(float) - inks
    as_light = _woven(light).astype(float) - light
    assert np.corrcoef(moved[:, :, :3].ravel(), as_light.ravel())[0, 1] < -0.95
    assert not moved[:, :, 3].any()


@settings(deadline=None, max_examples=40)
@given(data=st.data(), deep=st.booleans(), clear=st.booleans())
def test_a_window_is_woven_as_in_the_whole(data, *, deep: bool, clear: bool):
    width, height = (data.draw(st.integers(CELL + 1, 420)) for _ in range(2))
    top, left = (data.draw(st.integers(0, (length - 1) // CELL)) * CELL for length in (height, width))
    bottom, right = data.draw(st.integers(top + 1, height)), data.draw(st.integers(left + 1, width))
    pixels = photo16(width, height) if deep else photo(width, height)
    alpha = np.full((height, width), 7, pixels.dtype) if clear else None
    if alpha is not None:
        alpha[:, : width // 2] = 0
    weaver, window = _weaver(pixels), (slice(top, bottom), slice(left, right))
    whole = weaver.weave(Frame(pixels, alpha), 2.0, Progress())[0]
    part = weaver.weave(Frame(pixels, alpha), 2.0, Progress(), window)[0]
    assert part.dtype == pixels.dtype
    assert np.array_equal(part, whole[window])


def test_clipping_is_counted():
    white = np.full((256, 256, 3), 255, np.uint8)
    clipped = _weaver(white).weave(Frame(white), 4.0, Progress())[1]
    grey = np.full((256, 256, 3), 128, np.uint8)
    assert 0.3 < clipped < 0.6
    assert _weaver(grey).weave(Frame(grey), 4.0, Progress())[1] == 0


def test_the_same_key_gives_the_same_and_another_key_something_else():
    pixels = photo(128, 128)
    keys = [Key(b"sheets", layout) for layout in (b"one", b"one", b"another")]
    first, again, other = (_woven(pixels, key=key) for key in keys)
    assert np.array_equal(first, again)
    residuals = [(woven.astype(float) - pixels).ravel() for woven in (first, other)]
    assert abs(np.corrcoef(*residuals)[0, 1]) < 0.5


def test_keys_come_from_secret_and_pixels_or_from_chance():
    one, other = Frame(photo(32, 32, seed=1)), Frame(photo(32, 32, seed=2))
    assert key_for(one, "s") == key_for(one, "s")
    assert len({key_for(one, "s"), key_for(one, "t"), key_for(other, "s"), key_for(one, ""), key_for(one, "")}) == 5
    assert key_for(one, "s").sheets == key_for(other, "s").sheets == sheets_key("s") != key_for(one, "t").sheets


@pytest.mark.parametrize("shape", [(1, 1), (3, 200), (200, 3)])
def test_tiny_pictures(shape: tuple[int, int]):
    pixels = np.full((*shape, 3), 100, np.uint8)
    assert _woven(pixels).shape == pixels.shape
