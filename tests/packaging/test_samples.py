import importlib
from importlib.resources import as_file
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from fixative_assets import resource

DRAWING = Path(__file__).parents[2] / "packaging"
PICTURES = {
    "lake.jpg": ("JPEG", "RGB", (1536, 1024), 131),
    "pears.jpg": ("JPEG", "RGB", (1440, 1152), 79),
    "shell.png": ("PNG", "L", (1200, 1400), 223),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_sample_is_whole_and_small(name):
    kind, mode, size, mean = PICTURES[name]
    with as_file(resource("samples", name)) as path:
        assert path.stat().st_size < 600_000
        with Image.open(path) as image:
            assert (image.format, image.mode, image.size) == (kind, mode, size)
            assert np.asarray(image).mean() == pytest.approx(mean, abs=4)


def test_there_is_no_other_sample():
    assert {path.name for path in resource("samples").iterdir()} == set(PICTURES)


def test_the_photo_has_what_a_camera_writes():
    with as_file(resource("samples", "lake.jpg")) as path, Image.open(path) as image:
        assert image.info["icc_profile"]
        exif = image.getexif()
        assert exif[0x010F] == "Fixative"
        assert {0x829A, 0x829D, 0x8827, 0x9003} <= set(exif.get_ifd(0x8769))


def test_a_sample_is_drawn_again_as_it_is(monkeypatch):
    monkeypatch.syspath_prepend(str(DRAWING))
    shell = importlib.import_module("drawing.shell")
    with as_file(resource("samples", "shell.png")) as path, Image.open(path) as kept:
        drawn = Image.fromarray(shell.draw_shell(2))
        assert drawn.size == kept.size
        # Other versions of the libraries may round otherwise; nobody sees it.
        small = [np.asarray(image.resize((96, 112)), np.float32) for image in (kept, drawn)]
        assert np.abs(small[0] - small[1]).mean() < 2
