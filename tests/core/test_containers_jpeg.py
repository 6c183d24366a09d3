from __future__ import annotations

import hashlib
import struct
import time
from dataclasses import replace
from io import BytesIO

import pytest
from lxml import etree
from PIL import Image
from splicing import decoded, picture, read, splice

from fixative.containers import Blocks, has_credentials
from fixative.containers.ifd import Addition, Layout
from fixative.containers.packet import parse
from fixative.containers.photoshop import iptc_of, with_iptc
from fixative.containers.rewrite import fresh
from fixative.containers.segments import MAX_PAYLOAD
from fixative.errors import MalformedContainerError, MetadataTooLargeError, TruncatedError

_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_EXTENSION = b"http://ns.adobe.com/xmp/extension/\0"
_EXIF = b"Exif\0\0"
_ARTIST = fresh(Layout("big"), [Addition(315, 2, b"Somebody\0")])
_DC = "http://purl.org/dc/elements/1.1/"


def _segment(marker: int, payload: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(payload) + 2).to_bytes(2, "big") + payload


def _with(*segments: bytes) -> bytes:
    """Put segments behind the JFIF one."""
    source = picture("jpeg")
    return source[:20] + b"".join(segments) + source[20:]


def _segments(data: bytes) -> list[tuple[int, bytes]]:
    found = []
    at = 2
    while data[at + 1] != 0xDA:
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        found.append((data[at + 1], data[at + 4 : at + 2 + size]))
        at += 2 + size
    return found


def _scan(data: bytes) -> bytes:
    return data[data.index(b"\xff\xda") :]


