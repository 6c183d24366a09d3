"""What a plan says, as rows of the queue; made in the planner's thread, as there may be ten thousand of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from fixative.outcome import Outcome
from fixative_app.queue_model import Row, Stage
from fixative_app.together import as_one

__all__ = ["rows_of"]


def rows_of(planned: Iterable[tuple[Path, Path]], settled: Iterable[Outcome] = ()) -> list[Row]:
    """Give a row for each picture.

    Parameters
    ----------
    planned : iterable of (Path, Path)
        Sources and targets, those of all copies.
    settled : iterable of Outcome
        What was refused or skipped. A picture of which another copy is still to be made waits all the same.
    """
    rows: dict[Path, Row] = {}
    further: dict[Path, list[Path]] = {}
    for source, target in planned:
        if source in rows:
            further.setdefault(source, []).append(target)
        else:
            rows[source] = Row(source, target)
    for source, targets in further.items():
        rows[source] = Row(source, rows[source].target, others=tuple(targets))
    copies: dict[Path, list[Outcome]] = {}
    for outcome in settled:
        if outcome.source not in rows:
            copies.setdefault(outcome.source, []).append(outcome)
    return [*rows.values(), *(_settled(outcomes) for outcomes in copies.values())]


def _settled(outcomes: list[Outcome]) -> Row:
    outcome, others = as_one(outcomes)
    return Row(outcome.source, None, Stage.ENDED, outcome, settled=True, others=others)
