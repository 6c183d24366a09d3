"""PNG of 16 bits a channel, which Pillow would cut to 8.

Decoding: OpenCV, which is handed the bare pixel data in a PNG of its own, checked beforehand, as libpng would
print what it dislikes. Encoding: our own filters and zlib, faster than OpenCV and with grey and alpha together.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

import cv2
import numpy as np
from numpy.typing import NDArray

from fixative.codecs.guard import quiet_stderr
from fixative.codecs.png import PngHead
from fixative.codecs.samples import STRIP_ROWS, interleaved
from fixative.containers.png import SIGNATURE, chunks, encoded
from fixative.errors import DecodeFailedError, TruncatedError
from fixative.picture import Carried, Frame, Samples

__all__ = ["decode_png16", "encode_png16"]

_GREY, _RGB, _GREY_ALPHA, _RGBA = 0, 2, 4, 6
_CHANNELS = {_GREY: 1, _RGB: 3, _GREY_ALPHA: 2, _RGBA: 4}
_COLOUR_TYPES = {channels: colour_type for colour_type, channels in _CHANNELS.items()}
_BYTES = 2
_INFLATE_PIECE = 1 << 20
_OPAQUE = 65535
_SUB, _UP = 1, 2
_LEVEL = 2  # measured: 16-bit noise compresses no better at 6, in twice the time
_METRES_PER_INCH = 0.0254

# Adam7 (PNG third edition, 8.1): first column and row, then their steps.
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def decode_png16(file: BinaryIO, head: PngHead) -> Frame:
    """Decode the (first) picture of a 16-bit PNG.

    Parameters
    ----------
    file : binary file
    head : PngHead
        Of depth 16.

    Returns
    -------
    Frame
        uint16; grey stays grey, a transparent colour (tRNS) becomes alpha.

    Raises
    ------
    TruncatedError, DecodeFailedError
    """
    bare, transparent = _bare(file, head)
    with quiet_stderr():
        decoded: NDArray[Any] | None = cv2.imdecode(np.frombuffer(bare, np.uint8), cv2.IMREAD_UNCHANGED)
    if decoded is None or decoded.dtype != np.uint16:
        raise DecodeFailedError(detail="the PNG's pixel data is damaged")
    samples: NDArray[np.uint16] = decoded.reshape(head.height, head.width, -1)
    alpha = np.ascontiguousarray(samples[..., 3]) if head.colour_type in (_GREY_ALPHA, _RGBA) else None
    if head.colour_type in (_GREY, _GREY_ALPHA):
        pixels = np.ascontiguousarray(samples[..., :1])
    else:
        pixels = np.ascontiguousarray(samples[..., 2::-1])
    if transparent is not None:
        key = np.frombuffer(transparent, ">u2")[: pixels.shape[2]]
        alpha = np.where((pixels == key).all(axis=2), 0, _OPAQUE).astype(np.uint16)
    return Frame(pixels, alpha)


def _bare(file: BinaryIO, head: PngHead) -> tuple[bytes, bytes | None]:
    """Give a PNG of header and pixel data alone, proven whole, and the transparent colour."""
    parts = [SIGNATURE, encoded(b"IHDR", struct.pack(">LLBBBBB", *head))]
    transparent: bytes | None = None
    expected = _raw_bytes(head)
    inflater = zlib.decompressobj()
    for chunk in chunks(file):
        if chunk.kind not in (b"IDAT", b"tRNS"):
            continue
        file.seek(chunk.data_start)
        data = file.read(chunk.size)
        if chunk.kind == b"tRNS":
            transparent = data if head.colour_type in (_GREY, _RGB) else None
            continue
        parts.append(encoded(chunk.kind, data))
        expected -= _inflated(inflater, data, expected)
    if expected > 0:
        raise TruncatedError
    parts.append(encoded(b"IEND", b""))
    return b"".join(parts), transparent


def _inflated(inflater: zlib._Decompress, data: bytes, limit: int) -> int:
    """Count the bytes that come out, without keeping them and never far more than there should be."""
    count = 0
    while data and count <= limit:
        piece = len(inflater.decompress(data, _INFLATE_PIECE))
        data = inflater.unconsumed_tail
        count += piece
    return count


def _raw_bytes(head: PngHead) -> int:
    pixel = _CHANNELS[head.colour_type] * _BYTES
    if not head.interlaced:
        return head.height * (1 + head.width * pixel)
    total = 0
    for left, top, across, down in _PASSES:
        width, height = -(-(head.width - left) // across), -(-(head.height - top) // down)
        if width > 0 and height > 0:
            total += height * (1 + width * pixel)
    return total


def encode_png16(frame: Frame, carried: Carried) -> bytes:
    """Write a PNG of 16 bits.

    Parameters
    ----------
    frame : Frame
        uint16; grey or RGB, with or without alpha.
    carried : Carried
        Profile, what colours mean, resolution and texts.
    """
    samples = interleaved(frame)
    height, width, channels = samples.shape
    parts = [SIGNATURE, encoded(b"IHDR", struct.pack(">LLBBBBB", width, height, 16, _COLOUR_TYPES[channels], 0, 0, 0))]
    if carried.icc:
        parts.append(encoded(b"iCCP", b"ICC profile\0\0" + zlib.compress(carried.icc)))
    parts += [encoded(kind, data) for kind, data in carried.png_colour.items()]
    if carried.dpi:
        across, down = (round(dots / _METRES_PER_INCH) for dots in carried.dpi)
        parts.append(encoded(b"pHYs", struct.pack(">LLB", across, down, 1)))
    parts += [_text(keyword, text) for keyword, text in carried.text.items()]
    deflater = zlib.compressobj(_LEVEL)
    for rows in _filtered(samples):
        data = deflater.compress(rows)
        if data:
            parts.append(encoded(b"IDAT", data))
    parts += [encoded(b"IDAT", deflater.flush()), encoded(b"IEND", b"")]
    return b"".join(parts)


def _filtered(samples: Samples) -> Iterator[bytes]:
    """Filter strip by strip: each row by its left or its upper neighbours, whichever leaves smaller residuals."""
    height, width, channels = samples.shape
    pixel = channels * _BYTES
    above = np.zeros((1, width * pixel), np.uint8)
    for top in range(0, height, STRIP_ROWS):
        strip = samples[top : top + STRIP_ROWS].astype(">u2").reshape(-1, width * channels).view(np.uint8)
        up = strip - np.concatenate([above, strip[:-1]])
        sub = strip.copy()
        sub[:, pixel:] -= strip[:, :-pixel]
        above = strip[-1:]
        # The PNG specification's heuristic (12.7): residuals as signed numbers, the smallest sum wins.
        by_up = _cost(up) < _cost(sub)
        rows = np.empty((len(strip), 1 + width * pixel), np.uint8)
        rows[:, 0] = np.where(by_up, _UP, _SUB)
        rows[:, 1:] = np.where(by_up[:, np.newaxis], up, sub)
        yield rows.tobytes()


def _cost(residuals: NDArray[np.uint8]) -> NDArray[np.int64]:
    cost: NDArray[np.int64] = np.minimum(residuals, -residuals).sum(axis=1, dtype=np.int64)
    return cost


def _text(keyword: str, text: str) -> bytes:
    name = keyword.encode("latin-1", "replace")
    try:
        return encoded(b"tEXt", name + b"\0" + text.encode("latin-1"))
    except UnicodeEncodeError:
        return encoded(b"iTXt", name + b"\0\0\0\0\0" + text.encode())
