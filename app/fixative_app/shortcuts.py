"""Which keys do what: read off the actions, buttons and shortcuts themselves, so that the list is never out of date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QSplitter, QWidget

__all__ = ["Key", "keys_as_html", "keys_of"]

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Key:
    """What keys do.

    Attributes
    ----------
    where : str
        The part of the window in which they work.
    text : str
        What they do.
    keys : tuple of str
        As the system shows them.
    """

    where: str
    text: str
    keys: tuple[str, ...]


def keys_of(window: QWidget) -> list[Key]:
    """List all keys of a window, those that work everywhere first, and else as they came to be."""
    found = [
        *(
            _key(window, action, action.whatsThis() or action.text(), action.shortcuts())
            for action in window.findChildren(QAction)
            if action.shortcuts()
        ),
        *(
            _key(window, button, button.whatsThis() or button.text() or button.accessibleName(), [button.shortcut()])
            for button in window.findChildren(QAbstractButton)
            # What is underlined in a button's own text is not listed: it is to be seen.
            if not button.shortcut().isEmpty() and button.shortcut() != QKeySequence.mnemonic(button.text())
        ),
        *(_key(window, shortcut, shortcut.whatsThis(), shortcut.keys()) for shortcut in window.findChildren(QShortcut)),
    ]
    places = list(dict.fromkeys([_everywhere(), *(key.where for key in found)]))
    return sorted(dict.fromkeys(found), key=lambda key: places.index(key.where))


def keys_as_html(keys: Sequence[Key]) -> str:
    """Write them as tables, one for each part of the window."""
    parts = []
    for where in dict.fromkeys(key.where for key in keys):
        rows = "".join(
            f'<tr><td width="62%">{escape(key.text)}</td><td class="head">{escape(", ".join(key.keys))}</td></tr>'
            for key in keys
            if key.where == where
        )
        parts.append(f'<h3>{escape(where)}</h3><table width="100%" cellspacing="0">{rows}</table>')
    return "".join(parts)


def _key(window: QWidget, owner: QObject, text: str, sequences: Sequence[QKeySequence]) -> Key:
    shown = tuple(sequence.toString(QKeySequence.SequenceFormat.NativeText) for sequence in sequences)
    plain = text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")
    return Key(_where(window, owner), plain, tuple(dict.fromkeys(shown)))


def _where(window: QWidget, owner: QObject) -> str:
    above = owner if isinstance(owner, QWidget) and not isinstance(owner, QAbstractButton) else owner.parent()
    while isinstance(above, QWidget) and above is not window:
        # What is moved between two parts says nothing of either.
        if above.accessibleName() and not isinstance(above, QSplitter):
            return above.accessibleName()
        above = above.parentWidget()
    return _everywhere()


def _everywhere() -> str:
    return translate("shortcuts", "Everywhere")
