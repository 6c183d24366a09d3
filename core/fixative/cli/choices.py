"""From the options to a recipe: an option goes before the recipe file, and the file before the defaults."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from fixative.cloak.preset import Preset
from fixative.errors import OptionsError
from fixative.formats import Format
from fixative.recipe import Conflict, KeyChoice, Recipe
from fixative.recipes import take
from fixative.rights.statement import AIPolicy
from fixative.statements import load

__all__ = ["Choices", "said", "validated"]

_Struct = TypeVar("_Struct", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What was said by options; None where nothing was."""

    recipe: Path | None = None
    statement: str | None = None
    preset: Preset | None = None
    secret: str | None = None
    key: KeyChoice | None = None
    again: bool | None = None
    owner: str | None = None
    creators: tuple[str, ...] | None = None
    policy: AIPolicy | None = None
    overwrite_policy: bool | None = None
    platforms: tuple[str, ...] | None = None
    format: Format | None = None
    quality: int | None = None
    conflict: Conflict | None = None
    name: str | None = None
    drop_gps: bool | None = None
    drop_serials: bool | None = None
    drop_thumbnails: bool | None = None
    sign: bool | None = None
    register: bool | None = None
    max_pixels: int | None = None
    further: tuple[str, ...] = ()
    """As `destination.folder=out`: any choice of a recipe by its name there."""

    def to_recipe(self) -> Recipe:
        """Lay the options over the recipe file.

        Raises
        ------
        RecipeError
            The file, or the recipe of this name, does not hold.
        NoStatementError, StatementError
            The statement of this name does not.
        OptionsError
            It holds, and the options do not.
        """
        base = Recipe() if self.recipe is None else take(self.recipe)
        if self.statement is not None:
            base = msgspec.structs.replace(base, rights=load(self.statement))
        cloak = said(preset=self.preset, secret=self.secret, key=self.key, again=self.again)
        # An option leaves no use for what the file says of the other.
        if self.secret and self.key is None:
            cloak["key"] = KeyChoice.SECRET.value
        if self.key is KeyChoice.RANDOM and self.secret is None:
            cloak["secret"] = ""
        rights = said(owner=self.owner, creators=self.creators, policy=self.policy)
        destination = said(format=self.format, quality=self.quality, conflict=self.conflict, name=self.name)
        over: dict[str, object] = {
            "cloak": cloak,
            "rights": rights,
            "destination": destination,
            "fit": said(platforms=self.platforms),
            "privacy": said(
                drop_gps=self.drop_gps, drop_serials=self.drop_serials, drop_thumbnails=self.drop_thumbnails
            ),
            "credentials": said(sign=self.sign),
            "limits": said(max_pixels=self.max_pixels),
            **said(overwrite_policy=self.overwrite_policy, register=self.register),
        }
        for each in self.further:
            _lay(each, over)
        return validated(base, over, Recipe)


def said(**values: object) -> dict[str, object]:
    """Give as plain values what options say; None says nothing."""
    return {name: msgspec.to_builtins(value) for name, value in values.items() if value is not None}


def _lay(choice: str, over: dict[str, object]) -> None:
    name, equals, value = choice.partition("=")
    part, _, within = name.partition(".")
    if not equals:
        raise OptionsError(detail=f"{choice} is no choice of a recipe, such as destination.folder=out")
    laid = over.get(part)
    if within:
        over[part] = (laid if isinstance(laid, dict) else {}) | {within: value}
    else:
        over[part] = value


def validated(base: msgspec.Struct, over: dict[str, object], kind: type[_Struct]) -> _Struct:
    """Lay what options say over choices, part by part; raises `OptionsError` where they do not hold then."""
    # By way of plain values: unlike `replace`, `convert` validates.
    plain = msgspec.to_builtins(base)
    for name, value in over.items():
        before = plain.get(name)
        plain[name] = before | value if isinstance(before, dict) and isinstance(value, dict) else value
    try:
        # Not strictly: what stands on a command line is text, also where a number is meant.
        return msgspec.convert(plain, kind, strict=False)
    except ValueError as error:
        # Without msgspec's `- at $.destination`: the sentence names the choice itself.
        raise OptionsError(detail=str(error).partition(" - at `")[0]) from error
