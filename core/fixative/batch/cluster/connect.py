"""The way to a cluster: a scheduler that runs somewhere, or a cluster of this machine's own."""

from __future__ import annotations

import logging
import signal
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import urlsplit

import dask
from distributed import Client, LocalCluster
from distributed.utils import silence_logging_cmgr

from fixative.batch.memory import free_memory
from fixative.errors import ClusterDiffersError, ClusterEmptyError, ClusterNotPrivateError, ClusterUnreachableError

__all__ = ["check_version", "check_versions", "connected"]

_PATIENCE = 15.0
"""Seconds in which a scheduler must answer."""

_STARTING = 60.0
"""Seconds in which a first worker must be there: a cluster may be just starting."""

_PRIVATE = frozenset({"tls", "wss", "inproc"})
_HERE = frozenset({"127.0.0.1", "::1", "localhost"})

_NO_PAGES: dict[str, list[str]] = {f"distributed.{part}.http.routes": [] for part in ("scheduler", "worker")}
"""Dask tells by HTTP what it works on, to whoever asks."""


@contextmanager
def connected(scheduler: str | None, *, jobs: int, private: bool) -> Iterator[Client]:
    """Give a client of a cluster that has workers with this version of Fixative.

    Parameters
    ----------
    scheduler : str or None
        Its address; None makes a cluster of this machine's own, which nobody else can use.
    jobs : int
        Processes of a cluster of one's own.
    private : bool
        Whether secrets will go over the way.

    Raises
    ------
    ClusterNotPrivateError
        They would go over a network in the open.
    ClusterUnreachableError, ClusterEmptyError, ClusterDiffersError
    """
    if scheduler is not None and private and not _is_private(scheduler):
        raise ClusterNotPrivateError(address=scheduler)
    with ExitStack() as stack:
        # What people need to know of it is said in one line.
        stack.enter_context(silence_logging_cmgr(logging.CRITICAL))
        if scheduler is None:
            client = stack.enter_context(Client(stack.enter_context(_own(jobs)), set_as_default=False))
        else:
            client = stack.enter_context(_reached(scheduler))
        address = client.scheduler.address
        try:
            client.wait_for_workers(1, timeout=_STARTING)
        except TimeoutError as error:
            raise ClusterEmptyError(address=address) from error
        check_versions(client)
        yield client


def check_versions(client: Client) -> None:
    """Raise `ClusterDiffersError` where a worker has another version of Fixative, or none."""
    # Nothing of ours is called: there may be nothing of ours.
    for address, there in client.run(version, "fixative", on_error="return").items():
        if isinstance(there, PackageNotFoundError):
            check_version(address, "none")
        elif isinstance(there, str):
            check_version(address, there)


def check_version(address: str, there: str) -> None:
    """Raise `ClusterDiffersError` where the version on a worker is not that of this client."""
    here = version("fixative")
    if there != here:
        raise ClusterDiffersError(address=address, there=there, here=here)


def _is_private(address: str) -> bool:
    parts = urlsplit(address if "://" in address else f"tcp://{address}")
    return parts.scheme in _PRIVATE or parts.hostname in _HERE


def _reached(address: str) -> Client:
    try:
        return Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise ClusterUnreachableError(address=address, detail=_first_line(error)) from error


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), "") or type(error).__name__


@contextmanager
def _own(jobs: int) -> Iterator[LocalCluster]:
    """Make a cluster of this machine: processes that go with this one, and talk in private.

    Whoever reaches a scheduler can run programs as its owner, and other users of this machine reach its ports: so keys
    are made for this cluster alone.
    """
    free = free_memory()
    with tempfile.TemporaryDirectory(prefix="fixative-", ignore_cleanup_errors=True) as folder:
        with _no_interrupts(), dask.config.set(_NO_PAGES):
            cluster = LocalCluster(
                n_workers=jobs,
                threads_per_worker=1,
                memory_limit=0 if free is None else free // jobs,
                security=True,
                dashboard_address=None,
                scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},
                local_directory=folder,
                silence_logs=logging.CRITICAL,
            )
        with cluster:
            yield cluster


@contextmanager
def _no_interrupts() -> Iterator[None]:
    """Keep Ctrl-C, which goes to the whole group of processes, from what is started meanwhile: the client decides."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
