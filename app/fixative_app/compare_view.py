"""Before and after: the chosen picture with its protected copy over it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from fixative.recipe import Limits
from fixative_app import words
from fixative_app.canvas import Canvas, Side
from fixative_app.controls import ElidedLabel, Segments, label, set_tone
from fixative_app.pictures import Loader, Loading, Shown
from fixative_app.queue_model import Row
from fixative_app.theme import Theme

__all__ = ["CompareView"]

_SIDES = (Side.ORIGINAL, Side.BOTH, Side.PROTECTED)
_ZOOM_STEP = 1.25


class CompareView(QWidget):
    """The canvas with its bar, and what is to be said about the chosen picture below it.

    Parameters
    ----------
    theme : Theme
    parent : QWidget, optional
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Comparison"))
        self._row: Row | None = None
        self._waiting: dict[Loading, Side] = {}
        self._original: Shown | None = None
        self._protected: Shown | None = None
        self._loader = Loader(self)
        self._loader.loaded.connect(self._loaded)

        self.canvas = Canvas(theme, self)
        self.canvas.zoom_changed.connect(self._zoom_changed)
        self.segments = Segments(
            [self.tr("Original"), self.tr("Both"), self.tr("Protected")], self.tr("What is on show"), self
        )
        self.segments.choose(_SIDES.index(Side.BOTH))
        self.segments.chosen.connect(lambda place: self._choose(_SIDES[place]))
        self._zoom = label("", "muted")
        self._zoom.setMinimumWidth(self._zoom.fontMetrics().horizontalAdvance("1600 %"))
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._notice = label("", wrap=True)
        self._notice.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._notice.setAccessibleName(self.tr("About this picture"))
        self._notice.setObjectName("notice")
        self._notice.setContentsMargins(16, 10, 16, 10)
        self._notice.hide()

        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._make_bar(theme))
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self._notice)
        self._make_shortcuts()
        self.show_row(None)

    def show_row(self, row: Row | None) -> None:
        """Show a picture of the queue; what of it is shown already is kept."""
        before, self._row = self._row, row
        if row is None:
            self._forget(Side.ORIGINAL, Side.PROTECTED)
        else:
            if before is None or before.source != row.source:
                self._forget(Side.ORIGINAL, Side.PROTECTED)
                self._ask(Side.ORIGINAL)
            elif before.outcome != row.outcome:
                self._forget(Side.PROTECTED)
            if row.result is not None and self._protected is None and Side.PROTECTED not in self._waiting.values():
                self._ask(Side.PROTECTED)
        self._arrange()

    def shut_down(self) -> None:
        """End the work on pictures."""
        self._loader.shut_down()

    def _make_bar(self, theme: Theme) -> QFrame:
        bar = QFrame()
        bar.setObjectName("comparebar")
        self._name = ElidedLabel()
        self._zooming = fit, actual = QToolButton(), QToolButton()
        for button, icon, text, action in (
            (fit, "fit", self.tr("Fit (Ctrl+0)"), self.canvas.fit),
            (
                actual,
                "actual-size",
                self.tr("100 %: one picture pixel on one pixel of the screen (Ctrl+1)"),
                self.canvas.actual_size,
            ),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)
            button.clicked.connect(lambda _=False, step=action: step())
            theme.dress(button, icon)
        layout = QHBoxLayout(bar)
        layout.setContentsMargins(16, 8, 10, 8)
        layout.setSpacing(6)
        layout.addWidget(self._name, 1)
        layout.addWidget(self.segments)
        layout.addSpacing(8)
        layout.addWidget(self._zoom)
        layout.addWidget(fit)
        layout.addWidget(actual)
        return bar

    def _make_shortcuts(self) -> None:
        steps = (
            (self.tr("The original alone"), "1", lambda: self._press(Side.ORIGINAL)),
            (self.tr("Original and protected"), "2", lambda: self._press(Side.BOTH)),
            (self.tr("The protected alone"), "3", lambda: self._press(Side.PROTECTED)),
            (self.tr("Fit into the window"), "Ctrl+0", self.canvas.fit),
            (self.tr("One picture pixel on one of the screen"), "Ctrl+1", self.canvas.actual_size),
        )
        for text, keys, step in steps:
            self._shortcut(text, QKeySequence(keys)).activated.connect(step)
        larger = [*QKeySequence.keyBindings(QKeySequence.StandardKey.ZoomIn), QKeySequence("Ctrl+=")]
        self._shortcut(self.tr("Larger"), *larger).activated.connect(lambda: self.canvas.zoom_by(_ZOOM_STEP))
        smaller = QKeySequence.keyBindings(QKeySequence.StandardKey.ZoomOut)
        self._shortcut(self.tr("Smaller"), *smaller).activated.connect(lambda: self.canvas.zoom_by(1 / _ZOOM_STEP))

    def _shortcut(self, text: str, *keys: QKeySequence) -> QShortcut:
        shortcut = QShortcut(self)
        shortcut.setKeys(keys)
        shortcut.setWhatsThis(text)  # for the list of all keys
        return shortcut

    def _press(self, side: Side) -> None:
        if self.segments.isEnabled():
            self.segments.choose(_SIDES.index(side))
            self._choose(side)

    def _choose(self, side: Side) -> None:
        self.canvas.choose(side)

    def _ask(self, side: Side) -> None:
        row = self._row
        path = None if row is None else row.source if side is Side.ORIGINAL else row.result
        if path is not None:
            self._waiting[self._loader.ask(path, Limits().max_pixels)] = side

    def _forget(self, *sides: Side) -> None:
        for loading in [loading for loading, side in self._waiting.items() if side in sides]:
            self._loader.forget(loading)
            del self._waiting[loading]
        if Side.ORIGINAL in sides:
            self._original = None
        self._protected = None

    def _loaded(self, loading: Loading, shown: Shown) -> None:
        side = self._waiting.pop(loading, None)
        self._loader.forget(loading)
        if side is Side.ORIGINAL:
            self._original = shown
        elif side is Side.PROTECTED:
            self._protected = shown
        self._arrange()

    def _arrange(self) -> None:
        row = self._row
        self._name.say("" if row is None else row.source.name)
        self.canvas.show_pair(self._original or Shown(), self._protected or Shown(), self._message())
        self.segments.setEnabled(bool(self._protected and self._protected.levels))
        notice, tone, tags = self._say(row)
        self._notice.setText(notice)
        self._notice.setToolTip(words.tip(tags))
        self._notice.setAccessibleDescription(tags)
        set_tone(self._notice, tone)
        self._notice.setVisible(bool(notice))
        self._zoom_changed()

    def _message(self) -> str:
        if self._row is None:
            return self.tr("Choose a picture to look at it.")
        if self._original is None:
            return self.tr("Opening…")
        if self._row.failed or self._original.problem is None:
            return self.tr("There is nothing to show.")
        return words.problem_sentence(self._original.problem)

    def _say(self, row: Row | None) -> tuple[str, str, str]:
        if row is None or row.outcome is None:
            return "", "", ""
        outcome = row.outcome
        sentences = [words.problem_sentence(problem) for problem in outcome.problems]
        said = "\n".join(line for line in [words.summary(outcome), *sentences] if line)
        return said, "bad" if row.failed else "", words.tags(outcome)

    def _zoom_changed(self) -> None:
        shown = self._original is not None and bool(self._original.levels)
        for button in self._zooming:
            button.setEnabled(shown)
        self._zoom.setText(f"{100 * self.canvas.view.zoom:.0f} %" if shown else "")
