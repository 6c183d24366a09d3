"""What is to be known of a run that ended: reasons of failures with their numbers, notes, and the ways on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from fixative.outcome import Problem
from fixative_app import words
from fixative_app.controls import label
from fixative_app.queue_model import Counts, Group, Row
from fixative_app.theme import Theme

__all__ = ["RunEnd"]

_MOST_REASONS = 4


class RunEnd(QFrame):
    """Stands above the run bar while there are failures to be seen to, or something to be known of the whole run.

    Parameters
    ----------
    theme : Theme
    parent : QWidget, optional
    """

    retry_asked = Signal(object)
    """Pictures to try again, as a list of paths."""
    log_asked = Signal()
    retry_offered = Signal(bool)
    """Whether it offers to try again what failed, so that nothing else need."""
    show_asked = Signal(object)
    """A `Group` of rows to be shown."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("runend")
        self._failed: list[Row] = []
        self._notes: Sequence[Problem] = ()
        self.heading = label("", "section")
        self.reasons = label("", "muted", wrap=True)
        self.retry = self._button(self.tr("Retry failed"), "retry", theme)
        self.retry.clicked.connect(lambda: self.retry_asked.emit([row.source for row in self._failed]))
        self.show_them = self._button(self.tr("Show them"), "search", theme)
        self.show_them.clicked.connect(lambda: self.show_asked.emit(Group.FAILED))
        self.log = self._button(self.tr("Save a log…"), "save", theme)
        self.log.clicked.connect(self.log_asked)
        self.dismiss = QToolButton()
        self.dismiss.setAccessibleName(self.tr("Dismiss"))
        self.dismiss.setToolTip(self.tr("Dismiss"))
        self.dismiss.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.dismiss.clicked.connect(self.hide)
        theme.dress(self.dismiss, "remove")
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self.heading, 1)
        for button in (self.show_them, self.log, self.retry, self.dismiss):
            above.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 12, 14)
        layout.setSpacing(6)
        layout.addLayout(above)
        layout.addWidget(self.reasons)
        self.hide()

    def show_end(self, rows: Iterable[Row], notes: Sequence[Problem]) -> None:
        """Show what is to be seen to or known; nothing, where all went well.

        Parameters
        ----------
        rows : iterable of Row
        notes : sequence of Problem
            Of the run as a whole.
        """
        self._notes = notes
        self._failed = [row for row in rows if row.failed]
        reasons = Counter(words.reason(row.outcome) for row in self._failed if row.outcome is not None)
        lines = [f"{words.pictures(count)}: {reason}" for reason, count in reasons.most_common(_MOST_REASONS)]
        if len(reasons) > _MOST_REASONS:
            others = sum(reasons.values()) - sum(count for _, count in reasons.most_common(_MOST_REASONS))
            lines.append(self.tr("{count} for other reasons").format(count=words.number(others)))
        lines += [words.problem_sentence(note) for note in notes]
        failed = words.pictures(len(self._failed))
        heading = self.tr("{pictures} without a result") if self._failed else self.tr("Good to know")
        self.heading.setText(heading.format(pictures=failed))
        self.reasons.setText("\n".join(lines))
        for button in (self.show_them, self.retry):
            button.setVisible(bool(self._failed))
        self.setVisible(bool(lines))

    def keep_for(self, counts: Counts, *, at_rest: bool) -> None:
        """Go once what is told of is over: with the next run, or the last failure, or the last picture."""
        if not at_rest or not (counts.failed or (self._notes and counts.total)):
            self.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """Tell what is offered."""
        super().showEvent(event)
        self._tell_offer()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that nothing is offered any longer."""
        super().hideEvent(event)
        self._tell_offer()

    def _tell_offer(self) -> None:
        self.retry_offered.emit(self.isVisible() and not self.retry.isHidden())

    def _button(self, text: str, icon: str, theme: Theme) -> QPushButton:
        button = QPushButton(text)
        theme.dress(button, icon)
        return button
