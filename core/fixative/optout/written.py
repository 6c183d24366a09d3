"""A letter as a file: PDF or text, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from fixative.errors import CheckFailedError, OptionsError
from fixative.optout.letter import Letter, as_text
from fixative.printable import printable
from fixative.recipe import Conflict
from fixative.write import whole

__all__ = ["save"]


def save(letter: Letter, target: Path, *, conflict: Conflict = Conflict.RENAME) -> Path:
    """Write a letter, and give the file's name.

    Parameters
    ----------
    letter : Letter
    target : Path
        Ends with .pdf or .txt.
    conflict : Conflict, optional

    Raises
    ------
    OptionsError
        It ends otherwise, or the PDF's font has not all signs.
    OutputError
        It cannot be written.
    """
    ending = target.suffix.lower()
    if ending not in (".pdf", ".txt"):
        raise OptionsError(detail=f"{printable(target)} ends with neither .pdf nor .txt")
    if ending == ".pdf":
        # What writes PDF is slow to load.
        from fixative.optout.pdf import as_pdf  # noqa: PLC0415

        body = as_pdf(letter)
    else:
        body = as_text(letter).encode()

    def check(draft: Path) -> None:
        if draft.read_bytes() != body:
            raise CheckFailedError(detail="the letter reads back otherwise")

    with whole(target, source=None, conflict=conflict, check=check) as draft:
        draft.file.write(body)
    return draft.result or target
