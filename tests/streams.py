"""The coded pixels of a file, read without Fixative's own readers."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import tifffile

__all__ = ["coded_pixels"]


def coded_pixels(data: bytes) -> list[bytes]:
    """List what makes a file's pixels, in its coded form: all that is left without metadata."""
    for start, magic, reader in _READERS:
        if data[start:].startswith(magic):
            return list(reader(data))
    return list(_tiff(data))


def _jxl(data: bytes) -> Iterator[bytes]:
    return (box for name, box in _boxes(data) if name in (b"jxlc", b"jxlp"))


def _png_pictures(data: bytes) -> Iterator[bytes]:
    texts = (b"eXIf", b"iTXt", b"tEXt", b"zTXt", b"tIME")
    return (chunk for name, chunk in _png(data) if name not in texts)


def _webp(data: bytes) -> Iterator[bytes]:
    return (chunk for name, chunk in _riff(data) if name not in (b"VP8X", b"EXIF", b"XMP "))


def _jpeg(data: bytes) -> Iterator[bytes]:
    position = 2
    while True:
        while data[position + 1] == 0xFF:  # a fill byte
            position += 1
        marker = data[position + 1]
        if marker == 0xDA:  # start of scan
            break
        size = 2 + int.from_bytes(data[position + 2 : position + 4])
        if not (0xE0 <= marker <= 0xEF or marker == 0xFE):  # APP and comment
            yield data[position : position + size]
        position += size
    yield data[position:]


def _png(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = 8
    while position < len(data):
        end = position + 12 + int.from_bytes(data[position : position + 4])
        yield data[position + 4 : position + 8], data[position:end]
        position = end


def _riff(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    position, end = 12, 8 + int.from_bytes(data[4:8], "little")
    while position + 8 <= end:
        size = int.from_bytes(data[position + 4 : position + 8], "little")
        yield data[position : position + 4], data[position : position + 8 + size]
        position += 8 + size + size % 2


def _table(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _gif(data: bytes) -> Iterator[bytes]:
    position = 13 + _table(data[10])
    yield data[6:position]
    while position < len(data) and data[position] in (0x21, 0x2C):
        start = position
        if data[position] == 0x2C:  # image
            position += 10 + _table(data[position + 9]) + 1
        else:
            position += 2
        while data[position]:
            position += 1 + data[position]
        position += 1
        if data[start] == 0x2C or data[start + 1] == 0xF9:  # or its control
            yield data[start:position]


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = 0
    while position + 8 <= len(data):
        size = int.from_bytes(data[position : position + 4]) or len(data) - position
        yield data[position + 4 : position + 8], data[position + 8 : position + size]
        position += size


def _heif(data: bytes) -> Iterator[bytes]:
    """Give the data of pictures among the items of version 0 or 1, as nearly every encoder writes them."""
    meta = dict(_boxes(next(box[4:] for name, box in _boxes(data) if name == b"meta")))
    texts = {int.from_bytes(box[4:6]) for _, box in _boxes(meta[b"iinf"][6:]) if box[8:12] in (b"Exif", b"mime")}
    table = BytesIO(meta[b"iloc"])
    version = table.read(4)[0]
    sizes = table.read(2)

    def number(count: int) -> int:
        return int.from_bytes(table.read(count))

    for _ in range(number(2)):
        item = number(2)
        method = number(2 * version) & 15
        table.read(2)
        base = number(sizes[1] >> 4)
        for _ in range(number(2)):
            start, size = base + number(sizes[0] >> 4), number(sizes[0] & 15)
            if item not in texts:
                whole = meta[b"idat"] if method else data
                yield whole[start : start + size]


def _tiff(data: bytes) -> Iterator[bytes]:
    with tifffile.TiffFile(BytesIO(data)) as file:
        for page in file.pages:
            for offset, size in zip(page.dataoffsets, page.databytecounts, strict=True):
                yield data[offset : offset + size]


_READERS = (
    (0, b"\xff\xd8", _jpeg),
    (0, b"\x89PNG", _png_pictures),
    (0, b"RIFF", _webp),
    (0, b"GIF", _gif),
    (4, b"ftyp", _heif),
    (4, b"JXL ", _jxl),
    (0, b"\xff\x0a", lambda data: [data]),
)
"""Where which bytes tell a container, and what reads it."""
