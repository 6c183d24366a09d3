"""PNG through Pillow: what its head says, texts, animation."""

from __future__ import annotations

import struct
import zlib
from typing import BinaryIO, NamedTuple

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from fixative.codecs.samples import saved
from fixative.containers.png import chunks
from fixative.errors import DecodeFailedError
from fixative.picture import Carried

__all__ = ["PALETTE", "PngHead", "check_sums", "colour_chunks", "encode_png", "foreign_texts", "read_head"]

PALETTE = 3
"""The colour type of indexed colour (PNG third edition, 11.2.1)."""

COMPRESS_LEVEL = 4
"""Measured at 12 MP: level 6 takes more than twice the time to save a tenth of the bytes."""

_COLOUR_CHUNKS = {b"sRGB": 1, b"gAMA": 4, b"cHRM": 32, b"cICP": 4}
"""With their sizes (PNG third edition, 11.3.2)."""

_PIECE = 1 << 20
_KEEP, _REPLACE = 0, 0  # APNG's dispose and blend operations: each frame stands for itself

# These are carried as blocks or written from other fields; PNG text holds the rest.
_OWN_TEXTS = ("XML:com.adobe.xmp", "Raw profile type")


class PngHead(NamedTuple):
    """IHDR, in its own order."""

    width: int
    height: int
    depth: int
    colour_type: int
    compression: int
    filtering: int
    interlaced: int


def check_sums(file: BinaryIO) -> None:
    """Compare the checksums of header, palette and pixel data, which Pillow skips for the last.

    Raises
    ------
    TruncatedError
        The file ends before IEND.
    DecodeFailedError
        A checksum is wrong: damaged pixels would go unnoticed.
    """
    # Walked to the end first: what breaks off is called by its name.
    for chunk in list(chunks(file)):
        if chunk.kind not in (b"IHDR", b"PLTE", b"IDAT", b"fdAT"):
            continue
        file.seek(chunk.data_start)
        checksum, left = zlib.crc32(chunk.kind), chunk.size
        while left > 0 and (piece := file.read(min(left, _PIECE))):
            checksum = zlib.crc32(piece, checksum)
            left -= len(piece)
        if checksum.to_bytes(4, "big") != file.read(4):
            raise DecodeFailedError(detail=f"the checksum of a {chunk.kind.decode()} chunk is wrong")
    file.seek(0)


def read_head(file: BinaryIO) -> PngHead:
    """Read IHDR; the file's position afterwards is its start."""
    first = next(chunks(file))
    file.seek(first.data_start)
    data = file.read(first.size) if first.size == struct.calcsize(">LLBBBBB") else b""
    file.seek(0)
    if first.kind != b"IHDR" or not data:
        raise DecodeFailedError(detail="the PNG has no header")
    return PngHead._make(struct.unpack(">LLBBBBB", data))


def colour_chunks(file: BinaryIO) -> dict[bytes, bytes]:
    """Give the small chunks that say what colours mean, by name."""
    found: dict[bytes, bytes] = {}
    walked = list(chunks(file))
    for chunk in walked:
        if _COLOUR_CHUNKS.get(chunk.kind) == chunk.size:
            file.seek(chunk.data_start)
            found[chunk.kind] = file.read(chunk.size)
    if any(chunk.kind == b"iCCP" for chunk in walked):
        found.pop(b"sRGB", None)  # the two must not stand together
    file.seek(0)
    return found


def foreign_texts(image: Image.Image) -> dict[str, str]:
    """Give the text chunks of a loaded PNG that are no metadata blocks, by keyword."""
    texts: dict[str, str] = getattr(image, "text", {})
    return {keyword: str(text) for keyword, text in texts.items() if not keyword.startswith(_OWN_TEXTS)}


def encode_png(images: list[Image.Image], carried: Carried, durations: list[int]) -> bytes:
    """Write a PNG of 8 bits, or an APNG where there are several images.

    Parameters
    ----------
    images : list of PIL.Image.Image
        L, LA, RGB or RGBA.
    carried : Carried
        Profile, what colours mean, resolution, texts and loop.
    durations : list of int
        Milliseconds, one for each image.
    """
    options: dict[str, object] = {"compress_level": COMPRESS_LEVEL}
    if carried.icc:
        options["icc_profile"] = carried.icc
    if carried.dpi:
        options["dpi"] = carried.dpi
    if carried.text or carried.png_colour:
        options["pnginfo"] = _info(carried)
    if len(images) > 1:
        options |= {"loop": carried.loop, "disposal": _KEEP, "blend": _REPLACE}
    return saved(images, "PNG", options, durations)


def _info(carried: Carried) -> PngInfo:
    info = PngInfo()
    for kind, data in carried.png_colour.items():
        info.add(kind, data)
    for keyword, text in carried.text.items():
        try:
            text.encode("latin-1")
            info.add_text(keyword, text)
        except UnicodeEncodeError:
            info.add_itxt(keyword, text)
    return info
