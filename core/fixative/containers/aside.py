"""What a file holds beside its pixels and its blocks: further pictures, segments and texts of makers, what follows.

Splicing copies all of it as it stands. Here it is looked at, so that nobody takes it for gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from fixative.containers import heif, jpeg, mpf, png, tiff
from fixative.containers.blocks import Blocks
from fixative.containers.segments import APP2, read_header
from fixative.containers.stream import length
from fixative.errors import MetadataError, TruncatedError
from fixative.formats import HEAD_BYTES, Format, sniff

__all__ = ["Aside", "asides"]

_HEADER = 1024 * 1024
"""Bytes of a further picture that are looked at: its metadata stand at its front."""

_TAIL = 4096
_MOST = 1_000
"""Things that are looked at one by one; what is in further ones is not known then."""
_END_OF_IMAGE = b"\xff\xd9"


@dataclass(frozen=True, slots=True)
class Aside:
    """One such thing.

    Attributes
    ----------
    name : str
        ``picture 2``, ``page 2``, ``preview``, ``thumbnail``, ``item 7``, ``trailer``, ``others``, a segment such as
        ``APP6 GoPro``, or a text such as ``exif:GPSLatitude``.
    blocks : Blocks or None
        Of a further picture that can be read.
    named : bool
        Whether the name says what is in it; otherwise, without blocks, only its maker knows.
    copy : bool
        Whether it is the picture itself once more, or may be.
    """

    name: str
    blocks: Blocks | None = None
    named: bool = False
    copy: bool = False


def asides(file: BinaryIO) -> list[Aside]:
    """List what a file holds aside; none of formats without a place for it, or where the structure cannot be read.

    Parameters
    ----------
    file : binary file
        Seekable.
    """
    file.seek(0)
    kind = sniff(file.read(HEAD_BYTES))
    found: list[Aside] = []
    try:
        for aside in _of(kind, file):
            if len(found) == _MOST:
                return [*found, Aside("others")]
            found.append(aside)
    except (MetadataError, TruncatedError):
        return []
    return found


def _of(kind: Format | None, file: BinaryIO) -> Iterator[Aside]:
    match kind:
        case Format.JPEG:
            yield from _of_jpeg(file)
        case Format.PNG:
            yield from (Aside(keyword, named=True) for keyword in png.keywords(file))
        case Format.TIFF:
            yield from _of_tiff(file)
        case Format.AVIF | Format.HEIC:
            yield from _of_heif(file)


def _of_jpeg(file: BinaryIO) -> Iterator[Aside]:
    starts: list[int] = []
    for segment in read_header(file).segments:
        if segment.starts(APP2, mpf.SIGNATURE):
            base = segment.end - len(segment.payload)
            starts += [base + start for start in mpf.starts(segment.payload)]
        elif segment.maker:
            yield Aside(segment.maker)
    for number, start in enumerate(starts, 2):
        file.seek(start)
        try:
            blocks = jpeg.read_blocks(BytesIO(file.read(_HEADER)))
        except (MetadataError, TruncatedError):
            blocks = None
        yield Aside(f"picture {number}", blocks, copy=True)
    size = length(file)
    file.seek(max(0, size - _TAIL))
    if not file.read().rstrip(b"\0").endswith(_END_OF_IMAGE):
        yield Aside("trailer")


def _of_tiff(file: BinaryIO) -> Iterator[Aside]:
    try:
        for name, blocks, smaller in tiff.further_pictures(file):
            yield Aside(name, blocks, copy=smaller)
    except MetadataError:
        yield Aside("further pages")


def _of_heif(file: BinaryIO) -> Iterator[Aside]:
    if heif.has_thumbnail(file):
        yield Aside("thumbnail", named=True, copy=True)
    yield from (Aside(f"item {number}", blocks) for number, blocks in heif.further_blocks(file))
