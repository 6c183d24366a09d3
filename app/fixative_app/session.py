"""The queue as a file: what is needed to take it up again after a crash, or the next time."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from fixative_app.queue_model import Row, Stage

__all__ = ["Lines", "Session", "read_session"]

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Session:
    """A queue.

    Attributes
    ----------
    rows : tuple of Row
        In the order in which they were added.
    named : tuple of Path
        The pictures and folders that it is made of.
    removed : tuple of Path
        Pictures in those folders that were taken out.
    """

    rows: tuple[Row, ...] = ()
    named: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()

    @property
    def unfinished(self) -> int:
        """How many pictures wait, or want to be tried again."""
        return sum(not row.done for row in self.rows)


class Lines:
    """Writes sessions as JSON, a line for each row; a row that did not change is not written out anew.

    Names of files may be no text: what they hold instead goes through JSON escaped.
    """

    def __init__(self) -> None:
        self._written: dict[Path, tuple[Row, str]] = {}

    def of(self, session: Session) -> bytes:
        """Write a session."""
        head = {
            "version": _VERSION,
            "named": [os.fspath(path) for path in session.named],
            "removed": [os.fspath(path) for path in session.removed],
        }
        written = {row.source: self._line(row) for row in session.rows}
        self._written = written
        return "\n".join([json.dumps(head), *(line for _, line in written.values()), ""]).encode()

    def _line(self, row: Row) -> tuple[Row, str]:
        before = self._written.get(row.source)
        if before is not None and before[0] is row:
            return before
        return row, json.dumps(msgspec.to_builtins(row, enc_hook=os.fspath))


def read_session(path: Path) -> Session | None:
    """Read a session; None where there is none, or none that holds. What was being worked on waits again."""
    try:
        head, *lines = path.read_text("utf-8").splitlines()
        said = json.loads(head)
        if said["version"] != _VERSION:
            return None
        rows = tuple(_rows(lines))
        return Session(rows, tuple(map(Path, said["named"])), tuple(map(Path, said["removed"])))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _rows(lines: list[str]) -> Iterator[Row]:
    for line in lines:
        row = msgspec.convert(json.loads(line), Row, dec_hook=_path)
        yield replace(row, stage=Stage.WAITING) if row.stage is Stage.WORKING else row


def _path(kind: type, value: Any) -> Path:  # noqa: ANN401 - what JSON holds
    if kind is not Path or not isinstance(value, str):
        raise TypeError(value)
    return Path(value)
