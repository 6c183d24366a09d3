"""The user's own folders, in which Fixative keeps what nobody else is to read."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

__all__ = ["OTHERS", "POSIX", "HomelessError", "data_folder", "make_private", "state_folder"]

POSIX = os.name == "posix"
OTHERS = stat.S_IRWXG | stat.S_IRWXO
"""Permissions of everybody but the owner."""


class HomelessError(Exception):
    """The user has no home folder; says so."""

    def __init__(self) -> None:
        super().__init__("there is no home folder")


def data_folder() -> Path:
    """Name the folder for what is kept; it may not be there. Raises `HomelessError`."""
    from platformdirs import user_data_path  # noqa: PLC0415 - only where something kept is asked for

    return _named(user_data_path)


def state_folder() -> Path:
    """Name the folder for what may go without harm; it may not be there. Raises `HomelessError`."""
    from platformdirs import user_state_path  # noqa: PLC0415 - as above

    return _named(user_state_path)


def _named(path: Callable[..., Path]) -> Path:
    try:
        folder = path("fixative", appauthor=False)
    except RuntimeError:
        raise HomelessError from None
    # Before platformdirs 4.10, `~` stays as it is without a home: a folder wherever the program was started.
    if not folder.is_absolute():
        raise HomelessError
    return folder


def make_private(folder: Path) -> None:
    """Make a folder that the user alone may enter, or close one that is there to all others."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if POSIX and folder.stat().st_mode & OTHERS:
        folder.chmod(stat.S_IRWXU)
