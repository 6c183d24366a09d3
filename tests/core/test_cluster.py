"""Batches over a cluster: Dask's own scheduler and workers, on loopback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections import Counter
from functools import partial
from importlib.metadata import version
from pathlib import Path
from subprocess import PIPE
from types import SimpleNamespace

import pytest
from clusters import machines
from drawn import draw
from program import PROGRAM, fixative, lines
from stores import store

from fixative.batch.cluster import connect, serve
from fixative.batch.cluster.connect import connected
from fixative.batch.memory import free_memory
from fixative.batch.work import WORKER_BYTES, Tools
from fixative.errors import ClusterDiffersError, ClusterNotPrivateError
from fixative.recipe import CloakChoice, Recipe
from fixative.secret import OwnSecret, Place
from fixative.write import TEMPORARY_PREFIX

SECRET = "a secret of mine that no log has"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(8):
        draw(tmp_path / "in" / f"{number % 2}" / f"{number}.jpg", width=700, height=500, seed=number)
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def outcomes(text: str) -> list[dict[str, object]]:
    return [line for line in lines(text) if line["type"] == "outcome"]


def test_a_lost_worker_loses_nothing_and_a_lost_scheduler_is_told(folder):
    environment = {"XDG_STATE_HOME": str(folder / "state"), "XDG_DATA_HOME": str(folder / "data")}
    environment["FIXATIVE_SECRET"] = SECRET
    local = fixative("protect", "-r", "in", "-o", "local", "--no-journal", "--no-register", cwd=folder, **environment)
    assert local.returncode == 0
    with machines(folder / "cluster") as cluster:
        assert cluster.address.startswith("tls://")
        environment |= cluster.environment
        words = ("protect", "-r", "in", "-o", "out", "--json", "--engine", "dask", "--scheduler", cluster.address)

        def disturbed(victim: subprocess.Popen[bytes], *more: str) -> tuple[int, list[dict[str, object]], str]:
            """Run the program, and kill something after the first picture."""
            command, kept = [*PROGRAM, *words, *more], {**os.environ, **environment}
            with subprocess.Popen(command, cwd=folder, env=kept, stdout=PIPE, stderr=PIPE, text=True) as client:
                assert client.stdout is not None
                said = client.stdout.readline()
                victim.kill()
                rest, complaints = client.communicate(timeout=120)
            return client.returncode, outcomes(said + rest), complaints

        status, first, complaints = disturbed(cluster.workers[0])
        assert (status, complaints) == (0, "")
        again = fixative(*words, cwd=folder, **environment)
        assert {each["status"] for each in outcomes(again.stdout)} == {"skipped"}
        assert contents(folder / "out") == contents(folder / "local")
        assert not list(folder.rglob(f"{TEMPORARY_PREFIX}*"))
        status, _, complaints = disturbed(cluster.scheduler, "--redo", "--on-conflict", "overwrite", "--no-register")
        assert (status, len(complaints.splitlines())) == (1, 1), complaints
        assert "The cluster is gone." in complaints
        assert SECRET not in cluster.log.read_text("utf-8")
    assert Counter(each["source"] for each in first) == {f"in/{n % 2}/{n}.jpg": 1 for n in range(8)}
    assert {each["status"] for each in first} == {"protected"}
    entries = fixative("register", "list", "--json", **environment)
    assert Counter(line["result"] for line in lines(entries.stdout) if line["type"] == "entry") == {
        str(folder / str(each["result"])): 1 for each in first
    }


def test_a_cluster_of_ones_own_goes_on_from_a_local_run_in_a_store(folder):
    local = fixative("protect", "-r", "in", "-o", "local", "--no-journal", cwd=folder)
    assert local.returncode == 0
    with store() as there:
        there.upload(folder / "in", "in")
        first = fixative("protect", "s3://pictures/in/0/0.jpg", "-o", "s3://pictures/out/0", **there.environment)
        assert (first.returncode, first.stdout) == (0, "s3://pictures/out/0/0.jpg\n")
        words = (
            "protect",
            "-r",
            "s3://pictures/in",
            "-o",
            "s3://pictures/out",
            "--json",
            "--engine",
            "dask",
            "-j",
            "2",
        )
        second, third = (fixative(*words, cwd=folder, **there.environment) for _ in range(2))
        found = there.contents("out/")
    assert (second.stderr, third.stderr) == ("", "")
    assert Counter(each["status"] for each in outcomes(second.stdout)) == {"skipped": 1, "protected": 7}
    assert Counter(each["status"] for each in outcomes(third.stdout)) == {"skipped": 8}
    assert found == contents(folder / "local")


def prepared(preparation: str, *words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the program after something was done to it."""
    program = f"{preparation}; from fixative.cli.main import run; run()"
    command = [sys.executable, "-c", program, *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=60)


def test_a_scheduler_that_does_not_answer(folder):
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{bound.getsockname()[1]}"
        hurried = "from fixative.batch.cluster import connect; connect._PATIENCE = 1.0"
        words = ("protect", "in/0/0.jpg", "--engine", "dask", "--scheduler", address)
        done = prepared(hurried, *words, cwd=folder)
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"fixative: The scheduler {address} does not answer (")


def test_a_worker_has_what_its_limit_leaves():
    def worker(limit: int | None, threads: int) -> SimpleNamespace:
        manager, state = SimpleNamespace(memory_limit=limit), SimpleNamespace(nthreads=threads)
        return SimpleNamespace(memory_manager=manager, state=state)

    assert serve._room(worker(10 * 2**30, 1)) == 9 * 2**30 - WORKER_BYTES
    assert serve._room(worker(10 * 2**30, 2)) == 9 * 2**30 - 2 * WORKER_BYTES
    assert serve._room(worker(None, 1)) == pytest.approx(free_memory(), rel=0.2)


def test_what_holds_secrets_shows_none():
    own = OwnSecret(SECRET, Place.ENVIRONMENT)
    recipe = Recipe(cloak=CloakChoice(secret=SECRET))
    kit = serve.Kit(Tools(recipe, own, None, proven=True), (recipe,))
    assert SECRET not in f"{kit!r} {kit} {partial(serve.equip, 'run', 'token', kit)}"


def test_other_versions_are_told(monkeypatch):
    connect.check_version("tls://there:1", version("fixative"))
    for there in ("0.0.1", "none"):
        with pytest.raises(ClusterDiffersError) as caught:
            connect.check_version("tls://there:1", there)
        assert caught.value.params["there"] == there


def test_without_the_extra(folder):
    words = ("protect", "in/0/0.jpg", "--engine", "dask")
    done = prepared("import sys; sys.modules['distributed'] = None", *words, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install 'fixative[cluster]'" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_scheduler_needs_the_engine_and_a_pipe_takes_none(folder):
    for words in (("in/0/0.jpg", "--scheduler", "tcp://head:8786"), ("-", "--engine", "dask")):
        done = fixative("protect", *words, cwd=folder)
        assert (done.returncode, done.stdout) == (2, "")


def test_a_secret_does_not_go_in_the_open():
    for address in ("tcp://head:8786", "head:8786"):
        with pytest.raises(ClusterNotPrivateError), connected(address, jobs=1, private=True):
            pass
    assert connect._is_private("tls://head:8786")
    assert connect._is_private("tcp://127.0.0.1:8786")
