"""The register's file: SQLite, in the user's folder for data, readable by the user alone."""

from __future__ import annotations

import contextlib
import math
import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from fixative.database import connect, together
from fixative.errors import RegisterNotKeptError, RegisterUnreadableError
from fixative.home import HomelessError, data_folder
from fixative.outcome import Figures, Outcome, Status
from fixative.register.entry import Choices, Entry
from fixative.register.schema import VERSION, migrate
from fixative.register.sketch import SKETCH_BYTES, sketch

__all__ = ["Register", "forget", "home", "opened"]

_NAME = "register.sqlite3"
_BESIDE = ("", "-wal", "-shm", "-journal")
"""Endings of the files that SQLite may make of one."""
_ENTRIES = (
    "SELECT entries.id, at, status, source, pictures.sha256, result, result_sha256, width, height, format, policy, "
    "wording, statement, recipe, figures, fixative, bank FROM entries JOIN pictures ON pictures.id = entries.picture"
)


def home() -> Path:
    """Name the register's file; it may not be there.

    Raises
    ------
    RegisterNotKeptError
        The user has no home folder.
    """
    try:
        return data_folder() / _NAME
    except HomelessError as error:
        raise RegisterNotKeptError(detail=str(error)) from None


@contextmanager
def opened(path: Path) -> Iterator[Register]:
    """Open a register, made where there is none, and close it in the end.

    Raises
    ------
    RegisterNotKeptError
        It cannot be made, or not written to.
    RegisterUnreadableError
        What is there is no register, is damaged, or is of a later Fixative.
    """
    with ExitStack() as stack:
        with _told(path):
            connection = stack.enter_context(closing(connect(path)))
            connection.execute("PRAGMA foreign_keys = ON")
            if migrate(connection) > VERSION:
                raise RegisterUnreadableError(path=str(path), detail="it is of a later version of Fixative")
        yield Register(path, connection)


def forget(path: Path) -> None:
    """Remove a register with all that it holds, damaged or not.

    Raises
    ------
    RegisterNotKeptError
        It may not be removed.
    """
    try:
        for ending in _BESIDE:
            with contextlib.suppress(NotADirectoryError):
                path.with_name(path.name + ending).unlink(missing_ok=True)
    except OSError as error:
        raise RegisterNotKeptError(detail=error.strerror or str(error)) from error


