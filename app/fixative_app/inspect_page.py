"""The Inspect page: drop any picture, also one downloaded, and see what it says about AI."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from fixative.inspect.text import in_words
from fixative_app import words
from fixative_app.controls import ElidedLabel, HairSplitter, label, primary_button
from fixative_app.drop_zone import draw_zone
from fixative_app.icons import draw_pixmap
from fixative_app.inspect_list import InspectList, InspectModel
from fixative_app.inspector import Inspector
from fixative_app.language import language_of_pages
from fixative_app.report_view import ReportView
from fixative_app.theme import Theme
from fixative_app.thumbnails import Thumbnails
from fixative_app.tongue import WindowTongue
from fixative_app.verdict import Seen

__all__ = ["InspectPage"]

_LIST_WIDTH = 300
_LIST_LEAST = 220
_MESSAGE_STAYS = 8000
_ICON = 56
_TEXT_WIDTH = 480


class InspectPage(QStackedWidget):
    """The list of pictures that were looked at, beside the report of one; before that, a place to drop.

    Parameters
    ----------
    add_files : QAction
        The way in by dialog.
    theme : Theme
    thumbnails : Thumbnails
    parent : QWidget, optional
    """

    def __init__(self, add_files: QAction, theme: Theme, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Inspect"))
        self.model = InspectModel(self)
        self.inspector = Inspector(self)
        self.list = InspectList(self.model, theme, thumbnails)
        self.report = ReportView(theme)
        self.invitation = _Invitation(add_files, theme)
        self._quiet = QTimer(self, singleShot=True, interval=_MESSAGE_STAYS)
        self._quiet.timeout.connect(self._show_state)
        self.addWidget(self.invitation)
        self.addWidget(self._make_work(theme))
        self.inspector.seen.connect(self._take)
        self.inspector.finished.connect(self._finished)
        self.inspector.drawn.connect(self._show_picture)
        self.inspector.measured.connect(self._take_more)
        self.inspector.saved.connect(self._saved)
        self.inspector.refused.connect(lambda problem: self.say(words.problem_sentence(problem)))
        self.list.chosen.connect(self._show)
        self._first = False

    def look_at(self, paths: Iterable[Path]) -> None:
        """Look at files and folders; the first picture is shown."""
        self._first = True
        self.inspector.look_at(path.absolute() for path in paths)
        self._show_state()

    def say(self, message: str) -> None:
        """Say something for a few seconds."""
        self.invitation.line.setText(message)
        self.line.say(message)
        self._quiet.start()

    def save_page(self, target: Path) -> None:
        """Write the page of all pictures in the list."""
        self.inspector.save(target, self.model.pictures, language_of_pages())

    def shut_down(self) -> None:
        """End the work on pictures."""
        self.inspector.shut_down()

    def _make_work(self, theme: Theme) -> QSplitter:
        self.line = ElidedLabel("muted")
        self.line.setAccessibleName(self.tr("State of the list"))
        self.copy = _button(self.tr("Copy as text"), "copy", theme)
        self.copy.setShortcut("Ctrl+Alt+C")
        self.copy.clicked.connect(self._copy)
        self.save = _button(self.tr("Save as page…"), "save", theme)
        self.save.setShortcut("Ctrl+S")
        self.save.setToolTip(self.tr("All pictures in the list, as a page for any browser (Ctrl+S)"))
        self.save.clicked.connect(self._ask_where)
        self.clear = _button(self.tr("Clear the list"), "clear", theme)
        self.clear.clicked.connect(self._clear)
        bar = QFrame()
        bar.setObjectName("comparebar")
        across = QHBoxLayout(bar)
        across.setContentsMargins(28, 8, 12, 8)
        across.setSpacing(6)
        across.addWidget(self.line, 1)
        for button in (self.copy, self.save, self.clear):
            across.addWidget(button)
        left = QFrame()
        left.setObjectName("queue")
        left.setMinimumWidth(_LIST_LEAST)
        inside = QVBoxLayout(left)
        inside.setContentsMargins(0, 6, 0, 6)
        inside.addWidget(self.list)
        right = QWidget()
        right.setObjectName("page")
        down = QVBoxLayout(right)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(bar)
        down.addWidget(self.report, 1)
        work = HairSplitter(self.tr("Pictures and report"))
        work.addWidget(left)
        work.addWidget(right)
        work.setStretchFactor(1, 1)
        work.setSizes([_LIST_WIDTH, 3 * _LIST_WIDTH])
        return work

    def _take(self, found: list[Seen]) -> None:
        first = self.model.take(found)
        if self._first:
            self._first = False
            self.list.setCurrentIndex(self.model.index(first))
        self._show_state()

    def _take_more(self, seen: Seen) -> None:
        self.model.take([seen])
        current = self.list.current()
        if current is not None and current.path == seen.path:
            place = self.report.verticalScrollBar().value()
            self.report.show_seen(seen)
            self.report.verticalScrollBar().setValue(place)
            self.inspector.draw(seen.path)

    def _finished(self) -> None:
        if self._first:
            self._first = False
            self.say(self.tr("There is no picture in what you added."))
        else:
            self._show_state()

    def _show(self, seen: Seen | None) -> None:
        if seen is not None:
            self.report.show_seen(seen)
            self.inspector.draw(seen.path)
            self.inspector.measure(seen)
        self.copy.setEnabled(seen is not None and seen.report is not None)

    def _show_picture(self, path: Path, image: QImage) -> None:
        self.report.show_picture(path, image)

    def _show_state(self) -> None:
        count = self.model.rowCount()
        if self.currentIndex() != bool(count):
            self.setCurrentIndex(int(bool(count)))
            if count and self.isVisible():
                self.list.setFocus()
        busy = self.inspector.busy
        self.invitation.line.setText(self.tr("Looking for pictures…") if busy else "")
        if not self._quiet.isActive():
            self.line.say(self.tr("Looking…") if busy else words.pictures(count))

    def _copy(self) -> None:
        seen = self.list.current()
        if seen is not None and seen.report is not None:
            QGuiApplication.clipboard().setText(in_words(seen.path, seen.report, WindowTongue()))
            self.say(self.tr("Copied."))

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, self.tr("Save as page"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Pages") + " (*.html)")
        dialog.setDefaultSuffix("html")
        dialog.selectFile("report.html")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save_page(Path(name)))
        dialog.open()

    def _saved(self, target: Path) -> None:
        self.say(self.tr("Saved as {path}").format(path=words.shortened(target)))

    def _clear(self) -> None:
        self.model.clear()
        self._show_state()


class _Invitation(QWidget):
    def __init__(self, add_files: QAction, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._icon = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        heading = label(self.tr("What does a picture say about AI?"))
        font = heading.font()
        font.setPointSizeF(font.pointSizeF() * 1.9)
        heading.setFont(font)
        heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        promise = label(
            self.tr(
                "Drop pictures or folders here, also such that you downloaded again. You see what they say about AI, "
                "in which standard, what contradicts or is missing, and who is known to read it."
            ),
            "muted",
            wrap=True,
        )
        promise.setAlignment(Qt.AlignmentFlag.AlignCenter)
        promise.setFixedWidth(_TEXT_WIDTH)
        promise.setFixedHeight(promise.heightForWidth(_TEXT_WIDTH))
        self.choose = primary_button(self.tr("Choose pictures…"))
        self.choose.clicked.connect(add_files.trigger)
        theme.dress(self.choose, "add-files")
        self.line = label("", "muted")
        self.line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setSpacing(0)
        layout.addStretch(5)
        layout.addWidget(self._icon)
        layout.addSpacing(16)
        layout.addWidget(heading)
        layout.addSpacing(10)
        layout.addWidget(promise, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(26)
        layout.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(20)
        layout.addWidget(self.line)
        layout.addStretch(6)
        theme.changed.connect(self._redraw)
        self._redraw()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        draw_zone(painter, QRectF(self.rect()), self._theme, "line")
        painter.end()

    def _redraw(self) -> None:
        self._icon.setPixmap(draw_pixmap("inspect", self._theme.tones.accent, _ICON, self.devicePixelRatioF()))
        self.update()


def _button(text: str, icon: str, theme: Theme) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("tone", "quiet")
    theme.dress(button, icon)
    return button
