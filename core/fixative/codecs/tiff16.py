"""TIFF pages of 9 to 16 bits, which Pillow would cut to 8: any photometry, strips or tiles, chunky or planar."""

from __future__ import annotations

import struct
from io import BytesIO

import numpy as np
import tifffile
from numpy.typing import NDArray
from PIL.TiffImagePlugin import TiffImageFile

from fixative.codecs.guard import quiet_stderr
from fixative.errors import TruncatedError, UnsupportedFormatError
from fixative.picture import Frame

__all__ = ["decode_page16"]

_BYTES = 2
_MAX = 65535
_WHITE_IS_ZERO, _BLACK_IS_ZERO, _RGB, _SEPARATED = 0, 1, 2, 5
_COLOURS = {_WHITE_IS_ZERO: 1, _BLACK_IS_ZERO: 1, _RGB: 3, _SEPARATED: 4}
_ASSOCIATED, _UNASSOCIATED = 1, 2
_HORIZONTAL = 2
_PLANAR = 2

# What tifffile decodes by itself; the rest are codings of bytes, which libtiff undoes for us through Pillow.
_OWN_COMPRESSIONS = frozenset({1, 8, 32946, 32773})
_BYTE_COMPRESSIONS = frozenset({5, 34925, 50000})  # LZW, LZMA, Zstandard


def decode_page16(page: tifffile.TiffPage) -> Frame:
    """Decode a page of unsigned samples of 9 to 16 bits; not turned.

    Returns
    -------
    Frame
        uint16 over the whole range: grey, RGB or CMYK, and the first channel of alpha, not premultiplied.

    Raises
    ------
    UnsupportedFormatError, TruncatedError
    """
    colours = _COLOURS.get(page.photometric)
    if colours is None or page.samplesperpixel < colours:
        raise UnsupportedFormatError(format=f"16-bit TIFF of the photometry {page.photometric}")
    samples = _samples(page)
    if page.bitspersample < 16:  # noqa: PLR2004
        top = (1 << page.bitspersample) - 1
        samples = ((samples.astype(np.uint32) * _MAX + top // 2) // top).astype(np.uint16)
    pixels = np.ascontiguousarray(samples[..., :colours])
    if page.photometric == _WHITE_IS_ZERO:
        pixels = _MAX - pixels
    alpha = None
    kind = page.extrasamples[0] if page.extrasamples else 0
    if kind in (_ASSOCIATED, _UNASSOCIATED) and samples.shape[2] > colours:
        alpha = np.ascontiguousarray(samples[..., colours])
        if kind == _ASSOCIATED:
            pixels = _unmultiplied(pixels, alpha)
    return Frame(pixels, alpha)


def _samples(page: tifffile.TiffPage) -> NDArray[np.uint16]:
    shape = (page.imagelength, page.imagewidth, page.samplesperpixel)
    if page.compression in _OWN_COMPRESSIONS:
        samples = page.asarray()
        if page.planarconfig == _PLANAR and page.samplesperpixel > 1:
            samples = np.moveaxis(samples.reshape(shape[2], shape[0], shape[1]), 0, -1)
        return np.ascontiguousarray(samples.reshape(shape).astype(np.uint16, copy=False))
    if page.compression in _BYTE_COMPRESSIONS and page.bitspersample == 16:  # noqa: PLR2004
        return _by_segment(page, shape)
    raise UnsupportedFormatError(format=f"16-bit TIFF with the compression {page.compression}")


def _by_segment(page: tifffile.TiffPage, shape: tuple[int, int, int]) -> NDArray[np.uint16]:
    """Decode strip by strip, or tile by tile."""
    height, width, channels = shape
    if page.is_tiled:
        rows, columns = page.tilelength, page.tilewidth
    else:
        rows, columns = min(page.rowsperstrip, height), width
    planes = channels if page.planarconfig == _PLANAR else 1
    inside = channels // planes
    down, across = -(-height // rows), -(-width // columns)
    if len(page.dataoffsets) < planes * down * across:
        raise TruncatedError
    order = ">" if page.parent.byteorder == ">" else "<"
    samples = np.zeros(shape, np.uint16)
    for number in range(planes * down * across):
        plane, place = divmod(number, down * across)
        top, left = place // across * rows, place % across * columns
        # A last strip is shorter; a last tile is filled up.
        length = rows if page.is_tiled else min(rows, height - top)
        file = page.parent.filehandle
        file.seek(page.dataoffsets[number])
        raw = _unpacked(file.read(page.databytecounts[number]), page.compression, columns * inside * _BYTES, length)
        segment: NDArray[np.uint16] = (
            np.frombuffer(raw, order + "u2").astype(np.uint16).reshape(length, columns, inside)
        )
        if page.predictor == _HORIZONTAL:
            segment = np.cumsum(segment, axis=1, dtype=np.uint16)
        bottom, right = min(top + length, height), min(left + columns, width)
        target = samples[top:bottom, left:right, plane * inside : (plane + 1) * inside]
        target[...] = segment[: bottom - top, : right - left]
    return samples


def _unpacked(data: bytes, compression: int, width: int, height: int) -> bytes:
    """Undo a coding of bytes: the data is handed to libtiff as a grey picture of 8 bits."""
    entries = (
        (256, 4, 1, width),
        (257, 4, 1, height),
        (258, 3, 1, 8),
        (259, 3, 1, compression),
        (262, 3, 1, _BLACK_IS_ZERO),
        (273, 4, 1, 8 + 2 + 9 * 12 + 4),
        (277, 3, 1, 1),
        (278, 4, 1, height),
        (279, 4, 1, len(data)),
    )
    directory = b"".join(struct.pack("<HHLL", *entry) for entry in entries)
    head = b"II*\0" + struct.pack("<LH", 8, len(entries)) + directory + bytes(4)
    with TiffImageFile(BytesIO(head + data)) as image, quiet_stderr():
        image.load()
        return image.tobytes()


def _unmultiplied(pixels: NDArray[np.uint16], alpha: NDArray[np.uint16]) -> NDArray[np.uint16]:
    divisor = np.maximum(alpha, 1).astype(np.uint64)[..., np.newaxis]
    restored = (pixels.astype(np.uint64) * _MAX + divisor // 2) // divisor
    result: NDArray[np.uint16] = np.minimum(restored, _MAX).astype(np.uint16)
    return result
