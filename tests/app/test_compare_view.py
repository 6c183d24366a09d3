from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from fixative.outcome import Figures, Outcome, Problem, Severity, Status
from fixative_app.canvas import Canvas, Side
from fixative_app.compare_actions import CompareActions
from fixative_app.compare_view import CompareView
from fixative_app.painting import Layer
from fixative_app.pictures import Shown
from fixative_app.queue_model import Row, Stage


def plain(colour: str, size=(200, 100)) -> Layer:
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return Layer(Shown((image,)))


@pytest.fixture
def canvas(qtbot, theme) -> Canvas:
    canvas = Canvas(theme)
    qtbot.addWidget(canvas)
    canvas.resize(400, 300)
    canvas.show()
    qtbot.waitExposed(canvas)
    canvas.show_pair(plain("red"), plain("blue"))
    CompareActions(canvas, theme, canvas)
    return canvas


def at(canvas: Canvas, x: int, y: int = 120) -> str:
    return canvas.grab().toImage().pixelColor(x, y).name()


def test_left_is_the_original_and_right_the_protected(canvas):
    assert (at(canvas, 120), at(canvas, 280)) == ("#ff0000", "#0000ff")
    canvas.choose(Side.ORIGINAL)
    assert (at(canvas, 120), at(canvas, 280)) == ("#ff0000", "#ff0000")
    assert not canvas.handle.isVisible()
    canvas.choose(Side.PROTECTED)
    assert (at(canvas, 120), at(canvas, 280)) == ("#0000ff", "#0000ff")


def test_without_a_result_there_is_no_handle(canvas):
    canvas.show_pair(plain("red"), Layer())
    assert canvas.side is Side.ORIGINAL
    assert not canvas.handle.isVisible()
    assert at(canvas, 280) == "#ff0000"


def test_the_handle_is_a_slider_for_keys(canvas, qtbot):
    handle = canvas.handle
    handle.setFocus()
    before, left = handle.value(), handle.x()
    qtbot.keyClick(handle, Qt.Key.Key_Right)
    assert handle.value() == before + handle.singleStep()
    assert handle.x() > left
    qtbot.keyClick(handle, Qt.Key.Key_Home)
    assert at(canvas, 120) == "#0000ff"
    qtbot.keyClick(handle, Qt.Key.Key_End)
    assert at(canvas, 280) == "#ff0000"


def test_the_handle_is_a_slider_for_screen_readers(canvas):
    interface = QAccessible.queryAccessibleInterface(canvas.handle)
    assert interface.role() == QAccessible.Role.Slider
    assert "Split" in interface.text(QAccessible.Text.Name)
    assert interface.valueInterface().currentValue() == 500


def test_the_handle_follows_the_pointer(canvas, qtbot):
    handle = canvas.handle
    grip = QPoint(handle.width() // 2, handle.height() // 2)
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=grip)
    qtbot.mouseMove(handle, grip + QPoint(100, 0))
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton)
    assert handle.fraction == pytest.approx(0.75, abs=0.02)


def test_100_percent_is_a_picture_pixel_on_a_device_pixel(canvas):
    pixels = np.random.default_rng(3).integers(0, 256, (801, 1001, 3), dtype=np.uint8)
    image = QImage(pixels.tobytes(), 1001, 801, 3 * 1001, QImage.Format.Format_RGB888)
    canvas.show_pair(Layer(Shown((image,))), Layer())
    canvas.actual_size()
    shown = canvas.grab().toImage()
    left, top, *_ = (int(value) for value in canvas.view.place)
    for x in (100, 101, 250, 390):
        for y in (145, 150):
            assert shown.pixelColor(x, y) == image.pixelColor(x - left, y - top)


def test_dragging_moves_both(canvas, qtbot):
    canvas.zoom_by(8)
    before = canvas.view.centre
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    qtbot.mouseMove(canvas, QPoint(60, 100))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(60, 100))
    assert canvas.view.centre[0] == pytest.approx(before[0] + 5)
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    assert canvas.view.centre[0] < before[0] + 5


def turn_wheel(widget: QWidget) -> QWheelEvent:
    at = QPointF(10, 10)
    event = QWheelEvent(
        at,
        widget.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt's order
    )
    QApplication.sendEvent(widget, event)
    return event


def test_the_wheel_zooms(canvas):
    before = canvas.view.zoom
    assert turn_wheel(canvas).isAccepted()
    assert canvas.view.zoom == pytest.approx(before * 1.25)


def test_the_handle_leaves_the_wheel_to_the_picture(canvas):
    before = canvas.handle.value()
    assert not turn_wheel(canvas.handle).isAccepted()
    assert canvas.handle.value() == before


def test_a_double_click_goes_between_fit_and_100_percent(canvas, qtbot):
    canvas.show_pair(plain("red", (2000, 1000)), Layer())
    assert canvas.view.zoom < 1
    qtbot.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    assert canvas.view.zoom == 1
    qtbot.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    assert canvas.view.fitted