class Register:
    """An open register.

    Parameters
    ----------
    path : Path
    connection : sqlite3.Connection
        Of an up-to-date register, in autocommit mode.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection
        self._sketched: tuple[NDArray[np.int64], NDArray[np.int8]] | None = None

    def add(self, outcome: Outcome, choices: Choices) -> None:
        """Enter a picture that has a result, at this moment.

        Parameters
        ----------
        outcome : Outcome
            With result, figures and evidence.
        choices : Choices

        Raises
        ------
        RegisterNotKeptError, RegisterUnreadableError
        """
        evidence, figures = outcome.evidence, outcome.figures
        if evidence is None or figures is None or outcome.result is None:
            raise ValueError("only a picture with a result and its evidence is entered")
        sha256 = bytes.fromhex(evidence.source_sha256)
        values = (
            datetime.now(UTC).isoformat(timespec="seconds"),
            outcome.status.value,
            _whole(outcome.source),
            _whole(outcome.result),
            bytes.fromhex(evidence.result_sha256),
            evidence.format,
            evidence.policy,
            evidence.wording,
            choices.statement,
            choices.recipe,
            msgspec.json.encode(figures).decode(),
            choices.fixative,
            choices.bank if outcome.status is Status.PROTECTED else "",
            sha256,
        )
        with _told(self._path), together(self._connection):
            self._describe(sha256, evidence.width, evidence.height, evidence.glance)
            self._connection.execute(
                "INSERT INTO entries (at, status, source, result, result_sha256, format, policy, wording, statement, "
                "recipe, figures, fixative, bank, picture) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT id FROM pictures WHERE sha256 = ?))",
                values,
            )
        self._sketched = None

    def _describe(self, sha256: bytes, width: int, height: int, glance: bytes | None) -> None:
        made = self._connection.execute(
            "INSERT OR IGNORE INTO pictures (sha256, width, height, sketch) VALUES (?, ?, ?, ?)",
            (sha256, width, height, None if glance is None else sketch(_square(glance))),
        )
        if made.rowcount and glance is not None:
            self._connection.execute("INSERT INTO glances VALUES (?, ?)", (made.lastrowid, glance))

    def entries(self) -> Iterator[Entry]:
        """Give all entries, in the order in which they were made."""
        return self._found(f"{_ENTRIES} ORDER BY entries.id")

    def entry(self, number: int) -> Entry | None:
        """Give the entry of a number; None where there is none."""
        return next(self._found(f"{_ENTRIES} WHERE entries.id = ?", number), None)

    def of_file(self, sha256: str) -> list[Entry]:
        """List the entries of which a file is the result or the source, by its SHA-256, the newest first."""
        digest = bytes.fromhex(sha256)
        # Two questions in one would be answered by reading all.
        results = list(self._found(f"{_ENTRIES} WHERE result_sha256 = ? ORDER BY entries.id DESC", digest))
        return results or list(self._found(f"{_ENTRIES} WHERE pictures.sha256 = ? ORDER BY entries.id DESC", digest))

    def of_picture(self, picture: int) -> list[Entry]:
        """List the entries of a picture, by its number in `sketches`, the newest first."""
        return list(self._found(f"{_ENTRIES} WHERE picture = ? ORDER BY entries.id DESC", picture))

    def sketches(self) -> tuple[NDArray[np.int64], NDArray[np.int8]]:
        """Give the numbers and sketches of all pictures that have one.

        Returns
        -------
        ndarray, shape (N,), and ndarray, shape (N, SKETCH_BYTES)
        """
        if self._sketched is None:
            with _told(self._path):
                rows = self._connection.execute("SELECT id, sketch FROM pictures WHERE sketch NOT NULL").fetchall()
                numbers = np.array([row[0] for row in rows], np.int64)
                whole = np.frombuffer(b"".join(row[1] for row in rows), np.int8)
                self._sketched = numbers, whole.reshape(-1, SKETCH_BYTES)
        return self._sketched

    def glance(self, picture: int) -> NDArray[np.uint8]:
        """Give the glance of a picture that has a sketch."""
        with _told(self._path):
            (data,) = self._connection.execute("SELECT glance FROM glances WHERE picture = ?", (picture,)).fetchone()
            return _square(data)

    def _found(self, query: str, *values: Any) -> Iterator[Entry]:  # noqa: ANN401 - whatever SQLite takes
        with _told(self._path):
            for row in self._connection.execute(query, values):
                yield _entry(row)


def _entry(row: tuple[Any, ...]) -> Entry:
    number, at, status, source, source_sha256, result, result_sha256, *sizes_and_words = row
    width, height, kind, policy, wording, statement, recipe, figures, fixative, bank = sizes_and_words
    return Entry(
        number=number,
        at=at,
        status=Status(status),
        source=os.fsdecode(source),
        source_sha256=source_sha256.hex(),
        result=os.fsdecode(result),
        result_sha256=result_sha256.hex(),
        width=width,
        height=height,
        format=kind,
        policy=policy,
        wording=wording,
        statement=statement,
        recipe=recipe,
        figures=msgspec.json.decode(figures, type=Figures),
        fixative=fixative,
        bank=bank,
    )


def _square(glance: bytes) -> NDArray[np.uint8]:
    return np.frombuffer(glance, np.uint8).reshape(math.isqrt(len(glance)), -1)


def _whole(path: Path) -> bytes:
    # Links are not followed, and the bytes of a name need be no text.
    return os.fsencode(path.absolute())


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system raise into an error of ours."""
    try:
        yield
    except OSError as error:
        raise RegisterNotKeptError(detail=error.strerror or str(error)) from error
    except sqlite3.OperationalError as error:
        # The file is sound, and something else in the way: no room, no permission, another process.
        raise RegisterNotKeptError(detail=str(error)) from error
    except (sqlite3.Error, ValueError, msgspec.DecodeError) as error:
        raise RegisterUnreadableError(path=str(path), detail=str(error)) from error
