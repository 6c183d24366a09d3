"""XMP packets as XML trees: parsed with bounds and without entities or network, written with wrapper and padding.

XMP specification part 1 (ISO 16684-1:2019), section 7.3: the packet wrapper; part 3: how files carry it.
"""

from __future__ import annotations

import codecs

from lxml import etree
from lxml.etree import _Element as Element

__all__ = [
    "MAX_BYTES",
    "RDF",
    "Element",
    "UnreadablePacketError",
    "blank",
    "descriptions",
    "discard",
    "parse",
    "rdf_of",
    "serialise",
]

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

MAX_BYTES = 32 * 1024 * 1024
_MAX_DEPTH = 64
_MAX_ELEMENTS = 200_000
_MAX_ATTRIBUTES = 1_000
"""Of one element: to look one up takes as long as there are many."""
_MAX_NAMESPACES = 300
"""That one element declares."""
_MAX_DESCRIPTIONS = 1_000
"""At the top; some thirty are the most that programs write."""
_META = "adobe:ns:meta/"
_HEADER = "<?xpacket begin='\ufeff' id='W5M0MpCehiHzreSzNTczkc9d'?>\n".encode()
_TRAILER = b"<?xpacket end='w'?>"
_END = b"<?xpacket end="
_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    # The byte order mark may stand in the packet's first line instead.
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0<", "utf-16-be"),
    (b"<\0", "utf-16-le"),
)
_PADDING = (b" " * 99 + b"\n") * 20


class UnreadablePacketError(ValueError):
    """What was given is no XMP packet, or one that is not to be trusted."""


def parse(data: bytes) -> Element:
    """Parse a packet.

    Parameters
    ----------
    data : bytes
        UTF-8, UTF-16 or UTF-32; with or without the packet wrapper.

    Returns
    -------
    Element
        The root: `x:xmpmeta` or `rdf:RDF`.

    Raises
    ------
    UnreadablePacketError
        No XML, no RDF in it, a document type or an entity, or over the bounds.
    """
    if len(data) > MAX_BYTES:
        raise UnreadablePacketError("too large")
    plain = _utf8(data)
    # A document type is never part of XMP, and it is where entities and external files come from.
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise UnreadablePacketError("document type")
    # A tree takes many times the bytes of its text, so the counts are bounded before there is one.
    if plain.count(b"<") > 2 * _MAX_ELEMENTS or plain.count(b"=") > 2 * _MAX_ELEMENTS:
        raise UnreadablePacketError("too many elements")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, encoding="utf-8")
    try:
        root = etree.fromstring(plain, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadablePacketError(str(error)) from error
    _check_bounds(root)
    return root


def _utf8(data: bytes) -> bytes:
    for start_of_file, encoding in _WIDE:
        if data.startswith(start_of_file):
            try:
                data = data.decode(encoding).encode()
            except UnicodeError as error:
                raise UnreadablePacketError("encoding") from error
            break
    start = data.find(b"<")
    if start < 0:
        raise UnreadablePacketError("no XML")
    end = data.rfind(_END)
    if end > start:
        close = data.find(b">", end)
        data = data[: close + 1 if close > 0 else end]
    return data[start:].rstrip(b"\0 \t\r\n")


def _check_bounds(root: Element) -> None:
    depth = count = declared = 0
    for event, found in etree.iterwalk(root, events=("start", "end", "start-ns")):
        if event == "start-ns":
            declared += 1
        elif event == "start":
            depth += 1
            count += 1
            if depth > _MAX_DEPTH or count > _MAX_ELEMENTS:
                raise UnreadablePacketError("too deep or too many elements")
            if len(found.attrib) > _MAX_ATTRIBUTES or declared > _MAX_NAMESPACES:
                raise UnreadablePacketError("an element with too many attributes or namespaces")
            declared = 0
        else:
            depth -= 1
    if len(descriptions(root)) > _MAX_DESCRIPTIONS:
        raise UnreadablePacketError("too many descriptions")


def rdf_of(root: Element) -> Element:
    """Find the `rdf:RDF` element in a parsed packet; raises `UnreadablePacketError` where there is none."""
    tag = f"{{{RDF}}}RDF"
    if root.tag == tag:
        return root
    found = root.find(tag)
    if found is None:
        raise UnreadablePacketError("no RDF")
    return found


def descriptions(root: Element) -> list[Element]:
    """List the `rdf:Description` elements at the top of a packet."""
    return rdf_of(root).findall(f"{{{RDF}}}Description")


def discard(element: Element) -> None:
    """Take an element out, its leaves first: to take out a large one whole takes lxml the square of its size."""
    for node in reversed(list(element.iter())):
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)


def blank() -> Element:
    """Make an empty packet's root."""
    root = etree.Element(f"{{{_META}}}xmpmeta", nsmap={"x": _META})
    etree.SubElement(root, f"{{{RDF}}}RDF", nsmap={"rdf": RDF}).tail = "\n"
    root.text = "\n"
    return root


def serialise(root: Element, *, padding: bool = True) -> bytes:
    """Write a packet in UTF-8, with its wrapper and, where wanted, two kilobytes for later editors to grow into."""
    body = etree.tostring(root, encoding="utf-8", xml_declaration=False, with_tail=False)
    return _HEADER + body + b"\n" + (_PADDING if padding else b"") + _TRAILER
