"""Small things that several parts of the window are made of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QSplitterHandle,
    QWidget,
)

from fixative_app import words

__all__ = ["ElidedLabel", "HairSplitter", "Segments", "beside_icon", "label", "primary_button", "set_tone"]


def label(text: str, tone: str = "", *, wrap: bool = False) -> QLabel:
    """Make a label in one of the tones of the style sheet."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("tone", tone)
    made.setWordWrap(wrap)
    if wrap:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    return made


def beside_icon(text: str) -> str:
    """Keep a text away from the icon before it: Qt's own gap in a tool button is too little."""
    return f" {text}"


def primary_button(text: str) -> QPushButton:
    """Make the button for the one thing to do."""
    button = QPushButton(text)
    set_tone(button, "primary")
    return button


def set_tone(widget: QWidget, tone: str) -> None:
    """Give a widget another tone of the style sheet."""
    if widget.property("tone") != tone:
        widget.setProperty("tone", tone)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class ElidedLabel(QLabel):
    """A line that is shortened in its middle where there is no room; the whole of it is in the tooltip.

    Parameters
    ----------
    tone : str
        Of the style sheet.
    parent : QWidget, optional
    """

    def __init__(self, tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, text: str) -> None:
        """Show a text."""
        self.setText(text)
        self.setToolTip(words.tip(text))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much of the text as there is room for."""
        del event
        painter = QPainter(self)
        place = self.contentsRect()
        elided = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, place.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(place, self.alignment() | Qt.TextFlag.TextSingleLine, elided)
        painter.end()


class Segments(QFrame):
    """A row of buttons of which one is down.

    Parameters
    ----------
    words : sequence of str
    name : str
        What is chosen by them, for screen readers.
    parent : QWidget, optional
    """

    chosen = Signal(int)

    def __init__(self, words: Sequence[str], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("segments")
        self.setAccessibleName(name)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(3, 3, 3, 3)
        layout.setSpacing(2)
        self._group = QButtonGroup(self)
        self.buttons: list[QPushButton] = []
        for place, word in enumerate(words):
            button = QPushButton(word)
            button.setProperty("tone", "segment")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setAccessibleName(f"{name}: {word}")
            self._group.addButton(button, place)
            layout.addWidget(button, 1)
            self.buttons.append(button)
        self._group.idClicked.connect(self.chosen)
        self._group.idToggled.connect(self._lead_tab)

    def choose(self, place: int) -> None:
        """Put a button down, without telling."""
        self.buttons[place].setChecked(True)

    def _lead_tab(self) -> None:
        # Tab comes to the one that is down, and the arrows go from there, as among radio buttons.
        for button in self.buttons:
            down = button.isChecked()
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if down else Qt.FocusPolicy.ClickFocus)

    @property
    def place(self) -> int:
        """Which button is down."""
        return self._group.checkedId()


class HairSplitter(QSplitter):
    """Two parts side by side, with a line of one pixel between them that is still easy to take hold of.

    Parameters
    ----------
    name : str
        What is moved by the line, for screen readers.
    parent : QWidget, optional
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setAccessibleName(name)
        self.setChildrenCollapsible(False)
        # Qt makes the handle five pixels wide where it is to be one, and lays it over both parts.
        self.setHandleWidth(1)

    def createHandle(self) -> QSplitterHandle:
        """Make the line."""
        return _Hair(self.orientation(), self)


class _Hair(QSplitterHandle):
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.width() // 2, 0, 1, self.height(), self.palette().color(QPalette.ColorRole.Mid))
        painter.end()
