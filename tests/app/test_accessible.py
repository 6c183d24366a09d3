"""Every page, for those who do not see it, or have no pointer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from contrast import contrast
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QWidget,
)

from fixative_app.canvas import Canvas
from fixative_app.document import Document
from fixative_app.limits_dialog import LimitsDialog
from fixative_app.theme import Appearance
from fixative_app.top_bar import Place

PATIENCE = 60_000
ENOUGH = 4.5
PAGES = ("empty", "queue", "done", "inspect-empty", "inspect", "opt-out", "keys", "about", "limits")


@pytest.fixture(params=PAGES)
def page(request, window, qtbot, add, draw, finish) -> Iterator[QWidget]:
    """Show a page, as the widget that holds all of it."""
    QAccessible.setActive(True)
    name = request.param
    if name in ("queue", "done"):
        window.recipe.preset.buttons[3].click()
        add(draw("a.png"), draw("b.png"))
    if name == "done":
        finish()
        qtbot.waitUntil(window.compare.segments.isEnabled, timeout=PATIENCE)
    if name.startswith("inspect"):
        window.places.go_to(Place.INSPECT)
    if name == "inspect":
        with qtbot.waitSignal(window.inspect.inspector.finished, timeout=PATIENCE):
            window.inspect.look_at([draw("a.png"), draw("b.png")])
    if name == "opt-out":
        window.optout.platforms["pinterest"].setChecked(True)
        window.places.go_to(Place.OPT_OUT)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    if name == "keys":
        window.help.keys.trigger()
    if name == "about":
        window.help.about.trigger()
    if name == "limits":
        LimitsDialog(window).open()
    dialogs = [child for child in window.findChildren(QDialog) if child.isVisible()]
    shown = dialogs[0] if dialogs else window
    qtbot.waitUntil(lambda: shown.isActiveWindow() and shown.focusWidget() is not None)
    yield shown
    for dialog in dialogs:
        dialog.reject()


def controls(page: QWidget) -> list[QWidget]:
    """Name all that one can do something with, but for the inner parts of Qt's own widgets."""
    return [
        widget
        for widget in page.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.window() is page
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.objectName().startswith("qt_")
        and not isinstance(widget.parent(), QAbstractScrollArea)
    ]


def interface(widget: QWidget):
    return QAccessible.queryAccessibleInterface(widget)


def test_every_control_has_a_name_and_a_role(page):
    assert controls(page)
    for widget in controls(page):
        assert interface(widget).text(QAccessible.Text.Name).strip(), f"{type(widget).__name__} {widget.objectName()}"
        role = interface(widget).role()
        assert role is not QAccessible.Role.NoRole, type(widget).__name__
        # Which is what Qt says of a widget that it knows nothing of.
        assert role is not QAccessible.Role.Client, type(widget).__name__


def test_a_picture_is_one_and_a_report_is_a_document(page):
    roles = {Canvas: QAccessible.Role.Graphic, Document: QAccessible.Role.Document}
    for kind, role in roles.items():
        for widget in page.findChildren(kind):
            assert interface(widget).role() is role
            assert interface(widget).text(QAccessible.Text.Name) == widget.accessibleName() != ""
            # What is in it is still found.
            assert interface(widget).childCount() > 0


def test_the_split_is_a_slider_that_a_screen_reader_moves(window, qtbot, add, draw, finish):
    QAccessible.setActive(True)
    window.recipe.preset.buttons[3].click()
    add(draw("a.png"))
    finish()
    qtbot.waitUntil(window.compare.canvas.handle.isVisible, timeout=PATIENCE)
    handle = window.compare.canvas.handle
    assert interface(handle).role() is QAccessible.Role.Slider
    value = interface(handle).valueInterface()
    assert (value.minimumValue(), value.maximumValue(), value.currentValue()) == (0, 1000, 500)
    before = handle.geometry().center().x()
    value.setCurrentValue(250)
    assert handle.fraction == pytest.approx(0.25)
    assert handle.geometry().center().x() == pytest.approx(before / 2, abs=2)
    split = interface(window.compare.canvas)
    assert interface(handle) in [split.child(number) for number in range(split.childCount())]


def test_no_two_buttons_have_the_same_name(page):
    names = [
        interface(each).text(QAccessible.Text.Name) for each in controls(page) if isinstance(each, QAbstractButton)
    ]
    assert len(names) == len(set(names))


def test_tab_reaches_every_control_and_comes_back(page, qtbot):
    start = page.focusWidget()
    order = [start]
    for _ in range(80):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if QApplication.focusWidget() is start:
            break
        order.append(QApplication.focusWidget())
    else:
        pytest.fail("Tab does not come back")
    assert set(controls(page)) <= set(order), {type(each).__name__ for each in set(controls(page)) - set(order)}
    backwards = []
    for _ in order:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
        backwards.append(QApplication.focusWidget())
    assert backwards == [*reversed(order[1:]), start]


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
def test_the_focus_is_always_to_be_seen(page, window, appearance):
    window._choose_appearance(appearance)
    unseen = []
    for widget in controls(page):
        place = widget.geometry().adjusted(-4, -4, 4, 4)
        parent = widget.parentWidget()
        _unfocus(page, widget)
        before = parent.grab(place).toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        after = parent.grab(place).toImage()
        if before == after and not isinstance(widget, QLineEdit):
            unseen.append(f"{type(widget).__name__} {interface(widget).text(QAccessible.Text.Name)}")
    assert unseen == []


def _unfocus(page: QWidget, widget: QWidget) -> None:
    other = next((each for each in controls(page) if each is not widget), None)
    if other is None:
        widget.clearFocus()
    else:
        other.setFocus()


def test_a_split_is_a_slider(window, add, draw):
    QAccessible.setActive(True)
    add(draw("a.png"))
    roles = {interface(each).role() for each in window.compare.findChildren(QWidget)}
    assert QAccessible.Role.Slider in roles


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
def test_every_text_stands_out_from_its_ground(page, window, qtbot, appearance):
    window._choose_appearance(appearance)
    qtbot.wait(50)
    image = page.grab().toImage()
    faint = []
    for widget in [*page.findChildren(QLabel), *page.findChildren(QAbstractButton)]:
        region = widget.visibleRegion().boundingRect()
        if not widget.isVisibleTo(page) or not widget.isEnabled() or not widget.text().strip() or region.isEmpty():
            continue
        inner = region.adjusted(3, 3, -3, -3)
        colours = _colours(image.copy(inner.translated(widget.mapTo(page, QPoint()))))
        ground = colours.most_common(1)[0][0]
        best = max(contrast(ground, colour) for colour in colours)
        if best < ENOUGH:
            faint.append(f"{widget.text()!r}: {best:.1f} on {ground}")
    assert faint == []


def _colours(image: QImage) -> Counter[str]:
    return Counter(image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height()))
