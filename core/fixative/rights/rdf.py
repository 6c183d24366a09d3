"""Properties in an XMP packet, read and changed in whichever of RDF's forms they stand.

XMP specification part 1 (ISO 16684-1), section 7: a property is an element, or an attribute of its
`rdf:Description`; a structure is an element of `rdf:parseType` Resource, a nested description, or attributes.
Names are in Clark's notation, ``{namespace}local``. Everything else in the tree stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from lxml import etree

from fixative.containers.packet import RDF, Element, descriptions, discard, rdf_of

__all__ = ["PREFIXES", "Properties"]

PREFIXES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}
"""The namespaces that the statement is written in, with the prefixes that everyone uses."""

_ABOUT, _DESCRIPTION, _LI = f"{{{RDF}}}about", f"{{{RDF}}}Description", f"{{{RDF}}}li"
_PARSE_TYPE, _RESOURCE = f"{{{RDF}}}parseType", f"{{{RDF}}}resource"
_LISTS = tuple(f"{{{RDF}}}{kind}" for kind in ("Seq", "Bag", "Alt"))
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DEFAULT = "x-default"


def _text(element: Element) -> str:
    """Give a simple value: text, a resource, or the value of a qualified one."""
    value = element.get(_RESOURCE) or element.findtext(f"{{{RDF}}}value") or element.text or ""
    if not value.strip() and len(element) == 1 and element[0].tag == _DESCRIPTION:
        value = element[0].findtext(f"{{{RDF}}}value") or ""
    return str(value).strip()


def _set_text(element: Element, value: str) -> None:
    for child in list(element):
        discard(child)
    for name in (_RESOURCE, _PARSE_TYPE):
        if name in element.attrib:
            del element.attrib[name]
    element.text = value


class Properties:
    """The properties at the top of a packet.

    Parameters
    ----------
    root : Element
        As `fixative.containers.packet.parse` gives it; it is changed in place.
    """

    def __init__(self, root: Element) -> None:
        self._root = root

    def _elements(self, name: str) -> list[Element]:
        return [child for description in descriptions(self._root) for child in description.findall(name)]

    def text(self, name: str) -> str:
        """Give a simple property, or the first item of a list; empty where there is none."""
        items = self.items(name)
        return items[0] if items else ""

    def items(self, name: str) -> list[str]:
        """Give the items of a list, or a simple property as the only one."""
        values = [value.strip() for node in descriptions(self._root) if (value := _attribute(node, name)).strip()]
        for element in self._elements(name):
            lists = [child for child in element if child.tag in _LISTS]
            found = [_text(item) for child in lists for item in child.findall(_LI)] if lists else [_text(element)]
            values += [value for value in found if value]
        return values

    def lang_alt(self, name: str) -> str:
        """Give the default language's text of an alternative, or the first one's."""
        for element in self._elements(name):
            for item in element.iter(_LI):
                if item.get(_LANG, "").lower() == _DEFAULT:
                    return _text(item)
        return self.text(name)

    def set_text(self, name: str, value: str) -> None:
        """Set a simple property where it stands; further ones of the same name go."""
        kept = False
        for description in descriptions(self._root):
            if name in description.attrib:
                if kept:
                    del description.attrib[name]
                else:
                    description.set(name, value)
                kept = True
        for element in self._elements(name):
            if kept:
                discard(element)
            else:
                _set_text(element, value)
            kept = True
        if not kept:
            self._add(name).text = value

    def set_list(self, name: str, values: Sequence[str]) -> None:
        """Set an ordered list, where it does not say the same already."""
        if self.items(name) == list(values) and self._elements(name):
            return
        sequence = self._list(self._cleared(name), "Seq")
        for value in values:
            etree.SubElement(sequence, _LI).text = value

    def set_lang_alt(self, name: str, value: str) -> None:
        """Set the default language of an alternative; the other languages stay, but for copies of the old default."""
        old = self.lang_alt(name)
        elements = self._elements(name)
        alternative = elements[0].find(_LISTS[2]) if elements else None
        if alternative is None:
            alternative = self._list(self._cleared(name), "Alt")
        items = alternative.findall(_LI)
        default = next((item for item in items if item.get(_LANG, "").lower() == _DEFAULT), None)
        if default is None:
            default = etree.Element(_LI)
            default.set(_LANG, _DEFAULT)
            alternative.insert(0, default)
        for item in items:
            if item is not default and item.get(_LANG) is not None and _text(item) == old:
                _set_text(item, value)
        _set_text(default, value)

    def remove(self, name: str) -> None:
        """Take a property out in every form."""
        for description in descriptions(self._root):
            if name in description.attrib:
                del description.attrib[name]
        for element in self._elements(name):
            discard(element)

    def set_fields(self, name: str, values: Mapping[str, str], *, in_list: bool) -> None:
        """Set fields of a structure, or of the first structure in an ordered list; its other fields stay.

        Where that one is somebody else's (it says otherwise, and has more fields, such as a number in a register),
        the list gets a new first one.
        """
        elements = self._elements(name)
        holder = elements[0] if elements else self._add(name)
        if in_list:
            sequence = next((child for child in holder if child.tag in _LISTS), None)
            if sequence is None:
                _set_text(holder, "")
                sequence = self._list(holder, "Seq")
            item = sequence.find(_LI)
            if item is None or _is_of_another(item, values):
                item = etree.Element(_LI)
                sequence.insert(0, item)
            holder = item
        for field, value in values.items():
            _set_field(holder, field, value)

    def fields(self, name: str, field: str) -> list[str]:
        """Give a field's value in each structure of a property."""
        values = []
        for element in self._elements(name):
            for node in element.iter():
                values += [node.get(field, "")] if field in node.attrib else []
                values += [_text(child) for child in node.findall(field)]
        return [value for value in values if value]

    def drop(self, unwanted: Callable[[str], bool]) -> bool:
        """Take out every property, at any depth, whose name is unwanted; true where there was one."""
        dropped = False
        for element in list(rdf_of(self._root).iter("*")):
            for name in list(element.attrib):
                if unwanted(str(name)):
                    del element.attrib[name]
                    dropped = True
            if unwanted(element.tag):
                discard(element)
                dropped = True
        return dropped

    def _cleared(self, name: str) -> Element:
        elements = self._elements(name)
        kept = elements[0] if elements else None
        if kept is None:
            self.remove(name)
            return self._add(name)
        for element in elements[1:]:
            discard(element)
        _set_text(kept, "")
        return kept

    @staticmethod
    def _list(holder: Element, kind: str) -> Element:
        holder.text = None
        return etree.SubElement(holder, f"{{{RDF}}}{kind}")

    def _add(self, name: str) -> Element:
        element = etree.SubElement(self._home(etree.QName(name).namespace or ""), name)
        element.tail = "\n"
        return element

    def _home(self, namespace: str) -> Element:
        """Find a description that knows the namespace, or make one that knows all of ours."""
        there = descriptions(self._root)
        about = there[0].get(_ABOUT, "") if there else ""
        for description in there:
            if description.get(_ABOUT, "") == about and namespace in description.nsmap.values():
                return description
        new = etree.SubElement(rdf_of(self._root), _DESCRIPTION, nsmap=PREFIXES)
        new.set(_ABOUT, about)
        new.text = new.tail = "\n"
        return new


