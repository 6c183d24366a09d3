"""The parts of the benchmarks that need no torch."""

import json
import subprocess
import sys
from argparse import ArgumentTypeError
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pictures import photo

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from averaging import averages, cleaned, folded
from colour_difference import ciede2000, lab
from leaving_out import left_out_folders, with_assets
from machine import publish
from noise import at_score, correlated, matched, rounded, white
from processes import PROCESSES, cropped
from purification import adverse_cleaner, guided
from readings import CLOAK, MATCHED, WHITE, Readings
from similarity import score
from squares import Square, side_of_squares

from fixative_assets import resource

_SIZES = Path(__file__).resolve().parents[2] / "benchmarks" / "sizes.py"

# Sharma, Wu and Dalal 2005, table 1: L, a, b of both, and their difference.
_PUBLISHED = np.array(
    [
        [50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425],
        [50, 3.1571, -77.2803, 50, 0, -82.7485, 2.8615],
        [50, 2.8361, -74.0200, 50, 0, -82.7485, 3.4412],
        [50, -1.3802, -84.2814, 50, 0, -82.7485, 1.0000],
        [50, -1.1848, -84.8006, 50, 0, -82.7485, 1.0000],
        [50, -0.9009, -85.5211, 50, 0, -82.7485, 1.0000],
        [50, 0, 0, 50, -1, 2, 2.3669],
        [50, -1, 2, 50, 0, 0, 2.3669],
        [50, 2.4900, -0.0010, 50, -2.4900, 0.0009, 7.1792],
        [50, 2.4900, -0.0010, 50, -2.4900, 0.0010, 7.1792],
        [50, 2.4900, -0.0010, 50, -2.4900, 0.0011, 7.2195],
        [50, 2.4900, -0.0010, 50, -2.4900, 0.0012, 7.2195],
        [50, -0.0010, 2.4900, 50, 0.0009, -2.4900, 4.8045],
        [50, -0.0010, 2.4900, 50, 0.0010, -2.4900, 4.8045],
        [50, -0.0010, 2.4900, 50, 0.0011, -2.4900, 4.7461],
        [50, 2.5, 0, 50, 0, -2.5, 4.3065],
        [50, 2.5, 0, 73, 25, -18, 27.1492],
        [50, 2.5, 0, 61, -5, 29, 22.8977],
        [50, 2.5, 0, 56, -27, -3, 31.9030],
        [50, 2.5, 0, 58, 24, 15, 19.4535],
        [50, 2.5, 0, 50, 3.1736, 0.5854, 1.0000],
        [50, 2.5, 0, 50, 3.2972, 0, 1.0000],
        [50, 2.5, 0, 50, 1.8634, 0.5757, 1.0000],
        [50, 2.5, 0, 50, 3.2592, 0.3350, 1.0000],
        [60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644],
        [63.0109, -31.0961, -5.8663, 62.8187, -29.7946, -4.0864, 1.2630],
        [61.2901, 3.7196, -5.3901, 61.4292, 2.2480, -4.9620, 1.8731],
        [35.0831, -44.1164, 3.7933, 35.0232, -40.0716, 1.5901, 1.8645],
        [22.7233, 20.0904, -46.6940, 23.0331, 14.9730, -42.5619, 2.0373],
        [36.4612, 47.8580, 18.3852, 36.2715, 50.5065, 21.2231, 1.4146],
        [90.8027, -2.0831, 1.4410, 91.1528, -1.6435, 0.0447, 1.4441],
        [90.9257, -0.5406, -0.9208, 88.6381, -0.8985, -0.7239, 1.5381],
        [6.7747, -0.2908, -2.4247, 5.8714, -0.0985, -2.2286, 0.6377],
        [2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082],
    ]
)


def test_ciede2000_is_as_published():
    assert ciede2000(_PUBLISHED[:, :3], _PUBLISHED[:, 3:6]) == pytest.approx(_PUBLISHED[:, 6], abs=1e-4)


def test_lab_of_white_grey_and_the_primaries():
    colours = np.array([[255, 255, 255], [0, 0, 0], [119, 119, 119], [255, 0, 0]], np.uint8)
    # Lindbloom's calculator, sRGB, D65
    wanted = [[100, 0, 0], [0, 0, 0], [50.034, 0, 0], [53.241, 80.093, 67.203]]
    assert lab(colours) == pytest.approx(np.array(wanted), abs=0.02)


