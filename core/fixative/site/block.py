"""A block of our own in somebody else's text file: found by its marks, replaced, and nothing beside it touched."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from fixative.errors import UnmergeableError
from fixative.rights.statement import AIPolicy
from fixative.site.choice import Site, domain_of, terms_of

__all__ = ["Mark", "Text", "numbered_lines"]

_BOUNDARY = re.compile(rb"[ \t]*(?:#|<!--)[ \t]*fixative (begin|end)\b")
_MARK = re.compile(
    r"fixative begin: (?P<policy>[a-z-]+) for (?P<domain>\S+?)(?:; terms (?P<terms>\S+?))?"
    r"(?:; crawlers of (?P<day>\d{4}-\d\d-\d\d))?(?: -->)?\s*\Z"
)
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Mark:
    """What the first line of a block says of the whole.

    Attributes
    ----------
    site : Site
        What was chosen when it was written.
    crawlers : date or None
        Day of the list that the crawlers were taken from, where the block names any.
    """

    site: Site
    crawlers: date | None = None

    def __str__(self) -> str:
        words = [f"{self.site.policy} for {self.site.domain}"]
        words += [f"terms {self.site.terms}"] if self.site.terms else []
        words += [f"crawlers of {self.crawlers.isoformat()}"] if self.crawlers else []
        return f"fixative begin: {'; '.join(words)}"

    @classmethod
    def read(cls, line: str) -> Mark | None:
        """Read it; None where it is not as it was written."""
        found = _MARK.search(line)
        if found is None:
            return None
        try:
            domain = domain_of(found["domain"])
            site = Site(policy=AIPolicy(found["policy"]), domain=domain, terms=terms_of(found["terms"] or "", domain))
            return cls(site, date.fromisoformat(found["day"]) if found["day"] else None)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Text:
    """A text file, split at our block.

    Attributes
    ----------
    before, after : bytes
        What is not ours. Where there is no block, all stands before it.
    block : bytes or None
        From the line of the first mark to that of the last.
    """

    before: bytes
    block: bytes | None
    after: bytes

    @classmethod
    def split(cls, content: bytes) -> Text:
        """Find our block; raises `UnmergeableError` where the marks do not pair, or the encoding knows no ASCII."""
        if content.startswith(_WIDE) or b"\0" in content:
            raise UnmergeableError(detail="it is not UTF-8")
        bom = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
        lines = content[len(bom) :].splitlines(keepends=True)
        marks = [(number, found[1]) for number, line in enumerate(lines) if (found := _BOUNDARY.match(line))]
        if not marks:
            return cls(content, None, b"")
        if [kind for _, kind in marks] != [b"begin", b"end"]:
            raise UnmergeableError(detail="its marks 'fixative begin' and 'fixative end' are not one pair")
        (first, _), (last, _) = marks
        return cls(bom + b"".join(lines[:first]), b"".join(lines[first : last + 1]), b"".join(lines[last + 1 :]))

    @property
    def mark(self) -> Mark | None:
        """What the block says of itself."""
        if self.block is None:
            return None
        return Mark.read(self.block.splitlines()[0].decode("utf-8", "replace"))

    def merged(self, mark: Mark, lines: Sequence[str], *, comment: Callable[[str], str]) -> bytes:
        """Give the file with a block of these lines in the place of ours, or at its end.

        Parameters
        ----------
        mark : Mark
        lines : sequence of str
            In ASCII, without line ends.
        comment : callable
            Makes a line a comment of this kind of file.
        """
        end = self._line_end()
        block = end.join(line.encode("ascii") for line in (comment(str(mark)), *lines, comment("fixative end")))
        if self.block is not None:
            return self.before + block + _end_of(self.block) + self.after
        own = self.before.removeprefix(codecs.BOM_UTF8)
        gap = b"" if not own else end if _end_of(own) else end + end
        return self.before + gap + block + end

    def _line_end(self) -> bytes:
        for line in (self.before + (self.block or b"") + self.after).splitlines(keepends=True):
            return _end_of(line) or b"\n"
        return b"\n"


def numbered_lines(text: Text) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Give the lines before and after our block with their numbers in the file, from 1."""
    before, block, after = (
        part.decode("utf-8-sig", "replace") for part in (text.before, text.block or b"", text.after)
    )
    head, ours = _lines(before), _lines(block)
    return (
        list(enumerate(head, 1)),
        list(enumerate(_lines(after), 1 + len(head) + len(ours))),
    )


def _lines(text: str) -> list[str]:
    # Not `str.splitlines`, which knows line ends that no crawler does.
    return re.split(r"\r\n|\r|\n", text)[: -1 if not text or text[-1] in "\r\n" else None]


def _end_of(line: bytes) -> bytes:
    return next((end for end in (b"\r\n", b"\n", b"\r") if line.endswith(end)), b"")
