"""AVIF through Pillow, and what its boxes say about how it was made."""

from __future__ import annotations

from typing import BinaryIO, NamedTuple

import numpy as np
from PIL import Image
from PIL.AvifImagePlugin import AvifImageFile

from fixative.codecs.av1 import quantiser_index
from fixative.codecs.orientation import orientation_of
from fixative.codecs.samples import saved
from fixative.picture import Carried

__all__ = ["AvifFacts", "AvifImageFile", "avif_facts", "encode_avif", "open_avif", "orientation_in"]

_EXIF_PREFIX = b"Exif\0\0"
_DEFAULT_QUALITY = 75
_SPEED = 8
_DEEP_AT, _DEEP = 6, 0x40

# Measured: the index that libaom 3.12 chooses for a quality of libavif, whatever the picture.
_INDICES = (0, 32, 76, 148, 216, 236, 255)
_QUALITIES = (100, 90, 75, 50, 20, 10, 1)


class AvifFacts(NamedTuple):
    """What the coded picture says: whether it has more than 8 bits a channel, and its quality where known."""

    deep: bool
    quality: int | None


def open_avif(file: BinaryIO) -> AvifImageFile:
    """Read an AVIF's head."""
    file.seek(0)
    return AvifImageFile(file)


def orientation_in(image: AvifImageFile) -> int:
    """Read the turn that the container asks for (`irot`, `imir`), which Pillow folds into the EXIF block."""
    exif = image.info.get("exif")
    return orientation_of(exif.removeprefix(_EXIF_PREFIX) if isinstance(exif, bytes) else None)


def avif_facts(file: BinaryIO) -> AvifFacts:
    """Read the AV1 configuration box (AV1-ISOBMFF, 2.3.3) and the first frame's header."""
    file.seek(0)
    data = file.read()
    file.seek(0)
    at = data.find(b"av1C")
    deep = 0 <= at < len(data) - _DEEP_AT and bool(data[at + _DEEP_AT] & _DEEP)
    index = quantiser_index(data)
    if index is None:
        return AvifFacts(deep, None)
    return AvifFacts(deep, max(1, round(float(np.interp(index, _INDICES, _QUALITIES)))))


def encode_avif(images: list[Image.Image], carried: Carried, quality: int | None, durations: list[int]) -> bytes:
    """Write an AVIF without metadata.

    Parameters
    ----------
    images : list of PIL.Image.Image
        L, RGB or RGBA; more than one makes an animation.
    carried : Carried
        Profile and estimated quality.
    quality : int or None
        1 to 100.
    durations : list of int
        Milliseconds, one for each image.
    """
    options: dict[str, object] = {"quality": quality or carried.quality or _DEFAULT_QUALITY, "speed": _SPEED}
    if carried.lossless and images[0].mode != "L":
        options["subsampling"] = "4:4:4"
    if carried.icc:
        options["icc_profile"] = carried.icc
    return saved(images, "AVIF", options, durations)
