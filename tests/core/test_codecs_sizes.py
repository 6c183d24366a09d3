"""The size of pictures that are not decoded here."""

from __future__ import annotations

from io import BytesIO

import pillow_heif
import pytest
from pictures import LIMIT, coded, exif_with, photo
from PIL import Image
from splicing import picture, splice

from fixative.codecs import measure
from fixative.codecs.sizes import declared_size
from fixative.containers import Blocks, heif
from fixative.containers.boxes import encoded
from fixative.errors import DecodeFailedError, FixativeError, TooLargeError, TruncatedError
from fixative.formats import Format

_SIZES = [(1, 1), (7, 300), (64, 64), (256, 256), (320, 240), (160, 90), (640, 427), (1200, 1000), (100, 200), (513, 8)]


def _jxl(width: int, height: int, **options: object) -> bytes:
    return coded(Image.fromarray(photo(width, height)), "JXL", effort=1, **options)


@pytest.mark.parametrize(("width", "height"), _SIZES)
@pytest.mark.parametrize("container", [False, True])
def test_jpeg_xl_says_its_size(width, height, container):
    data = _jxl(width, height, use_container=container)
    assert declared_size(BytesIO(data), Format.JXL) == (width, height)


@pytest.mark.parametrize(("width", "height"), _SIZES)
def test_heic_says_its_size(width, height):
    data = coded(Image.fromarray(photo(width, height)), "HEIF")
    assert declared_size(BytesIO(data), Format.HEIC) == (width, height)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_heic_is_measured_as_it_is_shown(orientation):
    data = coded(Image.fromarray(photo(96, 64)), "HEIF", exif=exif_with(orientation))
    shown = pillow_heif.open_heif(BytesIO(data)).size
    assert shown == ((96, 64) if orientation < 5 else (64, 96))
    assert declared_size(BytesIO(data), Format.HEIC) == shown


def test_what_is_decoded_is_measured_by_decoding(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(picture("apng"))
    assert measure(path, max_pixels=LIMIT)[:3] == (34, 21, 2)
    path.write_bytes(picture("heic-several"))
    assert measure(path, max_pixels=LIMIT)[:3] == (34, 21, 1)
    with pytest.raises(TooLargeError):
        measure(path, max_pixels=34 * 21 - 1)


def test_a_jpeg_xl_without_its_last_part_breaks_off(tmp_path):
    path = tmp_path / "a.jxl"
    whole = splice(picture("jxl"), Blocks(xmp=b"<x/>"))
    path.write_bytes(whole)
    assert measure(path, max_pixels=LIMIT).width == 34
    bare = picture("jxl-bare")
    path.write_bytes(whole[: whole.index(b"ftyp") + 16] + encoded(b"jxlp", bytes(4) + bare[:40]))
    with pytest.raises(TruncatedError):
        measure(path, max_pixels=LIMIT)


@pytest.mark.parametrize("head", [b"\xff\x0a", b"\xff\x0a\0"])
def test_a_head_that_breaks_off(head):
    with pytest.raises(TruncatedError):
        declared_size(BytesIO(head), Format.JXL)


def test_heads_that_are_damaged(tmp_path):
    data = picture("heic")
    assert heif.picture(BytesIO(data)).primary
    with pytest.raises(DecodeFailedError):
        declared_size(BytesIO(data.replace(b"ispe", b"what")), Format.HEIC)
    path = tmp_path / "a.heic"
    at = data.index(b"ipma")
    for cut in range(at, at + 16):
        path.write_bytes(data[:cut] + b"\xff" + data[cut + 1 :])
        try:
            measure(path, max_pixels=LIMIT)
        except FixativeError:
            continue
