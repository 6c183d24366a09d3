"""Reading a written file back, for the check after writing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fixative.codecs.decode import decode
from fixative.formats import Format
from fixative.picture import Colour

__all__ = ["Probe", "probe"]


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
