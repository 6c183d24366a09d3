"""An AVIF or HEIC with other metadata, pieced together from what is new and from parts of the source.

The tables of a file say by offsets where its data stand: what grows before them moves them, and every table is told.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, takewhile

from fixative.containers import tracks
from fixative.containers.boxes import Box, encoded, head_of
from fixative.containers.heif_layout import Layout
from fixative.containers.item_tables import Extent
from fixative.containers.items import Items, blank
from fixative.containers.ranges import merged, without
from fixative.errors import MalformedContainerError

__all__ = ["spliced"]

_BLOCKS = ("exif", "xmp")
_ROOM = 2**20
_WIDE = 2**32


def spliced(layout: Layout, wanted: Mapping[str, bytes | None]) -> list[bytes | range]:
    """List what a result is made of: bytes that are new, and ranges of the source.

    Parameters
    ----------
    layout : Layout
        Of the source.
    wanted : mapping
        By the blocks (attributes of `Blocks`) that change: the data of their items. None, or nothing, removes.

    Raises
    ------
    MalformedContainerError
        An offset means nothing that is kept.
    MetadataTooLargeError
        A table does not hold the offsets that a result of more than four gigabytes needs.
    """
    fresh = b"".join(data for data in wanted.values() if data)
    wide = layout.size + len(fresh) + _ROOM > _WIDE
    # Until all sizes are known, what is new stands behind the source.
    extents: dict[str, Extent | None] = {}
    at = layout.size
    for name, data in wanted.items():
        extents[name] = Extent(at, len(data)) if data else None
        at += len(data or b"")
    changed = _changed(layout, extents, wide=wide)
    gone = _leftovers(layout, changed)
    first = _arranged(changed, fresh, gone, lambda offset: offset, wide=wide)
    place = _placed(first, layout.size, fresh)
    for part in changed.needed():
        if part and place(part[-1]) - place(part[0]) != len(part) - 1:
            raise MalformedContainerError(detail="an item across boxes")
    return _arranged(changed, fresh, gone, place, wide=wide)


def _changed(layout: Layout, extents: Mapping[str, Extent | None], *, wide: bool) -> Layout:
    def edited(items: Items) -> Items:
        for name, extent in extents.items():
            items = items.with_block(name, extent)
        return items

    meta, moov = layout.meta, layout.moov
    if meta is not None:
        meta = edited(meta)
    track = tracks.picture_meta(moov or b"")
    if moov is not None and (track is not None or any(extents.values())):
        moov = tracks.with_picture_meta(moov, edited(track or blank()), wide=wide)
    return replace(layout, meta=meta, moov=moov)


def _leftovers(layout: Layout, changed: Layout) -> list[range]:
    """Find what blocks that were dropped leave in the file: it is overwritten, so that they are gone."""
    blocks = ((meta, number) for meta in layout.metas() for name in _BLOCKS for number in meta.holding(name))
    dropped = [part for meta, number in blocks if number in meta.locations for part in meta.locations[number].ranges]
    return list(without(merged(dropped), merged(changed.needed())))


def _arranged(
    layout: Layout, fresh: bytes, gone: Sequence[range], place: Callable[[int], int], *, wide: bool
) -> list[bytes | range]:
    pieces: list[bytes | range] = []
    waiting = [head_of(b"mdat", len(fresh)), fresh] if fresh else []
    whole = frozenset(gone)
    at = 0
    for box in layout.boxes:
        if box.kind == b"meta" and layout.meta is not None:
            pieces.append(layout.meta.encoded(place, wide=wide))
        elif box.kind == b"moov" and layout.moov is not None:
            pieces.append(encoded(b"moov", tracks.moved(layout.moov, place, wide=wide)))
        elif box.kind != b"mdat" or box.payload not in whole:
            pieces += _emptied(box, gone)
        if box.kind in (b"meta", b"moov"):
            # Early, so that who reads a stream has it, and what stands at the end stays there.
            pieces += waiting
            waiting = []
        at = box.end
    return [*pieces, range(at, layout.size)]


def _emptied(box: Box, gone: Sequence[range]) -> Iterator[bytes | range]:
    at = box.start
    if box.kind == b"mdat":
        first = bisect_left(gone, box.data, key=lambda part: part.start)
        for part in takewhile(lambda part: part.stop <= box.end, islice(gone, first, None)):
            yield range(at, part.start)
            yield bytes(len(part))
            at = part.stop
    yield range(at, box.end)


def _placed(pieces: Iterable[bytes | range], size: int, fresh: bytes) -> Callable[[int], int]:
    """Make the function that gives for an offset in the source the one in the result; what is new counts as behind."""
    moves: list[tuple[range, int]] = []
    at = 0
    for piece in pieces:
        if isinstance(piece, range) and piece:
            moves.append((piece, at - piece.start))
        elif piece is fresh:
            moves.append((range(size, size + len(fresh)), at - size))
        at += len(piece)
    moves.sort(key=lambda move: move[0].start)
    starts = [part.start for part, _ in moves]

    def place(offset: int) -> int:
        part, step = moves[max(bisect_right(starts, offset) - 1, 0)]
        if offset not in part:
            raise MalformedContainerError(detail="an offset to nowhere")
        return offset + step

    return place
