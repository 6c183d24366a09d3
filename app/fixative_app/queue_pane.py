"""The left of the window: filter, queue, and what is to be known of the current picture."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from fixative_app import words
from fixative_app.controller import Controller
from fixative_app.controls import label
from fixative_app.filter_bar import FilterBar
from fixative_app.queue_model import Row
from fixative_app.queue_view import QueueView
from fixative_app.row_details import RowDetails
from fixative_app.row_facts import RowFacts
from fixative_app.theme import Theme
from fixative_app.thumbnails import Thumbnails

__all__ = ["QueuePane"]

_LEAST = 320


class QueuePane(QFrame):
    """Puts them above each other.

    Parameters
    ----------
    controller : Controller
    theme : Theme
    thumbnails : Thumbnails
    parent : QWidget, optional
    """

    def __init__(
        self, controller: Controller, theme: Theme, thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        self.setObjectName("queue")
        self.setMinimumWidth(_LEAST)
        self.facts = RowFacts(lambda: controller.recipe, self)
        controller.model.known_besides = self._known_besides
        self.view = QueueView(controller.model, theme, thumbnails, self.facts)
        self.filter = FilterBar(self.view.order, theme)
        self.nothing = label(self.tr("No picture in the queue is like that."), "muted", wrap=True)
        self.nothing.setContentsMargins(18, 12, 18, 12)
        self.details = RowDetails()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 6)
        layout.setSpacing(0)
        layout.addWidget(self.filter)
        layout.addWidget(self.nothing)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.details)
        self.view.row_chosen.connect(self._show_details)
        controller.recipe_changed.connect(self._show_details)
        self.view.order.arranged.connect(self._show_nothing)
        controller.queue_changed.connect(self._show_counts)
        controller.phase_changed.connect(self._show_counts)
        self._show_counts()

    def shut_down(self) -> None:
        """End every thread."""
        self.details.shut_down()
        self.facts.shut_down()

    def _show_details(self) -> None:
        self.details.show_row(self.view.current_row(), self._controller.recipe)

    def _known_besides(self, row: Row) -> list[str]:
        moved, tags = self.facts.moved(row), self.facts.tags(row)
        lens = [] if moved is None else [words.lens_figure(moved)]
        return lens + ([] if tags is None else [words.tags_found(tags.found, tags.written)])

    def _show_counts(self) -> None:
        self.filter.show_counts(self._controller.model.counts())
        self.view.changes_allowed = self._controller.phase.at_rest
        if self.facts.at_rest != self._controller.phase.at_rest:
            self.facts.at_rest = self._controller.phase.at_rest
            self.view.viewport().update()
        self._show_nothing()

    def _show_nothing(self) -> None:
        self.nothing.setVisible(self._controller.model.rowCount() > 0 and self.view.order.rowCount() == 0)
