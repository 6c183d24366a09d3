"""Reading a written file back, for the check after writing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

from fixative.codecs.decode import decode, identify
from fixative.codecs.glance import glance
from fixative.codecs.guard import check_size, decoding, opened
from fixative.codecs.jpeg import open_jpeg
from fixative.codecs.metadata import blocks_of, icc_of
from fixative.codecs.orientation import TRANSPOSED, orientation_of
from fixative.codecs.sizes import declared_size
from fixative.codecs.wholeness import breaks_off, has_jpeg_end
from fixative.errors import TruncatedError
from fixative.formats import Format
from fixative.picture import Colour

__all__ = ["Extent", "Probe", "measure", "probe"]


class Extent(NamedTuple):
    """Width and height in pixels, as displayed, the number of frames or pages, and a glance at what was decoded."""

    width: int
    height: int
    frames: int
    glance: bytes | None = None


@dataclass(frozen=True, slots=True)
class Probe:
    """What a file holds, proven by decoding it.

    Attributes
    ----------
    format : Format
    width, height : int
        Pixels, as displayed.
    frames : int
        Frames or pages.
    animated : bool
    duration : int
        Milliseconds of all frames together; 0 where the picture is still.
    colour : Colour
    depth : int
        Bits a sample: 8 or 16.
    alpha : bool
    icc : bytes or None
        The colour profile.
    """

    format: Format
    width: int
    height: int
    frames: int
    animated: bool
    duration: int
    colour: Colour
    depth: int
    alpha: bool
    icc: bytes | None


def probe(path: Path, *, max_pixels: int) -> Probe:
    """Decode a file and say what it holds; the pixels are let go.

    A JPEG is decoded at an eighth of its size, a third of the time: every coefficient is read all the same, and what
    is cut or broken is found.

    Parameters
    ----------
    path : Path
    max_pixels : int
        As in `fixative.codecs.decode`.

    Raises
    ------
    InputError
        Whatever `fixative.codecs.decode` raises.
    """
    with opened(path) as file, decoding():
        if identify(file) is Format.JPEG:
            return _of_jpeg(file, max_pixels)
    picture = decode(path, max_pixels=max_pixels)
    return Probe(
        format=picture.format,
        width=picture.width,
        height=picture.height,
        frames=len(picture.frames),
        animated=picture.animated,
        duration=sum(frame.duration for frame in picture.frames),
        colour=picture.colour,
        depth=picture.depth,
        alpha=picture.frames[0].alpha is not None,
        icc=picture.carried.icc,
    )


def _of_jpeg(file: BinaryIO, max_pixels: int) -> Probe:
    try:
        with open_jpeg(file) as image:
            width, height = image.size
            check_size(width, height, max_pixels=max_pixels)
            image.draft(None, (1, 1))
            image.load()
            colour = {"L": Colour.GREY, "CMYK": Colour.CMYK}.get(image.mode, Colour.RGB)
            icc = icc_of(image)
    except (OSError, SyntaxError) as error:
        if has_jpeg_end(file):
            raise
        raise TruncatedError from error
    blocks, _ = blocks_of(file)
    if orientation_of(blocks.exif) in TRANSPOSED:
        width, height = height, width
    return Probe(
        Format.JPEG, width, height, frames=1, animated=False, duration=0, colour=colour, depth=8, alpha=False, icc=icc
    )


def measure(path: Path, *, max_pixels: int) -> Extent:
    """Say how large a picture is: proven by decoding it, or as its head declares it where it is not decoded here.

    Parameters
    ----------
    path : Path
    max_pixels : int
        As in `fixative.codecs.decode`.

    Returns
    -------
    Extent
        With one frame and no glance where the picture is not decoded.

    Raises
    ------
    InputError
        Whatever `fixative.codecs.decode` raises.
    """
    with opened(path) as file, decoding():
        kind = identify(file)
        if not kind.coded:
            if breaks_off(file, kind):
                raise TruncatedError
            width, height = declared_size(file, kind)
            check_size(width, height, max_pixels=max_pixels)
            return Extent(width, height, 1)
    picture = decode(path, max_pixels=max_pixels)
    return Extent(picture.width, picture.height, len(picture.frames), glance(picture).tobytes())
