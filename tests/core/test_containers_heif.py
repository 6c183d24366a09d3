from __future__ import annotations

import shutil
import subprocess
import time
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from exiftool import read_tags
from pictures import photo, srgb
from PIL import Image
from splicing import decoded, picture, read, splice
from statements import FULL

from fixative.containers import Blocks, has_credentials, heif, same_coded_pixels
from fixative.containers.aside import asides
from fixative.containers.boxes import Inner, encoded, full, inner
from fixative.containers.item_tables import (
    IN_META,
    Extent,
    Item,
    Location,
    Reference,
    encoded_items,
    encoded_locations,
    encoded_references,
)
from fixative.errors import MalformedContainerError, TruncatedError, UnsupportedFormatError
from fixative.formats import Format, sniff
from fixative.rights import RightsStatement, merge

_KINDS = ("avif", "avif-alpha", "avif-animated", "heic", "heic-several")
_EXIF = b"II*\0\x08\0\0\0\0\0\0\0\0\0"
_TYPE = encoded(b"ftyp", b"heic\0\0\0\0mif1heic")
_XMP_TYPE = b"application/rdf+xml"


def _entry(number: int, kind: bytes, behind: bytes = b"\0") -> bytes:
    return full(2, number.to_bytes(2, "big") + bytes(2) + kind + behind)


def _picture() -> Item:
    return Item(b"hvc1", b"", b"", _entry(1, b"hvc1"))


def _exif_item(number: int) -> Item:
    return Item(b"Exif", b"", b"", _entry(number, b"Exif"))


def _xmp_item(number: int, packing: bytes = b"") -> Item:
    behind = b"\0" + _XMP_TYPE + b"\0" + (packing + b"\0" if packing else b"")
    return Item(b"mime", _XMP_TYPE, packing, _entry(number, b"mime", behind))


def _meta(
    items: dict[int, Item], locations: dict[int, Location], references: tuple[Reference, ...], data: bytes
) -> bytes:
    return encoded(
        b"meta",
        full(0, b"")
        + encoded(b"hdlr", full(0, bytes(4) + b"pict" + bytes(13)))
        + encoded(b"pitm", full(0, b"\0\1"))
        + encoded_locations(locations, lambda offset: offset, wide=False)
        + encoded_items(items)
        + encoded_references(references)
        + (encoded(b"idat", data) if data else b""),
    )


def _file(
    items: dict[int, Item], data: dict[int, bytes], references: tuple[Reference, ...] = (), *, inside: bool = False
) -> bytes:
    """A file with a picture of no decoder, and further items, in the file or in the `meta` box."""

    def placed(start: int) -> dict[int, Location]:
        found = {}
        at = 0
        for number, each in data.items():
            method = IN_META if inside else 0
            found[number] = Location(method, 0, (Extent(at if inside else start + at, len(each)),))
            at += len(each)
        return found

    whole = b"".join(data.values())
    held = whole if inside else b""
    size = len(_meta(items, placed(0), references, held))
    meta = _meta(items, placed(len(_TYPE) + size + 8), references, held)
    return _TYPE + meta + (b"" if inside else encoded(b"mdat", whole))


def _data_of(source: bytes, number: int) -> bytes:
    meta = heif.picture(BytesIO(source))
    return b"".join(source[part.start : part.stop] for part in meta.locations[number].ranges)


@pytest.mark.parametrize("kind", _KINDS)
def test_other_readers_see_the_same_pixels_and_every_tag(tmp_path, kind):
    result = splice(picture(kind), merge(Blocks(), FULL).blocks)

    assert decoded(result) == decoded(picture(kind))
    with Image.open(BytesIO(result)) as image:
        assert b"DMI-PROHIBITED-AIMLTRAINING" in image.info["xmp"]
        assert image.getexif()[0x8298].endswith("2026 Studio. No AI training.")
    path = tmp_path / f"a.{kind[:4]}"
    path.write_bytes(result)
    (tags,) = read_tags(path)
    assert tags["XMP-plus:DataMining"] == "Prohibited for AI/ML training"
    assert tags["IFD0:Copyright"] == "© 2026 Studio. No AI training."
    assert not [name for name in tags if "Warning" in name or "Error" in name]


