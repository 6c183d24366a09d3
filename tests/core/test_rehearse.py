from __future__ import annotations

from pathlib import Path
from threading import Event

import numpy as np
import pytest
from pictures import photo, photo16, ramp
from PIL import Image

from fixative import CloakChoice, KeyChoice, Preset, Recipe, protect
from fixative.codecs import decode
from fixative.errors import CancelledError
from fixative.formats import Format
from fixative.picture import Colour, Frame, Picture
from fixative.progress import Progress
from fixative.recipe import FitChoice
from fixative.rehearse import rehearse

SECRET = Recipe(cloak=CloakChoice(secret="a secret of mine"))
LIMIT = 10**8


def _saved(path: Path, pixels: np.ndarray) -> Path:
    Image.fromarray(pixels).save(path)
    return path


@pytest.mark.parametrize("preset", [Preset.SUBTLE, Preset.BALANCED, Preset.STRONG])
@pytest.mark.parametrize("secret", ["", "a secret of mine"])
def test_it_is_what_a_run_makes(tmp_path, preset: Preset, secret: str):
    recipe = Recipe(cloak=CloakChoice(preset=preset, secret=secret))
    source = _saved(tmp_path / "a.png", photo(300, 220))
    fitted = rehearse(decode(source, max_pixels=LIMIT), recipe).fitted(preset)
    outcome = protect(source, tmp_path / "b.png", recipe)
    made = decode(outcome.result, max_pixels=LIMIT).frames[0].pixels
    assert np.array_equal(fitted.woven(Progress())[0], made)
    assert fitted.visible_cost == outcome.figures.visible_cost
    assert fitted.amplitude == outcome.figures.amplitude
    window = (slice(40, 133), slice(100, 290))
    assert np.array_equal(fitted.woven(Progress(), window)[0], made[window])


def test_it_is_what_a_run_makes_for_a_platform(tmp_path):
    recipe = Recipe(cloak=SECRET.cloak, fit=FitChoice(platforms=("instagram", "pinterest")))
    source = _saved(tmp_path / "a.png", photo(2600, 1400))
    rehearsal = rehearse(decode(source, max_pixels=LIMIT), recipe)
    fitted = rehearsal.fitted(Preset.BALANCED)
    outcome = protect(source, tmp_path / "b.png", recipe.copies()[0])
    made = decode(outcome.result, max_pixels=LIMIT).frames[0].pixels
    assert made.shape[1] < 2600
    assert rehearsal.picture.frames[0].pixels.shape == made.shape
    assert np.array_equal(fitted.woven(Progress())[0], made)


def test_of_several_frames_the_first():
    pixels = photo16(160, 120)
    alpha = ramp(160, 120).astype(np.uint16) * 257
    picture = Picture((Frame(pixels, alpha), Frame(pixels[:60])), Colour.RGB, Format.TIFF)
    woven = rehearse(picture, SECRET).fitted(Preset.STRONG).woven(Progress())[0]
    assert woven.shape == pixels.shape
    assert woven.dtype == np.uint16
    assert not np.array_equal(woven, pixels)


def test_one_preparation_serves_every_preset():
    rehearsal = rehearse(Picture((Frame(photo(200, 160)),), Colour.RGB, Format.PNG), SECRET)
    costs = [rehearsal.fitted(preset).visible_cost for preset in (Preset.SUBTLE, Preset.BALANCED, Preset.STRONG)]
    assert costs == sorted(costs, reverse=True)
    assert rehearsal.fitted(Preset.OFF) is None


def test_what_is_cloaked_already_is_not_cloaked(tmp_path):
    source = _saved(tmp_path / "a.png", photo(300, 220))
    done = protect(source, tmp_path / "b.png", SECRET).result
    picture = decode(done, max_pixels=LIMIT)
    rehearsal = rehearse(picture, SECRET)
    assert rehearsal.fitted(Preset.STRONG) is None
    assert [code for code, _ in rehearsal.notes] == ["already-cloaked"]
    assert (
        rehearse(picture, Recipe(cloak=CloakChoice(secret=SECRET.cloak.secret, again=True))).fitted(Preset.STRONG)
        is not None
    )


def test_chance_draws_anew_each_time():
    picture = Picture((Frame(photo(200, 160)),), Colour.RGB, Format.PNG)
    once, again = (
        rehearse(picture, Recipe(cloak=CloakChoice(key=KeyChoice.RANDOM))).fitted(Preset.BALANCED).woven(Progress())[0]
        for _ in range(2)
    )
    assert not np.array_equal(once, again)


def test_it_stops_when_told():
    abort = Event()
    abort.set()
    with pytest.raises(CancelledError):
        rehearse(Picture((Frame(photo(200, 160)),), Colour.RGB, Format.PNG), SECRET, progress=Progress(abort=abort))
