"""`fixative optout`: what there is to do against the training of AI, and a letter of objection."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from fixative.cli.choices import Choices
from fixative.cli.options import (
    CreatorOption,
    JsonOption,
    OnConflictOption,
    OwnerOption,
    RecipeOption,
    StatementOption,
)
from fixative.cli.optout_text import NO_ADVICE, in_words, plainly
from fixative.cli.report import complain, printable, say, write_json
from fixative.errors import OptionsError
from fixative.optout import Memory, as_text, checklist, keep, letter_to, load, save, today
from fixative.platforms import Platform, load_platforms, named
from fixative.platforms.facts import Region
from fixative.recipe import Conflict
from fixative.rights.statement import Language

__all__ = ["app"]

_HELP = """Object to the training of AI on the platforms that you publish on.

A checklist with steps and links, which remembers what you did, and a letter of objection. This is no legal advice; what
platforms say changes, and each entry has its day and its sources.
"""

app = typer.Typer(help=_HELP, no_args_is_help=True)

_Platforms = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PLATFORM]...", help="Such as pinterest. Default: those you use, or else all.", show_default=False
    ),
]
_Named = Annotated[list[str], typer.Argument(metavar="PLATFORM...", help="Such as pinterest.", show_default=False)]
_One = Annotated[str, typer.Argument(metavar="PLATFORM", help="Such as pinterest.", show_default=False)]
_Objections = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[OBJECTION]...", help="Such as canvas, as the list has it. Default: all.", show_default=False
    ),
]
_RegionOption = Annotated[
    Region, typer.Option(help="Where you live: eu (European Economic Area) or uk. all leaves nothing out.")
]


@app.command("list")
def list_(platforms: _Platforms = None, *, region: _RegionOption = Region.ALL, json: JsonOption = False) -> None:
    """Say what platforms say about AI, what there is to do, and what is done."""
    memory, there = load(), load_platforms()
    # What is remembered may be of another version's list.
    used = [slug for slug in memory.platforms if slug in there]
    shown = _platforms(platforms or used or there)
    items = checklist(shown, memory, today=today(), region=region)
    for platform in shown:
        own = [item for item in items if item.platform is platform]
        if json:
            write_json({"type": "platform", **plainly(platform, own)})
        else:
            say(in_words(platform, own))
    if json:
        write_json({"type": "summary", "objections": len(items), "done": sum(item.done is not None for item in items)})
    else:
        say(NO_ADVICE)


@app.command()
def use(platforms: _Named) -> None:
    """Say which platforms you use: the list is then of these."""
    keep(load().on(*(platform.slug for platform in _platforms(platforms))))


@app.command()
def done(platform: _One, objections: _Objections = None) -> None:
    """Remember that objections were made, today."""
    _remember(platform, objections, today())


@app.command()
def undo(platform: _One, objections: _Objections = None) -> None:
    """Forget that objections were made."""
    _remember(platform, objections, None)


@app.command()
def letter(
    platform: _One,
    *,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Ends with .pdf or .txt. Default: print it as text.",
            show_default=False,
        ),
    ] = None,
    recipe: RecipeOption = None,
    statement: StatementOption = None,
    owner: OwnerOption = None,
    creator: CreatorOption = None,
    language: Annotated[Language | None, typer.Option(help="en or de. Default: the statement's.")] = None,
    account: Annotated[str, typer.Option(help="What you are called on the platform.", show_default=False)] = "",
    address: Annotated[
        list[str] | None, typer.Option(metavar="LINE", help="Your address; again for each line.", show_default=False)
    ] = None,
    on_conflict: OnConflictOption = None,
) -> None:
    """Write a letter of objection: Art. 21 and 17 GDPR, and a reservation of text and data mining.

    It is filled from your statement. Read it, put right what does not fit, and sign it. It is no legal advice.
    """
    (to,) = _platforms([platform])
    creators = tuple(creator) if creator else None
    rights = Choices(recipe=recipe, statement=statement, owner=owner, creators=creators).to_recipe().rights
    written = letter_to(
        to, rights, day=today(), language=language, account=account, address=tuple(address) if address else ()
    )
    if output is None:
        say(as_text(written))
        return
    result = save(written, output, conflict=on_conflict or Conflict.RENAME)
    say(printable(result))
    complain(result, NO_ADVICE)


def _platforms(slugs: Iterable[str]) -> list[Platform]:
    try:
        return [named(slug) for slug in slugs]
    except ValueError as error:
        raise OptionsError(detail=str(error)) from error


def _remember(slug: str, names: list[str] | None, day: date | None) -> None:
    (platform,) = _platforms([slug])
    there = [objection.name for objection in platform.objections]
    for name in names or there:
        if name not in there:
            known = ", ".join(there) or "none"
            raise OptionsError(detail=f"{platform.name} has no objection named {printable(name)}; there are: {known}")
    memory: Memory = load()
    for name in names or there:
        memory = memory.did(slug, name, day)
    keep(memory)
