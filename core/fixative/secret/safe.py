"""Where one thing that is secret is kept: by the keyring where one answers, and else in a private file."""

from __future__ import annotations

import contextlib
import secrets
from dataclasses import dataclass, field
from enum import StrEnum

from fixative.errors import SecretError, SecretUnreachableError, SecretUnreadableError
from fixative.secret import file, keychain

__all__ = ["Held", "Place", "Safe"]


class Place(StrEnum):
    """Where a secret is kept."""

    ENVIRONMENT = "environment"
    KEYRING = "keyring"
    FILE = "file"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Held:
    """What a safe holds.

    Attributes
    ----------
    secret : str
    public : str
        What was put beside it and is no secret.
    place : Place
    opened : str
        The path of its file, where others could read that until now; otherwise empty.
    """

    secret: str = field(repr=False)
    public: str
    place: Place
    opened: str = ""


@dataclass(frozen=True, slots=True)
class Safe:
    """A place for one secret.

    Attributes
    ----------
    name : str
        Of its file.
    words : str
        A line for who opens the file.
    """

    name: str
    words: str

    def exists(self) -> bool:
        """Whether something is kept, told without the keyring; raises `SecretNotKeptError` without a home folder."""
        return file.home(self.name).exists()

    def get(self) -> Held | None:
        """Give what is kept; None where nothing is.

        Raises
        ------
        SecretUnreachableError
            The keyring has it and does not give it.
        SecretUnreadableError
            Its file cannot be read.
        SecretNotKeptError
            There is no home folder.
        """
        path = file.home(self.name)
        kept = file.read(path)
        if kept is None:
            return None
        if kept.entry:
            return Held(_from_keychain(kept.entry), kept.public, Place.KEYRING)
        return Held(kept.secret, kept.public, Place.FILE, str(path) if kept.was_open else "")

    def put(self, secret: str, public: str = "") -> Place | None:
        """Keep a secret.

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
        """
        path = file.home(self.name)
        if file.read(path) is not None:
            return None
        entry = secrets.token_hex(8)
        try:
            # Under a name of its own: of two processes at their first use, the one whose file comes first wins.
            keychain.put(entry, secret)
            kept = file.Kept(entry=entry, public=public)
        except keychain.NoKeychainError:
            kept = file.Kept(secret=secret, public=public)
        try:
            won = file.publish(path, kept, self.words)
        except SecretError:
            _drop(kept.entry)
            raise
        if not won:
            _drop(kept.entry)
            return None
        return Place.KEYRING if kept.entry else Place.FILE

    def forget(self) -> None:
        """Forget what is kept.

        Raises
        ------
        SecretNotKeptError
            There is no home folder.
        SecretUnreadableError
            Its file may not be removed.
        """
        path = file.home(self.name)
        kept = None
        # One that is damaged is forgotten as well.
        with contextlib.suppress(SecretUnreadableError):
            kept = file.read(path)
        file.remove(path)
        if kept is not None:
            _drop(kept.entry)


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
