"""What Fixative is: versions, licence, and what others have given."""

from __future__ import annotations

import platform
from importlib.metadata import version

from PySide6.QtCore import Qt, Signal, qVersion
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fixative_app.controls import label

__all__ = ["AboutDialog"]

_ICON = 72


class AboutDialog(QDialog):
    """Says it, with a way to the licences.

    Parameters
    ----------
    parent : QWidget, optional
    """

    licences_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About Fixative"))
        icon = QLabel()
        icon.setPixmap(QApplication.windowIcon().pixmap(_ICON, _ICON))
        icon.setAccessibleName(self.tr("Icon of Fixative"))
        name = label("Fixative", "section")
        font = name.font()
        font.setPointSizeF(font.pointSizeF() * 1.8)
        name.setFont(font)
        purpose = self.tr(
            "The last coat before a picture is published: a cloak against AI training, and the words that forbid it."
        )
        self.versions = label(
            self.tr("Version {fixative}, with Qt {qt} and Python {python}").format(
                fixative=version("fixative"), qt=qVersion(), python=platform.python_version()
            ),
            "muted",
            wrap=True,
        )
        self.versions.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        licence = self.tr(
            "Under the Apache License 2.0. Qt is used under the GNU Lesser General Public License, version 3."
        )
        said = QVBoxLayout()
        said.setSpacing(8)
        said.addWidget(name)
        said.addWidget(label(purpose, wrap=True))
        said.addSpacing(4)
        said.addWidget(self.versions)
        said.addWidget(label(licence, "muted", wrap=True))
        above = QHBoxLayout()
        above.setSpacing(22)
        above.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        above.addLayout(said, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.licences = buttons.addButton(self.tr("Licences of others…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.licences.clicked.connect(self.licences_asked)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(26, 24, 26, 18)
        layout.setSpacing(20)
        layout.addLayout(above)
        layout.addWidget(buttons)
        self.setMinimumWidth(520)
