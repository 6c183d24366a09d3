"""What came of a run that did not go through: reasons with their numbers, and the ways on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from fixative_app import words
from fixative_app.controls import label
from fixative_app.queue_model import Group, Row
from fixative_app.theme import Theme

__all__ = ["RunEnd"]

_MOST_REASONS = 4


class RunEnd(QFrame):
    """Stands above the run bar while there are failures to be seen to.

    Parameters
    ----------
    theme : Theme
    parent : QWidget, optional
    """

    retry_asked = Signal(object)
    """Pictures to try again, as a list of paths."""
    log_asked = Signal()
    show_asked = Signal(object)
    """A `Group` of rows to be shown."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("runend")
        self._failed: list[Row] = []
        self.heading = label("", "section")
        self.reasons = label("", "muted", wrap=True)
        self.retry = self._button(self.tr("Retry failed"), "retry", theme)
        self.retry.clicked.connect(lambda: self.retry_asked.emit([row.source for row in self._failed]))
        self.show_them = self._button(self.tr("Show them"), "search", theme)
        self.show_them.clicked.connect(lambda: self.show_asked.emit(Group.FAILED))
        self.log = self._button(self.tr("Save a log…"), "save", theme)
        self.log.clicked.connect(self.log_asked)
        dismiss = QToolButton()
        dismiss.setAccessibleName(self.tr("Dismiss"))
        dismiss.setToolTip(self.tr("Dismiss"))
        dismiss.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        dismiss.clicked.connect(self.hide)
        theme.dress(dismiss, "remove")
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self.heading, 1)
        for button in (self.show_them, self.log, self.retry, dismiss):
            above.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 12, 14)
        layout.setSpacing(6)
        layout.addLayout(above)
        layout.addWidget(self.reasons)
        self.hide()

    def show_end(self, rows: Iterable[Row]) -> None:
        """Show what is to be seen to; nothing, where nothing failed."""
        self._failed = [row for row in rows if row.failed]
        reasons = Counter(words.reason(row.outcome) for row in self._failed if row.outcome is not None)
        lines = [f"{words.pictures(count)}: {reason}" for reason, count in reasons.most_common(_MOST_REASONS)]
        if len(reasons) > _MOST_REASONS:
            others = sum(reasons.values()) - sum(count for _, count in reasons.most_common(_MOST_REASONS))
            lines.append(self.tr("{count} for other reasons").format(count=words.number(others)))
        failed = words.pictures(len(self._failed))
        self.heading.setText(self.tr("{pictures} without a result").format(pictures=failed))
        self.reasons.setText("\n".join(lines))
        self.setVisible(bool(self._failed))

    def _button(self, text: str, icon: str, theme: Theme) -> QPushButton:
        button = QPushButton(text)
        theme.dress(button, icon)
        return button
