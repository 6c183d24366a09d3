"""`fixative watch`: pictures are protected as they come into a folder."""

from __future__ import annotations

import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import Annotated

import typer

from fixative.batch.journal import Journal
from fixative.batch.watch import SETTLED
from fixative.batch.watch import watch as watched
from fixative.cli.choices import Choices
from fixative.cli.options import (
    JobsOption,
    JsonOption,
    OutputOption,
    PresetOption,
    QuietOption,
    RecipeOption,
    SetOption,
    StatementOption,
    VerboseOption,
)
from fixative.cli.work import interruptible, report_for
from fixative.outcome import Status

__all__ = ["watch"]


def watch(
    folders: Annotated[
        list[Path], typer.Argument(metavar="DIR...", help="Folders, with all below them.", show_default=False)
    ],
    *,
    recipe: RecipeOption = None,
    further: SetOption = None,
    preset: PresetOption = None,
    statement: StatementOption = None,
    output: OutputOption = None,
    jobs: JobsOption = None,
    settled: Annotated[
        float, typer.Option(min=0.0, metavar="SECONDS", help="For which a file must have stayed as it is.")
    ] = SETTLED,
    poll: Annotated[
        bool, typer.Option("--poll", help="Look again and again, where the system tells of no changes: on networks.")
    ] = False,
    json: JsonOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Protect what is in folders, and what comes into them, until Ctrl-C; a later watch goes on where this one ended.

    A picture is taken once nobody writes to it any more. One that cannot be protected is told once, and tried again
    when its file changes.
    """
    choices = Choices(recipe=recipe, preset=preset, statement=statement, further=tuple(further or ()))
    report = report_for(json=json, quiet=quiet, verbose=verbose)
    counts: Counter[Status] = Counter()
    started, stop = time.perf_counter(), Event()
    with (
        Journal() as journal,
        interruptible(stop),
        closing(
            watched(
                folders,
                choices.to_recipe(),
                journal=journal,
                output=output,
                jobs=jobs,
                stop=stop,
                settled=settled,
                poll=poll,
            )
        ) as outcomes,
    ):
        for outcome in outcomes:
            counts[outcome.status] += 1
            report.outcome(outcome)
    report.summary(counts, time.perf_counter() - started)
