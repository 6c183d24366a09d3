"""Whether a file reaches to its own end, told from its structure before anything is decoded.

Some decoders stay silent about a file that breaks off, and give half a picture, or fewer frames.
A JPEG has no lengths to follow: there Pillow is strict, and `has_jpeg_end` tells why it failed. The chunks of a PNG
are walked to their end where its checksums are compared.
"""

from __future__ import annotations

import os
import struct
from typing import BinaryIO

from fixative.containers.boxes import top_level
from fixative.containers.heif_layout import read_layout
from fixative.containers.ifd import Structure
from fixative.errors import MalformedContainerError, MetadataError, TruncatedError
from fixative.formats import Format

__all__ = ["breaks_off", "has_jpeg_end"]

# BitsPerSample, StripOffsets, StripByteCounts, TileOffsets, TileByteCounts (TIFF 6.0).
_TABLES = frozenset({258, 273, 279, 324, 325})

# ISO/IEC 18181-2, `jxlp`: the highest bit of its counter.
_LAST_PART = 0x80

_GIF_TRAILER, _GIF_EXTENSION, _GIF_IMAGE = b"\x3b", b"\x21", b"\x2c"


def breaks_off(file: BinaryIO, kind: Format) -> bool:
    """Tell whether a file ends before its structure says so; False for JPEG and PNG.

    Parameters
    ----------
    file : binary file
        Seekable; its position afterwards is the start.
    kind : Format
        What the content is.
    """
    check = _CHECKS.get(kind)
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


def _webp(file: BinaryIO, size: int) -> bool:
    (length,) = struct.unpack("<4xL", file.read(8))
    return bool(8 + length > size)


def _avif(file: BinaryIO, _size: int) -> bool:
    """Look whether all that its items and tracks mean is there."""
    try:
        read_layout(file)
    except TruncatedError:
        return True
    except MetadataError:
        # The decoder will say so.
        return False
    return False


def _jxl(file: BinaryIO, _size: int) -> bool:
    """Look whether the last part of the codestream says that it is the last; a bare one has no parts."""
    parts = [box for box in top_level(file) if box.kind == b"jxlp"]
    if not parts:
        return False
    file.seek(parts[-1].data)
    return not file.read(1)[0] & _LAST_PART


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


def _tiff(file: BinaryIO, _size: int) -> bool:
    """Follow the chain of directories, and the tables that say where their strips or tiles are."""
    structure = Structure(file)
    try:
        tables = (entry for page in structure.pages() for entry in page.entries if entry.tag in _TABLES)
        return any(structure.is_cut_off(entry) for entry in tables)
    except MalformedContainerError:
        return True


def _skip_palette(file: BinaryIO, flags: int) -> None:
    if flags & 0x80:
        file.seek(3 << ((flags & 7) + 1), os.SEEK_CUR)


_CHECKS = {
    Format.WEBP: _webp,
    Format.GIF: _gif,
    Format.AVIF: _avif,
    Format.TIFF: _tiff,
    Format.JXL: _jxl,
}
