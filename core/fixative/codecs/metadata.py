"""What a file carries besides its pixels: blocks, profile, resolution."""

from __future__ import annotations

import math
from typing import BinaryIO

from PIL import Image

from fixative.containers import read_blocks
from fixative.containers.blocks import Blocks, Notes
from fixative.errors import MetadataError, TruncatedError

__all__ = ["blocks_of", "icc_of", "resolution_of"]

_MAX_DPI = 1_000_000


def blocks_of(file: BinaryIO) -> tuple[Blocks, Notes]:
    """Read the metadata blocks; where the structure is too damaged for it, none and a note.

    Returns
    -------
    (Blocks, notes)
        The file's position afterwards is its start.
    """
    file.seek(0)
    try:
        return read_blocks(file), ()
    except (MetadataError, TruncatedError):
        # What is missing here may be missing from the metadata only: the decoder judges the pixels.
        return Blocks(), (("metadata-unreadable-dropped", {"block": "metadata"}),)
    finally:
        file.seek(0)


def icc_of(image: Image.Image) -> bytes | None:
    """Give the colour profile that Pillow found."""
    icc = image.info.get("icc_profile")
    return icc if isinstance(icc, bytes) and icc else None


def resolution_of(image: Image.Image) -> tuple[float, float] | None:
    """Give dots per inch where Pillow found numbers that make sense."""
    dpi = image.info.get("dpi")
    try:
        across, down = (float(dots) for dots in dpi or ())
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    if all(math.isfinite(dots) and 0 < dots < _MAX_DPI for dots in (across, down)):
        return across, down
    return None
