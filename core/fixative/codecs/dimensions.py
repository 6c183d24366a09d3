"""What EXIF and XMP say of a picture's width and height, told anew where the picture was scaled."""

from __future__ import annotations

import re
from dataclasses import replace

from fixative.codecs.in_place import numbers_in
from fixative.containers.blocks import Blocks

__all__ = ["with_dimensions"]

# ImageWidth and ImageLength of TIFF 6.0; PixelXDimension and PixelYDimension of Exif 3.0, 4.6.6.
_WIDTHS, _HEIGHTS = frozenset({0x0100, 0xA002}), frozenset({0x0101, 0xA003})

_XMP_WIDTH = re.compile(rb"""(:(?:ImageWidth|PixelXDimension)(?:\s*=\s*["']|\s*>\s*))\d+""")
_XMP_HEIGHT = re.compile(rb"""(:(?:ImageLength|PixelYDimension)(?:\s*=\s*["']|\s*>\s*))\d+""")
"""As attribute and as element, whatever prefix the packet gives the namespaces."""


def with_dimensions(blocks: Blocks, width: int, height: int) -> Blocks:
    """Set width and height wherever EXIF and XMP have them already, and nothing else."""
    exif, xmp = blocks.exif, blocks.xmp
    for number in numbers_in(exif, _WIDTHS | _HEIGHTS, below=True) if exif else ():
        exif = number.changed(exif or b"", width if number.tag in _WIDTHS else height)
    if xmp:
        xmp = _XMP_WIDTH.sub(rb"\g<1>%d" % width, xmp)
        xmp = _XMP_HEIGHT.sub(rb"\g<1>%d" % height, xmp)
    return replace(blocks, exif=exif, xmp=xmp)
