"""JPEG: how the source was made, and how to make the result alike."""

from __future__ import annotations

from typing import BinaryIO

import numpy as np
from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile

from fixative.codecs.samples import saved
from fixative.picture import Carried, Colour, JpegSettings

__all__ = ["encode_jpeg", "estimated_quality", "open_jpeg", "settings_of"]

_FULL, _HALF_WIDTH, _QUARTER = 0, 1, 2  # Pillow's numbers for 4:4:4, 4:2:2, 4:2:0

_DEFAULT_QUALITY = 92
"""For sources that are no JPEG: above it, files grow quickly and nothing is seen of it."""

# ITU-T T.81, table K.1, summed: what the luminance table of libjpeg holds at quality 50.
_LUMINANCE_SUM_AT_50 = 3688


def open_jpeg(file: BinaryIO) -> JpegImageFile:
    """Read a JPEG's head. The further pictures of a multi-picture file (MPO) are left alone."""
    return JpegImageFile(file)


def settings_of(image: JpegImageFile) -> JpegSettings | None:
    """Read quantisation tables, subsampling and scan order; None where they do not add up.

    Parameters
    ----------
    image : JpegImageFile
        Opened; need not be loaded.
    """
    layers = image.layer
    # libjpeg takes the first table for luminance and the second for both chrominances.
    wanted = [layer[3] for layer in layers[:2]]
    if not wanted or any(number not in image.quantization for number in wanted):
        return None
    tables = tuple(tuple(int(step) for step in image.quantization[number]) for number in wanted)
    return JpegSettings(tables, _subsampling(layers), bool(image.info.get("progressive")))


def _subsampling(layers: list[tuple[int, int, int, int]]) -> int:
    if len(layers) < Colour.RGB.channels:
        return _FULL
    across, down = (layers[0][axis] // max(layers[1][axis], 1) for axis in (1, 2))
    if down > 1:
        return _QUARTER if across > 1 else _HALF_WIDTH
    return _FULL if across == 1 else _HALF_WIDTH if across == 2 else _QUARTER  # noqa: PLR2004


def estimated_quality(settings: JpegSettings) -> int:
    """Name the quality, 1 to 100, at which libjpeg would make tables as coarse as these (`jcparam.c`)."""
    scale = 100 * sum(settings.tables[0]) / _LUMINANCE_SUM_AT_50
    quality = (200 - scale) / 2 if scale <= 100 else 5000 / scale  # noqa: PLR2004 - libjpeg's own bend
    return int(np.clip(round(quality), 1, 100))


def encode_jpeg(image: Image.Image, carried: Carried, quality: int | None) -> bytes:
    """Write a JPEG with the source's tables, subsampling and scan order where there are any.

    Parameters
    ----------
    image : PIL.Image.Image
        L, RGB, RGBX or CMYK.
    carried : Carried
        Profile, resolution and the source's settings.
    quality : int or None
        1 to 100 overrides the source's tables.
    """
    options: dict[str, object] = {}
    source = carried.jpeg
    if source is None:
        # A lossy source has lost its fine chrominance already; a lossless one may be a drawing, whose edges need it.
        options |= {
            "quality": quality or carried.quality or _DEFAULT_QUALITY,
            "subsampling": _FULL if carried.lossless else _QUARTER,
        }
    else:
        options |= {"subsampling": source.subsampling, "progressive": source.progressive}
        options |= {"quality": quality} if quality else {"qtables": [list(table) for table in source.tables]}
    if carried.icc:
        options["icc_profile"] = carried.icc
    if carried.dpi:
        options["dpi"] = carried.dpi
    return saved([image], "JPEG", options)
