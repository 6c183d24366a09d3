"""What differs between two recipes, and the same difference made in a third."""

from __future__ import annotations

from typing import TypeVar

import msgspec

__all__ = ["changed_text", "transferred"]

_Choice = TypeVar("_Choice", bound=msgspec.Struct)


def transferred(before: _Choice, after: _Choice, onto: _Choice) -> _Choice:
    """Give choices in which all that differs between two others is as in the second of them."""
    made: dict[str, object] = {}
    for name in before.__struct_fields__:
        old, new = getattr(before, name), getattr(after, name)
        if old == new:
            continue
        inner = isinstance(old, msgspec.Struct) and isinstance(new, msgspec.Struct)
        made[name] = transferred(old, new, getattr(onto, name)) if inner else new
    return msgspec.structs.replace(onto, **made)


def changed_text(before: msgspec.Struct, after: msgspec.Struct) -> str:
    """Name the one text that differs between two choices, as `rights.owner`; empty where it is not one text."""
    names = [name for name in before.__struct_fields__ if getattr(before, name) != getattr(after, name)]
    if len(names) != 1:
        return ""
    old, new = getattr(before, names[0]), getattr(after, names[0])
    if isinstance(old, msgspec.Struct):
        inner = changed_text(old, new)
        return f"{names[0]}.{inner}" if inner else ""
    return names[0] if type(old) is str and type(new) is str else ""
