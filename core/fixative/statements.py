"""Statements kept by name: said once, and used for every picture.

Each is a TOML file of its own in the user's folder for settings, to be read, edited and copied like any other.
"""

from __future__ import annotations

import re
from pathlib import Path

from fixative.errors import CheckFailedError, DestinationExistsError, NoStatementError, StatementError, writing_failed
from fixative.recipe import Conflict
from fixative.rights.statement import RightsStatement
from fixative.toml import from_toml, to_toml
from fixative.write import whole

__all__ = ["forget", "load", "names", "path_of", "save"]

_NAME = re.compile(r"\w(?:[\w .-]{0,62}\w)?")
_ENDING = ".toml"


def folder() -> Path:
    """Name the folder that they are kept in; it may not be there."""
    from platformdirs import user_config_path  # noqa: PLC0415 - only where a statement is asked for

    return user_config_path("fixative", appauthor=False) / "statements"


def path_of(name: str) -> Path:
    """Name the file of a statement; raises `StatementError` where a name cannot be one."""
    if not _NAME.fullmatch(name):
        raise StatementError(
            name=name or '""', detail="a name has letters, digits, spaces, dots and hyphens, 64 at most"
        )
    return folder() / f"{name}{_ENDING}"


def names() -> list[str]:
    """List what is kept, in order."""
    return sorted(path.stem for path in folder().glob(f"*{_ENDING}") if _NAME.fullmatch(path.stem))


def load(name: str) -> RightsStatement:
    """Read a statement.

    Raises
    ------
    NoStatementError
        None of this name is kept.
    StatementError
        It does not hold, or cannot be read.
    """
    path = path_of(name)
    try:
        return from_toml(path.read_text("utf-8"), RightsStatement)
    except FileNotFoundError:
        raise NoStatementError(name=name, known=", ".join(names()) or "none") from None
    except (OSError, ValueError) as error:
        raise StatementError(name=name, detail=str(error)) from error


def save(name: str, statement: RightsStatement, *, replace: bool = False) -> Path:
    """Keep a statement.

    Parameters
    ----------
    name : str
    statement : RightsStatement
    replace : bool, optional
        Whether one of this name is given up.

    Returns
    -------
    Path
        Of its file.

    Raises
    ------
    StatementError
        The name cannot be one, or one is kept under it.
    OutputError
        It cannot be written.
    """
    path = path_of(name)

    def check(draft: Path) -> None:
        if from_toml(draft.read_text("utf-8"), RightsStatement) != statement:
            raise CheckFailedError(detail="the statement reads back otherwise")

    conflict = Conflict.OVERWRITE if replace else Conflict.ERROR
    try:
        with whole(path, source=None, conflict=conflict, check=check) as draft:
            draft.file.write(to_toml(statement).encode())
    except DestinationExistsError:
        raise StatementError(name=name, detail="one of this name is kept already; --replace gives it up") from None
    return path


def forget(name: str) -> None:
    """Remove a statement; raises `NoStatementError` where none of this name is kept."""
    try:
        path_of(name).unlink()
    except FileNotFoundError:
        raise NoStatementError(name=name, known=", ".join(names()) or "none") from None
    except OSError as error:
        raise writing_failed(error) from error
