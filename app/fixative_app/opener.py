"""What the desktop's own programs open: an original, and the folders that results are in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from fixative_app.queue_model import QueueModel
from fixative_app.queue_view import QueueView

__all__ = ["Opener"]


class Opener(QObject):
    """Opens what belongs to the pictures of the queue.

    Parameters
    ----------
    model : QueueModel
    queue : QueueView
        Whose current picture is meant.
    parent : QObject, optional
    """

    failed = Signal(str)
    """Nothing opens it (what is to be told)."""

    def __init__(self, model: QueueModel, queue: QueueView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._queue = queue

    def reveal_results(self) -> None:
        """Open the folder of the current picture's result, or else that of the first."""
        row = self._queue.current_row()
        results = [row.result] if row is not None else []
        results += [row.result for row in self._model.rows]
        first = next((result for result in results if result is not None), None)
        if first is not None:
            self._reveal(first.parent)

    def reveal_current(self) -> None:
        """Open the folder of the current picture: its result's, if there is one."""
        row = self._queue.current_row()
        if row is not None:
            self._reveal((row.result or row.source).parent)

    def open_original(self) -> None:
        """Open the current picture's original."""
        row = self._queue.current_row()
        if row is not None and not _open(row.source):
            self.failed.emit(self.tr("No program opens this picture here."))

    def _reveal(self, folder: Path) -> None:
        if not _open(folder):
            told = self.tr("No program opens folders here. The results are in {folder}")
            self.failed.emit(told.format(folder=folder))


def _open(path: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
