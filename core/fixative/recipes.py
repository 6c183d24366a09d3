"""Recipes kept by name, for the window and the command line alike. Raises `RecipeError` and `NoRecipeError`."""

from __future__ import annotations

from pathlib import Path

from fixative.errors import NoRecipeError, RecipeError
from fixative.kept import Kept
from fixative.recipe import Recipe

__all__ = ["folder", "forget", "load", "names", "path_of", "save", "take"]

_KEPT = Kept(
    "recipes",
    Recipe,
    invalid=lambda name, detail: RecipeError(path=name, detail=detail),
    unknown=lambda name, known: NoRecipeError(name=name, known=known),
)

folder, path_of, names = _KEPT.folder, _KEPT.path_of, _KEPT.names
load, save, forget = _KEPT.load, _KEPT.save, _KEPT.forget


def take(file: Path) -> Recipe:
    """Read a recipe from a file or, where no file is called so, the one that is kept under this name."""
    return load(str(file)) if not file.exists() and str(file) in names() else Recipe.load(file)
