"""What a file holds beside its pixels and its blocks: further pictures, segments and texts of makers, what follows.

Splicing copies all of it as it stands. Here it is looked at, so that nobody takes it for gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from fixative.containers import jpeg, mpf, photoshop, png
from fixative.containers.blocks import Blocks
from fixative.containers.segments import APP2, APP13, PHOTOSHOP, read_header
from fixative.containers.stream import length
from fixative.errors import MetadataError, TruncatedError
from fixative.formats import HEAD_BYTES, Format, sniff

__all__ = ["THUMBNAIL", "Aside", "asides"]

THUMBNAIL = "Photoshop thumbnail"

_HEADER = 1024 * 1024
"""Bytes of a further picture that are looked at: its metadata stand at its front."""

_TAIL = 4096
_END_OF_IMAGE = b"\xff\xd9"


@dataclass(frozen=True, slots=True)
class Aside:
    """One such thing.

    Attributes
    ----------
    name : str
        `THUMBNAIL`, ``picture 2``, ``trailer``, a segment such as ``APP6 GoPro``, or a text such as
        ``exif:GPSLatitude``.
    blocks : Blocks or None
        Of a further picture that can be read.
    named : bool
        Whether the name says what is in it; otherwise, without blocks, only its maker knows.
    """

    name: str
    blocks: Blocks | None = None
    named: bool = False


def asides(file: BinaryIO) -> list[Aside]:
    """List what a JPEG or a PNG holds aside; none of other formats, or where the structure cannot be read.

    Parameters
    ----------
    file : binary file
        Seekable.
    """
    file.seek(0)
    kind = sniff(file.read(HEAD_BYTES))
    try:
        if kind is Format.JPEG:
            return list(_of_jpeg(file))
        if kind is Format.PNG:
            return [Aside(keyword, named=True) for keyword in png.keywords(file)]
    except (MetadataError, TruncatedError):
        pass
    return []


def _of_jpeg(file: BinaryIO) -> Iterator[Aside]:
    starts: list[int] = []
    resources = b""
    for segment in read_header(file).segments:
        if segment.starts(APP2, mpf.SIGNATURE):
            base = segment.end - len(segment.payload)
            starts += [base + start for start in mpf.starts(segment.payload)]
        elif segment.starts(APP13, PHOTOSHOP):
            resources += segment.payload[len(PHOTOSHOP) :]
        elif segment.maker:
            yield Aside(segment.maker)
    if photoshop.has_thumbnail(resources):
        yield Aside(THUMBNAIL, named=True)
    for number, start in enumerate(starts, 2):
        file.seek(start)
        try:
            blocks = jpeg.read_blocks(BytesIO(file.read(_HEADER)))
        except (MetadataError, TruncatedError):
            blocks = None
        yield Aside(f"picture {number}", blocks)
    size = length(file)
    file.seek(max(0, size - _TAIL))
    if not file.read().rstrip(b"\0").endswith(_END_OF_IMAGE):
        yield Aside("trailer")
