"""A Dask cluster on loopback: a scheduler and workers as their owner would start them."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

_PATIENCE = 60.0


@dataclass(frozen=True)
class Machines:
    address: str
    workers: list[subprocess.Popen[bytes]]
    log: Path


@contextmanager
def machines(folder: Path, *, workers: int = 2) -> Iterator[Machines]:
    """Start them, each with one thread, and end them all."""
    folder.mkdir(parents=True)
    papers = folder / "scheduler.json"
    log = folder / "log"
    with ExitStack() as stack:
        out = stack.enter_context(log.open("wb"))

        def start(*words: str | Path) -> subprocess.Popen[bytes]:
            command = [sys.executable, "-m", "dask", *map(str, words), "--scheduler-file", str(papers)]
            process = stack.enter_context(subprocess.Popen(command, stdout=out, stderr=out, cwd=folder))
            stack.callback(process.kill)
            return process

        start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        until = time.monotonic() + _PATIENCE
        while not papers.exists():
            assert time.monotonic() < until, log.read_text("utf-8")
            time.sleep(0.05)
        options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", folder)
        started = [start("worker", "--host", "127.0.0.1", *options) for _ in range(workers)]
        yield Machines(json.loads(papers.read_text("utf-8"))["address"], started, log)
