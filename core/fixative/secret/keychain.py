"""The operating system's keyring, asked with a time limit and never so that it would ask the user in turn."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

__all__ = ["NoKeychainError", "drop", "get", "put"]

_SERVICE = "Fixative"
"""The name under which a keyring shows our entries."""

_LIMIT = 5.0
"""Seconds in which a keyring must have answered. One that opens a dialog waits for somebody who may not be there."""

_RECOMMENDED = 1
"""From this priority on `keyring` itself takes a backend for a safe one; `null` and `fail` are below."""

Answer = TypeVar("Answer")


class NoKeychainError(Exception):
    """There is no keyring, or it gives no answer; says why."""


def get(entry: str) -> str | None:
    """Give what is kept under a name; None where the keyring is there and knows none."""
    return _ask(lambda keyring: keyring.get_password(_SERVICE, entry))


def put(entry: str, secret: str) -> None:
    """Keep a secret, and see that it comes back."""

    def kept(keyring: KeyringBackend) -> bool:
        keyring.set_password(_SERVICE, entry, secret)
        return keyring.get_password(_SERVICE, entry) == secret

    if not _ask(kept):
        raise NoKeychainError("it does not give back what it was given")


def drop(entry: str) -> None:
    """Remove an entry."""
    _ask(lambda keyring: keyring.delete_password(_SERVICE, entry))


def _ask(question: Callable[[KeyringBackend], Answer]) -> Answer:
    # In a thread of its own, which a dialog or a dead daemon may keep: it does not keep the program from ending.
    answers: SimpleQueue[tuple[Answer] | Exception] = SimpleQueue()

    def work() -> None:
        try:
            answers.put((question(_backend()),))
        except Exception as error:  # noqa: BLE001 - backends raise what their systems raise
            answers.put(error)

    Thread(target=work, name="fixative-keyring", daemon=True).start()
    try:
        answer = answers.get(timeout=_LIMIT)
    except Empty:
        raise NoKeychainError(f"no answer within {_LIMIT:.0f} seconds") from None
    if isinstance(answer, NoKeychainError):
        raise answer
    if isinstance(answer, Exception):
        raise NoKeychainError(_reason(answer)) from answer
    return answer[0]


def _reason(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _backend() -> KeyringBackend:
    # Only where a secret is asked for: it looks through all installed packages for backends.
    import keyring  # noqa: PLC0415

    backend = keyring.get_keyring()
    if backend.priority < _RECOMMENDED:
        raise NoKeychainError("no keyring is here")
    for each in (backend, *getattr(backend, "backends", ())):
        if type(each).__module__ == "keyring.backends.SecretService":
            _refuse_dialog()
    return backend


def _refuse_dialog() -> None:
    """Raise where Linux' Secret Service would open a dialog: to unlock its collection, or to make one."""
    import secretstorage  # noqa: PLC0415 - there wherever this backend is
    from secretstorage.exceptions import ItemNotFoundException  # noqa: PLC0415

    with closing(secretstorage.dbus_init()) as connection:
        try:
            locked = secretstorage.Collection(connection).is_locked()
        except ItemNotFoundException:
            raise NoKeychainError("no keyring is set up") from None
    if locked:
        raise NoKeychainError("it is locked")
