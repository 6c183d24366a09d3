"""AVIF through Pillow, and what its boxes say about how it was made."""

from __future__ import annotations

from io import BytesIO
from typing import BinaryIO, NamedTuple

from PIL import Image
from PIL.AvifImagePlugin import AvifImageFile

from fixative.codecs.orientation import without_orientation
from fixative.containers.blocks import Blocks
from fixative.picture import Carried

__all__ = ["AvifFacts", "AvifImageFile", "avif_facts", "encode_avif", "open_avif"]

_DEFAULT_QUALITY = 75
_SPEED = 8
_HEAD = 65536


class AvifFacts(NamedTuple):
    """What the AV1 configuration says: more than 8 bits a channel, chrominance halved, quality where known."""

    deep: bool
    subsampled: bool
    quality: int | None


def open_avif(file: BinaryIO) -> AvifImageFile:
    """Read an AVIF's head."""
    file.seek(0)
    return AvifImageFile(file)


def avif_facts(file: BinaryIO) -> AvifFacts:
    """Read the AV1 configuration box (AV1-ISOBMFF, 2.3.3)."""
    file.seek(0)
    head = file.read(_HEAD)
    file.seek(0)
    at = head.find(b"av1C")
    if at < 0 or at + 7 > len(head):
        return AvifFacts(deep=False, subsampled=True, quality=None)
    flags = head[at + 6]
    return AvifFacts(deep=bool(flags & 0x40), subsampled=bool(flags & 0x08), quality=None)


def encode_avif(
    images: list[Image.Image], carried: Carried, quality: int | None, durations: list[int], blocks: Blocks | None
) -> bytes:
    """Write an AVIF, with EXIF and XMP, as nothing can be spliced into it later.

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
    blocks : Blocks or None
    """
    options: dict[str, object] = {"quality": quality or carried.quality or _DEFAULT_QUALITY, "speed": _SPEED}
    if carried.lossless and images[0].mode != "L":
        options["subsampling"] = "4:4:4"
    if carried.icc:
        options["icc_profile"] = carried.icc
    if blocks and blocks.exif:
        # Pillow would take the tag out itself, and serialise the block anew without the makers' notes.
        options["exif"] = without_orientation(blocks.exif)
    if blocks and blocks.xmp:
        options["xmp"] = blocks.xmp
    if len(images) > 1:
        options |= {"save_all": True, "append_images": images[1:], "duration": durations}
    data = BytesIO()
    images[0].save(data, "AVIF", **options)
    return data.getvalue()