@pytest.mark.parametrize("kind", ["AVIF", "HEIF"])
def test_what_another_encoder_put_in_is_replaced_and_gone(kind):
    exif = Image.Exif()
    exif[0x010E] = "a secret place"
    target, profile = BytesIO(), srgb()
    options = {"icc_profile": profile, "exif": exif.tobytes(), "xmp": b"<a>another secret</a>"}
    Image.fromarray(photo()).save(target, kind, **options)
    source = target.getvalue()
    assert read(source).xmp == b"<a>another secret</a>"

    result = splice(source, Blocks(exif=_EXIF, xmp=b"<new/>"))

    assert read(result) == Blocks(exif=_EXIF, xmp=b"<new/>")
    assert b"secret" not in result
    assert decoded(result) == decoded(source)
    with Image.open(BytesIO(result)) as image:
        assert image.info["icc_profile"] == profile
        assert image.info["xmp"] == b"<new/>"
    assert b"secret" not in splice(source, Blocks())


def test_a_block_that_is_changed_again_leaves_no_hole():
    once = splice(picture("avif"), Blocks(exif=_EXIF, xmp=b"<one/>"))
    twice = splice(once, Blocks(exif=_EXIF + b"longer", xmp=b"<more than one/>"))

    assert len(twice) == len(once) + len(b"longer") + len(b"<more than one/>") - len(b"<one/>")
    assert splice(twice, Blocks(exif=_EXIF, xmp=b"<one/>")) == once
    assert len(splice(twice, Blocks())) == len(picture("avif"))


def test_the_animation_has_its_words_in_the_file_and_in_its_track():
    result = splice(picture("avif-animated"), Blocks(exif=_EXIF, xmp=b"<x/>"))

    boxes = dict(inner(result))
    tracks = [dict(inner(box.data)) for box in inner(boxes[b"moov"]) if box.kind == b"trak"]
    assert [b"meta" in track for track in tracks] == [True, False]
    assert _XMP_TYPE in boxes[b"meta"]
    assert _XMP_TYPE in tracks[0][b"meta"]
    assert result.count(b"<x/>") == 1
    gone = splice(result, Blocks())
    assert read(gone) == Blocks()
    assert _XMP_TYPE not in gone


def test_only_the_blocks_of_the_picture_itself_are_meant():
    describes = (Reference(b"cdsc", 3, (2,)), Reference(b"cdsc", 4, (1,)), Reference(b"auxl", 2, (1,)))
    items = {1: _picture(), 2: Item(b"hvc1", b"", b"", _entry(2, b"hvc1")), 3: _xmp_item(3), 4: _xmp_item(4)}
    source = _file(items, {1: b"pixels", 2: b"depth", 3: b"<of depth/>", 4: b"<old/>"}, describes)
    assert read(source).xmp == b"<old/>"

    result = splice(source, Blocks(xmp=b"<new/>"))

    assert read(result).xmp == b"<new/>"
    assert [_data_of(result, number) for number in (1, 2, 3, 4)] == [b"pixels", b"depth", b"<of depth/>", b"<new/>"]
    gone = heif.picture(BytesIO(splice(result, Blocks())))
    assert set(gone.items) == {1, 2, 3}
    assert set(gone.references) == {Reference(b"cdsc", 3, (2,)), Reference(b"auxl", 2, (1,))}


def test_what_is_said_of_other_pictures_and_thumbnails_stands_aside():
    describes = (Reference(b"cdsc", 3, (2,)), Reference(b"cdsc", 4, (1,)), Reference(b"thmb", 2, (1,)))
    items = {1: _picture(), 2: Item(b"hvc1", b"", b"", _entry(2, b"hvc1")), 3: _exif_item(3), 4: _exif_item(4)}
    source = _file(items, {1: b"pixels", 2: b"small", 3: bytes(4) + _EXIF, 4: bytes(4) + _EXIF}, describes)

    small, other = asides(BytesIO(source))

    assert (small.name, small.copy, small.blocks) == ("thumbnail", True, None)
    assert (other.name, other.copy, other.blocks) == ("item 3", False, Blocks(exif=_EXIF))
    assert asides(BytesIO(_file({1: _picture(), 2: _exif_item(2)}, {1: b"pixels", 2: bytes(4) + _EXIF}))) == []


