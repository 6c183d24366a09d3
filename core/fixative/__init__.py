"""Fixative: a cloak against AI training, and the words that forbid it, for pictures before they are published.

The public face: what stands in `__all__`. Everything is loaded at first use, so that `import fixative`
costs nothing.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fixative.cloak.preset import Preset
    from fixative.errors import FixativeError
    from fixative.formats import Format
    from fixative.inspect import Report, inspect
    from fixative.outcome import Figures, Outcome, Problem, Severity, Status
    from fixative.progress import Progress
    from fixative.protect import protect, tag
    from fixative.recipe import CloakChoice, Conflict, Destination, Limits, Privacy, Recipe
    from fixative.rights.statement import AIPolicy, DigitalSourceType, RightsStatement

__all__ = [
    "AIPolicy",
    "CloakChoice",
    "Conflict",
    "Destination",
    "DigitalSourceType",
    "Figures",
    "FixativeError",
    "Format",
    "Limits",
    "Outcome",
    "Preset",
    "Privacy",
    "Problem",
    "Progress",
    "Recipe",
    "Report",
    "RightsStatement",
    "Severity",
    "Status",
    "inspect",
    "protect",
    "tag",
]

_HOMES = {
    "AIPolicy": "rights.statement",
    "CloakChoice": "recipe",
    "Conflict": "recipe",
    "Destination": "recipe",
    "DigitalSourceType": "rights.statement",
    "Figures": "outcome",
    "FixativeError": "errors",
    "Format": "formats",
    "Limits": "recipe",
    "Outcome": "outcome",
    "Preset": "cloak.preset",
    "Privacy": "recipe",
    "Problem": "outcome",
    "Progress": "progress",
    "Recipe": "recipe",
    "Report": "inspect",
    "RightsStatement": "rights.statement",
    "Severity": "outcome",
    "Status": "outcome",
    "inspect": "inspect",
    "protect": "protect",
    "tag": "protect",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Face(ModuleType):
    def __setattr__(self, name: str, value: object) -> None:
        # Once a module is loaded, the import system binds its name here. Where a function of the public
        # face has the same name (`protect`, `inspect`), the function stays in view, whoever loads the
        # module, and when.
        if name in __all__ and isinstance(value, ModuleType):
            value = getattr(value, name)
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Face
