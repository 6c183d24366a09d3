"""XMP that is larger than a JPEG segment: a main packet and an extension, joined on reading and split on writing.

XMP specification part 3 (2020), section 1.1.3.1: the main packet names the extension by the MD5 of its bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from fixative.containers.packet import (
    RDF,
    Element,
    UnreadablePacketError,
    blank,
    descriptions,
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
    main = roots[0]
    _forget_extension(main)
    for other in roots[1:]:
        _forget_extension(other)
        for description in descriptions(other):
            rdf_of(main).append(description)
    return serialise(main)


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

    extra = blank()
    over = len(slim) - _MAX_MAIN + _ROOM_FOR_NOTE
    # The largest go first: small properties, such as rights, stay where every reader looks.
    for part in sorted(_parts(root), key=lambda part: part.size, reverse=True):
        if over <= 0:
            break
        over -= part.size
        part.move(extra)
    extension = etree.tostring(extra, encoding="utf-8", xml_declaration=False)
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

    def move(self, extra: Element) -> None:
        # The prefixes that a person chose are kept; a default namespace is none of them.
        prefixes = {prefix: uri for prefix, uri in self.description.nsmap.items() if prefix is not None}
        home = etree.SubElement(rdf_of(extra), f"{{{RDF}}}Description", nsmap=prefixes)
        home.set(_ABOUT, self.description.get(_ABOUT, ""))
        if self.child is not None:
            home.append(self.child)
        else:
            home.set(self.attribute, self.description.get(self.attribute, ""))
            del self.description.attrib[self.attribute]


def _parts(root: Element) -> Iterator[_Part]:
    for description in descriptions(root):
        for child in description:
            yield _Part(len(etree.tostring(child, encoding="utf-8")), description, child=child)
        for name, value in description.attrib.items():
            if name != _ABOUT:
                yield _Part(len(str(value).encode()), description, attribute=str(name))
