"""What each format says about itself is read, and followed when it is written again."""

import zlib
from io import BytesIO

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictures import LIMIT, animation, coded, every_kind, photo, photo16, ramp, srgb
from PIL import Image, ImageCms

from fixative import codecs
from fixative.codecs.av1 import quantiser_index
from fixative.codecs.avif import avif_facts
from fixative.codecs.jpeg import estimated_quality
from fixative.containers.png import encoded
from fixative.errors import EncodeFailedError
from fixative.formats import Format
from fixative.picture import Carried, Colour, Frame, Picture

KINDS = dict(every_kind())

EXPECTED = {
    "rgb.jpg": (Format.JPEG, Colour.RGB, 8, False, 1, ()),
    "progressive.jpg": (Format.JPEG, Colour.RGB, 8, False, 1, ()),
    "grey.jpg": (Format.JPEG, Colour.GREY, 8, False, 1, ()),
    "cmyk.jpg": (Format.JPEG, Colour.CMYK, 8, False, 1, ()),
    "rgb.png": (Format.PNG, Colour.RGB, 8, False, 1, ()),
    "rgba.png": (Format.PNG, Colour.RGB, 8, True, 1, ()),
    "grey.png": (Format.PNG, Colour.GREY, 8, False, 1, ()),
    "grey-alpha.png": (Format.PNG, Colour.GREY, 8, True, 1, ()),
    "palette.png": (Format.PNG, Colour.RGB, 8, False, 1, ("palette-expanded",)),
    "bilevel.png": (Format.PNG, Colour.GREY, 8, False, 1, ("depth-raised",)),
    "grey16.png": (Format.PNG, Colour.GREY, 16, False, 1, ()),
    "animated.png": (Format.PNG, Colour.RGB, 8, False, 3, ()),
    "lossy.webp": (Format.WEBP, Colour.RGB, 8, False, 1, ()),
    "lossless.webp": (Format.WEBP, Colour.RGB, 8, True, 1, ()),
    "animated.webp": (Format.WEBP, Colour.RGB, 8, False, 3, ()),
    "rgb.tif": (Format.TIFF, Colour.RGB, 8, False, 1, ()),
    "lzw.tif": (Format.TIFF, Colour.RGB, 8, False, 1, ()),
    "cmyk.tif": (Format.TIFF, Colour.CMYK, 8, False, 1, ()),
    "bilevel.tif": (Format.TIFF, Colour.GREY, 8, False, 1, ("depth-raised",)),
    "palette.tif": (Format.TIFF, Colour.RGB, 8, False, 1, ("palette-expanded",)),
    "grey16.tif": (Format.TIFF, Colour.GREY, 16, False, 1, ()),
    "pages.tif": (Format.TIFF, Colour.RGB, 8, False, 2, ()),
    "rgb.avif": (Format.AVIF, Colour.RGB, 8, False, 1, ()),
    "rgba.avif": (Format.AVIF, Colour.RGB, 8, True, 1, ()),
    "still.gif": (Format.GIF, Colour.RGB, 8, False, 1, ()),
    "animated.gif": (Format.GIF, Colour.RGB, 8, False, 3, ()),
}


def decoded(path, data):
    path.write_bytes(data)
    return codecs.decode(path, max_pixels=LIMIT)


def codes(notes):
    return tuple(code for code, _ in notes)


@pytest.mark.parametrize("name", ["rgb.png", "grey16.png", "animated.png", "palette.png"])
@pytest.mark.parametrize("profile", [False, True])
def test_what_colours_mean_is_carried_from_png_to_png(tmp_path, name, profile):
    said = {b"gAMA": bytes(4), b"cHRM": bytes(range(32)), b"sRGB": b"\1", b"cICP": b"\x09\x10\0\1"}
    given = {**said, **({b"iCCP": b"ICC profile\0\0" + zlib.compress(srgb())} if profile else {})}
    data = KINDS[name]
    data = data[:33] + b"".join(encoded(kind, value) for kind, value in given.items()) + data[33:]
    source = decoded(tmp_path / "s.png", data)
    again = codecs.encode(source, format=Format.PNG).data
    expected = {kind: value for kind, value in said.items() if not (profile and kind == b"sRGB")}
    assert decoded(tmp_path / "r.png", again).carried.png_colour == expected
    for kind, value in expected.items():
        assert again.count(encoded(kind, value)) == 1
        assert again.index(kind) < again.index(b"IDAT")
    assert codecs.encode(source, format=Format.JPEG).data


@pytest.mark.parametrize("name", KINDS)
def test_kind_is_read_whatever_the_ending_says(tmp_path, name):
    picture = decoded(tmp_path / "picture.bin", KINDS[name])
    kind, colour, depth, alpha, count, notes = EXPECTED[name]
    assert (picture.format, picture.colour, picture.depth) == (kind, colour, depth)
    assert (picture.frames[0].alpha is not None, len(picture.frames)) == (alpha, count)
    assert picture.animated == name.startswith("animated")
    assert codes(picture.notes) == notes
    for frame in picture.frames:
        assert frame.pixels.flags["C_CONTIGUOUS"]
        assert frame.pixels.flags["WRITEABLE"]
        assert frame.pixels.ndim == 3
        assert frame.alpha is None or frame.alpha.dtype == frame.pixels.dtype


