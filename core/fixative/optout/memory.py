"""What the user did already: a TOML file in the user's folder for settings, to be read and edited like any other."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from fixative.errors import CheckFailedError, ChecklistError
from fixative.recipe import Conflict
from fixative.toml import from_toml, to_toml
from fixative.write import whole

__all__ = ["Memory", "keep", "load", "path"]


class Memory(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is remembered.

    Attributes
    ----------
    platforms : tuple of str
        Slugs of those that the user is on; none: nothing was said.
    done : dict
        The day on which an objection was made, by the platform's slug and the objection's name. What the list of
        platforms does not have any more stays.
    """

    platforms: tuple[str, ...] = ()
    done: dict[str, dict[str, date]] = {}

    def on(self, *slugs: str) -> Memory:
        """Give this with other platforms."""
        return msgspec.structs.replace(self, platforms=tuple(dict.fromkeys(slugs)))

    def did(self, slug: str, name: str, day: date | None) -> Memory:
        """Give this with an objection done on a day, or with None not done."""
        names = {key: value for key, value in self.done.get(slug, {}).items() if key != name}
        if day is not None:
            names[name] = day
        done = {key: value for key, value in self.done.items() if key != slug}
        return msgspec.structs.replace(self, done={**done, slug: names} if names else done)


def path() -> Path:
    """Name the file; it may not be there."""
    from platformdirs import user_config_path  # noqa: PLC0415 - only where the checklist is asked for

    return user_config_path("fixative", appauthor=False) / "optout.toml"


def load() -> Memory:
    """Read what is remembered; raises `ChecklistError` where it does not hold, or cannot be read."""
    file = path()
    try:
        return from_toml(file.read_text("utf-8"), Memory)
    except FileNotFoundError:
        return Memory()
    except (OSError, ValueError) as error:
        raise ChecklistError(path=str(file), detail=str(error)) from error


def keep(memory: Memory) -> Path:
    """Remember; raises `OutputError` where that cannot be written."""
    file = path()

    def check(draft: Path) -> None:
        if from_toml(draft.read_text("utf-8"), Memory) != memory:
            raise CheckFailedError(detail="the checklist reads back otherwise")

    with whole(file, source=None, conflict=Conflict.OVERWRITE, check=check) as draft:
        draft.file.write(to_toml(memory).encode())
    return file
