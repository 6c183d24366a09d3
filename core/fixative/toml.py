"""Frozen choices as TOML, and back."""

from __future__ import annotations

import tomllib
from typing import TypeVar

import msgspec
import tomli_w

__all__ = ["from_toml", "to_toml"]

_Choice = TypeVar("_Choice", bound=msgspec.Struct)


def from_toml(text: str, kind: type[_Choice]) -> _Choice:
    """Read choices; raises `ValueError` where they do not hold."""
    return msgspec.convert(tomllib.loads(text), kind)


def to_toml(choice: msgspec.Struct, *, whole: bool = False) -> str:
    """Write choices.

    Parameters
    ----------
    choice : msgspec.Struct
        Every field of which has a default.
    whole : bool, optional
        Whether every choice is written; otherwise those that differ from the default. One that is not
        made (None) has no form in TOML and is left out.
    """
    return tomli_w.dumps(_plain(choice, whole=whole))


def _plain(choice: msgspec.Struct, *, whole: bool) -> dict[str, object]:
    plain: dict[str, object] = {}
    default = type(choice)()
    for name in choice.__struct_fields__:
        value = getattr(choice, name)
        if value is None or (not whole and value == getattr(default, name)):
            continue
        plain[name] = _plain(value, whole=whole) if isinstance(value, msgspec.Struct) else msgspec.to_builtins(value)
    return plain
