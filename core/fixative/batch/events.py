"""What happens to the pictures of a batch."""

from __future__ import annotations

from dataclasses import dataclass

from fixative.batch.plan import Task
from fixative.outcome import Outcome

__all__ = ["Finished", "Started"]


@dataclass(frozen=True, slots=True)
class Started:
    """Work on a picture has begun."""

    task: Task


@dataclass(frozen=True, slots=True)
class Finished:
    """Work on a picture has ended, or will not begin any more."""

    task: Task
    outcome: Outcome
