"""What a platform does to a file that is uploaded: scale, code anew, leave out.

What is known of it is done as it is known. What is not is taken for the worse: pictures are coded anew at a middling
quality, and what a file carries beside its pixels goes.
"""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import cv2
import numpy as np
from numpy.typing import NDArray

from fixative.codecs import decode, encode
from fixative.codecs.colours import flat_on, to_eight_bits
from fixative.containers import Blocks, replace_blocks
from fixative.formats import Format
from fixative.picture import Carried, Frame, Picture, Samples
from fixative.platforms.facts import Certainty, Fate, Platform, Size
from fixative.platforms.scale import bounded

__all__ = ["simulate"]

_QUALITY = 80
"""Of a JPEG or WebP whose quality no source says."""

_WHITE = (255, 255, 255)


def simulate(
    uploaded: Path, platform: Platform, *, max_pixels: int, size: Size | None = None, quality: int | None = None
) -> bytes:
    """Make of an uploaded file what a platform would serve.

    Parameters
    ----------
    uploaded : Path
        Only its first frame is served.
    platform : Platform
    max_pixels : int
        As `codecs.decode` has it.
    size : Size, optional
        One of the platform's; None takes the one to fit, and its own where that is not known.
    quality : int, optional
        1 to 100; None takes the platform's.

    Returns
    -------
    bytes
        A file. One's own site serves what was uploaded.

    Raises
    ------
    InputError
        The file cannot be read.
    """
    if platform.own:
        return uploaded.read_bytes()
    picture = decode(uploaded, max_pixels=max_pixels)
    blocks = _kept(picture.carried.blocks, platform)
    coding = platform.coding
    formats = coding.formats if coding else (Format.JPEG,)
    kind = picture.format if picture.format in formats else formats[0]
    to = _size_of(picture, size or platform.fit)
    if coding and coding.keeps and kind is picture.format and to == (picture.width, picture.height):
        with uploaded.open("rb") as source:
            return _spliced(source, blocks)
    made = encode(_shrunk(picture, to, kind), format=kind, quality=quality or (coding and coding.quality) or _QUALITY)
    return _spliced(io.BytesIO(made.data), blocks)


def _kept(blocks: Blocks, platform: Platform) -> Blocks:
    """Leave out what is not known to be kept."""

    def fate(name: str, block: bytes | None) -> bytes | None:
        return block if platform.fate(name) == (Fate.KEPT, Certainty.KNOWN) else None

    return Blocks(exif=fate("exif", blocks.exif), xmp=fate("xmp", blocks.xmp), iptc=fate("iptc", blocks.iptc))


def _size_of(picture: Picture, size: Size | None) -> tuple[int, int]:
    here = picture.width, picture.height
    return bounded(here, width=size.width, height=size.height, pixels=size.pixels) if size else here


def _shrunk(picture: Picture, to: tuple[int, int], kind: Format) -> Picture:
    """Scale by averages of samples, as most programs do, and forget how the source was made."""
    frame = picture.frames[0]
    if frame.pixels.dtype == np.uint16:
        frame = to_eight_bits(frame)
    if kind is Format.JPEG:
        frame = flat_on(frame, _WHITE)
    alpha = None if frame.alpha is None else _averaged(frame.alpha, to)
    small = Frame(_averaged(frame.pixels, to).reshape(to[1], to[0], -1), alpha)
    return replace(picture, frames=(small,), animated=False, carried=Carried(icc=picture.carried.icc, lossless=False))


def _averaged(samples: Samples, to: tuple[int, int]) -> NDArray[np.uint8]:
    return np.asarray(cv2.resize(samples, to, interpolation=cv2.INTER_AREA), np.uint8)


def _spliced(source: BinaryIO, blocks: Blocks) -> bytes:
    served = io.BytesIO()
    replace_blocks(source, served, blocks)
    return served.getvalue()
