import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import photo

from fixative.cloak.bank import Bank, load_bank
from fixative.cloak.key import Key
from fixative.cloak.plane import BLOCK, FADE, SIDE, Plane, laid_out
from fixative.cloak.selection import texture_classes
from fixative.cloak.sheets import VARIANTS, companion, sheet
from fixative.cloak.visibility import CELL, Survey, survey
from fixative.picture import Colour

KEY = Key(b"sheets", b"layout")


def _plane(width: int, height: int, key: Key = KEY, bank: Bank | None = None) -> Plane:
    surveyed = survey(photo(width, height, 1))
    return laid_out(bank or load_bank(), surveyed, shape=(height, width), key=key, colour=Colour.RGB)


def _whole(plane: Plane, width: int, height: int) -> np.ndarray:
    return plane.window(slice(0, height), slice(0, width))


@settings(deadline=None, max_examples=40)
@given(data=st.data(), width=st.integers(1, 500), height=st.integers(1, 400))
def test_a_window_is_a_part_of_the_whole(data: st.DataObject, width: int, height: int):
    plane = _plane(width, height)
    top, left = data.draw(st.integers(0, height - 1)), data.draw(st.integers(0, width - 1))
    bottom, right = data.draw(st.integers(top + 1, height)), data.draw(st.integers(left + 1, width))
    window = plane.window(slice(top, bottom), slice(left, right))
    assert np.array_equal(window, _whole(plane, width, height)[top:bottom, left:right])


def test_each_block_shows_a_sheet_as_it_was_drawn():
    plane = _plane(700, 500)
    whole = _whole(plane, 700, 500)
    shown = plane.sheets[plane.shown[2][3]]
    top, left = plane.top + 2 * BLOCK, plane.left + 3 * BLOCK
    rows, columns = np.arange(FADE, BLOCK), np.arange(FADE, BLOCK)
    expected = shown[np.ix_(rows + plane.down[2][3], columns + plane.across[2][3])]
    rows, columns = rows + top, columns + left
    assert np.array_equal(whole[np.ix_(rows, columns)], expected)


def test_energy_is_the_same_in_fades_as_in_blocks():
    flat = Bank(np.random.default_rng(0).normal(0, 4, (1, 64, 64, 3)).astype(np.float32), np.zeros(0, np.float32))
    plane = _plane(1000, 900, bank=flat)
    whole = _whole(plane, 1000, 900)
    rows = (np.arange(900) - plane.top) % BLOCK < FADE
    columns = (np.arange(1000) - plane.left) % BLOCK < FADE
    fades, blocks = whole[rows][:, columns].std(), whole[~rows][:, ~columns].std()
    assert fades == pytest.approx(blocks, rel=0.05)


def test_folding_at_the_period_of_a_tile_finds_next_to_nothing():
    plane = _plane(1024, 1024)
    whole = _whole(plane, 1024, 1024)
    for period in (8, 16, 32, 64, BLOCK):
        folded = whole.reshape(1024 // period, period, 1024 // period, period, 3).mean((0, 2))
        assert folded.std() < 0.25 * whole.std(), period


def test_the_same_key_lays_out_alike_and_others_otherwise():
    keys = [KEY, KEY, Key(b"sheets", b"another"), Key(b"others", b"layout")]
    first, again, moved, warped = (_whole(_plane(300, 300, key), 300, 300) for key in keys)
    assert np.array_equal(first, again)
    for other in (moved, warped):
        assert abs(np.corrcoef(first.ravel(), other.ravel())[0, 1]) < 0.2


def test_bands_are_the_picture_cut_where_blocks_begin():
    plane = _plane(200, 700)
    bands = list(plane.bands(slice(0, 700)))
    assert [row for band in bands for row in range(band.start, band.stop)] == list(range(700))
    assert all((band.start - plane.top) % BLOCK == 0 for band in bands[1:])


def test_quantised_is_the_plane_in_whole_numbers():
    plane = _plane(300, 200)
    whole, quantised = _whole(plane, 300, 200), _whole(plane.quantised(8, 30000), 300, 200)
    assert quantised.dtype == np.int16
    # Rounded as sheets, after they fade across, and after they fade down; a fade adds up to the root of 2.
    once = 0.5 * np.sqrt(2) + 0.5
    assert np.abs(quantised - whole * 8).max() <= once * np.sqrt(2) + 0.51
    assert np.abs(_whole(plane.quantised(8, 10), 300, 200)).max() == 10


def test_only_large_pictures_have_a_companion_and_the_larger_the_coarser():
    assert companion(1024, 700) == ()
    assert [factor for factor, _ in companion(2000, 1500)] == [2]
    assert [factor for factor, _ in companion(3000, 4096)] == [2, 4]
    assert companion(2048, 100) == ((2, pytest.approx(0.5)),)
    assert companion(9000, 9000) == companion(4096, 4096)


def test_the_companion_survives_being_scaled_down():
    def left(width: int) -> float:
        whole = _whole(_plane(width, 512), width, 512)[:, :1024]
        quarter = whole.reshape(128, 4, 256, 4, 3).mean((1, 3))
        return float(quarter.std() / whole.std())

    assert left(4096) > 1.7 * left(1024)


def _sheet(entry: int = 0, variant: int = 0, key: bytes = b"a", long: int = 512, side: int = SIDE) -> np.ndarray:
    enlarged = companion(long, long)
    return sheet(load_bank(), entry, variant, key=key, side=side, enlarged=enlarged, colour=Colour.RGB)


@pytest.mark.parametrize(("long", "period"), [(512, 128), (2048, 256), (4096, 256)])
def test_a_sheet_has_no_seam_where_it_begins_anew(long: int, period: int):
    shown = _sheet(long=long, side=period + 8)
    assert np.array_equal(shown[period:], shown[:8])
    steps = np.abs(np.diff(shown, axis=0)).mean((1, 2))
    assert steps[period - 1] < 1.2 * steps[: period - 1].max()


def test_a_sheet_keeps_the_energy_of_its_tile_but_is_hardly_found_by_it():
    for entry, tile in enumerate(load_bank().tiles):
        plain = np.tile(tile, (2, 2, 1))
        for variant in range(VARIANTS):
            shown = _sheet(entry, variant, side=128)
            assert shown.std() == pytest.approx(plain.std(), rel=0.15)
            fits = []
            for turns in range(8):
                turned = np.rot90(plain if turns < 4 else plain[:, ::-1], turns % 4)
                product = np.fft.rfft2(shown, axes=(0, 1)) * np.fft.rfft2(turned, axes=(0, 1)).conj()
                fits.append(np.fft.irfft2(product.sum(2)).max() / np.sqrt((shown**2).sum() * (turned**2).sum()))
            assert 0.05 < max(fits) < 0.4


def test_sheets_differ_by_entry_variant_and_key():
    sheets = [_sheet(), _sheet(entry=1), _sheet(variant=1), _sheet(key=b"b")]
    for index, one in enumerate(sheets):
        for other in sheets[index + 1 :]:
            assert abs(np.corrcoef(one.ravel(), other.ravel())[0, 1]) < 0.3


def test_classes_are_those_of_the_blocks():
    activity = np.zeros((64, 96), np.uint8)
    activity[:, 40:] = 100
    surveyed = Survey(activity, np.zeros_like(activity))
    found = texture_classes(surveyed, np.array([10, 50], np.float32), block=32, first=(8, 24))
    assert found.shape == (3, 4)
    # Of the second column, 8 cells from the left, all 32 are cells 8 to 40.
    assert found.tolist() == [[0, 0, 2, 2]] * 3
    assert BLOCK % CELL == 0
