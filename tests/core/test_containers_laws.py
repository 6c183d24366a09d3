"""What holds for every container alike."""

from __future__ import annotations

import contextlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from splicing import SPLICED, decoded, picture, read, splice, splice_with_notes

from fixative.containers import Blocks, carried, has_credentials, read_blocks, same_coded_pixels
from fixative.containers.ifd import Addition, Layout
from fixative.containers.rewrite import fresh
from fixative.errors import EmptyFileError, FixativeError, NotAPictureError, TruncatedError
from fixative.formats import sniff

_ASCII = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=60)
_EXIFS = st.builds(
    lambda artist, words: fresh(
        Layout("little"), [Addition(0x13B, 2, artist.encode() + b"\0"), Addition(0x8298, 2, words.encode() + b"\0")]
    ),
    _ASCII,
    _ASCII,
)
_XMPS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1).map(str.encode)
_IIMS = st.binary(max_size=200).map(lambda data: b"\x1c\x02\x78" + len(data).to_bytes(2, "big") + data)
_BLOCKS = st.builds(Blocks, exif=st.none() | _EXIFS, xmp=st.none() | _XMPS, iptc=st.none() | _IIMS)


def _held(kind: str, blocks: Blocks) -> Blocks:
    names = carried(sniff(picture(kind)))
    return Blocks(**{name: getattr(blocks, name) for name in names})


@pytest.mark.parametrize("kind", SPLICED)
@settings(max_examples=25, deadline=None)
@given(blocks=_BLOCKS)
def test_what_was_put_in_is_read_back(kind, blocks):
    source = picture(kind)

    result = splice(source, blocks)

    assert read(result) == _held(kind, blocks)
    assert decoded(result) == decoded(source)


@pytest.mark.parametrize("kind", SPLICED)
@settings(max_examples=10, deadline=None)
@given(blocks=_BLOCKS)
def test_the_coded_pixels_stay(kind, blocks):
    source = picture(kind)

    assert same_coded_pixels(BytesIO(splice(source, blocks)), BytesIO(source))


@pytest.mark.parametrize("kind", SPLICED)
def test_other_pixels_are_noticed(kind):
    source = picture(kind)
    changed = []
    for at in range(20, len(source)):
        other = source[:at] + bytes((source[at] ^ 1,)) + source[at + 1 :]
        with contextlib.suppress(FixativeError):
            changed.append(not same_coded_pixels(BytesIO(other), BytesIO(source)))

    # All but a few bytes of head are coded pixels.
    assert sum(changed) > 0.9 * len(changed)


@pytest.mark.parametrize("kind", SPLICED)
@settings(max_examples=15, deadline=None)
@given(first=_BLOCKS, second=_BLOCKS)
def test_the_last_blocks_hold(kind, first, second):
    result = splice(splice(picture(kind), first), second)

    assert read(result) == _held(kind, second)
    assert decoded(result) == decoded(picture(kind))


@pytest.mark.parametrize("kind", SPLICED)
@settings(max_examples=10, deadline=None)
@given(blocks=_BLOCKS)
def test_the_same_blocks_change_no_byte(kind, blocks):
    result = splice(picture(kind), blocks)

    assert splice(result, read(result)) == result


@pytest.mark.parametrize("kind", SPLICED)
def test_what_is_none_is_removed(kind):
    full = splice(picture(kind), Blocks(exif=fresh(Layout("big"), [Addition(0x13B, 2, b"A\0")]), xmp=b"<x/>"))

    assert read(splice(full, Blocks())) == Blocks()


@pytest.mark.parametrize("kind", SPLICED)
def test_what_has_no_place_is_said(kind):
    blocks = Blocks(exif=fresh(Layout("big"), [Addition(0x13B, 2, b"A\0")]), xmp=b"<x/>", iptc=b"\x1c\x02\x78\0\0")
    names = {"exif": "EXIF", "xmp": "XMP", "iptc": "IPTC"}

    _, notes = splice_with_notes(picture(kind), blocks)

    lost = {names[name] for name in names.keys() - carried(sniff(picture(kind)))}
    assert {note[1]["block"] for note in notes} == lost
    assert all(code == "metadata-not-carried" for code, _ in notes)


@pytest.mark.parametrize("kind", SPLICED)
def test_what_stands_behind_the_picture_is_kept(kind):
    source = picture(kind) + b"trailing data"

    result = splice(source, Blocks(xmp=b"<x/>"))

    assert b"trailing data" in result
    assert decoded(result) == decoded(picture(kind))


@pytest.mark.parametrize("kind", SPLICED)
def test_no_credentials_in_a_new_picture(kind):
    assert not has_credentials(BytesIO(picture(kind)))


@pytest.mark.parametrize(
    ("data", "error"),
    [(b"", EmptyFileError), (b"just text", NotAPictureError), (b"\xff\xd8\xff", TruncatedError)],
)
def test_bad_input_has_a_code(data, error):
    with pytest.raises(error):
        read_blocks(BytesIO(data))
