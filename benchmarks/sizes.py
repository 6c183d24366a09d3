"""How fast the cloak alone is on pictures of several sizes, and what memory it takes, on one thread and on two.

Each is measured in a process of its own (`python benchmarks/sizes.py PIXELS.npy THREADS ROUNDS` is what it runs);
`benchmarks/speed.py` starts them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

import cv2
import numpy as np
from cloaking import made
from numpy.typing import NDArray

from fixative import Preset

SIZES = ((512, 512), (1200, 833), (2400, 1667), (4000, 3000), (8000, 6000))
"""Width and height: 0.26, 1, 4, 12 and 48 megapixels."""

THREADS = (1, 2)
_STATUS, _CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")


@dataclass(frozen=True, slots=True)
class Taken:
    """What the cloak of a picture took.

    Attributes
    ----------
    pixels : int
    threads : int
    seconds : float
        Median of the rounds.
    peak : int or None
        Bytes over the picture itself and what was loaded, the result with them; None but on Linux.
    """

    pixels: int
    threads: int
    seconds: float
    peak: int | None


def measure_sizes(whole: NDArray[np.uint8], folder: Path, rounds: int) -> list[Taken]:
    """Measure parts of a picture of the largest size: cut from it, so that detail stays as it is."""
    taken = []
    for width, height in SIZES:
        path = folder / f"{width}.npy"
        np.save(path, whole[:height, :width])
        for threads in THREADS:
            command = [sys.executable, __file__, str(path), str(threads), str(rounds)]
            found = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            taken.append(Taken(**json.loads(found)))
        path.unlink()
    return taken


def size_table(taken: list[Taken]) -> list[str]:
    """Write it as Markdown."""
    lines = ["| megapixels | threads | seconds | megapixels a second | peak memory, bytes a pixel |"]
    lines.append("| --: | --: | --: | --: | --: |")
    for each in taken:
        size = each.pixels / 1e6
        peak = "" if each.peak is None else f"{each.peak / each.pixels:.1f}"
        lines.append(f"| {size:.2g} | {each.threads} | {each.seconds:.3f} | {size / each.seconds:.0f} | {peak} |")
    return [
        *lines,
        "",
        "The cloak alone, in a process of its own; memory over the picture itself, the result in it.",
        "",
    ]


def _measured(pixels: NDArray[np.uint8], threads: int, rounds: int) -> Taken:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads])
    cv2.setNumThreads(threads)
    cost = Preset.BALANCED.visible_cost
    assert cost is not None  # noqa: S101 - for the reader of types
    # Loaded and warm before anything is measured.
    made(pixels[:512, :512], cost)
    before = _memory("VmRSS:")
    if before is not None:
        _CLEAR.write_text("5", "ascii")  # the peak begins anew
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        made(pixels, cost)
        times.append(time.perf_counter() - begun)
    peak = _memory("VmHWM:")
    grown = None if before is None or peak is None else peak - before
    return Taken(pixels.shape[0] * pixels.shape[1], threads, median(times), grown)


def _memory(name: str) -> int | None:
    if not _STATUS.exists():
        return None
    lines = _STATUS.read_text("ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(name))


if __name__ == "__main__":
    print(json.dumps(asdict(_measured(np.load(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))))
