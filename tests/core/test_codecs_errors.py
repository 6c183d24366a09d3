"""Bad input gets a code, never a traceback, never half a picture."""

import os
import random

import pytest
from damage import damaged
from pictures import LIMIT, coded, every_kind, photo, png_bomb
from PIL import Image

from fixative import codecs
from fixative.errors import (
    EmptyFileError,
    FixativeError,
    IsFolderError,
    NotAPictureError,
    NotFoundError,
    PermissionDeniedError,
    TooLargeError,
    TruncatedError,
    UnsupportedFormatError,
)

KINDS = dict(every_kind())


def refused(path, error, *, max_pixels=LIMIT):
    with pytest.raises(error) as caught:
        codecs.decode(path, max_pixels=max_pixels)
    return caught.value


def test_missing(tmp_path):
    refused(tmp_path / "none.jpg", NotFoundError)


def test_folder(tmp_path):
    refused(tmp_path, IsFolderError)


def test_empty(tmp_path):
    path = tmp_path / "empty.jpg"
    path.touch()
    refused(path, EmptyFileError)


def test_text_named_jpg(tmp_path):
    path = tmp_path / "text.jpg"
    path.write_text("This is no picture, whatever its name says.\n" * 20)
    refused(path, NotAPictureError)


def test_pipe_is_not_waited_for(tmp_path):
    path = tmp_path / "pipe.png"
    os.mkfifo(path)
    refused(path, NotAPictureError)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path):
    path = tmp_path / "secret.png"
    path.write_bytes(KINDS["rgb.png"])
    path.chmod(0)
    refused(path, PermissionDeniedError)


def test_bomb_is_refused_before_it_unfolds(tmp_path):
    path = tmp_path / "bomb.png"
    path.write_bytes(png_bomb())
    error = refused(path, TooLargeError)
    assert error.params == {"pixels": 900_000_000, "limit": LIMIT}


@pytest.mark.parametrize("name", KINDS)
def test_limit_holds_for_every_format(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(KINDS[name])
    refused(path, TooLargeError, max_pixels=96 * 64 - 1)


def test_frames_together_have_a_limit_too(tmp_path):
    path = tmp_path / "long.gif"
    images = [Image.new("L", (10, 10), shade) for shade in range(0, 250, 50)]
    path.write_bytes(coded(images[0], "GIF", save_all=True, append_images=images[1:]))
    assert len(codecs.decode(path, max_pixels=125).frames) == 5
    error = refused(path, TooLargeError, max_pixels=100)
    assert error.params == {"pixels": 500, "limit": 400}


@pytest.mark.parametrize(
    ("kind", "named"), [("BMP", "BMP"), ("PPM", "PNM"), ("JPEG2000", "JPEG 2000"), ("ICO", "ICO"), ("DDS", "DDS")]
)
def test_other_formats_are_named(tmp_path, kind, named):
    path = tmp_path / "picture.jpg"
    path.write_bytes(coded(Image.fromarray(photo()), kind))
    assert refused(path, UnsupportedFormatError).params["format"] == named


@pytest.mark.parametrize(
    ("head", "named"),
    [
        (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg">', "SVG"),
        (b"8BPS\0\1", "Photoshop (PSD)"),
        (b"\0\0\0\x18ftypcrx \0\0\0\1crx isom", "Canon raw (CR3)"),
    ],
)
def test_formats_that_pillow_cannot_write_are_named_too(tmp_path, head, named):
    path = tmp_path / "picture.png"
    path.write_bytes(head + bytes(100))
    assert refused(path, UnsupportedFormatError).params["format"] == named


@pytest.mark.parametrize("name", KINDS)
def test_what_breaks_off_is_refused(tmp_path, name):
    data = KINDS[name]
    path = tmp_path / name
    for cut in sorted({*range(64, len(data) - 4, max(1, len(data) // 25)), len(data) - 13, len(data) - 5}):
        path.write_bytes(data[:cut])
        refused(path, TruncatedError)


@pytest.mark.parametrize("name", KINDS)
def test_damage_gives_a_picture_or_a_code_and_no_word_on_stderr(tmp_path, name, capfd):
    draw = random.Random(name)
    path = tmp_path / name
    for _ in range(25):
        data = bytearray(KINDS[name])
        for _ in range(draw.choice((1, 4, 32))):
            data[draw.randrange(4, len(data))] = draw.randrange(256)
        path.write_bytes(data)
        try:
            picture = codecs.decode(path, max_pixels=4_000_000)
        except FixativeError:
            continue
        assert picture.frames[0].pixels.size
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"subsampling": 0, "quality": 95}])
def test_a_probe_finds_in_a_jpeg_what_decoding_finds(tmp_path, options):
    path = tmp_path / "a.jpg"
    whole = coded(Image.fromarray(photo()), "JPEG", **options)
    chance = random.Random(7)

    def told() -> list[str]:
        found = []
        for read in (codecs.decode, codecs.probe):
            try:
                read(path, max_pixels=LIMIT)
                found.append("read")
            except FixativeError as error:
                found.append(error.code)
        return found

    seen = set()
    for number in range(120):
        data = damaged(whole, chance) if number % 2 else whole[: chance.randrange(20, len(whole))]
        path.write_bytes(data)
        decoded, probed = told()
        assert decoded == probed
        seen.add(decoded)
    assert seen >= {"read", "truncated", "decode-failed"}
