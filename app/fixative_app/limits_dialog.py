"""What a cloak and a tag cannot do, in full."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from fixative_app import choice_words
from fixative_app.controls import label

__all__ = ["LimitsDialog"]

_WIDTH = 480
_MARGIN = 24


class LimitsDialog(QDialog):
    """Says it in plain words.

    Parameters
    ----------
    parent : QWidget, optional
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("What a cloak does, and what it cannot"))
        self.setMinimumWidth(_WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, 22, _MARGIN, 18)
        layout.setSpacing(12)
        heading = label(self.windowTitle(), "section")
        font = heading.font()
        font.setPointSizeF(font.pointSizeF() * 1.25)
        heading.setFont(font)
        layout.addWidget(heading)
        # One text: labels of their own would each be given another height.
        text = label("\n\n".join(choice_words.limits()), wrap=True)
        text.setFixedWidth(_WIDTH - 2 * _MARGIN)
        text.setFixedHeight(text.heightForWidth(_WIDTH - 2 * _MARGIN))
        layout.addWidget(text)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout.addSpacing(6)
        layout.addWidget(buttons)
