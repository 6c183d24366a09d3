"""What may happen to a batch, made to happen: nothing lost, nothing partial, nothing done twice, every failure coded.

The program is started as people start it, on small pictures drawn for it, and is killed, interrupted, or has its disk,
its sources or its memory taken away. Then the same command is run again, to the end, and what is there is counted.

    python benchmarks/faults.py CORPORA [--times 100] [--mutated 2000] [--fault FAULT]...

What is measured is written down fault by fault; a run of some faults leaves the others' figures as they are.
Needs Linux; small disks and the limit of memory need root, and are left out without.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np
from batches import Batch, Harm, ended, errors_of, files, wait_for_the_end, workers_of
from damage import damaged
from drawn import draw
from machine import RESULTS, publish
from PIL import Image

from fixative.formats import HEAD_BYTES, sniff

PICTURES = 8
GIB = 2**30
_YEARS = 10**9 * 3600 * 24 * 3650
_SIDES = (20_000, 15_000)
_GROUPS = Path("/sys/fs/cgroup")


def parent_killed(harm: Harm, batch: Batch, chance: random.Random, seconds: float) -> None:
    """Kill the program (`kill -9`) at a random moment."""
    run = batch.start()
    time.sleep(chance.uniform(0, seconds))
    workers = workers_of(run.pid)
    harm.hit += run.poll() is None
    run.kill()
    run.communicate()
    wait_for_the_end(workers)
    batch.run(harm)


def worker_killed(harm: Harm, batch: Batch, chance: random.Random, seconds: float) -> None:
    """Kill one of the workers (`kill -9`) at a random moment."""
    run = batch.start()
    while not workers_of(run.pid) and run.poll() is None:
        time.sleep(0.01)
    time.sleep(chance.uniform(0, 0.7 * seconds))
    workers = workers_of(run.pid)
    if workers and run.poll() is None:
        with suppress(ProcessLookupError):  # it has just ended by itself
            os.kill(chance.choice(workers), signal.SIGKILL)
            harm.hit += 1
    ended(run, harm)
    batch.run(harm)


def interrupted_twice(harm: Harm, batch: Batch, chance: random.Random, seconds: float) -> None:
    """Press Ctrl-C, and again soon after."""
    run = batch.start()
    time.sleep(chance.uniform(0.2 * seconds, seconds))
    for _ in range(2):
        if run.poll() is None:
            harm.hit += 1
            run.send_signal(signal.SIGINT)
        time.sleep(chance.uniform(0, 0.3))
    workers = workers_of(run.pid)
    run.communicate()
    wait_for_the_end(workers)
    batch.run(harm)


def disk_full(harm: Harm, batch: Batch, chance: random.Random, _: float) -> None:
    """Give the results a disk that is too small, and then is not."""
    with _mounted(batch.out, f"size={chance.randint(64, 256)}k"):
        harm.hit += any("disk-full" in errors_of(line) for line in batch.run(harm))
        _mount("remount,size=64m", batch.out)
        batch.run(harm)
        batch.count(harm)


def read_only(harm: Harm, batch: Batch, _: random.Random, __: float) -> None:
    """Give the results a disk that takes nothing, and then does."""
    with _mounted(batch.out, "size=64m,ro"):
        harm.hit += any("destination-not-writable" in errors_of(line) for line in batch.run(harm))
        _mount("remount,rw", batch.out)
        batch.run(harm)
        batch.count(harm)


def sources_changed(harm: Harm, batch: Batch, chance: random.Random, seconds: float) -> None:
    """Rewrite originals in place, replace and delete them while the program runs, which overwrites its results."""
    batch.words = (*batch.words, "--on-conflict", "overwrite")
    run = batch.start()
    until = time.monotonic() + seconds
    while time.monotonic() < until and run.poll() is None:
        path = chance.choice(files(batch.source))
        match chance.randrange(4):
            case 0:
                draw(path, width=chance.randint(100, 300), height=180, seed=chance.randrange(10**6))
            case 1:
                other = draw(path.with_name(f".new{path.suffix}"), width=200, height=160, seed=chance.randrange(10**6))
                other.replace(path)
            case 2 if len(files(batch.source)) > PICTURES // 2:
                path.unlink()
        harm.hit += 1
        time.sleep(chance.uniform(0, seconds / 10))
    ended(run, harm)
    batch.remember()
    gone = {path.relative_to(batch.source) for path in files(batch.source)}
    for path in files(batch.out):
        if path.relative_to(batch.out) not in gone:
            path.unlink()  # of an original that is no more: rightly there
    batch.run(harm)


def clock_back(harm: Harm, batch: Batch, chance: random.Random, seconds: float) -> None:
    """Do a first part with the clock ten years ahead, and the rest after it was put right.

    The clock is the machine's, and is left alone: instead the journal's times, and those of half of the originals, are
    put forward after the first part.
    """
    run = batch.start()
    time.sleep(chance.uniform(0.3 * seconds, seconds))
    run.send_signal(signal.SIGINT)
    run.communicate()
    for path in files(batch.source)[::2]:
        os.utime(path, ns=(0, time.time_ns() + _YEARS))
    journal = batch.folder / "home" / "fixative" / "journal.db"
    if journal.exists():
        harm.hit += 1
        with sqlite3.connect(journal) as connection:
            connection.execute("UPDATE made SET at = at + ?", (_YEARS,))
        connection.close()
    batch.run(harm)


def too_large(harm: Harm, batch: Batch, _: random.Random, __: float) -> None:
    """Put a picture of 300 megapixels among the small ones, with 2 GiB of memory."""
    big = batch.source / "big.jpg"
    Image.fromarray(np.tile(np.arange(256, dtype=np.uint8), (_SIDES[1], _SIDES[0] // 256 + 1))[:, : _SIDES[0]]).convert(
        "RGB"
    ).save(big, quality=80)
    batch.remember()
    with _group(2 * GIB) as group:
        lines = batch.run(harm, "--max-pixels", "400000000", group=group)
    harm.hit += any(line.get("source") == str(big) for line in lines)
    harm.uncoded += harm.codes.keys() != {"too-little-memory"}
    big.unlink()
    del batch.before["big.jpg"]


_TOO_LARGE = "300 megapixels in 2 GiB"
FAULTS: dict[str, Callable[[Harm, Batch, random.Random, float], None]] = {
    "program killed": parent_killed,
    "worker killed": worker_killed,
    "Ctrl-C twice": interrupted_twice,
    "disk full": disk_full,
    "destination read-only": read_only,
    "originals change or go": sources_changed,
    "clock goes back": clock_back,
    _TOO_LARGE: too_large,
}
_OFTEN = frozenset({"program killed", "worker killed"})
_TRIES = 3
"""How many batches may be begun for each kill that hits a program at work: the others had ended before."""
_SOONER = 0.9
"""What is left of the time in which a kill may come after one that came too late: the machine has less to do now."""
_DAMAGED = "files damaged in up to six places"
_ON_A_DISK = frozenset({"disk full", "destination read-only"})


def suffer(fault: str, times: int, seed: int) -> Harm:
    """Make a fault happen so many times, each in a batch of its own; a kill that comes too late is tried anew."""
    harm = Harm(fault)
    chance = random.Random(f"{fault} {seed}")
    with tempfile.TemporaryDirectory() as name:
        first = Batch(Path(name) / "first")
        first.draw(PICTURES)
        started = time.monotonic()
        first.run(Harm("nothing"))
        seconds = time.monotonic() - started
        most = _TRIES * times if fault in _OFTEN else times
        while harm.times < most and not (fault in _OFTEN and harm.hit == times):
            batch = Batch(Path(name) / str(harm.times))
            shutil.copytree(first.source, batch.source)
            batch.remember()
            harm.times += 1
            before = harm.hit
            FAULTS[fault](harm, batch, chance, seconds)
            if fault in _OFTEN and harm.hit == before:
                seconds *= _SOONER
            if fault not in _ON_A_DISK:
                batch.count(harm)
                # All is done: one more run finds nothing to do.
                harm.twice += sum(line.get("status") not in (None, "skipped") for line in batch.run(harm))
            shutil.rmtree(batch.folder)
    return harm


def mutated(corpora: Path, count: int, seed: int) -> Harm:
    """Protect damaged files: each has a whole result, or a code."""
    harm = Harm(_DAMAGED, times=count, hit=count)
    chance = random.Random(seed)
    sources = [(path, kind) for path in files(corpora) if (kind := sniff(path.read_bytes()[:HEAD_BYTES])) is not None]
    with tempfile.TemporaryDirectory() as name:
        batch = Batch(Path(name))
        batch.source.mkdir()
        for number in range(count):
            path, kind = chance.choice(sources)
            # Its ending promises a picture: in a folder, what does not is passed over in silence.
            (batch.source / f"{number:05}{kind.extension}").write_bytes(damaged(path.read_bytes(), chance))
        batch.remember()
        told = Counter(line["source"] for line in batch.run(harm) if line["type"] == "outcome")
        batch.count(harm, coded=True)
        harm.lost += count - len(told)
        harm.twice += told.total() - len(told)
    return harm


@contextmanager
def _mounted(folder: Path, options: str) -> Iterator[None]:
    folder.mkdir(parents=True)
    _mount(options, folder)
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _mount(options: str, folder: Path) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=True)


@contextmanager
def _group(limit: int) -> Iterator[Path]:
    """Make a control group with a limit of memory."""
    old = (_GROUPS / "memory").is_dir()
    folder = _GROUPS / ("memory" if old else "") / f"fixative-{os.getpid()}"
    folder.mkdir()
    try:
        (folder / ("memory.limit_in_bytes" if old else "memory.max")).write_text(str(limit), "ascii")
        yield folder
    finally:
        time.sleep(0.5)  # the last process is still leaving
        folder.rmdir()


def table(harms: list[Harm]) -> str:
    """Write it as Markdown."""
    lines = [
        "# Faults",
        "",
        f"Batches of {PICTURES} small pictures, two at a time, each disturbed once; then the same command again, to",
        "the end. Lost: no result, though nothing speaks against one. Partial: a result that cannot be decoded, or",
        "does not carry the policy. Twice: a second result of a picture, or one that a third run makes. Left:",
        "temporaries. Touched: originals that are not what they were. Uncoded: a failure without a code of its own.",
        "The rows come of one run or of several, each of some faults (`--fault`); the command is that of the last.",
        "",
        "| fault | times | hit | pictures | results | lost | partial | twice | left | touched | uncoded | codes | on |",
        "| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --- | --- |",
    ]
    for each in harms:
        numbers = (each.times, each.hit, each.pictures, each.results, each.lost, each.partial, each.twice)
        rest = (each.strays, each.touched, each.uncoded)
        codes = ", ".join(f"{count} {code}" for code, count in sorted(each.codes.items()))
        counts = " | ".join(f"{number:,}" for number in (*numbers, *rest))
        lines.append(f"| {each.fault} | {counts} | {codes} | {each.day} |")
    return "\n".join(lines)


def main() -> None:
    """Measure and write benchmarks/results/faults.json and faults.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--times", type=int, default=100, help="of each kill; of the other faults a tenth")
    parser.add_argument("--mutated", type=int, default=2000)
    parser.add_argument("--fault", action="append", choices=(*FAULTS, _DAMAGED), help="again for each; default: all")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=RESULTS)
    given = parser.parse_args()
    for fault in given.fault or (*FAULTS, _DAMAGED):
        if fault == _DAMAGED:
            harm = mutated(given.corpora, given.mutated, given.seed)
        else:
            tenth = -(-given.times // 10)
            times = given.times if fault in _OFTEN else 1 if fault == _TOO_LARGE else tenth
            harm = suffer(fault, times, given.seed)
        write_down(harm, given.out)


def write_down(harm: Harm, out: Path) -> None:
    """Publish what a fault did, beside what was known of others."""
    known = out / "faults.json"
    there = json.loads(known.read_text("utf-8"))["faults"] if known.exists() else []
    harms = {each["fault"]: Harm.from_plain(each) for each in there} | {harm.fault: harm}
    rows = [harms[fault] for fault in (*FAULTS, _DAMAGED) if fault in harms]
    publish(out, "faults", {"faults": [each.plain() for each in rows]}, table(rows))


if __name__ == "__main__":
    main()
