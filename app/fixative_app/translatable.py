"""Marks a text that stands as a constant for the translators, typed as what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["QT_TRANSLATE_NOOP"]

if TYPE_CHECKING:

    def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
        """Give the text as it is: lupdate finds it by this name. Qt's own stub says that it gives an object."""
else:
    from PySide6.QtCore import QT_TRANSLATE_NOOP
