from __future__ import annotations

from io import BytesIO

import pytest
from splicing import decoded, picture, read, splice, splice_with_notes

from fixative.containers import Blocks, has_credentials
from fixative.errors import MalformedContainerError, TruncatedError


def test_the_loop_stays_first():
    result = splice(picture("gif"), Blocks(xmp=b"<x/>"))

    assert result.index(b"NETSCAPE2.0") < result.index(b"XMP DataXMP")
    assert result.replace(b"\x21\xff\x0bXMP DataXMP<x/>\x01" + bytes(range(255, -1, -1)) + b"\0", b"") == picture("gif")


def test_an_older_version_is_raised():
    source = b"GIF87a" + picture("gif")[6:]

    assert splice(source, Blocks(xmp=b"<x/>")).startswith(b"GIF89a")
    assert splice(source, Blocks()) == source


def test_a_packet_with_nul_bytes_is_left_out_and_said():
    result, notes = splice_with_notes(picture("gif"), Blocks(xmp="<x/>".encode("utf-16")))

    assert result == picture("gif")
    assert notes == (("metadata-not-carried", {"format": "GIF", "block": "XMP"}),)


def test_a_missing_trailer_is_forgiven():
    source = picture("gif").removesuffix(b";")

    result = splice(source, Blocks(xmp=b"<x/>"))

    assert read(result).xmp == b"<x/>"
    assert decoded(result) == decoded(picture("gif"))


def test_an_extension_without_its_trailer_is_no_packet():
    broken = b"\x21\xff\x0bXMP DataXMP\x04<x/>\0"
    source = picture("gif").replace(b"\x21\xff\x0bNETSCAPE2.0", broken + b"\x21\xff\x0bNETSCAPE2.0", 1)

    assert read(source) == Blocks()


def test_credentials_are_seen():
    source = picture("gif")
    manifest = b"\x21\xff\x0bC2PA_GIF\x01\x00\x00\x01x\0"
    assert has_credentials(
        BytesIO(source.replace(b"\x21\xff\x0bNETSCAPE2.0", manifest + b"\x21\xff\x0bNETSCAPE2.0", 1))
    )


@pytest.mark.parametrize("length", [8, 13, 400, 1000])
def test_a_file_that_breaks_off_is_refused(length):
    with pytest.raises(TruncatedError):
        read(picture("gif")[:length])


def test_a_damaged_structure_is_refused():
    with pytest.raises(MalformedContainerError):
        read(picture("gif")[:13] + b"\0" * 768 + b"\x99")
    with pytest.raises(MalformedContainerError):
        read(b"GIF89a" + bytes(7) + b";")