def test_very_many_things_aside_are_not_looked_at_one_by_one():
    others = range(4, 20_000)
    describes = (Reference(b"cdsc", 3, (1,)), *(Reference(b"cdsc", number, (2,)) for number in others))
    items = {1: _picture(), 3: _exif_item(3), **{number: _exif_item(number) for number in others}}
    source = _file(items, dict.fromkeys((1, 3, *others), bytes(4) + _EXIF), describes)

    begun = time.process_time()
    found = asides(BytesIO(source))
    assert time.process_time() - begun < 2

    assert len(found) == 1001
    assert (found[-1].name, found[-1].named) == ("others", False)


def test_items_that_say_nothing_of_whom_they_describe_are_the_pictures():
    source = _file({1: _picture(), 2: _exif_item(2)}, {1: b"pixels", 2: bytes(4) + _EXIF})

    assert read(source).exif == _EXIF
    assert read(splice(source, Blocks(exif=b"II*\0new"))).exif == b"II*\0new"


def test_blocks_inside_the_meta_box_are_replaced_and_gone():
    source = _file(
        {1: _picture(), 2: _xmp_item(2), 3: _exif_item(3)},
        {1: b"pixels", 2: b"<secret/>", 3: bytes(4) + _EXIF},
        inside=True,
    )
    assert read(source) == Blocks(exif=_EXIF, xmp=b"<secret/>")

    result = splice(source, Blocks(exif=_EXIF, xmp=b"<new/>"))

    assert read(result) == Blocks(exif=_EXIF, xmp=b"<new/>")
    assert b"secret" not in result
    assert same_coded_pixels(BytesIO(result), BytesIO(source))
    assert b"pixels" in result


def test_packed_xmp_is_read_and_what_is_written_is_plain():
    items = {1: _picture(), 2: _xmp_item(2, b"deflate")}
    source = _file(items, {1: b"pixels", 2: zlib.compress(b"<old/>")})
    assert read(source).xmp == b"<old/>"
    unreadable = _file(items, {1: b"pixels", 2: b"no zlib"})
    assert read(unreadable).xmp == b""
    assert splice(unreadable, Blocks(xmp=b"")) == unreadable

    result = splice(source, Blocks(xmp=b"<new/>"))

    assert read(result).xmp == b"<new/>"
    assert heif.picture(BytesIO(result)).items[2].packing == b""


def test_a_large_number_of_an_item():
    items = {1: _picture(), 70_000: Item(b"hvc1", b"", b"", full(3, (70_000).to_bytes(4, "big") + b"\0\0hvc1\0"))}
    source = _file(items, {1: b"pixels", 70_000: b"others"})

    result = splice(source, Blocks(exif=_EXIF, xmp=b"<x/>"))

    assert read(result) == Blocks(exif=_EXIF, xmp=b"<x/>")
    assert _data_of(result, 70_000) == b"others"


def test_a_meta_box_at_the_end_and_a_last_box_without_a_length():
    data = b"pixels"
    place = {1: Location(0, 0, (Extent(len(_TYPE) + 8, len(data)),))}
    meta = _meta({1: _picture()}, place, (), b"")
    source = _TYPE + encoded(b"mdat", data) + meta
    open_ended = _TYPE + encoded(b"mdat", data) + bytes(4) + meta[4:]
    for each in (source, open_ended):
        result = splice(each, Blocks(xmp=b"<x/>"))
        assert read(result).xmp == b"<x/>"
        assert _data_of(result, 1) == data
    plain = _file({1: _picture()}, {1: data})
    last = plain[: -len(data) - 8] + b"\0\0\0\0mdat" + data
    assert _data_of(splice(last, Blocks(xmp=b"<x/>")), 1) == data


def test_fragments_are_not_touched():
    source = picture("avif") + encoded(b"moof", b"")

    assert read(source) == Blocks()
    assert splice(source, Blocks()) == source
    with pytest.raises(UnsupportedFormatError):
        splice(source, Blocks(xmp=b"<x/>"))


def test_a_picture_that_is_said_to_be_in_another_file_is_not_touched():
    # The number is of a data reference, which may name this very file: offsets into it would have to move.
    place = {1: Location(0, 1, (Extent(len(_TYPE) + 8, 6),))}
    source = _TYPE + encoded(b"mdat", b"pixels") + _meta({1: _picture()}, place, (), b"")

    assert splice(source, Blocks()) == source
    with pytest.raises(UnsupportedFormatError):
        splice(source, Blocks(xmp=b"<x/>"))


def test_credentials_are_seen():
    c2pa = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
    assert has_credentials(BytesIO(picture("avif") + encoded(b"uuid", c2pa + b"manifest")))
    assert not has_credentials(BytesIO(picture("avif") + encoded(b"uuid", bytes(16))))


