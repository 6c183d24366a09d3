"""Below the queue: what the current picture says about AI, and what its result will say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRunnable, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from fixative.errors import FixativeError
from fixative.recipe import Recipe
from fixative_app import words
from fixative_app.controls import ElidedLabel
from fixative_app.queue_model import Row

if TYPE_CHECKING:
    from fixative.foresee import Foreseen

__all__ = ["RowDetails"]

_AFTER = 150
"""Milliseconds that a picture is current before it is read: who goes through the queue by key waits for none."""


class RowDetails(QFrame):
    """Two lines; hidden where there is nothing to tell.

    Parameters
    ----------
    parent : QWidget, optional
    """

    _came = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("details")
        self._row: Row | None = None
        self._recipe = Recipe()
        self._number = 0
        self._pool = QThreadPool(self, maxThreadCount=1)
        self._came.connect(self._show)
        self._timer = QTimer(self, singleShot=True, interval=_AFTER)
        self._timer.timeout.connect(self._ask)
        self.found = ElidedLabel("muted")
        self.found.setAccessibleName(self.tr("What the original says about AI"))
        self.written = ElidedLabel()
        self.written.setAccessibleName(self.tr("What the result says about AI"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 6)
        layout.setSpacing(4)
        layout.addWidget(self.found)
        layout.addWidget(self.written)
        self.hide()

    def show_row(self, row: Row | None, recipe: Recipe) -> None:
        """Tell of a picture, and of the recipe that it will be protected by."""
        chosen = recipe if row is None else row.own or recipe
        if row == self._row and chosen == self._recipe:
            return
        if row is None or self._row is None or row.source != self._row.source:
            self.hide()
        self._row, self._recipe = row, chosen
        self._number += 1
        self._timer.start()

    def hand_in(self, number: int, foreseen: Foreseen | None) -> None:
        """Bring what was found; called from the pool's thread."""
        self._came.emit(number, foreseen)

    def shut_down(self) -> None:
        """Drop what waits, and wait for what is being read."""
        self._timer.stop()
        self._pool.clear()
        self._pool.waitForDone()

    def _ask(self) -> None:
        self._pool.clear()
        if self._row is not None:
            self._pool.start(_Look(self, self._number, self._row.source, self._recipe))

    def _show(self, number: int, foreseen: Foreseen | None) -> None:
        row = self._row
        if number != self._number or row is None:
            return
        self.setVisible(foreseen is not None)
        if foreseen is None:
            return
        fields = [finding.field for finding in foreseen.report.findings if finding.about_ai]
        self.found.say(self.tr("Original: {said}").format(said=words.said_in(foreseen.report.policy, fields)))
        self.found.setToolTip(words.tip("\n".join(fields)))
        # A picture that failed has none, however sound its tags are.
        self.written.setVisible(not row.failed)
        done = row.outcome.figures if row.outcome is not None and row.done else None
        tags = foreseen.written if done is None else done.tags
        self.written.say(self.tr("Result: {said}").format(said=words.said_in(foreseen.policy, tags)))
        self.written.setToolTip(words.tip("\n".join(tags)))


class _Look(QRunnable):
    def __init__(self, details: RowDetails, number: int, source: Path, recipe: Recipe) -> None:
        super().__init__()
        self._details = details
        self._number = number
        self._source = source
        self._recipe = recipe

    def run(self) -> None:
        # Late: it brings libraries that the window does not need to appear.
        from fixative.foresee import foresee  # noqa: PLC0415

        try:
            self._details.hand_in(self._number, foresee(self._source, self._recipe))
        except (FixativeError, OSError):
            # Whatever is wrong with the file is said in its row.
            self._details.hand_in(self._number, None)
