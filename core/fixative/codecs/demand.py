"""How much memory a picture will take, as its head declares it: nothing is decoded."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import tifffile
from PIL import Image
from PIL.GifImagePlugin import GifImageFile
from PIL.PngImagePlugin import PngImageFile

from fixative.codecs import avif, png
from fixative.codecs.decode import identify
from fixative.codecs.guard import check_size, decoding, opened
from fixative.codecs.jpeg import open_jpeg
from fixative.codecs.sizes import declared_size
from fixative.codecs.webp import open_webp
from fixative.errors import DecodeFailedError
from fixative.formats import Format

__all__ = ["Demand", "demand"]

_GREEDY = frozenset({Format.WEBP, Format.AVIF, Format.GIF})
_DEEP = 16
_PLAIN_BYTES, _GREEDY_BYTES = 5, 12
"""For each sample, the way from file to file. Measured at 12 megapixels: JPEG, PNG and TIFF take 3.8 to 4.8; WebP, AVIF
and GIF, and whatever has 16 bits, 7.5 to 12."""

_MAX_PAGES = 10_000
_FIXED = 48 * 2**20
"""What any picture takes."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What a picture asks for.

    Attributes
    ----------
    pixels : int
        Of all frames or pages.
    memory : int
        Bytes at the peak, about.
    """

    pixels: int = 0
    memory: int = _FIXED


@dataclass(frozen=True, slots=True)
class _Extent:
    width: int
    height: int
    channels: int = 3
    frames: int = 1
    depth: int = 8


def demand(path: Path, *, target: Format | None, max_pixels: int) -> Demand:
    """Estimate what protecting a picture takes.

    Parameters
    ----------
    path : Path
    target : Format or None
        Of the result; None is the source's.
    max_pixels : int
        As in `fixative.codecs.decode`.

    Raises
    ------
    InputError
        The file cannot be read, or its head is damaged, or it is larger than the limit.
    """
    with opened(path) as file, decoding():
        kind = identify(file)
        extent = _extent(file, kind, max_pixels)
        # In here, too: of a damaged head, what should be a number may be anything.
        check_size(extent.width, extent.height, max_pixels=max_pixels)
        pixels = extent.width * extent.height * extent.frames
        if not kind.coded:
            return Demand(pixels)
        greedy = extent.depth >= _DEEP or not _GREEDY.isdisjoint({kind, target})
        return Demand(pixels, _FIXED + pixels * extent.channels * (_GREEDY_BYTES if greedy else _PLAIN_BYTES))


def _extent(file: BinaryIO, kind: Format, max_pixels: int) -> _Extent:
    if kind is Format.TIFF:
        return _of_tiff(file)
    if not kind.coded:
        return _Extent(*declared_size(file, kind))
    depth = png.read_head(file).depth if kind is Format.PNG else 8
    with _opened(file, kind, max_pixels) as image:
        channels = 3 if image.mode == "P" else len(image.getbands())
        return _Extent(*image.size, channels, getattr(image, "n_frames", 1), depth)


def _opened(file: BinaryIO, kind: Format, max_pixels: int) -> Image.Image:
    match kind:
        case Format.JPEG:
            return open_jpeg(file)
        case Format.PNG:
            return PngImageFile(file)
        case Format.WEBP:
            return open_webp(file, max_pixels)
        case Format.AVIF:
            return avif.open_avif(file)
        case _:
            return GifImageFile(file)


def _of_tiff(file: BinaryIO) -> _Extent:
    with tifffile.TiffFile(file) as tiff:
        pages = [page for page in islice(tiff.pages, _MAX_PAGES) if isinstance(page, tifffile.TiffPage)]
    largest = max(pages, key=lambda page: page.imagewidth * page.imagelength, default=None)
    if largest is None:
        raise DecodeFailedError(detail="it has no pages")
    channels, depth = (max(getattr(page, name) for page in pages) for name in ("samplesperpixel", "bitspersample"))
    return _Extent(largest.imagewidth, largest.imagelength, channels, len(pages), depth)
