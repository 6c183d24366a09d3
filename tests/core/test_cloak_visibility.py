import numpy as np

from fixative.cloak.selection import business
from fixative.cloak.visibility import CELL, bearing_map, survey


def _half_and_half() -> np.ndarray:
    luma = np.full((128, 256), 120, np.uint8)
    luma[:, 128:] = np.random.default_rng(0).integers(70, 170, (128, 128))
    return luma


def _bearing(luma: np.ndarray) -> np.ndarray:
    return bearing_map(survey(luma))


def test_texture_bears_more_than_flat_colour():
    bearing = _bearing(_half_and_half())
    assert bearing.shape == (128 // CELL, 256 // CELL)
    assert bearing[:, 40:].mean() > 2 * bearing[:, :24].mean()


def test_the_flat_side_of_an_edge_is_spared_like_flat_colour():
    luma = np.full((128, 128), 90, np.uint8)
    luma[:, 64:] = 170
    bearing = _bearing(luma)
    flat = int(_bearing(np.full((128, 128), 90, np.uint8))[0, 0])
    # Three cells from the edge nothing of its masking is left.
    assert bearing[:, : 64 // CELL - 3].max() <= flat


def test_white_and_black_bear_less_than_grey():
    grey, white, black = (int(_bearing(np.full((64, 64), tone_of, np.uint8))[8, 8]) for tone_of in (128, 255, 0))
    assert white == black < grey / 2


def test_sides_that_are_no_multiple_of_a_cell():
    assert _bearing(np.zeros((5, 3), np.uint8)).shape == (2, 1)


def test_business_rises_with_texture():
    assert business(survey(np.full((64, 64), 100, np.uint8))) < business(survey(_half_and_half()[:, 128:]))
