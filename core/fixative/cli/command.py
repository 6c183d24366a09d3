"""From a recipe back to options: the command line that does what a recipe says."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from fixative.recipe import Recipe

__all__ = ["command_for"]

_OPTIONS = {
    "cloak.preset": "--preset",
    "cloak.key": "--key",
    "rights.owner": "--owner",
    "rights.creators": "--creator",
    "rights.policy": "--policy",
    "fit.platforms": "--for",
    "destination.name": "--name",
    "destination.format": "--format",
    "destination.quality": "--quality",
    "destination.conflict": "--on-conflict",
    "limits.max_pixels": "--max-pixels",
}
_SWITCHES = {
    "cloak.again": "--again",
    "overwrite_policy": "--overwrite-policy",
    "privacy.drop_gps": "--drop-gps",
    "privacy.drop_serials": "--drop-serials",
    "privacy.drop_thumbnails": "--drop-thumbnails",
    "credentials.sign": "--sign",
}
"""What is off by default: it is on wherever a recipe differs."""


def command_for(recipe: Recipe, paths: Iterable[Path], *, kept: str = "") -> list[str]:
    """Give the words of a command line that protects pictures by a recipe, folders with all that is in them.

    Parameters
    ----------
    recipe : Recipe
        Without a secret of its own, which lists of processes would show; unless it is `kept`.
    paths : iterable of Path
    kept : str, optional
        The name that the recipe is kept under, if it is; otherwise each choice that differs from the default
        becomes an option.

    Raises
    ------
    ValueError
        The recipe names a secret.
    """
    if recipe.cloak.secret and not kept:
        raise ValueError("a secret does not belong on a command line")
    options = ["--recipe", kept] if kept else _words(_flat(tomllib.loads(recipe.to_toml())))
    return ["fixative", "protect", "--recursive", *options, "--", *map(os.fspath, paths)]


def _flat(choices: Mapping[str, object], before: str = "") -> Iterator[tuple[str, object]]:
    for name, value in choices.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield before + name, value


def _words(choices: Iterable[tuple[str, object]]) -> Iterator[str]:
    for name, value in choices:
        if name in _SWITCHES:
            yield _SWITCHES[name]
            continue
        for each in value if isinstance(value, list) else [value]:
            # In one word: a value may begin as an option does.
            yield f"{_OPTIONS[name]}={each}" if name in _OPTIONS else f"--set={name}={each}"
