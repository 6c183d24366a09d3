"""Whether results are signed; who has no identity yet is asked for a name, and gets one."""

from __future__ import annotations

from importlib.util import find_spec

from PySide6.QtCore import QSignalBlocker, QThreadPool, Signal
from PySide6.QtWidgets import QCheckBox, QInputDialog, QWidget

from fixative.errors import FixativeError
from fixative.outcome import Problem
from fixative_app import words

__all__ = ["SignBox"]

_SDK = "c2pa"
"""What the extra `credentials` brings."""


class SignBox(QCheckBox):
    """A switch, to be seen where results can be signed.

    Parameters
    ----------
    parent : QWidget, optional
    """

    chosen = Signal()
    """The user switched it."""
    went_wrong = Signal(str)

    _made = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(self.tr("Si&gn with Content Credentials"))
        self.setToolTip(self.tr("Says who made a result and what was done, and that it is unchanged since"))
        self._pool = QThreadPool(self, maxThreadCount=1)
        self._can_sign = find_spec(_SDK) is not None
        self.clicked.connect(self._clicked)
        self._made.connect(self._take)

    def show_choice(self, *, sign: bool) -> None:
        """Show what is chosen, without telling that anything changed."""
        blocker = QSignalBlocker(self)
        self.setChecked(sign)
        del blocker
        # A recipe from elsewhere may want it where it cannot be had.
        self.setVisible(self._can_sign or sign)

    def make_identity(self, name: str) -> None:
        """Make an identity and keep it, in another thread, as a keyring may ask first; then sign by it."""
        self.setEnabled(False)
        self._pool.start(lambda: self._made.emit(_created(name)))

    def shut_down(self) -> None:
        """Wait for an identity that is being made."""
        self._pool.waitForDone()

    def _clicked(self, on: bool) -> None:  # noqa: FBT001 - a slot takes no names
        if not on or not self._can_sign:
            self.chosen.emit()
            return
        try:
            known = _has_identity()
        except FixativeError as error:
            self._refuse(error)
            return
        if known:
            self.chosen.emit()
        else:
            self.show_choice(sign=False)
            self._ask()

    def _ask(self) -> None:
        dialog = QInputDialog(self.window())
        dialog.setWindowTitle(self.tr("Sign as"))
        dialog.setLabelText(
            self.tr(
                "Your name, as readers of the pictures will see it. They will find your signature valid, but not "
                "trusted: nobody that they trust vouches for you."
            )
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.textValueSelected.connect(lambda name: self.make_identity(name.strip()) if name.strip() else None)
        dialog.open()

    def _take(self, error: FixativeError | None) -> None:
        self.setEnabled(True)
        if error is not None:
            self._refuse(error)
            return
        self.show_choice(sign=True)
        self.chosen.emit()

    def _refuse(self, error: FixativeError) -> None:
        self.show_choice(sign=False)
        self.went_wrong.emit(words.problem_sentence(Problem.from_error(error)))


def _has_identity() -> bool:
    # Late, as it brings what the window does not need to appear.
    from fixative.credentials import exists  # noqa: PLC0415

    return exists()


def _created(name: str) -> FixativeError | None:
    from fixative.credentials import create  # noqa: PLC0415 - as above

    try:
        create(name)
    except FixativeError as error:
        return error
    return None
