from __future__ import annotations

import zlib
from io import BytesIO

import pytest
from splicing import decoded, picture, read, splice, splice_with_notes

from fixative.containers import Blocks, has_credentials
from fixative.errors import MalformedContainerError, TruncatedError

_EXIF = b"II*\0\x08\0\0\0\1\0\x3b\x01\2\0\2\0\0\0A\0\0\0\0\0\0\0"


def _chunk(kind: bytes, payload: bytes) -> bytes:
    return len(payload).to_bytes(4, "big") + kind + payload + zlib.crc32(kind + payload).to_bytes(4, "big")


def _with(*chunks: bytes, kind: str = "png", at: bytes = b"IDAT") -> bytes:
    source = picture(kind)
    place = source.index(at) - 4
    return source[:place] + b"".join(chunks) + source[place:]


def _chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    found = []
    at = 8
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        kind, payload = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        assert zlib.crc32(kind + payload) == int.from_bytes(data[at + 8 + size : at + 12 + size], "big")
        found.append((kind, payload))
        at += 12 + size
    return found


def _profile(name: bytes, data: bytes) -> bytes:
    text = b"\n" + name + b"\n%8d\n" % len(data) + data.hex().encode() + b"\n"
    return _chunk(b"zTXt", b"Raw profile type " + name + b"\0\0" + zlib.compress(text))


@pytest.mark.parametrize("kind", ["png", "apng"])
def test_new_chunks_stand_before_the_pixels(kind):
    result = splice(picture(kind), Blocks(exif=_EXIF, xmp=b"<x/>"))

    kinds = [kind for kind, _ in _chunks(result)]
    assert kinds.index(b"eXIf") < kinds.index(b"IDAT")
    assert kinds.index(b"iTXt") < kinds.index(b"IDAT")
    others = [chunk for chunk in _chunks(result) if chunk[0] not in (b"eXIf", b"iTXt")]
    assert others == _chunks(picture(kind))


def test_chunks_behind_the_pixels_move_before_them():
    source = _with(_chunk(b"eXIf", _EXIF), _chunk(b"tIME", bytes(7)), at=b"IEND")

    result = splice(source, Blocks(exif=_EXIF + b"\0"))

    assert [kind for kind, _ in _chunks(result)] == [b"IHDR", b"eXIf", b"IDAT", b"tIME", b"IEND"]


def test_two_of_a_kind_become_one():
    source = _with(
        _chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<a/>"), _chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<b/>")
    )
    assert read(source).xmp == b"<a/>"

    assert splice(source, Blocks(xmp=b"<c/>")).count(b"XML:com.adobe.xmp") == 1


def test_compressed_xmp_is_read():
    source = _with(_chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(b"<x/>")))
    assert read(source).xmp == b"<x/>"


@pytest.mark.parametrize(
    ("name", "data", "block", "value"),
    [
        (b"exif", b"Exif\0\0" + _EXIF, "exif", _EXIF),
        (b"APP1", b"Exif\0\0" + _EXIF, "exif", _EXIF),
        (b"APP1", b"http://ns.adobe.com/xap/1.0/\0<x/>", "xmp", b"<x/>"),
        (b"xmp", b"<x/>", "xmp", b"<x/>"),
        (b"iptc", b"8BIM\x04\x04\0\0\0\0\0\x06\x1c\x02\x78\0\1x", "iptc", b"\x1c\x02\x78\0\1x"),
    ],
)
def test_raw_profiles_are_read(name, data, block, value):
    assert getattr(read(_with(_profile(name, data))), block) == value


def test_a_raw_profile_gives_way_to_the_proper_chunk():
    source = _with(_profile(b"exif", b"Exif\0\0" + _EXIF))

    result = splice(source, Blocks(exif=_EXIF + b"\0"))

    assert b"Raw profile" not in result
    assert read(result).exif == _EXIF + b"\0"


def test_iim_in_a_raw_profile_stays_unless_it_is_removed():
    profile = _profile(b"iptc", b"8BIM\x04\x04\0\0\0\0\0\x06\x1c\x02\x78\0\1x")
    source = _with(profile)

    result, notes = splice_with_notes(source, Blocks(iptc=b"\x1c\x02\x78\0\1y", xmp=b"<x/>"))

    assert profile in result
    assert notes == (("metadata-not-carried", {"format": "PNG", "block": "IPTC"}),)
    assert profile not in splice(source, Blocks())


@pytest.mark.parametrize(
    "chunk",
    [
        _chunk(b"zTXt", b"Raw profile type exif\0\0not compressed"),
        _chunk(b"tEXt", b"Raw profile type exif\0\nexif\n4\nnothexadecimal"),
        _chunk(b"tEXt", b"Raw profile type exif\0"),
        _chunk(b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(bytes(20_000_000))),
    ],
)
def test_unreadable_texts_are_no_blocks_and_stay(chunk):
    source = _with(chunk)
    assert read(source) == Blocks()

    assert chunk in splice(source, Blocks(exif=_EXIF))


def test_credentials_are_seen():
    assert has_credentials(BytesIO(_with(_chunk(b"caBX", b"jumb"))))


@pytest.mark.parametrize("length", [10, 40, 60, 500])
def test_a_file_that_breaks_off_is_refused(length):
    with pytest.raises(TruncatedError):
        read(picture("png")[:length])


@pytest.mark.parametrize(
    "damaged",
    [
        picture("png").replace(b"IHDR", b"IHDX"),
        picture("png").replace(b"IDAT", b"\0DAT"),
        picture("png").replace(b"IDAT", b"IDAX"),
        picture("png")[:33] + b"\xff\xff\xff\xffIDAT",
    ],
)
def test_a_damaged_structure_is_refused(damaged):
    with pytest.raises(MalformedContainerError):
        read(damaged)


def test_pixels_are_untouched():
    assert decoded(splice(picture("apng"), Blocks(exif=_EXIF))) == decoded(picture("apng"))
