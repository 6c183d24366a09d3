"""What a file tells beside its blocks, where nothing of it is changed."""

from __future__ import annotations

from functools import partial

from fixative.containers.aside import Aside
from fixative.containers.packet import UnreadablePacketError, parse
from fixative.errors import MetadataError
from fixative.rights.private import Private, is_private, without_private
from fixative.rights.rdf import Properties

__all__ = ["left_in"]


def left_in(aside: Aside, wanted: Private) -> bool:
    """Whether what stands beside a file's blocks tells this, or may: what only its maker knows may tell anything."""
    if wanted is Private.COPIES and aside.copy:
        return True
    if aside.blocks is None:
        return not aside.named or is_private(aside.name, wanted)
    if wanted is Private.COPIES and aside.blocks.thumbnail is not None:
        return True
    exif, packet = aside.blocks.exif, aside.blocks.xmp
    try:
        if packet is not None and Properties(parse(packet)).drop(partial(is_private, wanted=wanted)):
            return True
        return exif is not None and without_private(exif, {wanted}) != exif
    except (MetadataError, UnreadablePacketError):
        return True
