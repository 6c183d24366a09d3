"""`fixative register`: what was protected, whether a file is a copy of it, and evidence of both."""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fixative.cli.options import JsonOption, QuietOption
from fixative.cli.report import complain, plain, printable, say, write_json
from fixative.errors import FixativeError, NoEntryError
from fixative.messages import sentence
from fixative.outcome import Problem

if TYPE_CHECKING:
    from fixative.register import Entry, Match, Register

__all__ = ["app"]

_HELP = """Your register: what was protected, when, and what was said; and which original a copy comes from.

Each result of a batch is entered: both files' names and checksums, your statement and choices, the figures, and a grey
thumbnail of 64 x 64 pixels by which copies are recognised. It is kept in a file that only you can read, and never
leaves this machine. `--no-register`, or `register = false` in a recipe, enters nothing.
"""

app = typer.Typer(help=_HELP, no_args_is_help=True)

_Number = Annotated[int, typer.Argument(metavar="NUMBER", help="Of an entry, as `list` shows it.")]
_Numbers = Annotated[
    list[int] | None,
    typer.Argument(metavar="[NUMBER]...", help="Of entries, as `list` shows them. Default: all.", show_default=False),
]
_Files = Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files that may be copies.", show_default=False)]


@app.command("list")
def list_(*, json: JsonOption = False) -> None:
    """List what was protected: number, time, what was done, source and result."""
    entries = 0
    with _register() as register:
        for entry in _entries(register, ()):
            entries += 1
            if json:
                write_json({"type": "entry", **entry.to_builtins()})
            else:
                names = f"{printable(entry.source)} -> {printable(entry.result)}"
                say(f"{entry.number}  {entry.at}  {entry.status.value}  {names}")
    if json:
        write_json({"type": "summary", "entries": entries})


@app.command()
def show(number: _Number, *, json: JsonOption = False) -> None:
    """Show all that an entry holds."""
    with _register() as register:
        (entry,) = _entries(register, (number,))
    if json:
        write_json({"type": "entry", **entry.to_builtins()})
    else:
        say("\n".join(_in_words(entry)))


@app.command()
def find(files: _Files, *, json: JsonOption = False, quiet: QuietOption = False) -> None:
    """Say which protected picture a file is, or is a copy of: exit status 0 if all were recognised, 1 if one was not.

    A copy may be scaled to a quarter, compressed, converted to another format, and cropped by a tenth at each side.
    Pictures of one series are hard to tell apart, and called similar where that cannot be done for certain.
    """
    from fixative.register import Kinship  # noqa: PLC0415 - brings the decoders along

    recognised = failures = 0
    with _register() as register:
        for path in files:
            try:
                matches = _found(path, register)
            except FixativeError as error:
                failures += 1
                _tell_failure(path, error, json=json)
                continue
            recognised += any(match.kinship is not Kinship.SIMILAR for match in matches)
            if json:
                write_json({"type": "found", "path": os.fspath(path), "matches": [_plain(match) for match in matches]})
            elif matches or not quiet:
                say("\n".join(_told(path, matches)))
    if json:
        write_json({"type": "summary", "files": len(files), "recognised": recognised, "failed": failures})
    raise typer.Exit(0 if recognised == len(files) else 1)


@app.command()
def export(
    numbers: _Numbers = None,
    *,
    json: Annotated[bool, typer.Option("--json/--csv", help="One JSON object a line, or a table.")] = False,
) -> None:
    """Write entries to stdout as a table (CSV) or as JSON, as evidence for a complaint or an objection.

    Checksums prove which files are meant: whoever has the file can compute them again.
    """
    entries = 0
    with _register() as register:
        for entry in _entries(register, numbers or ()):
            members = entry.to_builtins()
            if json:
                write_json({"type": "entry", **members})
            else:
                _write_row(members, heads=not entries)
            entries += 1
    if json:
        write_json({"type": "summary", "entries": entries})


@app.command()
def forget() -> None:
    """Empty the register for good: copies of what was protected are not recognised any more."""
    from fixative.register import forget as forget_kept  # noqa: PLC0415 - as above
    from fixative.register import home  # noqa: PLC0415 - as above

    forget_kept(home())


@contextmanager
def _register() -> Iterator[Register]:
    from fixative.register import home, opened  # noqa: PLC0415 - only where it is asked for

    with opened(home()) as register:
        yield register


def _entries(register: Register, numbers: tuple[int, ...] | list[int]) -> Iterator[Entry]:
    if not numbers:
        yield from register.entries()
    for number in numbers:
        entry = register.entry(number)
        if entry is None:
            raise NoEntryError(number=number)
        yield entry


def _found(path: Path, register: Register) -> list[Match]:
    from fixative.register import find as look_up  # noqa: PLC0415 - as above

    return look_up(path, register)


def _told(path: Path, matches: list[Match]) -> list[str]:
    from fixative.inspect.origin import told_of  # noqa: PLC0415 - as above

    if not matches:
        return [f"{printable(path)}: not in the register"]
    return [f"{printable(path)}: {printable(told_of(match))}" for match in matches]


def _plain(match: Match) -> dict[str, object]:
    return {"kinship": match.kinship.value, "likeness": match.likeness, "entry": match.entry.to_builtins()}


def _in_words(entry: Entry) -> Iterator[str]:
    for name, value in _flat(entry.to_builtins()).items():
        lines = str(value).strip().splitlines()
        if len(lines) > 1:
            yield f"{name}:"
            yield from (f"  {printable(line)}" for line in lines)
        else:
            yield f"{name}: {printable(str(value).strip())}"


def _flat(members: dict[str, object]) -> dict[str, object]:
    """Put the figures beside the rest."""
    figures = members["figures"]
    flat = {name: value for name, value in members.items() if name != "figures"}
    if isinstance(figures, dict):
        names = ("visible_cost", "amplitude", "source_bytes", "result_bytes", "frames", "signed")
        flat |= {name: figures[name] for name in names}
        flat["tags"] = " ".join(figures["tags"])
    return {name: "" if value is None else value for name, value in flat.items()}


def _write_row(members: dict[str, object], *, heads: bool) -> None:
    flat = _flat(members)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    if heads:
        writer.writerow(flat)
    writer.writerow(flat.values())


def _tell_failure(path: Path, error: FixativeError, *, json: bool) -> None:
    if json:
        write_json({"type": "error", "path": os.fspath(path), "problem": plain(Problem.from_error(error))})
    else:
        complain(path, sentence(error.code, error.params))
