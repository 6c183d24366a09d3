from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from statements import FULL

from fixative.containers import Blocks
from fixative.containers.packet import UnreadablePacketError, parse, serialise
from fixative.rights import AIPolicy, Private, RightsStatement, merge
from fixative.rights.rdf import PREFIXES, Properties
from fixative.rights.xmp import name

_NAMESPACES = " ".join(f"xmlns:{prefix}='{uri}'" for prefix, uri in PREFIXES.items())


def _packet(inside: str = "", attributes: str = "") -> bytes:
    return (
        "<?xpacket begin='\ufeff' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>"
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
        f"<rdf:Description rdf:about='' {_NAMESPACES} xmlns:my='http://example.org/my/' {attributes}>{inside}"
        "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>"
    ).encode()


def _merged(packet: bytes | None, statement: RightsStatement = FULL, **options: bool) -> Properties:
    return Properties(parse(merge(Blocks(xmp=packet), statement, **options).blocks.xmp))


def _get(properties: Properties, short: str) -> list[str]:
    return properties.items(name(short))


def test_every_field_of_the_statement():
    properties = _merged(None)

    assert _get(properties, "plus:DataMining") == ["http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING"]
    assert _get(properties, "dc:creator") == ["Ada Löwe", "Bo 日本"]
    assert properties.lang_alt(name("dc:rights")) == "© 2026 Studio"
    assert _get(properties, "photoshop:Credit") == ["Studio / Ada"]
    assert _get(properties, "xmpRights:Marked") == ["True"]
    assert properties.lang_alt(name("xmpRights:UsageTerms")) == "Ask first."
    assert _get(properties, "xmpRights:WebStatement") == ["https://example.org/licence"]
    assert properties.fields(name("plus:CopyrightOwner"), name("plus:CopyrightOwnerName")) == ["Studio"]
    assert properties.fields(name("plus:Licensor"), name("plus:LicensorURL")) == ["https://example.org/"]
    assert properties.fields(name("plus:Licensor"), name("plus:LicensorEmail")) == ["rights@example.org"]
    contact = name("Iptc4xmpCore:CreatorContactInfo")
    assert properties.fields(contact, name("Iptc4xmpCore:CiEmailWork")) == ["ada@example.org"]
    assert _get(properties, "Iptc4xmpExt:DigitalSourceType") == [
        "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCreation"
    ]
    assert "prohibited" in properties.lang_alt(name("plus:OtherConstraints"))
    assert "prohibited" in properties.lang_alt(name("photoshop:Instructions"))


def test_a_policy_alone_writes_the_policy_alone():
    merged = merge(Blocks(), RightsStatement())

    assert set(merged.written) == {
        "XMP-plus:DataMining",
        "XMP-plus:OtherConstraints",
        "XMP-photoshop:Instructions",
        "XMP-xmpRights:Marked",
        "EXIF:Copyright",
        "IPTC:CopyrightNotice",
        "IPTC:SpecialInstructions",
    }


def test_empty_fields_change_nothing():
    inside = (
        "<dc:creator><rdf:Seq><rdf:li>Somebody</rdf:li></rdf:Seq></dc:creator><photoshop:Credit>C</photoshop:Credit>"
    )

    properties = _merged(_packet(inside), RightsStatement())

    assert _get(properties, "dc:creator") == ["Somebody"]
    assert _get(properties, "photoshop:Credit") == ["C"]


@pytest.mark.parametrize(
    "packet",
    [
        _packet("<plus:DataMining>DMI-ALLOWED</plus:DataMining>"),
        _packet(attributes="plus:DataMining='DMI-ALLOWED'"),
        _packet("<plus:DataMining rdf:resource='http://ns.useplus.org/ldf/vocab/DMI-ALLOWED'/>"),
        _packet("<plus:DataMining>x</plus:DataMining>", "plus:DataMining='DMI-ALLOWED'"),
        _packet("<plus:DataMining>x</plus:DataMining><plus:DataMining>y</plus:DataMining>"),
    ],
)
def test_every_form_of_a_property_is_changed_and_not_doubled(packet):
    merged = merge(Blocks(xmp=packet), RightsStatement()).blocks.xmp

    assert _get(Properties(parse(merged)), "plus:DataMining") == [
        "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING"
    ]
    assert merged.count(b"DMI-") == 1


