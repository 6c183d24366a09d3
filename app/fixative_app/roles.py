"""What screen readers are told that our own widgets are, where Qt can only say that they are some widget."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

__all__ = ["use_roles"]

# By name, as Qt asks: a class of ours, or one that it is made from.
_ROLES = {"Canvas": QAccessible.Role.Graphic, "Document": QAccessible.Role.Document}


@cache
def use_roles() -> None:
    """Let Qt know of the roles, once for the program."""
    QAccessible.installFactory(_interface)


def _interface(name: str, widget: QObject) -> QAccessibleInterface | None:
    role = _ROLES.get(name)
    return QAccessibleWidget(widget, role) if role is not None and isinstance(widget, QWidget) else None
