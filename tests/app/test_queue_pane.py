"""The queue as it is used: filter, menu, keys, a recipe of its own, undo, drag out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from fixative.cloak.preset import Preset
from fixative.outcome import Outcome, Problem, Severity, Status
from fixative.recipe import CloakChoice, Privacy, Recipe
from fixative_app.queue_model import Group

PATIENCE = 60_000
STRONG = Recipe(cloak=CloakChoice(preset=Preset.STRONG))
OFF = Recipe(cloak=CloakChoice(preset=Preset.OFF))
TRUNCATED = (Problem("truncated", {}, Severity.ERROR),)


def shown(window) -> list[str]:
    order = window.queue.order
    return [order.row(order.index(place)).source.name for place in range(order.rowCount())]


@pytest.fixture
def three(window, add, draw) -> list[Path]:
    paths = [draw(f"{name}.png", seed=seed) for seed, name in enumerate("cab")]
    add(*paths)
    return paths


def fail(window, path: Path) -> None:
    window.controller.model.finish(Outcome(Status.FAILED, path, problems=TRUNCATED))
    window.controller.queue_changed.emit()


def test_chips_count_and_filter(window, qtbot, three):
    bar = window.pane.filter
    assert bar.isVisible()
    fail(window, three[0])
    assert [button.text() for button in bar.groups.buttons] == ["All 3", "Waiting 2", "Done", "Failed 1"]
    bar.groups.buttons[3].click()
    assert shown(window) == ["c.png"]
    bar.groups.buttons[2].click()
    assert window.pane.nothing.isVisible()
    bar.show_group(Group.ALL)
    qtbot.keyClicks(bar.search, "B.")
    assert shown(window) == ["b.png"]
    assert window.queue.current_row().source == three[2]
    window.edits.clear()
    window.add(three)
    qtbot.waitUntil(lambda: len(shown(window)) == 3, timeout=PATIENCE)
    assert bar.search.text() == ""


def test_one_picture_needs_no_filter(window, add, draw):
    add(draw("a.png"))
    assert not window.pane.filter.isVisible()


def test_the_order_is_chosen_from_a_menu(window, three):
    menu = window.pane.filter.order.menu()
    next(action for action in menu.actions() if action.text() == "By name").trigger()
    assert shown(window) == ["a.png", "b.png", "c.png"]


def test_the_search_is_found_by_key(window, qtbot, three):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window.queue, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.pane.filter.search.hasFocus()


def test_the_neighbour_follows_what_was_removed(window, qtbot, three):
    window.queue.select(three[1:2])
    qtbot.keyClick(window.queue, Qt.Key.Key_Delete)
    assert window.queue.current_row().source == three[2]
    qtbot.keyClick(window.queue, Qt.Key.Key_Delete)
    assert window.queue.current_row().source == three[0]


def test_a_removal_is_undone_and_done_again(window, qtbot, three):
    window.queue.select(three[:2])
    assert window.queue.selected_sources() == three[:2]
    qtbot.keyClick(window.queue, Qt.Key.Key_Delete)
    assert shown(window) == ["b.png"]
    assert "removing 2 pictures" in window.actions_for.undo.text()
    window.actions_for.undo.trigger()
    assert shown(window) == ["c.png", "a.png", "b.png"]
    window.actions_for.redo.trigger()
    assert shown(window) == ["b.png"]
    window.actions_for.undo.trigger()
    window.edits.clear()
    assert window.pages.currentIndex() == 0
    window.actions_for.undo.trigger()
    assert shown(window) == ["c.png", "a.png", "b.png"]
    window.recipe.take_folder(str(three[0].parent / "out"))
    qtbot.waitUntil(lambda: window.controller.model.rows[0].target.parent.name == "out", timeout=PATIENCE)
    assert len(shown(window)) == 3


def test_a_change_of_the_recipe_is_undone(window, qtbot, three):
    window.recipe.preset.buttons[2].click()
    for letter in "Ada":
        qtbot.keyClicks(window.recipe.owner, letter)
    assert window.controller.recipe.rights.owner == "Ada"
    window.actions_for.undo.trigger()
    assert window.controller.recipe == STRONG
    assert window.recipe.owner.text() == ""
    window.actions_for.undo.trigger()
    assert window.recipe.preset.place == 1
    assert not window.actions_for.undo.isEnabled()
    window.actions_for.redo.trigger()
    window.actions_for.redo.trigger()
    assert window.recipe.owner.text() == "Ada"
    window._settings.flush()
    assert window._settings.load_recipe() == window.controller.recipe


def test_some_pictures_have_a_recipe_of_their_own(window, qtbot, three, finish):
    window.edits.choose(OFF)
    rows = window.controller.model.rows
    window.edits.choose_for(rows[:2], OFF, replace_preset(OFF, Preset.SUBTLE))
    assert [row.own is not None for row in window.controller.model.rows] == [True, True, False]
    assert "Subtle" in window.controller.model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    window.edits.use_common(window.controller.model.rows[:1])
    window.edits.choose(Recipe(cloak=OFF.cloak, privacy=Privacy(drop_gps=True)))
    window.grab()
    finish()
    statuses = {row.source.name: row.outcome.status for row in window.controller.model.rows}
    assert statuses == {"c.png": Status.TAGGED, "a.png": Status.PROTECTED, "b.png": Status.TAGGED}
    done = window.controller.model.rows[1]
    window.edits.use_common([done])
    assert window.controller.model.rows[1].outcome is None
    window.actions_for.undo.trigger()
    assert window.controller.model.rows[1] == done


def replace_preset(recipe: Recipe, preset: Preset) -> Recipe:
    return Recipe(cloak=CloakChoice(preset=preset), rights=recipe.rights, privacy=recipe.privacy)


def test_a_recipe_like_that_of_all_others_is_none_of_its_own(window, three):
    rows = window.controller.model.rows
    window.edits.choose_for(rows, Recipe(), STRONG)
    window.edits.choose_for(window.controller.model.rows, STRONG, Recipe())
    assert not any(row.own for row in window.controller.model.rows)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_offers_what_can_be_done(window, qtbot, three):
    actions = window.queue.actions_for
    fail(window, three[0])
    window.queue.select([three[0]])
    window.queue.customContextMenuRequested.emit(window.queue.visualRect(window.queue.currentIndex()).center())
    menu = window.queue.findChild(QMenu)
    enabled = {action.text() for action in menu.actions() if action.isEnabled() and action.text()}
    assert actions.copy_reason.text() in enabled
    assert actions.copy_results.text() not in enabled
    menu.close()
    actions.copy_reason.trigger()
    assert QGuiApplication.clipboard().text() == "c.png: The picture breaks off before its end. Get a whole copy of it."
    window.queue.customContextMenuRequested.emit(QPoint(5, 2000))


def test_the_original_opens_and_results_are_shown_and_copied(window, three, finish, monkeypatch):
    opened = []
    monkeypatch.setattr("fixative_app.opener.QDesktopServices.openUrl", lambda url: opened.append(url) is None)
    window.edits.choose(OFF)
    finish()
    window.queue.select(three[:1])
    actions = window.queue.actions_for
    actions.open_original.trigger()
    actions.reveal.trigger()
    result = three[0].parent / "protected" / "c.png"
    assert [url.toLocalFile() for url in opened] == [str(three[0]), str(result.parent)]
    actions.copy_results.trigger()
    assert QGuiApplication.clipboard().mimeData().urls() == [QUrl.fromLocalFile(str(result))]


def test_selected_pictures_alone_are_protected_again(window, qtbot, three, finish):
    window.edits.choose(OFF)
    finish()
    window.queue.select(three[1:2])
    with qtbot.waitSignal(window.controller.run_ended, timeout=PATIENCE):
        window.queue.actions_for.retry.trigger()
    assert window.controller.pace.total == 1
    assert {path.name for path in (three[0].parent / "protected").iterdir()} == {"a.png", "a-2.png", "b.png", "c.png"}


def test_what_is_dragged_out_does_not_come_in_again(window, three):
    class FromHere(QDragEnterEvent):
        def source(self):
            return window.queue

    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(three[0]))])
    kinds = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = FromHere(QPoint(40, 40), *kinds)
    enter.setAccepted(False)
    QApplication.sendEvent(window, enter)
    assert not enter.isAccepted()
    assert window.queue.dragEnabled()


def test_a_row_that_changes_stays_selected(window, qtbot, three):
    window.queue.select(three)
    window.controller.model.put([replace(window.controller.model.rows[1], own=STRONG)])
    assert window.queue.selected_sources() == three
    qtbot.waitUntil(window.queue.actions_for.common.isEnabled)


def test_what_is_said_about_ai_now_and_then(window, qtbot, three):
    details = window.pane.details
    window.edits.choose(OFF)
    qtbot.waitUntil(details.isVisible, timeout=PATIENCE)
    assert details.found.text() == "Original: no word about AI"
    qtbot.waitUntil(lambda: details.written.text().startswith("Result: No AI training · "), timeout=PATIENCE)
    window.recipe.policy.setCurrentIndex(3)
    window.recipe.policy.activated.emit(3)
    qtbot.waitUntil(lambda: details.written.text().startswith("Result: No data mining at all"), timeout=PATIENCE)
    assert "XMP-plus:DataMining" in details.written.toolTip()
    three[1].write_bytes(b"no picture")
    window.queue.select(three[1:2])
    assert not details.isVisible()
    qtbot.wait(400)
    assert not details.isVisible()


def test_of_a_picture_that_failed_no_result_is_foretold(window, qtbot, add, draw, finish):
    window.edits.choose(OFF)
    half = draw("half.jpg", (300, 200))
    half.write_bytes(half.read_bytes()[:-2000])
    add(half)
    details = window.pane.details
    qtbot.waitUntil(details.written.isVisible, timeout=PATIENCE)
    finish()
    qtbot.waitUntil(lambda: details.isVisible() and not details.written.isVisible(), timeout=PATIENCE)
    assert details.found.text() == "Original: no word about AI"
