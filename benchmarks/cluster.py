"""A batch over a Dask cluster whose workers are killed: nothing lost, nothing twice, and the same bytes as without.

A scheduler and two workers run on loopback, with TLS. The program is started as people start it, on small pictures
drawn for it; at a random moment one worker is killed (`kill -9`), and another one is started. Then the same command is
run again. In one half of the batches pictures and results are on a disk, in the other in a store of objects that speaks
S3. What a planned picture takes of the client, and how many are handed out at a time, is counted too.

    python benchmarks/cluster.py [--times 20]
"""

from __future__ import annotations

import argparse
import os
import pickle
import random
import signal
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections import Counter
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from batches import PROGRAM, read_lines
from clusters import Machines, machines
from drawn import draw
from machine import RESULTS, publish
from stores import Store, store

from fixative.batch.journal import Journal
from fixative.batch.plan import plan
from fixative.batch.run import run
from fixative.recipe import Recipe
from fixative.register import home
from fixative.write import TEMPORARY_PREFIX

PICTURES = 8
PLANNED = 20_000
FEW = 1000
PATIENCE = 300.0


@dataclass(slots=True)
class Losses:
    """What became of batches whose worker was killed.

    Attributes
    ----------
    where : str
    times, hit : int
        Batches, and those of them that had not ended before.
    pictures, results : int
    differing : int
        Results that are not, byte for byte, what a run without a cluster makes.
    lost, twice, left : int
        Pictures without a result; results beside those; temporaries.
    skipped : int
        Pictures that the second run knows to be done.
    entries : int
        Of the register.
    statuses : Counter
        Of the first runs.
    """

    where: str
    times: int = 0
    hit: int = 0
    pictures: int = 0
    results: int = 0
    differing: int = 0
    lost: int = 0
    twice: int = 0
    left: int = 0
    skipped: int = 0
    entries: int = 0
    statuses: Counter[str] = field(default_factory=Counter)

    def plain(self) -> dict[str, Any]:
        """Give all of it as plain values."""
        return {name: getattr(self, name) for name in Losses.__dataclass_fields__}


def program(*words: str, home: Path, **environment: str) -> subprocess.Popen[str]:
    """Start the program with a home of its own."""
    own = {"XDG_STATE_HOME": str(home), "XDG_DATA_HOME": str(home), "FIXATIVE_SECRET": "benchmark"}
    return subprocess.Popen(
        [*PROGRAM, *words], env={**os.environ, **own, **environment}, stdout=subprocess.PIPE, text=True
    )


def told(process: subprocess.Popen[str], kind: str) -> list[dict[str, Any]]:
    """Wait for a program, and read its lines of a kind."""
    out, _ = process.communicate(timeout=PATIENCE)
    return [line for line in read_lines(out) if line["type"] == kind]


def lose(
    losses: Losses, cluster: Machines, there: Store, folder: Path, expected: dict[str, bytes], after: int, moment: float
) -> None:
    """Run a batch, kill one of its workers some seconds after so many pictures, and count what is there."""
    in_store = losses.where != "a disk"
    target = f"s3://pictures/{folder.name}" if in_store else str(folder / "out")
    source = "s3://pictures/in" if in_store else str(folder.parent / "in")
    environment = {**cluster.environment, **there.environment}
    words = ("protect", "-r", source, "-o", target, "--json", "--engine", "dask", "--scheduler", cluster.address)
    first = program(*words, home=folder / "home", **environment)
    said = "".join(first.stdout.readline() for _ in range(after))
    time.sleep(moment)
    losses.times += 1
    cluster.workers.pop(0).send_signal(signal.SIGKILL)
    losses.hit += first.poll() is None
    cluster.add_worker()
    said += first.communicate(timeout=PATIENCE)[0]
    losses.statuses.update(line["status"] for line in read_lines(said) if line["type"] == "outcome")
    again = told(program(*words, home=folder / "home", **environment), "outcome")
    losses.skipped += sum(line["status"] == "skipped" for line in again)
    found = there.contents(f"{folder.name}/") if in_store else contents(folder / "out")
    losses.pictures += len(expected)
    losses.results += len(found)
    losses.lost += len(expected.keys() - found.keys())
    losses.twice += len(found.keys() - expected.keys())
    losses.differing += sum(found.get(name, content) != content for name, content in expected.items())
    losses.left += sum(1 for _ in folder.rglob(f"{TEMPORARY_PREFIX}*"))
    losses.entries += len(told(program("register", "list", "--json", home=folder / "home"), "entry"))


