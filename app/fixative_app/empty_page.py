"""What the window shows before there are pictures: a place to drop them, and three other ways."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from fixative_app import words
from fixative_app.controls import label, primary_button
from fixative_app.drop_zone import draw_zone
from fixative_app.icons import draw_pixmap
from fixative_app.session import Session
from fixative_app.theme import Theme

__all__ = ["EmptyPage"]

_ICON = 56
_TEXT_WIDTH = 480
_MESSAGE_STAYS = 8000


class EmptyPage(QWidget):
    """A drop zone as large as the window.

    Parameters
    ----------
    add_files, add_folder, paste, take_up : QAction
    theme : Theme
    parent : QWidget, optional
    """

    def __init__(
        self,
        add_files: QAction,
        add_folder: QAction,
        paste: QAction,
        take_up: QAction,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        heading = label(self.tr("Drop pictures or folders here"))
        font = heading.font()
        font.setPointSizeF(font.pointSizeF() * 1.9)
        heading.setFont(font)
        heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        promise = label(
            self.tr(
                "Fixative makes a copy of each that is harder for AI to learn from, and that says so in its tags. "
                "Your originals stay as they are, and nothing leaves this computer."
            ),
            "muted",
            wrap=True,
        )
        promise.setAlignment(Qt.AlignmentFlag.AlignCenter)
        promise.setFixedWidth(_TEXT_WIDTH)
        promise.setFixedHeight(promise.heightForWidth(_TEXT_WIDTH))
        self._kinds = self.tr("JPEG, PNG, WebP, TIFF, AVIF, GIF")
        self.line = label(self._kinds, "muted")
        self.line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._quiet = QTimer(self, singleShot=True, interval=_MESSAGE_STAYS)
        self._quiet.timeout.connect(lambda: self.line.setText(self._kinds))

        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch()
        self.add_files = _button_for(add_files, primary=True)
        theme.dress(self.add_files, "add-files")
        self.add_folder = _button_for(add_folder)
        theme.dress(self.add_folder, "add-folder")
        self.paste = _button_for(paste)
        theme.dress(self.paste, "paste")
        for button in (self.add_files, self.add_folder, self.paste):
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        buttons.addStretch()

        self.take_up = _button_for(take_up)
        theme.dress(self.take_up, "retry")
        self.take_up.hide()
        self._below = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setSpacing(0)
        layout.addStretch(5)
        layout.addWidget(self._icon)
        layout.addSpacing(16)
        layout.addWidget(heading)
        layout.addSpacing(10)
        layout.addWidget(promise, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(26)
        layout.addLayout(buttons)
        layout.addSpacing(20)
        layout.addWidget(self.line)
        layout.addSpacing(18)
        layout.addWidget(self.take_up, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addLayout(self._below)
        layout.addStretch(6)
        theme.changed.connect(self._redraw)
        self._redraw()

    def add_below(self, offer: QWidget) -> None:
        """Put something under all else."""
        self._below.addSpacing(30)
        self._below.addWidget(offer, 0, Qt.AlignmentFlag.AlignHCenter)

    def say(self, message: str) -> None:
        """Say something for a few seconds."""
        self.line.setText(message)
        self._quiet.start()

    def offer(self, session: Session) -> None:
        """Offer to go on with the queue of the last time."""
        left, pictures = session.unfinished, words.pictures(len(session.rows))
        text = self.tr("Take up the last queue: {pictures}, {left} left").format(pictures=pictures, left=left)
        self.take_up.setText(text)
        self.take_up.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the border of the drop zone."""
        del event
        painter = QPainter(self)
        draw_zone(painter, QRectF(self.rect()), self._theme, "line")
        painter.end()

    def _redraw(self) -> None:
        colour = self._theme.tones.accent
        self._icon.setPixmap(draw_pixmap("drop", colour, _ICON, self.devicePixelRatioF()))
        self.update()


def _button_for(action: QAction, *, primary: bool = False) -> QPushButton:
    button = primary_button(action.text()) if primary else QPushButton(action.text())
    button.setToolTip(action.toolTip())
    button.clicked.connect(action.trigger)
    return button