@pytest.mark.parametrize("name", KINDS)
def test_probe_says_the_same(tmp_path, name):
    picture = decoded(tmp_path / name, KINDS[name])
    probe = codecs.probe(tmp_path / name, max_pixels=LIMIT)
    assert (probe.format, probe.width, probe.height) == (picture.format, picture.width, picture.height)
    assert (probe.frames, probe.depth, probe.colour) == (len(picture.frames), picture.depth, picture.colour)
    assert probe.duration == sum(frame.duration for frame in picture.frames)


@pytest.mark.parametrize("quality", [35, 75, 92, 100])
@pytest.mark.parametrize("subsampling", [0, 1, 2])
@pytest.mark.parametrize("progressive", [False, True])
def test_jpeg_is_written_as_it_was(tmp_path, quality, subsampling, progressive):
    image = Image.fromarray(photo(400, 300))
    data = coded(image, "JPEG", quality=quality, subsampling=subsampling, progressive=progressive)
    source = decoded(tmp_path / "s.jpg", data)
    assert source.carried.jpeg.subsampling == subsampling
    assert source.carried.jpeg.progressive == progressive
    result = codecs.encode(source, format=Format.JPEG)
    assert result.notes == ()
    assert decoded(tmp_path / "r.jpg", result.data).carried.jpeg == source.carried.jpeg
    assert 0.9 < len(result.data) / len(data) < 1.1


def test_jpeg_quality_can_be_asked_for(tmp_path):
    source = decoded(tmp_path / "s.jpg", coded(Image.fromarray(photo(400, 300)), "JPEG", quality=95))
    small = codecs.encode(source, format=Format.JPEG, quality=40).data
    assert len(small) < 0.6 * len(codecs.encode(source, format=Format.JPEG).data)


def test_jpeg_tables_tell_the_quality(tmp_path):
    for quality in (30, 50, 75, 90, 98):
        source = decoded(tmp_path / "s.jpg", coded(Image.fromarray(photo()), "JPEG", quality=quality))
        assert abs(estimated_quality(source.carried.jpeg) - quality) <= 1


def test_cmyk_jpeg_keeps_its_inks(tmp_path):
    # 0 is no ink, though Adobe's JPEGs hold the inverse.
    inks = np.zeros((16, 16, 4), np.uint8)
    inks[..., 0] = 250
    data = coded(Image.fromarray(inks, "CMYK"), "JPEG", quality=95)
    source = decoded(tmp_path / "s.jpg", data)
    assert np.abs(source.frames[0].pixels.astype(int) - inks).max() <= 3
    again = decoded(tmp_path / "r.jpg", codecs.encode(source, format=Format.JPEG).data)
    assert again.colour is Colour.CMYK
    assert np.abs(again.frames[0].pixels.astype(int) - inks).max() <= 6


def test_cmyk_becomes_rgb_only_where_it_must(tmp_path):
    source = decoded(tmp_path / "s.jpg", KINDS["cmyk.jpg"])
    for target in Format:
        encoded = codecs.encode(source, format=target)
        must = target not in (Format.JPEG, Format.TIFF)
        assert ("colour-converted" in codes(encoded.notes)) == must


def test_a_profile_that_no_longer_fits_is_dropped(tmp_path):
    grey_profile = still_with_grey_profile()
    encoded = codecs.encode(grey_profile, format=Format.WEBP)
    assert codes(encoded.notes) == ("colour-converted",)
    assert decoded(tmp_path / "r.webp", encoded.data).carried.icc is None
    assert decoded(tmp_path / "r.png", codecs.encode(grey_profile, format=Format.PNG).data).carried.icc


def still_with_grey_profile():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    return Picture((Frame(photo(channels=1)[..., None]),), Colour.GREY, Format.PNG, carried=Carried(icc=lab))


def test_gif_colours_are_converted_where_there_is_a_profile(tmp_path):
    source = decoded(tmp_path / "s.png", coded(Image.fromarray(photo()), "PNG", icc_profile=srgb()))
    encoded = codecs.encode(source, format=Format.GIF)
    assert codes(encoded.notes) == ("colour-converted", "palette-requantised")


@pytest.mark.parametrize("quality", [20, 50, 75, 90])
def test_lossy_webp_keeps_its_size(tmp_path, quality):
    data = coded(Image.fromarray(photo(400, 300)), "WEBP", quality=quality, method=4)
    source = decoded(tmp_path / "s.webp", data)
    assert not source.carried.lossless
    assert abs(source.carried.quality - quality) <= 15
    result = codecs.encode(source, format=Format.WEBP)
    assert 0.7 < len(result.data) / len(data) < 1.2


