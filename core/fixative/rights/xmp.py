"""The statement in XMP: IPTC Photo Metadata 2023.1 and PLUS."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial

from lxml import etree

from fixative.containers.packet import Element, UnreadablePacketError, blank, parse, serialise
from fixative.rights.policy import from_uri, is_prohibition, to_uri
from fixative.rights.private import Private, is_private
from fixative.rights.rdf import PREFIXES, Properties
from fixative.rights.statement import AIPolicy, DigitalSourceType
from fixative.rights.words import Words

__all__ = ["SOURCE_TYPES", "merge_xmp", "name", "policies_in", "read"]

SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
"""The vocabulary of ``Iptc4xmpExt:DigitalSourceType``."""


def name(short: str) -> str:
    """Turn ``prefix:local`` into Clark's notation."""
    prefix, _, local = short.partition(":")
    return f"{{{PREFIXES[prefix]}}}{local}"


def read(packet: bytes | None) -> Element | None:
    """Parse a packet; None gives an empty one's root, and None is given where it cannot be read."""
    if packet is None:
        return blank()
    try:
        return parse(packet)
    except UnreadablePacketError:
        return None


def policies_in(properties: Properties) -> list[AIPolicy]:
    """List the policies that ``plus:DataMining`` names; more than one only in a packet that contradicts itself."""
    found = (from_uri(value) for value in properties.items(name("plus:DataMining")))
    return [policy for policy in found if policy is not None]


def merge_xmp(
    packet: bytes | None,
    root: Element,
    words: Words,
    source_type: DigitalSourceType | None,
    *,
    drop: Collection[Private] = (),
) -> tuple[bytes | None, tuple[str, ...]]:
    """Put the statement into a packet.

    Parameters
    ----------
    packet : bytes or None
        As it was; given back where nothing changes.
    root : Element
        What `read` made of it; it is changed.
    words : Words
    source_type : DigitalSourceType or None
    drop : collection of Private, optional
        What is taken out.

    Returns
    -------
    packet : bytes or None
    written : tuple of str
        Names of the fields that carry the statement now.
    """
    before = etree.tostring(root)
    properties = Properties(root)
    written = _write(properties, words, source_type)
    for wanted in drop:
        properties.drop(partial(is_private, wanted=wanted))
    if etree.tostring(root) == before:
        return packet, written
    return serialise(root), written


def _write(properties: Properties, words: Words, source_type: DigitalSourceType | None) -> tuple[str, ...]:
    written: list[str] = []

    def text(short: str, value: str) -> None:
        if value:
            properties.set_text(name(short), value)
            written.append(f"XMP-{short}")

    def lang_alt(short: str, value: str) -> None:
        if value:
            properties.set_lang_alt(name(short), value)
            written.append(f"XMP-{short}")

    def fields(short: str, members: Mapping[str, str], *, in_list: bool = True) -> None:
        said = {member: value for member, value in members.items() if value}
        if said:
            values = {name(member): value for member, value in said.items()}
            properties.set_fields(name(short), values, in_list=in_list)
            written.extend(f"XMP-{member}" for member in said)

    text("plus:DataMining", to_uri(words.policy, properties.items(name("plus:DataMining"))))
    _constraints(properties, words, written)
    if words.creators:
        properties.set_list(name("dc:creator"), words.creators)
        written.append("XMP-dc:creator")
    lang_alt("dc:rights", words.notice)
    text("photoshop:Credit", words.credit)
    if words.owner or words.notice or is_prohibition(words.policy):
        text("xmpRights:Marked", "True")
    lang_alt("xmpRights:UsageTerms", words.terms)
    text("xmpRights:WebStatement", words.licence_url)
    if words.owner in properties.fields(name("plus:CopyrightOwner"), name("plus:CopyrightOwnerName")):
        written.append("XMP-plus:CopyrightOwnerName")
    else:
        fields("plus:CopyrightOwner", {"plus:CopyrightOwnerName": words.owner})
    licensor = {"plus:LicensorURL": words.licensor_url, "plus:LicensorEmail": words.licensor_email}
    fields("plus:Licensor", licensor)
    fields("Iptc4xmpCore:CreatorContactInfo", {_contact_field(words.contact): words.contact}, in_list=False)
    text("Iptc4xmpExt:DigitalSourceType", SOURCE_TYPES + source_type.value if source_type is not None else "")
    return tuple(written)


def _constraints(properties: Properties, words: Words, written: list[str]) -> None:
    """Say the policy in words, behind what others said; where it no longer holds, take our words out."""
    for short, setter in (
        ("plus:OtherConstraints", properties.set_lang_alt),
        ("photoshop:Instructions", properties.set_text),
    ):
        there = properties.lang_alt(name(short))
        wanted = words.constraints_with(there)
        if wanted:
            setter(name(short), wanted)
        elif there:
            properties.remove(name(short))
        if words.constraints:
            written.append(f"XMP-{short}")


def _contact_field(contact: str) -> str:
    """Choose the field of the creator's contact that a text belongs in."""
    if "@" in contact and " " not in contact:
        return "Iptc4xmpCore:CiEmailWork"
    if contact.startswith(("http://", "https://")):
        return "Iptc4xmpCore:CiUrlWork"
    if contact and all(character in "+0123456789 ()-/." for character in contact):
        return "Iptc4xmpCore:CiTelWork"
    return "Iptc4xmpCore:CiAdrExtadr"
