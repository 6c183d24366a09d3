"""What a picture will take, told from its head."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from drawn import draw
from pictures import LIMIT, every_kind, photo, png_bomb
from PIL import Image

from fixative.codecs import decode, demand
from fixative.errors import DecodeFailedError, NotAPictureError, TooLargeError, UnsupportedFormatError
from fixative.formats import Format

# By a process of its own, as fresh as a worker is.
_PEAK = """
import sys
from pathlib import Path
import fixative.protect, fixative.cloak
from fixative import CloakChoice, Recipe, protect
def read(name):
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) * 1024
before = read("VmRSS:")
outcome = protect(Path(sys.argv[1]), Path(sys.argv[2]), Recipe(cloak=CloakChoice(secret="test")))
assert outcome.ok, outcome
print(read("VmHWM:") - before)
"""


@pytest.mark.parametrize(("name", "data"), list(every_kind()), ids=[name for name, _ in every_kind()])
def test_pixels_are_those_that_are_decoded(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    picture = decode(path, max_pixels=LIMIT)
    found = demand(path, target=None, max_pixels=LIMIT)
    decoded = sum(frame.pixels.shape[0] * frame.pixels.shape[1] for frame in picture.frames)
    samples = sum(frame.pixels.nbytes for frame in picture.frames)
    # Pages of several sizes are each taken for the largest.
    assert decoded <= found.pixels <= 2 * decoded
    assert found.memory > 4 * samples


@pytest.mark.parametrize("kind", ["jxl", "heic"])
def test_what_is_only_tagged_takes_little(tmp_path, kind):
    path = draw(tmp_path / f"a.{kind}", width=640, height=480)
    found = demand(path, target=None, max_pixels=LIMIT)
    assert found.pixels == 640 * 480
    assert found.memory < 80 * 2**20


def test_the_target_counts_too(tmp_path):
    path = draw(tmp_path / "a.jpg", width=640, height=480)
    plain, greedy = (demand(path, target=kind, max_pixels=LIMIT).memory for kind in (None, Format.AVIF))
    assert greedy > plain


def test_what_is_no_picture(tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(png_bomb())
    with pytest.raises(TooLargeError):
        demand(path, target=None, max_pixels=LIMIT)
    path.write_bytes(b"words")
    with pytest.raises(NotAPictureError):
        demand(path, target=None, max_pixels=LIMIT)
    path.write_bytes(png_bomb()[:20])
    with pytest.raises(DecodeFailedError):
        demand(path, target=None, max_pixels=LIMIT)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux")
@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.tif", "a.webp"])
def test_no_more_is_taken_than_was_asked_for(tmp_path, name):
    path = tmp_path / name
    Image.fromarray(photo(2400, 1600)).save(path)
    peak = subprocess.run(
        [sys.executable, "-c", _PEAK, path, tmp_path / f"result-{name}"], capture_output=True, text=True, check=True
    )
    wanted = demand(path, target=None, max_pixels=LIMIT).memory
    assert 0.3 * wanted < int(peak.stdout) < wanted


def test_samples_of_different_depths_are_an_error_like_any_other(tmp_path):
    path = draw(tmp_path / "a.tif")
    whole = path.read_bytes()
    assert whole.count(b"\x08\x00\x08\x00\x08\x00") == 1
    path.write_bytes(whole.replace(b"\x08\x00\x08\x00\x08\x00", b"\x05\x00\x06\x00\x05\x00"))
    with pytest.raises(DecodeFailedError):
        demand(path, target=None, max_pixels=LIMIT)
    with pytest.raises(UnsupportedFormatError):
        decode(path, max_pixels=LIMIT)
