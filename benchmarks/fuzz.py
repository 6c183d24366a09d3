"""Damaged files by the hundred thousand: each ends in a result or a code, soon, and in little memory.

For each container, and for each metadata block by itself, a small file is damaged in up to six places, read, merged
with a statement, and spliced; what stands aside in it is looked at. What takes over a second counts as hung, what
raises anything but an error of ours as crashed, and what takes over ten times its size (and a fixed allowance) as
greedy. Memory is what Python allocates, traced on every tenth input, as tracing takes longer than the work.

    python benchmarks/fuzz.py --inputs 100000
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from multiprocessing import get_context
from pathlib import Path

from machine import RESULTS, publish

from fixative.containers import Blocks
from fixative.errors import FixativeError
from fixative.rights import Private, RightsStatement, merge

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from damage import damaged
from splicing import SPLICED, left_aside, picture, read, splice

BLOCKS = ("exif", "xmp", "iptc")
LONGEST = 1.0
MOST, ALLOWANCE = 10, 2**18

_TRACED = 10  # every n-th input
_STATEMENT = RightsStatement(creators=("Ada Löwe",), year=2026)
_KEPT = 20  # inputs of each kind of trouble that are kept for whoever mends it


@dataclass(slots=True)
class Found:
    """What became of the inputs of one kind."""

    kind: str
    inputs: int = 0
    results: int = 0
    refused: int = 0
    hung: int = 0
    crashed: int = 0
    greedy: int = 0
    slowest: float = 0.0
    largest: float = 0.0
    troubles: list[str] = field(default_factory=list)


class _HungError(Exception):
    pass


def measure(kind: str, inputs: int, seed: int) -> Found:
    """Try the inputs of one kind."""
    found, chance = Found(kind), random.Random(f"{kind} {seed}")
    full = merge(Blocks(), _STATEMENT).blocks
    source = getattr(full, kind) if kind in BLOCKS else splice(picture(kind), full)
    work = _merge if kind in BLOCKS else _splice
    for number in range(inputs):
        _try(found, work, kind, damaged(source, chance), traced=number % _TRACED == 0)
    return found


def _splice(_: str, data: bytes) -> None:
    merged = merge(read(data), _STATEMENT, drop=set(Private))
    read(splice(data, merged.blocks))
    left_aside(data)


def _merge(block: str, data: bytes) -> None:
    merge(Blocks(**{block: data}), _STATEMENT, drop=set(Private))


def _try(found: Found, work: Callable[[str, bytes], None], kind: str, data: bytes, *, traced: bool) -> None:
    found.inputs += 1
    if traced:
        tracemalloc.start()
    # Of this process alone: what others do to the clock is none of the file's fault.
    begun = time.process_time()
    try:
        with _ended_after(10 * LONGEST):
            work(kind, data)
        found.results += 1
    except FixativeError:
        found.refused += 1
    except _HungError:
        pass  # its time tells
    except Exception as error:  # noqa: BLE001 - just what is looked for
        found.crashed += 1
        _keep(found, f"crashed ({type(error).__name__})", data)
    taken = time.process_time() - begun
    if traced:
        peak = tracemalloc.get_traced_memory()[1] / (MOST * len(data) + ALLOWANCE)
        tracemalloc.stop()
        found.largest = max(found.largest, peak)
        if peak > 1:
            found.greedy += 1
            _keep(found, "greedy", data)
    else:
        found.slowest = max(found.slowest, taken)
    if taken > LONGEST:
        found.hung += 1
        _keep(found, "hung", data)


def _keep(found: Found, trouble: str, data: bytes) -> None:
    if len(found.troubles) < _KEPT:
        found.troubles.append(f"{trouble}: {data.hex()}")


@contextmanager
def _ended_after(seconds: float) -> Iterator[None]:
    def end(*_: object) -> None:
        raise _HungError

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def table(found: list[Found]) -> str:
    """Write what was found as Markdown."""
    lines = [
        "# Damaged files",
        "",
        "Small files of each container, and metadata blocks by themselves, each damaged in up to six places.",
        f"Hung: over {LONGEST:g} s of processor time. Crashed: anything but an error of ours.",
        f"Greedy: over {MOST} times the file's size and {ALLOWANCE // 1024} KiB of Python's memory,",
        "traced on every tenth input; what was most is given as a share of that.",
        "",
        "| | inputs | results | refused | hung | crashed | greedy | slowest, ms | most memory |",
        "| --- | --: | --: | --: | --: | --: | --: | --: | --: |",
    ]
    lines += [
        f"| {each.kind} | {each.inputs:,} | {each.results:,} | {each.refused:,} | {each.hung} | {each.crashed} "
        f"| {each.greedy} | {1000 * each.slowest:.0f} | {each.largest:.0%} |"
        for each in found
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure and write benchmarks/results/fuzz.json and fuzz.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=100_000, help="of each kind")
    parser.add_argument("--kind", action="append", choices=(*SPLICED, *BLOCKS), help="again for each; default: all")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--out", type=Path, default=RESULTS)
    given = parser.parse_args()
    kinds = given.kind or [*SPLICED, *BLOCKS]
    with ProcessPoolExecutor(given.jobs, get_context("spawn")) as pool:
        waiting = [pool.submit(measure, kind, given.inputs, given.seed) for kind in kinds]
        found = []
        for each in waiting:
            found.append(each.result())
            print(found[-1].kind, "done", flush=True)
    publish(given.out, "fuzz", {"kinds": [asdict(each) for each in found]}, table(found))


if __name__ == "__main__":
    main()
