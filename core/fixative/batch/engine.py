"""What carries a batch out: this machine's processes, or a cluster."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Engine"]


class Engine(StrEnum):
    """What carries a batch out."""

    LOCAL = "local"
    """Processes of this machine."""
    DASK = "dask"
    """Dask Distributed (extra `cluster`): the workers of a scheduler, or without one a cluster of this machine."""
