"""Write the manual page fixative(1), from the commands themselves.

    python packaging/man_page.py [FILE]

Without a file it goes to stdout: `python packaging/man_page.py | man -l -`.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import typer

from fixative.cli.main import app

ENVIRONMENT = {
    "FIXATIVE_SECRET": "Stands in for your own secret, of which cloaks are drawn.",
    "NO_COLOR": "Where it is set, help is not coloured.",
}
STATUS = {
    "0": "All went well.",
    "1": "A picture failed; the others are done. (doctor: something is wrong.)",
    "2": "Something was asked for wrongly.",
    "130": "It was stopped by Ctrl-C.",
}


def page() -> str:
    """Give the page in roff."""
    program = typer.main.get_command(app)
    # As a program named so would be asked: its help speaks of itself.
    context = program.make_context("fixative", [], resilient_parsing=True)
    lines = [
        f'.TH FIXATIVE 1 "" "Fixative {version("fixative")}" "User Commands"',
        ".SH NAME",
        r"fixative \- a cloak against AI training for pictures, and the words that forbid it",
        ".SH SYNOPSIS",
        r".B fixative",
        r"\fICOMMAND\fR [\fIOPTIONS\fR] ...",
        ".SH DESCRIPTION",
        *_paragraphs(program.help),
        ".SH COMMANDS",
        *_commands(program, context, "fixative"),
        ".SH ENVIRONMENT",
        *_definitions(dict(sorted((ENVIRONMENT | _variables(program)).items()))),
        ".SH EXIT STATUS",
        *_definitions(STATUS),
    ]
    return "\n".join(lines) + "\n"


def _commands(group: Any, context: Any, name: str) -> Iterator[str]:  # noqa: ANN401 - of click, which Typer hides
    for word, command in group.commands.items():
        full = f"{name} {word}"
        below = type(context)(command, info_name=word, parent=context)
        yield f'.SS "{_escaped(full)}"'
        if hasattr(command, "commands"):
            yield from _paragraphs(command.help)
            yield from _commands(command, below, full)
            continue
        yield f"\\fB{_escaped(full)}\\fR " + " ".join(f"\\fI{_escaped(each)}\\fR" for each in _usage(command, below))
        yield ".PP"
        yield from _paragraphs(command.help)
        for option in command.params:
            record = option.get_help_record(below)
            if record is not None and option.param_type_name == "option":
                yield from _definition(*record)


def _usage(command: Any, context: Any) -> list[str]:  # noqa: ANN401 - as above
    return [str(piece) for piece in command.collect_usage_pieces(context)]


def _variables(group: Any) -> dict[str, str]:  # noqa: ANN401 - as above
    found: dict[str, str] = {}
    for command in group.commands.values():
        if hasattr(command, "commands"):
            found |= _variables(command)
        for option in command.params:
            if isinstance(getattr(option, "envvar", None), str):
                found[option.envvar] = f"Stands in for {option.opts[0]}."
    return found


def _definitions(terms: dict[str, str]) -> Iterator[str]:
    for term, words in terms.items():
        yield from _definition(term, words)


def _definition(term: str, words: str) -> Iterator[str]:
    yield ".TP"
    yield f"\\fB{_escaped(term)}\\fR"
    yield from filter(None, _paragraphs(words))


def _paragraphs(text: str | None) -> Iterator[str]:
    for number, paragraph in enumerate(re.split(r"\n\s*\n", (text or "").strip())):
        if number:
            yield ".PP"
        yield _escaped(" ".join(paragraph.split()))


def _escaped(text: str) -> str:
    """Keep what roff would take for its own: backslashes, hyphens, and a dot or quote that begins a line."""
    text = re.sub(r"[`*]{1,2}([^`*]+)[`*]{1,2}", r"\1", text).replace("\\", r"\e").replace("-", r"\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text


def main() -> None:
    """Write it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path)
    given = parser.parse_args()
    if given.file is None:
        sys.stdout.write(page())
        return
    given.file.parent.mkdir(parents=True, exist_ok=True)
    given.file.write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
