"""From the options to a recipe: an option goes before the recipe file, and the file before the defaults."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from fixative.cloak.preset import Preset
from fixative.errors import OptionsError
from fixative.formats import Format
from fixative.recipe import Conflict, KeyChoice, Recipe
from fixative.rights.statement import AIPolicy

__all__ = ["Choices"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What was said by options; None where nothing was."""

    recipe: Path | None = None
    preset: Preset | None = None
    secret: str | None = None
    key: KeyChoice | None = None
    again: bool | None = None
    owner: str | None = None
    creators: tuple[str, ...] | None = None
    policy: AIPolicy | None = None
    overwrite_policy: bool | None = None
    format: Format | None = None
    quality: int | None = None
    conflict: Conflict | None = None
    name: str | None = None
    drop_gps: bool | None = None
    sign: bool | None = None
    max_pixels: int | None = None

    def to_recipe(self) -> Recipe:
        """Lay the options over the recipe file.

        Raises
        ------
        RecipeError
            The file does not hold.
        OptionsError
            It holds, and the options do not.
        """
        base = Recipe() if self.recipe is None else Recipe.load(self.recipe)
        cloak = _said(preset=self.preset, secret=self.secret, key=self.key, again=self.again)
        # An option leaves no use for what the file says of the other.
        if self.secret and self.key is None:
            cloak["key"] = KeyChoice.SECRET.value
        if self.key is KeyChoice.RANDOM and self.secret is None:
            cloak["secret"] = ""
        rights = _said(owner=self.owner, creators=self.creators, policy=self.policy)
        destination = _said(format=self.format, quality=self.quality, conflict=self.conflict, name=self.name)
        # By way of plain values: unlike `replace`, `convert` validates.
        plain = msgspec.to_builtins(base)
        plain["cloak"] |= cloak
        plain["rights"] |= rights
        plain["destination"] |= destination
        plain["privacy"] |= _said(drop_gps=self.drop_gps)
        plain["credentials"] |= _said(sign=self.sign)
        plain["limits"] |= _said(max_pixels=self.max_pixels)
        plain |= _said(overwrite_policy=self.overwrite_policy)
        try:
            return msgspec.convert(plain, Recipe)
        except ValueError as error:
            # Without msgspec's `- at $.destination`: the sentence names the choice itself.
            raise OptionsError(detail=str(error).partition(" - at `")[0]) from error


def _said(**values: object) -> dict[str, object]:
    return {name: msgspec.to_builtins(value) for name, value in values.items() if value is not None}
