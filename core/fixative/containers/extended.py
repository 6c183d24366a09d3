"""XMP that is larger than a JPEG segment: a main packet and an extension, joined on reading and split on writing.

XMP specification part 3 (2020), section 1.1.3.1: the main packet names the extension by the MD5 of its bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from uuid import uuid4

from lxml import etree

from fixative.containers.packet import (
    RDF,
    Element,
    UnreadablePacketError,
    descriptions,
    discard,
    parse,
    rdf_of,
    serialise,
)
from fixative.errors import MetadataTooLargeError

__all__ = ["extension_named", "join", "split"]

_MAX_MAIN = 65_502
"""The largest main packet: a segment's 65,533 bytes without the 29 of its signature, rounded as Adobe does."""

_NOTE = "http://ns.adobe.com/xmp/note/"
_HAS_EXTENDED = f"{{{_NOTE}}}HasExtendedXMP"
_ABOUT = f"{{{RDF}}}about"
_ROOM_FOR_NOTE = 400


def extension_named(packet: bytes) -> str | None:
    """Give the GUID of the extension that a main packet names, or None."""
    if b"HasExtendedXMP" not in packet:
        return None
    try:
        root = parse(packet)
    except UnreadablePacketError:
        return None
    for description in descriptions(root):
        value = description.get(_HAS_EXTENDED) or description.findtext(_HAS_EXTENDED)
        if value:
            return value.strip().upper()
    return None


def join(packets: Sequence[bytes]) -> bytes | None:
    """Join packets into one, in which the first's properties stand first; None where one cannot be parsed."""
    try:
        roots = [parse(packet) for packet in packets]
    except UnreadablePacketError:
        return None
    for root in roots:
        _forget_extension(root)
    main, *others = roots
    # As text: to move a large part from one tree into another takes lxml the square of its size.
    joint = etree.Comment(uuid4().hex)
    rdf_of(main).append(joint)
    before, _, after = serialise(main).partition(etree.tostring(joint))
    further = (etree.tostring(each, encoding="utf-8") for other in others for each in descriptions(other))
    return b"".join((before, *further, after))


def _forget_extension(root: Element) -> None:
    for description in descriptions(root):
        if _HAS_EXTENDED in description.attrib:
            del description.attrib[_HAS_EXTENDED]
        for child in description.findall(_HAS_EXTENDED):
            description.remove(child)


def split(packet: bytes) -> tuple[bytes, bytes | None, str]:
    """Make a packet fit a JPEG segment.

    Parameters
    ----------
    packet : bytes
        Of any size.

    Returns
    -------
    main : bytes
        At most `_MAX_MAIN` bytes.
    extension : bytes or None
        What did not fit; None where dropping the padding was enough.
    guid : str
        The extension's MD5, 32 hexadecimal digits; empty without one.

    Raises
    ------
    MetadataTooLargeError
        The packet cannot be parsed, or no part of it can be moved.
    """
    if len(packet) <= _MAX_MAIN:
        return packet, None, ""
    too_large = MetadataTooLargeError(block="XMP", size=len(packet), limit=_MAX_MAIN)
    try:
        root = parse(packet)
    except UnreadablePacketError as error:
        raise too_large from error
    _forget_extension(root)
    slim = serialise(root, padding=False)
    if len(slim) <= _MAX_MAIN:
        return slim, None, ""

    # Of two copies, what one keeps the other gives up.
    rest = deepcopy(root)
    parts, copies = list(_parts(root)), list(_parts(rest))
    over = len(slim) - _MAX_MAIN + _ROOM_FOR_NOTE
    # The largest go first: small properties, such as rights, stay where every reader looks.
    for index in sorted(range(len(parts)), key=lambda index: parts[index].size, reverse=True):
        (parts if over > 0 else copies)[index].remove()
        over -= parts[index].size
    for description in descriptions(rest):
        if len(description) == 0 and {*description.keys()} <= {_ABOUT}:
            discard(description)
    extension = etree.tostring(rest, encoding="utf-8", xml_declaration=False)
    guid = hashlib.md5(extension, usedforsecurity=False).hexdigest().upper()
    note = etree.SubElement(rdf_of(root), f"{{{RDF}}}Description", nsmap={"xmpNote": _NOTE})
    note.set(f"{{{RDF}}}about", "")
    note.set(_HAS_EXTENDED, guid)
    main = serialise(root, padding=False)
    if len(main) > _MAX_MAIN:
        raise too_large
    return main, extension, guid


@dataclass(frozen=True, slots=True)
class _Part:
    """A property at the top of a packet: an element, or an attribute of its description."""

    size: int
    description: Element
    child: Element | None = None
    attribute: str = ""

    def remove(self) -> None:
        if self.child is not None:
            discard(self.child)
        else:
            del self.description.attrib[self.attribute]


def _parts(root: Element) -> Iterator[_Part]:
    for description in descriptions(root):
        for child in description:
            yield _Part(len(etree.tostring(child, encoding="utf-8")), description, child=child)
        for name, value in description.attrib.items():
            if name != _ABOUT:
                yield _Part(len(str(value).encode()), description, attribute=str(name))
