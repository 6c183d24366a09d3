"""TIFF in its many ways, each read as it was written."""

import cv2
import numpy as np
import pytest
import tifffile
from pictures import LIMIT, coded, photo, photo16
from PIL import Image
from shared import shared
from splicing import read, splice

from fixative import codecs
from fixative.errors import UnsupportedFormatError
from fixative.formats import Format
from fixative.picture import Colour


def decoded(path):
    return codecs.decode(path, max_pixels=LIMIT)


def written(path, samples, **options):
    tifffile.imwrite(path, samples, metadata=None, **options)
    return decoded(path)


@pytest.mark.parametrize("samples", [photo(), photo16()], ids=["8", "16"])
@pytest.mark.parametrize("planar", ["contig", "separate"])
@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("big", [False, True])
@pytest.mark.parametrize("tile", [None, (32, 32)])
@pytest.mark.parametrize("compression", [None, "zlib"])
def test_layouts(tmp_path, samples, planar, order, big, tile, compression):
    given = samples if planar == "contig" else np.moveaxis(samples, 2, 0)
    picture = written(
        tmp_path / "p.tif",
        given,
        photometric="rgb",
        planarconfig=planar,
        byteorder=order,
        bigtiff=big,
        tile=tile,
        compression=compression,
        predictor=compression is not None,
        rowsperstrip=None if tile else 20,
    )
    np.testing.assert_array_equal(picture.frames[0].pixels, samples)


@pytest.mark.parametrize("compression", [1, 5, 8, 32946])
@pytest.mark.parametrize("predictor", [1, 2])
@pytest.mark.parametrize("channels", [1, 3])
def test_sixteen_bits_of_other_programs(tmp_path, compression, predictor, channels):
    samples = photo16(channels=channels)
    path = tmp_path / "p.tif"
    options = [cv2.IMWRITE_TIFF_COMPRESSION, compression, cv2.IMWRITE_TIFF_PREDICTOR, predictor]
    assert cv2.imwrite(str(path), samples[..., ::-1] if channels == 3 else samples, options)
    np.testing.assert_array_equal(decoded(path).frames[0].pixels, samples)


@pytest.mark.parametrize("compression", ["tiff_lzw", "packbits", "zstd", "lzma", "tiff_adobe_deflate", "tiff_deflate"])
@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK"])
def test_compressions(tmp_path, compression, mode):
    image = Image.fromarray(photo())
    image = image.quantize(30) if mode == "P" else image.convert(mode)
    path = tmp_path / "p.tif"
    path.write_bytes(coded(image, "TIFF", compression=compression))
    frame = decoded(path).frames[0]
    plain = np.asarray(image.convert({"1": "L", "P": "RGB"}.get(mode, mode))).reshape(64, 96, -1)
    if mode in ("LA", "RGBA"):
        np.testing.assert_array_equal(frame.alpha, plain[..., -1])
        plain = plain[..., :-1]
    np.testing.assert_array_equal(frame.pixels, plain)


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("make", [photo, photo16])
def test_alpha_is_apart_and_not_premultiplied(tmp_path, channels, make):
    samples = make(channels=channels + 1)
    kind = {"photometric": "rgb" if channels == 3 else "minisblack", "planarconfig": "contig"}
    frame = written(tmp_path / "u.tif", samples, extrasamples=["unassalpha"], **kind).frames[0]
    np.testing.assert_array_equal(frame.alpha, samples[..., -1])
    np.testing.assert_array_equal(frame.pixels, samples[..., :-1])
    top = np.iinfo(samples.dtype).max
    premultiplied = samples.copy()
    premultiplied[..., :-1] = np.rint(samples[..., :-1] / top * samples[..., -1:])
    if channels == 3:
        frame = written(tmp_path / "a.tif", premultiplied, extrasamples=["assocalpha"], **kind).frames[0]
        np.testing.assert_array_equal(frame.alpha, samples[..., -1])
        opaque = samples[..., -1] > top * 0.6
        difference = np.abs(frame.pixels[opaque].astype(int) - samples[..., :-1][opaque])
        assert difference.max() <= 2