@pytest.mark.parametrize("quality", [10, 30, 50, 75, 90])
@pytest.mark.parametrize("alpha", [False, True])
def test_avif_keeps_its_size(tmp_path, quality, alpha):
    image = Image.fromarray(photo(400, 300))
    if alpha:
        image.putalpha(Image.fromarray(ramp(400, 300)))
    data = coded(image, "AVIF", quality=quality, speed=8)
    source = decoded(tmp_path / "s.avif", data)
    assert abs(source.carried.quality - quality) <= 2
    result = codecs.encode(source, format=Format.AVIF)
    assert 0.8 < len(result.data) / len(data) < 1.25


@given(data=st.binary(max_size=80))
def test_av1_headers_may_say_anything(data):
    index = quantiser_index(b"\x12\0\x0a" + data)
    assert index is None or 0 <= index <= 255


def test_avif_of_more_than_eight_bits_is_said(tmp_path):
    data = bytearray(KINDS["rgb.avif"])
    data[data.index(b"av1C") + 6] |= 0x40
    path = tmp_path / "s.avif"
    path.write_bytes(data)
    with path.open("rb") as file:
        assert avif_facts(file).deep


def test_webp_quality_of_an_animation_and_of_alpha_is_read(tmp_path):
    source = decoded(tmp_path / "a.webp", animation("WEBP", quality=60))
    assert abs(source.carried.quality - 60) <= 15
    image = Image.fromarray(photo())
    image.putalpha(Image.fromarray(ramp()))
    assert decoded(tmp_path / "b.webp", coded(image, "WEBP", quality=60)).carried.quality


def test_alpha_is_laid_on_white(tmp_path):
    frame = Frame(np.zeros((16, 16, 3), np.uint8), np.zeros((16, 16), np.uint8))
    encoded = codecs.encode(Picture((frame,), Colour.RGB, Format.PNG), format=Format.JPEG)
    assert codes(encoded.notes) == ("alpha-flattened",)
    assert decoded(tmp_path / "r.jpg", encoded.data).frames[0].pixels.min() == 255


def test_transparent_colour_of_sixteen_bits_becomes_alpha(tmp_path):
    samples = photo16()
    data = codecs.encode(Picture((Frame(samples),), Colour.RGB, Format.PNG), format=Format.PNG).data
    key = samples[3, 5].astype(">u2").tobytes()
    at = data.index(b"IDAT") - 4
    source = decoded(tmp_path / "s.png", data[:at] + encoded(b"tRNS", key) + data[at:])
    assert source.frames[0].alpha[3, 5] == 0
    assert source.frames[0].alpha.max() == 65535


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF", "GIF"])
@pytest.mark.parametrize("alpha", [False, True])
def test_animations_keep_their_time(tmp_path, kind, alpha):
    source = decoded(tmp_path / "s", animation(kind, alpha=alpha))
    assert source.animated
    assert [frame.duration for frame in source.frames] == [40, 80, 120]
    result = decoded(tmp_path / "r", codecs.encode(source, format=Format[kind]).data)
    assert [frame.duration for frame in result.frames] == [40, 80, 120]
    for ours, theirs in zip(result.frames, source.frames, strict=True):
        assert (ours.alpha is None) == (not alpha)
        if alpha:
            assert np.abs(ours.alpha.astype(int) - theirs.alpha).mean() < 1
        seen = slice(None) if theirs.alpha is None else theirs.alpha > 128
        assert np.abs(ours.pixels[seen].astype(int) - theirs.pixels[seen]).mean() < 6


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF"])
@pytest.mark.parametrize("loop", [0, 3])
def test_animations_keep_their_repetitions(tmp_path, kind, loop):
    source = decoded(tmp_path / "s", animation(kind, loop=loop))
    result = decoded(tmp_path / "r", codecs.encode(source, format=Format[kind]).data)
    assert result.carried.loop == source.carried.loop
    with Image.open(BytesIO(codecs.encode(source, format=Format[kind]).data)) as image:
        assert image.info["loop"] == loop


def test_a_gif_that_plays_once_plays_once(tmp_path):
    source = decoded(tmp_path / "s.gif", animation("GIF", loop=None))
    assert source.carried.loop == 1
    with Image.open(BytesIO(codecs.encode(source, format=Format.GIF).data)) as image:
        image.load()
        assert "loop" not in image.info


@pytest.mark.parametrize("target", [Format.JPEG, Format.TIFF])
def test_a_lost_animation_is_said(tmp_path, target):
    source = decoded(tmp_path / "s.gif", KINDS["animated.gif"])
    encoded = codecs.encode(source, format=target)
    assert encoded.notes == (("animation-lost", {"format": target.label, "frames": 3}),)


def test_the_same_picture_gives_the_same_bytes(tmp_path):
    for name in ("rgb.jpg", "rgb.png", "grey16.png", "rgb.tif", "lossless.webp", "still.gif"):
        source = decoded(tmp_path / name, KINDS[name])
        assert codecs.encode(source, format=source.format).data == codecs.encode(source, format=source.format).data


def test_too_long_a_side_is_an_error_with_a_code():
    frame = Frame(np.zeros((1, 16_400, 3), np.uint8))
    with pytest.raises(EncodeFailedError):
        codecs.encode(Picture((frame,), Colour.RGB, Format.PNG), format=Format.WEBP)
