"""The tables of a register, and how an older register gets them.

Each step leads from one version to the next and never changes once it was released; `user_version` in the file says how
many were taken.
"""

from __future__ import annotations

import sqlite3

from fixative.database import together

__all__ = ["VERSION", "migrate"]

_STEPS: tuple[str, ...] = (
    # Each picture is described once, however often it was protected. Sketches lie close together, as each search reads
    # them all; glances lie apart. Names of files are bytes, as they need be no text.
    """
    CREATE TABLE pictures (
        id INTEGER PRIMARY KEY,
        sha256 BLOB NOT NULL UNIQUE,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        sketch BLOB
    );
    CREATE TABLE glances (
        picture INTEGER PRIMARY KEY REFERENCES pictures (id),
        glance BLOB NOT NULL
    );
    CREATE TABLE entries (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        status TEXT NOT NULL,
        picture INTEGER NOT NULL REFERENCES pictures (id),
        source BLOB NOT NULL,
        result BLOB NOT NULL,
        result_sha256 BLOB NOT NULL,
        format TEXT NOT NULL,
        policy TEXT NOT NULL,
        wording TEXT NOT NULL,
        statement TEXT NOT NULL,
        recipe TEXT NOT NULL,
        figures TEXT NOT NULL,
        fixative TEXT NOT NULL
    );
    CREATE INDEX entries_by_picture ON entries (picture);
    CREATE INDEX entries_by_result ON entries (result_sha256);
    """,
    # Which bank a cloak was made of.
    "ALTER TABLE entries ADD COLUMN bank TEXT NOT NULL DEFAULT ''",
)

VERSION = len(_STEPS)


def migrate(connection: sqlite3.Connection) -> int:
    """Bring a register up to date, whole or not at all.

    Parameters
    ----------
    connection : sqlite3.Connection
        In autocommit mode (`isolation_level=None`).

    Returns
    -------
    int
        The version it has now. One above `VERSION` is of a later Fixative, and nothing was done.

    Raises
    ------
    sqlite3.Error
    """
    if _version(connection) < VERSION:
        with together(connection):
            # Another process may have been faster.
            for number in range(_version(connection), VERSION):
                for command in _STEPS[number].split(";"):
                    connection.execute(command)
                connection.execute(f"PRAGMA user_version = {number + 1}")
    return _version(connection)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
