from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
import tifffile
from PIL import Image, TiffImagePlugin
from splicing import decoded, picture, read, splice

from fixative.containers import Blocks, has_credentials
from fixative.containers.ifd import Addition, Layout, Structure, encode_directory
from fixative.containers.rewrite import fresh, with_entries
from fixative.errors import MalformedContainerError

_EXIF, _GPS = 0x8769, 0x8825


def _tiff(*, order: str = "<", big: bool = False, pages: int = 2, **options: object) -> bytes:
    target = BytesIO()
    samples = np.random.default_rng(4).integers(0, 65536, (pages, 37, 25, 3), dtype=np.uint16)
    with tifffile.TiffWriter(target, byteorder=order, bigtiff=big) as writer:
        for page in samples:
            writer.write(page, photometric="rgb", metadata=None, software="drawn", **options)
    return target.getvalue()


def _block(order: str = "little") -> bytes:
    """An EXIF block with an EXIF, an interoperability and a GPS directory."""
    layout = Layout(order)

    def pointed(tag: int, at: int) -> Addition:
        return Addition(tag, 4, layout.encoded(at, 4))

    interop = encode_directory(layout, 200, [Addition(1, 2, b"R98\0")])
    exif = encode_directory(
        layout, 300, [Addition(0x829A, 5, layout.encoded(1, 4) + layout.encoded(250, 4)), pointed(0xA005, 200)]
    )
    gps = encode_directory(layout, 400, [Addition(1, 2, b"N\0"), Addition(29, 2, b"2026:11:23\0")])
    main = encode_directory(layout, 8, [Addition(315, 2, b"Somebody\0"), pointed(_EXIF, 300), pointed(_GPS, 400)])
    block = layout.header(8) + main
    for at, directory in ((200, interop), (300, exif), (400, gps)):
        block = block.ljust(at, b"\0") + directory
    return block


def _tags(data: bytes) -> dict[str, object]:
    with Image.open(BytesIO(data)) as image:
        exif = image.getexif()
        return {
            "artist": exif.get(315),
            "software": exif.get(305),
            "exposure": exif.get_ifd(_EXIF).get(0x829A),
            "date": exif.get_ifd(_GPS).get(29),
            "interop": exif.get_ifd(0xA005).get(1),
        }


@pytest.mark.parametrize("big", [False, True])
@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("options", [{}, {"tile": (16, 16)}, {"compression": "zlib", "rowsperstrip": 5}])
def test_pixels_stay_where_they_are(order, big, options):
    source = _tiff(order=order, big=big, **options)

    result = splice(source, Blocks(exif=_block(), xmp=b"<x/>", iptc=b"\x1c\x02\x78\0\1x"))

    with tifffile.TiffFile(BytesIO(source)) as before, tifffile.TiffFile(BytesIO(result)) as after:
        assert len(after.pages) == len(before.pages)
        for old, new in zip(before.pages, after.pages, strict=True):
            assert new.dataoffsets == old.dataoffsets
            assert np.array_equal(new.asarray(), old.asarray())
            for start, size in zip(old.dataoffsets, old.databytecounts, strict=True):
                assert result[start : start + size] == source[start : start + size]
        assert after.pages[0].tags[700].value == b"<x/>"
        assert after.is_bigtiff == big
    assert read(result).xmp == b"<x/>"
    assert read(result).iptc == b"\x1c\x02\x78\0\1x"


@pytest.mark.parametrize("order", ["little", "big"])
def test_directories_are_carried_into_another_file(order):
    for file_order in "<>":
        result = splice(_tiff(order=file_order), Blocks(exif=_block(order)))

        assert _tags(result) == {
            "artist": "Somebody",
            "software": None,
            "exposure": TiffImagePlugin.IFDRational(1, 250),
            "date": "2026:11:23",
            "interop": "R98",
        }


def test_a_block_travels_through_a_file():
    first = splice(_tiff(), Blocks(exif=_block()))
    block = read(first).exif

    assert read(splice(_tiff(order=">"), Blocks(exif=block))).exif is not None
    assert splice(first, read(first)) == first
    assert read(splice(_tiff(), Blocks(exif=block))).exif == block


def test_dropping_gps_leaves_no_byte_of_it():
    source = splice(_tiff(), Blocks(exif=_block()))
    assert b"2026:11:23" in source

    result = splice(source, Blocks(exif=with_entries(read(source).exif, {_GPS: None})))

    assert b"2026:11:23" not in result
    assert _tags(result)["date"] is None
    assert _tags(result)["exposure"] == TiffImagePlugin.IFDRational(1, 250)
    assert decoded(result) == decoded(source)


def test_editing_again_and_again_does_not_grow_the_file():
    result = splice(_tiff(), Blocks(xmp=b"<x>0</x>"))
    size = len(result)
    for number in range(1, 9):
        result = splice(result, Blocks(xmp=f"<x>{number}</x>".encode()))
    assert len(result) == size
    assert b"<x>7</x>" not in result


def test_structural_tags_of_a_block_are_left_out():
    block = fresh(Layout("little"), [Addition(256, 3, b"\1\0"), Addition(274, 3, b"\6\0"), Addition(315, 2, b"Me\0")])

    result = splice(_tiff(), Blocks(exif=block))

    assert decoded(result) == decoded(_tiff())
    assert _tags(result)["artist"] == "Me"


def test_iim_in_long_words_is_read():
    iptc = b"\x1c\x02\x78\0\3abc"
    turned = b"".join(iptc[at : at + 4][::-1] for at in range(0, 8, 4))
    for data in (iptc, turned):
        changes = {33723: Addition(33723, 4, data)}
        source = with_entries(_tiff(pages=1), changes)
        assert read(source).iptc == iptc


def test_iim_in_photoshop_resources_is_kept_in_step():
    resources = b"8BIM\x03\xed\0\0\0\0\0\2ab8BIM\x04\x04\0\0\0\0\0\x06\x1c\x02\x78\0\1x"
    source = with_entries(_tiff(pages=1), {34377: Addition(34377, 1, resources)})
    assert read(source).iptc == b"\x1c\x02\x78\0\1x"

    result = splice(source, Blocks(iptc=b"\x1c\x02\x78\0\1y"))

    assert b"\x1c\x02\x78\0\1x" not in result
    assert result.count(b"\x1c\x02\x78\0\1y") == 2
    assert b"8BIM\x03\xed\0\0\0\0\0\2ab" in result


def test_credentials_are_seen():
    assert has_credentials(BytesIO(with_entries(picture("tiff"), {52545: Addition(52545, 7, b"jumb....")})))


@pytest.mark.parametrize(
    "damaged", [b"II*\0\xff\xff\xff\xff", b"II*\0\x08\0\0\0\0\0", b"II*\0\x08\0\0\0\xff\xff", b"MM\0*"]
)
def test_a_damaged_structure_is_refused(damaged):
    with pytest.raises(MalformedContainerError):
        read(damaged)


def test_directories_in_a_ring_end():
    block = bytearray(fresh(Layout("little"), [Addition(315, 2, b"Somebody\0"), Addition(_EXIF, 4, b"\x08\0\0\0")]))
    block[10 + 24 : 10 + 28] = b"\x08\0\0\0"

    result = with_entries(bytes(block), {315: None})

    structure = Structure(BytesIO(result))
    assert structure.directory(structure.first).get(315) is None
