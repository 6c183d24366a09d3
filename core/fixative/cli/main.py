"""The program `fixative`: its commands, and what ends it."""

from __future__ import annotations

import os
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from fixative.cli import (
    doctor,
    identity,
    inspect,
    optout,
    protect,
    recipe,
    register,
    secret,
    sidecar,
    site,
    statement,
    survive,
    watch,
)
from fixative.errors import FixativeError
from fixative.messages import sentence

__all__ = ["run"]

app = typer.Typer(
    name="fixative",
    help="The last coat before a picture is published: a cloak against AI training, and the words that forbid it.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)
app.command()(protect.protect)
app.command()(protect.tag)
app.command()(watch.watch)
app.command()(sidecar.sidecar)
app.command()(inspect.inspect)
app.command()(survive.survive)
app.add_typer(recipe.app, name="recipe")
app.add_typer(secret.app, name="secret")
app.add_typer(statement.app, name="statement")
app.add_typer(site.app, name="site")
app.add_typer(optout.app, name="optout")
app.add_typer(identity.app, name="identity")
app.add_typer(register.app, name="register")
app.command()(doctor.doctor)


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - the face of an option's callback
    if wanted:
        typer.echo(f"fixative {version('fixative')}")
        raise typer.Exit


@app.callback()
def _program(
    *,
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass


def run() -> None:
    """Run the program; what was asked for wrongly ends it in one line and with its own exit status."""
    _open_streams()
    try:
        app()
    except FixativeError as error:
        print(f"fixative: {sentence(error.code, error.params)}", file=sys.stderr)  # noqa: T201
        sys.exit(error.exit_status)


def _open_streams() -> None:
    # Whoever closes a stream (`>&-`) wants nothing of it, and still wants the pictures.
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the end
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the end
    # Names of files may be no text in this encoding: their bytes go through as they are.
    sys.stdout.reconfigure(errors="surrogateescape")  # type: ignore[union-attr]
