"""The search of somebody who knows the bank."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from bearings import bearing
from noise import rounded
from tile_search import ALONE, AREAS, ORACLE, STOLEN, WAYS, estimate, known, named, searches, stolen

from fixative.cloak.bank import load_bank

_SIDE = 192


def _smooth() -> np.ndarray:
    y, x = np.mgrid[0:_SIDE, 0:_SIDE] / 60
    return rounded(np.stack([110 + 40 * np.sin(x + channel) * np.cos(y) for channel in range(3)], 2))


def _left(before: np.ndarray, after: np.ndarray, cleaned: np.ndarray) -> float:
    """Give what is left of the residual's energy."""
    left, whole = (np.square(each.astype(float) - before).sum() for each in (cleaned, after))
    return left / whole


def _laid(turns: int, phase: tuple[int, int], amount: float) -> np.ndarray:
    tile = np.rot90(load_bank().tiles[-1], turns)
    return amount * np.roll(np.tile(tile, (_SIDE // 64, _SIDE // 64, 1)), phase, (0, 1))


def test_a_plain_tile_is_found_and_taken_away():
    before = _smooth()
    after = rounded(before + _laid(3, (13, 50), 2) * bearing(before)[:, :, None])
    cleaned = searches(before, after, b"")
    assert list(cleaned) == [named(area, way) for area in AREAS for way in WAYS]
    for area in AREAS:
        for way in (ALONE, ORACLE):
            assert _left(before, after, cleaned[named(area, way)]) < 0.1, way


def test_a_sheet_is_found_by_who_has_the_secret_and_hardly_by_another():
    before = _smooth()
    pattern = np.tile(stolen(before, b"mine")[-1], (2, 2, 1))[:_SIDE, :_SIDE]
    after = rounded(before + 2 * pattern * bearing(before)[:, :, None])
    assert _left(before, after, searches(before, after, b"mine")[named(64, STOLEN)]) < 0.15
    assert _left(before, after, searches(before, after, b"other")[named(64, STOLEN)]) > 0.6
    assert _left(before, after, searches(before, after, b"mine")[named(64, ALONE)]) > 0.6


def test_blocks_are_found_wherever_they_lie():
    before = _smooth()
    pattern = _laid(0, (1, 2), 2)
    pattern[:, 83:] = _laid(2, (30, 7), 2)[:, 83:]
    after = rounded(before + pattern * bearing(before)[:, :, None])
    assert _left(before, after, searches(before, after, b"")[named(64, ALONE)]) < 0.2


def test_noise_loses_nothing():
    before = _smooth()
    after = rounded(before + np.random.default_rng(0).normal(0, 4, before.shape))
    for name, pixels in searches(before, after, b"").items():
        assert _left(before, after, pixels) == pytest.approx(1, abs=0.03), name


def test_nothing_is_found_where_nothing_is_left():
    after = _smooth()
    assert not estimate(np.zeros(after.shape, np.float32), after, known(), 64).any()


def test_what_is_known_of_the_program_is_every_entry_in_all_orientations():
    tiles = known()
    assert len(tiles) == 8 * len(load_bank().tiles)
    assert len({tile.tobytes() for tile in tiles}) == len(tiles)
    assert any(np.array_equal(tile, load_bank().tiles[0]) for tile in tiles)