@pytest.mark.parametrize(
    ("brands", "kind"),
    [
        (b"avif\0\0\0\0mif1", Format.AVIF),
        (b"mif1\0\0\0\0heicavif", Format.AVIF),
        (b"mif1\0\0\0\0mif1heic", Format.HEIC),
        (b"msf1\0\0\0\0hevc", Format.HEIC),
        (b"crx \0\0\0\1crx isom", None),
        (b"isom\0\0\0\0mp41", None),
    ],
)
def test_brands_tell_what_a_file_is(brands, kind):
    assert sniff(encoded(b"ftyp", brands)) is kind


def test_a_file_that_breaks_off_is_refused():
    for length in (len(picture("avif")) - 1, len(picture("avif")) - 200, 300):
        with pytest.raises(TruncatedError):
            read(picture("avif")[:length])


@pytest.mark.parametrize(
    "damaged",
    [
        _TYPE,
        _TYPE + encoded(b"meta", b"\0"),
        _TYPE + encoded(b"meta", bytes(4) + b"\0\0\0\x09free"),
        _TYPE + encoded(b"meta", full(0, encoded(b"iloc", full(1, b"\x44\0\xff\xff")))),
        # Parts that take no room in the table, and numbers of 24 bits.
        _TYPE + encoded(b"meta", full(0, encoded(b"iloc", full(0, b"\0\0\0\1" + bytes(4) + b"\xff\xff")))),
        _TYPE + encoded(b"meta", full(0, encoded(b"iloc", full(0, b"\x34\0\0\0")))),
        _TYPE + encoded(b"meta", full(0, encoded(b"pitm", b"")) * 2),
        _TYPE + encoded(b"meta", full(0, b"")) * 2,
        _file({1: _picture(), 2: _xmp_item(2)}, {1: b"p", 2: b"x"}, inside=True).replace(b"idat", b"what"),
    ],
)
def test_a_damaged_structure_is_refused(damaged):
    with pytest.raises(MalformedContainerError):
        splice(damaged, Blocks(xmp=b"<x/>"))


def test_an_item_that_points_at_what_is_rewritten_is_refused():
    source = _TYPE + _meta({1: _picture()}, {1: Location(0, 0, (Extent(len(_TYPE) + 20, 4),))}, (), b"")

    with pytest.raises(MalformedContainerError):
        splice(source, Blocks(xmp=b"<x/>"))


def _made(folder: Path, name: str, *command: object) -> bytes:
    if shutil.which(str(command[0])) is None:
        pytest.skip("needs avifenc and heif-enc (libavif-bin, libheif-examples)")
    png = folder / "a.png"
    image = Image.fromarray(photo(128, 128))
    image.putalpha(Image.fromarray(photo(128, 128, 1)))
    image.save(png)
    path = folder / name
    subprocess.run([str(part) for part in command] + [str(png), "-o", str(path)], check=True, capture_output=True)
    return path.read_bytes()


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("a.avif", ("avifenc", "-s", "10")),
        ("grid.avif", ("avifenc", "-s", "10", "--grid", "2x2")),
        ("a.heic", ("heif-enc",)),
        ("thumb.heic", ("heif-enc", "-t", "32")),
        ("b.avif", ("heif-enc", "-A", "-t", "32")),
    ],
)
def test_files_of_other_encoders(tmp_path, name, command):
    source = _made(tmp_path, name, *command)

    result = splice(source, merge(read(source), RightsStatement()).blocks)

    assert same_coded_pixels(BytesIO(result), BytesIO(source))
    assert decoded(result) == decoded(source)
    path = tmp_path / f"result-{name}"
    path.write_bytes(result)
    before, after = read_tags(tmp_path / name, path)
    assert after["XMP-plus:DataMining"] == "Prohibited for AI/ML training"
    offsets = {"Meta:MediaDataOffset", "QuickTime:MediaDataOffset", "QuickTime:MediaDataSize", "SourceFile"}
    assert {key: after.get(key) for key in before.keys() - offsets} == {
        key: before[key] for key in before.keys() - offsets
    }


def test_inner_boxes_are_written_as_they_were_read():
    data = encoded(b"one ", b"1") + b"\0\0\0\0two 2"
    assert inner(data) == (Inner(b"one ", b"1"), Inner(b"two ", b"2"))
