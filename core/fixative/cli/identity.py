"""`fixative identity`: who signs the results, and where the key for it is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fixative import credentials
from fixative.cli.files import read_bytes
from fixative.cli.report import printable, say
from fixative.errors import IdentityExistsError, NoIdentityError
from fixative.secret import Place

__all__ = ["app"]

_HELP = """Your identity, with which results are signed (`--sign`): a certificate, and the key that belongs to it.

A signature says that the picture is as it was when it was signed, and under which name. Take a certificate of an
authority that others trust, or make one of your own. The key is kept by the system's keyring or else in a file that
only you can read.
"""

_UNTRUSTED = "Others will read your signatures as Valid, but not as Trusted: nobody that they trust vouches for you."

app = typer.Typer(help=_HELP, no_args_is_help=True)


@app.command()
def create(
    name: Annotated[str, typer.Option(help="Who signs, as readers will show it.", show_default=False)],
) -> None:
    """Make an identity of your own. Others will read its signatures as Valid, but not as Trusted."""
    _kept(credentials.create(name))
    say(_UNTRUSTED)


@app.command()
def use(
    certificate: Annotated[Path, typer.Argument(metavar="CERT", help="Certificates (PEM), your own first.")],
    key: Annotated[Path, typer.Argument(metavar="KEY", help="Its private key (PEM), without a password.")],
) -> None:
    """Sign with a certificate of yours; it is tried, and copied with its key."""
    _kept(credentials.use(read_bytes(certificate), read_bytes(key)))


@app.command()
def show() -> None:
    """Say who signs, until when, and where the key is; the key itself is never shown."""
    identity = credentials.find()
    if identity is None:
        raise NoIdentityError
    card = credentials.card_of(identity.certificates)
    say(f"name: {printable(card.name)}")
    say(f"issued by: {printable(card.issuer)}")
    say(f"valid until: {card.until:%Y-%m-%d}")
    say(f"fingerprint: {card.fingerprint}")
    say(f"key: {identity.place.value}")
    if card.local:
        say(_UNTRUSTED)


@app.command()
def forget() -> None:
    """Forget the identity. What it signed stays signed; without a copy of the key, nobody signs under it again."""
    credentials.forget()


def _kept(place: Place | None) -> None:
    if place is None:
        raise IdentityExistsError
    say(f"Kept: {place.value}.")
