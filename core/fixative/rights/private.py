"""What a file tells of its maker's life, and may be left out of a copy: place, devices, and copies of the picture."""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import StrEnum
from io import BytesIO

from fixative.containers.ifd import Structure
from fixative.containers.leftover import EXIF_POINTER, GPS_POINTER
from fixative.containers.rewrite import with_entries, without_entries

__all__ = ["Private", "is_private", "without_private"]

_SERIALS = frozenset(
    {
        0xA430,  # CameraOwnerName
        0xA431,  # BodySerialNumber
        0xA435,  # LensSerialNumber
        0xA420,  # ImageUniqueID: of some makers, made of the serial number
        0x927C,  # MakerNote: holds serial numbers, in a form that only its maker knows
    }
)
_JPEG = re.compile(rb"\xff\xd8\xff[\xc0-\xfe].*?\xff\xd9", re.DOTALL)
"""A JPEG from its start to its end of image: cameras keep some in their notes, whose form only they know."""

_END_OF_IMAGE = b"\xff\xd9"

_COPIES = frozenset(
    {
        "{http://ns.adobe.com/xap/1.0/}Thumbnails",
        "{http://ns.adobe.com/xap/1.0/g/img/}image",
        "{http://ns.google.com/photos/1.0/image/}Data",
    }
)
"""Properties that hold the picture itself: small, in any of Adobe's structures, or as a phone took it."""

_OWNER_OF_CAMERA = frozenset({"{http://ns.adobe.com/exif/1.0/aux/}OwnerName"})


class Private(StrEnum):
    """What may be left out."""

    PLACE = "place"
    SERIALS = "serials"
    COPIES = "copies"


def is_private(name: str, wanted: Private) -> bool:
    """Whether an XMP property, in Clark's notation, or a text named like one (``exif:GPSLatitude``), tells this."""
    local = re.split("[}:]", name)[-1].lower()
    match wanted:
        case Private.PLACE:
            return local.startswith("gps")
        case Private.SERIALS:
            return local.endswith(("serialnumber", "cameraownername")) or name in _OWNER_OF_CAMERA
        case Private.COPIES:
            return name in _COPIES


def without_private(block: bytes, drop: Collection[Private]) -> bytes:
    """Take out of an EXIF block what tells this, and its bytes too.

    Raises
    ------
    MalformedContainerError
        The block cannot be read.
    """
    if Private.SERIALS in drop:
        block = without_entries(block, EXIF_POINTER, _SERIALS)
    if Private.COPIES in drop:
        # Previews in a maker's note become zeros. None begins behind the last end: of very many starts without an
        # end, each would be followed to where the block ends.
        last = block.rfind(_END_OF_IMAGE) + len(_END_OF_IMAGE)
        block = _JPEG.sub(lambda found: bytes(len(found[0])), block[:last]) + block[last:]
    structure = Structure(BytesIO(block))
    directory = structure.directory(structure.first)
    place = Private.PLACE in drop and directory.get(GPS_POINTER) is not None
    # The thumbnail is a directory of its own behind the first.
    alone = Private.COPIES in drop and directory.following != 0
    return with_entries(block, {GPS_POINTER: None} if place else {}, alone=alone) if place or alone else block
