"""SQLite files that several processes of one user write to at once, and nobody else reads."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fixative.home import OTHERS, POSIX, make_private

__all__ = ["connect", "together"]

_PATIENCE = 10.0
"""Seconds that another process may take to write."""
_PAUSE = 0.01


def connect(path: Path) -> sqlite3.Connection:
    """Open a database, or make an empty one, in a folder and a file that are closed to others.

    Readers and a writer work at once (WAL). A power cut may take the last entries and never the file; a killed process
    takes nothing. Whoever uses the connection sees to it that two threads do not at once.

    Parameters
    ----------
    path : Path

    Returns
    -------
    sqlite3.Connection
        In autocommit mode.

    Raises
    ------
    OSError
        Folder or file cannot be made, or are somebody else's.
    sqlite3.Error
    """
    make_private(path.parent)
    _close_to_others(path)
    connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous = NORMAL")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def together(connection: sqlite3.Connection) -> Iterator[None]:
    """Let changes be made all together, or none of them; nobody else writes meanwhile."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # Where the disk is full, SQLite may have ended it already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _write_ahead(connection: sqlite3.Connection) -> None:
    # Two that make one file at the same moment may each hold what the other needs. SQLite calls that busy at once, as
    # waiting with it held would help neither; tried anew, one is first.
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _close_to_others(path: Path) -> None:
    """Make the file where there is none, readable by the user alone; one that others can read is closed to them."""
    flags = os.O_RDONLY | os.O_CREAT | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    descriptor = os.open(path, flags, 0o600)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "it is no file")
        if POSIX and os.geteuid() not in (status.st_uid, 0):
            raise OSError(errno.EPERM, "it belongs to somebody else")
        if POSIX and status.st_mode & OTHERS:
            # SQLite gives the files beside it the permissions of this one.
            os.fchmod(descriptor, stat.S_IRUSR | stat.S_IWUSR)
    finally:
        os.close(descriptor)
