"""What a command prints: data on stdout, all that is about the work on stderr."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from pathlib import Path
from typing import Protocol

from fixative.errors import writing_failed
from fixative.messages import OF_THE_RUN, sentence
from fixative.outcome import Figures, Outcome, Problem, Severity, Status
from fixative.printable import printable

__all__ = ["SCHEMA", "JsonReport", "Report", "TextReport", "complain", "plain", "printable", "say", "write_json"]

SCHEMA = 1
"""Version of the JSON lines: it rises when a member changes its meaning or goes, not when one comes."""

_BY_NUMBER = frozenset({"cancelled", "already-there", "already-done"})
"""What an interrupt kept from being done, or what was done before, is told by its number alone."""


class Report(Protocol):
    """Prints outcomes as they come, and a summary at the end."""

    def outcome(self, outcome: Outcome) -> None:
        """Print what became of a picture."""

    def summary(self, counts: Counter[Status], seconds: float) -> None:
        """Print what became of all."""


class TextReport:
    """For people: the results' paths on stdout, a line for each problem and the sum on stderr.

    Parameters
    ----------
    quiet : bool
        Errors only.
    verbose : bool
        The figures of each picture, and what was skipped, too.
    """

    def __init__(self, *, quiet: bool, verbose: bool) -> None:
        self._quiet = quiet
        self._verbose = verbose
        self._said: set[str] = set()
        self._done_before = 0

    def outcome(self, outcome: Outcome) -> None:
        """Print what became of a picture."""
        untold = {"cancelled"} if self._verbose else _BY_NUMBER
        for problem in outcome.problems:
            self._done_before += problem.code == "already-done"
            if problem.code in OF_THE_RUN:
                self._complain_once(problem)
            elif problem.code not in untold and (not self._quiet or problem.severity is Severity.ERROR):
                complain(outcome.source, sentence(problem.code, problem.params))
        if self._quiet or outcome.result is None or outcome.status is Status.SKIPPED:
            return
        if outcome.status is Status.PLANNED:
            say(f"{printable(outcome.source)} -> {printable(outcome.result)}")
            return
        say(printable(outcome.result) if sys.stdout.isatty() else os.fspath(outcome.result))
        if self._verbose and outcome.figures is not None:
            complain(outcome.source, _in_words(outcome.figures))

    def _complain_once(self, problem: Problem) -> None:
        if self._quiet or problem.code in self._said:
            return
        self._said.add(problem.code)
        print(f"fixative: {printable(sentence(problem.code, problem.params))}", file=sys.stderr)  # noqa: T201

    def summary(self, counts: Counter[Status], seconds: float) -> None:
        """Print what became of all."""
        if self._quiet:
            return
        told = [f"{counts[status]} {status.value}" for status in Status if counts[status]]
        told += [f"{self._done_before} of them done before (--redo does them again)"] if self._done_before else []
        print(f"{', '.join(told)} in {seconds:.1f} s", file=sys.stderr)  # noqa: T201


class JsonReport:
    """For programs: a JSON object for each picture, and one for all."""

    def outcome(self, outcome: Outcome) -> None:
        """Print what became of a picture."""
        figures = outcome.figures
        write_json(
            {
                "type": "outcome",
                "status": outcome.status.value,
                "source": os.fspath(outcome.source),
                "result": None if outcome.result is None else os.fspath(outcome.result),
                "figures": None
                if figures is None
                else {name: getattr(figures, name) for name in Figures.__dataclass_fields__},
                "problems": [plain(problem) for problem in outcome.problems],
            }
        )

    def summary(self, counts: Counter[Status], seconds: float) -> None:
        """Print what became of all."""
        numbers = {status.value: counts[status] for status in Status}
        write_json({"type": "summary", **numbers, "seconds": round(seconds, 3)})


def write_json(members: dict[str, object]) -> None:
    """Print an object as one line, at once: a program at the other end waits for it.

    Names that are no UTF-8 hold lone surrogates, which JSON can only carry escaped: the line is ASCII.
    """
    say(json.dumps({"schema": SCHEMA, **members}))


def complain(path: Path, words: str) -> None:
    """Print a line about a file on stderr."""
    print(f"{printable(path)}: {words}", file=sys.stderr)  # noqa: T201


def say(line: str) -> None:
    """Print on stdout, at once.

    Raises
    ------
    DiskFullError, DestinationNotWritableError
        Stdout leads to a file that takes no more.
    """
    try:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        # What could not be written waits in the buffer, and would be tried again at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise writing_failed(error) from error


def plain(problem: Problem) -> dict[str, object]:
    """Give a problem as plain values, with its sentence."""
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "params": problem.params,
        "message": sentence(problem.code, problem.params),
    }


def _in_words(figures: Figures) -> str:
    words = [f"{figures.width} x {figures.height}"]
    if figures.frames > 1:
        words.append(f"{figures.frames} frames")
    if figures.visible_cost is not None:
        words.append(f"visible cost {figures.visible_cost:.0f}")
    if figures.tags:
        words.append(f"policy in {', '.join(figures.tags)}")
    words += ["signed"] if figures.signed else []
    words += [f"{figures.source_bytes:,} -> {figures.result_bytes:,} bytes", f"{figures.seconds:.2f} s"]
    return ", ".join(words)
