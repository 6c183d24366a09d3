"""What a file says of its picture: who made it, what it is called, when it was made, and what AI may do with it."""

from __future__ import annotations

import re
from functools import partial
from io import BytesIO

from fixative.containers.blocks import Blocks
from fixative.containers.ifd import Structure
from fixative.containers.leftover import EXIF_POINTER
from fixative.containers.packet import Element
from fixative.errors import MetadataError
from fixative.rights import exif, iim
from fixative.rights.rdf import Properties
from fixative.rights.statement import AIPolicy
from fixative.rights.wording import policy_in
from fixative.rights.words import Facts
from fixative.rights.xmp import name, policies_in

__all__ = ["facts_of", "policies_there"]

_DATE_TIME_ORIGINAL = 0x9003
_XMP_DATES = (
    "{http://ns.adobe.com/exif/1.0/}DateTimeOriginal",
    name("photoshop:DateCreated"),
    "{http://ns.adobe.com/xap/1.0/}CreateDate",
)
_YEAR = re.compile(r"\s*((?:18|19|20)\d\d)")
"""From the first photograph on; a date of zeros is a clock that was never set."""


def facts_of(blocks: Blocks, root: Element | None) -> Facts:
    """Collect them.

    Parameters
    ----------
    blocks : Blocks
    root : Element or None
        The XMP packet, where it could be read.
    """
    dataset = partial(iim.texts_in, blocks.iptc or b"")
    makers = [*exif.artists_in(blocks.exif or b""), *dataset(iim.BY_LINE)]
    titles = dataset(iim.OBJECT_NAME)
    dates = [_taken(blocks.exif), *dataset(iim.DATE_CREATED)]
    if root is not None:
        properties = Properties(root)
        makers += properties.items(name("dc:creator"))
        titles = [properties.lang_alt(name("dc:title")), *titles]
        dates += [properties.text(each) for each in _XMP_DATES]
    years = (found[1] for date in dates if (found := _YEAR.match(date)))
    return Facts(makers=frozenset(makers), title=next(filter(None, titles), ""), year=next(years, ""))


def policies_there(blocks: Blocks, root: Element | None) -> list[AIPolicy]:
    """List the policies that a file states: by the property for it, and in our own words wherever we write them.

    Parameters
    ----------
    blocks : Blocks
    root : Element or None
        The XMP packet, where it could be read.
    """
    texts = [exif.notice_in(blocks.exif or b"")]
    texts += [text for key in (iim.NOTICE, iim.INSTRUCTIONS) for text in iim.texts_in(blocks.iptc or b"", key)]
    found: list[AIPolicy | None] = []
    if root is not None:
        properties = Properties(root)
        texts += [properties.lang_alt(name(short)) for short in ("plus:OtherConstraints", "photoshop:Instructions")]
        found += policies_in(properties)
    found += map(policy_in, texts)
    return [policy for policy in found if policy is not None]


def _taken(block: bytes | None) -> str:
    """Read when a picture was taken; empty where EXIF does not say."""
    if block is None:
        return ""
    try:
        structure = Structure(BytesIO(block))
        pointer = structure.directory(structure.first).get(EXIF_POINTER)
        if pointer is None:
            return ""
        return exif.read_text(structure, structure.directory(structure.pointer(pointer)), _DATE_TIME_ORIGINAL)
    except MetadataError:
        return ""
