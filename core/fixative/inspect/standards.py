"""What each standard's block says, as findings; a block that cannot be read is told apart from one without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from fixative.containers.ifd import Structure
from fixative.containers.packet import RDF, Element, rdf_of
from fixative.credentials import LABELS, Credentials
from fixative.errors import MetadataError
from fixative.inspect.report import Finding
from fixative.rights import exif, iim
from fixative.rights.policy import from_uri
from fixative.rights.rdf import PREFIXES, Properties
from fixative.rights.wording import policy_in
from fixative.rights.xmp import SOURCE_TYPES, name, read

__all__ = ["FIELDS", "in_credentials", "in_exif", "in_iim", "in_xmp"]

_XMP_TEXTS = ("plus:OtherConstraints", "dc:rights", "xmpRights:UsageTerms", "photoshop:Instructions", "dc:description")
_XMP_PLAIN = ("xmpRights:Marked", "xmpRights:WebStatement", "photoshop:Credit")
_XMP_LISTS = ("dc:creator",)
_XMP_FIELDS = (
    ("plus:CopyrightOwner", "plus:CopyrightOwnerName"),
    ("plus:Licensor", "plus:LicensorURL"),
    ("plus:Licensor", "plus:LicensorEmail"),
    ("Iptc4xmpCore:CreatorContactInfo", "Iptc4xmpCore:CiEmailWork"),
    ("Iptc4xmpCore:CreatorContactInfo", "Iptc4xmpCore:CiUrlWork"),
    ("Iptc4xmpCore:CreatorContactInfo", "Iptc4xmpCore:CiTelWork"),
    ("Iptc4xmpCore:CreatorContactInfo", "Iptc4xmpCore:CiAdrExtadr"),
)
_EXIF_TEXTS = {
    exif.ARTIST: "EXIF:Artist",
    exif.XP_AUTHOR: "EXIF:XPAuthor",
    exif.COPYRIGHT: "EXIF:Copyright",
    0x010E: "EXIF:ImageDescription",
}
_IIM_TEXTS = {
    (2, 80): "IPTC:By-line",
    (2, 110): "IPTC:Credit",
    (2, 116): "IPTC:CopyrightNotice",
    (2, 40): "IPTC:SpecialInstructions",
    (2, 120): "IPTC:Caption-Abstract",
}

FIELDS = {
    "xmp": (
        "XMP-plus:DataMining",
        "XMP-plus:OtherConstraints",
        "XMP-plus:CopyrightOwnerName",
        "XMP-plus:LicensorURL",
        "XMP-dc:creator",
        "XMP-dc:rights",
        "XMP-xmpRights:Marked",
        "XMP-xmpRights:UsageTerms",
        "XMP-xmpRights:WebStatement",
        "XMP-photoshop:Credit",
        "XMP-photoshop:Instructions",
        "XMP-Iptc4xmpExt:DigitalSourceType",
    ),
    "exif": ("EXIF:Artist", "EXIF:XPAuthor", "EXIF:Copyright"),
    "iptc": ("IPTC:By-line", "IPTC:Credit", "IPTC:CopyrightNotice", "IPTC:SpecialInstructions"),
}
"""The fields of a whole statement, by the block (an attribute of `Blocks`) that holds them."""

_MAX_VALUE = 2_000
_ABOUT_AI = re.compile(
    r"\b(?:A\.?I\.?|artificial intelligence|machine[ -]learning|data[ -]?mining|TDM|generative|deep[ -]learning)\b"
    r"|\bk[üu]nstliche[rn]? intelligenz\b|\bmaschinelle[ns]? lernen\b",
    re.IGNORECASE,
)
_AI_NAME = re.compile(r"datamining|tdm|aitraining|noai|genai", re.IGNORECASE)
_ALGORITHMIC = ("algorithmicmedia", "synthetic", "virtualrecording", "softwareimage", "algorithmicallyenhanced")


_SPEAKING = frozenset(
    {
        "XMP-plus:OtherConstraints",
        "XMP-photoshop:Instructions",
        "EXIF:Copyright",
        "IPTC:CopyrightNotice",
        "IPTC:SpecialInstructions",
    }
)
"""The fields in which we say the policy in words; anywhere else, the same words are somebody's own."""