def _attribute(element: Element, name: str) -> str:
    return str(element.get(name, ""))


def _own_attributes(element: Element) -> Iterator[str]:
    return (str(name) for name in element.attrib if not str(name).startswith((f"{{{RDF}}}", "{http://www.w3.org/XML")))


def _is_of_another(structure: Element, values: Mapping[str, str]) -> bool:
    node = structure.find(_DESCRIPTION)
    node = structure if node is None else node
    there = {name: node.get(name, "").strip() for name in _own_attributes(node)}
    there |= {str(child.tag): _text(child) for child in node.iterchildren("*")}
    there = {field: value for field, value in there.items() if value}
    differs = any(there.get(field, value) != value for field, value in values.items())
    return differs and not there.keys() <= values.keys()


def _set_field(holder: Element, field: str, value: str) -> None:
    node = holder.find(_DESCRIPTION)
    if node is None:
        node = holder
    child = node.find(field)
    if child is not None:
        _set_text(child, value)
    elif field in node.attrib or (node is holder and next(_own_attributes(node), None) is not None):
        node.set(field, value)
    else:
        if node is holder:
            if _RESOURCE in holder.attrib:
                del holder.attrib[_RESOURCE]
            holder.set(_PARSE_TYPE, "Resource")
            holder.text = None
        etree.SubElement(node, field).text = value
