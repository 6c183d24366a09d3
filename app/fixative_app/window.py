"""The window: puts the parts together and leads what each tells to the others."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QModelIndex, Qt, QUrl
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from fixative.recipe import Recipe
from fixative_app.compare_view import CompareView
from fixative_app.controller import Controller, Phase
from fixative_app.controls import HairSplitter
from fixative_app.drop import carries_pictures
from fixative_app.empty_page import DropVeil, EmptyPage
from fixative_app.first_start import FirstStart
from fixative_app.help_menu import HelpButton
from fixative_app.intake import Intake
from fixative_app.language import Language
from fixative_app.places import Places
from fixative_app.queue_model import Row
from fixative_app.queue_view import QueueView
from fixative_app.recipe_panel import RecipePanel
from fixative_app.run_bar import RunBar
from fixative_app.settings import Settings
from fixative_app.theme import Appearance, Theme
from fixative_app.thumbnails import Thumbnails
from fixative_app.top_bar import Place, TopBar

if TYPE_CHECKING:
    from fixative_app.inspect_page import InspectPage

__all__ = ["MainWindow"]

_SIZE = (1280, 800)
_SHARE = 0.94
"""Of the screen, at most, when the window is opened for the first time."""
_LEAST = (1000, 600)
_QUEUE_WIDTH = 392
_QUEUE_LEAST = 264


class MainWindow(QMainWindow):
    """The only window.

    Parameters
    ----------
    settings : Settings
    theme : Theme
    parent : QWidget, optional
    """

    def __init__(self, settings: Settings, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._theme = theme
        self._closing = False
        self._question: QMessageBox | None = None
        recipe = settings.load_recipe()
        self.controller = Controller(recipe, self)
        self.intake = Intake(self)
        self._thumbnails = Thumbnails(self)
        self.setWindowTitle("Fixative")
        self.setAcceptDrops(True)
        self.setMinimumSize(*_LEAST)
        room = self.screen().availableSize()
        self.resize(min(_SIZE[0], round(_SHARE * room.width())), min(_SIZE[1], round(_SHARE * room.height())))

        self._make_actions()
        self.empty = EmptyPage(self.add_files, self.add_folder, self.paste, theme)
        self.queue = QueueView(self.controller.model, theme, self._thumbnails)
        self.compare = CompareView(theme)
        self.compare.show_recipe(recipe)
        self.recipe = RecipePanel(recipe, theme)
        self.run_bar = RunBar(theme)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.empty)
        self.pages.addWidget(self._make_work_page())
        self._inspect: InspectPage | None = None
        self.first_start = FirstStart(self.controller, settings, theme, self._thumbnails, self)
        self.first_start.said.connect(self._say)
        self.empty.add_below(self.first_start.offer)
        self._put_together()
        self.veil = DropVeil(theme, self)
        self._refuse_drops_below()
        self._connect()
        self._recall()
        self.empty.add_files.setFocus()

    def add(self, paths: Iterable[Path]) -> None:
        """Take pictures and folders into the queue."""
        self.controller.add([path.absolute() for path in paths])

    # What Qt tells.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show where to drop, which is everywhere."""
        if carries_pictures(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.veil.lift()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Everywhere."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show the window again."""
        self.veil.hide()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        self.veil.hide()
        # A copy, also where the other side would rather move: originals stay where they are.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.intake.take(event.mimeData())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the veil over all."""
        super().resizeEvent(event)
        self.veil.setGeometry(self.rect())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask once if there is work; then stop it in order, and only then go."""
        if self.controller.phase is Phase.IDLE:
            self._go()
            event.accept()
            return
        event.ignore()
        if not self._closing and self._question is None:
            self._ask_to_close()

    # How the window is made.

    def _make_actions(self) -> None:
        self.add_files = self._action(self.tr("Add files…"), QKeySequence.StandardKey.Open, "add-files")
        self.add_folder = self._action(self.tr("Add folder…"), "Ctrl+Shift+O", "add-folder")
        self.paste = self._action(self.tr("Paste"), QKeySequence.StandardKey.Paste, "paste")
        self.clear = self._action(self.tr("Clear the queue"), "Ctrl+Shift+Del", "clear")
        self.switch = self._action(self.tr("Inspect, or back to protecting"), "Ctrl+I", "inspect")
        self.leave = self._action(self.tr("Quit"), QKeySequence.StandardKey.Quit, "remove")
        self.add_files.triggered.connect(self.intake.choose_files)
        self.add_folder.triggered.connect(self.intake.choose_folder)
        self.paste.triggered.connect(lambda: self.intake.take(QGuiApplication.clipboard().mimeData()))
        self.clear.triggered.connect(self.controller.clear)
        self.leave.triggered.connect(self.close)

    def _action(self, text: str, keys: QKeySequence.StandardKey | str, icon: str) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{text.rstrip('…')} ({shown})")
        self._theme.dress(action, icon)
        self.addAction(action)
        return action

    def _make_work_page(self) -> QWidget:
        queue = QFrame()
        queue.setObjectName("queue")
        queue.setMinimumWidth(_QUEUE_LEAST)
        inside = QVBoxLayout(queue)
        inside.setContentsMargins(0, 6, 0, 6)
        inside.addWidget(self.queue)
        self._splitter = HairSplitter(self.tr("Queue and picture"))
        self._splitter.addWidget(queue)
        self._splitter.addWidget(self.compare)
        self._splitter.setStretchFactor(0, 0)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([_QUEUE_WIDTH, _SIZE[0]])
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._splitter, 1)
        middle.addWidget(self.recipe)
        page = QWidget()
        page.setObjectName("page")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(middle, 1)
        layout.addWidget(self.run_bar)
        return page

    def _put_together(self) -> None:
        bar = TopBar((self.add_files, self.add_folder, self.paste), (self.clear,), self._theme)
        bar.appearance_chosen.connect(self._choose_appearance)
        self.help = HelpButton(self._theme, self._settings.language, self)
        self.help.language_chosen.connect(self._choose_language)
        bar.add_right(self.help)
        self.places = Places(bar, self.pages, lambda: self.inspect)
        self.places.changed.connect(self._place_changed)
        self.switch.triggered.connect(self.places.switch)
        self.setCentralWidget(self.places)

    @property
    def inspect(self) -> InspectPage:
        """The page where pictures are inspected; made when it is first asked for, with the readers that it needs."""
        if self._inspect is None:
            from fixative_app.inspect_page import InspectPage  # noqa: PLC0415 - see above

            self._inspect = InspectPage(self.add_files, self._theme, self._thumbnails, self)
            self._refuse_drops_below()
        return self._inspect

    def _refuse_drops_below(self) -> None:
        # A field would take a drop as text, and it would be lost to the queue.
        for child in self.findChildren(QWidget):
            child.setAcceptDrops(False)

    def _connect(self) -> None:
        controller, model = self.controller, self.controller.model
        self.intake.came.connect(self._came)
        self.intake.refused.connect(self._say)
        controller.queue_changed.connect(self._show_queue)
        controller.phase_changed.connect(self._show_queue)
        controller.progressed.connect(lambda: self.run_bar.show_pace(controller.pace))
        controller.run_ended.connect(self._run_ended)
        controller.found_nothing.connect(lambda: self._say(self.tr("There is no picture in what you added.")))
        controller.went_wrong.connect(self._went_wrong)
        model.rowsInserted.connect(self._rows_came)
        self.queue.row_chosen.connect(self._row_chosen)
        self.queue.removal_asked.connect(controller.remove)
        self.queue.reveal_asked.connect(self.reveal)
        self.recipe.recipe_changed.connect(self._recipe_changed)
        self.run_bar.protect_asked.connect(controller.protect)
        self.run_bar.stop_asked.connect(controller.stop)
        self.run_bar.reveal_asked.connect(self._reveal_results)

    # What happens.

    def _place_changed(self) -> None:
        self.intake.files_only = self.places.current is Place.INSPECT

    def _came(self, paths: list[Path]) -> None:
        if self.places.current is Place.INSPECT:
            self.inspect.look_at(paths)
        else:
            self.add(paths)

    def reveal(self, folder: Path) -> None:
        """Open a folder in the desktop's own way."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._say(self.tr("No program opens folders here. The results are in {folder}").format(folder=folder))

    def _show_queue(self) -> None:
        counts, phase = self.controller.model.counts(), self.controller.phase
        self.run_bar.show_state(counts, phase, looking=self.controller.planning)
        idle = phase is Phase.IDLE
        self.clear.setEnabled(idle and counts.total > 0)
        self.queue.removal_allowed = idle
        page = 1 if counts.total else 0
        if self.pages.currentIndex() != page:
            self.pages.setCurrentIndex(page)
            (self.queue if page else self.empty.add_files).setFocus()
        self._show_example()

    def _show_example(self) -> None:
        rows = [self.queue.current_row(), *self.controller.model.rows[:1]]
        row = next((row for row in rows if row is not None and row.target is not None), None)
        self.recipe.show_example(row.source if row else None, row.target if row else None)

    def _rows_came(self, parent: QModelIndex, first: int) -> None:
        del parent
        if not self.queue.currentIndex().isValid():
            self.queue.setCurrentIndex(self.controller.model.index(first))

    def _row_chosen(self, row: Row | None) -> None:
        self.compare.show_row(row)
        self._show_example()

    def _recipe_changed(self, recipe: Recipe) -> None:
        self._settings.save_recipe(recipe)
        self.controller.recipe = recipe
        self.compare.show_recipe(recipe)

    def _run_ended(self) -> None:
        self._show_queue()
        self.run_bar.show_end(self.controller.pace)
        QApplication.alert(self)
        if self._closing:
            self.close()
        elif self._question is not None:
            self._question.reject()

    def _went_wrong(self, detail: str) -> None:
        self._say(self.tr("The run broke off: {detail}").format(detail=detail))

    def _say(self, message: str) -> None:
        if self.places.current is Place.INSPECT:
            self.inspect.say(message)
        elif self.pages.currentIndex() == 0:
            self.empty.say(message)
        else:
            self.run_bar.say(message)

    def _reveal_results(self) -> None:
        row = self.queue.current_row()
        results = [row.result] if row is not None else []
        results += [row.result for row in self.controller.model.rows]
        first = next((result for result in results if result is not None), None)
        if first is not None:
            self.reveal(first.parent)

    def _choose_appearance(self, appearance: Appearance) -> None:
        self._settings.appearance = appearance
        self._theme.choose(appearance)

    def _choose_language(self, language: Language) -> None:
        self._settings.language = language
        self._say(self.tr("The language changes when Fixative is opened again."))

    def _ask_to_close(self) -> None:
        question = QMessageBox(self)
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.setIcon(QMessageBox.Icon.NoIcon)
        question.setWindowTitle(self.tr("Still protecting"))
        question.setText(self.tr("Pictures are still being protected. Stop and close?"))
        question.setInformativeText(self.tr("The pictures at work are finished first. The others keep waiting."))
        stop = question.addButton(self.tr("Stop and close"), QMessageBox.ButtonRole.DestructiveRole)
        keep = question.addButton(self.tr("Keep going"), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(keep)
        question.setEscapeButton(keep)
        stop.clicked.connect(self._stop_and_close)
        question.finished.connect(self._answered)
        self._question = question
        question.open()

    def _answered(self) -> None:
        self._question = None

    def _stop_and_close(self) -> None:
        self._closing = True
        self.controller.stop()
        if self.controller.phase is Phase.IDLE:
            self.close()

    def _recall(self) -> None:
        for key, take in (("window", self.restoreGeometry), ("splitter", self._splitter.restoreState)):
            state = self._settings.recall(key)
            if state is not None:
                take(state)

    def _go(self) -> None:
        states: dict[str, QByteArray] = {"window": self.saveGeometry(), "splitter": self._splitter.saveState()}
        for key, state in states.items():
            self._settings.remember(key, state)
        self._settings.flush()
        for part in (self.first_start, self.controller, self._thumbnails, self.compare, self.intake, self._inspect):
            if part is not None:
                part.shut_down()