@pytest.mark.parametrize(("make", "keeps_colours"), [(matched, False), (correlated, True)])
def test_noise_has_the_spectrum_of_what_it_is_matched_to(make: Callable[..., np.ndarray], keeps_colours: bool):  # noqa: FBT001 - pytest gives it by name
    chance = np.random.default_rng(0)
    shared = np.kron(chance.normal(0, 4, (32, 32, 1)), np.ones((2, 2, 1)))
    residual = shared * [1, 0.5, -0.5] + chance.normal(0, 1, (64, 64, 3))
    residual -= residual.mean((0, 1))
    noise = make(residual, chance) * residual.std()
    assert abs(np.corrcoef(noise.ravel(), residual.ravel())[0, 1]) < 0.1
    theirs, ours = (np.fft.fft2(each, axes=(0, 1)) for each in (residual, noise))
    assert np.abs(ours) == pytest.approx(np.abs(theirs), abs=1e-6 * np.abs(theirs).max())
    crossed = [each[..., :, None] * each[..., None, :].conj() for each in (theirs, ours)]
    assert np.allclose(*crossed, atol=1e-6 * np.abs(crossed[0]).max()) is keeps_colours
    # Over all frequencies: what the channels share in the mean.
    red_green = [each[..., 0, 1].sum().real for each in crossed]
    assert red_green[1] == pytest.approx(red_green[0] if keeps_colours else 0, abs=0.1 * red_green[0])


@pytest.mark.parametrize("wanted", [55, 80])
def test_noise_meets_the_score(wanted: float):
    before = photo(128, 128)
    after = at_score(before, white(before.shape, np.random.default_rng(0)), wanted)
    assert score(before, after) == pytest.approx(wanted, abs=0.3)


def test_guided_filter_fits_each_window():
    chance = np.random.default_rng(0)
    guide, source = chance.uniform(0, 255, (9, 10, 3)), chance.uniform(0, 255, (9, 10, 2))
    ours = guided(guide.astype(np.float32), source.astype(np.float32), radius=1, epsilon=30.0)

    def window(planes: np.ndarray, y: int, x: int) -> np.ndarray:
        return planes[y - 1 : y + 2, x - 1 : x + 2].reshape(9, -1)

    def fit(y: int, x: int) -> np.ndarray:
        """Give the filter's value at (4, 5) of the window's fit."""
        x9, y9 = window(guide, y, x), window(source, y, x)
        spread = np.cov(x9.T, bias=True) + 30.0 * np.eye(3)
        slopes = np.linalg.inv(spread) @ ((x9 - x9.mean(0)).T @ (y9 - y9.mean(0)) / 9)
        return (guide[4, 5] - x9.mean(0)) @ slopes + y9.mean(0)

    expected = np.mean([fit(y, x) for y in (3, 4, 5) for x in (4, 5, 6)], 0)
    assert ours[4, 5] == pytest.approx(expected, abs=0.01)


def test_cleaning_takes_grain_and_leaves_edges():
    before = np.zeros((48, 48, 3), np.uint8) + 60
    before[:, 24:] = 200
    noisy = rounded(before + np.random.default_rng(0).normal(0, 3, before.shape))
    error = adverse_cleaner(noisy).astype(float) - before
    assert error.std() < 1.5
    assert np.abs(error[:, 22:26]).mean() < 4


def test_processes_keep_what_encoders_can_take():
    square = photo(192, 192)
    for process in PROCESSES:
        made = process.apply(square, 2000)
        assert made.dtype == np.uint8
        assert made.shape[0] % 32 == made.shape[1] % 32 == 0
        assert min(made.shape[:2]) >= 64
    top, left = (192 - length for length in cropped(square).shape[:2])
    assert top % 2
    assert left % 2
    assert top % 8 != left % 8


def test_a_pattern_that_all_share_is_averaged_away():
    chance = np.random.default_rng(0)
    pattern = np.tile(chance.integers(-6, 7, (64, 64, 3)), (2, 2, 1))
    befores = [photo(128, 128, seed=seed).clip(10, 245) for seed in range(3)]
    pairs = [(before, rounded(before.astype(float) + pattern)) for before in befores]
    without = cleaned(*pairs[0], averages(pairs))
    for name in ("mean of 3", "period 64, of 3", "period 64, of its own"):
        assert np.array_equal(without[name], befores[0]), name
    assert not np.array_equal(without["period 16, of 3"], befores[0])
    guess = without["period 64, of a guess"].astype(float) - befores[0]
    assert guess.std() < pattern.std()


