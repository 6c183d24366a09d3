"""How far a perturbation could go that sees the picture and the encoders."""

import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from pictures import photo
from shared import shared

torch = pytest.importorskip("torch", reason="torch is for training and measuring: pip install -e '.[benchmark]'")
pytest.importorskip("safetensors", reason="safetensors is for training and measuring: pip install -e '.[benchmark]'")
pytest.importorskip("matplotlib", reason="matplotlib is for measuring: pip install -e '.[benchmark]'")
_ROOT = Path(__file__).resolve().parents[2]
# In this order, as in benchmarks/ceiling.py: both folders have a visible_cost.
sys.path[:0] = [str(_ROOT / "training"), str(_ROOT / "benchmarks")]

from ascent import climbed, stepped  # noqa: E402
from bearings import bearing  # noqa: E402
from ceiling_readings import Ceiling, Laid, named, noise_name, stepped_name  # noqa: E402
from ceiling_report import draw, report  # noqa: E402
from noise import at_score, white  # noqa: E402
from per_picture import as_tensor  # noqa: E402
from readings import CLOAK, WHITE, Readings  # noqa: E402
from surrogates import displacement, encode, load_encoders  # noqa: E402


def _moved(net: torch.nn.Module, before: np.ndarray, planes: np.ndarray) -> float:
    after = at_score(before, planes / planes.std(), 70)
    return float(displacement(*(encode(net, as_tensor(each)) for each in (before, after))))


def test_ascent_climbs_at_equal_visibility():
    encoders = load_encoders(shared("surrogates"), ["taesd"])
    before = photo(96, 96)
    found = climbed(before, encoders, wanted=70, looks=(0, 12), seed=0)
    assert list(found) == [0, 12]
    bears = bearing(before)[:, :, None]
    first, last = (_moved(encoders["taesd"], before, shape * bears) for shape in found.values())
    assert last > 1.1 * first


def test_gradient_steps_climb_and_keep_the_rms():
    encoders = load_encoders(shared("surrogates"), ["taesd"])
    before = photo(96, 96)
    start = 4 * white(before.shape, np.random.default_rng(0)).astype(np.float32)
    found = stepped(before, start, encoders, (1, 3), seed=0)
    assert list(found) == [1, 3]
    assert [np.square(planes).mean() ** 0.5 for planes in found.values()] == pytest.approx([4, 4], rel=0.02)
    moved = [_moved(encoders["taesd"], before, planes) for planes in (start, *found.values())]
    assert moved[0] < moved[1] < moved[2]


def _ceiling() -> Ceiling:
    readings = Readings()
    d = {CLOAK: 1.7, WHITE: 1.0, stepped_name(1): 1.8, noise_name(0): 1.25, noise_name(1): 1.2}
    d |= {named(kind, look): 1 + look / 10 for kind in Laid for look in (0, 10)}
    d[named(Laid.TRANSPLANTED, 10)] = 1.5
    for picture in ("one", "two"):
        readings.put(picture, "untouched", {"a": d, "b": {name: 2 * value for name, value in d.items()}})
    return Ceiling(192, (0, 10), (1,), [70.0, 70.4], readings)


def test_the_report_says_what_hangs_on_the_picture():
    text = report(_ceiling())
    assert "it gains 2.00 on its own picture and 1.50 on another: 50% of" in text
    assert "look at its picture but was made for many, gains 1.70." in text
    assert "| 10 steps | 2.00 | 1.50 | 2.00 | 2.00 | 2.00 |" in text
    assert "| 0 steps | 1.70 | 1.36 |" in text
    assert "| 1 steps | 1.80 | 1.50 |" in text
    assert WHITE not in _ceiling().candidates


def test_the_plot_is_drawn_and_the_same_each_time(tmp_path):
    for name in ("one.svg", "two.svg"):
        draw(_ceiling(), tmp_path / name)
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()
    texts = [element.text for element in ET.parse(tmp_path / "one.svg").iter() if element.text]
    assert "the bank's cloak" in texts
