"""What `protect` and `tag` share: plan, carry out, report, and say by the exit status how it went."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from types import FrameType

from fixative.batch.plan import Plan, plan
from fixative.batch.run import Finished, run
from fixative.cli.report import JsonReport, Report, TextReport
from fixative.errors import CancelledError, NothingToDoError
from fixative.outcome import Outcome, Status
from fixative.recipe import Recipe

__all__ = ["Manner", "carry_out"]

_WORTH_A_BAR = 2
"""Pictures from which on a progress bar says something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a command works and what it prints.

    Attributes
    ----------
    jobs : int or None
        Pictures at a time.
    json, dry_run, quiet, verbose : bool
    """

    jobs: int | None
    json: bool
    dry_run: bool
    quiet: bool
    verbose: bool


def carry_out(paths: list[Path], recipe: Recipe, manner: Manner, *, output: Path | None, recursive: bool) -> int:
    """Protect what was named, and give the exit status.

    Returns
    -------
    int
        0 where all went well, 1 where a picture failed, 130 after an interrupt.

    Raises
    ------
    NothingToDoError
        Where no picture is there.
    """
    started = time.perf_counter()
    # All of them before any is carried out, so that no result of one is a source of the next.
    todo = [(plan(paths, copy, output=output, recursive=recursive), copy) for copy in recipe.copies()]
    if not any(each.tasks or each.settled for each, _ in todo):
        raise NothingToDoError(paths=", ".join(map(os.fspath, paths)))
    report: Report = JsonReport() if manner.json else TextReport(quiet=manner.quiet, verbose=manner.verbose)
    counts: Counter[Status] = Counter()
    status = 0
    try:
        with closing(_outcomes(todo, manner)) as outcomes:
            for outcome in outcomes:
                counts[outcome.status] += 1
                report.outcome(outcome)
    except KeyboardInterrupt:
        status = CancelledError.exit_status
    report.summary(counts, time.perf_counter() - started)
    if status or counts[Status.CANCELLED]:
        return CancelledError.exit_status
    return 1 if counts[Status.FAILED] else 0


def _outcomes(todo: list[tuple[Plan, Recipe]], manner: Manner) -> Generator[Outcome, None, None]:
    yield from _settled(each for each, _ in todo)
    if manner.dry_run:
        for task in (task for each, _ in todo for task in each.tasks):
            yield Outcome(Status.PLANNED, task.source, task.target)
        return
    abort = Event()
    total = sum(len(each.tasks) for each, _ in todo)
    with _bar(total, shown=not (manner.quiet or manner.json)) as advance, _interruptible(abort):
        for each, recipe in todo:
            with closing(run(each, recipe, jobs=manner.jobs, abort=abort, isolated=False)) as events:
                for event in events:
                    if isinstance(event, Finished):
                        advance()
                        yield event.outcome


def _settled(plans: Iterable[Plan]) -> Iterator[Outcome]:
    """Give what is settled: a picture that cannot be read is told of once, whatever it was wanted for."""
    refused: set[Path] = set()
    for each in plans:
        before = frozenset(refused)
        for outcome in each.settled:
            if outcome.result is None:
                refused.add(outcome.source)
            if outcome.result is not None or outcome.source not in before:
                yield outcome


@contextmanager
def _bar(total: int, *, shown: bool) -> Iterator[Callable[[], None]]:
    """Show how many pictures are done, on a terminal; gives what is to be called for each."""
    if not shown or total < _WORTH_A_BAR or not sys.stderr.isatty():
        yield lambda: None
        return
    # Loaded only to be seen.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn  # noqa: PLC0415

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # Lines for the same screen go above the bar; a stdout that leads elsewhere is left alone.
    screen = Console(stderr=True)
    with Progress(*columns, console=screen, transient=True, redirect_stdout=sys.stdout.isatty()) as progress:
        task = progress.add_task("", total=total)
        yield lambda: progress.advance(task)


@contextmanager
def _interruptible(abort: Event) -> Iterator[None]:
    """Let a first Ctrl-C stop after the pictures at work, and a second one at once."""

    def handle(_number: int, _frame: FrameType | None) -> None:
        if abort.is_set():
            raise KeyboardInterrupt
        abort.set()
        # Not `print`: the handler may have interrupted one.
        os.write(2, b"\nStopping after the pictures at work. Ctrl-C again stops at once.\n")

    before = signal.signal(signal.SIGINT, handle)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
