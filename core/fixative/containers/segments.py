"""The segments of a JPEG before its first scan (ITU-T T.81 annex B)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from fixative.containers import mpf
from fixative.containers.stream import Budget, exactly
from fixative.errors import MalformedContainerError

__all__ = [
    "APP1", "APP2", "APP11", "APP13", "EXIF", "EXTENSION", "MAX_PAYLOAD", "PHOTOSHOP", "SOI", "XMP",
    "Header", "Segment", "read_header",
]  # fmt: skip

EXIF = b"Exif\0\0"
_EXIF_PADDED = b"Exif\0\xff"
XMP = b"http://ns.adobe.com/xap/1.0/\0"
EXTENSION = b"http://ns.adobe.com/xmp/extension/\0"
PHOTOSHOP = b"Photoshop 3.0\0"

SOI, _SOS, _EOI = 0xD8, 0xDA, 0xD9
_APP0, APP1, APP2, APP11, APP13, _APP15 = 0xE0, 0xE1, 0xE2, 0xEB, 0xED, 0xEF
_COMMON = {
    _APP0: (b"JFIF\0",),
    APP2: (b"ICC_PROFILE\0", mpf.SIGNATURE, b"FPXR\0"),
    APP11: (b"JP",),
    APP13: (b"Adobe_CM",),
    0xEC: (b"Ducky",),
    0xEE: (b"Adobe",),
}
"""Segments that all know: colours, layout, credentials, coding."""
_BLOCKS = frozenset({"exif", "xmp", "iptc"})
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})

MAX_PAYLOAD = 65_533
"""Bytes that a segment holds."""
_MAX_SEGMENTS = 20_000
_LONGEST_NAME = 12


@dataclass(frozen=True, slots=True)
class Segment:
    """A marker with what it holds; `end` is where it ended in the file it was read from."""

    marker: int
    payload: bytes
    end: int = 0

    def encoded(self) -> bytes:
        """Write it."""
        return bytes((0xFF, self.marker)) + (len(self.payload) + 2).to_bytes(2, "big") + self.payload

    def starts(self, marker: int, signature: bytes) -> bool:
        """Whether it has this marker, and begins like this."""
        return self.marker == marker and self.payload.startswith(signature)

    @property
    def kind(self) -> str:
        """Which block it is a part of; empty for any other segment."""
        if self.marker == APP1 and self.payload.startswith((EXIF, _EXIF_PADDED)):
            return "exif"
        if self.marker == APP1 and self.payload.startswith((XMP, EXTENSION)):
            return "xmp"
        if self.starts(APP13, PHOTOSHOP):
            return "iptc"
        return "jfif" if self.marker == _APP0 else ""

    @property
    def maker(self) -> str:
        """Name a segment that only an application's maker knows, such as ``APP6 GoPro``; empty for any other."""
        known = self.kind in _BLOCKS or self.payload.startswith(_COMMON.get(self.marker, ()))
        if known or not _APP0 <= self.marker <= _APP15:
            return ""
        name = self.payload[:_LONGEST_NAME].split(b"\0")[0]
        word = name.decode() if name.isascii() and name.isalnum() else ""
        return f"APP{self.marker - _APP0} {word}".rstrip()

    @property
    def is_extension(self) -> bool:
        """Whether it is a part of an extended XMP."""
        return self.starts(APP1, EXTENSION)


@dataclass(frozen=True, slots=True)
class Header:
    """What stands before the first scan; `size` counts its bytes in the file, with the start of image."""

    segments: tuple[Segment, ...]
    size: int


def read_header(file: BinaryIO) -> Header:
    """Read the segments; raises `MalformedContainerError` or `TruncatedError` on a broken structure."""
    file.seek(0)
    if exactly(file, 2) != bytes((0xFF, SOI)):
        raise MalformedContainerError(detail="no start of image")
    segments: list[Segment] = []
    budget = Budget()
    while True:
        if exactly(file, 1) != b"\xff":
            raise MalformedContainerError(detail="no marker where one must be")
        marker = 0xFF
        fill = -1
        while marker == 0xFF:  # noqa: PLR2004 - a marker may have any number of fill bytes before it
            marker = exactly(file, 1)[0]
            fill += 1
            budget.take(1)
        if marker == _SOS:
            return Header(tuple(segments), file.tell() - 2)
        if marker in _STANDALONE:
            continue
        if marker in (0, SOI, _EOI):
            raise MalformedContainerError(detail="no picture data")
        size = int.from_bytes(exactly(file, 2), "big")
        if size < 2:  # noqa: PLR2004 - the length counts itself
            raise MalformedContainerError(detail="segment without length")
        budget.take(size)
        payload = exactly(file, size - 2)
        segments.append(Segment(marker, payload, file.tell()))
        if len(segments) > _MAX_SEGMENTS:
            raise MalformedContainerError(detail="too many segments")
