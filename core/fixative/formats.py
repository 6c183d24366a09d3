"""The picture formats, and how a file's first bytes tell them apart: content decides, not the file's ending."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["HEAD_BYTES", "Format", "sniff"]

HEAD_BYTES = 64
"""How many of a file's first bytes `sniff` wants to see."""


class Format(StrEnum):
    """The formats that Fixative reads and writes."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    TIFF = "tiff"
    AVIF = "avif"
    GIF = "gif"

    @property
    def extension(self) -> str:
        """The ending that files of this format get, with its dot."""
        return {Format.JPEG: ".jpg", Format.TIFF: ".tif"}.get(self, f".{self.value}")

    @property
    def label(self) -> str:
        """The name that people know."""
        return "WebP" if self is Format.WEBP else self.value.upper()


_MAGIC: tuple[tuple[bytes, Format], ...] = (
    (b"\xff\xd8\xff", Format.JPEG),
    (b"\x89PNG\r\n\x1a\n", Format.PNG),
    (b"GIF87a", Format.GIF),
    (b"GIF89a", Format.GIF),
    (b"II*\0", Format.TIFF),
    (b"MM\0*", Format.TIFF),
    (b"II+\0", Format.TIFF),
    (b"MM\0+", Format.TIFF),
)


def sniff(head: bytes) -> Format | None:
    """Name the format of a file by its first `HEAD_BYTES` bytes; None where it is none that Fixative handles."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Format.WEBP
    # ISO BMFF: the brand of an AVIF still or sequence is the major one or among the compatible ones.
    if head[4:8] == b"ftyp" and (b"avif" in head[8:] or b"avis" in head[8:]):
        return Format.AVIF
    return None
