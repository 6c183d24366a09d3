"""Shows a log of problems before it is saved or copied, so that everybody sees what is in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from fixative.outcome import Problem
from fixative_app.controls import label
from fixative_app.problem_log import problem_log
from fixative_app.queue_model import Row

__all__ = ["LogDialog"]

_SIZE = (640, 460)


class LogDialog(QDialog):
    """The log, and what of it is to be in a report.

    Parameters
    ----------
    rows : sequence of Row
    notes : sequence of Problem
        Of the last run as a whole.
    parent : QWidget, optional
    """

    def __init__(self, rows: Sequence[Row], notes: Sequence[Problem], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._notes = notes
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Log of problems"))
        self.resize(*_SIZE)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(self.windowTitle())
        self.names = QCheckBox(self.tr("With the &names and folders of the pictures"))
        self.names.toggled.connect(self._write)
        self.said = label("", "muted", wrap=True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Close)
        self.copy = buttons.addButton(self.tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        buttons.accepted.connect(self._choose_file)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 22, 24, 18)
        layout.setSpacing(12)
        hint = self.tr("For a report. No picture is in it. Nothing is sent: you decide where it goes.")
        layout.addWidget(label(hint, wrap=True))
        layout.addWidget(self.text, 1)
        layout.addWidget(self.names)
        layout.addWidget(self.said)
        layout.addWidget(buttons)
        self.said.hide()
        self._write()

    def save(self, name: str) -> None:
        """Write the log into a file."""
        try:
            Path(name).write_text(self.text.toPlainText() + "\n", "utf-8")
        except OSError as error:
            reason = error.strerror or str(error)
            self.said.setText(self.tr("It cannot be written there ({reason}).").format(reason=reason))
            self.said.show()
        else:
            self.accept()

    def _write(self) -> None:
        self.text.setPlainText(problem_log(self._rows, self._notes, names=self.names.isChecked()))

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the log"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.selectFile("fixative-log.txt")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save)
        dialog.open()
