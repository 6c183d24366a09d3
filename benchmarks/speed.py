"""What protecting a 12 megapixel JPEG costs in time and memory, beside what Pillow takes to open and save it.

The picture is the sample photo, enlarged, with grain of its own, at quality 90 and 4:2:0. In each round every step is
done once, so that whatever else the machine does meets all of them. Times are wall clock on two cores; the peak of
memory is that of a fresh process, over what its imports take. The cloak alone is measured on smaller and larger
pictures too.

    python benchmarks/speed.py [--rounds 15]
"""

from __future__ import annotations

import argparse
import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from importlib.metadata import version
from importlib.resources import as_file
from pathlib import Path
from statistics import median
from typing import Any, TypeVar

import cv2
import numpy as np
from machine import RESULTS, publish
from PIL import Image
from sizes import Taken, measure_sizes, size_table

from fixative import Preset, RightsStatement
from fixative.cloak import cloak, key_for
from fixative.codecs import decode, encode
from fixative.containers import read_blocks, replace_blocks
from fixative.formats import Format
from fixative.rights import merge
from fixative_assets import resource

_T = TypeVar("_T")

WIDTH, HEIGHT = 4000, 3000
QUALITY = 90
SIZE_ROUNDS = 5
RATIO, BYTES_A_PIXEL, START = 0.60, 12.0, 0.3
"""The goals of the design: at most these."""

LIBRARIES = ("numpy", "opencv-python-headless", "pillow", "lxml")

# Run by a process of its own. VmHWM, not ru_maxrss: the latter begins with what the process that starts it has.
MEMORY = """
import sys
from pathlib import Path
import cv2, lxml.etree, numpy, PIL.JpegImagePlugin
import fixative.cloak.apply
from fixative import Recipe, protect
def read(name):
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) * 1024
before = read("VmRSS:")
outcome = protect(Path(sys.argv[1]), Path(sys.argv[2]), Recipe())
assert outcome.result, outcome
print(read("VmHWM:") - before)
"""


def draw(path: Path, width: int, height: int) -> None:
    """Make the JPEG.

    A photo of this size has detail down to the pixel, so grain is added: as much as gives the file the 1.8 bits a
    pixel that at this quality are the median of the pictures on which the cloak is developed.
    """
    with as_file(resource("samples", "lake.jpg")) as sample, Image.open(sample) as image:
        pixels = np.asarray(image.resize((width, height), Image.Resampling.LANCZOS))
    random = np.random.default_rng(12)
    grain = random.normal(0, 5.0, (height, width, 1)).astype(np.float32)
    grain = cv2.GaussianBlur(grain, (0, 0), 0.6)[:, :, None] * 2
    Image.fromarray(np.clip(pixels + grain, 0, 255).astype(np.uint8)).save(path, quality=QUALITY, subsampling="4:2:0")


class Clock:
    """Times steps: wall clock and the processor's, in seconds."""

    def __init__(self) -> None:
        self.wall: dict[str, list[float]] = {}
        self.processor: dict[str, list[float]] = {}

    def time(self, name: str, step: Callable[[], _T]) -> _T:
        """Do a step, and note what it took."""
        wall, processor = time.perf_counter(), time.process_time()
        made = step()
        self.wall.setdefault(name, []).append(time.perf_counter() - wall)
        self.processor.setdefault(name, []).append(time.process_time() - processor)
        return made


def measure_steps(path: Path, rounds: int) -> dict[str, Any]:
    """Do every step once a round; the first round warms up and is left out."""
    statement = RightsStatement(owner="A. Painter", creators=("A. Painter",))
    clock = Clock()
    for turn in range(rounds + 1):
        if turn == 1:
            clock = Clock()
        _round(clock, path, statement)
    steps = {
        name: {
            "best": min(times),
            "median": median(times),
            "processor_median": median(clock.processor[name]),
        }
        for name, times in clock.wall.items()
    }
    ratios = {}
    for kind in ("best", "median", "processor_median"):
        ours = steps["cloak"][kind] + steps["tags"][kind]
        ratios[kind] = ours / (steps["Pillow decode"][kind] + steps["Pillow encode"][kind])
    return {"rounds": rounds, "seconds": steps, "ratio": ratios}


def _round(clock: Clock, path: Path, statement: RightsStatement) -> None:
    image = clock.time("Pillow decode", lambda: _opened(path))
    clock.time("Pillow encode", lambda: image.save(io.BytesIO(), "JPEG", quality=QUALITY, subsampling="4:2:0"))
    image.close()
    picture = clock.time("decode", lambda: decode(path, max_pixels=WIDTH * HEIGHT))
    cost = Preset.BALANCED.visible_cost
    assert cost is not None  # noqa: S101 - for the reader of types
    key = key_for(picture.frames[0], "benchmark")
    cloaked = clock.time("cloak", lambda: cloak(picture, visible_cost=cost, key=key))
    encoded = clock.time("encode", lambda: encode(cloaked.picture, format=Format.JPEG))

    def tag() -> None:
        body = io.BytesIO(encoded.data)
        merged = merge(picture.carried.blocks, statement)
        replace_blocks(body, io.BytesIO(), merged.blocks)

    clock.time("tags", tag)
    # What a tag alone costs, from file to file.
    clock.time("tag a file", lambda: _tagged(path, statement))


