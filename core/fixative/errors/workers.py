"""Errors of who does the work: processes, machines, and the user who stops them."""

from __future__ import annotations

from fixative.errors.base import FixativeError

__all__ = [
    "CancelledError",
    "ClusterDiffersError",
    "ClusterEmptyError",
    "ClusterError",
    "ClusterLostError",
    "ClusterUnreachableError",
    "TooLittleMemoryError",
    "WorkerDiedError",
    "WorkerHungError",
    "WorkersFailedError",
]


class ClusterError(FixativeError):
    """The machines that a batch was given to: it ends, and the same command goes on from there."""


class ClusterUnreachableError(ClusterError):
    """No scheduler answers (parameters: address, detail)."""

    code = "cluster-unreachable"


class ClusterEmptyError(ClusterError):
    """The scheduler has no worker (parameter: address)."""

    code = "cluster-empty"


class ClusterDiffersError(ClusterError):
    """A worker has another version of Fixative (parameters: address, there, here)."""

    code = "cluster-differs"


class ClusterLostError(ClusterError):
    """The scheduler has gone."""

    code = "cluster-lost"


class WorkerDiedError(FixativeError):
    """The process that worked on this picture was killed."""

    code = "worker-died"


class WorkerHungError(FixativeError):
    """The process that worked on this picture said nothing for far too long (parameter: minutes)."""

    code = "worker-hung"


class TooLittleMemoryError(FixativeError):
    """The picture takes more memory than there is (parameter: needed, in bytes)."""

    code = "too-little-memory"


class WorkersFailedError(FixativeError):
    """The processes that would work on the pictures do not come up: the batch ends."""

    code = "workers-failed"


class CancelledError(FixativeError):
    """The user stopped the work."""

    code = "cancelled"
    exit_status = 130
