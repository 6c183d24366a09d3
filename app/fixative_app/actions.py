"""What the window can be told to do: by button, by key, and from its menu."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from fixative_app.edits import Edits
from fixative_app.theme import Theme

__all__ = ["Actions"]


class Actions(QObject):
    """The actions; who can do what they are for connects them.

    Parameters
    ----------
    edits : Edits
    theme : Theme
    window : QWidget
        In which their keys work.
    """

    def __init__(self, edits: Edits, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._edits = edits
        self._at_rest = True
        self.add_files = self._action(self.tr("Add files…"), QKeySequence.StandardKey.Open, "add-files")
        self.add_folder = self._action(self.tr("Add folder…"), "Ctrl+Shift+O", "add-folder")
        self.paste = self._action(self.tr("Paste"), QKeySequence.StandardKey.Paste, "paste")
        self.clear = self._action(self.tr("Clear the queue"), "Ctrl+Shift+Del", "clear")
        self.switch = self._action(self.tr("Inspect, or back to protecting"), "Ctrl+I", "inspect")
        self.opt_out = self._action(self.tr("Opt out of AI training"), "Ctrl+Shift+U", "inspect")
        self.undo = self._action(self.tr("Undo"), QKeySequence.StandardKey.Undo, "undo")
        self.redo = self._action(self.tr("Redo"), QKeySequence.StandardKey.Redo, "redo")
        for action in (self.undo, self.redo):
            # Their texts come and go; in the list of keys they are this.
            action.setWhatsThis(action.text())
        self.take_up = self._action(self.tr("Take up the last queue"), "Ctrl+Shift+T", "retry")
        self.copy_command = self._action(self.tr("Copy as command"), "Ctrl+Shift+C", "copy")
        self.save_log = self._action(self.tr("Save a log of problems…"), "Ctrl+Shift+L", "save")
        self.leave = self._action(self.tr("Quit"), QKeySequence.StandardKey.Quit, "remove")
        self.take_up.setEnabled(False)
        self.clear.triggered.connect(edits.clear)
        self.undo.triggered.connect(edits.stack.undo)
        self.redo.triggered.connect(edits.stack.redo)
        edits.stack.indexChanged.connect(self._show_history)
        self._show_history()

    def menu(self) -> list[list[QAction]]:
        """List what the window's menu has."""
        return [
            [self.undo, self.redo],
            [self.take_up],
            [self.opt_out],
            [self.copy_command, self.save_log],
            [self.leave],
        ]

    def allow_changes(self, *, at_rest: bool) -> None:
        """Let the queue be changed, or not while it is worked on."""
        self._at_rest = at_rest
        self._show_history()

    def _show_history(self) -> None:
        stack = self._edits.stack
        self.undo.setEnabled(self._at_rest and stack.canUndo())
        self.redo.setEnabled(self._at_rest and stack.canRedo())
        self.undo.setText(self.tr("Undo {change}").format(change=stack.undoText()).strip())
        self.redo.setText(self.tr("Redo {change}").format(change=stack.redoText()).strip())

    def _action(self, text: str, keys: QKeySequence.StandardKey | str, icon: str) -> QAction:
        action = QAction(text, self._window)
        action.setShortcut(QKeySequence(keys))
        shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{text.rstrip('…')} ({shown})")
        self._theme.dress(action, icon)
        self._window.addAction(action)
        return action
