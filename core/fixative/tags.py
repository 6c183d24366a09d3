"""What a result carries beside its pixels: the statement, the cloak's mark, and what was there."""

from __future__ import annotations

from dataclasses import replace

from fixative.containers import Blocks, carried, exif_room
from fixative.containers.blocks import not_carried
from fixative.formats import Format
from fixative.mark import Mark, write_mark
from fixative.recipe import Recipe
from fixative.rights import Merged, merge
from fixative.rights.private import Private

__all__ = ["marked", "merged_for"]


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


def _block_of(field_name: str) -> str:
    """Name the block of a field by its group, as exiftool has it: `XMP-plus:DataMining`."""
    return field_name.split(":", maxsplit=1)[0].split("-", maxsplit=1)[0].lower()


def marked(merged: Merged, mark: Mark, kind: Format) -> tuple[Merged, Mark | None]:
    """Put a cloak's mark beside the statement; None is given for it where it has no place, or none that can be read."""
    packet = write_mark(merged.blocks.xmp, mark) if "xmp" in carried(kind) else None
    if packet is None:
        return merged, None
    return replace(merged, blocks=replace(merged.blocks, xmp=packet)), mark
