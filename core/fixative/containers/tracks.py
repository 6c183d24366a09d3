"""The tracks of an image sequence (`moov`): where their samples stand, and the `meta` box of the picture's own track.

ISO/IEC 14496-12: sample tables (section 8.7), metadata of a track (8.11.1). A reader that plays an animated AVIF looks
for EXIF and XMP in its track, one that shows its first picture in the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fixative.containers.boxes import Inner, encoded, full, inner
from fixative.containers.cursor import Cursor
from fixative.containers.items import Items, parsed
from fixative.errors import MalformedContainerError, MetadataTooLargeError

__all__ = ["described", "metas", "moved", "picture_meta", "samples", "with_picture_meta"]

_NESTED = frozenset({b"trak", b"mdia", b"minf", b"stbl"})
_OFFSETS = {b"stco": 4, b"co64": 8}
_IDLE = frozenset({b"free", b"skip", b"meta", *_OFFSETS})


def metas(data: bytes) -> Iterator[Items]:
    """Give every `meta` box with items in the content of `moov`."""
    for kind, content in inner(data):
        if kind in _NESTED:
            yield from metas(content)
        elif _has_items(kind, content):
            yield parsed(content)


def _has_items(kind: bytes, content: bytes) -> bool:
    # Those of QuickTime are of another make, and have none.
    return kind == b"meta" and b"iloc" in content


def _is_picture(box: Inner) -> bool:
    """Whether a box is a track with a picture, and not with its transparency."""
    if box.kind != b"trak":
        return False
    media = next((content for kind, content in inner(box.data) if kind == b"mdia"), b"")
    return any(kind == b"hdlr" and content[8:12] == b"pict" for kind, content in inner(media))


def picture_meta(data: bytes) -> Items | None:
    """Give the `meta` box of the first track with a picture."""
    track = next((box for box in inner(data) if _is_picture(box)), None)
    return None if track is None else next(metas(track.data), None)


def with_picture_meta(data: bytes, items: Items, *, wide: bool) -> bytes:
    """Put a `meta` box into the first track with a picture, in the place of its old one, or of none."""
    out, waiting = b"", True
    for box in inner(data):
        content = box.data
        if waiting and _is_picture(box):
            waiting = False
            others = [each for each in inner(content) if not _has_items(*each)]
            before = next(number for number, each in enumerate(others) if each.kind == b"mdia")
            written = [encoded(*each) for each in others]
            written.insert(before, items.encoded(lambda offset: offset, wide=wide))
            content = b"".join(written)
        out += encoded(box.kind, content)
    return out


def moved(data: bytes, place: Callable[[int], int], *, wide: bool) -> bytes:
    """Write the content of `moov` with other offsets.

    Parameters
    ----------
    data : bytes
    place : callable
        Gives for an offset in the source the one in the result.
    wide : bool
        Whether offsets of items need 64 bits.

    Raises
    ------
    MetadataTooLargeError
        An offset does not fit where it stands.
    """
    out = bytearray()
    for kind, content in inner(data):
        if kind in _NESTED:
            out += encoded(kind, moved(content, place, wide=wide))
        elif kind in _OFFSETS:
            out += encoded(kind, _moved_offsets(kind, content, place))
        elif _has_items(kind, content):
            out += parsed(content).encoded(place, wide=wide)
        else:
            out += encoded(kind, content)
    return bytes(out)


def _moved_offsets(kind: bytes, content: bytes, place: Callable[[int], int]) -> bytes:
    width = _OFFSETS[kind]
    offsets = [place(offset) for offset in _offsets(kind, content)]
    limit = 2 ** (8 * width)
    if offsets and max(offsets) >= limit:
        raise MetadataTooLargeError(block=kind.decode(), size=max(offsets), limit=limit)
    return full(0, len(offsets).to_bytes(4, "big") + b"".join(offset.to_bytes(width, "big") for offset in offsets))


def _offsets(kind: bytes, content: bytes) -> list[int]:
    cursor = Cursor(content)
    cursor.version()
    return [cursor.number(_OFFSETS[kind]) for _ in range(cursor.number(4))]


def samples(data: bytes) -> Iterator[range]:
    """Give where the samples of every track stand, chunk by chunk."""
    for kind, content in inner(data):
        if kind == b"stbl":
            yield from _chunks(dict(inner(content)))
        elif kind in _NESTED:
            yield from samples(content)


def _chunks(table: dict[bytes, bytes]) -> Iterator[range]:
    kind = next((kind for kind in _OFFSETS if kind in table), None)
    if kind is None or not {b"stsc", b"stsz"} <= table.keys():
        raise MalformedContainerError(detail="a track without samples")
    runs = Cursor(table[b"stsc"])
    runs.version()
    counts = {first: runs.number(4) for first in _firsts(runs)}
    sizes = Cursor(table[b"stsz"])
    sizes.version()
    alike, left = sizes.number(4), sizes.number(4)
    count = 0
    for number, offset in enumerate(_offsets(kind, table[kind]), start=1):
        count = min(counts.get(number, count), left)
        left -= count
        size = count * alike if alike else sum(sizes.number(4) for _ in range(count))
        yield range(offset, offset + size)


def _firsts(runs: Cursor) -> Iterator[int]:
    """Give the first chunk of each run; the reader takes what follows it, the samples of a chunk."""
    for number in range(runs.number(4)):
        if number:
            runs.skip(4)
        yield runs.number(4)


def described(data: bytes) -> Iterator[bytes]:
    """Give what says how samples are shown: all of `moov` but offsets and metadata."""
    for kind, content in inner(data):
        if kind in _NESTED:
            yield from described(content)
        elif kind not in _IDLE:
            yield kind + content
