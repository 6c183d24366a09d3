"""The metadata blocks that a picture file can hold, as bytes."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Blocks"]


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
    """

    exif: bytes | None = None
    xmp: bytes | None = None
    iptc: bytes | None = None
