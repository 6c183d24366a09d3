"""Before and after: the chosen picture with its protected copy over it, or a preview of that."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fixative.outcome import Problem
from fixative.recipe import Recipe
from fixative_app import compare_words, words
from fixative_app.canvas import Canvas, Side
from fixative_app.compare_actions import CompareActions
from fixative_app.compare_bars import LookBar, SideBar
from fixative_app.controls import label, set_tone
from fixative_app.looks import Look
from fixative_app.painting import Layer
from fixative_app.pair import Pair
from fixative_app.pictures import Shown
from fixative_app.platform_menu import name_of, usual
from fixative_app.queue_model import Row
from fixative_app.theme import Theme

__all__ = ["CompareView"]

_SIDES = (Side.ORIGINAL, Side.BOTH, Side.PROTECTED)


class CompareView(QWidget):
    """The canvas with its bars, and what is to be said about the chosen picture below it.

    Parameters
    ----------
    theme : Theme
    parent : QWidget, optional
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Comparison"))
        self._recipe = Recipe()
        self._platform = ""
        self.pair = Pair(self)
        self.canvas = Canvas(theme, self)
        self.actions_for = CompareActions(self.canvas, theme, self)
        self.side_bar = SideBar()
        self.segments = self.side_bar.segments
        self.segments.choose(_SIDES.index(Side.BOTH))
        self.segments.chosen.connect(lambda place: self.canvas.choose(_SIDES[place]))
        self.look_bar = LookBar(self.actions_for, lambda held: self.canvas.hold(held=held), theme)
        self.notice = label("", wrap=True)
        self.notice.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.notice.setAccessibleName(self.tr("About this picture"))
        self.notice.setObjectName("notice")
        self.notice.setContentsMargins(16, 10, 16, 10)
        self.notice.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.side_bar)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self.look_bar)
        layout.addWidget(self.notice)

        for side, action in self.actions_for.sides.items():
            action.triggered.connect(lambda _=False, side=side: self._press(side))
        for look, action in self.actions_for.looks.items():
            action.triggered.connect(lambda _=False, look=look: self._choose_look(look))
        self.look_bar.platforms.chosen.connect(self._choose_platform)
        self.pair.changed.connect(self._arrange)
        self.canvas.view_changed.connect(self._view_changed)
        theme.changed.connect(self._show_look)
        self._arrange()

    def show_row(self, row: Row | None) -> None:
        """Show a picture of the queue; what of it is shown already is kept."""
        self.pair.show_row(row)

    def show_recipe(self, recipe: Recipe) -> None:
        """Follow the recipe that the picture on show will be protected by."""
        self._recipe = recipe
        self.pair.show_recipe(recipe)

    def shut_down(self) -> None:
        """End the work on pictures."""
        self.pair.shut_down()

    def _press(self, side: Side) -> None:
        if self.segments.isEnabled():
            self.segments.choose(_SIDES.index(side))
            self.canvas.choose(side)

    def _choose_look(self, look: Look) -> None:
        if look is Look.PLATFORM:
            self._choose_platform(self._platform or usual(self._recipe))
        else:
            self.pair.show_look(look)
            self._show_look()

    def _choose_platform(self, slug: str) -> None:
        self._platform = slug
        self.actions_for.looks[Look.PLATFORM].setChecked(True)
        self.pair.show_look(Look.PLATFORM, slug)
        self._show_look()

    def _show_look(self) -> None:
        self.look_bar.show_look(self.actions_for.looks[self.pair.look], self.pair.platform)

    def _arrange(self) -> None:
        pair = self.pair
        shown = pair.original is not None and bool(pair.original.levels)
        self.side_bar.name.say("" if pair.row is None else pair.row.source.name)
        self.canvas.show_pair(*self._layers(), self._message())
        self.segments.setEnabled(shown and (pair.after is not None or pair.patch is not None))
        self.actions_for.allow(shown=shown, comparable=pair.comparable, readable=pair.readable)
        self.look_bar.look.setEnabled(pair.readable)
        self.look_bar.hold.setEnabled(self.segments.isEnabled())
        notice, tone, tags = self._say()
        self.notice.setText(notice)
        self.notice.setToolTip(words.tip(tags))
        self.notice.setAccessibleDescription(tags)
        set_tone(self.notice, tone)
        self.notice.setVisible(bool(notice))
        self._view_changed()

    def _layers(self) -> tuple[Layer, Layer]:
        pair = self.pair
        original, after = pair.before or Shown(), pair.after or Shown()
        if pair.look is Look.PLATFORM and pair.readable:
            return self._layers_afar(original, after)
        look = pair.look if pair.comparable else Look.PICTURE
        there = pair.difference is not None if look is Look.DIFFERENCE else pair.sights is not None
        left, right = compare_words.names(look, previewing=pair.previewing, there=there)
        if look is Look.DIFFERENCE:
            return Layer(original, None, left), Layer(pair.difference or after, None, right)
        if look is Look.ENCODER and pair.sights is not None:
            return Layer(original, pair.sights.original, left), Layer(after, pair.sights.changed, right)
        if pair.patch is not None:
            # Around the part that is there already stands the last preview, or still the original.
            return Layer(original, None, left), Layer(after if after.levels else original, pair.patch, right)
        return Layer(original, None, left), Layer(after, None, right)

    def _layers_afar(self, original: Shown, after: Shown) -> tuple[Layer, Layer]:
        seen, name = self.pair.afar, name_of(self.pair.platform)
        there = seen is not None and bool(seen.served.levels)
        left, right = compare_words.names_afar(name, there=there, over=seen is not None)
        if seen is not None and there:
            return Layer(seen.plain, None, left), Layer(seen.served, None, right)
        return Layer(original, None, left), Layer(after if after.levels else original, None, right)

    def _message(self) -> str:
        row, original = self.pair.row, self.pair.original
        if row is None:
            return self.tr("Choose a picture to look at it.")
        if original is None:
            return self.tr("Opening…")
        if row.failed or original.problem is None:
            return self.tr("There is nothing to show.")
        return words.problem_sentence(original.problem)

    def _say(self) -> tuple[str, str, str]:
        """Give what is said below the picture, its tone, and the tags that were read back."""
        pair, row = self.pair, self.pair.row
        if pair.look is Look.PLATFORM and pair.readable:
            seen = pair.afar
            problems = [] if seen is None else list(seen.problems)
            said = compare_words.about_afar(seen, name_of(pair.platform))
            tags = "" if seen is None or seen.left is None else "\n".join(seen.left.tags_after)
            return "\n".join([said, *_sentences(problems)]).strip(), "bad" if problems else "", tags
        moved = [compare_words.moved(pair.moved)] if pair.comparable else []
        if row is None:
            return "", "", ""
        if row.outcome is not None and (row.failed or not pair.previewing):
            outcome = row.outcome
            lines = [words.summary(outcome), *moved, *_sentences(outcome.problems)]
            return "\n".join(line for line in lines if line), "bad" if row.failed else "", words.tags(outcome)
        picture = None if pair.original is None else pair.original.picture
        problems = [] if pair.problem is None else [pair.problem]
        lines = [compare_words.about_preview(pair.preview, pair.recipe, picture), *moved, *_sentences(problems)]
        return "\n".join(line for line in lines if line), "bad" if problems else "", ""

    def _view_changed(self) -> None:
        self.pair.show_view(self.canvas.view)
        shown = self.pair.original is not None and bool(self.pair.original.levels)
        self.look_bar.zoom.setText(f"{100 * self.canvas.view.zoom:.0f} %" if shown else "")


def _sentences(problems: list[Problem] | tuple[Problem, ...]) -> list[str]:
    return [words.problem_sentence(problem) for problem in problems]
