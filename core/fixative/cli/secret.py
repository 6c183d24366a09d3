"""`fixative secret`: where the user's secret is, and its way to another machine. It is never shown unasked."""

from __future__ import annotations

import getpass
import sys

import typer

from fixative.cli.report import printable, say
from fixative.errors import NoSecretError, OptionsError, ScreenError, SecretExistsError
from fixative.secret import find, keep
from fixative.secret import forget as forget_kept

__all__ = ["app"]

_HELP = """Your secret, of which your cloaks are drawn: where it is, and its way to another machine.

It is made with the first cloaked picture, and kept by the system's keyring or else in a file that only you can
read. With the same secret, the same picture gets the same cloak. It decides how the pattern lies in each of your
pictures, so keep it to yourself. The variable FIXATIVE_SECRET stands in for it.
"""

app = typer.Typer(help=_HELP, no_args_is_help=True)


@app.command()
def show() -> None:
    """Say where the secret is kept, and its fingerprint: the same on machines with the same secret."""
    own = find()
    if own is None:
        raise NoSecretError
    say(f"{own.place.value} {own.fingerprint}")


@app.command("export")
def export() -> None:
    """Write the secret to stdout, for `fixative secret import` on another machine; never to a screen."""
    if sys.stdout.isatty():
        raise ScreenError
    own = find()
    if own is None:
        raise NoSecretError
    say(own.text)


@app.command("import")
def import_() -> None:
    """Read a secret from stdin, one line, and keep it; one that is kept already has to be forgotten first."""
    place = keep(_read())
    if place is None:
        raise SecretExistsError
    say(f"Kept: {place.value}.")


@app.command()
def forget() -> None:
    """Forget the kept secret: the next cloaked picture makes a new one. What is cloaked stays cloaked."""
    forget_kept()


def _read() -> str:
    if sys.stdin is None:
        raise OptionsError(detail="stdin is closed")
    if sys.stdin.isatty():
        return getpass.getpass("Secret: ")
    try:
        # Not as text: what a line of bytes means must not hang on this machine's locale.
        return sys.stdin.buffer.readline().decode().rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise OptionsError(detail=f"the secret is no UTF-8 ({printable(str(error.reason))})") from error
