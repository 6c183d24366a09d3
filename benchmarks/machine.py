"""What machine a benchmark ran on, when, and by which command: it goes into every result."""

from __future__ import annotations

import datetime as dt
import os
import platform
import sys
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "results"


def machine() -> dict[str, str | int]:
    """Name processor, cores and Python, without the host's name or paths."""
    return {
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        "system": platform.system(),
        "python": platform.python_version(),
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "command": " ".join(["python", "benchmarks/" + Path(sys.argv[0]).name, *map(_plain, sys.argv[1:])]),
    }


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    if information.exists():
        for line in information.read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _plain(argument: str) -> str:
    """Show a folder by its last parts only: where it lies on this machine is nobody's business."""
    path = Path(argument)
    return "/".join(path.parts[-2:]) if path.is_absolute() or ".." in path.parts else argument
