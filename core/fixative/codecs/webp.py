"""WebP: whether the source is lossless, and at which quality it was made."""

from __future__ import annotations

import os
import struct
from io import BytesIO
from typing import BinaryIO, NamedTuple

import numpy as np
from PIL import Image
from PIL.WebPImagePlugin import WebPImageFile

from fixative.codecs.guard import check_size
from fixative.codecs.samples import saved
from fixative.errors import DecodeFailedError, TruncatedError
from fixative.picture import Carried

__all__ = ["WebpFacts", "encode_webp", "open_webp", "webp_facts"]

_DEFAULT_QUALITY = 85
_HEAD = 30
_FLAGS, _ANIMATED, _ALPHA = 20, 0x02, 0x10
_KEY_FRAME_HEAD = 10
_SEGMENTS = 4
_MAX_INDEX = 127
_PARSED_BYTES = 256
_MAX_CHUNKS = 100_000

_LOSSLESS_EFFORT = {"method": 0, "quality": 0}
"""Measured at 12 MP: the next steps take three to five times as long, and save a tenth to a quarter of the bytes."""


class WebpFacts(NamedTuple):
    """What the container and the first coded frame say."""

    lossless: bool
    quality: int | None


def open_webp(file: BinaryIO, max_pixels: int) -> WebPImageFile:
    """Read a WebP's head; the size is checked before libwebp makes room for the pixels.

    Raises
    ------
    TooLargeError, DecodeFailedError
    """
    head = file.read(_HEAD)
    file.seek(0)
    check_size(*_size(head), max_pixels=max_pixels)
    if head[12:16] == b"VP8X" and head[_FLAGS] & _ANIMATED and not head[_FLAGS] & _ALPHA:
        # libwebp itself leaves the flag out where each frame is opaque but does not cover the canvas.
        data = BytesIO(file.read())
        data.getbuffer()[_FLAGS] |= _ALPHA
        return WebPImageFile(data)
    return WebPImageFile(file)


def _size(head: bytes) -> tuple[int, int]:
    """Read width and height (RFC 9649, 2.5 to 2.7)."""
    kind = head[12:16]
    if len(head) < _HEAD:
        raise TruncatedError
    if kind == b"VP8X":
        return 1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 ":
        return int.from_bytes(head[26:28], "little") & 0x3FFF, int.from_bytes(head[28:30], "little") & 0x3FFF
    raise DecodeFailedError(detail="its first chunk is no picture")


def webp_facts(file: BinaryIO) -> WebpFacts:
    """Find the first coded frame and read its kind and quantiser; the file's position afterwards is its start."""
    size = file.seek(0, os.SEEK_END)
    try:
        kind, data = _first_frame(file, size)
    except struct.error:
        return WebpFacts(lossless=False, quality=None)
    finally:
        file.seek(0)
    if kind == b"VP8L":
        return WebpFacts(lossless=True, quality=None)
    return WebpFacts(lossless=False, quality=_quality(data) if kind == b"VP8 " else None)


def _first_frame(file: BinaryIO, size: int) -> tuple[bytes, bytes]:
    at = 12
    for _ in range(_MAX_CHUNKS):
        file.seek(at)
        kind, length = struct.unpack("<4sL", file.read(8))
        if kind in (b"VP8 ", b"VP8L"):
            return kind, file.read(min(length, _PARSED_BYTES))
        # An animation's frame holds chunks of its own, behind 16 bytes of place and duration.
        at += 24 if kind == b"ANMF" else 8 + length + (length & 1)
        if at >= size:
            break
    return b"", b""


