"""Photoshop image resources (8BIM), in which JPEG and TIFF keep IIM.

Adobe Photoshop File Formats Specification, "Image Resource Blocks": signature, number, Pascal string, size, data,
both padded to an even length.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

__all__ = ["iptc_of", "thumbnail_of", "with_iptc", "with_thumbnail"]

_SIGNATURES = (b"8BIM", b"PHUT", b"MeSa", b"AgHg", b"DCSR")
_IPTC = 0x0404
_DIGEST = 0x0425
_THUMBNAILS = frozenset({0x0409, 0x040C})
_MAX_RESOURCES = 10_000


@dataclass(frozen=True, slots=True)
class _Resource:
    signature: bytes
    number: int
    name: bytes
    data: bytes

    def encoded(self) -> bytes:
        padding = b"\0" * (len(self.data) % 2)
        return (
            self.signature
            + self.number.to_bytes(2, "big")
            + self.name
            + len(self.data).to_bytes(4, "big")
            + self.data
            + padding
        )


def _parse(block: bytes) -> tuple[list[_Resource], bytes]:
    """Take a block apart; what follows the last whole resource is given as it is."""
    resources: list[_Resource] = []
    at = 0
    while len(resources) < _MAX_RESOURCES and block[at : at + 4] in _SIGNATURES and at + 12 <= len(block):
        name_size = block[at + 6] + 1
        name_size += name_size % 2
        start = at + 6 + name_size + 4
        size = int.from_bytes(block[start - 4 : start], "big")
        if start > len(block) or start + size > len(block):
            break
        name = block[at + 6 : at + 6 + name_size]
        number = int.from_bytes(block[at + 4 : at + 6], "big")
        resources.append(_Resource(block[at : at + 4], number, name, block[start : start + size]))
        at = min(start + size + size % 2, len(block))
    return resources, block[at:]


def iptc_of(block: bytes) -> bytes | None:
    """Find the IIM datasets in a block of resources; several are joined."""
    found = [resource.data for resource in _parse(block)[0] if resource.number == _IPTC]
    return b"".join(found) or None


def thumbnail_of(block: bytes) -> bytes | None:
    """Find the resources that hold the picture, small, as they stand."""
    found = [resource.encoded() for resource in _parse(block)[0] if resource.number in _THUMBNAILS]
    return b"".join(found) or None


def with_iptc(block: bytes, iptc: bytes | None) -> bytes:
    """Put IIM datasets into a block of resources, or take them out; every other resource stays byte for byte.

    Parameters
    ----------
    block : bytes
        May be empty.
    iptc : bytes or None
        None removes.

    Returns
    -------
    bytes
        The digest by which readers tell whether IIM and XMP are in step (0x0425) is renewed where there is one:
        both were written together.
    """
    if iptc_of(block) == iptc:
        return block
    resources, rest = _parse(block)
    new: list[_Resource] = []
    wanted = iptc
    for resource in resources:
        if resource.number == _IPTC:
            if wanted is not None:
                new.append(replace(resource, data=wanted))
                wanted = None
        elif resource.number == _DIGEST:
            if iptc is not None:
                new.append(replace(resource, data=hashlib.md5(iptc, usedforsecurity=False).digest()))
        else:
            new.append(resource)
    if wanted is not None:
        new.append(_Resource(b"8BIM", _IPTC, b"\0\0", wanted))
    return b"".join(resource.encoded() for resource in new) + rest


def with_thumbnail(block: bytes, thumbnail: bytes | None) -> bytes:
    """Put what `thumbnail_of` gave into a block of resources, or take it out; every other resource stays."""
    if thumbnail_of(block) == thumbnail:
        return block
    resources, rest = _parse(block)
    others = (resource.encoded() for resource in resources if resource.number not in _THUMBNAILS)
    return b"".join((*others, thumbnail or b"", rest))
