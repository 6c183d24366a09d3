"""How much memory there is, seen from wherever the program runs."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

import pytest

from fixative.batch.memory import cores, free_memory

GIB = 2**30


@pytest.fixture
def root(tmp_path: Path) -> Path:
    put(tmp_path / "proc/meminfo", f"MemTotal: 9000 kB\nMemAvailable:    {8 * GIB // 1024} kB\n")
    return tmp_path


def put(path: Path, text: str | int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{text}\n", "ascii")


def group(folder: Path, limit: int | str, used: int, reclaimable: int, *, old: bool = False) -> None:
    names = ("limit_in_bytes", "usage_in_bytes") if old else ("max", "current")
    for name, value in zip(names, (limit, used), strict=True):
        put(folder / f"memory.{name}", value)
    put(folder / "memory.stat", f"anon 1\n{'total_' if old else ''}inactive_file {reclaimable}\nfile 7")


def test_of_this_machine():
    assert cores() >= 1
    if Path("/proc/meminfo").exists():
        free = free_memory()
        assert free is not None
        assert 2**20 < free < 2**45


def test_without_any_group(root):
    assert free_memory(root) == 8 * GIB


def test_where_the_system_does_not_say(tmp_path):
    assert free_memory(tmp_path) is None


@pytest.mark.parametrize("old", [False, True])
def test_the_narrowest_group_counts(root, old):
    line = "4:cpu,memory:/user/job" if old else "0::/user/job"
    put(root / "proc/self/cgroup", f"9:pids:/elsewhere\n{line}")
    top = root / "sys/fs/cgroup" / ("memory" if old else "")
    group(top / "user/job", 4 * GIB, 1 * GIB, GIB // 2, old=old)
    assert free_memory(root) == 3 * GIB + GIB // 2
    group(top / "user", 2 * GIB, 1 * GIB, 0, old=old)
    assert free_memory(root) == GIB
    group(top / "user", 2**63 - 4096 if old else "max", 1 * GIB, 0, old=old)
    assert free_memory(root) == 3 * GIB + GIB // 2


def test_inside_a_container(root):
    put(root / "proc/self/cgroup", "0::/")
    group(root / "sys/fs/cgroup", 2 * GIB, 3 * GIB, 0)
    assert free_memory(root) == 0
    put(root / "proc/self/cgroup", "0::/not/mounted/here")
    group(root / "sys/fs/cgroup", 2 * GIB, 1 * GIB, 0)
    assert free_memory(root) == GIB


_FAULTS = """
import resource, sys
import numpy as np
from fixative.batch.memory import keep_freed_memory
if sys.argv[1] == "kept":
    keep_freed_memory()
for size in [10 * 2**20, 40 * 2**20] * 3:
    np.ones(size, np.uint8)
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for size in [10 * 2**20, 40 * 2**20] * 3:
    np.ones(size, np.uint8)
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="needs the C library of Linux")
def test_freed_memory_is_kept():
    def faults(how: str) -> int:
        return int(subprocess.run([sys.executable, "-c", _FAULTS, how], capture_output=True, check=True).stdout)

    assert faults("kept") < faults("given back") / 10
