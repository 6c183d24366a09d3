"""HTML for text that comes from anywhere: escaped, shortened, and without what would turn the page around."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from pathlib import Path

from fixative.printable import printable

__all__ = ["chip", "rows", "safe", "table"]

_LETTERS = 800
_GROUP = re.compile(r"(?<=\w):(?=[A-Za-z])")


def safe(text: str | Path) -> str:
    """Give a text for an element or a quoted attribute, on one line and of a bounded length."""
    whole = str(text)
    return escape(printable(whole[:_LETTERS])) + ("…" if len(whole) > _LETTERS else "")


def chip(words: str, kind: str = "") -> str:
    """Make a short label; its kind is one of good, bad, warn, note, or empty."""
    return f'<span class="chip {kind}">{safe(words)}</span>'


def rows(pairs: Iterable[tuple[str, str]]) -> str:
    """Make rows of a table, each with a head; a text in another script does not move its neighbours."""
    return "".join(
        f'<tr><th scope="row"><bdi>{_breakable(head)}</bdi></th><td><bdi>{_breakable(text)}</bdi></td></tr>'
        for head, text in pairs
    )


def _breakable(text: str) -> str:
    """Let the name of a field go on in the next line behind its group."""
    return _GROUP.sub(":<wbr>", safe(text))


def table(heads: Iterable[str], body: str) -> str:
    """Make a table."""
    columns = "".join(f'<th scope="col">{safe(head)}</th>' for head in heads)
    return f"<table><thead><tr>{columns}</tr></thead><tbody>{body}</tbody></table>\n"
