"""A batch to be disturbed: pictures drawn for it, the program as people start it, and a look at what came of it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fixative.codecs import probe
from fixative.errors import FixativeError
from fixative.inspect import inspect
from fixative.write import TEMPORARY_PREFIX

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from drawn import draw

PROGRAM = [sys.executable, "-m", "fixative"]
LIMIT = 250_000_000
PATIENCE = 600.0
"""Seconds in which any run must have ended."""


@dataclass(slots=True)
class Harm:
    """What a fault did, summed over all times.

    Attributes
    ----------
    fault : str
    times : int
        How often the fault was made to happen.
    hit : int
        How often the run had not ended before.
    pictures, results : int
        That were to be protected, and that were at the end.
    lost : int
        Pictures without a result, though nothing speaks against one.
    partial : int
        Results that cannot be read back whole, or do not carry the policy.
    twice : int
        Results that are there besides another one of the same picture.
    strays : int
        Temporaries that were left after the next run.
    touched : int
        Originals that are not what they were.
    uncoded : int
        Failures without a code of their own, and runs that ended without a word.
    codes : Counter
        Of the failures on the way.
    day : str
        On which it was measured.
    """

    fault: str
    times: int = 0
    hit: int = 0
    pictures: int = 0
    results: int = 0
    lost: int = 0
    partial: int = 0
    twice: int = 0
    strays: int = 0
    touched: int = 0
    uncoded: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    day: str = field(default_factory=lambda: dt.datetime.now(dt.UTC).date().isoformat())

    @classmethod
    def from_plain(cls, values: dict[str, Any]) -> Harm:
        """Take back what `plain` gave."""
        return cls(**{**values, "codes": Counter(values["codes"])})

    def plain(self) -> dict[str, Any]:
        """Give all of it as plain values."""
        return {name: getattr(self, name) for name in Harm.__dataclass_fields__}

    def read(self, lines: list[dict[str, Any]]) -> None:
        """Count the failures that a run told of."""
        for line in lines:
            errors = errors_of(line)
            self.codes.update(errors)
            self.uncoded += errors.count("failed") + (line.get("status") == "failed" and not errors)


@dataclass(slots=True)
class Batch:
    """Pictures in `in`, results in `out`, and a home of their own.

    Attributes
    ----------
    folder : Path
    words : tuple of str
        The command and its options.
    before : dict
        Checksums of the originals.
    """

    folder: Path
    words: tuple[str, ...] = ("protect", "--preset", "subtle")
    before: dict[str, bytes] = field(default_factory=dict)

    @property
    def source(self) -> Path:
        """Where the originals are."""
        return self.folder / "in"

    @property
    def out(self) -> Path:
        """Where results go."""
        return self.folder / "out"

    def draw(self, count: int, width: int = 240) -> None:
        """Draw so many pictures, in four formats and two folders."""
        for number in range(count):
            name = f"{'sub/' if number % 3 == 0 else ''}{number:03}.{('jpg', 'png', 'webp', 'tif')[number % 4]}"
            draw(self.source / name, width=width + number, height=width * 3 // 4, seed=number)
        self.remember()

    def remember(self) -> None:
        """Take the originals as they are now for what they must stay."""
        self.before = {path.name: hashlib.sha256(path.read_bytes()).digest() for path in files(self.source)}

    def start(self, *words: str, group: Path | None = None) -> subprocess.Popen[str]:
        """Start the program on the pictures, two at a time, printing JSON; in a control group, if one is named."""
        command = [*PROGRAM, *self.words, "-r", str(self.source), "-o", str(self.out), "--jobs", "2", "--json", *words]
        if group is not None:
            command = ["sh", "-c", 'echo $$ > "$0" && exec "$@"', str(group / "cgroup.procs"), *command]
        home = {name: str(self.folder / "home") for name in ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
        return subprocess.Popen(
            command,
            env={**os.environ, **home, "FIXATIVE_SECRET": "benchmark"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, harm: Harm, *words: str, group: Path | None = None) -> list[dict[str, Any]]:
        """Let the program come to its end, and count the failures that it tells of."""
        return ended(self.start(*words, group=group), harm)

    def count(self, harm: Harm, *, coded: bool = False) -> None:
        """Look at what is there at the end; `coded` where pictures without a result have been told of."""
        names = [path.relative_to(self.source).with_suffix("") for path in files(self.source)]
        results = [path.relative_to(self.out).with_suffix("") for path in files(self.out)]
        harm.pictures += len(names)
        harm.results += len(results)
        harm.lost += 0 if coded else len(set(names) - set(results))
        harm.twice += len(results) - len(set(names) & set(results))
        harm.partial += sum(not is_whole(path) for path in files(self.out))
        harm.strays += sum(1 for _ in self.out.rglob(f"{TEMPORARY_PREFIX}*"))
        now = {path.name: hashlib.sha256(path.read_bytes()).digest() for path in files(self.source)}
        harm.touched += sum(now.get(name) != checksum for name, checksum in self.before.items())


def ended(run: subprocess.Popen[str], harm: Harm) -> list[dict[str, Any]]:
    """Wait for a run, and read what it printed; a run that says nothing is counted as without a code."""
    out, err = run.communicate(timeout=PATIENCE)
    lines = read_lines(out)
    harm.read(lines)
    harm.uncoded += "Traceback" in err or not lines or lines[-1].get("type") != "summary"
    return lines


def read_lines(text: str) -> list[dict[str, Any]]:
    """Read the lines that a run printed; of one that was killed, the last may break off."""
    whole, _, _ = text.rpartition("\n")
    return [json.loads(line) for line in whole.splitlines()]


def errors_of(line: dict[str, Any]) -> list[str]:
    """Give the codes of what ended the work on a picture."""
    return [problem["code"] for problem in line.get("problems", ()) if problem["severity"] == "error"]


def files(folder: Path) -> list[Path]:
    """List the files below a folder that are no temporaries."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))


def is_whole(path: Path) -> bool:
    """Whether a result can be decoded to its end and carries the policy."""
    try:
        probe(path, max_pixels=LIMIT)
        return any(finding.about_ai for finding in inspect(path).findings)
    except FixativeError:
        return False


def workers_of(parent: int) -> list[int]:
    """Name the processes that a process has started, from Linux' own files."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "stat").read_text("ascii", errors="replace").rpartition(")")[2].split()
            command = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if int(words[1]) == parent and b"spawn_main" in command:
            found.append(int(folder.name))
    return found


def wait_for_the_end(processes: list[int]) -> None:
    """Wait until processes that are nobody's children any more are gone."""
    until = time.monotonic() + PATIENCE
    while any(Path(f"/proc/{each}").exists() for each in processes) and time.monotonic() < until:
        time.sleep(0.02)
