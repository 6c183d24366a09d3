from __future__ import annotations

import time

import piexif
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fixative.containers import Blocks
from fixative.containers.ifd import Addition, Layout
from fixative.containers.rewrite import fresh
from fixative.rights import Private, RightsStatement, merge
from fixative.rights.private import without_private

_STATEMENT = RightsStatement(creators=("Ada Löwe", "Bo 日本"), year=2026)
_POSITION = {piexif.GPSIFD.GPSLatitudeRef: b"N", piexif.GPSIFD.GPSDateStamp: b"2026:11:23"}


def _block(**changes: object) -> bytes:
    """A block as cameras write it, by another writer."""
    parts = {
        "0th": {piexif.ImageIFD.Make: b"Camera", piexif.ImageIFD.Orientation: 6},
        "Exif": {piexif.ExifIFD.ExposureTime: (1, 250), piexif.ExifIFD.MakerNote: b"secret" * 40},
        "GPS": _POSITION,
        "1st": {},
        "thumbnail": None,
    }
    return piexif.dump({**parts, **changes}).removeprefix(b"Exif\0\0")


def _read(block: bytes) -> dict[str, dict[int, object]]:
    return piexif.load(b"Exif\0\0" + block)


def test_another_reader_finds_the_statement():
    main = _read(merge(Blocks(), _STATEMENT).blocks.exif)["0th"]

    assert main[piexif.ImageIFD.Artist].decode() == "Ada Löwe; Bo 日本"
    assert main[piexif.ImageIFD.Copyright].decode() == "© 2026 Ada Löwe. No AI training."
    assert bytes(main[piexif.ImageIFD.XPAuthor]).decode("utf-16-le") == "Ada Löwe;Bo 日本\0"


def test_everything_else_stays():
    before = _block()

    after = _read(merge(Blocks(exif=before), _STATEMENT).blocks.exif)

    expected = _read(before)
    assert after["Exif"] == expected["Exif"]
    assert after["GPS"] == expected["GPS"]
    assert {tag: after["0th"][tag] for tag in expected["0th"] if tag != 0x8825} == {
        tag: value for tag, value in expected["0th"].items() if tag != 0x8825
    }


def test_a_makers_note_stays_where_it_is():
    before = _block()

    after = merge(Blocks(exif=before), _STATEMENT).blocks.exif

    assert after.index(b"secret") == before.index(b"secret")


def test_dropping_gps_leaves_no_byte_of_it():
    after = merge(Blocks(exif=_block()), _STATEMENT, drop={Private.PLACE}).blocks.exif

    assert _read(after)["GPS"] == {}
    assert b"2026:11:23" not in after
    assert _read(after)["Exif"] == _read(_block())["Exif"]


def test_dropping_serial_numbers_leaves_no_byte_of_them_and_everything_else():
    before = _block(
        Exif={
            piexif.ExifIFD.BodySerialNumber: b"BODY-4711",
            piexif.ExifIFD.LensSerialNumber: b"LENS-0815",
            piexif.ExifIFD.CameraOwnerName: b"Ada Painter",
            piexif.ExifIFD.MakerNote: b"a note of BODY-4711" * 20,
            piexif.ExifIFD.LensModel: b"50 mm of glass",
            piexif.ExifIFD.DateTimeOriginal: b"2020:01:02 03:04:05",
        }
    )
    after = merge(Blocks(exif=before), _STATEMENT, drop={Private.SERIALS}).blocks.exif
    kept = {piexif.ExifIFD.LensModel, piexif.ExifIFD.DateTimeOriginal}
    assert _read(after)["Exif"] == {tag: value for tag, value in _read(before)["Exif"].items() if tag in kept}
    assert _read(after)["GPS"] == _read(before)["GPS"]
    assert _read(after)["0th"][piexif.ImageIFD.Make] == _read(before)["0th"][piexif.ImageIFD.Make]
    for gone in (b"4711", b"0815", b"Ada Painter"):
        assert gone not in after
    again = merge(Blocks(exif=after), _STATEMENT, drop={Private.SERIALS}).blocks.exif
    assert again == after


def test_dropping_the_thumbnail_leaves_no_byte_of_it():
    thumbnail = b"\xff\xd8\xff\xda" + b"thumb" * 50 + b"\xff\xd9"
    before = _block(**{"1st": {piexif.ImageIFD.Make: b"SmallMaker", 0x0112: 6}, "thumbnail": thumbnail})

    kept = merge(Blocks(exif=before), _STATEMENT).blocks.exif
    after = merge(Blocks(exif=before), _STATEMENT, drop={Private.COPIES}).blocks.exif

    assert _read(kept)["thumbnail"] == thumbnail
    assert _read(after)["thumbnail"] is None
    assert _read(after)["1st"] == {}
    assert b"thumb" not in after
    assert b"SmallMaker" not in after
    assert _read(after)["Exif"] == _read(before)["Exif"]
    assert after.index(b"secret") == before.index(b"secret")