def test_what_is_transparent_shows_checks(canvas):
    image = QImage(200, 100, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(0, 0, 0, 0))
    canvas.show_pair(Layer(Shown((image,))), Layer())
    assert {at(canvas, x, 150) for x in range(120, 280)} == {"#ffffff", "#dadada"}


@pytest.fixture
def view(qtbot, theme) -> CompareView:
    view = CompareView(theme)
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show()
    qtbot.waitExposed(view)
    yield view
    view.shut_down()


def protected(source: Path, result: Path) -> Row:
    outcome = Outcome(Status.PROTECTED, source, result, Figures(visible_cost=72.0, tags=("plus:DataMining",)))
    return Row(source, result, Stage.ENDED, outcome)


def test_a_pair_is_shown_and_keys_choose_its_sides(view, qtbot, draw):
    view.show_row(protected(draw("a.png"), draw("b.png", seed=2)))
    qtbot.waitUntil(view.segments.isEnabled, timeout=20_000)
    for key, side in ((Qt.Key.Key_1, Side.ORIGINAL), (Qt.Key.Key_3, Side.PROTECTED), (Qt.Key.Key_2, Side.BOTH)):
        qtbot.keyClick(view, key)
        assert view.canvas.side is side
        assert view.segments.place == side.value - 1


def test_the_original_stays_while_its_result_comes(view, qtbot, draw):
    source, result = draw("a.png"), draw("b.png", seed=2)
    view.show_row(Row(source, result))
    qtbot.waitUntil(lambda: view.pair.original is not None, timeout=20_000)
    original = view.pair.original
    view.show_row(Row(source, result, Stage.WORKING))
    view.show_row(protected(source, result))
    qtbot.waitUntil(view.segments.isEnabled, timeout=20_000)
    assert view.pair.original is original


def test_another_picture_is_not_mixed_with_the_last(view, qtbot, draw):
    first, second = draw("a.png"), draw("b.png", (90, 50), seed=2)
    view.show_row(protected(first, first))
    view.show_row(Row(second))
    qtbot.waitUntil(lambda: view.pair.original is not None, timeout=20_000)
    qtbot.wait(100)
    assert view.pair.original.size == (90, 50)
    assert view.pair.previewing


def test_a_failure_is_said_in_words(view):
    problems = (Problem("truncated", {}, Severity.ERROR),)
    source = Path("/not/there.png")
    view.show_row(Row(source, None, Stage.ENDED, Outcome(Status.FAILED, source, problems=problems)))
    assert view.notice.isVisible()
    assert "breaks off" in view.notice.text()
    view.show_row(None)
    assert not view.notice.isVisible()


def test_what_there_is_nothing_to_use_on_looks_so(view, qtbot, draw):
    pair = protected(draw("a.png"), draw("b.png", seed=2))
    broken = draw("broken.png")
    broken.write_bytes(broken.read_bytes()[:900])
    problems = (Problem("truncated", {}, Severity.ERROR),)
    view.show_row(pair)
    qtbot.waitUntil(view.segments.isEnabled, timeout=20_000)
    qtbot.waitUntil(view.actions_for.fit.isEnabled, timeout=20_000)
    usable = view.segments.grab().toImage()

    view.show_row(Row(broken, None, Stage.ENDED, Outcome(Status.FAILED, broken, problems=problems)))
    qtbot.waitUntil(lambda: view.pair.original is not None, timeout=20_000)
    assert not view.segments.isEnabled()
    assert not view.actions_for.fit.isEnabled()
    ground = QPoint(usable.width() // 2, 1)
    assert view.segments.grab().toImage().pixelColor(ground) != usable.pixelColor(ground)


def test_of_a_failed_picture_that_can_be_read_the_original_is_shown(view, qtbot, draw):
    source = draw("a.png")
    problems = (Problem("disk-full", {}, Severity.ERROR),)
    shown = []
    view.pair.changed.connect(lambda: shown.append((view.canvas.side, view.segments.isEnabled())))
    view.show_row(Row(source, None, Stage.ENDED, Outcome(Status.FAILED, source, problems=problems)))
    qtbot.waitUntil(lambda: view.pair.original is not None, timeout=20_000)
    # The preview may be there a moment later.
    assert shown[0] == (Side.ORIGINAL, False)
    assert view.pair.original.levels
    assert view.actions_for.fit.isEnabled()


def test_zoom_keys(view, qtbot, draw):
    view.show_row(Row(draw("a.png", (2000, 1500))))
    qtbot.waitUntil(lambda: view.pair.original is not None, timeout=20_000)
    qtbot.keyClick(view, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert view.look_bar.zoom.text() == "100 %"
    qtbot.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.look_bar.zoom.text() == "125 %"
    qtbot.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.canvas.view.fitted