def test_other_languages_stay_but_copies_of_the_default_follow_it():
    inside = (
        "<dc:rights><rdf:Alt><rdf:li xml:lang='x-default'>old</rdf:li><rdf:li xml:lang='en'>old</rdf:li>"
        "<rdf:li xml:lang='de'>alt</rdf:li></rdf:Alt></dc:rights>"
    )

    packet = merge(Blocks(xmp=_packet(inside)), RightsStatement(notice="new")).blocks.xmp

    texts = [node.text for node in parse(packet).iter("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li")]
    assert texts[:3] == ["new", "new", "alt"]


def test_constraints_of_others_stay_before_ours():
    inside = "<photoshop:Instructions>Print only</photoshop:Instructions>"

    properties = _merged(_packet(inside), RightsStatement(constraints="No models."))

    assert _get(properties, "photoshop:Instructions") == ["Print only. No models."]


def test_words_that_no_longer_hold_are_taken_out():
    first = merge(Blocks(), RightsStatement()).blocks
    merged = merge(first, RightsStatement(policy=AIPolicy.ALLOW), overwrite_policy=True).blocks

    assert b"prohibited" not in merged.xmp
    assert b"DMI-ALLOWED" in merged.xmp
    assert b"No AI" not in merged.exif
    assert b"No AI" not in merged.iptc
    assert b"prohibited" not in merged.iptc


@pytest.mark.parametrize(
    "holder",
    [
        "<plus:Licensor><rdf:Seq><rdf:li rdf:parseType='Resource'>{}</rdf:li></rdf:Seq></plus:Licensor>",
        "<plus:Licensor><rdf:Seq><rdf:li><rdf:Description>{}</rdf:Description></rdf:li></rdf:Seq></plus:Licensor>",
    ],
)
def test_other_fields_of_a_structure_stay(holder):
    inside = holder.format("<plus:LicensorName>N</plus:LicensorName>")

    properties = _merged(_packet(inside))

    assert properties.fields(name("plus:Licensor"), name("plus:LicensorName")) == ["N"]
    assert properties.fields(name("plus:Licensor"), name("plus:LicensorURL")) == ["https://example.org/"]


def test_a_structure_in_attributes_is_filled_with_attributes():
    inside = "<plus:Licensor><rdf:Seq><rdf:li plus:LicensorName='N'/></rdf:Seq></plus:Licensor>"

    packet = merge(Blocks(xmp=_packet(inside)), FULL).blocks.xmp

    assert b"plus:LicensorURL='https" in packet.replace(b'"', b"'")
    assert Properties(parse(packet)).fields(name("plus:Licensor"), name("plus:LicensorName")) == ["N"]


