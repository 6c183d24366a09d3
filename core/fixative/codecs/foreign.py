"""Formats that Fixative does not handle, named, so that the refusal can say what it was given."""

from __future__ import annotations

__all__ = ["name_of"]

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"BM", "BMP"),
    (b"8BPS", "Photoshop (PSD)"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "JPEG 2000"),
    (b"\xff\x4f\xff\x51", "JPEG 2000"),
    (b"gimp xcf", "GIMP (XCF)"),
    (b"v/1\1", "OpenEXR"),
    (b"#?RADIANCE", "Radiance HDR"),
    (b"qoif", "QOI"),
    (b"DDS ", "DDS"),
    (b"SDPX", "DPX"),
    (b"XPDS", "DPX"),
    (b"\x8aMNG", "MNG"),
    (b"\x8bJNG", "JNG"),
    (b"FOVb", "Sigma raw (X3F)"),
    (b"FUJIFILMCCD-RAW", "Fujifilm raw (RAF)"),
    (b"IIRO", "Olympus raw (ORF)"),
    (b"IIU\0", "Panasonic raw (RW2)"),
    (b"\0MRM", "Minolta raw (MRW)"),
    (b"AT&TFORM", "DjVu"),
    (b"%PDF", "PDF"),
    (b"%!PS", "PostScript"),
)

_RAW_BRAND = b"crx "

_PORTABLE = frozenset(b"P%d" % number for number in range(1, 8))


def name_of(head: bytes) -> str | None:
    """Name the format of a file by its first bytes; None where they tell nothing.

    Parameters
    ----------
    head : bytes
        The file's first 64 bytes.
    """
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return name
    if head[4:12] == b"ftyp" + _RAW_BRAND:
        return "Canon raw (CR3)"
    # An icon's first entry has a reserved byte, which tells it from other files that begin with small numbers.
    if head.startswith(b"\0\0\1\0") and head[9:10] == b"\0" and head[4:6] != b"\0\0":
        return "ICO"
    if head[:2] in _PORTABLE and head[2:3].isspace():
        return "PNM"
    # An XML declaration or a comment may come first.
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith(b"<svg") or (text.startswith((b"<?xml", b"<!--", b"<!doctype")) and b"<svg" in head.lower()):
        return "SVG"
    return None