def test_a_preview_in_a_makers_note_becomes_zeros():
    note = b"note" * 10 + b"\xff\xd8\xff\xe0" + b"preview" * 50 + b"\xff\xd9" + b"more"
    before = _block(Exif={piexif.ExifIFD.MakerNote: note})

    after = _read(merge(Blocks(exif=before), _STATEMENT, drop={Private.COPIES}).blocks.exif)

    assert after["Exif"][piexif.ExifIFD.MakerNote] == b"note" * 10 + bytes(356) + b"more"


def test_very_many_starts_of_previews_without_an_end_take_no_time():
    starts = b"\xff\xd8\xff\xe0" * 250_000
    block = fresh(Layout("little"), [Addition(0x927C, 7, b"\xff\xd8\xff\xdb" + bytes(9) + b"\xff\xd9" + starts)])

    begun = time.process_time()
    left = without_private(block, {Private.COPIES})
    assert time.process_time() - begun < 1

    assert left == block.replace(b"\xff\xd8\xff\xdb" + bytes(9) + b"\xff\xd9", bytes(15))


def test_a_block_without_room_stays_as_it_is():
    before = _block()

    merged = merge(Blocks(exif=before), _STATEMENT, exif_room=len(before) + 20)
    place = merge(Blocks(exif=before), _STATEMENT, exif_room=len(before) + 20, drop={Private.PLACE})

    for result in (merged, place):
        assert result.notes == (("block-full", {"block": "EXIF", "limit": len(before) + 20}),)
        assert not any(name.startswith("EXIF") for name in result.written)
        assert "XMP-plus:DataMining" in result.written
    assert merged.blocks.exif == before
    assert _read(place.blocks.exif)["GPS"] == {}


def test_an_editors_copyright_stays():
    block = _block(**{"0th": {piexif.ImageIFD.Copyright: b"Photographer\0Editor\0"}})

    after = _read(merge(Blocks(exif=block), _STATEMENT).blocks.exif)

    assert after["0th"][piexif.ImageIFD.Copyright].decode() == "© 2026 Ada Löwe. No AI training.\0Editor"


def test_a_notice_of_others_gets_the_policy():
    block = _block(**{"0th": {piexif.ImageIFD.Copyright: b"(c) Somebody"}})

    after = _read(merge(Blocks(exif=block), RightsStatement()).blocks.exif)

    assert after["0th"][piexif.ImageIFD.Copyright] == b"(c) Somebody. No AI training."
    assert piexif.ImageIFD.Artist not in after["0th"]


@settings(max_examples=60, deadline=None)
@given(
    order=st.sampled_from(["little", "big"]),
    values=st.dictionaries(st.integers(0xA000, 0xFFFF).filter(lambda tag: tag != 0xA005), st.binary(min_size=1)),
)
def test_unknown_tags_stay_and_merging_again_changes_nothing(order, values):
    block = fresh(Layout(order), [Addition(tag, 7, value) for tag, value in {**values, 1: b"x"}.items()])

    once = merge(Blocks(exif=block), _STATEMENT).blocks
    twice = merge(once, _STATEMENT).blocks

    assert twice == once
    assert all(value in once.exif for value in values.values())


@pytest.mark.parametrize("name", ["Somebody", "Someone"])  # an even and an odd number of bytes
@pytest.mark.parametrize("fields", [("owner",), ("owner", "creators")])
def test_changing_the_statement_again_and_again_does_not_grow_the_block(name, fields):
    def say(number: int) -> RightsStatement:
        said = f"{name} {number}"
        return RightsStatement(owner=said, creators=(said,) if "creators" in fields else ())

    blocks = merge(Blocks(exif=_block()), say(9)).blocks
    blocks = merge(blocks, say(10)).blocks  # now what stays stands before what changes
    size = len(blocks.exif)
    for number in range(11, 20):
        blocks = merge(blocks, say(number)).blocks
    assert len(blocks.exif) == size


@pytest.mark.parametrize(
    "block", [b"", b"II", b"II*\0\xff\xff\0\0", b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08\xff\xff", b"junk" * 9]
)
def test_what_cannot_be_read_is_kept_and_said(block):
    merged = merge(Blocks(exif=block), _STATEMENT)

    assert merged.blocks.exif == block
    assert ("metadata-unreadable", {"block": "EXIF"}) in merged.notes
    assert "EXIF:Copyright" not in merged.written


def test_a_block_that_holds_a_thumbnail_alone_gets_the_statement():
    # As some photo tools leave it: a first directory without entries, and the thumbnail behind it.
    block = b"MM\0*" + (8).to_bytes(4, "big") + bytes(2) + (14).to_bytes(4, "big") + bytes(6)

    merged = merge(Blocks(exif=block), _STATEMENT)

    assert "metadata-unreadable" not in [code for code, _ in merged.notes]
    assert _read(merged.blocks.exif)["0th"][piexif.ImageIFD.Copyright].decode().endswith("No AI training.")
