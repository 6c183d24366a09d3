"""Which secret is the user's own: the environment's, the kept one, or one that is made now and kept."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from fixative.errors import OptionsError, SecretError, SecretUnreachableError, SecretUnreadableError
from fixative.secret import file, keychain

if TYPE_CHECKING:
    # Its package brings lxml along, and the command line loads this module before it knows what for.
    from fixative.containers.blocks import Notes

__all__ = ["ENVIRONMENT", "OwnSecret", "Place", "find", "forget", "keep", "own_secret"]

ENVIRONMENT = "FIXATIVE_SECRET"
"""The variable that stands in for the kept secret, where there is no home to keep one in."""

_BYTES = 32
_LONGEST = 1024
"""Bytes that a secret of the user's choice may have."""


class Place(StrEnum):
    """Where a secret is kept."""

    ENVIRONMENT = "environment"
    KEYRING = "keyring"
    FILE = "file"
    NOWHERE = "nowhere"


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
    path = file.home()
    kept = file.read(path)
    if kept is None:
        return None
    if kept.entry:
        return OwnSecret(_from_keychain(kept.entry), Place.KEYRING)
    notes: Notes = (("secret-was-open", {"path": str(path)}),) if kept.was_open else ()
    return OwnSecret(kept.secret, Place.FILE, notes)


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
    path = file.home()
    if file.read(path) is not None:
        return None
    entry = secrets.token_hex(8)
    try:
        # Under a name of its own: of two processes at their first use, the one whose file comes first wins.
        keychain.put(entry, secret)
        kept = file.Kept(entry=entry)
    except keychain.NoKeychainError:
        kept = file.Kept(secret=secret)
    try:
        won = file.publish(path, kept)
    except SecretError:
        _drop(kept.entry)
        raise
    if not won:
        _drop(kept.entry)
        return None
    return Place.KEYRING if kept.entry else Place.FILE


def forget() -> None:
    """Forget the kept secret; the next picture makes another.

    Raises
    ------
    SecretNotKeptError
        There is no home folder.
    SecretUnreadableError
        Its file may not be removed.
    """
    path = file.home()
    kept = None
    # One that is damaged is forgotten as well.
    with contextlib.suppress(SecretUnreadableError):
        kept = file.read(path)
    file.remove(path)
    if kept is not None:
        _drop(kept.entry)


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


def _from_keychain(entry: str) -> str:
    try:
        secret = keychain.get(entry)
    except keychain.NoKeychainError as error:
        raise SecretUnreachableError(detail=str(error)) from error
    if not secret:
        raise SecretUnreachableError(detail="it has none of this name any more")
    return secret


def _drop(entry: str) -> None:
    # A keyring that does not answer keeps an entry that nothing names any more: no harm.
    with contextlib.suppress(keychain.NoKeychainError):
        if entry:
            keychain.drop(entry)
