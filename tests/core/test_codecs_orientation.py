"""Orientation is applied once, and then it is gone, wherever it was written."""

from io import BytesIO

import numpy as np
import pytest
from pictures import LIMIT, coded, exif_with, marked, photo16, xmp_with
from PIL import Image, ImageOps
from shared import files_below, shared
from splicing import splice

from fixative import codecs
from fixative.codecs.orientation import orientation_of, turned, with_upright_blocks
from fixative.containers import Blocks
from fixative.formats import Format

EVERY = range(1, 9)


def decoded(path, data):
    path.write_bytes(data)
    return codecs.decode(path, max_pixels=LIMIT)


def as_pillow_shows(samples, orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    with Image.open(BytesIO(coded(Image.fromarray(samples), "PNG", exif=exif))) as image:
        return np.asarray(ImageOps.exif_transpose(image))


@pytest.mark.parametrize("orientation", EVERY)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_every_orientation_in_every_format(tmp_path, kind, orientation):
    options = {"JPEG": {"quality": 98, "subsampling": 0}, "WEBP": {"lossless": True}, "AVIF": {"quality": 95}}
    exif = (b"Exif\0\0" if kind == "JPEG" else b"") + exif_with(orientation)
    source = decoded(tmp_path / "s", coded(Image.fromarray(marked()), kind, exif=exif, **options.get(kind, {})))
    expected = as_pillow_shows(marked(), orientation)
    assert source.frames[0].pixels.shape == expected.shape
    assert np.abs(source.frames[0].pixels.astype(int) - expected).mean() < 4
    assert orientation_of(source.carried.blocks.exif) == 1
    # Written and read again, nothing turns a second time.
    data = splice(codecs.encode(source, format=Format[kind]).data, source.carried.blocks)
    again = decoded(tmp_path / "r", data)
    assert again.frames[0].pixels.shape == expected.shape
    assert np.abs(again.frames[0].pixels.astype(int) - expected).mean() < 6
    with Image.open(BytesIO(data)) as image:
        assert image.getexif().get(0x0112, 1) == 1


@pytest.mark.parametrize("orientation", EVERY)
@pytest.mark.parametrize("channels", [1, 3, 4])
def test_sixteen_bits_turn_alike(orientation, channels):
    samples = photo16(9, 5, channels)
    expected = np.stack(
        [turned((samples[..., channel] >> 8).astype(np.uint8), orientation) for channel in range(channels)], axis=-1
    )
    upright = turned(samples, orientation)
    assert upright.dtype == np.uint16
    np.testing.assert_array_equal(upright >> 8, expected)


@pytest.mark.parametrize("orientation", EVERY)
def test_turning_is_what_pillow_does(orientation):
    np.testing.assert_array_equal(turned(marked(), orientation), as_pillow_shows(marked(), orientation))


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("orientation", EVERY)
def test_only_the_orientation_changes_in_exif(order, orientation):
    exif = exif_with(orientation, order=order)
    assert orientation_of(exif) == orientation
    upright = with_upright_blocks(Blocks(exif=exif)).exif
    assert upright == exif_with(1, order=order)


def test_only_the_orientation_changes_in_xmp():
    assert with_upright_blocks(Blocks(xmp=xmp_with(6))).xmp == xmp_with(1)
    element = b"<tiff:Orientation>8</tiff:Orientation><exif:Other>8</exif:Other>"
    assert with_upright_blocks(Blocks(xmp=element)).xmp == element.replace(b"8", b"1", 1)


@pytest.mark.parametrize("exif", [b"", b"II*\0", b"II*\0\xff\xff\xff\xff", b"MM\0*\0\0\0\x08\xff\xff", bytes(30)])
def test_broken_exif_has_no_orientation_and_stays(exif):
    assert orientation_of(exif) == 1
    assert with_upright_blocks(Blocks(exif=exif)).exif == exif


def test_resolution_turns_along(tmp_path):
    data = coded(Image.fromarray(marked()), "PNG", dpi=(300, 100), exif=exif_with(6))
    assert decoded(tmp_path / "s.png", data).carried.dpi == pytest.approx((100, 300), abs=0.1)


def test_samples_of_the_field_come_out_upright():
    samples = [path for path in files_below(shared("corpora")) if "orientation" in path.name]
    assert samples
    for path in samples:
        picture = codecs.decode(path, max_pixels=LIMIT)
        assert (picture.width > picture.height) == ("landscape" in path.name)
        with Image.open(path) as image:
            np.testing.assert_array_equal(picture.frames[0].pixels, np.asarray(ImageOps.exif_transpose(image)))
