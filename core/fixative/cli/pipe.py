"""One picture through a pipe: from stdin to stdout."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from fixative.cli.report import complain
from fixative.errors import (
    EmptyFileError,
    FixativeError,
    NotAPictureError,
    OptionsError,
    PictureOnScreenError,
    writing_failed,
)
from fixative.formats import HEAD_BYTES, sniff
from fixative.messages import sentence
from fixative.outcome import Severity
from fixative.recipe import Recipe

__all__ = ["PIPE", "through_pipe"]

PIPE = Path("-")
"""What stands on the command line for stdin and stdout."""


def through_pipe(recipe: Recipe, *, quiet: bool) -> int:
    """Protect what comes by stdin, and write the result to stdout, whole or not at all.

    Returns
    -------
    int
        The exit status: 1 where the picture failed, which is said on stderr.

    Raises
    ------
    PictureOnScreenError
        Stdout is a terminal.
    OptionsError
        Stdin is closed, or a terminal.
    DiskFullError, DestinationNotWritableError
        The picture cannot be kept meanwhile, or stdout takes no more.
    """
    if sys.stdout.isatty():
        raise PictureOnScreenError
    if sys.stdin is None or sys.stdin.isatty():
        raise OptionsError(detail="no picture comes by stdin")
    # Kept as a file meanwhile: the containers are read in any order, and by others.
    with tempfile.TemporaryDirectory(prefix="fixative-") as folder:
        source = Path(folder, "stdin")
        try:
            with source.open("wb") as file:
                shutil.copyfileobj(sys.stdin.buffer, file)
            return _passed_on(source, Path(folder, "stdout"), recipe, quiet=quiet)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise writing_failed(error) from error


def _passed_on(source: Path, target: Path, recipe: Recipe, *, quiet: bool) -> int:
    from fixative.protect import protect  # noqa: PLC0415 - most commands never load the codecs themselves

    with source.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if sniff(head) is None:
        _say(NotAPictureError() if head else EmptyFileError())
        return 1
    outcome = protect(source, target, recipe)
    for problem in outcome.problems:
        if not quiet or problem.severity is Severity.ERROR:
            complain(PIPE, sentence(problem.code, problem.params))
    if outcome.result is None:
        return 1
    with outcome.result.open("rb") as file:
        shutil.copyfileobj(file, sys.stdout.buffer)
    sys.stdout.buffer.flush()
    return 0


def _say(error: FixativeError) -> None:
    complain(PIPE, sentence(error.code, error.params))
