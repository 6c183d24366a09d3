"""The mark that a cloaked picture carries: in XMP, in a namespace of our own, with nothing secret in it.

It says that Fixative cloaked the picture, how, and at which size, so that nobody cloaks it twice unawares. It is a
word, not the cloak: an editor may copy it to another picture, or drop it.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version

from lxml import etree

from fixative.cloak.preset import Preset
from fixative.containers.packet import RDF, Element, descriptions, rdf_of, serialise
from fixative.rights.rdf import Properties
from fixative.rights.xmp import read

__all__ = ["NAMESPACE", "Mark", "read_mark", "write_mark"]

NAMESPACE = "urn:uuid:3b0d5e1c-8f5a-4c27-9a0e-6d1f2a7c9b48#"
"""A name that is ours without owning a domain (RFC 9562); it is never looked up."""

_CLOAK = f"{{{NAMESPACE}}}Cloak"
_PRESET, _COST, _WIDTH, _HEIGHT, _VERSION = (
    f"{{{NAMESPACE}}}{field}" for field in ("Preset", "VisibleCost", "Width", "Height", "Version")
)
_MOST_LETTERS = 32
"""Of a text in a mark: it may come from anywhere."""
_MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Mark:
    """What a mark says; 0 or empty where it does not say.

    Attributes
    ----------
    preset : str
        A value of `Preset`, or what a later Fixative has instead.
    visible_cost : int
        Estimated SSIMULACRA2 of the cloaked pixels against the original's.
    width, height : int
        Of the picture when it was cloaked, as displayed, in pixels.
    version : str
        Of the Fixative that wrote it.
    """

    preset: str
    visible_cost: int = 0
    width: int = 0
    height: int = 0
    version: str = ""

    @classmethod
    def of(cls, preset: Preset, visible_cost: float, width: int, height: int) -> Mark:
        """Make the mark of a picture that this Fixative has cloaked."""
        return cls(preset.value, round(visible_cost), width, height, version("fixative"))

    def fits(self, width: int, height: int) -> bool:
        """Whether a picture of this size, turned or not, may be the one that was cloaked."""
        return 0 in (self.width, self.height) or sorted((width, height)) == sorted((self.width, self.height))


def read_mark(packet: bytes | None) -> Mark | None:
    """Find the mark in an XMP packet; None where there is none, or the packet cannot be read."""
    root = None if packet is None or NAMESPACE.encode() not in packet else read(packet)
    if root is None:
        return None
    properties = Properties(root)

    def text(field: str) -> str:
        return _plain(next(iter(properties.fields(_CLOAK, field)), ""))

    def number(field: str) -> int:
        digits = text(field)
        return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= _MOST_DIGITS else 0

    # An editor that knows no structures may have left a plain text.
    preset = text(_PRESET) or _plain(properties.text(_CLOAK))
    return Mark(preset, number(_COST), number(_WIDTH), number(_HEIGHT), text(_VERSION)) if preset else None


def _plain(text: str) -> str:
    return "".join(filter(str.isprintable, text[:_MOST_LETTERS]))


def write_mark(packet: bytes | None, mark: Mark) -> bytes | None:
    """Put a mark into an XMP packet, in the place of one that is there.

    Returns
    -------
    bytes or None
        None where the packet cannot be read: it is nobody's to change then.
    """
    root = read(packet)
    if root is None:
        return None
    properties = Properties(root)
    properties.remove(_CLOAK)
    _make_home(root)
    fields = {
        _PRESET: mark.preset,
        _COST: str(mark.visible_cost),
        _WIDTH: str(mark.width),
        _HEIGHT: str(mark.height),
        _VERSION: mark.version,
    }
    properties.set_fields(_CLOAK, fields, in_list=False)
    return serialise(root)


def _make_home(root: Element) -> None:
    """Make a description that knows our namespace by our name, where there is none."""
    there = descriptions(root)
    if any(NAMESPACE in description.nsmap.values() for description in there):
        return
    about = f"{{{RDF}}}about"
    home = etree.SubElement(rdf_of(root), f"{{{RDF}}}Description", nsmap={"fixative": NAMESPACE})
    home.set(about, there[0].get(about, "") if there else "")
    home.text = home.tail = "\n"
