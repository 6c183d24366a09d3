"""The window: puts the parts together and leads what each tells to the others."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_path
from PySide6.QtCore import QByteArray, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from fixative.recipe import Recipe
from fixative_app.actions import Actions
from fixative_app.announcer import Announcer
from fixative_app.as_command import as_command
from fixative_app.compare_view import CompareView
from fixative_app.controller import Controller
from fixative_app.controls import HairSplitter
from fixative_app.drop_zone import DropZone
from fixative_app.edits import Edits
from fixative_app.empty_page import EmptyPage
from fixative_app.first_start import FirstStart
from fixative_app.help_menu import HelpButton
from fixative_app.intake import Intake
from fixative_app.language import Language
from fixative_app.leaving import Leaving
from fixative_app.log_dialog import LogDialog
from fixative_app.opener import Opener
from fixative_app.places import Places
from fixative_app.queue_model import Row
from fixative_app.queue_pane import QueuePane
from fixative_app.recipe_panel import RecipePanel
from fixative_app.roles import use_roles
from fixative_app.run_bar import RunBar
from fixative_app.run_end import RunEnd
from fixative_app.session import Session
from fixative_app.settings import Settings
from fixative_app.theme import Appearance, Theme
from fixative_app.thumbnails import Thumbnails
from fixative_app.top_bar import Place, TopBar

if TYPE_CHECKING:
    from fixative_app.inspect_page import InspectPage
    from fixative_app.optout_page import OptOutPage

__all__ = ["MainWindow"]

_SIZE = (1280, 800)
_SHARE = 0.94
"""Of the screen, at most, when the window is opened for the first time."""
_LEAST = (1000, 600)
_QUEUE_WIDTH = 392
_POLISH_AFTER = 300
"""Milliseconds until the style sheet is applied to what is not on show yet: with the first pictures it would take a
frame too long."""


class MainWindow(QMainWindow):
    """The only window.

    Parameters
    ----------
    settings : Settings
    theme : Theme
    parent : QWidget, optional
    """

    def __init__(self, settings: Settings, theme: Theme, parent: QWidget | None = None) -> None:
        use_roles()
        super().__init__(parent)
        self._settings = settings
        self._theme = theme
        recipe = settings.load_recipe()
        self.controller = Controller(recipe, self)
        self.edits = Edits(self.controller, self)
        self.intake = Intake(self)
        self.announcer = Announcer(self)
        self._session: Session | None = None
        self._held = False
        self._thumbnails = Thumbnails(user_cache_path("fixative", appauthor=False) / "thumbnails", self)
        self.setWindowTitle("Fixative")
        self.setMinimumSize(*_LEAST)
        room = self.screen().availableSize()
        self.resize(min(_SIZE[0], round(_SHARE * room.width())), min(_SIZE[1], round(_SHARE * room.height())))

        self.actions_for = Actions(self.edits, theme, self)
        self.empty = EmptyPage(
            self.actions_for.add_files,
            self.actions_for.add_folder,
            self.actions_for.paste,
            self.actions_for.take_up,
            theme,
        )
        self.pane = QueuePane(self.controller, theme, self._thumbnails)
        self.queue = self.pane.view
        self.compare = CompareView(theme)
        self.compare.show_recipe(recipe)
        self.recipe = RecipePanel(recipe, self.actions_for.copy_command, theme)
        self.run_bar = RunBar(theme)
        self.run_end = RunEnd(theme)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.empty)
        self.pages.addWidget(self._make_work_page())
        self._inspect: InspectPage | None = None
        self._optout: OptOutPage | None = None
        self.first_start = FirstStart(self.controller, settings, theme, self._thumbnails, self)
        self.first_start.said.connect(self._say)
        self.empty.add_below(self.first_start.offer)
        self._put_together()
        self.drops = DropZone(theme, self)
        self._opener = Opener(self.controller.model, self.queue, self)
        self._connect()
        # After the window's own: it closes when all that it shows of a run's end is shown.
        self._leaving = Leaving(self.controller, self)
        self._recall()
        self.empty.add_files.setFocus()
        self._polish = QTimer(self, singleShot=True, interval=_POLISH_AFTER)
        self._polish.timeout.connect(self._polish_pages)
        self._polish.start()
        # In a frame of its own: that in which ten thousand rows come has enough to do.
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._turn_page)
        settings.session_found.connect(self._offer)
        settings.look_for_session()

    def add(self, paths: Iterable[Path]) -> None:
        """Take pictures and folders into the queue."""
        self.controller.add([path.absolute() for path in paths])

    # What Qt tells.

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask once if there is work; then stop it in order, and only then go."""
        event.setAccepted(self._leaving.may_go())
        if event.isAccepted():
            self._go()

    # How the window is made.

    def _make_work_page(self) -> QWidget:
        self._splitter = HairSplitter(self.tr("Queue and picture"))
        self._splitter.addWidget(self.pane)
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
        layout.addWidget(self.run_end)
        layout.addWidget(self.run_bar)
        return page

    def _put_together(self) -> None:
        actions = self.actions_for
        ways_in = (actions.add_files, actions.add_folder, actions.paste)
        bar = TopBar(ways_in, (actions.undo, actions.redo, actions.clear), actions.menu(), self._theme)
        bar.appearance_chosen.connect(self._choose_appearance)
        self.help = HelpButton(self._theme, self._settings.language, self)
        self.help.language_chosen.connect(self._choose_language)
        bar.add_right(self.help)
        makers = {Place.INSPECT: lambda: self.inspect, Place.OPT_OUT: lambda: self.optout}
        self.places = Places(bar, self.pages, makers)
        self.places.changed.connect(self._place_changed)
        actions.switch.triggered.connect(self.places.switch)
        actions.opt_out.triggered.connect(lambda: self.places.go_to(Place.OPT_OUT))
        self.setCentralWidget(self.places)

    @property
    def inspect(self) -> InspectPage:
        """The page where pictures are inspected; made when it is first asked for, with the readers that it needs."""
        if self._inspect is None:
            from fixative_app.inspect_page import InspectPage  # noqa: PLC0415 - see above

            self._inspect = InspectPage(self.actions_for.add_files, self._theme, self._thumbnails, self)
            self.drops.cover()
        return self._inspect

    @property
    def optout(self) -> OptOutPage:
        """The page about opting out; made when it is first asked for, with the facts that it needs."""
        if self._optout is None:
            from fixative_app.optout_page import OptOutPage  # noqa: PLC0415 - see above

            self._optout = OptOutPage(lambda: self.controller.recipe.rights, self.help.show_opt_out, self)
            self.drops.cover()
        return self._optout

    def _polish_pages(self) -> None:
        for widget in self.pages.findChildren(QWidget):
            widget.ensurePolished()

    def _connect(self) -> None:
        controller = self.controller
        self.drops.dropped.connect(self.intake.take)
        self.intake.came.connect(self._came)
        self.intake.refused.connect(self._say)
        self._opener.failed.connect(self._say)
        controller.queue_changed.connect(self._show_queue)
        controller.phase_changed.connect(self._show_queue)
        controller.recipe_changed.connect(self._recipe_changed)
        controller.progressed.connect(lambda: self.run_bar.show_pace(controller.pace))
        controller.progressed.connect(lambda: self.announcer.show_pace(controller.pace))
        controller.run_ended.connect(self._run_ended)
        controller.found_nothing.connect(lambda: self._say(self.tr("There is no picture in what you added.")))
        controller.went_wrong.connect(self._went_wrong)
        self.queue.row_chosen.connect(self._row_chosen)
        self.recipe.recipe_changed.connect(self.edits.choose)
        self.recipe.own_changed.connect(self._own_changed)
        self.recipe.went_wrong.connect(self._say)
        self.queue.selection_moved.connect(self.recipe.show_selection)
        self.run_bar.protect_asked.connect(controller.protect)
        self.run_bar.pause_asked.connect(controller.pause)
        self.run_bar.go_on_asked.connect(controller.go_on)
        self.run_bar.stop_asked.connect(controller.stop)
        self.run_bar.reveal_asked.connect(self._opener.reveal_results)
        self.run_end.retry_asked.connect(controller.protect)
        self.run_end.log_asked.connect(self.actions_for.save_log.trigger)
        self.run_end.show_asked.connect(self.pane.filter.show_group)
        self.run_end.retry_offered.connect(lambda offered: self.run_bar.leave_retry(elsewhere=offered))
        self._connect_actions()

    def _connect_actions(self) -> None:
        actions, queue = self.actions_for, self.queue.actions_for
        actions.add_files.triggered.connect(self.intake.choose_files)
        actions.add_folder.triggered.connect(self.intake.choose_folder)
        actions.paste.triggered.connect(lambda: self.intake.take(QGuiApplication.clipboard().mimeData()))
        actions.take_up.triggered.connect(self._take_up)
        actions.copy_command.triggered.connect(self._copy_command)
        actions.save_log.triggered.connect(self._show_log)
        actions.leave.triggered.connect(self.close)
        queue.open_original.triggered.connect(self._opener.open_original)
        queue.reveal.triggered.connect(self._opener.reveal_current)
        queue.retry.triggered.connect(lambda: self.controller.protect(self.queue.selected_sources()))
        queue.own.triggered.connect(self.recipe.choose_for_selected)
        queue.common.triggered.connect(lambda: self.edits.use_common(self.queue.selected_rows()))
        queue.remove.triggered.connect(lambda: self.edits.remove(self.queue.selected_sources()))

    # What happens.

    def _place_changed(self) -> None:
        self.intake.files_only = self.places.current is Place.INSPECT

    def _came(self, paths: list[Path]) -> None:
        if self.places.current is Place.INSPECT:
            self.inspect.look_at(paths)
        else:
            self.places.go_to(Place.PROTECT)
            self.add(paths)

    def _show_queue(self) -> None:
        counts, phase = self.controller.model.counts(), self.controller.phase
        self.run_bar.show_state(counts, phase, looking=self.controller.planning)
        self.actions_for.clear.setEnabled(phase.at_rest and counts.total > 0)
        self.actions_for.allow_changes(at_rest=phase.at_rest)
        self.run_end.keep_for(counts, at_rest=phase.at_rest)
        if counts.total:
            self._turn.start()
        else:
            self._turn_page()
        self._show_example()
        if counts.total or self._held:
            self._held = True
            self._settings.save_session(self.controller.session())

    def _turn_page(self) -> None:
        page = 1 if self.controller.model.rowCount() else 0
        if self.pages.currentIndex() != page:
            self.pages.setCurrentIndex(page)
            (self.queue if page else self.empty.add_files).setFocus()

    def _show_example(self) -> None:
        rows = [self.queue.current_row(), *self.controller.model.rows[:1]]
        row = next((row for row in rows if row is not None and row.target is not None), None)
        self.recipe.show_example(row.source if row else None, row.target if row else None)

    def _row_chosen(self, row: Row | None) -> None:
        self._show_recipe_of(row)
        self.compare.show_row(row)
        self._show_example()

    def _show_recipe_of(self, row: Row | None) -> None:
        own = row.own if row is not None else None
        self.compare.show_recipe(own or self.controller.recipe)

    def _recipe_changed(self, recipe: Recipe) -> None:
        self._settings.save_recipe(recipe)
        self.recipe.show_recipe(recipe)
        self._show_recipe_of(self.queue.current_row())

    def _own_changed(self, before: Recipe, after: Recipe) -> None:
        self.edits.choose_for(self.queue.selected_rows(), before, after)

    def _run_ended(self) -> None:
        self._show_queue()
        self.run_bar.show_end(self.controller.pace)
        self.run_end.show_end(self.controller.model.rows, self.controller.notes)
        self.announcer.announce(self.controller.pace)

    def _show_log(self) -> None:
        LogDialog(self.controller.model.rows, self.controller.notes, self).open()

    def _went_wrong(self, detail: str) -> None:
        self._say(self.tr("The run broke off: {detail}").format(detail=detail))

    def _say(self, message: str) -> None:
        if self.places.current is Place.INSPECT:
            self.inspect.say(message)
        elif self.places.current is Place.OPT_OUT:
            self.optout.say(message)
        elif self.pages.currentIndex() == 0:
            self.empty.say(message)
        else:
            self.run_bar.say(message)

    def _copy_command(self) -> None:
        try:
            text = as_command(self.controller.session(), self.controller.recipe)
        except ValueError:
            self._say(self.tr("This recipe has a secret, which a command line would show. Save it by a name first."))
            return
        QGuiApplication.clipboard().setText(text)
        self._say(self.tr("The command is on the clipboard."))

    def _offer(self, session: Session) -> None:
        self._session = session
        self.actions_for.take_up.setEnabled(True)
        self.empty.offer(session)

    def _take_up(self) -> None:
        session, self._session = self._session, None
        self.actions_for.take_up.setEnabled(False)
        if session is not None:
            self.controller.take_up(session)

    def _choose_appearance(self, appearance: Appearance) -> None:
        self._settings.appearance = appearance
        self._theme.choose(appearance)

    def _choose_language(self, language: Language) -> None:
        self._settings.language = language
        self._say(self.tr("The language changes when Fixative is opened again."))

    def _recall(self) -> None:
        for key, take in (("window", self.restoreGeometry), ("splitter", self._splitter.restoreState)):
            state = self._settings.recall(key)
            if state is not None:
                take(state)

    def _go(self) -> None:
        self._polish.stop()
        self._turn.stop()
        states: dict[str, QByteArray] = {"window": self.saveGeometry(), "splitter": self._splitter.saveState()}
        for key, state in states.items():
            self._settings.remember(key, state)
        self._settings.flush()
        parts = (
            self.first_start,
            self.edits,
            self.controller,
            self.pane,
            self.recipe,
            self._thumbnails,
            self.compare,
            self.intake,
            self._inspect,
            self._optout,
        )
        for part in parts:
            if part is not None:
                part.shut_down()