@pytest.mark.parametrize(
    "theirs",
    [
        "<rdf:li rdf:parseType='Resource'>{}</rdf:li>",
        "<rdf:li><rdf:Description>{}</rdf:Description></rdf:li>",
    ],
)
def test_our_name_does_not_come_beside_the_number_of_another(theirs):
    owner = "<plus:CopyrightOwnerID>PLUS-77</plus:CopyrightOwnerID>"
    owner += "<plus:CopyrightOwnerName>Agency</plus:CopyrightOwnerName>"
    licensor = "<plus:LicensorID>PLUS-77</plus:LicensorID><plus:LicensorURL>https://agency.example/</plus:LicensorURL>"
    packet = _packet(
        f"<plus:CopyrightOwner><rdf:Seq>{theirs.format(owner)}</rdf:Seq></plus:CopyrightOwner>"
        f"<plus:Licensor><rdf:Seq>{theirs.format(licensor)}</rdf:Seq></plus:Licensor>"
    )

    once = merge(Blocks(xmp=packet), FULL).blocks
    twice = merge(once, FULL).blocks

    assert twice.xmp == once.xmp
    root = parse(once.xmp)
    owners, licensors = (root.find(f".//{name(f'plus:{each}')}/*") for each in ("CopyrightOwner", "Licensor"))
    ours, others = ([*each] for each in zip(owners, licensors, strict=True))
    assert [each.findtext(f".//{name('plus:CopyrightOwnerName')}") for each in owners] == ["Studio", "Agency"]
    assert [each.findtext(f".//{name('plus:LicensorURL')}") for each in licensors] == [
        "https://example.org/",
        "https://agency.example/",
    ]
    assert b"PLUS-77" not in b"".join(map(etree.tostring, ours))
    assert all(b"PLUS-77" in etree.tostring(each) for each in others)


def test_a_structure_that_holds_our_fields_alone_is_changed():
    inside = (
        "<plus:CopyrightOwner><rdf:Seq><rdf:li plus:CopyrightOwnerName='Studio, once'/></rdf:Seq></plus:CopyrightOwner>"
    )

    properties = _merged(_packet(inside))

    assert properties.fields(name("plus:CopyrightOwner"), name("plus:CopyrightOwnerName")) == ["Studio"]


@pytest.mark.parametrize(
    "contact", [("+49 40 1234", "CiTelWork"), ("https://a.example", "CiUrlWork"), ("x y", "CiAdrExtadr")]
)
def test_contacts_find_their_field(contact):
    value, field = contact
    properties = _merged(None, RightsStatement(contact=value))
    contact_info = name("Iptc4xmpCore:CreatorContactInfo")
    assert properties.fields(contact_info, name(f"Iptc4xmpCore:{field}")) == [value]


def test_positions_are_dropped_at_any_depth():
    inside = (
        "<my:place rdf:parseType='Resource'><exif:GPSLatitude xmlns:exif='http://ns.adobe.com/exif/1.0/'>53,33N"
        "</exif:GPSLatitude><my:town>Hamburg</my:town></my:place>"
    )
    packet = _packet(inside, "my:GpsLongitude='10'")

    merged = merge(Blocks(xmp=packet), RightsStatement(), drop={Private.PLACE}).blocks.xmp

    assert b"gps" not in merged.lower()
    assert b"Hamburg" in merged
    assert b"53,33N" in merge(Blocks(xmp=packet), RightsStatement()).blocks.xmp


_NAMES = st.text(st.sampled_from("abcXYZ"), min_size=1, max_size=6)
_VALUES = st.text(
    st.characters(min_codepoint=32, exclude_characters="\x7f", exclude_categories=["Cs", "Cn", "Co"])
).map(str.strip)


_TEMPLATES = st.text().map(lambda text: text.replace("{", "{{").replace("}", "}}"))


@settings(max_examples=60, deadline=None)
@given(values=st.dictionaries(_NAMES, _VALUES), order=st.randoms())
def test_foreign_properties_are_kept_with_their_order(values, order):
    root = parse(_packet())
    description = root.find(".//{*}Description")
    for key, value in values.items():
        etree.SubElement(description, f"{{http://example.org/my/}}{key}").text = value
    packet = serialise(root)

    merged = merge(Blocks(xmp=packet), FULL).blocks.xmp

    found = {etree.QName(node).localname: node.text or "" for node in parse(merged).iter("{http://example.org/my/}*")}
    assert list(found.items()) == list(values.items())


@settings(max_examples=60, deadline=None)
@given(
    creators=st.lists(st.text(), max_size=3),
    notice=_TEMPLATES,
    constraints=_TEMPLATES,
    policy=st.sampled_from(AIPolicy),
    contact=st.text(),
)
def test_merging_again_changes_nothing(creators, notice, constraints, policy, contact):
    statement = RightsStatement(
        creators=tuple(creators), notice=notice, constraints=constraints, policy=policy, contact=contact
    )
    once = merge(Blocks(), statement)

    assert merge(once.blocks, statement).blocks == once.blocks
    assert merge(once.blocks, statement).written == once.written


