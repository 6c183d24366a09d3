"""Which secret is the user's own: the environment's, the kept one, or one that is made now and kept."""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fixative.errors import OptionsError, SecretError
from fixative.secret.safe import Place, Safe

if TYPE_CHECKING:
    # Its package brings lxml along, and the command line loads this module before it knows what for.
    from fixative.containers.blocks import Notes

__all__ = ["ENVIRONMENT", "OwnSecret", "Place", "find", "forget", "keep", "own_secret"]

ENVIRONMENT = "FIXATIVE_SECRET"
"""The variable that stands in for the kept secret, where there is no home to keep one in."""

_SAFE = Safe(
    "secret.toml", "Fixative's secret, of which your cloaks are made. Keep it to yourself: `fixative secret --help`."
)
_BYTES = 32
_LONGEST = 1024
"""Bytes that a secret of the user's choice may have."""


@dataclass(frozen=True, slots=True)
class OwnSecret:
    """The user's secret.

    Attributes
    ----------
    text : str
        Never shown by `repr`.
    place : Place
    notes : tuple of (code, params)
        What there is to know about it, for the outcomes of pictures that are cloaked with it.
    """

    text: str = field(repr=False)
    place: Place
    notes: Notes = ()

    @property
    def fingerprint(self) -> str:
        """Eight letters that tell secrets apart, and not what they are."""
        digest = hashlib.blake2b(self.text.encode(), digest_size=4, person=b"fixative").hexdigest()
        return f"{digest[:4]}-{digest[4:]}"


def own_secret() -> OwnSecret:
    """Give the user's secret; at first use, make and keep one.

    Who protects many pictures asks once and hands it to `fixative.protect`: a keyring takes its time.

    Returns
    -------
    OwnSecret
        Where none can be kept or got at, one for this once, with a note that says why.

    Raises
    ------
    OptionsError
        What the environment says is no text.
    """
    try:
        return find() or _made()
    except SecretError as error:
        return OwnSecret(_new(), Place.NOWHERE, ((error.code, error.params),))


def find() -> OwnSecret | None:
    """Give the user's secret where there is one.

    Raises
    ------
    SecretUnreachableError
        The keyring has it and does not give it.
    SecretUnreadableError
        Its file cannot be read.
    SecretNotKeptError
        There is no home folder.
    OptionsError
        What the environment says is no text.
    """
    said = os.environ.get(ENVIRONMENT)
    if said:
        if not _is_text(said):
            raise OptionsError(detail=f"{ENVIRONMENT} is no text in this system's encoding")
        return OwnSecret(said, Place.ENVIRONMENT)
    held = _SAFE.get()
    if held is None:
        return None
    notes: Notes = (("secret-was-open", {"path": held.opened}),) if held.opened else ()
    return OwnSecret(held.secret, held.place, notes)


def keep(secret: str) -> Place | None:
    """Keep a secret.

    Parameters
    ----------
    secret : str

    Returns
    -------
    Place or None
        None where one is kept already, whoever was faster.

    Raises
    ------
    SecretNotKeptError
        There is no place for it.
    SecretUnreadableError
        There is a file in its place that cannot be read.
    OptionsError
        It is no text, or too long.
    """
    if not secret or not _is_text(secret) or len(secret.encode()) > _LONGEST:
        raise OptionsError(detail=f"a secret is text of 1 to {_LONGEST} bytes")
    return _SAFE.put(secret)


def forget() -> None:
    """Forget the kept secret; the next picture makes another.

    Raises
    ------
    SecretNotKeptError
        There is no home folder.
    SecretUnreadableError
        Its file may not be removed.
    """
    _SAFE.forget()


def _made() -> OwnSecret:
    secret = _new()
    place = keep(secret)
    if place is not None:
        return OwnSecret(secret, place)
    # Another process was faster; its secret is everybody's.
    return find() or OwnSecret(secret, Place.NOWHERE)


def _new() -> str:
    return secrets.token_hex(_BYTES)


def _is_text(secret: str) -> bool:
    try:
        secret.encode()
    except UnicodeEncodeError:
        return False
    return True
