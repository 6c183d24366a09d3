"""The benchmark of batches, on so few pictures that its figures mean nothing."""

import sys
from pathlib import Path

import pytest
from drawn import draw

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from batch import measure_memory, measure_parts, prepare, table

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux")


def test_parts_and_memory_are_measured(tmp_path):
    draw(tmp_path / "pictures" / "a.jpg")
    size = prepare(tmp_path / "pictures", tmp_path / "in", 2)
    parts = measure_parts(tmp_path / "in", tmp_path)
    assert parts.keys() == {"total", "plan", "journal", "register", "check", "checksums", "demand"}
    assert 0 < sum(taken for part, taken in parts.items() if part != "total") < parts["total"]
    memory = {str(count): measure_memory(tmp_path, count) for count in (3, 40)}
    assert all(2**20 < taken < 2**40 for each in memory.values() for taken in each.values())
    seconds = {"one worker, one core": [4.0, 3.0], "two workers, two cores": [2.0, 1.5]}
    text = table({"pictures": 2, "bytes": size, "seconds": seconds, "parts": parts, "memory": memory})
    assert "| two workers against one | 2.00 | 1.80 | met |" in text
    assert "ImageMagick is not installed" in text
