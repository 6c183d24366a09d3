"""Where one is in the window: protecting pictures, inspecting some, or opting out; the bar on top stands over both."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from fixative_app.top_bar import Place, TopBar

__all__ = ["Places"]


class Places(QWidget):
    """The bar, and the pages of the place that is chosen.

    Parameters
    ----------
    bar : TopBar
    protect : QStackedWidget
        Its pages; the first is the one without pictures.
    makers : mapping
        Make the same for the other places, when one first goes there.
    parent : QWidget, optional
    """

    changed = Signal()

    def __init__(
        self,
        bar: TopBar,
        protect: QStackedWidget,
        makers: Mapping[Place, Callable[[], QStackedWidget]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._bar = bar
        self._makers = makers
        self._pages: dict[Place, QStackedWidget] = {}
        self._stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self._stack, 1)
        bar.place_chosen.connect(self.go_to)
        self._take(Place.PROTECT, protect)
        self._arrange()

    @property
    def current(self) -> Place:
        """Where one is."""
        return next(place for place, pages in self._pages.items() if pages is self._stack.currentWidget())

    def go_to(self, place: Place) -> None:
        """Go there."""
        if place not in self._pages:
            self._take(place, self._makers[place]())
        self._stack.setCurrentWidget(self._pages[place])
        self._arrange()
        self.changed.emit()

    def switch(self) -> None:
        """Go to the other."""
        self.go_to(Place.PROTECT if self.current is Place.INSPECT else Place.INSPECT)

    def _take(self, place: Place, pages: QStackedWidget) -> None:
        self._pages[place] = pages
        self._stack.addWidget(pages)
        pages.currentChanged.connect(self._arrange)

    def _arrange(self) -> None:
        place = self.current
        self._bar.show_place(place, empty=self._pages[place].currentIndex() == 0)
