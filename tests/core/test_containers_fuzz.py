"""A few hundred damaged inputs for each container: a result or a code, in bounded time."""

from __future__ import annotations

import random
import time

import pytest
from damage import damaged
from splicing import SPLICED, left_aside, picture, read, splice

from fixative.containers import Blocks
from fixative.errors import FixativeError
from fixative.rights import Private, RightsStatement, merge

_STATEMENT = RightsStatement(creators=("Ada Löwe",), year=2026)
_ROUNDS = 250
_FULL = merge(Blocks(), _STATEMENT).blocks


@pytest.mark.parametrize("kind", SPLICED)
def test_damaged_files_end_in_a_result_or_a_code(kind):
    random_ = random.Random(kind)
    source = splice(picture(kind), _FULL)
    results = 0
    for _ in range(_ROUNDS):
        data = damaged(source, random_)
        start = time.process_time()
        try:
            merged = merge(read(data), _STATEMENT, drop=set(Private))
            result = splice(data, merged.blocks)
            left_aside(data)
        except FixativeError:
            continue
        finally:
            assert time.process_time() - start < 1
        results += 1
        assert len(result) < 10 * len(data) + 20_000
        read(result)
    assert results


@pytest.mark.parametrize("block", ["exif", "xmp", "iptc"])
def test_damaged_blocks_are_merged_or_kept(block):
    random_ = random.Random(block)
    source = getattr(_FULL, block)
    for _ in range(2 * _ROUNDS):
        data = damaged(source, random_)
        start = time.process_time()

        once = merge(Blocks(**{block: data}), _STATEMENT, drop=set(Private))

        assert time.process_time() - start < 1
        assert merge(once.blocks, _STATEMENT, drop=set(Private)).blocks == once.blocks
