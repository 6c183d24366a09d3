"""What a batch costs beside its pictures: two workers against one, plan, journal, register and checks, and memory.

The pictures of a folder are brought to 1 to 12 megapixels and saved as JPEGs of quality 90. In each round they are
protected by one worker on one core, by one on two cores, and by two on two, and encoded anew by ImageMagick's
`mogrify` at the same quality in one process on one core, which tells how much a second core brings on the machine, and
in two. Start and end of the programs are in the times.

    python benchmarks/batch.py PICTURES [--pictures 200] [--rounds 3]

Needs Linux and a quiet machine.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import cv2
import numpy as np
from machine import RESULTS, publish
from PIL import Image

QUALITY = 90
SMALLEST, LARGEST = 1e6, 12e6
COUNTS = (1_000, 20_000)
GAIN, SHARE, LEVEL, GROWTH = 1.8, 0.10, 1.0, 1.1
"""The goals: at least, at most, at most, at most."""

_ENDINGS = {".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff"}

# Run by a process of its own: the time that each part takes, of one worker in this process.
PARTS = """
import json, sys, time
from pathlib import Path
from fixative import codecs, protect as _
import fixative.batch.record as record
from fixative.batch.journal import Journal
from fixative.batch.plan import plan
from fixative.batch.run import run
from fixative.recipe import Recipe
way = sys.modules["fixative.protect"]
taken = {}
def timed(part, function):
    def call(*args, **options):
        started = time.perf_counter()
        try:
            return function(*args, **options)
        finally:
            taken[part] = taken.get(part, 0) + time.perf_counter() - started
    return call
way.check = timed("check", way.check)
way.digest, way.digest_of = timed("checksums", way.digest), timed("checksums", way.digest_of)
record._Record.enter = timed("register", record._Record.enter)
codecs.demand = timed("demand", codecs.demand)
for name in ("entries", "add", "publish"):
    setattr(Journal, name, timed("journal", getattr(Journal, name)))
started = time.perf_counter()
with Journal(Path(sys.argv[3])) as journal:
    todo = plan([Path(sys.argv[1])], Recipe(), output=Path(sys.argv[2]), recursive=True, journal=journal)
    taken["plan"] = time.perf_counter() - started
    taken["journal"] = 0
    assert all(getattr(event, "outcome", None) is None or event.outcome.ok
               for event in run(todo, Recipe(), jobs=1, isolated=False, journal=journal))
print(json.dumps({"total": time.perf_counter() - started, **taken}))
"""

# The same, for the most memory that the program and its workers take.
MEMORY = """
import json, sys
from multiprocessing import active_children
from pathlib import Path
from fixative.batch.journal import Journal
from fixative.batch.plan import plan
from fixative.batch.run import Finished, run
from fixative.recipe import Recipe
def peak(process):
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) * 1024
if __name__ == "__main__":
    recipe = Recipe().tags_only()
    with Journal(Path(sys.argv[3])) as journal:
        todo = plan([Path(sys.argv[1])], recipe, output=Path(sys.argv[2]), recursive=True, journal=journal)
        number = len(todo.tasks)
        planned = peak("self")
        done = 0
        for event in run(todo, recipe, jobs=2, journal=journal):
            done += isinstance(event, Finished) and event.outcome.ok
            if isinstance(event, Finished):
                workers = [peak(child.pid) for child in active_children()] or workers
    assert done == number, (done, number)
    print(json.dumps({"planned": planned, "program": peak("self"), "worker": max(workers)}))
