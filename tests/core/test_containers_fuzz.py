"""A few hundred damaged inputs for each container: a result or a code, in bounded time."""

from __future__ import annotations

import random
import time

import pytest
from splicing import SPLICED, picture, read, splice

from fixative.containers import Blocks
from fixative.errors import FixativeError
from fixative.rights import Private, RightsStatement, merge

_STATEMENT = RightsStatement(creators=("Ada Löwe",), year=2026)
_ROUNDS = 250
_FULL = merge(Blocks(), _STATEMENT).blocks


def _damaged(data: bytes, random_: random.Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(random_.randint(1, 6)):
        at = random_.randrange(len(damaged))
        # Heads and directories are where the lengths are.
        at = random_.choice([at, min(at, 200), max(len(damaged) - 600, 0) + at % 600]) % len(damaged)
        match random_.randrange(5):
            case 0:
                damaged[at] = random_.randrange(256)
            case 1:
                damaged[at : at + 4] = random_.choice([b"\xff" * 4, bytes(4), b"\0\0\0\1", b"\x7f" * 4])
            case 2:
                del damaged[at : at + random_.randint(1, 40)]
            case 3:
                damaged[at:at] = damaged[at : at + random_.randint(1, 40)]
            case 4:
                damaged[at] ^= 1 << random_.randrange(8)
        if not damaged:
            return data[:1]
    return bytes(damaged)


@pytest.mark.parametrize("kind", SPLICED)
def test_damaged_files_end_in_a_result_or_a_code(kind):
    random_ = random.Random(kind)
    source = splice(picture(kind), _FULL)
    results = 0
    for _ in range(_ROUNDS):
        data = _damaged(source, random_)
        start = time.perf_counter()
        try:
            merged = merge(read(data), _STATEMENT, drop=set(Private))
            result = splice(data, merged.blocks)
        except FixativeError:
            continue
        finally:
            assert time.perf_counter() - start < 1
        results += 1
        assert len(result) < 10 * len(data) + 20_000
        read(result)
    assert results


@pytest.mark.parametrize("block", ["exif", "xmp", "iptc"])
def test_damaged_blocks_are_merged_or_kept(block):
    random_ = random.Random(block)
    source = getattr(_FULL, block)
    for _ in range(2 * _ROUNDS):
        data = _damaged(source, random_)
        start = time.perf_counter()

        once = merge(Blocks(**{block: data}), _STATEMENT, drop=set(Private))

        assert time.perf_counter() - start < 1
        assert merge(once.blocks, _STATEMENT, drop=set(Private)).blocks == once.blocks