def _opened(path: Path) -> Image.Image:
    image = Image.open(path)
    image.load()
    return image


def _tagged(path: Path, statement: RightsStatement) -> None:
    with path.open("rb") as body:
        replace_blocks(body, io.BytesIO(), merge(read_blocks(body), statement).blocks)


def measure_memory(folder: Path, path: Path, pixels: int) -> float | None:
    """Protect in a fresh process; give its peak over its imports, in bytes a pixel (on Linux)."""
    if not Path("/proc/self/status").exists():
        return None
    command = [sys.executable, "-c", MEMORY, str(path), str(folder / f"result-{pixels}.jpg")]
    peaks = []
    for _ in range(3):
        (folder / f"result-{pixels}.jpg").unlink(missing_ok=True)
        peaks.append(int(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    return median(peaks) / pixels


def measure_start(times: int) -> dict[str, float]:
    """Start `fixative --version`, again and again."""
    program = Path(sys.executable).with_name("fixative")
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        subprocess.run([str(program), "--version"], check=True, capture_output=True)
        taken.append(time.perf_counter() - begun)
    return {"best": min(taken), "median": median(taken)}


def table(result: dict[str, Any], by_size: list[Taken]) -> str:
    """Write the result as Markdown."""
    steps, ratio = result["seconds"], result["ratio"]
    lines = [
        "# What protecting costs",
        "",
        f"A {WIDTH} x {HEIGHT} JPEG (quality {QUALITY}, 4:2:0, {result['file_bytes'] / 1e6:.1f} MB), preset balanced.",
        f"Milliseconds of {result['rounds']} rounds, all steps in each round; processor time is of all cores.",
        "",
        "| step | best | median | processor |",
        "| --- | --: | --: | --: |",
    ]
    for name, taken in steps.items():
        cells = " | ".join(f"{1000 * taken[kind]:.0f}" for kind in ("best", "median", "processor_median"))
        lines.append(f"| {name} | {cells} |")
    lines += ["", "| figure | measured | goal | |", "| --- | --: | --: | --- |"]
    name = "(cloak + tags) / (Pillow decode + encode)"
    lines.append(_row(f"{name}, median", ratio["median"], RATIO, "{:.2f}"))
    lines.append(_row(f"{name}, best", ratio["best"], RATIO, "{:.2f}"))
    lines += [
        _row(f"peak memory, bytes a pixel, {size} megapixels", peak, BYTES_A_PIXEL, "{:.1f}")
        for size, peak in result["bytes_a_pixel"].items()
        if peak is not None
    ]
    lines.append(_row("`fixative --version`, seconds, median of 20", result["start"]["median"], START, "{:.2f}"))
    lines += ["", "The cloak has visibility and strength in it. Tags: merged and spliced into the encoded picture."]
    lines += ["", *size_table(by_size)]
    return "\n".join(lines)


def _row(name: str, value: float, goal: float, form: str) -> str:
    return f"| {name} | {form.format(value)} | {form.format(goal)} | {'met' if value <= goal else 'missed'} |"


def main() -> None:
    """Measure and write benchmarks/results/speed.json and speed.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--out", type=Path, default=RESULTS)
    given = parser.parse_args()
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
    libraries = {name: version(name) for name in LIBRARIES}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "twelve.jpg"
        draw(path, WIDTH, HEIGHT)
        result: dict[str, Any] = {"libraries": libraries, "load": load}
        result |= {"file_bytes": path.stat().st_size, **measure_steps(path, given.rounds)}
        large = folder / "large.jpg"
        draw(large, 2 * WIDTH, 2 * HEIGHT)
        pixels = WIDTH * HEIGHT
        result["bytes_a_pixel"] = {
            "12": measure_memory(folder, path, pixels),
            "48": measure_memory(folder, large, 4 * pixels),
        }
        with _opened(large) as image:
            by_size = measure_sizes(np.asarray(image), folder, SIZE_ROUNDS)
        result["sizes"] = [asdict(each) for each in by_size]
    result["start"] = measure_start(20)
    with_libraries = "".join(f", {name} {number}" for name, number in libraries.items())
    conditions = f"{with_libraries}; load when it began: {load:.1f}"
    publish(given.out, "speed", result, table(result, by_size), conditions=conditions)


if __name__ == "__main__":
    main()
