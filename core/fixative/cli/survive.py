"""`fixative survive`: what platforms leave of a cloak and of tags."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fixative.batch.find import Found, find
from fixative.cli.choices import Choices
from fixative.cli.options import (
    JsonOption,
    MaxPixelsOption,
    PathsArgument,
    PresetOption,
    QualityOption,
    RecipeOption,
    RecursiveOption,
    StatementOption,
)
from fixative.cli.report import complain, plain, printable, say, write_json
from fixative.errors import FixativeError, NothingToDoError, OptionsError
from fixative.messages import sentence
from fixative.outcome import Problem
from fixative.platforms import Platform, load_platforms, named
from fixative.recipe import Recipe
from fixative.secret import OwnSecret, own_secret

if TYPE_CHECKING:
    from fixative.survive import Left, Survival

__all__ = ["survive"]

_ALL = "all"

_ForOption = Annotated[
    list[str] | None,
    typer.Option(
        "--for", metavar="PLATFORM", help="Such as pinterest; again for each. Default: all.", show_default=False
    ),
]
_AsIsOption = Annotated[
    bool, typer.Option("--as-is", help="Do not scale the picture for the platform before the cloak.")
]


def survive(
    paths: PathsArgument,
    *,
    for_: _ForOption = None,
    as_is: _AsIsOption = False,
    recursive: RecursiveOption = False,
    recipe: RecipeOption = None,
    preset: PresetOption = None,
    statement: StatementOption = None,
    quality: QualityOption = None,
    max_pixels: MaxPixelsOption = None,
    json: JsonOption = False,
) -> None:
    """Tell how much of the cloak, and which tags, each platform would leave of pictures, by simulating what it does.

    PATH names originals; nothing is written. What is not known of a platform is taken for the worse: coded anew at
    quality 80, and without metadata. The displacement is measured by a lens that imitates encoders.
    """
    platforms = _platforms(for_)
    choices = Choices(recipe=recipe, preset=preset, statement=statement, quality=quality, max_pixels=max_pixels)
    chosen = choices.to_recipe()
    own = own_secret() if chosen.cloak.needs_own_secret else None
    pictures = failures = 0
    for each in find(paths, recursive=recursive, results_of=None):
        pictures += 1
        if isinstance(each, Found):
            failures += _tell_all(each.path, chosen, platforms, own, fitted=not as_is, json=json)
        else:
            failures += 1
            _tell_error(each.path, each.error, json=json)
    if not pictures:
        raise NothingToDoError(paths=", ".join(map(os.fspath, paths)))
    if json:
        write_json({"type": "summary", "pictures": pictures, "failed": failures})
    raise typer.Exit(1 if failures else 0)


def _platforms(slugs: list[str] | None) -> list[Platform]:
    if not slugs or _ALL in slugs:
        return list(load_platforms().values())
    try:
        return [named(slug) for slug in slugs]
    except ValueError as error:
        raise OptionsError(detail=str(error)) from error


def _tell_all(
    path: Path, recipe: Recipe, platforms: list[Platform], own: OwnSecret | None, *, fitted: bool, json: bool
) -> int:
    """Tell of a picture on each platform; 1 where it failed."""
    # Brings the lens along, which `--version` can do without.
    from fixative.survive import survive as measure  # noqa: PLC0415

    if not json:
        say(printable(path))
    for platform in platforms:
        try:
            survival = measure(path, recipe, platform, fitted=fitted, own=own)
        except FixativeError as error:
            _tell_error(path, error, json=json)
            return 1
        if json:
            write_json({"type": "survival", "path": os.fspath(path), "fitted": fitted, **_plainly(survival)})
        elif survival.left is not None:
            say(_in_words(platform, survival.left))
        if survival.left is None:
            if not json:
                for problem in survival.outcome.problems:
                    complain(path, sentence(problem.code, problem.params))
            return 1
    return 0


def _in_words(platform: Platform, left: Left) -> str:
    kept = f"{len(left.tags_after)} of {len(left.tags_before)} tags"
    cloak = f"{left.before:.2f} -> {left.after:.2f}, {left.share:.0%} of the cloak" if left.before else "no cloak"
    return f"  {platform.slug:<12}{left.width:>5} x {left.height:<5} {cloak}, {kept} left"


def _plainly(survival: Survival) -> dict[str, object]:
    left = survival.left
    return {
        "platform": survival.platform.slug,
        "left": None if left is None else {**asdict(left), "share": left.share},
        "problems": [plain(problem) for problem in survival.outcome.problems],
    }


def _tell_error(path: Path, error: FixativeError, *, json: bool) -> None:
    problem = Problem.from_error(error)
    if json:
        write_json({"type": "error", "path": os.fspath(path), "problem": plain(problem)})
    else:
        complain(path, sentence(error.code, error.params))