@pytest.mark.parametrize(
    "packet",
    [
        b"",
        b"no xml",
        b"<x/>",
        b"<a><b></a>",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + _packet(),
        b"<?xml version='1.0'?><!DOCTYPE r SYSTEM 'file:///etc/passwd'><r/>",
        _packet("<a>" * 70 + "</a>" * 70),
        _packet("<a " + " ".join(f"b{number}=''" for number in range(100_000)) + "/>"),
        _packet("<a " + " ".join(f"xmlns:b{number}='urn:b'" for number in range(50_000)) + "/>"),
        _packet("</rdf:Description>" + "<rdf:Description/>" * 50_000 + "<rdf:Description>"),
        _packet("<dc:title>\xff</dc:title>").replace("\xff".encode(), b"\xff"),
        _packet().decode().encode("utf-16")[:-1],
        _packet() * 2,
    ],
)
def test_what_cannot_be_read_is_kept_and_said(packet):
    begun = time.process_time()
    merged = merge(Blocks(xmp=packet), FULL)
    assert time.process_time() - begun < 3

    if merged.blocks.xmp == packet:
        assert ("metadata-unreadable", {"block": "XMP"}) in merged.notes
    else:
        # Two packets in a row: the first is one, and the rest is read as what stands behind it.
        assert packet == _packet() * 2
    assert b"No AI training." in merged.blocks.exif


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"])
def test_wide_encodings_are_read(encoding):
    packet = _packet("<dc:format>image/jpeg</dc:format>").decode().encode(encoding)

    assert _get(_merged(packet), "dc:format") == ["image/jpeg"]


def test_a_packet_without_rdf_is_no_packet():
    with pytest.raises(UnreadablePacketError):
        parse(b"<svg xmlns='http://www.w3.org/2000/svg'/>")


def test_an_rdf_root_will_do():
    packet = _packet("<dc:format>f</dc:format>")
    bare = packet[packet.index(b"<rdf:RDF") : packet.index(b"</x:xmpmeta")]

    assert _get(_merged(bare), "dc:format") == ["f"]


def test_copies_of_the_picture_are_taken_out_where_asked():
    packet = _packet(
        "<xmp:Thumbnails xmlns:xmp='http://ns.adobe.com/xap/1.0/'><rdf:Alt><rdf:li rdf:parseType='Resource'>"
        "<g:image xmlns:g='http://ns.adobe.com/xap/1.0/g/img/'>small</g:image></rdf:li></rdf:Alt></xmp:Thumbnails>"
        "<i:Data xmlns:i='http://ns.google.com/photos/1.0/image/'>small</i:Data><dc:format>f</dc:format>"
    )

    assert b"small" in merge(Blocks(xmp=packet), FULL).blocks.xmp
    after = merge(Blocks(xmp=packet), FULL, drop={Private.COPIES}).blocks.xmp
    assert b"small" not in after
    assert b"Thumbnails" not in after
    assert b">f</dc:format>" in after


def test_serial_numbers_and_owners_of_cameras_are_taken_out():
    names = 'xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" xmlns:exifEX="http://cipa.jp/exif/1.0/"'
    inside = "<aux:SerialNumber>4711</aux:SerialNumber><exifEX:LensModel>50 mm</exifEX:LensModel>"
    outside = f"{names} aux:OwnerName='Ada 0815' exifEX:BodySerialNumber='4711' aux:Lens='glass'"
    merged = merge(Blocks(xmp=_packet(inside, outside)), RightsStatement(), drop={Private.SERIALS}).blocks.xmp
    assert b"4711" not in merged
    assert b"0815" not in merged
    assert b"50 mm" in merged
    assert b"glass" in merged