@pytest.mark.parametrize("make", [photo, photo16])
def test_white_is_zero(tmp_path, make):
    samples = make(channels=1).reshape(64, 96)
    frame = written(tmp_path / "p.tif", samples, photometric="miniswhite").frames[0]
    np.testing.assert_array_equal(frame.pixels[..., 0], np.iinfo(samples.dtype).max - samples)


def test_pages_of_several_sizes_and_colours_stay_pages(tmp_path):
    path = tmp_path / "p.tif"
    with tifffile.TiffWriter(path) as writer:
        writer.write(photo(), photometric="rgb", metadata=None)
        writer.write(photo(40, 30, channels=1), photometric="minisblack", metadata=None)
        writer.write(photo16(20, 10, channels=1)[..., 0], photometric="minisblack", metadata=None)
    picture = decoded(path)
    assert not picture.animated
    assert (picture.colour, picture.depth) == (Colour.RGB, 16)
    assert [frame.pixels.shape for frame in picture.frames] == [(64, 96, 3), (30, 40, 3), (10, 20, 3)]
    np.testing.assert_array_equal(picture.frames[0].pixels, photo().astype(np.uint16) * 257)
    path.write_bytes(codecs.encode(picture, format=Format.TIFF).data)
    for ours, theirs in zip(decoded(path).frames, picture.frames, strict=True):
        np.testing.assert_array_equal(ours.pixels, theirs.pixels)
    encoded = codecs.encode(picture, format=Format.PNG)
    assert ("animation-lost", {"format": "PNG", "frames": 3}) in encoded.notes


def test_thumbnail_pages_are_left_out(tmp_path):
    path = tmp_path / "p.tif"
    with tifffile.TiffWriter(path) as writer:
        writer.write(photo(), photometric="rgb", metadata=None)
        writer.write(photo(24, 16), photometric="rgb", metadata=None, subfiletype=1)
    assert len(decoded(path).frames) == 1


@pytest.mark.parametrize("samples", [photo().astype(np.float32), photo(channels=1).astype(np.int16)])
def test_samples_that_are_no_shades_are_refused(tmp_path, samples):
    with pytest.raises(UnsupportedFormatError):
        written(tmp_path / "p.tif", samples, photometric="rgb" if samples.ndim > 2 else "minisblack")


@pytest.mark.parametrize("name", ["DNG.dng", "CanonRaw.cr2", "Nikon.nef"])
def test_a_raw_file_is_refused_rather_than_its_preview_protected(name):
    with pytest.raises(UnsupportedFormatError):
        decoded(shared("corpora", "exiftool", name))


def test_metadata_is_spliced_into_a_tiff_that_was_encoded():
    path = shared("corpora", "iptc", "IPTC-PhotometadataRef-Std2021.1.jpg")
    blocks = decoded(path).carried.blocks
    found = read(_as_tiff(path))
    assert (found.xmp, found.iptc) == (blocks.xmp, blocks.iptc)
    _assert_texts_alike(found, blocks)


def _as_tiff(path):
    source = decoded(path)
    return splice(codecs.encode(source, format=Format.TIFF).data, source.carried.blocks)


def _assert_texts_alike(found, blocks):
    ours, theirs = Image.Exif(), Image.Exif()
    ours.load(found.exif)
    theirs.load(blocks.exif)
    for tag in (0x010E, 0x013B, 0x8298):
        assert ours.get(tag) == theirs.get(tag)


def test_camera_data_and_place_survive_in_tiff(tmp_path):
    found = [path for path in shared("corpora").rglob("*.jpg") if "gps_DSCN0010" in path.name]
    source = decoded(found[0])
    path = tmp_path / "p.tif"
    path.write_bytes(_as_tiff(found[0]))
    theirs = Image.Exif()
    theirs.load(source.carried.blocks.exif)
    with Image.open(path) as image:
        ours = image.getexif()
        for directory in (0x8769, 0x8825, 0xA005):
            expected = {tag: value for tag, value in theirs.get_ifd(directory).items() if tag != 0xA005}
            assert {tag: value for tag, value in ours.get_ifd(directory).items() if tag != 0xA005} == expected
    # And once more, from TIFF to TIFF.
    again = decoded(path)
    path.write_bytes(_as_tiff(path))
    assert decoded(path).carried.blocks == again.carried.blocks
