"""A Dask cluster on loopback: a scheduler and workers as their owner would start them, with TLS."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from distributed.security import Security

_PATIENCE = 60.0


@dataclass(frozen=True)
class Machines:
    """A cluster.

    Attributes
    ----------
    address : str
        Of the scheduler.
    scheduler : Popen
    workers : list of Popen
        One thread each, and nobody who starts them anew.
    log : Path
        What all of them print.
    environment : dict
        What a client needs to reach it.
    """

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]
    log: Path
    environment: dict[str, str]
    _start: Callable[..., subprocess.Popen[bytes]]

    def add_worker(self) -> None:
        self.workers.append(self._start("worker", *_WORKER))


_WORKER = ("--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", "scratch")


@contextmanager
def machines(folder: Path, *, workers: int = 2, **more: str) -> Iterator[Machines]:
    """Start them, with more in their environment, and end them all."""
    folder.mkdir(parents=True)
    papers, log, certificate, key = (folder / name for name in ("scheduler.json", "log", "cert.pem", "key.pem"))
    keys = Security.temporary()
    certificate.write_text(keys.tls_ca_file, "ascii")
    key.write_text(keys.tls_client_key, "ascii")
    tls = ("--tls-ca-file", certificate, "--tls-cert", certificate, "--tls-key", key)
    says = "DASK_DISTRIBUTED__COMM__TLS__"
    environment = {
        f"{says}CA_FILE": str(certificate),
        f"{says}CLIENT__CERT": str(certificate),
        f"{says}CLIENT__KEY": str(key),
    }
    own = {**os.environ, **more}
    with ExitStack() as stack:
        out = stack.enter_context(log.open("wb"))

        def start(*words: str) -> subprocess.Popen[bytes]:
            command = [sys.executable, "-m", "dask", *words, *map(str, tls), "--scheduler-file", str(papers)]
            process = stack.enter_context(subprocess.Popen(command, stdout=out, stderr=out, cwd=folder, env=own))
            stack.callback(process.kill)
            return process

        scheduler = start("scheduler", "--protocol", "tls", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        until = time.monotonic() + _PATIENCE
        while not (papers.exists() and papers.read_text("utf-8").endswith("}")):
            assert time.monotonic() < until, log.read_text("utf-8")
            time.sleep(0.05)
        address = json.loads(papers.read_text("utf-8"))["address"]
        cluster = Machines(address, scheduler, [], log, environment, start)
        for _ in range(workers):
            cluster.add_worker()
        yield cluster
