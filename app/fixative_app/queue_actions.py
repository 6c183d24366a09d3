"""What can be done with the selected pictures: by key, and from the queue's menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from fixative_app.queue_model import Row
from fixative_app.theme import Theme

__all__ = ["QueueActions"]


class QueueActions(QObject):
    """The actions, enabled by what is selected.

    Parameters
    ----------
    theme : Theme
    parent : QObject
        In which their keys work.
    """

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self.open_original = self._action(self.tr("Open the original"), "open", Qt.Key.Key_Return, Qt.Key.Key_Enter)
        self.reveal = self._action(self.tr("Show in its folder"), "reveal")
        self.copy_results = self._action(self.tr("Copy the results"), "copy", QKeySequence.StandardKey.Copy)
        self.retry = self._action(self.tr("Protect again"), "retry", Qt.Key.Key_F5)
        self.own = self._action(self.tr("A recipe for these alone…"), "own", "Ctrl+Shift+E")
        self.common = self._action(self.tr("The recipe of all others"), "undo")
        self.copy_reason = self._action(self.tr("Copy the reason"), "info")
        self.remove = self._action(
            self.tr("Remove from the queue"), "remove", QKeySequence.StandardKey.Delete, Qt.Key.Key_Backspace
        )
        self.enable([], idle=True)

    def groups(self) -> list[list[QAction]]:
        """List the actions as the menu has them."""
        return [
            [self.open_original, self.reveal, self.copy_results],
            [self.retry, self.own, self.common],
            [self.copy_reason],
            [self.remove],
        ]

    def enable(self, rows: Sequence[Row], *, idle: bool) -> None:
        """Enable what can be done with rows.

        Parameters
        ----------
        rows : sequence of Row
            What is selected.
        idle : bool
            Whether no run is on, which would not be told of a change.
        """
        self.open_original.setEnabled(bool(rows))
        self.reveal.setEnabled(bool(rows))
        self.copy_results.setEnabled(any(row.result is not None for row in rows))
        self.retry.setEnabled(idle and any(row.outcome is not None for row in rows))
        self.own.setEnabled(idle and bool(rows))
        self.common.setEnabled(idle and any(row.own is not None for row in rows))
        self.copy_reason.setEnabled(any(row.failed for row in rows))
        self.remove.setEnabled(idle and bool(rows))

    def _action(self, text: str, icon: str, *keys: QKeySequence.StandardKey | Qt.Key | str) -> QAction:
        action = QAction(text, self.parent())
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._theme.dress(action, icon)
        return action
