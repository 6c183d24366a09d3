"""`fixative statement`: statements kept by name, said once and used with `--statement NAME`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from fixative.cli.choices import Choices, said, validated
from fixative.cli.options import CreatorOption, OwnerOption, PolicyOption, RecipeOption, StatementOption
from fixative.cli.report import say
from fixative.rights.statement import DigitalSourceType, Language, RightsStatement
from fixative.statements import forget as forget_kept
from fixative.statements import load, names
from fixative.statements import save as keep
from fixative.toml import to_toml

__all__ = ["app"]

_HELP = """What you say of your pictures, kept by name.

Texts may hold {year}, {owner}, {creator} and {title}, which each picture fills in: the year is the one in which its
file says it was made. `protect`, `tag` and `site` take a statement with --statement NAME.
"""

app = typer.Typer(help=_HELP, no_args_is_help=True)

_Name = Annotated[str, typer.Argument(metavar="NAME", help="The statement's name.")]


@app.command("list")
def list_() -> None:
    """List the names of the statements that are kept."""
    for name in names():
        say(name)


@app.command()
def show(name: _Name) -> None:
    """Print every field of a statement, as TOML."""
    sys.stdout.write(to_toml(load(name), whole=True))


@app.command()
def save(
    name: _Name,
    *,
    recipe: RecipeOption = None,
    statement: StatementOption = None,
    owner: OwnerOption = None,
    creator: CreatorOption = None,
    notice: Annotated[str | None, typer.Option(help="Copyright notice. Default: © {year} {owner}.")] = None,
    year: Annotated[int | None, typer.Option(help="For {year}. Default: the picture's own.")] = None,
    credit: Annotated[str | None, typer.Option(help="Credit line.")] = None,
    terms: Annotated[str | None, typer.Option(help="Usage terms.")] = None,
    licence_url: Annotated[str | None, typer.Option(help="A page with the licence.")] = None,
    licensor_url: Annotated[str | None, typer.Option(help="A page where a licence can be had.")] = None,
    licensor_email: Annotated[str | None, typer.Option(help="Whom to ask for a licence.")] = None,
    contact: Annotated[str | None, typer.Option(help="E-mail, page, telephone or address of the creator.")] = None,
    policy: PolicyOption = None,
    constraints: Annotated[str | None, typer.Option(help="The policy in words. Default: a sentence of ours.")] = None,
    language: Annotated[Language | None, typer.Option(help="Of our sentences. Default: en.")] = None,
    source_type: Annotated[
        DigitalSourceType | None, typer.Option(help="How the picture came about (IPTC digital source type).")
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Give up one that is kept under this name.")] = False,
) -> None:
    """Keep a statement: that of a recipe or of another statement, with what options say laid over it."""
    base = Choices(recipe=recipe, statement=statement).to_recipe().rights
    over = said(
        owner=owner,
        creators=tuple(creator) if creator else None,
        notice=notice,
        year=year,
        credit=credit,
        terms=terms,
        licence_url=licence_url,
        licensor_url=licensor_url,
        licensor_email=licensor_email,
        contact=contact,
        policy=policy,
        constraints=constraints,
        language=language,
        digital_source_type=source_type,
    )
    say(str(keep(name, validated(base, over, RightsStatement), replace=replace)))


@app.command()
def forget(name: _Name) -> None:
    """Give a statement up. Pictures that carry it keep it."""
    forget_kept(name)