def contents(folder: Path) -> dict[str, bytes]:
    """Read all files below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def suffer(times: int, seed: int) -> list[Losses]:
    """Lose a worker in so many batches, half of them in a store."""
    chance = random.Random(seed)
    both = [Losses("a disk"), Losses("a store of objects")]
    with tempfile.TemporaryDirectory() as name, store() as there, _machines(name, there) as cluster:
        folder = Path(name)
        for number in range(PICTURES):
            draw(folder / "in" / str(number % 2) / f"{number}.jpg", width=600, height=450, seed=number)
        there.upload(folder / "in", "in")
        begun = time.monotonic()
        local = program(
            "protect", "-r", str(folder / "in"), "-o", str(folder / "local"), "--json", home=folder / "home"
        )
        told(local, "outcome")
        usual = time.monotonic() - begun
        expected = contents(folder / "local")
        for number in range(times):
            run_folder = folder / f"run-{number}"
            run_folder.mkdir()
            after, moment = chance.randrange(PICTURES - 1), chance.uniform(0, usual / PICTURES)
            lose(both[number % 2], cluster, there, run_folder, expected, after, moment)
            print(number, both[number % 2], flush=True)
        left = [path for path in (folder / "cluster").rglob("fixative-*") if path.is_dir()]
        both[1].left += len(left)
    return both


def _machines(folder: str, there: Store) -> AbstractContextManager[Machines]:
    return machines(Path(folder) / "cluster", **there.environment)


def sizes() -> dict[str, int]:
    """Say what a picture takes of the client, in bytes: planned, and written down."""
    recipe = Recipe().tags_only()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        picture = draw(folder / "in" / "0000000.jpg").read_bytes()
        for number in range(PLANNED):
            path = folder / "in" / f"{number // FEW:04}" / f"{number:07}.jpg"
            path.parent.mkdir(exist_ok=True)
            if number < FEW:
                draw(path, seed=number)  # the register keeps what is alike once
            else:
                path.write_bytes(picture)
        tracemalloc.start()
        todo = plan([folder / "in"], recipe, output=folder / "out", recursive=True)
        kept, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        task = todo.tasks[0]
        few = plan(sorted((folder / "in" / "0000").iterdir()), recipe, output=folder / "out")
        with Journal(folder / "journal.db") as journal:
            for _ in run(few, recipe, journal=journal):
                pass
        return {
            "planned": kept // len(todo.tasks),
            "planned_at_the_peak": peak // len(todo.tasks),
            "sent": len(pickle.dumps(task)),
            "journal": _size(folder / "journal.db") // len(few.tasks),
            "register": _size(home()) // len(few.tasks),
        }


def _size(database: Path) -> int:
    return sum(path.stat().st_size for path in database.parent.glob(f"{database.name}*"))


def most_at_a_time() -> dict[str, int]:
    """Count how many of a thousand pictures the scheduler has at a time."""
    script = """
import sys
from pathlib import Path
from fixative import Engine, Recipe
from fixative.batch.cluster import pool
from fixative.batch.plan import plan
from fixative.batch.run import run
if __name__ == "__main__":
    at_work = []
    hand_out = pool.Cluster.hand_out
    def counted(self, hand):
        given = hand_out(self, hand)
        at_work.append(len(self._at_work))
        return given
    pool.Cluster.hand_out = counted
    recipe = Recipe().tags_only()
    todo = plan([Path(sys.argv[1])], recipe, output=Path(sys.argv[2]), recursive=True)
    ended = sum(1 for event in run(todo, recipe, engine=Engine.DASK, jobs=2) if hasattr(event, "outcome"))
    print(ended, max(at_work))
"""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        picture = draw(folder / "in" / "0.jpg").read_bytes()
        for number in range(FEW):
            (folder / "in" / f"{number}.jpg").write_bytes(picture)
        (folder / "script.py").write_text(script, "utf-8")
        command = [sys.executable, str(folder / "script.py"), str(folder / "in"), str(folder / "out")]
        done = subprocess.run(
            command, capture_output=True, text=True, check=True, env={**os.environ, "XDG_DATA_HOME": name}
        )
        pictures, most = map(int, done.stdout.split())
        return {"pictures": pictures, "most_at_a_time": most}


def table(losses: list[Losses], taken: dict[str, int], window: dict[str, int]) -> str:
    """Write it as Markdown."""
    lines = [
        "# Many machines",
        "",
        f"Batches of {PICTURES} small pictures on a Dask cluster of two workers, one of which is killed (`kill -9`)",
        "at a random moment; then the same command again. Hit: the batch had not ended. Differing: results that are",
        "not, byte for byte, those of a run without a cluster. Twice: results beside those. Left: temporaries.",
        "Skipped: pictures that the second run knows to be done. Entries: of the register.",
        "",
        "| on | batches | hit | pictures | results | differing | lost | twice | left | skipped | entries | first run |",
        f"| --- |{' --: |' * 10} --- |",
    ]
    for each in losses:
        numbers = (each.times, each.hit, each.pictures, each.results, each.differing, each.lost, each.twice)
        numbers += (each.left, each.skipped, each.entries)
        statuses = ", ".join(f"{count} {status}" for status, count in sorted(each.statuses.items()))
        lines.append(f"| {each.where} | " + " | ".join(map(str, numbers)) + f" | {statuses} |")
    lines += [
        "",
        f"Of {window['pictures']:,} pictures, {window['most_at_a_time']} were handed out at a time, to two threads.",
        "",
        "| bytes that a picture takes | |",
        "| --- | --: |",
        f"| of the client's memory, planned ({PLANNED:,} pictures) | {taken['planned']:,} |",
        f"| the same while the plan is made | {taken['planned_at_the_peak']:,} |",
        f"| sent to a worker | {taken['sent']:,} |",
        f"| of the journal | {taken['journal']:,} |",
        f"| of the register | {taken['register']:,} |",
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure and write benchmarks/results/cluster.json and cluster.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=RESULTS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"XDG_STATE_HOME": home, "XDG_DATA_HOME": home, "FIXATIVE_SECRET": "benchmark"}
        taken = sizes()
        window = most_at_a_time()
        losses = suffer(given.times, given.seed)
    data = {"losses": [each.plain() for each in losses], "bytes": taken, "window": window}
    publish(given.out, "cluster", data, table(losses, taken, window))


if __name__ == "__main__":
    main()
