"""Lossless reading and splicing of metadata: a module for each container, all with the same face.

`read_blocks(file)` finds the blocks; `replace_blocks(source, target, blocks)` copies a file and puts the
given blocks where the container wants them. The coded pixels are copied byte for byte and never held whole;
`coded_parts(file)` says which they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from types import ModuleType
from typing import BinaryIO

from fixative.containers import bmff, gif, jpeg, png, tiff, webp
from fixative.containers.blocks import Blocks, Note
from fixative.containers.stream import pieces
from fixative.errors import EmptyFileError, NotAPictureError, UnsupportedFormatError
from fixative.formats import HEAD_BYTES, Format, sniff

__all__ = [
    "Blocks",
    "Note",
    "can_splice",
    "carried",
    "exif_room",
    "has_credentials",
    "read_blocks",
    "replace_blocks",
    "same_coded_pixels",
]

_MODULES: Mapping[Format, ModuleType] = {
    Format.JPEG: jpeg,
    Format.PNG: png,
    Format.WEBP: webp,
    Format.TIFF: tiff,
    Format.GIF: gif,
}
_CARRIED: Mapping[Format, frozenset[str]] = {
    Format.JPEG: frozenset({"exif", "xmp", "iptc"}),
    Format.PNG: frozenset({"exif", "xmp"}),
    Format.WEBP: frozenset({"exif", "xmp"}),
    Format.TIFF: frozenset({"exif", "xmp", "iptc"}),
    Format.GIF: frozenset({"xmp"}),
    Format.AVIF: frozenset({"exif", "xmp"}),
}


def can_splice(format: Format) -> bool:  # noqa: A002 - the word for it
    """Whether the metadata of this format can be replaced without touching the pixels."""
    return format in _MODULES


def carried(format: Format) -> frozenset[str]:  # noqa: A002 - the word for it
    """Name the blocks (attributes of `Blocks`) that a format has a place for; those of an AVIF go in at encoding."""
    return _CARRIED[format]


def exif_room(format: Format) -> int | None:  # noqa: A002 - the word for it
    """Give the bytes that an EXIF block may have in a format; None where they are as good as unbounded."""
    return jpeg.MAX_EXIF if format is Format.JPEG else None


def _module(file: BinaryIO) -> ModuleType:
    file.seek(0)
    head = file.read(HEAD_BYTES)
    if not head:
        raise EmptyFileError
    kind = sniff(head)
    if kind is None:
        raise NotAPictureError
    if kind not in _MODULES:
        raise UnsupportedFormatError(format=kind.label)
    return _MODULES[kind]


def read_blocks(file: BinaryIO) -> Blocks:
    """Find the metadata in a picture file.

    Parameters
    ----------
    file : binary file
        Seekable; its content decides what it is.

    Returns
    -------
    Blocks

    Raises
    ------
    EmptyFileError, NotAPictureError, UnsupportedFormatError
        It is no picture, or none whose metadata can be spliced.
    TruncatedError, MalformedContainerError
        Its structure is broken.
    MetadataTooLargeError
        It holds more metadata than is taken into memory.
    """
    blocks: Blocks = _module(file).read_blocks(file)
    return blocks


def replace_blocks(source: BinaryIO, target: BinaryIO, blocks: Blocks) -> tuple[Note, ...]:
    """Copy a picture file with other metadata; the coded pixels stay byte for byte.

    Parameters
    ----------
    source : binary file
        Seekable.
    target : binary file
        Written once, from its position on.
    blocks : Blocks
        What is None is removed; what equals the source's stays as it is.

    Returns
    -------
    tuple of (code, params)
        ``metadata-not-carried`` for each block that is given and has no place in this container.

    Raises
    ------
    EmptyFileError, NotAPictureError, UnsupportedFormatError, TruncatedError, MalformedContainerError
        As in `read_blocks`.
    MetadataTooLargeError
        A block does not fit.
    """
    notes: tuple[Note, ...] = _module(source).replace_blocks(source, target, blocks)
    return notes


def same_coded_pixels(first: BinaryIO, second: BinaryIO) -> bool:
    """Whether two files have the same pixels in their coded form, as before and after `replace_blocks`.

    Raises what `read_blocks` raises.
    """
    return all(one == other for one, other in zip_longest(_coded_pieces(first), _coded_pieces(second)))


def _coded_pieces(file: BinaryIO) -> Iterator[bytes]:
    for part in _module(file).coded_parts(file):
        if isinstance(part, range):
            file.seek(part.start)
            yield from pieces(file, len(part))
        else:
            yield part


def has_credentials(file: BinaryIO) -> bool:
    """Whether a picture file carries Content Credentials (a C2PA manifest), an AVIF too; they are not checked.

    Raises what `read_blocks` raises.
    """
    file.seek(0)
    if sniff(file.read(HEAD_BYTES)) is Format.AVIF:
        return bmff.has_credentials(file)
    present: bool = _module(file).has_credentials(file)
    return present