def _packet(**values: str) -> bytes:
    fields = "".join(f"<dc:{name}>{value}</dc:{name}>" for name, value in values.items())
    return (
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
        f"<rdf:Description rdf:about='' xmlns:dc='{_DC}'>{fields}</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def _values(packet: bytes) -> dict[str, str]:
    root = parse(packet)
    return {etree.QName(node).localname: node.text for node in root.iter(f"{{{_DC}}}*")}


def test_new_segments_stand_behind_jfif_in_their_order():
    source = _with(_segment(0xE2, b"ICC_PROFILE\0\1\1abc"), _segment(0xEE, b"Adobe\0d\0\0\0\0\0"))

    result = splice(source, Blocks(exif=b"II*\0\x08\0\0\0", xmp=b"<x/>", iptc=b"\x1c\x02\x78\0\0"))

    assert [payload[:5] for _, payload in _segments(result)[:6]] == [
        b"JFIF\0",
        b"Exif\0",
        _XMP[:5],
        b"Photo",
        b"ICC_P",
        b"Adobe",
    ]
    assert _scan(result) == _scan(source)


def test_old_segments_are_replaced_where_they_stand():
    source = _with(_segment(0xEC, b"Ducky"), _segment(0xE1, _XMP + b"<old/>"), _segment(0xFE, b"a comment"))

    result = splice(source, Blocks(xmp=b"<new/>"))

    assert result == source.replace(_segment(0xE1, _XMP + b"<old/>"), _segment(0xE1, _XMP + b"<new/>"))


def test_a_large_packet_is_split_and_joined():
    values = {"big": "b" * 90_000, "huge": "h" * 120_000, "rights": "mine"}

    result = splice(picture("jpeg"), Blocks(xmp=_packet(**values)))

    assert _values(read(result).xmp) == values
    main = next(payload for _, payload in _segments(result) if payload.startswith(_XMP))
    assert len(main) < 65_534
    assert b"mine" in main
    assert decoded(result) == decoded(picture("jpeg"))
    parts = [payload[len(_EXTENSION) :] for _, payload in _segments(result) if payload.startswith(_EXTENSION)]
    whole = b"".join(part[40:] for part in parts)
    assert parts[0][:32].decode() == hashlib.md5(whole).hexdigest().upper()
    assert splice(result, Blocks(xmp=b"<small/>")).count(_EXTENSION) == 0


def test_a_list_of_very_many_is_split_and_joined_in_time():
    # As Photoshop's DocumentAncestors, of which it forgets none.
    items = "".join(f"<rdf:li xml:lang='x-{number}'>{number:032}</rdf:li>" for number in range(60_000))
    packet = _packet(source=f"<rdf:Bag>{items}</rdf:Bag>", rights="mine")

    begun = time.process_time()
    result = splice(picture("jpeg"), Blocks(xmp=packet))
    joined = read(result).xmp
    assert time.process_time() - begun < 3

    root = parse(joined)
    assert [node.text for node in root.iter("{*}rights")] == ["mine"]
    assert sum(1 for _ in root.iter("{*}li")) == 60_000
    assert b"mine" in result[: MAX_PAYLOAD + 100]


def test_padding_goes_before_anything_is_split():
    padded = _packet(rights="mine") + b" " * 70_000 + b"<?xpacket end='w'?>"

    result = splice(picture("jpeg"), Blocks(xmp=padded))

    assert _EXTENSION not in result
    assert _values(read(result).xmp) == {"rights": "mine"}


def test_an_extension_that_is_not_whole_stays_as_it_is():
    full = splice(picture("jpeg"), Blocks(xmp=_packet(big="b" * 200_000)))
    parts = [_segment(marker, payload) for marker, payload in _segments(full) if payload.startswith(_EXTENSION)]
    source = full.replace(parts[1], b"")
    packet = read(source).xmp
    assert b"HasExtendedXMP" in packet

    result = splice(source, Blocks(xmp=packet.replace(b"<?xpacket end='w'?>", b" <?xpacket end='w'?>")))

    assert parts[0] in result


def test_two_packets_are_joined():
    source = _with(_segment(0xE1, _XMP + _packet(title="one")), _segment(0xE1, _XMP + _packet(rights="two")))

    assert _values(read(source).xmp) == {"title": "one", "rights": "two"}
    assert splice(source, Blocks(xmp=b"<x/>")).count(_XMP) == 1


def test_exif_over_several_segments_is_joined():
    source = _with(_segment(0xE1, _EXIF + b"II*\0" + b"a" * 100), _segment(0xE1, _EXIF + b"b" * 100))

    assert read(source).exif == b"II*\0" + b"a" * 100 + b"b" * 100


def test_too_much_exif_is_refused():
    with pytest.raises(MetadataTooLargeError):
        splice(picture("jpeg"), Blocks(exif=b"II*\0" + bytes(65_530)))


def test_a_large_packet_that_is_no_xmp_is_refused():
    with pytest.raises(MetadataTooLargeError):
        splice(picture("jpeg"), Blocks(xmp=b"<x>" + b"x" * 70_000))


def test_other_photoshop_resources_stay():
    other = b"8BIM\x03\xed\0\0\0\0\0\3abc\0"
    digest = b"8BIM\x04\x25\0\0\0\0\0\x10" + bytes(16)
    old = with_iptc(other + digest, b"\x1c\x02\x78\0\1x")
    source = _with(_segment(0xED, b"Photoshop 3.0\0" + old))
    new = b"\x1c\x02\x78\0\2yy"

    block = b"".join(payload[14:] for marker, payload in _segments(splice(source, Blocks(iptc=new))) if marker == 0xED)

    assert other in block
    assert iptc_of(block) == new
    assert digest not in block
    assert hashlib.md5(new).digest() in block
    assert iptc_of(with_iptc(block, None)) is None


def test_photoshops_thumbnail_goes_where_asked_and_the_other_resources_stay():
    name = b"8BIM\x03\xed\0\0\0\0\0\2ab"
    small = b"8BIM\x04\x0c\0\0\0\0\0\3abc\0"
    iptc = b"8BIM\x04\x04\0\0\0\0\0\6\x1c\x02\x78\0\1x"
    source = _with(_segment(0xED, b"Photoshop 3.0\0" + name + small + iptc))
    blocks = read(source)
    assert blocks.thumbnail == small

    without = splice(source, replace(blocks, thumbnail=None))

    assert without == _with(_segment(0xED, b"Photoshop 3.0\0" + name + iptc))
    assert read(splice(without, blocks)) == blocks


def test_resources_over_several_segments_are_joined():
    iptc = b"\x1c\x02\xca\xff\xff"[:3] + b"\x80\x04" + (100_000).to_bytes(4, "big") + bytes(100_000)

    result = splice(picture("jpeg"), Blocks(iptc=iptc))

    assert sum(marker == 0xED for marker, _ in _segments(result)) == 2
    assert read(result).iptc == iptc


def test_damaged_resources_are_kept():
    source = _with(_segment(0xED, b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0\xff\xff\xff\xffcut"))
    assert read(source).iptc is None

    result = splice(source, Blocks(iptc=b"\x1c\x02\x78\0\1x"))

    assert b"\xff\xff\xff\xffcut" in result
    assert read(result).iptc == b"\x1c\x02\x78\0\1x"


def _multi_picture(*, before: bytes = b"", between: bytes = b"") -> bytes:
    """Two JPEGs in one file, with the directory that says where the second is (CIPA DC-007)."""
    with Image.open(BytesIO(picture("jpeg"))) as image:
        second = BytesIO()
        image.resize((8, 8)).save(second, "JPEG")
    entries = 2 * 16
    directory = b"MPF\0" + b"II*\0" + struct.pack("<I", 8)
    directory += struct.pack("<H", 3) + struct.pack("<HHI", 0xB000, 7, 4) + b"0100"
    directory += struct.pack("<HHII", 0xB001, 4, 1, 2) + struct.pack("<HHII", 0xB002, 7, entries, 50) + bytes(4)
    size = len(_with(before, _segment(0xE2, directory + bytes(entries)), between))
    base = 20 + len(before) + 4 + 4
    table = struct.pack("<IIIHH", 0x030000, size, 0, 0, 0)
    table += struct.pack("<IIIHH", 0, len(second.getvalue()), size - base, 0, 0)
    return _with(before, _segment(0xE2, directory + table), between) + second.getvalue()


@pytest.mark.parametrize("between", [b"", _segment(0xE1, _XMP + _packet(title="old"))])
@pytest.mark.parametrize("before", [b"", _segment(0xE1, _EXIF + _ARTIST)])
@pytest.mark.parametrize("blocks", [Blocks(), Blocks(xmp=_packet(rights="r" * 999), exif=_ARTIST + bytes(99))])
def test_the_second_picture_is_found_after_splicing(before, between, blocks):
    source = _multi_picture(before=before, between=between)
    with Image.open(BytesIO(source)) as image:
        assert image.n_frames == 2

    result = splice(source, blocks)

    with Image.open(BytesIO(result)) as image:
        assert image.n_frames == 2
        image.seek(1)
        assert image.size == (8, 8)
        first = image.mpinfo[0xB002][0]
    assert result[first["Size"] :].startswith(b"\xff\xd8")
    assert decoded(result) == decoded(source)


def test_credentials_are_seen():
    box = b"JP\0\1\0\0\0\1\0\0\0\x40jumb\0\0\0\x1ejumdc2pa" + bytes(20)
    assert has_credentials(BytesIO(_with(_segment(0xEB, box))))


def test_fill_bytes_and_restart_markers_are_forgiven():
    source = _with(b"\xff\xff" + _segment(0xFE, b"comment"), b"\xff\xd0")

    assert decoded(splice(source, Blocks(xmp=b"<x/>"))) == decoded(picture("jpeg"))


@pytest.mark.parametrize("length", [2, 3, 5, 19, 100])
def test_a_header_that_breaks_off_is_refused(length):
    with pytest.raises(TruncatedError):
        read(picture("jpeg")[:length].ljust(3, b"\xff"))


@pytest.mark.parametrize("inserted", [b"\xff\xe1\0\1", b"\0", b"\xff\xd9"])
def test_a_damaged_header_is_refused(inserted):
    with pytest.raises(MalformedContainerError):
        read(_with(inserted))
