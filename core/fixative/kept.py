"""Choices kept by name: each a TOML file in the user's folder for settings, to be read, edited and copied."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from fixative.errors import CheckFailedError, DestinationExistsError, FixativeError, writing_failed
from fixative.recipe import Conflict
from fixative.toml import from_toml, to_toml
from fixative.write import whole

__all__ = ["Kept"]

_Choice = TypeVar("_Choice", bound=msgspec.Struct)

_NAME = re.compile(r"\w(?:[\w .-]{0,62}\w)?")
_ENDING = ".toml"


@dataclass(frozen=True, slots=True)
class Kept(Generic[_Choice]):
    """All choices of a kind.

    Attributes
    ----------
    place : str
        Name of their folder.
    kind : type
    invalid : callable
        Makes the error for a name, and what is wrong with it or its file.
    unknown : callable
        Makes the error for a name that is not kept, and the names that are.
    """

    place: str
    kind: type[_Choice]
    invalid: Callable[[str, str], FixativeError]
    unknown: Callable[[str, str], FixativeError]

    def folder(self) -> Path:
        """Name the folder that they are kept in; it may not be there."""
        from platformdirs import user_config_path  # noqa: PLC0415 - only where one is asked for

        return user_config_path("fixative", appauthor=False) / self.place

    def path_of(self, name: str) -> Path:
        """Name the file of one; raises `invalid` where a name cannot be one."""
        if not _NAME.fullmatch(name):
            raise self.invalid(name or '""', "a name has letters, digits, spaces, dots and hyphens, 64 at most")
        return self.folder() / f"{name}{_ENDING}"

    def names(self) -> list[str]:
        """List what is kept, in order."""
        return sorted(path.stem for path in self.folder().glob(f"*{_ENDING}") if _NAME.fullmatch(path.stem))

    def load(self, name: str) -> _Choice:
        """Read one; raises `unknown` where it is not kept, `invalid` where it does not hold or cannot be read."""
        path = self.path_of(name)
        try:
            return from_toml(path.read_text("utf-8"), self.kind)
        except FileNotFoundError:
            raise self._unknown(name) from None
        except (OSError, ValueError) as error:
            raise self.invalid(name, str(error)) from error

    def save(self, name: str, choice: _Choice, *, replace: bool = False) -> Path:
        """Keep one, and give the path of its file.

        Parameters
        ----------
        name : str
        choice : msgspec.Struct
        replace : bool, optional
            Whether one of this name is given up; otherwise `invalid` is raised, as for a name that cannot be one.

        Raises
        ------
        OutputError
            It cannot be written.
        """
        path = self.path_of(name)

        def check(draft: Path) -> None:
            if from_toml(draft.read_text("utf-8"), self.kind) != choice:
                raise CheckFailedError(detail="it reads back otherwise")

        conflict = Conflict.OVERWRITE if replace else Conflict.ERROR
        try:
            with whole(path, source=None, conflict=conflict, check=check) as draft:
                draft.file.write(to_toml(choice).encode())
        except DestinationExistsError:
            raise self.invalid(name, "one of this name is kept already; --replace gives it up") from None
        return path

    def name_of(self, choice: _Choice) -> str:
        """Name the first one that says the same; empty where none does."""
        for name in self.names():
            with contextlib.suppress(FixativeError):
                if self.load(name) == choice:
                    return name
        return ""

    def forget(self, name: str) -> None:
        """Remove one; raises `unknown` where it is not kept."""
        try:
            self.path_of(name).unlink()
        except FileNotFoundError:
            raise self._unknown(name) from None
        except OSError as error:
            raise writing_failed(error) from error

    def _unknown(self, name: str) -> FixativeError:
        return self.unknown(name, ", ".join(self.names()) or "none")
