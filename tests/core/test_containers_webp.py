from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from splicing import decoded, picture, read, splice

from fixative.containers import Blocks, has_credentials
from fixative.errors import MalformedContainerError, TruncatedError

_KINDS = ("webp", "webp-lossless", "webp-alpha", "webp-animated")


def _chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    assert int.from_bytes(data[4:8], "little") == len(data) - 8
    found = []
    at = 12
    while at < len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        found.append((data[at : at + 4], data[at + 8 : at + 8 + size]))
        at += 8 + size + size % 2
    return found


def _riff(*chunks: tuple[bytes, bytes]) -> bytes:
    body = b"".join(kind + len(data).to_bytes(4, "little") + data + b"\0" * (len(data) % 2) for kind, data in chunks)
    return b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WEBP" + body


@pytest.mark.parametrize("kind", _KINDS)
def test_the_header_says_what_there_is(kind):
    result = splice(picture(kind), Blocks(exif=b"II*\0\x08\0\0\0!", xmp=b"<x/>"))

    (first, header), *_ = _chunks(result)
    assert first == b"VP8X"
    assert header[0] & 0x0C == 0x0C
    assert bool(header[0] & 0x10) == (kind == "webp-alpha")
    assert bool(header[0] & 0x02) == (kind == "webp-animated")
    assert (int.from_bytes(header[4:7], "little"), int.from_bytes(header[7:10], "little")) == (33, 20)
    assert decoded(result) == decoded(picture(kind))
    with Image.open(BytesIO(result)) as image:
        assert image.info["xmp"] == b"<x/>"


@pytest.mark.parametrize("kind", _KINDS)
def test_picture_chunks_stay_byte_for_byte(kind):
    coded = (b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF")
    result = splice(picture(kind), Blocks(exif=b"II*\0\x08\0\0\0", xmp=b"<odd/>!"))

    assert [chunk for chunk in _chunks(result) if chunk[0] in coded] == [
        chunk for chunk in _chunks(picture(kind)) if chunk[0] in coded
    ]


def test_flags_are_cleared_when_blocks_go():
    full = splice(picture("webp"), Blocks(exif=b"II*\0\x08\0\0\0", xmp=b"<x/>"))

    chunks = _chunks(splice(full, Blocks()))

    assert chunks[0][1][0] & 0x0C == 0
    assert [kind for kind, _ in chunks] == [b"VP8X", b"VP8 "]


def test_old_chunks_are_replaced_where_they_stand_and_unknown_ones_stay():
    (_, coded), *_ = _chunks(picture("webp"))
    header = bytes((0x2C, 0, 0, 0, 33, 0, 0, 20, 0, 0))
    source = _riff(
        (b"VP8X", header),
        (b"ICCP", b"profile"),
        (b"VP8 ", coded),
        (b"EXIF", b"Exif\0\0II*\0old"),
        (b"XMP\0", b"<old/>"),
        (b"EXIF", b"again"),
        (b"C2PA", b"manifest"),
    )
    assert read(source) == Blocks(exif=b"II*\0old", xmp=b"<old/>")
    assert has_credentials(BytesIO(source))

    result = splice(source, Blocks(exif=b"II*\0new", xmp=b"<new/>"))

    assert [chunk for chunk in _chunks(result) if chunk[0] != b"VP8 "] == [
        (b"VP8X", header),
        (b"ICCP", b"profile"),
        (b"EXIF", b"II*\0new"),
        (b"XMP ", b"<new/>"),
        (b"C2PA", b"manifest"),
    ]


def test_a_missing_padding_byte_is_forgiven():
    (_, coded), *_ = _chunks(picture("webp"))
    whole = _riff((b"VP8X", bytes((0x04, 0, 0, 0, 33, 0, 0, 20, 0, 0))), (b"VP8 ", coded), (b"XMP ", b"<odd/>!"))
    source = whole[:4] + (len(whole) - 9).to_bytes(4, "little") + whole[8:-1]

    result = splice(source, Blocks(exif=b"II*\0", xmp=b"<odd/>!"))

    assert read(result) == Blocks(exif=b"II*\0", xmp=b"<odd/>!")
    assert decoded(result) == decoded(picture("webp"))


def test_a_file_that_breaks_off_is_refused():
    with pytest.raises(TruncatedError):
        read(picture("webp")[:-10])


@pytest.mark.parametrize(
    "damaged",
    [
        _riff((b"EXIF", b"no picture")),
        _riff((b"VP8 ", b"too short")),
        _riff((b"VP8L", b"\0\0\0\0\0\0")),
        _riff((b"ANMF", b"an animation without a header")),
        _riff((b"VP8X", b"\0"), (b"VP8 ", b"header too short")),
        _riff((b"VP8 ", b"\0\0\0\x9d\x01\x2a\0\0\0\0")),
        picture("webp")[:16] + b"\xff\xff\xff\x7f" + picture("webp")[20:],
    ],
)
def test_a_damaged_structure_is_refused(damaged):
    with pytest.raises(MalformedContainerError):
        splice(damaged, Blocks(xmp=b"<x/>"))
