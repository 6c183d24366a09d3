"""A file that holds a secret, or says under which name the keyring has it: whole, private, and made once."""

from __future__ import annotations

import errno
import os
import secrets
import stat
import time
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

import tomli_w

from fixative.errors import SecretNotKeptError, SecretUnreadableError
from fixative.home import OTHERS, POSIX, HomelessError, data_folder, make_private

__all__ = ["Kept", "home", "publish", "read", "remove"]

_MOST = 65_536
"""Bytes that the file may have."""

_PATIENCE = 1.0
"""Seconds that a file without a word gets: where there are no links, it has its name before its words."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the file says.

    Attributes
    ----------
    secret : str
        Empty where the keyring has it.
    entry : str
        Its name in the keyring; empty where it is here.
    public : str
        What belongs to it and is no secret; may be empty.
    was_open : bool
        Whether others could read the file until now.
    """

    secret: str = field(default="", repr=False)
    entry: str = ""
    public: str = ""
    was_open: bool = False


def home(name: str) -> Path:
    """Say where the file of a name is.

    Raises
    ------
    SecretNotKeptError
        The user has no home folder.
    """
    try:
        return data_folder() / name
    except HomelessError as error:
        raise SecretNotKeptError(detail=str(error)) from None


def read(path: Path) -> Kept | None:
    """Read the file, and mend its permissions; None where there is none.

    Raises
    ------
    SecretUnreadableError
        It is no file of ours, or may not be read, or belongs to somebody else.
    """
    until = time.monotonic() + _PATIENCE
    try:
        while not (found := _contents(path))[0] and time.monotonic() < until:
            time.sleep(_PATIENCE / 20)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise SecretUnreadableError(path=str(path), detail=error.strerror or str(error)) from error
    data, was_open = found
    try:
        table = tomllib.loads(data.decode())
    except ValueError as error:
        raise SecretUnreadableError(path=str(path), detail="it is damaged") from error
    public = table.pop("public", "")
    match table:
        case {"secret": str(secret), **others} if secret and not others and isinstance(public, str):
            return Kept(secret=secret, public=public, was_open=was_open)
        case {"keyring": str(entry), **others} if entry and not others and isinstance(public, str):
            return Kept(entry=entry, public=public)
    raise SecretUnreadableError(path=str(path), detail="it is damaged")


def _contents(path: Path) -> tuple[bytes, bool]:
    # A pipe in its place is not waited for.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "it is no file")
        was_open = POSIX and bool(status.st_mode & OTHERS)
        if POSIX and os.geteuid() not in (status.st_uid, 0):
            raise OSError(errno.EPERM, "it belongs to somebody else")
        if was_open:
            os.fchmod(file.fileno(), stat.S_IRUSR | stat.S_IWUSR)
        return file.read(_MOST), was_open


def publish(path: Path, kept: Kept, words: str) -> bool:
    """Write the file, readable by the user alone; it appears whole.

    Parameters
    ----------
    path : Path
    kept : Kept
    words : str
        A line for who opens the file.

    Returns
    -------
    bool
        False where one is there, whoever was faster.

    Raises
    ------
    SecretNotKeptError
        It cannot be written.
    """
    table = {"secret": kept.secret} if kept.secret else {"keyring": kept.entry}
    table |= {"public": kept.public} if kept.public else {}
    try:
        make_private(path.parent)
        draft = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
        try:
            _write(draft, f"# {words}\n{tomli_w.dumps(table)}")
            _link(draft, path)
        finally:
            draft.unlink(missing_ok=True)
    except FileExistsError:
        return False
    except OSError as error:
        raise SecretNotKeptError(detail=error.strerror or str(error)) from error
    return True


def _write(path: Path, words: str) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(words.encode())
        file.flush()
        os.fsync(file.fileno())


def _link(draft: Path, path: Path) -> None:
    """Give the draft its name; raises `FileExistsError` where the name is taken."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:
        # No links on this file system: the name is taken with an empty file, whose reader waits a moment.
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        draft.replace(path)


def remove(path: Path) -> None:
    """Remove the file, if it is there.

    Raises
    ------
    SecretUnreadableError
        It may not be removed.
    """
    try:
        path.unlink(missing_ok=True)
    except NotADirectoryError:
        return
    except OSError as error:
        raise SecretUnreadableError(path=str(path), detail=error.strerror or str(error)) from error
