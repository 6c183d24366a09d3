"""A TIFF structure with other entries in its first directory, as bytes or as a stream."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from io import BytesIO
from typing import BinaryIO

from fixative.containers.ifd import Addition, Directory, Layout, Structure, encode_directory
from fixative.containers.leftover import Leftover, freed, leftover
from fixative.containers.stream import copy
from fixative.errors import MalformedContainerError

__all__ = ["fresh", "with_entries", "without_entries", "write_with_entries"]

_ZEROS = bytes(65_536)


def fresh(layout: Layout, items: Collection[Addition]) -> bytes:
    """Make a structure with one directory."""
    header = layout.header(2 * layout.width)
    return header + encode_directory(layout, len(header), items)


def with_entries(block: bytes, changes: Mapping[int, Addition | None], *, alone: bool = False) -> bytes:
    """Change entries of an EXIF block's first directory.

    Parameters
    ----------
    block : bytes
        A TIFF structure.
    changes : mapping
        By tag: what replaces an entry or is added; None removes.
    alone : bool
        Take out the directories that follow the first, and their bytes: the thumbnail of an EXIF block.

    Returns
    -------
    bytes
        Everything that was not changed stands where it stood.

    Raises
    ------
    MalformedContainerError
        The structure cannot be read.
    """
    source, target = BytesIO(block), BytesIO()
    structure = Structure(source)
    directory = structure.directory(structure.first)
    kept = directory.without(changes.keys())
    if alone:
        kept = replace(kept, following=0)
    additions = [addition for addition in changes.values() if addition is not None]
    write_with_entries(source, target, structure, kept, additions, leftover(structure, directory, kept))
    return target.getvalue()


def without_entries(block: bytes, pointer: int, tags: Collection[int]) -> bytes:
    """Take entries out of a directory that the first one points to, and zero what they leave.

    Parameters
    ----------
    block : bytes
        A TIFF structure.
    pointer : int
        The tag that names the directory, such as `leftover.EXIF_POINTER`.
    tags : collection of int

    Returns
    -------
    bytes
        As long as the block; everything else stands where it stood.

    Raises
    ------
    MalformedContainerError
        The structure cannot be read.
    """
    before = Structure(BytesIO(block))
    entry = before.directory(before.first).get(pointer)
    if entry is None:
        return block
    try:
        directory = before.directory(before.pointer(entry))
    except MalformedContainerError:
        # A pointer to nowhere: there is nothing to take out.
        return block
    kept = directory.without(tags)
    if kept == directory:
        return block
    changed = bytearray(block)
    table = encode_directory(before.layout, directory.offset, kept.entries, kept.following)
    changed[directory.offset : directory.offset + len(table)] = table
    for part in freed(before, Structure(BytesIO(bytes(changed)))):
        changed[part.start : part.stop] = bytes(len(part))
    return bytes(changed)


def write_with_entries(
    source: BinaryIO,
    target: BinaryIO,
    structure: Structure,
    kept: Directory,
    additions: Collection[Addition],
    rest: Leftover,
    *,
    ahead: bytes = b"",
) -> None:
    """Copy a TIFF structure with a new first directory behind everything else.

    Parameters
    ----------
    source, target : binary files
    structure : Structure
        Of the source.
    kept : Directory
        What stays of its first directory.
    additions : collection of Addition
        What is written besides.
    rest : Leftover
        What is free afterwards: zeros are written there, and the new directory begins at its `start`.
    ahead : bytes
        What stands at `start`, before the directory: the directories that its pointers name.
    """
    layout = structure.layout
    at = rest.start + len(ahead)
    table = encode_directory(layout, at, [*kept.entries, *additions], kept.following)
    source.seek(layout.pointer_at + layout.width)
    target.write(layout.header(at))
    for gap in rest.ranges:
        copy(source, target, gap.start - source.tell())
        target.writelines(_ZEROS[: gap.stop - offset] for offset in range(gap.start, gap.stop, len(_ZEROS)))
        source.seek(gap.stop)
    end = min(rest.start, structure.size)
    copy(source, target, end - source.tell())
    target.write(b"\0" * (rest.start - end) + ahead + table)
