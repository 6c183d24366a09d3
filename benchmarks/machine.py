"""Results are published with the machine they were measured on, the date and the command."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import sys
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).resolve().parent / "results"


def publish(out: Path, name: str, data: dict[str, Any], text: str, *, conditions: str = "") -> None:
    """Write NAME.json and NAME.md into a folder, and print the latter.

    Parameters
    ----------
    out : Path
        Made where it is not there.
    name : str
    data : dict
        What goes into the JSON, beside the machine.
    text : str
        Markdown, which the machine is signed under.
    conditions : str, optional
        What else the figures depend on.
    """
    where = machine()
    signed = [
        text.rstrip("\n"),
        "",
        f"{where['processor']}, {where['cores']} cores, Python {where['python']}, {where['date']}{conditions}:",
        "",
        f"    {where['command']}",
        "",
    ]
    out.mkdir(parents=True, exist_ok=True)
    (out / f"{name}.json").write_text(json.dumps({"machine": where, **data}, indent=1) + "\n", "utf-8")
    (out / f"{name}.md").write_text("\n".join(signed), "utf-8")
    print("\n".join(signed))


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
