"""Packages whose public names are loaded at first use, so that `fixative --version` waits for none of them."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping
from types import ModuleType

__all__ = ["load_late"]


def load_late(package: str, homes: Mapping[str, str]) -> None:
    """Let a package load its public names at first use.

    Parameters
    ----------
    package : str
        Its `__name__`.
    homes : mapping
        For each public name the module below the package that it stands in.
    """
    module = sys.modules[package]
    module.__dict__["_HOMES"] = dict(homes)
    module.__class__ = _Late


class _Late(ModuleType):
    def __getattr__(self, name: str) -> object:
        homes = self.__dict__["_HOMES"]
        if name not in homes:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        value: object = getattr(importlib.import_module(f"{self.__name__}.{homes[name]}"), name)
        setattr(self, name, value)
        return value

    def __setattr__(self, name: str, value: object) -> None:
        # Once a module is loaded, the import system binds its name in its package. Where a public function
        # has the same name (`fixative.protect`), the function stays in view, whoever loads the module.
        if isinstance(value, ModuleType) and name in self.__dict__["_HOMES"]:
            value = getattr(value, name)
        super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self.__dict__["_HOMES"]})
