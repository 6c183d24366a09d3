"""What a picture is between decoding and encoding: pixels, and what came along with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from fixative.containers.blocks import Blocks, Notes
from fixative.formats import Format

__all__ = ["Carried", "Colour", "Frame", "JpegSettings", "Picture", "Samples"]

Samples = NDArray[np.uint8] | NDArray[np.uint16]


class Colour(StrEnum):
    """What the channels mean."""

    GREY = "grey"
    RGB = "rgb"
    CMYK = "cmyk"

    @property
    def channels(self) -> int:
        """How many there are."""
        return {Colour.GREY: 1, Colour.RGB: 3, Colour.CMYK: 4}[self]


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame of an animation, or one page.

    Attributes
    ----------
    pixels : ndarray, shape (H, W, C), uint8 or uint16
        C is 1 (grey), 3 (RGB) or 4 (CMYK, where 0 is no ink). Not premultiplied; orientation applied.
    alpha : ndarray, shape (H, W), dtype of pixels, or None
        0 is transparent; None is opaque.
    duration : int
        Milliseconds; 0 where the picture is still.
    """

    pixels: Samples
    alpha: Samples | None = None
    duration: int = 0


@dataclass(frozen=True, slots=True)
class JpegSettings:
    """How a JPEG was made, so that the result can be made alike.

    Attributes
    ----------
    tables : tuple of tuple of int
        Quantisation tables, 64 values each, in the order that Pillow gives and takes.
    subsampling : int
        0 is 4:4:4, 1 is 4:2:2, 2 is 4:2:0 (Pillow's numbers).
    progressive : bool
    """

    tables: tuple[tuple[int, ...], ...]
    subsampling: int
    progressive: bool


@dataclass(frozen=True, slots=True)
class Carried:
    """What the file carried besides its pixels.

    Attributes
    ----------
    blocks : Blocks
        EXIF, XMP and IIM as found; the EXIF orientation is set to 1 where it was applied.
    icc : bytes or None
        The colour profile.
    dpi : (float, float) or None
        Horizontal and vertical resolution, dots per inch.
    jpeg : JpegSettings or None
        Where the source was a JPEG.
    lossless : bool
        Whether the source's coding keeps every sample (PNG, GIF, TIFF, lossless WebP).
    quality : int or None
        Estimated quality of a lossy source, 1 to 100 on its own format's scale; None where it is not known.
    loop : int
        How often an animation plays; 0 is for ever.
    text : dict
        PNG text chunks, by keyword.
    png_colour : dict
        The PNG chunks that say what its colours mean (sRGB, gAMA, cHRM, cICP), by name.
    """

    blocks: Blocks = field(default_factory=Blocks)
    icc: bytes | None = None
    dpi: tuple[float, float] | None = None
    jpeg: JpegSettings | None = None
    lossless: bool = True
    quality: int | None = None
    loop: int = 0
    text: dict[str, str] = field(default_factory=dict)
    png_colour: dict[bytes, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded picture.

    Attributes
    ----------
    frames : tuple of Frame
        At least one; all of one colour and depth. Pages of a TIFF may differ in size.
    colour : Colour
    format : Format
        What the source's content was.
    animated : bool
        Whether the frames follow each other in time (not so the pages of a TIFF).
    carried : Carried
    notes : tuple of (str, dict)
        Codes and parameters (`fixative.messages`) of what decoding had to change.
    """

    frames: tuple[Frame, ...]
    colour: Colour
    format: Format
    animated: bool = False
    carried: Carried = field(default_factory=Carried)
    notes: Notes = ()

    @property
    def width(self) -> int:
        """Pixels across, as displayed."""
        return int(self.frames[0].pixels.shape[1])

    @property
    def height(self) -> int:
        """Pixels down, as displayed."""
        return int(self.frames[0].pixels.shape[0])

    @property
    def depth(self) -> int:
        """Bits a sample: 8 or 16."""
        return 8 * self.frames[0].pixels.dtype.itemsize
