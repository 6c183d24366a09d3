"""Leaving while pictures are being protected: asked once, and stopped in order first."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from fixative_app.controller import Controller

__all__ = ["Leaving"]


class Leaving(QObject):
    """Says whether a window may be closed, and closes it once it may.

    Parameters
    ----------
    controller : Controller
    window : QWidget
    """

    def __init__(self, controller: Controller, window: QWidget) -> None:
        super().__init__(window)
        self._controller = controller
        self._window = window
        self._agreed = False
        self._question: QMessageBox | None = None
        controller.run_ended.connect(self._run_ended)

    def may_go(self) -> bool:
        """Say whether no work is on; where there is some, ask whether to stop it, unless that is asked or answered."""
        if self._controller.phase.at_rest:
            return True
        if not self._agreed and self._question is None:
            self._ask()
        return False

    def _run_ended(self) -> None:
        if self._agreed:
            self._window.close()
        elif self._question is not None:
            self._question.reject()

    def _ask(self) -> None:
        question = QMessageBox(self._window)
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.setIcon(QMessageBox.Icon.NoIcon)
        question.setWindowTitle(self.tr("Still protecting"))
        question.setText(self.tr("Pictures are still being protected. Stop and close?"))
        question.setInformativeText(self.tr("The pictures at work are finished first. The others keep waiting."))
        stop = question.addButton(self.tr("Stop and close"), QMessageBox.ButtonRole.DestructiveRole)
        keep = question.addButton(self.tr("Keep going"), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(keep)
        question.setEscapeButton(keep)
        stop.clicked.connect(self._stop)
        question.finished.connect(self._answered)
        self._question = question
        question.open()

    def _answered(self) -> None:
        self._question = None

    def _stop(self) -> None:
        self._agreed = True
        self._controller.stop()
        if self._controller.phase.at_rest:
            self._window.close()
