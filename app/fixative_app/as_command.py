"""The queue as command lines: what `fixative` is to be told to do the same."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from pathlib import Path

from fixative.recipe import Recipe
from fixative_app.session import Session

__all__ = ["as_command"]


def as_command(session: Session, recipe: Recipe) -> str:
    """Write a line for the shell for each recipe in a queue.

    Parameters
    ----------
    session : Session
        Folders are named as they came in, as long as every picture in them has one recipe and none was taken out.
    recipe : Recipe
        Of the pictures that have none of their own.

    Raises
    ------
    ValueError
        A recipe names a secret, and is not kept by a name.
    """
    apart: dict[Recipe, list[Path]] = {}
    for row in session.rows:
        apart.setdefault(row.own or recipe, []).append(row.source)
    if not session.removed and set(apart) <= {recipe}:
        apart = {recipe: list(session.named)}
    return "\n".join(_line(chosen, paths) for chosen, paths in apart.items())


def _line(recipe: Recipe, paths: Iterable[Path]) -> str:
    # Late: a window appears without what only the command line needs.
    from fixative.cli.command import command_for  # noqa: PLC0415
    from fixative.recipes import KEPT  # noqa: PLC0415

    return shlex.join(command_for(recipe, paths, kept=KEPT.name_of(recipe)))
