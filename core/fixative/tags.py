"""What a result carries beside its pixels: the statement, the cloak's mark, and what was there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import BinaryIO

from fixative.containers import Blocks, carried, exif_room
from fixative.containers.blocks import Notes, not_carried
from fixative.formats import Format
from fixative.mark import Mark, write_mark
from fixative.recipe import Recipe
from fixative.rights import Merged, merge
from fixative.rights.private import Private, is_private

__all__ = ["left_behind", "marked", "merged_for", "texts_kept"]

_NAMED = 4
"""Things that a note names."""


def merged_for(blocks: Blocks, recipe: Recipe, kind: Format, *, encoded: bool = False) -> Merged:
    """Merge a recipe's statement into a source's blocks, as far as the result's format has places for them.

    Parameters
    ----------
    blocks : Blocks
    recipe : Recipe
    kind : Format
        Of the result.
    encoded : bool, optional
        Whether the pixels are coded anew: copies of the picture, which show it as it was, go then.

    Returns
    -------
    Merged
    """
    room = exif_room(kind)
    merged = merge(
        blocks,
        recipe.rights,
        overwrite_policy=recipe.overwrite_policy,
        drop=recipe.privacy.dropped | ({Private.COPIES} if encoded else frozenset()),
        exif_room=room,
    )
    if encoded and room is not None and len(merged.blocks.exif or b"") > room:
        merged = replace(
            merged,
            blocks=replace(merged.blocks, exif=None),
            notes=(*merged.notes, not_carried(kind.label, "EXIF")),
        )
    # A block that was made for the statement and has no place in this format is no loss to be told of; one
    # that was there is.
    places = carried(kind)
    homeless = {name: None for name in ("exif", "xmp", "iptc") if name not in places and getattr(blocks, name) is None}
    written = tuple(name for name in merged.written if _block_of(name) in places)
    notes = tuple(note for note in merged.notes if note[0] != "text-shortened" or "iptc" in places)
    return replace(merged, blocks=replace(merged.blocks, **homeless), written=written, notes=notes)


def left_behind(source: BinaryIO, recipe: Recipe) -> Notes:
    """Say what the recipe drops and tags alone leave in a file (``place-left`` and its like)."""
    if not recipe.privacy.dropped:
        return ()
    # Few runs ask for it.
    from fixative.containers.aside import asides  # noqa: PLC0415
    from fixative.rights.beside import left_in  # noqa: PLC0415

    there = asides(source)

    def names(wanted: Private) -> str:
        found = [aside.name for aside in there if left_in(aside, wanted)] if wanted in recipe.privacy.dropped else []
        each = list(dict.fromkeys(found))
        return ", ".join(each[:_NAMED]) + (" …" if len(each) > _NAMED else "")

    notes: Notes = (
        ("place-left", {"where": names(Private.PLACE)}),
        ("serials-left", {"where": names(Private.SERIALS)}),
        ("thumbnails-left", {"where": names(Private.COPIES)}),
    )
    return tuple(note for note in notes if note[1]["where"])


def texts_kept(texts: Mapping[str, str], recipe: Recipe) -> dict[str, str]:
    """Give a PNG's texts, by keyword, but for those that tell what the recipe drops."""
    dropped = recipe.privacy.dropped
    return {name: text for name, text in texts.items() if not any(is_private(name, wanted) for wanted in dropped)}


def _block_of(field_name: str) -> str:
    """Name the block of a field by its group, as exiftool has it: `XMP-plus:DataMining`."""
    return field_name.split(":", maxsplit=1)[0].split("-", maxsplit=1)[0].lower()


def marked(merged: Merged, mark: Mark, kind: Format) -> tuple[Merged, Mark | None]:
    """Put a cloak's mark beside the statement; None is given for it where it has no place, or none that can be read."""
    packet = write_mark(merged.blocks.xmp, mark) if "xmp" in carried(kind) else None
    if packet is None:
        return merged, None
    return replace(merged, blocks=replace(merged.blocks, xmp=packet)), mark
