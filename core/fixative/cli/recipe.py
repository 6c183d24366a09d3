"""`fixative recipe`: look at recipes, make one, test one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from fixative.errors import DestinationExistsError, writing_failed
from fixative.recipe import Recipe

__all__ = ["app"]

app = typer.Typer(help="Look at recipes, make one, test one.", no_args_is_help=True)

_File = Annotated[Path, typer.Argument(metavar="FILE", help="A recipe (TOML).")]


@app.command()
def show(file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="A recipe (TOML).")] = None) -> None:
    """Print every choice of a recipe, or of the defaults, as TOML."""
    recipe = Recipe() if file is None else Recipe.load(file)
    sys.stdout.write(recipe.to_toml(whole=True))


@app.command()
def new(file: _File) -> None:
    """Write a recipe with every choice at its default, to be edited."""
    try:
        with file.open("x", encoding="utf-8") as target:
            target.write(Recipe().to_toml(whole=True))
    except FileExistsError:
        raise DestinationExistsError from None
    except OSError as error:
        raise writing_failed(error) from error


@app.command()
def check(file: _File) -> None:
    """Say whether a recipe holds: exit status 0 if so, 2 if not."""
    Recipe.load(file)
