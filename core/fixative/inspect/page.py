"""The report as one HTML page: complete in itself, and written picture by picture, however many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from fixative.codecs.thumbnail import thumbnail
from fixative.inspect.card import SIDE, Kind, card, failed_card, kinds_of
from fixative.inspect.markup import safe, table
from fixative.inspect.readers import Reader, load_readers
from fixative.inspect.report import Report
from fixative.inspect.sheet import Sheet, published
from fixative.inspect.tongue import ENGLISH, Tongue
from fixative.outcome import Problem

__all__ = ["Page", "page_at"]

_ROOM = 4096

_COUNTED: dict[Kind, str] = {
    Kind.FORBIDS: "page-forbid",
    Kind.CLASHES: "page-clash",
    Kind.SILENT: "page-silent",
    Kind.SIGNED: "page-signed",
    Kind.FAILED: "page-failed",
}


@contextmanager
def page_at(target: Path, tongue: Tongue = ENGLISH) -> Iterator[Page]:
    """Begin a page, and publish it once it is whole; `sheet.published` says what it replaces, and raises."""
    with published(target) as file:
        page = Page(file, tongue)
        yield page
        page.finish()


class Page:
    """A page in the making.

    Parameters
    ----------
    file : BinaryIO
        Seekable; written from where it stands.
    tongue : Tongue, optional
    """

    def __init__(self, file: BinaryIO, tongue: Tongue = ENGLISH) -> None:
        self._tongue = tongue
        self._counts: Counter[Kind] = Counter()
        self._all = 0
        self._sheet = Sheet(file, "page-title", "page-line", tongue, room=_ROOM)
        pictures = safe(tongue.phrase("page-pictures"))
        self._sheet.write(
            f'\n<section aria-labelledby="pictures">\n<h2 id="pictures">{pictures}</h2>\n<div class="cards">\n'
        )

    def add(self, path: Path, report: Report) -> None:
        """Show a picture."""
        self._count(*kinds_of(report))
        self._sheet.write(card(path, report, thumbnail(path, side=SIDE), self._tongue))

    def add_failure(self, path: Path, problem: Problem) -> None:
        """Show a file that could not be read, and why."""
        self._count(Kind.FAILED)
        self._sheet.write(failed_card(path, self._tongue.sentence(problem), self._tongue))

    def finish(self) -> None:
        """Write the rest, and the summary into its place."""
        self._sheet.write(f"</div>\n</section>\n{_about_readers(self._tongue)}")
        self._sheet.finish(self._summed())

    def _count(self, *kinds: Kind) -> None:
        self._all += 1
        self._counts.update(kinds)

    def _summed(self) -> str:
        tongue = self._tongue
        counted = {
            kind: safe(tongue.phrase(code, count=tongue.number(self._counts[kind]))) for kind, code in _COUNTED.items()
        }
        told = "".join(f"<li>{words}</li>" for words in counted.values())
        every = tongue.number(self._all)
        return (
            f'<section aria-labelledby="summary">\n<h2 id="summary">{safe(tongue.phrase("page-summary"))}</h2>\n'
            f"<p>{safe(tongue.phrase('page-of', count=every))}</p>\n<ul>{told}</ul>\n{self._choice(counted, every)}"
            "</section>\n"
        )

    def _choice(self, counted: Mapping[Kind, str], every: str) -> str:
        """Let a reader choose which pictures are shown, where there is a choice."""
        parts = [kind for kind in counted if 0 < self._counts[kind] < self._all]
        if not parts:
            return ""
        buttons = _button("all", safe(self._tongue.phrase("page-all", count=every)), " checked")
        buttons += "".join(_button(kind, counted[kind]) for kind in parts)
        return f"<fieldset><legend>{safe(self._tongue.phrase('page-show'))}</legend>{buttons}</fieldset>\n"


def _button(kind: str, words: str, state: str = "") -> str:
    return f'<label><input type="radio" name="show" id="show-{kind}"{state}>{words}</label>'


def _about_readers(tongue: Tongue) -> str:
    body = "".join(_row(reader, tongue) for reader in load_readers())
    heads = tuple(map(tongue.phrase, ("page-reader", "page-looks-for", "page-what-else", "page-source")))
    return (
        f'<section aria-labelledby="readers">\n<h2 id="readers">{safe(tongue.phrase("page-readers"))}</h2>\n'
        f"{table(heads, body)}</section>\n"
    )


def _row(reader: Reader, tongue: Tongue) -> str:
    looks_for = "; ".join(
        (
            *(tongue.data(detail.what) for detail in reader.finds),
            *(tongue.phrase("page-of-your-site", what=each) for each in reader.site),
        )
    )
    checked = safe(tongue.phrase("page-checked", day=tongue.day(reader.checked)))
    link = f'<a href="{safe(reader.source)}" rel="noreferrer">{safe(tongue.phrase("page-link"))}</a>, {checked}'
    return (
        f'<tr><th scope="row">{safe(tongue.data(reader.name))}</th>'
        f"<td>{safe(looks_for or tongue.phrase('nothing'))}</td>"
        f"<td>{safe(tongue.data(reader.note))}</td><td>{link}</td></tr>\n"
    )
