"""The queue: rows as frozen values, told to views by roles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from fixative.outcome import Outcome, Status
from fixative.recipe import Recipe
from fixative_app import words

__all__ = ["Counts", "Group", "QueueModel", "Role", "Row", "Stage"]

_Index = QModelIndex | QPersistentModelIndex


class Stage(StrEnum):
    """How far a row is; an ended one has an outcome."""

    WAITING = "waiting"
    WORKING = "working"
    ENDED = "ended"


class Group(StrEnum):
    """What the user tells rows apart by."""

    ALL = "all"
    WAITING = "waiting"
    """Not done yet: waiting, being worked on, or stopped."""
    DONE = "done"
    FAILED = "failed"


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
    own : Recipe or None
        Its own recipe, where it has another than the queue.
    others : tuple of Path
        Where the results of further copies will be, or are: there is one for each platform that is fitted.
    """

    source: Path
    target: Path | None = None
    stage: Stage = Stage.WAITING
    outcome: Outcome | None = None
    settled: bool = False
    own: Recipe | None = None
    others: tuple[Path, ...] = ()

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
    def group(self) -> Group:
        """Where the user looks for it."""
        if self.failed:
            return Group.FAILED
        return Group.DONE if self.done else Group.WAITING

    @property
    def result(self) -> Path | None:
        """Where the result is; None where there is none yet."""
        return self.outcome.result if self.outcome is not None and self.done else None

    @property
    def results(self) -> tuple[Path, ...]:
        """Where the results of all its copies are."""
        return () if self.result is None else (self.result, *self.others)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows are at which stage; a retryable one went wrong in a way that may not come again."""

    total: int = 0
    waiting: int = 0
    working: int = 0
    done: int = 0
    failed: int = 0
    retryable: int = 0

    def of(self, group: Group) -> int:
        """Count the rows of a group."""
        match group:
            case Group.ALL:
                return self.total
            case Group.WAITING:
                return self.total - self.done - self.failed
            case Group.DONE:
                return self.done
            case Group.FAILED:
                return self.failed


class QueueModel(QAbstractListModel):
    """The rows of the queue, in the order in which they were added."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._places: dict[Path, int] = {}
        self._counted = Counter[str]()
        self.known_besides: Callable[[Row], list[str]] = lambda _row: []
        """Gives what is known of a row that is not in it, in words."""

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

    def find(self, source: Path) -> Row | None:
        """Give the row of a picture; None where it is not in the queue."""
        place = self._places.get(source)
        return None if place is None else self._rows[place]

    def index_of(self, source: Path) -> QModelIndex:
        """Find a picture; an invalid index where it is not in the queue."""
        place = self._places.get(source)
        return QModelIndex() if place is None else self.index(place)

    def counts(self) -> Counts:
        """Count the rows by stage."""
        counted = self._counted
        return Counts(
            total=len(self._rows),
            waiting=counted["waiting"],
            working=counted["working"],
            done=counted["done"],
            failed=counted["failed"],
            retryable=counted["retryable"],
        )

    def describe(self, row: Row) -> str:
        """Say a row in words, a line for each thing to know."""
        lines = [str(row.source), self.status(row)]
        if row.outcome is not None:
            lines.append(words.figures(row.outcome))
            lines += [words.problem_sentence(problem) for problem in row.outcome.problems]
        lines += self.known_besides(row)
        shown = row.result or row.target
        if shown is not None and not row.failed:
            lines += ["→ " + words.target_name(row.source, each) for each in (shown, *row.others)]
        if row.own is not None:
            lines.append(self.tr("A recipe of its own: {recipe}").format(recipe=words.recipe_line(row.own)))
        return "\n".join(line for line in lines if line)

    def status(self, row: Row) -> str:
        """Name the stage of a row, or how it ended."""
        if row.outcome is not None:
            return words.status_word(row.outcome)
        return self.tr("Working") if row.stage is Stage.WORKING else self.tr("Waiting")

    # What changes.

    def merge(self, rows: Iterable[Row]) -> None:
        """Take what was planned: new pictures come in, waiting ones get their new target's name.

        Parameters
        ----------
        rows : iterable of Row
            One for each picture.
        """
        fresh: list[Row] = []
        changed: list[Row] = []
        for row in rows:
            place = self._places.get(row.source)
            if place is None:
                fresh.append(row)
            elif self._rows[place].replaceable:
                changed.append(replace(row, own=self._rows[place].own))
        self.put(changed)
        if fresh:
            start = len(self._rows)
            self.beginInsertRows(QModelIndex(), start, start + len(fresh) - 1)
            self._rows += fresh
            self._places.update(zip((row.source for row in fresh), range(start, len(self._rows)), strict=True))
            for row in fresh:
                self._count(row, 1)
            self.endInsertRows()

    def put(self, rows: Iterable[Row]) -> None:
        """Let rows take the places of those of the same pictures; what is not in the queue is let go."""
        first, last = len(self._rows), -1
        for row in rows:
            place = self._places.get(row.source)
            if place is None or self._rows[place] == row:
                continue
            self._count(self._rows[place], -1)
            self._count(row, 1)
            self._rows[place] = row
            first, last = min(first, place), max(last, place)
        if last >= 0:
            self.dataChanged.emit(self.index(first), self.index(last))

    def start(self, source: Path) -> None:
        """Mark a picture as being worked on."""
        self._change([source], stage=Stage.WORKING)

    def finish(self, outcome: Outcome, others: tuple[Path, ...] = ()) -> None:
        """Keep what became of a picture, and where the results of its further copies are."""
        self._change([outcome.source], stage=Stage.ENDED, outcome=outcome, others=others)

    def wait_again(self, sources: Iterable[Path]) -> None:
        """Put pictures back among the waiting."""
        self._change(sources, stage=Stage.WAITING)

    def remove(self, sources: Iterable[Path]) -> list[tuple[int, Row]]:
        """Take pictures out of the queue, and give them with the places they had."""
        places = sorted(self._places[source] for source in set(sources) if source in self._places)
        gone = [(place, self._rows[place]) for place in places]
        if gone:
            # Told as one change: ten thousand pictures may go, every other one, and who shows them looks once.
            left = set(places)
            self._hold([row for place, row in enumerate(self._rows) if place not in left])
        return gone

    def bring_back(self, gone: Iterable[tuple[int, Row]]) -> None:
        """Put pictures back at the places that they had; those that came back another way stay as they are."""
        rows = list(self._rows)
        for place, row in gone:
            if row.source not in self._places:
                rows.insert(place, row)
        self._hold(rows)

    def _hold(self, rows: list[Row]) -> None:
        self.beginResetModel()
        self._rows = rows
        self._places = {row.source: place for place, row in enumerate(rows)}
        self._counted.clear()
        for row in rows:
            self._count(row, 1)
        self.endResetModel()

    def _change(
        self,
        sources: Iterable[Path],
        *,
        stage: Stage,
        outcome: Outcome | None = None,
        others: tuple[Path, ...] | None = None,
    ) -> None:
        rows = [self._rows[self._places[source]] for source in sources if source in self._places]
        self.put(
            replace(row, stage=stage, outcome=outcome, settled=False, others=row.others if others is None else others)
            for row in rows
        )

    def _count(self, row: Row, change: int) -> None:
        self._counted[row.stage] += change
        if row.outcome is not None:
            self._counted["done" if row.outcome.ok else "failed" if row.failed else "stopped"] += change
            self._counted["retryable"] += change if row.pending else 0
