"""The faults that a batch must bear, each a few times; the benchmark makes them happen by the hundred."""

import os
import random
import sys
from pathlib import Path

import pytest
from drawn import draw

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from batches import Harm
from faults import FAULTS, mutated, suffer, table, write_down

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs Linux")

_AS_ROOT = {"disk full", "destination read-only", "300 megapixels in 2 GiB"}


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault != "300 megapixels in 2 GiB"])
def test_nothing_is_lost_partial_or_done_twice(fault):
    if fault in _AS_ROOT and os.geteuid():
        pytest.skip("needs root")
    harm = suffer(fault, 2, seed=random.randrange(10**6))
    assert harm.times >= 2
    assert harm.results == harm.pictures > 0, harm
    bad = (harm.lost, harm.partial, harm.twice, harm.strays, harm.touched, harm.uncoded)
    assert bad == (0, 0, 0, 0, 0, 0), harm
    assert fault in table([harm])


def test_one_fault_is_written_beside_the_others(tmp_path):
    write_down(Harm("disk full", times=2), tmp_path)
    write_down(Harm("program killed", times=1), tmp_path)
    write_down(Harm("disk full", times=3), tmp_path)
    rows = [line for line in (tmp_path / "faults.md").read_text("utf-8").splitlines() if line.startswith("| ")][2:]
    assert [row.split(" | ")[:2] for row in rows] == [["| program killed", "1"], ["| disk full", "3"]]


def test_damaged_files_have_a_whole_result_or_a_code(tmp_path):
    for kind in ("jpg", "png", "webp", "tif", "gif", "avif"):
        draw(tmp_path / f"a.{kind}")
    harm = mutated(tmp_path, 40, seed=random.randrange(10**6))
    assert harm.pictures == 40
    assert harm.codes.total() > 0
    assert (harm.partial, harm.twice, harm.strays, harm.touched, harm.uncoded) == (0, 0, 0, 0, 0), harm
