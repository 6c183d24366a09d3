"""The journal: which results were made of which pictures, kept for the next run, and appended to only.

A result is written down twice: `made` before it gets its name, with its checksum, and `published` after. Who is killed
in between leaves a name that the next run finds by the checksum, so that nothing is done twice.

The journal is a help and no duty. Where it cannot be kept (a read-only home, a full disk, a damaged file), the batch
goes on without it, and `Journal.notes` says so.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from fixative.database import connect, together
from fixative.home import HomelessError, state_folder
from fixative.look import Look
from fixative.remote import path_of

if TYPE_CHECKING:
    # Its package brings lxml along.
    from fixative.containers.blocks import Notes

__all__ = ["Entry", "Journal", "home"]

_T = TypeVar("_T")

_SCHEMA = 1

_TABLES = """
CREATE TABLE IF NOT EXISTS made (
    number INTEGER PRIMARY KEY,
    place BLOB NOT NULL,
    recipe BLOB NOT NULL,
    secret TEXT NOT NULL,
    source BLOB NOT NULL,
    source_look TEXT NOT NULL,
    source_hash BLOB NOT NULL,
    target BLOB NOT NULL,
    result_hash BLOB NOT NULL,
    version TEXT NOT NULL,
    at INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS made_by_place ON made (place);
CREATE TABLE IF NOT EXISTS published (
    number INTEGER PRIMARY KEY,
    made INTEGER NOT NULL REFERENCES made,
    result BLOB NOT NULL,
    result_look TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS published_by_made ON published (made);
"""

_ENTRIES = """
SELECT made.number, secret, source, source_look, source_hash, target, result_hash, version, at, result, result_look
FROM made LEFT JOIN published
ON published.number = (SELECT max(number) FROM published WHERE made = made.number)
WHERE place = ? AND recipe = ? ORDER BY made.number DESC
"""

_LATER = "SELECT 1 FROM made WHERE place = ? AND recipe = ? AND number > ?"

_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A result that was made.

    Attributes
    ----------
    secret : str
        Fingerprint of what its cloak was drawn from; empty where it was drawn at random, or has none.
    source : Path
        Absolute, as all paths here.
    source_look : Look
    source_hash, result_hash : bytes
        SHA-256.
    target : Path
        The name that was asked for; the result may have got a numbered one.
    version : str
        Of the Fixative that made it.
    at : int
        Nanoseconds since 1970, by the clock of the time.
    result : Path or None
        Where it was published; None where nothing is known of that.
    result_look : Look or None
    number : int
        They grow with each entry; 0 for one that is not written down yet.
    """

    secret: str
    source: Path
    source_look: Look
    source_hash: bytes
    target: Path
    result_hash: bytes
    version: str = ""
    at: int = 0
    result: Path | None = None
    result_look: Look | None = None
    number: int = 0


class Journal:
    """What was done, in a file that is made once there is something to keep. For one thread at a time.

    Parameters
    ----------
    path : Path, optional
        By default in the user's folder for state, readable by the user alone.
    redo : bool, optional
        Whether what was done is to be done again; it is written down all the same.
    """

    def __init__(self, path: Path | None = None, *, redo: bool = False) -> None:
        self.redo = redo
        self.notes: Notes = ()
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._given_up = False
        self._seen: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; another use opens it again."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(sqlite3.Error):
                connection.close()

    def entries(self, place: bytes, recipe: bytes) -> list[Entry]:
        """Give what was made for a place by a recipe, the latest first; nothing where the journal cannot be read."""

        def read(connection: sqlite3.Connection) -> list[Entry]:
            if self._seen is None:
                self._seen = connection.execute("SELECT coalesce(max(number), 0) FROM made").fetchone()[0]
            return [_entry(row) for row in connection.execute(_ENTRIES, (place, recipe))]

        none: list[Entry] = []
        found = self._tried(read, none, to_write=False)
        self._seen = self._seen or 0
        return found

    def is_news(self, entry: Entry) -> bool:
        """Whether an entry came since the first look into the journal, from this run or one beside it."""
        return self._seen is not None and entry.number > self._seen

    def add(self, place: bytes, recipe: bytes, entry: Entry, *, after: int | None = None) -> int | None:
        """Write down a result, and where it was published if it was.

        Parameters
        ----------
        place, recipe : bytes
        entry : Entry
        after : int, optional
            The latest entry for this place and recipe that is known: nothing is written where a later one came.

        Returns
        -------
        int or None
            The entry's number; 0 where a later one came, None where the journal cannot be kept.
        """

        def write(connection: sqlite3.Connection) -> int | None:
            with together(connection):
                if after is not None and connection.execute(_LATER, (place, recipe, after)).fetchone():
                    return 0
                written = connection.execute(
                    "INSERT INTO made (place, recipe, secret, source, source_look, source_hash, target, result_hash, "
                    "version, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        place,
                        recipe,
                        entry.secret,
                        os.fsencode(entry.source),
                        str(entry.source_look),
                        entry.source_hash,
                        os.fsencode(entry.target),
                        entry.result_hash,
                        entry.version or version("fixative"),
                        time.time_ns(),
                    ),
                )
                if entry.result is not None:
                    _publish(connection, written.lastrowid, entry.result, entry.result_look)
            return written.lastrowid

        return self._tried(write, None, to_write=True)

    def publish(self, number: int, result: Path, look: Look) -> None:
        """Write down where a result went."""
        self._tried(lambda connection: _publish(connection, number, result, look), None, to_write=True)

    def _tried(self, work: Callable[[sqlite3.Connection], _T], otherwise: _T, *, to_write: bool) -> _T:
        if self._given_up:
            return otherwise
        try:
            if self._connection is None:
                path = self._path or home()
                if not to_write and not path.exists():
                    return otherwise
                self._connection = self._opened(path)
            return work(self._connection)
        except (OSError, sqlite3.Error) as error:
            detail = error.strerror if isinstance(error, OSError) else str(error)
            self.notes = (*self.notes, ("journal-not-kept", {"detail": detail or str(error)}))
            self._given_up = True
            self.close()
            return otherwise

    def _opened(self, path: Path) -> sqlite3.Connection:
        try:
            return _open(path)
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", None) not in _DAMAGED:
                raise
            self.notes = (*self.notes, ("journal-damaged", {"path": str(_set_aside(path))}))
            return _open(path)


def home() -> Path:
    """Say where the user's journal is; raises `OSError` where there is no home folder."""
    try:
        return state_folder() / "journal.db"
    except HomelessError as error:
        raise OSError(str(error)) from error


def _open(path: Path) -> sqlite3.Connection:
    connection = connect(path)
    try:
        if _schema_of(connection) < _SCHEMA:
            with together(connection):
                for statement in filter(str.strip, _TABLES.split(";")):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {_SCHEMA}")
    except BaseException:
        connection.close()
        raise
    return connection


def _schema_of(connection: sqlite3.Connection) -> int:
    there: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if there > _SCHEMA:
        raise sqlite3.DatabaseError("it is of a later version of Fixative")
    return there


def _set_aside(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    path.rename(aside)
    for ending in ("-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            Path(f"{path}{ending}").rename(f"{aside}{ending}")
    return aside


def _publish(connection: sqlite3.Connection, number: int | None, result: Path, look: Look | None) -> None:
    connection.execute(
        "INSERT INTO published (made, result, result_look) VALUES (?, ?, ?)", (number, os.fsencode(result), str(look))
    )


def _entry(row: tuple[int, str, bytes, str, bytes, bytes, bytes, str, int, bytes | None, str | None]) -> Entry:
    number, secret, source, source_look, source_hash, target, result_hash, maker, at, result, result_look = row
    return Entry(
        number=number,
        secret=secret,
        source=path_of(os.fsdecode(source)),
        source_look=Look.from_text(source_look),
        source_hash=source_hash,
        target=path_of(os.fsdecode(target)),
        result_hash=result_hash,
        version=maker,
        at=at,
        result=None if result is None else path_of(os.fsdecode(result)),
        result_look=None if result_look is None else Look.from_text(result_look),
    )
