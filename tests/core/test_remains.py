"""How much of a cloak is left in a copy, against what the register names."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from drawn import draw
from PIL import Image, ImageFilter

from fixative import Preset, Recipe, inspect, protect_many
from fixative.inspect.origin import changes_of, with_origins
from fixative.inspect.report import Report
from fixative.recipe import CloakChoice, Destination
from fixative.register import home, opened
from fixative.remains import with_remains


@pytest.fixture
def result(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    source = draw(tmp_path / "in" / "a.png", width=640, height=480)
    recipe = Recipe(cloak=CloakChoice(preset=Preset.STRONG, secret="s"), destination=Destination(folder="out"))
    for outcome in protect_many([source], recipe):
        assert outcome.ok
    return source.parent / "out" / "a.png"


def copied(result: Path, name: str, *, size: tuple[int, int] = (640, 480), crop: int = 0, **options: int) -> Path:
    target = result.parent.parent / name
    with Image.open(result) as image:
        image.convert("RGB").crop((crop, crop, 640, 480)).resize(size).save(target, **options)
    return target


def looked_at(path: Path) -> Report:
    with opened(home()) as register:
        return with_remains(with_origins(inspect(path), path, register), path)


def left(path: Path) -> float:
    (origin,) = looked_at(path).origins
    assert origin.remains is not None
    return origin.remains.share


def test_the_same_pixels_have_all_of_it_and_worn_ones_less(result):
    assert left(copied(result, "same.png", compress_level=1)) == pytest.approx(1.0, abs=1e-3)
    fine, small = (
        left(copied(result, "fine.jpg", quality=92)),
        left(copied(result, "s.jpg", size=(200, 150), quality=75)),
    )
    assert 0.6 < fine < 1.1
    assert small < fine


def test_coding_takes_a_little_at_a_time(result):
    shares = [left(copied(result, f"{quality}.jpg", quality=quality)) for quality in (95, 75, 50)]
    assert 1.01 > shares[0] > shares[1] > shares[2] > 0.5


def test_what_has_no_cloak_has_none_left(result):
    with Image.open(result.parent.parent / "a.png") as image:
        bare = image.convert("RGB")
    bare.save(result.parent.parent / "bare.jpg", quality=85)
    assert left(result.parent.parent / "bare.jpg") < 0.1
    noise = np.random.default_rng(1).normal(0, 3, (480, 640, 3))
    noisy = np.clip(np.asarray(bare) + noise, 0, 255).astype(np.uint8)
    Image.fromarray(noisy).save(result.parent.parent / "noisy.png")
    assert left(result.parent.parent / "noisy.png") < 0.1


def test_what_was_washed_out_is_gone(result):
    with Image.open(result) as image:
        image.convert("RGB").filter(ImageFilter.GaussianBlur(2)).save(result.parent.parent / "washed.png")
    assert left(result.parent.parent / "washed.png") < 0.25


def test_it_is_said_in_words(result):
    report = looked_at(copied(result, "fine.jpg", quality=90))
    (origin,) = report.origins
    said = dict(changes_of(origin, report))
    assert said["cloak left"].startswith(f"about {origin.remains.share:.0%} (the lens measures ")


def test_what_has_nothing_to_be_held_against_is_not_measured(result):
    cropped = copied(result, "cropped.jpg", crop=40, size=(600, 440), quality=90)
    assert [origin.remains for origin in looked_at(cropped).origins] == [None]
    assert [origin.remains for origin in looked_at(result).origins] == [None]
    copy = copied(result, "copy.jpg", quality=90)
    result.write_bytes(b"another file")
    assert [origin.remains for origin in looked_at(copy).origins] == [None]
    result.unlink()
    assert [origin.remains for origin in looked_at(copy).origins] == [None]