"""


def prepare(pictures: Path, folder: Path, count: int) -> int:
    """Make so many JPEGs of 1 to 12 megapixels of the pictures in a folder, and give their bytes."""
    sources = sorted(path for path in pictures.rglob("*") if path.suffix.lower() in _ENDINGS)
    if not sources:
        raise SystemExit(f"there are no pictures in {pictures}")
    folder.mkdir()
    random = np.random.default_rng(12)
    for number in range(count):
        pixels = np.asarray(Image.open(sources[number % len(sources)]).convert("RGB"))
        wanted = SMALLEST + (LARGEST - SMALLEST) * number / max(count - 1, 1)
        scale = (wanted / (pixels.shape[0] * pixels.shape[1])) ** 0.5
        pixels = np.asarray(cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC))
        # Enlarged, it has no detail down to the pixel: grain, as in benchmarks/speed.py.
        grain = cv2.GaussianBlur(random.normal(0, 5.0, pixels.shape[:2]).astype(np.float32), (0, 0), 0.6)[:, :, None]
        grainy = np.clip(pixels + 2 * grain, 0, 255).astype(np.uint8)
        Image.fromarray(grainy).save(folder / f"{number:04}.jpg", quality=QUALITY, subsampling="4:2:0")
    return sum(path.stat().st_size for path in folder.iterdir())


def measure_runs(folder: Path, work: Path, rounds: int) -> dict[str, list[float]]:
    """Time each manner of doing all pictures, once a round."""
    manners: dict[str, Callable[[Path], float]] = {
        "one worker, one core": lambda out: _protected(folder, out, 1, 1),
        "one worker, two cores": lambda out: _protected(folder, out, 1, 2),
        "two workers, two cores": lambda out: _protected(folder, out, 2, 2),
    }
    if shutil.which("mogrify"):
        manners["mogrify, one process"] = lambda out: _mogrified(folder, out, 1)
        manners["mogrify, two processes"] = lambda out: _mogrified(folder, out, 2)
    taken: dict[str, list[float]] = {}
    for turn in range(rounds):
        for name, manner in manners.items():
            out = work / "out"
            seconds = manner(out)
            taken.setdefault(name, []).append(seconds)
            print(f"round {turn + 1}: {name}: {seconds:.1f} s", flush=True)
            shutil.rmtree(out)
    return taken


def _protected(folder: Path, out: Path, jobs: int, cores: int) -> float:
    home = {name: str(out / ".home") for name in ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    words = ["protect", str(folder), "-r", "-o", str(out), "--jobs", str(jobs), "-q"]
    environment = {**os.environ, **home, "FIXATIVE_SECRET": "benchmark"}
    started = time.perf_counter()
    with _on(cores):
        subprocess.run([sys.executable, "-m", "fixative", *words], env=environment, check=True)
    return time.perf_counter() - started


def _mogrified(folder: Path, out: Path, processes: int) -> float:
    out.mkdir()
    paths = sorted(folder.iterdir())
    command = ["mogrify", "-quality", str(QUALITY), "-sampling-factor", "4:2:0", "-path", str(out)]
    environment = {**os.environ, "MAGICK_THREAD_LIMIT": "1"}
    started = time.perf_counter()
    with _on(processes):
        parts = [paths[first::processes] for first in range(processes)]
        runs = [subprocess.Popen([*command, *part], env=environment) for part in parts]
        if any(run.wait() for run in runs):
            raise SystemExit("mogrify failed")
    return time.perf_counter() - started


@contextmanager
def _on(cores: int) -> Iterator[None]:
    """Start programs on so many cores: what is started inherits them."""
    own = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(own)[:cores])
    try:
        yield
    finally:
        os.sched_setaffinity(0, own)


def measure_parts(folder: Path, work: Path) -> dict[str, float]:
    """Time plan, journal, checksums and checks of one worker."""
    return _told(PARTS, folder, work / "parts", work / "parts.db")


def measure_memory(work: Path, count: int) -> dict[str, float]:
    """Tag so many small pictures, and give the most bytes that the program and a worker took."""
    folder = work / f"small-{count}"
    folder.mkdir()
    pixels = np.random.default_rng(1).integers(0, 256, (12, 16, 3), dtype=np.uint8)
    for number in range(count):
        below = folder / f"{number // 100:03}"
        below.mkdir(exist_ok=True)
        image = Image.fromarray(np.roll(pixels, number, axis=1)).resize((64, 48))
        image.save(below / f"{number:05}.jpg", comment=str(number))
    try:
        return _told(MEMORY, folder, work / f"tagged-{count}", work / f"small-{count}.db")
    finally:
        shutil.rmtree(folder)


def _told(program: str, *words: Path) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as name:
        script = Path(name) / "program.py"
        script.write_text(program, "utf-8")
        environment = {**os.environ, "FIXATIVE_SECRET": "benchmark", "XDG_DATA_HOME": name}
        done = subprocess.run([sys.executable, script, *words], env=environment, check=True, capture_output=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told


def table(result: dict[str, Any]) -> str:
    """Write it as Markdown."""
    seconds, parts, memory = result["seconds"], result["parts"], result["memory"]
    best = {name: min(times) for name, times in seconds.items()}
    gain = best["one worker, one core"] / best["two workers, two cores"]
    beside = sum(taken for part, taken in parts.items() if part != "total") / parts["total"]
    (few, at_few), (many, at_many) = memory.items()
    growth = at_many["worker"] / at_few["worker"]
    a_picture = (at_many["program"] - at_few["program"]) / (int(many) - int(few))
    shares = ", ".join(f"{part} {taken / parts['total']:.1%}" for part, taken in parts.items() if part != "total")
    lines = [
        "# Batches",
        "",
        f"{result['pictures']} JPEGs of 1 to 12 megapixels, {result['bytes'] / 1e6:.0f} MB, preset balanced.",
        "",
        "| manner | best, s | median, s | pictures a second |",
        "| --- | --: | --: | --: |",
        *(
            f"| {name} | {best[name]:.1f} | {median(times):.1f} | {result['pictures'] / best[name]:.1f} |"
            for name, times in seconds.items()
        ),
        "",
        "| figure | measured | goal | |",
        "| --- | --: | --: | --- |",
        _line("two workers against one", f"{gain:.2f}", f"{GAIN:.2f}", met=gain >= GAIN),
        _line("plan, journal, register, checksums and checks", f"{beside:.1%}", f"{SHARE:.0%}", met=beside < SHARE),
    ]
    if "mogrify, two processes" in best:
        level = best["two workers, two cores"] / best["mogrify, two processes"]
        lines.append(_line("time, against mogrify", f"{level:.2f}", f"{LEVEL:.2f}", met=level <= LEVEL))
        machine = best["mogrify, one process"] / best["mogrify, two processes"]
        lines.append(f"| two processes of mogrify against one | {machine:.2f} | | what the machine gives |")
    else:
        lines.append("| time, against mogrify | ImageMagick is not installed | | |")
    grown = f"a worker's memory, {int(many):,} pictures against {int(few):,}"
    lines += [
        _line(grown, f"{growth:.2f}", f"{GROWTH:.2f}", met=growth < GROWTH),
        "",
        f"Of one worker's time: {shares}.",
        "",
        "| small pictures | program when planned, MB | program, MB | a worker, MB |",
        "| --: | --: | --: | --: |",
    ]
    for count, each in memory.items():
        numbers = " | ".join(f"{each[of] / 1e6:.0f}" for of in ("planned", "program", "worker"))
        lines.append(f"| {int(count):,} | {numbers} |")
    lines += [
        "",
        f"The program keeps {a_picture:,.0f} bytes for each picture: where it is, and where its result goes.",
    ]
    return "\n".join(lines)


def _line(name: str, measured: str, goal: str, *, met: bool) -> str:
    return f"| {name} | {measured} | {goal} | {'met' if met else 'missed'} |"


def main() -> None:
    """Measure and write benchmarks/results/batch.json and batch.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="of pictures")
    parser.add_argument("--pictures", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--counts", type=int, nargs=2, default=COUNTS, help="of small pictures, for the memory")
    parser.add_argument("--out", type=Path, default=RESULTS)
    given = parser.parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        size = prepare(given.folder, work / "in", given.pictures)
        result: dict[str, Any] = {"pictures": given.pictures, "bytes": size, "load": load}
        result["seconds"] = measure_runs(work / "in", work, given.rounds)
        result["parts"] = measure_parts(work / "in", work)
        result["memory"] = {str(count): measure_memory(work, count) for count in given.counts}
    publish(given.out, "batch", result, table(result), conditions=f"; load when it began: {load:.1f}")


if __name__ == "__main__":
    main()
