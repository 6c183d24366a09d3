"""Reading a written file back, for the check after writing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from fixative.codecs.decode import decode, identify
from fixative.codecs.glance import glance
from fixative.codecs.guard import check_size, decoding, opened
from fixative.codecs.sizes import declared_size
from fixative.codecs.wholeness import breaks_off
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
