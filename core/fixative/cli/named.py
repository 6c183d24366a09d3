"""What was named on the command line, and in a list of names."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from fixative.cli.files import read_bytes
from fixative.cli.pipe import PIPE
from fixative.errors import OptionsError
from fixative.remote import located

__all__ = ["Named"]


@dataclass(frozen=True, slots=True)
class Named:
    """Pictures and folders, as they were named.

    Attributes
    ----------
    words : tuple of Path
    files_from : Path or None
        A file with further names; ``-`` is stdin.
    null : bool
        Whether they end with a NUL there, and not with a line's end.
    """

    words: tuple[Path, ...]
    files_from: Path | None
    null: bool = False

    @property
    def is_pipe(self) -> bool:
        """Whether one picture is to go from stdin to stdout."""
        return self.words == (PIPE,) and self.files_from is None

    def paths(self) -> list[Path]:
        """Give all names.

        Raises
        ------
        OptionsError
            There is none, or the list cannot be read.
        """
        if PIPE in self.words:
            raise OptionsError(detail="- stands alone: one picture comes by stdin")
        paths = [*self.words, *self._listed()]
        if not paths:
            raise OptionsError(detail="no picture and no folder is named")
        return paths

    def _listed(self) -> list[Path]:
        if self.files_from is None:
            return []
        if self.files_from != PIPE:
            data = read_bytes(self.files_from, most=None)
        elif sys.stdin is None:
            raise OptionsError(detail="stdin is closed")
        else:
            data = sys.stdin.buffer.read()
        names = data.split(b"\0") if self.null else data.splitlines()
        # As bytes: names may be no text.
        return [located(os.fsdecode(name)) for name in names if name]
