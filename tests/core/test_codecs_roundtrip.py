"""What is decoded, encoded and decoded again is what it was, as far as the format can."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from pictures import LIMIT, coded, every_kind, photo, photo16, srgb
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from shared import files_below, shared

from fixative import codecs
from fixative.codecs.colours import to_eight_bits
from fixative.formats import Format
from fixative.picture import Carried, Colour, Frame, Picture

KINDS = dict(every_kind())
LOSSLESS = (Format.PNG, Format.TIFF, Format.WEBP)
in_one_folder = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def decoded(path, data):
    path.write_bytes(data)
    return codecs.decode(path, max_pixels=LIMIT)


def same(one, other):
    assert one.pixels.dtype == other.pixels.dtype
    np.testing.assert_array_equal(one.pixels, other.pixels)
    assert (one.alpha is None) == (other.alpha is None)
    if one.alpha is not None:
        np.testing.assert_array_equal(one.alpha, other.alpha)


@st.composite
def frames(draw, dtypes, channels):
    shape = (draw(st.integers(1, 70)), draw(st.integers(1, 20)))
    dtype = draw(st.sampled_from(dtypes))
    pixels = draw(arrays(dtype, (*shape, draw(st.sampled_from(channels)))))
    return Frame(pixels, draw(st.none() | arrays(dtype, shape)))


def still(frame, kind, **carried):
    colour = next(colour for colour in Colour if colour.channels == frame.pixels.shape[2])
    return Picture((frame,), colour, kind, carried=Carried(**carried))


@in_one_folder
@given(frame=frames((np.uint8, np.uint16), (1, 3)))
def test_png_keeps_every_sample(tmp_path, frame):
    encoded = codecs.encode(still(frame, Format.PNG), format=Format.PNG)
    assert encoded.notes == ()
    same(decoded(tmp_path / "p", encoded.data).frames[0], frame)


@in_one_folder
@given(frame=frames((np.uint8, np.uint16), (1, 3)))
def test_tiff_keeps_every_sample(tmp_path, frame):
    encoded = codecs.encode(still(frame, Format.TIFF), format=Format.TIFF)
    assert encoded.notes == ()
    same(decoded(tmp_path / "p", encoded.data).frames[0], frame)


@in_one_folder
@given(pixels=arrays(np.uint8, (9, 7, 4)) | arrays(np.uint16, (9, 7, 4)))
def test_tiff_keeps_cmyk(tmp_path, pixels):
    encoded = codecs.encode(still(Frame(pixels), Format.TIFF), format=Format.TIFF)
    picture = decoded(tmp_path / "p", encoded.data)
    assert picture.colour is Colour.CMYK
    same(picture.frames[0], Frame(pixels))


@in_one_folder
@given(frame=frames((np.uint8,), (3,)))
def test_lossless_webp_keeps_every_sample_even_under_transparency(tmp_path, frame):
    encoded = codecs.encode(still(frame, Format.WEBP), format=Format.WEBP)
    picture = decoded(tmp_path / "p", encoded.data)
    assert picture.carried.lossless
    pixels = picture.frames[0]
    np.testing.assert_array_equal(pixels.pixels, frame.pixels)
    if frame.alpha is not None and frame.alpha.min() < 255:
        np.testing.assert_array_equal(pixels.alpha, frame.alpha)


@given(samples=arrays(np.uint16, (5, 5, 3)))
def test_sixteen_bits_are_rounded_to_the_nearest(samples):
    encoded = codecs.encode(still(Frame(samples), Format.PNG), format=Format.WEBP)
    assert [code for code, _ in encoded.notes] == ["depth-reduced"]
    reduced = to_eight_bits(Frame(samples)).pixels
    assert np.abs(reduced * 257.0 - samples).max() <= 128


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("target", [kind for kind in Format if kind.coded])
def test_every_kind_goes_into_every_format(tmp_path, name, target):
    source = decoded(tmp_path / name, KINDS[name])
    encoded = codecs.encode(source, format=target)
    result = decoded(tmp_path / "result", encoded.data)
    assert result.format is target
    assert (result.width, result.height) == (source.width, source.height)
    codes = [code for code, _ in encoded.notes]
    assert len(codes) == len(set(codes))
    if len(source.frames) > 1 and "animation-lost" not in codes:
        assert len(result.frames) == len(source.frames)
    if source.depth > result.depth:
        assert "depth-reduced" in codes
    if source.frames[0].alpha is not None and target is not Format.JPEG:
        assert result.frames[0].alpha is not None
    if source.colour is not Colour.CMYK and source.frames[0].alpha is None and target is not Format.GIF:
        ours = result.frames[0].pixels.astype(float) / (257 if result.depth == 16 else 1)
        theirs = source.frames[0].pixels.astype(float) / (257 if source.depth == 16 else 1)
        assert np.abs(ours - theirs).mean() < (0.51 if target in LOSSLESS and source.carried.lossless else 12)


@pytest.mark.parametrize("name", ["rgb.png", "lossless.webp", "rgb.tif", "grey16.png", "still.gif"])
def test_lossless_stays_lossless(tmp_path, name):
    source = decoded(tmp_path / name, KINDS[name])
    target = Format.PNG if source.format is Format.GIF else source.format
    same(decoded(tmp_path / "r", codecs.encode(source, format=target).data).frames[0], source.frames[0])


@pytest.mark.parametrize("target", [Format.JPEG, Format.PNG, Format.WEBP, Format.TIFF, Format.AVIF])
def test_profile_is_kept(tmp_path, target):
    profile = srgb()
    source = decoded(tmp_path / "s.png", coded(Image.fromarray(photo()), "PNG", icc_profile=profile))
    assert source.carried.icc == profile
    encoded = codecs.encode(source, format=target)
    assert encoded.notes == ()
    assert decoded(tmp_path / "r", encoded.data).carried.icc == profile


def test_profile_is_kept_with_sixteen_bits(tmp_path):
    profile = srgb()
    picture = still(Frame(photo16()), Format.PNG, icc=profile, dpi=(300.0, 150.0), text={"Title": "Ä", "Name": "名"})
    for target in (Format.PNG, Format.TIFF):
        carried = decoded(tmp_path / "r", codecs.encode(picture, format=target).data).carried
        assert carried.icc == profile
        assert carried.dpi == pytest.approx((300, 150), abs=0.1)
        if target is Format.PNG:
            assert carried.text == {"Title": "Ä", "Name": "名"}


@pytest.mark.parametrize("target", [Format.JPEG, Format.PNG, Format.TIFF])
def test_resolution_is_kept(tmp_path, target):
    source = decoded(tmp_path / "s.png", coded(Image.fromarray(photo()), "PNG", dpi=(300, 300)))
    result = decoded(tmp_path / "r", codecs.encode(source, format=target).data)
    assert result.carried.dpi == pytest.approx((300, 300), abs=0.1)


def test_no_resolution_is_invented(tmp_path):
    source = decoded(tmp_path / "s.tif", codecs.encode(still(Frame(photo()), Format.TIFF), format=Format.TIFF).data)
    assert source.carried.dpi is None


def test_png_texts_are_kept(tmp_path):
    info = PngInfo()
    info.add_text("Title", "Ein Bild")
    info.add_itxt("Author", "名前")
    source = decoded(tmp_path / "s.png", coded(Image.fromarray(photo()), "PNG", pnginfo=info))
    result = decoded(tmp_path / "r.png", codecs.encode(source, format=Format.PNG).data)
    assert result.carried.text == {"Title": "Ein Bild", "Author": "名前"}


def test_shared_pictures_come_back(tmp_path):
    for path in files_below(shared("images", "dev")):
        source = codecs.decode(path, max_pixels=LIMIT)
        encoded = codecs.encode(source, format=source.format)
        result = decoded(tmp_path / "r", encoded.data)
        if source.carried.lossless:
            same(result.frames[0], source.frames[0])
        else:
            difference = np.abs(result.frames[0].pixels.astype(int) - source.frames[0].pixels)
            assert difference.mean() < 3, path.name
            assert 0.75 < len(encoded.data) / path.stat().st_size < 1.25, path.name
