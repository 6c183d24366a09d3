from __future__ import annotations

import shutil
import subprocess
from io import BytesIO

import brotli
import pytest
from exiftool import read_tags
from PIL import Image
from splicing import decoded, picture, read, splice, splice_with_notes

from fixative.containers import Blocks, has_credentials, jxl, same_coded_pixels
from fixative.containers.boxes import encoded, inner
from fixative.containers.reconstruction import needed_for_jpeg
from fixative.errors import MalformedContainerError, TruncatedError
from fixative.rights import RightsStatement, merge

_SIGNATURE = encoded(b"JXL ", b"\r\n\x87\n")
_TYPE = encoded(b"ftyp", b"jxl \0\0\0\0jxl ")
_EXIF = b"II*\0\x08\0\0\0\0\0\0\0\0\0"
_RDF = b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>"


def _bits(*fields: tuple[int, int]) -> bytes:
    value = at = 0
    for number, count in fields:
        value |= number << at
        at += count
    return value.to_bytes(at // 8 + 1, "little")


def _restoring(*kinds: tuple[int, int]) -> bytes:
    """A list of a JPEG's segments: an APP1 for each of the kinds, as U32 writes them, then the end."""
    marks = [(0x21, 6) for _ in kinds]
    lengths = [field for kind in kinds for field in (kind, (100, 16))]
    return _bits((0, 1), *marks, (0x19, 6), *lengths) + b"packed"


_OF_EXIF, _OF_XMP, _OF_PROFILE = (0b010, 3), (0b110, 3), (1, 2)


def _file(*boxes: tuple[bytes, bytes]) -> bytes:
    return _SIGNATURE + _TYPE + b"".join(encoded(*box) for box in boxes)


def _coded() -> bytes:
    return picture("jxl-bare")


def _kinds(data: bytes) -> list[bytes]:
    return [box.kind for box in inner(data)]


def test_a_bare_codestream_is_wrapped_only_where_it_must_be():
    assert splice(_coded(), Blocks()) == _coded()

    result = splice(_coded(), Blocks(exif=_EXIF, xmp=_RDF))

    assert _kinds(result) == [b"JXL ", b"ftyp", b"Exif", b"xml ", b"jxlc"]
    assert result.endswith(_coded())
    assert same_coded_pixels(BytesIO(result), BytesIO(_coded()))
    assert decoded(result) == decoded(_coded())


def test_boxes_keep_their_order_and_old_ones_are_replaced_where_they_stand():
    parts = ((b"jxlp", bytes(4) + _coded()[:40]), (b"jxlp", b"\x80\0\0\1" + _coded()[40:]))
    source = _file(
        (b"jxll", b"\5"),
        (b"Exif", bytes(4) + b"old"),
        (b"what", b"ever"),
        parts[0],
        (b"xml ", b"<old/>"),
        (b"Exif", bytes(4) + b"again"),
        parts[1],
    )
    assert read(source) == Blocks(exif=b"old", xmp=b"<old/>")

    result = splice(source, Blocks(exif=_EXIF, xmp=_RDF))

    assert result == _file(
        (b"jxll", b"\5"), (b"Exif", bytes(4) + _EXIF), (b"what", b"ever"), parts[0], (b"xml ", _RDF), parts[1]
    )
    assert decoded(result) == decoded(_coded())


def test_new_boxes_stand_behind_the_level_and_before_the_codestream():
    source = _file((b"jxll", b"\5"), (b"jxlc", _coded()))

    assert _kinds(splice(source, Blocks(xmp=_RDF))) == [b"JXL ", b"ftyp", b"jxll", b"xml ", b"jxlc"]


@pytest.mark.parametrize("before", [b"", b"\0\0\0\6Exif\0\0", b"\0\0\0\0", b"\0\0\0\3abc", b"\xff\0\0\0Exif\0\0"])
def test_where_the_exif_structure_begins(before):
    assert read(_file((b"Exif", before + _EXIF), (b"jxlc", _coded()))).exif == _EXIF


def test_compressed_metadata_is_read_and_what_is_written_is_plain():
    source = _file(
        (b"brob", b"Exif" + brotli.compress(bytes(4) + _EXIF)),
        (b"brob", b"xml " + brotli.compress(_RDF)),
        (b"jxlc", _coded()),
    )
    assert read(source) == Blocks(exif=_EXIF, xmp=_RDF)
    assert splice(source, read(source)) == source

    result = splice(source, Blocks(exif=_EXIF, xmp=b"<new/>"))

    assert _kinds(result) == [b"JXL ", b"ftyp", b"brob", b"xml ", b"jxlc"]
    assert read(result) == Blocks(exif=_EXIF, xmp=b"<new/>")


@pytest.mark.parametrize(
    "packed", [b"", b"no Brotli", brotli.compress(_RDF)[:-1], brotli.compress(bytes(17 * 2**20))], ids=len
)
def test_what_cannot_be_unpacked_stays_and_is_found_as_an_empty_block(packed):
    source = _file((b"brob", b"xml " + packed), (b"jxlc", _coded()))
    assert read(source).xmp == b""

    merged = merge(read(source), RightsStatement())
    result = splice(source, merged.blocks)

    assert ("metadata-unreadable", {"block": "XMP"}) in merged.notes
    assert packed in result
    assert _kinds(result).count(b"xml ") == 0


def test_long_lengths_and_a_last_box_without_one():
    long = b"\0\0\0\1what" + (20).to_bytes(8, "big") + b"ever"
    source = _SIGNATURE + _TYPE + long + b"\0\0\0\0jxlc" + _coded()

    result = splice(source, Blocks(xmp=_RDF))

    assert result == _SIGNATURE + _TYPE + long + encoded(b"xml ", _RDF) + b"\0\0\0\0jxlc" + _coded()
    assert decoded(result) == decoded(_coded())
    at_the_end = _file((b"jxlc", _coded())) + b"\0\0\0\0xml <old/>"
    assert read(at_the_end).xmp == b"<old/>"
    assert splice(at_the_end, Blocks(xmp=_RDF)) == _file((b"jxlc", _coded()), (b"xml ", _RDF))


@pytest.mark.parametrize(
    ("data", "needed"),
    [
        (_restoring(), set()),
        (_restoring(_OF_PROFILE), set()),
        (_restoring(_OF_EXIF), {"exif"}),
        (_restoring(_OF_PROFILE, _OF_XMP, _OF_EXIF), {"exif", "xmp"}),
        (b"", {"exif", "xmp"}),
        (b"\0" * 9, {"exif", "xmp"}),
    ],
)
def test_what_a_jpeg_is_restored_with(data, needed):
    assert needed_for_jpeg(data) == needed


def test_what_no_longer_restores_a_jpeg_goes_and_is_said():
    source = _file((b"jbrd", _restoring(_OF_EXIF)), (b"Exif", bytes(4) + _EXIF), (b"jxlc", _coded()))

    assert splice_with_notes(source, Blocks(exif=_EXIF, xmp=_RDF))[1] == ()
    assert b"jbrd" in _kinds(splice(source, Blocks(exif=_EXIF, xmp=_RDF)))
    result, notes = splice_with_notes(source, Blocks(exif=_EXIF + b"more"))
    assert notes == (("jpeg-not-restored", {}),)
    assert _kinds(result) == [b"JXL ", b"ftyp", b"Exif", b"jxlc"]


def _run(*command: object) -> None:
    if shutil.which(str(command[0])) is None:
        pytest.skip("needs cjxl and djxl (libjxl-tools)")
    subprocess.run([str(word) for word in command], check=True, capture_output=True)


@pytest.mark.parametrize("with_exif", [False, True])
def test_the_reference_decoder_sees_the_same_pixels_and_restores_the_jpeg_where_it_can(tmp_path, with_exif):
    jpeg, source, result = tmp_path / "a.jpg", tmp_path / "a.jxl", tmp_path / "b.jxl"
    exif = Image.Exif()
    exif[0x010F] = "Maker"
    Image.open(BytesIO(picture("png"))).save(jpeg, exif=exif.tobytes() if with_exif else b"")
    _run("cjxl", "--lossless_jpeg=1", jpeg, source)
    data, notes = splice_with_notes(source.read_bytes(), merge(read(source.read_bytes()), RightsStatement()).blocks)
    result.write_bytes(data)

    for path in (source, result):
        _run("djxl", path, path.with_suffix(".ppm"))
    assert result.with_suffix(".ppm").read_bytes() == source.with_suffix(".ppm").read_bytes()
    assert (("jpeg-not-restored", {}) in notes) is with_exif
    if not with_exif:
        _run("djxl", result, tmp_path / "restored.jpg")
        assert (tmp_path / "restored.jpg").read_bytes() == jpeg.read_bytes()
    (tags,) = read_tags(result)
    assert tags["XMP-plus:DataMining"] == "Prohibited for AI/ML training"
    assert tags.get("IFD0:Make") == ("Maker" if with_exif else None)


def test_credentials_are_seen():
    def described(label: bytes) -> bytes:
        return _file((b"jumb", encoded(b"jumd", bytes(16) + b"\3" + label + b"\0")), (b"jxlc", _coded()))

    assert has_credentials(BytesIO(described(b"c2pa")))
    assert not has_credentials(BytesIO(described(b"other")))
    assert not has_credentials(BytesIO(_coded()))


@pytest.mark.parametrize("length", [13, 36, 100, 500])
def test_a_file_that_breaks_off_is_refused(length):
    with pytest.raises((TruncatedError, MalformedContainerError)):
        read(_file((b"Exif", bytes(20) + _EXIF), (b"jxlc", _coded()))[:length])


@pytest.mark.parametrize("damaged", [_file(), _SIGNATURE, b"\0\0\0\x0cJXL \r\n\x87\r", _file((b"Exif", b""))])
def test_a_damaged_structure_is_refused(damaged):
    with pytest.raises(MalformedContainerError):
        jxl.read_blocks(BytesIO(damaged))
