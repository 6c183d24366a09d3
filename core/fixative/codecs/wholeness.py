"""Whether a file reaches to its own end, told from its structure before anything is decoded.

Some decoders stay silent about a file that breaks off, and give half a picture, or fewer frames.
A JPEG has no lengths to follow: there Pillow is strict, and `has_jpeg_end` tells why it failed.
"""

from __future__ import annotations

import os
import struct
from typing import BinaryIO

from fixative.formats import Format

__all__ = ["breaks_off", "has_jpeg_end"]

# BitsPerSample, StripOffsets, StripByteCounts, TileOffsets, TileByteCounts (TIFF 6.0), and the integers in them.
_TABLES = frozenset({258, 273, 279, 324, 325})
_BIG_TIFF = 43
_INTEGER_BYTES = {3: 2, 4: 4, 16: 8}
_MAX_DIRECTORIES = 10_000

_GIF_TRAILER, _GIF_EXTENSION, _GIF_IMAGE = b"\x3b", b"\x21", b"\x2c"


def breaks_off(file: BinaryIO, kind: Format) -> bool:
    """Tell whether a file ends before its structure says so; False for JPEG.

    Parameters
    ----------
    file : binary file
        Seekable; its position afterwards is the start.
    kind : Format
        What the content is.
    """
    check = {Format.PNG: _png, Format.WEBP: _webp, Format.GIF: _gif, Format.AVIF: _avif, Format.TIFF: _tiff}.get(kind)
    if check is None:
        return False
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    try:
        return check(file, size)
    except (struct.error, IndexError):
        return True
    finally:
        file.seek(0)


def has_jpeg_end(file: BinaryIO) -> bool:
    """Tell whether the file ends with the EOI marker; its position afterwards is the start."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(size - 2, 0))
    end = file.read(2)
    file.seek(0)
    return end == b"\xff\xd9"


def _png(file: BinaryIO, size: int) -> bool:
    at = 8
    while True:
        file.seek(at)
        length, kind = struct.unpack(">L4s", file.read(8))
        at += 12 + length
        if at > size:
            return True
        if kind == b"IEND":
            return False


def _webp(file: BinaryIO, size: int) -> bool:
    (length,) = struct.unpack("<4xL", file.read(8))
    return bool(8 + length > size)


def _avif(file: BinaryIO, size: int) -> bool:
    at = 0
    while at < size:
        file.seek(at)
        (length,) = struct.unpack(">L4x", file.read(8))
        if length == 1:
            (length,) = struct.unpack(">Q", file.read(8))
        if length == 0:
            return False
        if length < 8:  # noqa: PLR2004 - a box is never smaller than its own head; the decoder will say so
            return False
        at += length
    return at > size


def _gif(file: BinaryIO, size: int) -> bool:
    file.seek(10)
    _skip_palette(file, file.read(3)[0])
    while True:
        kind = file.read(1)
        if kind == _GIF_TRAILER:
            return False
        if kind == _GIF_EXTENSION:
            file.seek(1, os.SEEK_CUR)
        elif kind == _GIF_IMAGE:
            _skip_palette(file, file.read(9)[8])
            file.seek(1, os.SEEK_CUR)
        elif not kind or file.tell() > size:
            return True
        else:
            # Stray bytes between blocks: browsers skip them, and so does Pillow.
            continue
        while length := file.read(1)[0]:
            file.seek(length, os.SEEK_CUR)


def _tiff(file: BinaryIO, size: int) -> bool:
    """Follow the chain of directories, and the tables that say where their strips or tiles are."""
    head = file.read(16)
    order, big = ("<" if head[:2] == b"II" else ">"), _BIG_TIFF in head[2:4]
    wide, narrow = ("Q", "Q") if big else ("L", "H")
    step = 20 if big else 12
    (directory,) = struct.unpack_from(order + wide, head, 8 if big else 4)
    seen: set[int] = set()
    while directory and directory not in seen and len(seen) < _MAX_DIRECTORIES:
        seen.add(directory)
        file.seek(directory)
        (count,) = struct.unpack(order + narrow, file.read(struct.calcsize(order + narrow)))
        entries = file.read(count * step)
        for at in range(0, count * step, step):
            tag, kind, values = struct.unpack_from(order + "HH" + wide, entries, at)
            length = values * _INTEGER_BYTES.get(kind, 0)
            (place,) = struct.unpack_from(order + wide, entries, at + step - struct.calcsize(order + wide))
            if tag in _TABLES and length > struct.calcsize(order + wide) and place + length > size:
                return True
        (directory,) = struct.unpack(order + wide, file.read(struct.calcsize(order + wide)))
    return bool(directory > size)


def _skip_palette(file: BinaryIO, flags: int) -> None:
    if flags & 0x80:
        file.seek(3 << ((flags & 7) + 1), os.SEEK_CUR)
