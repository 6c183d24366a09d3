"""The statement in EXIF: Artist, XPAuthor and Copyright in the first directory.

EXIF has no tag for data mining: the policy stands in the copyright notice. ImageDescription is the picture's own
and no field of the statement. Text is UTF-8, as the Metadata Working Group asks for tags of type ASCII.
"""

from __future__ import annotations

from collections.abc import Collection
from io import BytesIO

from fixative.containers.blocks import Notes
from fixative.containers.ifd import Addition, Directory, Layout, Structure
from fixative.containers.rewrite import fresh, with_entries
from fixative.errors import MetadataError
from fixative.rights.private import Private, without_private
from fixative.rights.words import Words

__all__ = ["ARTIST", "COPYRIGHT", "XP_AUTHOR", "artists_in", "merge_exif", "notice_in", "read_text", "text_of"]

ARTIST, COPYRIGHT, XP_AUTHOR = 0x013B, 0x8298, 0x9C9D
_BYTE, _ASCII = 1, 2


def text_of(tag: int, value: bytes) -> str:
    """Decode a text value; of a copyright, the photographer's part (the editor's follows a NUL)."""
    if tag == XP_AUTHOR:
        return value.decode("utf-16-le", "replace").split("\0")[0].strip()
    first = value.split(b"\0")[0]
    try:
        return first.decode("utf-8").strip()
    except UnicodeDecodeError:
        return first.decode("latin-1").strip()


def read_text(structure: Structure, directory: Directory, tag: int) -> str:
    """Read a text entry; empty where there is none."""
    entry = directory.get(tag)
    value = structure.value(entry) if entry is not None else None
    return text_of(tag, value) if value else ""


def artists_in(block: bytes) -> list[str]:
    """List who made the picture; none where the block cannot be read."""
    return [text for text in _texts_in(block, ARTIST, XP_AUTHOR) if text]


def notice_in(block: bytes) -> str:
    """Read the copyright notice; empty where there is none, or the block cannot be read."""
    return "".join(_texts_in(block, COPYRIGHT))


def _texts_in(block: bytes, *tags: int) -> list[str]:
    try:
        structure = Structure(BytesIO(block))
        directory = structure.directory(structure.first)
        return [read_text(structure, directory, tag) for tag in tags]
    except MetadataError:
        return []


def merge_exif(
    block: bytes | None, words: Words, *, drop: Collection[Private] = (), room: int | None = None
) -> tuple[bytes | None, Notes, tuple[str, ...]]:
    """Put the statement into an EXIF block.

    Parameters
    ----------
    block : bytes or None
        A TIFF structure; None makes a new one where there is something to say.
    words : Words
    drop : collection of Private, optional
        What is taken out.
    room : int or None
        Bytes that the block may have: where the statement would make it larger, it is left out.

    Returns
    -------
    block : bytes or None
    notes : tuple of (code, params)
        ``block-full`` where the statement was left out.
    written : tuple of str
        Names of the fields that carry the statement now.

    Raises
    ------
    MalformedContainerError
        The block cannot be read.
    """
    if block is None:
        wanted = _wanted(words, "")
        items = [Addition(tag, kind, data) for tag, (kind, data) in wanted.items()]
        merged, bare = (fresh(Layout("little"), items) if items else None), None
    else:
        bare = without_private(block, drop)
        structure = Structure(BytesIO(bare))
        wanted, changes = _changes(structure, structure.directory(structure.first), words)
        merged = with_entries(bare, changes) if changes else bare
    if room is not None and merged is not None and len(merged) > room:
        return bare, (("block-full", {"block": "EXIF", "limit": room}),), ()
    return merged, (), _names(wanted)


def _changes(
    structure: Structure, directory: Directory, words: Words
) -> tuple[dict[int, tuple[int, bytes]], dict[int, Addition | None]]:
    """Give what the statement's tags must hold, and of it what they do not hold yet."""
    there = directory.get(COPYRIGHT)
    old = (structure.value(there) or b"") if there is not None else b""
    wanted = _wanted(words, text_of(COPYRIGHT, old), editor=old.rstrip(b"\0").partition(b"\0")[2])
    changes: dict[int, Addition | None] = {}
    for tag, (kind, data) in wanted.items():
        entry = directory.get(tag)
        if entry is None or structure.value(entry) != data:
            changes[tag] = Addition(tag, kind, data)
    if COPYRIGHT not in wanted and there is not None and text_of(COPYRIGHT, old):
        # Nothing but our own words stood there, and they no longer hold.
        changes[COPYRIGHT] = None
    return wanted, changes


def _wanted(words: Words, notice: str, editor: bytes = b"") -> dict[int, tuple[int, bytes]]:
    wanted: dict[int, tuple[int, bytes]] = {}
    if words.creators:
        wanted[ARTIST] = _ASCII, "; ".join(words.creators).encode() + b"\0"
        wanted[XP_AUTHOR] = _BYTE, ";".join(words.creators).encode("utf-16-le") + b"\0\0"
    copyright_ = words.notice_with_policy(notice)
    if copyright_:
        wanted[COPYRIGHT] = _ASCII, copyright_.encode() + b"\0" + (editor + b"\0" if editor else b"")
    return wanted


def _names(wanted: dict[int, tuple[int, bytes]]) -> tuple[str, ...]:
    names = {ARTIST: "EXIF:Artist", XP_AUTHOR: "EXIF:XPAuthor", COPYRIGHT: "EXIF:Copyright"}
    return tuple(names[tag] for tag in wanted)