def test_noise_is_not_averaged_away():
    chance = np.random.default_rng(0)
    befores = [photo(128, 128, seed=seed).clip(30, 225) for seed in range(8)]
    pairs = [(before, rounded(before + chance.normal(0, 5, before.shape))) for before in befores]
    left = cleaned(*pairs[0], averages(pairs))["mean of 8"].astype(float) - befores[0]
    assert left.std() == pytest.approx(5 * (7 / 8) ** 0.5, rel=0.05)


def test_folding_fills_what_is_not_a_whole_period():
    assert folded(np.arange(27, dtype=np.float32).reshape(3, 3, 3), 2).shape == (3, 3, 3)


def test_gains_are_over_the_better_noise_on_the_pictures_that_both_have():
    readings = Readings()
    readings.put("one", "untouched", {"a": {CLOAK: 3, WHITE: 1, MATCHED: 2}, "b": {CLOAK: 2, WHITE: 2, MATCHED: 1}})
    readings.put("two", "untouched", {"a": {CLOAK: 3, WHITE: 2, MATCHED: 2}, "b": {CLOAK: 4, WHITE: 2, MATCHED: 1}})
    readings.put("two", "untouched", {"a": {"PGD": 6}, "b": {"PGD": 1}})
    readings.put("one", "later", {"a": {CLOAK: 1}, "b": {CLOAK: 0}})
    assert readings.gains("untouched") == [1.5, 1.5]
    assert readings.gains("untouched", (WHITE,)) == [2, 1.5]
    assert readings.picture_gains("untouched") == [1.25, 1.75]
    assert readings.ratio("untouched", CLOAK, "PGD") == 1
    assert readings.survival("later") == pytest.approx(1 / 5)


def test_left_out_assets_stand_in_for_those_of_the_program(tmp_path):
    folder = tmp_path / "without-taesd"
    folder.mkdir()
    (folder / "bank.npz").touch()
    assert left_out_folders(tmp_path, ["taesd", "taef1"]) == {"taesd": folder}
    found = with_assets(folder, resource, ["bank.npz", "samples"])
    assert found[0] == folder / "bank.npz"
    assert found[1].joinpath("lake.jpg").is_file()


def test_assets_that_nothing_asks_for_are_an_error(tmp_path):
    (tmp_path / "other.npz").touch()
    with pytest.raises(SystemExit, match="asked for none"):
        with_assets(tmp_path, resource, ["samples"])
    with pytest.raises(SystemExit, match="without-ENCODER"):
        left_out_folders(tmp_path, ["taesd"])


def test_a_square_is_scaled_as_its_picture_is():
    square = Square("one", photo(256, 256), 1472)
    by_name = {process.name: process for process in PROCESSES}
    assert by_name["736 wide, JPEG 80"].apply(square.pixels, square.width).shape[0] == 128
    assert by_name["736 wide, JPEG 80"].apply(square.pixels, 700).shape[0] == 256


def test_squares_are_so_large_that_they_can_be_scored():
    assert side_of_squares("288") == 288
    for wrong in ("192", "300"):
        with pytest.raises(ArgumentTypeError):
            side_of_squares(wrong)


def test_size_is_measured_in_a_process_of_its_own(tmp_path):
    # So large that it cannot be done within the memory that warming up has left.
    np.save(tmp_path / "pixels.npy", photo(2400, 1600))
    command = [sys.executable, str(_SIZES), str(tmp_path / "pixels.npy"), "1", "2"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found = json.loads(done.stdout)
    assert (found["pixels"], found["threads"]) == (3_840_000, 1)
    assert found["seconds"] > 0
    assert found["peak"] is None or found["peak"] >= 2400 * 1600 * 3


def test_results_are_published_with_machine_date_and_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    publish(tmp_path / "new", "found", {"gain": 1.5}, "# Found\n", conditions="; load 0.1")
    text = (tmp_path / "new" / "found.md").read_text("utf-8")
    data = json.loads((tmp_path / "new" / "found.json").read_text("utf-8"))
    assert data["gain"] == 1.5
    assert text.startswith("# Found\n\n")
    assert f"{data['machine']['date']}; load 0.1:" in text
    assert data["machine"]["command"].startswith("python benchmarks/")
    assert str(tmp_path) not in text
    assert capsys.readouterr().out == text + "\n"