class _BoolDecoder:
    """The arithmetic decoder of VP8 (RFC 6386, 7.3), one bit at even odds at a time."""

    def __init__(self, data: bytes) -> None:
        self._bits = int.from_bytes(data, "big")
        self._left = 8 * len(data)
        self._value = 0
        self._range = 255
        for _ in range(16):
            self._shift()

    def _shift(self) -> None:
        self._left -= 1
        self._value = self._value << 1 | (self._bits >> self._left & 1 if self._left >= 0 else 0)

    def bit(self) -> int:
        split = 1 + ((self._range - 1) * 128 >> 8)
        if self._value >= split << 8:
            bit = 1
            self._range -= split
            self._value -= split << 8
        else:
            bit = 0
            self._range = split
        while self._range < 128:  # noqa: PLR2004 - the range keeps its top bit
            self._range <<= 1
            self._shift()
        return bit

    def number(self, bits: int) -> int:
        value = 0
        for _ in range(bits):
            value = value << 1 | self.bit()
        return value

    def signed(self, bits: int) -> int:
        value = self.number(bits)
        return -value if self.bit() else value

    def optional(self, bits: int) -> int:
        return self.signed(bits) if self.bit() else 0


def _quality(data: bytes) -> int | None:
    """Turn the quantiser index of a key frame back into libwebp's quality."""
    if len(data) < _KEY_FRAME_HEAD + 8 or data[0] & 1 or data[3:6] != b"\x9d\x01\x2a":
        return None
    index = _quantiser(_BoolDecoder(data[_KEY_FRAME_HEAD:]))
    # libwebp, quant_enc.c, QualityToCompression: index = 127 (1 - c), c = (bent quality) ** (1 / 3).
    linear = (1 - index / _MAX_INDEX) ** 3
    quality = linear * 1.5 if linear < 0.5 else (linear + 1) / 2  # noqa: PLR2004 - where libwebp bends its line
    return int(np.clip(round(100 * quality), 1, 100))


def _quantiser(bits: _BoolDecoder) -> float:
    """Read a frame's head (RFC 6386, 9.2 to 9.6) as far as the quantiser; the mean over segments."""
    bits.number(2)  # colour space, clamping
    segments: list[int] | None = None
    absolute = False
    if bits.bit():
        update_map, update_data = bits.bit(), bits.bit()
        if update_data:
            absolute = bool(bits.bit())
            segments = [bits.optional(7) for _ in range(_SEGMENTS)]
            for _ in range(_SEGMENTS):
                bits.optional(6)  # loop filter
        if update_map:
            for _ in range(3):
                if bits.bit():
                    bits.number(8)
    bits.number(1 + 6 + 3)  # loop filter: kind, level, sharpness
    if bits.bit() and bits.bit():
        for _ in range(8):
            bits.optional(6)
    bits.number(2)  # partitions
    base = bits.number(7)
    if segments is None:
        return base
    indices = segments if absolute else [base + delta for delta in segments]
    return float(np.clip(np.mean(indices), 0, _MAX_INDEX))


def encode_webp(images: list[Image.Image], carried: Carried, quality: int | None, durations: list[int]) -> bytes:
    """Write a WebP, lossless where the source is and no quality was asked for.

    Parameters
    ----------
    images : list of PIL.Image.Image
        RGB or RGBA; more than one makes an animation.
    carried : Carried
        Profile, loop, whether the source is lossless and its estimated quality.
    quality : int or None
        1 to 100 makes the result lossy.
    durations : list of int
        Milliseconds, one for each image.
    """
    options: dict[str, object] = {}
    if quality is None and carried.lossless:
        # `exact` keeps the colours under transparent pixels: without it lossless is not lossless.
        options |= {"lossless": True, "exact": True, **_LOSSLESS_EFFORT}
    else:
        options |= {"quality": quality or carried.quality or _DEFAULT_QUALITY, "method": 4}
    if carried.icc:
        options["icc_profile"] = carried.icc
    if len(images) == 1:
        return saved(images, "WEBP", options)
    data = bytearray(saved(images, "WEBP", {"loop": carried.loop, "minimize_size": False, **options}, durations))
    if images[0].mode == "RGBA":
        data[_FLAGS] |= _ALPHA
    return bytes(data)
