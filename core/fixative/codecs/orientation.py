"""EXIF orientation: read, applied to arrays once, and set to 1 in the bytes that carried it.

The carried blocks are patched in place, never serialised anew, so that nothing else in them changes.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

import cv2
import numpy as np

from fixative.codecs.in_place import Number, numbers_in
from fixative.containers.blocks import Blocks
from fixative.picture import Samples

__all__ = ["TRANSPOSED", "UPRIGHT", "orientation_of", "turned", "with_upright_blocks"]

UPRIGHT = 1
"""The orientation of a picture whose first row is the top and whose first column is the left (EXIF 2.32, 4.6.4)."""

TRANSPOSED = frozenset({5, 6, 7, 8})
"""The orientations at which rows are shown as columns."""

_ORIENTATIONS = range(1, 9)
_TAG = 0x0112

# As attribute and as element, whatever prefix the packet gives the tiff namespace (XMP part 1, 7.9.2).
_XMP_ORIENTATION = re.compile(rb"""(:Orientation(?:\s*=\s*["']|\s*>\s*))[2-8]""")


def orientation_of(exif: bytes | None) -> int:
    """Read the orientation from an EXIF block.

    Parameters
    ----------
    exif : bytes or None
        A TIFF structure.

    Returns
    -------
    int
        1 to 8; 1 where there is none, or none that makes sense.
    """
    entry = _find(exif) if exif else None
    return entry.value if entry and entry.value in _ORIENTATIONS else UPRIGHT


def turned(samples: Samples, orientation: int) -> Samples:
    """Turn pixels upright.

    Parameters
    ----------
    samples : ndarray, shape (H, W) or (H, W, C), uint8 or uint16
    orientation : int
        1 to 8, as EXIF counts.

    Returns
    -------
    ndarray
        Contiguous, of the same dtype; height and width are exchanged for 5 to 8.
    """
    if orientation == UPRIGHT:
        return samples
    if orientation in TRANSPOSED:
        out = cast("Samples", cv2.transpose(samples))
        flip = {5: None, 6: 1, 7: -1, 8: 0}[orientation]
    else:
        out = samples
        flip = {2: 1, 3: -1, 4: 0}[orientation]
    if flip is not None:
        out = cast("Samples", cv2.flip(out, flip))
    # OpenCV drops a single channel's axis.
    shape = out.shape[:2] + samples.shape[2:]
    return cast("Samples", np.ascontiguousarray(out).reshape(shape))


def turned_resolution(dpi: tuple[float, float] | None, orientation: int) -> tuple[float, float] | None:
    """Exchange horizontal and vertical resolution where the orientation exchanges the axes."""
    if dpi is None or orientation not in TRANSPOSED:
        return dpi
    return dpi[1], dpi[0]


def with_upright_blocks(blocks: Blocks) -> Blocks:
    """Set the orientation to 1 in EXIF and XMP, in place: all other bytes stay, and so do their offsets."""
    exif, xmp = blocks.exif, blocks.xmp
    entry = _find(exif) if exif else None
    if exif and entry:
        exif = entry.changed(exif, UPRIGHT)
    if xmp:
        xmp = _XMP_ORIENTATION.sub(rb"\g<1>1", xmp)
    return replace(blocks, exif=exif, xmp=xmp)


def _find(exif: bytes) -> Number | None:
    return next(iter(numbers_in(exif, {_TAG})), None)
