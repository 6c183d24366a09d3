"""A part of a page that opens under its title."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from fixative_app.theme import Theme

__all__ = ["Fold"]

_ICON = QSize(16, 16)


class Fold(QFrame):
    """A title that is a button, and the content that it opens and closes.

    Parameters
    ----------
    title : str
    content : QWidget
    theme : Theme
    parent : QWidget, optional
    """

    def __init__(self, title: str, content: QWidget, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fold")
        self._theme = theme
        self.title = QPushButton(title.replace("&", "&&"))
        self.title.setProperty("tone", "fold")
        self.title.setCheckable(True)
        self.title.setIconSize(_ICON)
        self.title.setAccessibleName(title)
        self.title.setCursor(Qt.CursorShape.PointingHandCursor)
        self.title.toggled.connect(self._arrange)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.title)
        self._inner = QWidget()
        inside = QVBoxLayout(self._inner)
        inside.setContentsMargins(28, 2, 10, 10)
        inside.addWidget(content)
        layout.addWidget(self._inner)
        theme.changed.connect(self._arrange)
        self._arrange()

    def _arrange(self) -> None:
        is_open = self.title.isChecked()
        self._inner.setVisible(is_open)
        self.title.setIcon(self._theme.icon("fold-open" if is_open else "fold-closed", "muted"))
        self.title.setAccessibleDescription(self.tr("Open") if is_open else self.tr("Closed"))
