"""The report as one HTML page: complete in itself, and written picture by picture, however many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import BinaryIO

from fixative.codecs.thumbnail import thumbnail
from fixative.errors import OptionsError, reading_failed
from fixative.inspect.card import Kind, card, failed_card, kinds_of
from fixative.inspect.markup import safe, table
from fixative.inspect.readers import Reader, load_readers
from fixative.inspect.report import Report
from fixative.printable import printable
from fixative.recipe import Conflict
from fixative.write import whole
from fixative_assets import resource

__all__ = ["Page", "is_page", "page_at"]

_SIDE = 320
"""Pixels: a card shows them about as large."""

_BEGIN = (
    '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="generator" content="Fixative">\n'
)
_HEAD = """<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>What the pictures say about AI</title>
<style>
{style}</style>
</head>
<body>
<h1>What the pictures say about AI</h1>
<p class="muted">Made by Fixative on {day}. A tag is a declaration for those who look, not a lock.</p>
<main>
"""
_ROOM = 4096
"""Bytes kept free for the summary, which is known last and stands first."""
_PICTURES = '\n<section aria-labelledby="pictures">\n<h2 id="pictures">Pictures</h2>\n<div class="cards">\n'
_END = "</div>\n</section>\n{readers}</main>\n</body>\n</html>\n"

_COUNTED: dict[Kind, str] = {
    Kind.FORBIDS: "forbid AI training or data mining",
    Kind.CLASHES: "contradict themselves",
    Kind.SILENT: "say nothing that a program could read",
    Kind.SIGNED: "are signed, and the signature holds",
    Kind.FAILED: "could not be read",
}


def is_page(path: Path) -> bool:
    """Whether a file is such a page, which a new one may replace."""
    with path.open("rb") as file:
        return file.read(len(_BEGIN)) == _BEGIN.encode()


@contextmanager
def page_at(target: Path) -> Iterator[Page]:
    """Begin a page, and publish it once it is whole; it replaces none but another page.

    Parameters
    ----------
    target : Path

    Raises
    ------
    OptionsError
        Where something else is there.
    OutputError
        Where it cannot be written.
    """
    try:
        replaced = target.exists() and target.is_file() and is_page(target)
    except OSError as error:
        raise reading_failed(error) from error
    if target.exists() and not replaced:
        raise OptionsError(detail=f"{printable(target)} is there already, and is no such page")
    conflict = Conflict.OVERWRITE if replaced else Conflict.ERROR
    with whole(target, source=None, conflict=conflict, check=lambda _path: None) as draft:
        page = Page(draft.file)
        yield page
        page.finish()


class Page:
    """A page in the making.

    Parameters
    ----------
    file : BinaryIO
        Seekable; written from where it stands.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._counts: Counter[Kind] = Counter()
        self._all = 0
        self._write(_BEGIN + _HEAD.format(style=_style(), day=date.today().isoformat()))  # noqa: DTZ011 - as people date
        self._summary = file.tell()
        self._write(" " * _ROOM + _PICTURES)

    def add(self, path: Path, report: Report) -> None:
        """Show a picture."""
        self._count(*kinds_of(report))
        self._write(card(path, report, thumbnail(path, side=_SIDE)))

    def add_failure(self, path: Path, words: str) -> None:
        """Show a file that could not be read, and why."""
        self._count(Kind.FAILED)
        self._write(failed_card(path, words))

    def finish(self) -> None:
        """Write the rest, and the summary into its place."""
        self._write(_END.format(readers=_about_readers()))
        end = self._file.tell()
        self._file.seek(self._summary)
        self._write(self._summed())
        self._file.seek(end)

    def _count(self, *kinds: Kind) -> None:
        self._all += 1
        self._counts.update(kinds)

    def _summed(self) -> str:
        counted = {kind: f"{self._counts[kind]:,} {words}" for kind, words in _COUNTED.items()}
        told = "".join(f"<li>{words}</li>" for words in counted.values())
        buttons = _button("all", f"all {self._all:,}", " checked")
        buttons += "".join(_button(kind, words) for kind, words in counted.items())
        return (
            f'<section aria-labelledby="summary">\n<h2 id="summary">Summary</h2>\n<p>Of {self._all:,} pictures</p>\n'
            f"<ul>{told}</ul>\n<fieldset><legend>Show the pictures that</legend>{buttons}</fieldset>\n</section>\n"
        )

    def _write(self, text: str) -> None:
        self._file.write(text.encode())


def _button(kind: str, words: str, state: str = "") -> str:
    return f'<label><input type="radio" name="show" id="show-{kind}"{state}>{words}</label>'


def _style() -> str:
    return resource("page", "page.css").read_text("utf-8")


def _about_readers() -> str:
    body = "".join(_row(reader) for reader in load_readers())
    heads = ("Reader", "Looks for", "What else", "Source")
    return (
        '<section aria-labelledby="readers">\n<h2 id="readers">Who is known to read what</h2>\n'
        f"{table(heads, body)}</section>\n"
    )


def _row(reader: Reader) -> str:
    looks_for = "; ".join(
        (*(detail.what for detail in reader.finds), *(f"{each} of your site" for each in reader.site))
    )
    source = f'<a href="{safe(reader.source)}" rel="noreferrer">source</a>, checked {reader.checked.isoformat()}'
    return (
        f'<tr><th scope="row">{safe(reader.name)}</th><td>{safe(looks_for or "nothing")}</td>'
        f"<td>{safe(reader.note)}</td><td>{source}</td></tr>\n"
    )
