"""The picture formats, and how a file's first bytes tell them apart: content decides, not the file's ending."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["HEAD_BYTES", "Format", "sniff"]

HEAD_BYTES = 64
"""How many of a file's first bytes `sniff` wants to see."""


class Format(StrEnum):
    """The formats that Fixative handles."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    TIFF = "tiff"
    AVIF = "avif"
    GIF = "gif"
    JXL = "jxl"
    HEIC = "heic"

    @property
    def extension(self) -> str:
        """The ending that files of this format get, with its dot."""
        return {Format.JPEG: ".jpg", Format.TIFF: ".tif"}.get(self, f".{self.value}")

    @property
    def label(self) -> str:
        """The name that people know."""
        return {Format.WEBP: "WebP", Format.JXL: "JPEG XL"}.get(self, self.value.upper())

    @property
    def coded(self) -> bool:
        """Whether pictures of this format are decoded and encoded here; the others are tagged as they are."""
        return self not in (Format.JXL, Format.HEIC)


_MAGIC: tuple[tuple[bytes, Format], ...] = (
    (b"\xff\xd8\xff", Format.JPEG),
    (b"\x89PNG\r\n\x1a\n", Format.PNG),
    (b"GIF87a", Format.GIF),
    (b"GIF89a", Format.GIF),
    (b"II*\0", Format.TIFF),
    (b"MM\0*", Format.TIFF),
    (b"II+\0", Format.TIFF),
    (b"MM\0+", Format.TIFF),
    (b"\xff\x0a", Format.JXL),
    (b"\0\0\0\x0cJXL \r\n\x87\n", Format.JXL),
)

_BRANDS: tuple[tuple[bytes, Format], ...] = (
    (b"avif", Format.AVIF),
    (b"avis", Format.AVIF),
    *((brand, Format.HEIC) for brand in (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")),
)
"""Brands of ISO base media files, the telling ones first: `mif1` and `msf1` are those of HEIF with any coding."""


def sniff(head: bytes) -> Format | None:
    """Name the format of a file by its first `HEAD_BYTES` bytes; None where it is none that Fixative handles."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Format.WEBP
    # The brand of an ISO base media file is the major one or among the compatible ones.
    if head[4:8] == b"ftyp":
        return next((kind for brand, kind in _BRANDS if brand in head[8:]), None)
    return None
