from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from pictures import coded, every_kind, exif_with, marked, photo, png_bomb
from PIL import Image
from shared import corpus_files

from fixative.codecs.thumbnail import thumbnail

FILES = corpus_files()


@pytest.mark.parametrize(("name", "data"), [pytest.param(*each, id=each[0]) for each in every_kind()])
def test_every_kind_has_one(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    small = thumbnail(path, side=48)
    assert (small.width, small.height) == (48, 32)
    with Image.open(BytesIO(small.data)) as shown, Image.open(BytesIO(data)) as whole:
        assert shown.format == "WEBP"
        if "16" not in name and "bilevel" not in name:
            expected = np.asarray(whole.convert("RGB").resize((48, 32)), float)
            assert np.abs(np.asarray(shown.convert("RGB"), float) - expected).mean() < 25
    assert path.read_bytes() == data


def test_it_stands_upright(tmp_path):
    (tmp_path / "a.jpg").write_bytes(coded(Image.fromarray(marked()), "JPEG", exif=b"Exif\0\0" + exif_with(6)))
    small = thumbnail(tmp_path / "a.jpg", side=48)
    assert (small.width, small.height) == (32, 48)
    with Image.open(BytesIO(small.data)) as shown:
        red, green, _blue = shown.convert("RGB").getpixel((30, 2))  # what was the top left
        assert red > 180
        assert green < 90


def test_a_small_picture_stays_as_small(tmp_path):
    (tmp_path / "a.png").write_bytes(coded(Image.fromarray(photo(9, 5)), "PNG"))
    small = thumbnail(tmp_path / "a.png", side=48)
    assert (small.width, small.height) == (9, 5)


def test_what_is_broken_vast_or_no_picture_has_none(tmp_path):
    whole = coded(Image.fromarray(photo()), "PNG")
    for number, data in enumerate((b"", b"text", whole[:60], png_bomb(), b"\xff\x0a junk")):
        path = tmp_path / f"{number}.png"
        path.write_bytes(data)
        assert thumbnail(path, side=48) is None
    assert thumbnail(tmp_path / "none.png", side=48) is None


@pytest.mark.skipif(not FILES, reason="needs the corpora in the shared folder (FIXATIVE_SHARED names it)")
def test_the_corpora_have_thumbnails_or_none():
    made = [thumbnail(path, side=32) for path in FILES]
    assert len([small for small in made if small]) > 250
    assert all(1 <= max(small.width, small.height) <= 32 for small in made if small)
