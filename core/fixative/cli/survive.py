"""`fixative survive`: what platforms leave of a cloak and of tags."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fixative.batch.find import Found, find
from fixative.cli.choices import Choices
from fixative.cli.language import language_here
from fixative.cli.options import (
    JsonOption,
    LanguageOption,
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
from fixative.rights.statement import Language
from fixative.secret import OwnSecret, own_secret

if TYPE_CHECKING:
    from fixative.outlook import Outlook
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
_HtmlOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Write a page instead of printing, with thumbnails, gaps and what there is to do on each platform; it "
        "needs no network, and no other file.",
    ),
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
    html: _HtmlOption = None,
    language: LanguageOption = None,
    json: JsonOption = False,
) -> None:
    """Tell how much of the cloak, and which tags, each platform would leave of pictures, by simulating what it does.

    PATH names originals; nothing but the page of --html is written. What is not known of a platform is taken for the
    worse: coded anew at quality 80, and without metadata. A lens that imitates encoders measures the displacement.
    """
    platforms = _platforms(for_)
    choices = Choices(recipe=recipe, preset=preset, statement=statement, quality=quality, max_pixels=max_pixels)
    chosen = choices.to_recipe()
    own = own_secret() if chosen.cloak.needs_own_secret else None
    pictures = failures = 0
    with _page(html, platforms, language or language_here(), fitted=not as_is) as page:
        for each in find(paths, recursive=recursive, results_of=None):
            pictures += 1
            if isinstance(each, Found):
                failures += _tell_all(each.path, chosen, platforms, own, page, fitted=not as_is, json=json)
            else:
                failures += 1
                _tell_error(each.path, each.error, page, json=json)
        if not pictures:
            raise NothingToDoError(paths=", ".join(map(os.fspath, paths)))
    if json:
        write_json({"type": "summary", "pictures": pictures, "failed": failures})
    elif html is not None:
        say(printable(html))
    raise typer.Exit(1 if failures else 0)


def _page(
    target: Path | None, platforms: Sequence[Platform], language: Language, *, fitted: bool
) -> AbstractContextManager[Outlook | None]:
    if target is None:
        return nullcontext()
    # As `_tell_all` says.
    from fixative.inspect.german import tongue_in  # noqa: PLC0415
    from fixative.optout import checklist, load, today  # noqa: PLC0415
    from fixative.outlook import outlook_at  # noqa: PLC0415

    items = checklist(platforms, load(), today=today())
    return outlook_at(target, platforms, items, tongue_in(language), fitted=fitted)


def _platforms(slugs: list[str] | None) -> list[Platform]:
    if not slugs or _ALL in slugs:
        return list(load_platforms().values())
    try:
        return [named(slug) for slug in slugs]
    except ValueError as error:
        raise OptionsError(detail=str(error)) from error


def _tell_all(
    path: Path,
    recipe: Recipe,
    platforms: list[Platform],
    own: OwnSecret | None,
    page: Outlook | None,
    *,
    fitted: bool,
    json: bool,
) -> int:
    """Tell of a picture on each platform; 1 where it failed."""
    # Brings the lens along, which `--version` can do without.
    from fixative.survive import survive as measure  # noqa: PLC0415

    talks = not json and page is None
    if talks:
        say(printable(path))
    survivals = []
    for platform in platforms:
        try:
            survival = measure(path, recipe, platform, fitted=fitted, own=own)
        except FixativeError as error:
            _tell_error(path, error, page, json=json)
            return 1
        survivals.append(survival)
        if json:
            write_json({"type": "survival", "path": os.fspath(path), "fitted": fitted, **_plainly(survival)})
        elif talks and survival.left is not None:
            say(_in_words(platform, survival.left))
        if survival.left is None:
            if not json:
                for problem in survival.outcome.problems:
                    complain(path, sentence(problem.code, problem.params))
            break
    if page is not None:
        page.add(path, survivals)
    return int(survivals[-1].left is None)


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


def _tell_error(path: Path, error: FixativeError, page: Outlook | None, *, json: bool) -> None:
    problem = Problem.from_error(error)
    if page is not None:
        page.add_failure(path, problem)
    if json:
        write_json({"type": "error", "path": os.fspath(path), "problem": plain(problem)})
    else:
        complain(path, sentence(error.code, error.params))
