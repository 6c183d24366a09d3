"""What this machine, or the container that it is seen from, has to give: cores and memory."""

from __future__ import annotations

import contextlib
import ctypes
import os
from collections.abc import Iterator
from pathlib import Path

__all__ = ["cores", "free_memory", "keep_freed_memory"]

# Their numbers in the malloc.h of glibc; mallopt(3) says what they do.
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
_KEPT, _KEPT_AT_ONCE = 128 * 2**20, 64 * 2**20
"""Bytes in all, and of one block, that are kept: enough for the parts of a picture of 12 megapixels."""

_ROOT = Path("/")


def keep_freed_memory() -> None:
    """Let the C library of Linux keep what a picture leaves free for the next one, up to a limit.

    Otherwise the system takes it back and gives it out anew, page by page: a twentieth of a picture's time.
    """
    with contextlib.suppress(OSError, AttributeError, TypeError):  # other systems, and other C libraries
        library = ctypes.CDLL(None)
        library.mallopt(_TRIM_THRESHOLD, _KEPT)
        library.mallopt(_MMAP_THRESHOLD, _KEPT_AT_ONCE)


def cores() -> int:
    """Count the cores that this process may use."""
    # Not `os.cpu_count`: a container or `taskset` may allow fewer than the machine has.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def free_memory(root: Path = _ROOT) -> int | None:
    """Say how many bytes can be taken without anybody being killed for it; None where that is not known.

    The least of what the kernel takes for available and what each control group that this process is in leaves
    (Linux, `Documentation/admin-guide/cgroup-v2.rst`, and `cgroup-v1/memory.rst` for older systems).

    Parameters
    ----------
    root : Path, optional
        Where the system's own files are.
    """
    available = _number(root / "proc/meminfo", "MemAvailable:")
    if available is None:
        return None
    return max(0, min([available * 1024, *_left_by_groups(root)]))


def _left_by_groups(root: Path) -> Iterator[int]:
    for line in _lines(root / "proc/self/cgroup"):
        _, controllers, path = line.split(":", 2)
        if not controllers:
            top, names = root / "sys/fs/cgroup", ("memory.max", "memory.current", "inactive_file")
        elif "memory" in controllers.split(","):
            top = root / "sys/fs/cgroup/memory"
            names = ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file")
        else:
            continue
        # Each group above limits those below. Seen from inside a container, the top is the container's own.
        group = top / path.strip("/")
        for folder in (group, *group.parents):
            left = _left_by(folder, *names)
            if left is not None:
                yield left
            if folder == top:
                break


def _left_by(folder: Path, limit: str, used: str, reclaimable: str) -> int | None:
    most, now = (next(iter(_lines(folder / name)), "") for name in (limit, used))
    if not most.isdecimal() or not now.isdecimal():  # `max`, or no such group
        return None
    return int(most) - int(now) + (_number(folder / "memory.stat", reclaimable) or 0)


def _number(file: Path, name: str) -> int | None:
    """Give the number behind a name, in whatever unit the file counts."""
    for line in _lines(file):
        first, _, rest = line.partition(" ")
        if first == name:
            return int(rest.split()[0])
    return None


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text("ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
