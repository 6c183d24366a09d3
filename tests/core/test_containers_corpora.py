"""Every file of the corpora: a result with the same pixels, or a refusal with a code."""

from __future__ import annotations

import warnings
from io import BytesIO
from pathlib import Path

import pytest
from shared import corpus_files, shared
from splicing import decoded, read, splice

from fixative.containers import read_blocks
from fixative.errors import FixativeError, NotAPictureError
from fixative.formats import HEAD_BYTES, Format, sniff
from fixative.rights import Private, RightsStatement, merge

_STATEMENT = RightsStatement(creators=("Ada Löwe", "Bo 日本"), year=2026, licence_url="https://example.org/l")
_FILES = corpus_files()


@pytest.mark.skipif(not _FILES, reason="needs corpora in the shared folder (FIXATIVE_SHARED names it)")
@pytest.mark.parametrize("path", _FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_result_with_the_same_pixels_or_a_code(path: Path):
    data = path.read_bytes()
    try:
        blocks = read(data)
    except FixativeError as error:
        assert isinstance(error, NotAPictureError) or path.name == "xdtn0g01.png"  # noqa: PT017 - or is a result
        return

    assert splice(data, blocks) == data
    for drop in (set(), set(Private)):
        merged = merge(blocks, _STATEMENT, drop=drop)
        result = splice(data, merged.blocks)

        assert merged.notes == ()
        again = merge(read(result), _STATEMENT, drop=drop)
        assert splice(result, again.blocks) == result
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            assert decoded(result) == decoded(data)


def test_few_jpeg_and_png_are_refused():
    shared("corpora")
    seen = refused = 0
    for path in _FILES:
        data = path.read_bytes()
        if sniff(data[:HEAD_BYTES]) in (Format.JPEG, Format.PNG):
            seen += 1
            try:
                read_blocks(BytesIO(data))
            except FixativeError:
                refused += 1
    assert refused < 0.02 * seen
