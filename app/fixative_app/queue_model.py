"""The queue: rows as frozen values, told to views by roles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from fixative.outcome import Outcome, Status
from fixative_app import words

__all__ = ["Counts", "QueueModel", "Role", "Row", "Stage"]

_Index = QModelIndex | QPersistentModelIndex


class Stage(StrEnum):
    """How far a row is; an ended one has an outcome."""

    WAITING = "waiting"
    WORKING = "working"
    ENDED = "ended"


class Role(IntEnum):
    """What the model hands out besides Qt's own roles."""

    ROW = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Row:
    """One picture in the queue.

    Attributes
    ----------
    source : Path
    target : Path or None
        Where the result will be; None where the plan gives it none.
    stage : Stage
    outcome : Outcome or None
        What became of it, once it ended.
    settled : bool
        Whether the outcome comes from the plan and not from work: another recipe may plan otherwise.
    """

    source: Path
    target: Path | None = None
    stage: Stage = Stage.WAITING
    outcome: Outcome | None = None
    settled: bool = False

    @property
    def replaceable(self) -> bool:
        """Whether a new plan may say something else of it."""
        return self.stage is Stage.WAITING or self.settled

    @property
    def pending(self) -> bool:
        """Whether it still wants protecting, for the first time or again after it went wrong."""
        return self.stage is Stage.WAITING or (self.outcome is not None and not self.outcome.ok and not self.settled)

    @property
    def failed(self) -> bool:
        """Whether it ended without a result for a reason that is to be read."""
        return self.outcome is not None and self.outcome.status is Status.FAILED

    @property
    def done(self) -> bool:
        """Whether a result is there."""
        return self.outcome is not None and self.outcome.ok

    @property
    def result(self) -> Path | None:
        """Where the result is; None where there is none yet."""
        return self.outcome.result if self.outcome is not None and self.done else None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows are at which stage; a retryable one went wrong in a way that may not come again."""

    total: int = 0
    waiting: int = 0
    working: int = 0
    done: int = 0
    failed: int = 0
    retryable: int = 0


class QueueModel(QAbstractListModel):
    """The rows of the queue, in the order in which they were added."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._places: dict[Path, int] = {}

    # What Qt asks.

    def rowCount(self, parent: _Index | None = None) -> int:
        """Count the rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Hand out a row, or a part of it in words."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        match role:
            case Role.ROW:
                return row
            case Qt.ItemDataRole.DisplayRole:
                return row.source.name
            case Qt.ItemDataRole.ToolTipRole:
                return words.tip(self.describe(row))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.describe(row).replace("\n", ", ")
            case _:
                return None

    # What the rest of the window asks.

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows."""
        return tuple(self._rows)

    def row(self, index: _Index) -> Row:
        """Give the row at an index."""
        return self._rows[index.row()]

    def index_of(self, source: Path) -> QModelIndex:
        """Find a picture; an invalid index where it is not in the queue."""
        place = self._places.get(source)
        return QModelIndex() if place is None else self.index(place)

    def counts(self) -> Counts:
        """Count the rows by stage."""
        waiting = working = done = failed = retryable = 0
        for row in self._rows:
            waiting += row.stage is Stage.WAITING
            working += row.stage is Stage.WORKING
            done += row.done
            failed += row.failed
            retryable += row.pending and row.stage is Stage.ENDED
        return Counts(len(self._rows), waiting, working, done, failed, retryable)

    def describe(self, row: Row) -> str:
        """Say a row in words, a line for each thing to know."""
        lines = [str(row.source), self.status(row)]
        if row.outcome is not None:
            lines.append(words.figures(row.outcome))
            lines += [words.problem_sentence(problem) for problem in row.outcome.problems]
        shown = row.result or row.target
        if shown is not None and not row.failed:
            lines.append("→ " + words.target_name(row.source, shown))
        return "\n".join(line for line in lines if line)

    def status(self, row: Row) -> str:
        """Name the stage of a row, or how it ended."""
        if row.outcome is not None:
            return words.status_word(row.outcome)
        return self.tr("Working") if row.stage is Stage.WORKING else self.tr("Waiting")

    # What changes.

    def merge(self, planned: Iterable[tuple[Path, Path]], settled: Iterable[Outcome]) -> None:
        """Take what was planned: new pictures become rows, waiting ones get their new target's name."""
        fresh: list[Row] = []
        first, last = len(self._rows), -1
        incoming = [Row(source, target) for source, target in planned]
        incoming += [Row(outcome.source, None, Stage.ENDED, outcome, settled=True) for outcome in settled]
        known = set(self._places)
        for row in incoming:
            place = self._places.get(row.source)
            if place is None:
                if row.source not in known:
                    known.add(row.source)
                    fresh.append(row)
            elif self._rows[place].replaceable and self._rows[place] != row:
                self._rows[place] = row
                first, last = min(first, place), max(last, place)
        if last >= 0:
            self.dataChanged.emit(self.index(first), self.index(last))
        if fresh:
            start = len(self._rows)
            self.beginInsertRows(QModelIndex(), start, start + len(fresh) - 1)
            self._rows += fresh
            self._places |= {row.source: start + offset for offset, row in enumerate(fresh)}
            self.endInsertRows()

    def start(self, source: Path) -> None:
        """Mark a picture as being worked on."""
        self._change(source, stage=Stage.WORKING, outcome=None)

    def finish(self, outcome: Outcome) -> None:
        """Keep what became of a picture."""
        self._change(outcome.source, stage=Stage.ENDED, outcome=outcome)

    def wait_again(self, sources: Iterable[Path]) -> None:
        """Put pictures back among the waiting."""
        places = [self._places[source] for source in sources if source in self._places]
        for place in places:
            self._rows[place] = replace(self._rows[place], stage=Stage.WAITING, outcome=None, settled=False)
        if places:
            self.dataChanged.emit(self.index(min(places)), self.index(max(places)))

    def remove(self, sources: Iterable[Path]) -> None:
        """Take pictures out of the queue."""
        places = sorted((self._places[source] for source in sources if source in self._places), reverse=True)
        while places:
            last = first = places.pop(0)
            while places and places[0] == first - 1:
                first = places.pop(0)
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._rows[first : last + 1]
            self.endRemoveRows()
        self._places = {row.source: place for place, row in enumerate(self._rows)}

    def _change(self, source: Path, *, stage: Stage, outcome: Outcome | None) -> None:
        place = self._places.get(source)
        if place is None:
            return
        self._rows[place] = replace(self._rows[place], stage=stage, outcome=outcome, settled=False)
        index = self.index(place)
        self.dataChanged.emit(index, index)
