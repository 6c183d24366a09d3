"""What `protect` and `tag` share: plan, carry out, report, and say by the exit status how it went."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from types import FrameType

from fixative.batch.engine import Engine
from fixative.batch.journal import Journal
from fixative.batch.plan import Plan, plan
from fixative.batch.run import Finished, run
from fixative.cli.named import Named
from fixative.cli.pipe import through_pipe
from fixative.cli.report import JsonReport, Report, TextReport
from fixative.errors import CancelledError, NothingToDoError, OptionsError
from fixative.outcome import Outcome, Status
from fixative.recipe import Recipe

__all__ = ["Manner", "carry_out", "interruptible", "report_for"]

_WORTH_A_BAR = 2
"""Pictures from which on a progress bar says something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a command works and what it prints.

    Attributes
    ----------
    jobs : int or None
        Pictures at a time.
    engine : Engine
    scheduler : str or None
        Of Dask.
    redo : bool
        Whether what was done before is done again.
    journal : bool
        Whether what is done is written down, and skipped another time.
    json, dry_run, quiet, verbose : bool
    """

    jobs: int | None
    engine: Engine
    scheduler: str | None
    redo: bool
    journal: bool
    json: bool
    dry_run: bool
    quiet: bool
    verbose: bool


def carry_out(named: Named, recipe: Recipe, manner: Manner, *, output: Path | None, recursive: bool) -> int:
    """Protect what was named, and give the exit status.

    Returns
    -------
    int
        0 where all went well, 1 where a picture failed, 130 after an interrupt.

    Raises
    ------
    NothingToDoError
        Where no picture is there.
    OptionsError
        Nothing is named, or a picture comes by stdin and other options have no sense then.
    """
    if manner.scheduler is not None and manner.engine is not Engine.DASK:
        raise OptionsError(detail="--scheduler is for --engine dask")
    if named.is_pipe:
        if output is not None or manner.json or manner.dry_run or recursive or manner.engine is Engine.DASK:
            raise OptionsError(detail="a picture from stdin goes to stdout, without folders, outcomes and clusters")
        return through_pipe(recipe, quiet=manner.quiet)
    paths = named.paths()
    with Journal(redo=manner.redo) if manner.journal else nullcontext() as journal:
        return _carried_out(paths, recipe, manner, journal, output=output, recursive=recursive)


def _carried_out(
    paths: list[Path], recipe: Recipe, manner: Manner, journal: Journal | None, *, output: Path | None, recursive: bool
) -> int:
    started = time.perf_counter()
    todo = plan(paths, recipe, output=output, recursive=recursive, journal=journal)
    if not todo.tasks and not todo.settled:
        raise NothingToDoError(paths=", ".join(map(os.fspath, paths)))
    report = report_for(json=manner.json, quiet=manner.quiet, verbose=manner.verbose)
    counts: Counter[Status] = Counter()
    status = 0
    try:
        with closing(_outcomes(todo, recipe, manner, journal)) as outcomes:
            for outcome in outcomes:
                counts[outcome.status] += 1
                report.outcome(outcome)
    except KeyboardInterrupt:
        status = CancelledError.exit_status
    report.summary(counts, time.perf_counter() - started)
    if status or counts[Status.CANCELLED]:
        return CancelledError.exit_status
    return 1 if counts[Status.FAILED] else 0


def report_for(*, json: bool, quiet: bool, verbose: bool) -> Report:
    """Give the report that was asked for."""
    return JsonReport() if json else TextReport(quiet=quiet, verbose=verbose)


def _outcomes(todo: Plan, recipe: Recipe, manner: Manner, journal: Journal | None) -> Generator[Outcome, None, None]:
    yield from todo.settled
    if manner.dry_run:
        for task in todo.tasks:
            yield Outcome(Status.PLANNED, task.source, task.target)
        return
    abort = Event()
    with (
        _bar(len(todo.tasks), shown=not (manner.quiet or manner.json)) as advance,
        interruptible(abort),
        closing(
            run(
                todo,
                recipe,
                jobs=manner.jobs,
                abort=abort,
                isolated=False,
                journal=journal,
                engine=manner.engine,
                scheduler=manner.scheduler,
            )
        ) as events,
    ):
        for event in events:
            if isinstance(event, Finished):
                advance()
                yield event.outcome


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
def interruptible(abort: Event) -> Iterator[None]:
    """Let a first Ctrl-C, or a service manager's SIGTERM, stop after the pictures at work, and a second one at once."""

    def handle(_number: int, _frame: FrameType | None) -> None:
        if abort.is_set():
            raise KeyboardInterrupt
        abort.set()
        # Not `print`: the handler may have interrupted one.
        os.write(2, b"\nStopping after the pictures at work. Ctrl-C again stops at once.\n")

    before = {number: signal.signal(number, handle) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
