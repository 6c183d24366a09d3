"""One picture, wherever it is worked on: what is asked of the batch on the way, and what comes of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fixative.batch.carry import Witness, carried
from fixative.batch.past import Proof
from fixative.batch.plan import Task
from fixative.credentials import Identity
from fixative.errors import CancelledError, FixativeError, TooLittleMemoryError
from fixative.look import Look
from fixative.outcome import Outcome
from fixative.progress import Progress
from fixative.recipe import Recipe
from fixative.remote import Remote
from fixative.secret import OwnSecret

if TYPE_CHECKING:
    from fixative.codecs import Demand

__all__ = ["WORKER_BYTES", "Ask", "Tools", "limit_threads", "work"]

WORKER_BYTES = 224 * 2**20
"""What a worker takes without a picture: measured, libraries and bank, and what `keep_freed_memory` keeps."""

Ask = Callable[["Demand | Proof"], bool]
"""Asks before the work begins, and before the result gets its name; false ends the work."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What all pictures of a batch are worked on with.

    Attributes
    ----------
    recipe : Recipe
        For tasks that have none of their own.
    own : OwnSecret or None
    identity : Identity or None
    proven : bool
        Whether results are proven before they get their names.
    folder : Path or None
        Where files of no disk here lie meanwhile; None is the system's place.
    """

    recipe: Recipe
    own: OwnSecret | None
    identity: Identity | None
    proven: bool
    folder: Path | None = None


def work(task: Task, tools: Tools, ask: Ask, progress: Progress) -> Outcome:
    """Protect a picture; cancelled where the answer to a question is no."""
    # A parent of workers has no need of the codecs.
    from fixative.codecs import Demand, demand  # noqa: PLC0415
    from fixative.protect import protect  # noqa: PLC0415

    recipe = task.recipe or tools.recipe

    def witness(source: Look, source_hash: bytes, result_hash: bytes, made: Outcome) -> None:
        if not ask(Proof(source, source_hash, result_hash, made)):
            raise CancelledError

    def make(source: Path, target: Path, witness: Witness | None) -> Outcome:
        try:
            wanted = demand(source, target=recipe.destination.format, max_pixels=recipe.limits.max_pixels)
        except FixativeError:
            wanted = Demand()  # the way through says what is wrong
        if not ask(wanted):
            return Outcome.failed(task.source, CancelledError())
        identity = tools.identity
        try:
            return protect(source, target, recipe, own=tools.own, identity=identity, progress=progress, witness=witness)
        except MemoryError:
            return Outcome.failed(task.source, TooLittleMemoryError(needed=wanted.memory))

    seen = witness if tools.proven else None
    if isinstance(task.source, Remote) or isinstance(task.target, Remote):
        conflict = recipe.destination.conflict
        return carried(task.source, task.target, conflict, folder=tools.folder, witness=seen, make=make)
    return make(task.source, task.target, seen)


def limit_threads(threads: int) -> None:
    """Let this process compute with so many threads.

    For OpenBLAS and its like this must come before `fixative.protect` is imported: they read the number when they are
    loaded.
    """
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ[f"{library}_NUM_THREADS"] = str(threads)
    import cv2  # noqa: PLC0415 - as the codecs above

    cv2.setNumThreads(threads)
