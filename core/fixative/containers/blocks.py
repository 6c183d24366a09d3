"""The metadata blocks that a picture file can hold, as bytes."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Blocks", "Note", "Notes", "not_carried"]

Note = tuple[str, dict[str, str | float]]
"""A code of `fixative.messages` with its parameters."""

Notes = tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Blocks:
    r"""Metadata, without what the container wraps around it.

    Attributes
    ----------
    exif : bytes or None
        A TIFF structure (`II*\0` or `MM\0*`), without the `Exif\0\0` of JPEG.
    xmp : bytes or None
        An XMP packet. An extended XMP of a JPEG is joined into it by the reader where the parts are whole.
    iptc : bytes or None
        IIM datasets (0x1C ...), without the 8BIM resource around them.
    thumbnail : bytes or None
        The picture, small, as Photoshop keeps it in a JPEG or a TIFF: its 8BIM resources, as they stand.
    """

    exif: bytes | None = None
    xmp: bytes | None = None
    iptc: bytes | None = None
    thumbnail: bytes | None = field(default=None, repr=False)


def not_carried(container: str, block: str) -> Note:
    """Make the note that a container has no place for a block (both by the names that people know)."""
    return "metadata-not-carried", {"format": container, "block": block}