def _finding(standard: str, field: str, value: str) -> Finding:
    policy = policy_in(value) if field in _SPEAKING else None
    about = policy is not None or _ABOUT_AI.search(value[:_MAX_VALUE]) is not None
    return Finding(standard, field, value[:_MAX_VALUE], about_ai=about, policy=policy)


def _made_by_ai(source_type: str) -> bool:
    return any(word in source_type.lower() for word in _ALGORITHMIC)


def in_xmp(packet: bytes | None) -> tuple[Finding, ...] | None:
    """Give what a packet says; None where it cannot be read."""
    root = read(packet)
    if root is None:
        return None
    properties = Properties(root)
    found = [
        Finding("XMP", "XMP-plus:DataMining", value[:_MAX_VALUE], about_ai=True, policy=from_uri(value))
        for value in properties.items(name("plus:DataMining"))
    ]
    for value in properties.items(name("Iptc4xmpExt:DigitalSourceType")):
        made_by_ai = _made_by_ai(value.removeprefix(SOURCE_TYPES))
        found.append(Finding("XMP", "XMP-Iptc4xmpExt:DigitalSourceType", value[:_MAX_VALUE], about_ai=made_by_ai))
    for short in _XMP_TEXTS:
        value = properties.lang_alt(name(short))
        found += [_finding("XMP", f"XMP-{short}", value)] if value else []
    for short in (*_XMP_PLAIN, *_XMP_LISTS):
        found += [_finding("XMP", f"XMP-{short}", value) for value in properties.items(name(short))]
    for short, member in _XMP_FIELDS:
        values = properties.fields(name(short), name(member))
        found += [_finding("XMP", f"XMP-{member}", value) for value in values]
    return (*found, *_others(root))


def _others(root: Element) -> Iterator[Finding]:
    """Give properties of vocabularies that we do not know, whose names speak of AI."""
    known = frozenset(PREFIXES.values()) | {RDF}
    for element in rdf_of(root).iter("*"):
        for tag in (element.tag, *element.attrib):
            qualified = etree.QName(tag)
            if qualified.namespace not in known and _AI_NAME.search(qualified.localname):
                value = str((element.text if tag == element.tag else element.get(tag)) or "").strip()
                field = f"XMP-{element.prefix or 'x'}:{qualified.localname}"
                if value:
                    yield Finding("XMP", field, value[:_MAX_VALUE], about_ai=True)


def in_exif(block: bytes | None) -> tuple[Finding, ...] | None:
    """Give what an EXIF block says; None where it cannot be read."""
    if block is None:
        return ()
    try:
        structure = Structure(BytesIO(block))
        directory = structure.directory(structure.first)
        texts = {field: exif.read_text(structure, directory, tag) for tag, field in _EXIF_TEXTS.items()}
    except MetadataError:
        return None
    return tuple(_finding("EXIF", field, text) for field, text in texts.items() if text)


def in_iim(block: bytes | None) -> tuple[Finding, ...] | None:
    """Give what IIM datasets say; None where they cannot be read."""
    if block is None:
        return ()
    try:
        datasets = iim.parse(block)
    except iim.UnreadableIimError:
        return None
    encoding = iim.encoding_of(datasets)
    texts = [(_IIM_TEXTS[item.key], iim.text_of(item, encoding)) for item in datasets if item.key in _IIM_TEXTS]
    return tuple(_finding("IPTC", field, text) for field, text in texts if text)


def in_credentials(credentials: Credentials) -> tuple[Finding, ...]:
    """Give what Content Credentials say about AI, of the picture and of its ingredients, and whether they hold."""
    found = [Finding("C2PA", "C2PA:validation", credentials.state.value)]
    for label in LABELS:
        for of_ingredient in (False, True):
            said = [
                f"{usage.entry}: {usage.use}" + (f" ({usage.constraint})" if usage.constraint else "")
                for usage in credentials.usages
                if usage.label == label and usage.of_ingredient is of_ingredient
            ]
            if said:
                field = f"C2PA:{label}" + (" of an ingredient" if of_ingredient else "")
                policy = None if of_ingredient else credentials.policy_of(label)
                found.append(Finding("C2PA", field, "; ".join(said)[:_MAX_VALUE], about_ai=True, policy=policy))
    kinds = (
        Finding("C2PA", "C2PA:digitalSourceType", kind, about_ai=_made_by_ai(kind)) for kind in credentials.source_types
    )
    return (*found, *kinds)
