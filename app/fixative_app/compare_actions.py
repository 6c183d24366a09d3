"""What can be done to a pair by key, as actions that tell their keys themselves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from fixative_app import compare_words
from fixative_app.canvas import Canvas, Side
from fixative_app.looks import Look
from fixative_app.theme import Theme

__all__ = ["CompareActions"]

_ZOOM_STEP = 1.25
_LOOK_KEYS = {Look.PICTURE: "Ctrl+B", Look.DIFFERENCE: "Ctrl+D", Look.ENCODER: "Ctrl+E", Look.PLATFORM: "Ctrl+U"}
_ICONS = {Look.PICTURE: "picture", Look.DIFFERENCE: "difference", Look.ENCODER: "eye", Look.PLATFORM: "platform"}


class CompareActions(QObject):
    """The actions; those that only the view can do are connected by it.

    Parameters
    ----------
    canvas : Canvas
    theme : Theme
    view : QWidget
        In whose window the keys work; the arrows and space where the canvas has the focus.
    """

    def __init__(self, canvas: Canvas, theme: Theme, view: QWidget) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._canvas = canvas
        self.sides = {
            Side.ORIGINAL: self._action(self.tr("Original"), _keys("1")),
            Side.BOTH: self._action(self.tr("Both, side by side"), _keys("2")),
            Side.PROTECTED: self._action(self.tr("Protected, or its preview"), _keys("3")),
        }
        group = QActionGroup(self)
        self.looks: dict[Look, QAction] = {}
        for look, keys in _LOOK_KEYS.items():
            action = self._action(compare_words.look_name(look), _keys(keys), icon=_ICONS[look])
            action.setToolTip(compare_words.look_explained(look))
            action.setCheckable(True)
            action.setChecked(look is Look.PICTURE)
            self.looks[look] = group.addAction(action)
        self.loupe = self._action(self.tr("Loupe"), _keys("Ctrl+L"), icon="loupe")
        self.loupe.setCheckable(True)
        self.loupe.toggled.connect(lambda out: canvas.take_loupe(out=out))
        self.fit = self._action(self.tr("All of the picture"), _keys("Ctrl+0"), canvas.fit, icon="fit")
        actual, double = self.tr("100 %: a picture pixel on a pixel of the screen"), self.tr("200 %: on two by two")
        self.actual = self._action(actual, _keys("Ctrl+1"), canvas.actual_size, "actual-size")
        self.double = self._action(double, _keys("Ctrl+2"), lambda: canvas.actual_size(times=2), "double")
        closer = _keys("Ctrl+=", standard=QKeySequence.StandardKey.ZoomIn)
        self._action(self.tr("Zoom in"), closer, self._zoom(_ZOOM_STEP))
        self._action(self.tr("Zoom out"), _keys(standard=QKeySequence.StandardKey.ZoomOut), self._zoom(1 / _ZOOM_STEP))
        self._make_those_of_the_canvas()

    def allow(self, *, shown: bool, comparable: bool, readable: bool) -> None:
        """Let be done what there is something to do it to."""
        for action in (self.loupe, self.fit, self.actual, self.double):
            action.setEnabled(shown)
        enough = {Look.PICTURE: True, Look.PLATFORM: readable}
        for look, action in self.looks.items():
            action.setEnabled(enough.get(look, comparable))

    def _make_those_of_the_canvas(self) -> None:
        canvas = self._canvas
        for text, keys, across, down in (
            (self.tr("Move the picture or the loupe to the left"), "Left", -1, 0),
            (self.tr("Move the picture or the loupe to the right"), "Right", 1, 0),
            (self.tr("Move the picture or the loupe up"), "Up", 0, -1),
            (self.tr("Move the picture or the loupe down"), "Down", 0, 1),
        ):
            action = QAction(text, canvas)
            action.setShortcut(QKeySequence(keys))
            # Not in what lies on the canvas: the line between the halves has arrows of its own.
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(lambda _=False, step=(across, down): canvas.move_by_key(*step))
            canvas.addAction(action)
        hold = QAction(self.tr("Show the original while it is pressed"), canvas)
        hold.setShortcut(QKeySequence("Space"))
        hold.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        hold.setAutoRepeat(False)
        hold.triggered.connect(lambda: canvas.hold(held=True))
        canvas.addAction(hold)

    def _zoom(self, factor: float) -> Callable[[], None]:
        return lambda: self._canvas.zoom_by(factor)

    def _action(
        self,
        text: str,
        keys: list[QKeySequence],
        step: Callable[[], None] | None = None,
        icon: str = "",
    ) -> QAction:
        action = QAction(text, self._view)
        action.setShortcuts(keys)
        shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{text} ({shown})")
        if step is not None:
            action.triggered.connect(lambda _=False: step())
        if icon:
            self._theme.dress(action, icon)
        self._view.addAction(action)
        return action


def _keys(*keys: str, standard: QKeySequence.StandardKey | None = None) -> list[QKeySequence]:
    usual = [] if standard is None else QKeySequence.keyBindings(standard)
    return [*usual, *map(QKeySequence, keys)]
