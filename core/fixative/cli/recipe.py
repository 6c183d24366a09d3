"""`fixative recipe`: look at recipes, make one, test one, keep some by name."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from fixative.cli.report import say
from fixative.errors import DestinationExistsError, writing_failed
from fixative.recipe import Recipe
from fixative.recipes import forget as forget_kept
from fixative.recipes import names, take
from fixative.recipes import save as keep

__all__ = ["app"]

_HELP = """Look at recipes, make one, test one, keep some by name.

`protect` and `tag` take a recipe with --recipe: a file, or the name of one that is kept. The window has the same ones.
"""

app = typer.Typer(help=_HELP, no_args_is_help=True)

_File = Annotated[Path, typer.Argument(metavar="FILE", help="A recipe (TOML).")]
_Name = Annotated[str, typer.Argument(metavar="NAME", help="The recipe's name.")]


@app.command()
def show(
    file: Annotated[Path | None, typer.Argument(metavar="[FILE|NAME]", help="A recipe (TOML), or its name.")] = None,
) -> None:
    """Print every choice of a recipe, or of the defaults, as TOML."""
    recipe = Recipe() if file is None else take(file)
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
def check(file: Annotated[Path, typer.Argument(metavar="FILE|NAME", help="A recipe (TOML), or its name.")]) -> None:
    """Say whether a recipe holds: exit status 0 if so, 2 if not."""
    take(file)


@app.command("list")
def list_() -> None:
    """List the names of the recipes that are kept."""
    for name in names():
        say(name)


@app.command()
def save(
    name: _Name,
    file: _File,
    *,
    replace: Annotated[bool, typer.Option("--replace", help="Give up one that is kept under this name.")] = False,
) -> None:
    """Keep the recipe in a file by a name."""
    say(str(keep(name, Recipe.load(file), replace=replace)))


@app.command()
def forget(name: _Name) -> None:
    """Give a recipe up."""
    forget_kept(name)
