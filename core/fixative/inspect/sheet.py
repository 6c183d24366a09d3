"""A page in the making: complete in itself, written bit by bit, and published once it is whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import BinaryIO

from fixative.errors import OptionsError, reading_failed
from fixative.inspect.markup import safe
from fixative.inspect.tongue import Tongue
from fixative.printable import printable
from fixative.recipe import Conflict
from fixative.rights.statement import Language
from fixative.write import whole
from fixative_assets import resource

__all__ = ["Sheet", "is_page", "published"]

_BEGIN = (
    '<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="generator" content="Fixative">\n'
)
_HEAD = """<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<h1>{title}</h1>
<p class="muted">{line}</p>
<main>
"""
_END = "</main>\n</body>\n</html>\n"


def is_page(path: Path) -> bool:
    """Whether a file is a page of Fixative, which a new one may replace."""
    begins = {_BEGIN.format(language=language.value).encode() for language in Language}
    with path.open("rb") as file:
        return file.read(max(map(len, begins))) in begins


@contextmanager
def published(target: Path) -> Iterator[BinaryIO]:
    """Give the file of a page, and publish it once it is whole; it replaces none but another page.

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
        yield draft.file


class Sheet:
    """What all pages have: head, style, and a summary that is known last and stands first.

    Parameters
    ----------
    file : BinaryIO
        Seekable; written from where it stands.
    title, line : str
        Phrases of the tongue, by their codes; the second may name the {day}.
    tongue : Tongue
    room : int
        Bytes kept free for the summary.
    """

    def __init__(self, file: BinaryIO, title: str, line: str, tongue: Tongue, *, room: int) -> None:
        self._file = file
        today = tongue.day(date.today())  # noqa: DTZ011 - as people date
        head = _HEAD.format(
            title=safe(tongue.phrase(title)),
            line=safe(tongue.phrase(line, day=today)),
            style=resource("page", "page.css").read_text("utf-8"),
        )
        self.write(_BEGIN.format(language=tongue.language.value) + head)
        self._summary = file.tell()
        self.write(" " * room + "\n")

    def write(self, text: str) -> None:
        """Write what comes next."""
        self._file.write(text.encode())

    def finish(self, summary: str) -> None:
        """End the page, and write the summary into its place."""
        self.write(_END)
        end = self._file.tell()
        self._file.seek(self._summary)
        self.write(summary)
        self._file.seek(end)
