from __future__ import annotations

import multiprocessing
import os
import shutil
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from fixative.outcome import Status
from fixative.recipe import Recipe
from fixative_app.controller import Phase
from fixative_app.main import open_window
from fixative_app.queue_model import Stage
from fixative_app.settings import Settings
from fixative_app.theme import Appearance
from fixative_app.window import MainWindow

PATIENCE = 60_000


def mime(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drag(target: QWidget, data: QMimeData) -> bool:
    """Enter with something; true where the target would take it."""
    enter = QDragEnterEvent(
        QPoint(40, 40),
        Qt.DropAction.CopyAction | Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter.setAccepted(False)
    QApplication.sendEvent(target, enter)
    return enter.isAccepted()


def drop(target: QWidget, data: QMimeData) -> QDropEvent:
    assert drag(target, data)
    kinds = (Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton)
    QApplication.sendEvent(target, QDragMoveEvent(QPoint(50, 50), *kinds, Qt.KeyboardModifier.NoModifier))
    event = QDropEvent(QPointF(50, 50), *kinds, Qt.KeyboardModifier.NoModifier)
    event.setDropAction(Qt.DropAction.MoveAction)
    QApplication.sendEvent(target, event)
    return event


def sources(window: MainWindow) -> list[str]:
    return [row.source.name for row in window.controller.model.rows]


def tag_only(window: MainWindow) -> None:
    window.recipe.preset.buttons[3].click()


# In.


def test_it_begins_empty_and_can_be_used_by_key(window, qtbot):
    assert window.pages.currentWidget() is window.empty
    qtbot.waitUntil(window.empty.add_files.hasFocus)
    assert not window.run_bar.isVisible()


def test_files_and_folders_are_dropped_and_copied_not_moved(window, qtbot, draw):
    one, two = draw("one.png"), draw("deep/down/two.jpg")
    with qtbot.waitSignal(window.controller.model.rowsInserted, timeout=PATIENCE):
        event = drop(window, mime(one, two.parent.parent))
    assert event.dropAction() is Qt.DropAction.CopyAction
    assert sources(window) == ["one.png", "two.jpg"]
    qtbot.waitUntil(lambda: window.pages.currentIndex() == 1)
    assert not window.drops.veil.isVisible()
    assert one.exists()
    assert two.exists()


def test_nothing_below_takes_a_drop_from_the_window(window):
    assert not any(child.acceptDrops() for child in window.findChildren(QWidget) if child.window() is window)
    assert window.findChildren(QLineEdit)


def test_the_veil_shows_while_something_is_dragged(window, draw):
    assert drag(window, mime(draw()))
    assert window.drops.veil.isVisible()
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not window.drops.veil.isVisible()


def test_text_is_not_taken_by_a_drop(window):
    data = QMimeData()
    data.setText("words")
    assert not drag(window, data)


def test_files_are_pasted(window, qtbot, draw):
    QGuiApplication.clipboard().setMimeData(mime(draw("pasted.png")))
    with qtbot.waitSignal(window.controller.model.rowsInserted, timeout=PATIENCE):
        window.empty.paste.click()
    assert sources(window) == ["pasted.png"]


def test_a_picture_without_a_file_is_kept_as_an_original(window, qtbot, monkeypatch, tmp_path):
    monkeypatch.setattr("fixative_app.drop.QStandardPaths.writableLocation", lambda _: str(tmp_path))
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    QGuiApplication.clipboard().setImage(image)
    with qtbot.waitSignal(window.controller.model.rowsInserted, timeout=PATIENCE):
        window.actions_for.paste.trigger()
    kept = window.controller.model.rows[0].source
    assert kept.is_relative_to(tmp_path)
    assert QImage(str(kept)).size() == image.size()


def test_what_is_online_is_refused_in_words(window):
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a.png")])
    drop(window, data)
    assert "never goes online" in window.empty.line.text()


def test_a_folder_without_pictures_is_said(window, qtbot, tmp_path):
    (tmp_path / "empty").mkdir()
    with qtbot.waitSignal(window.controller.found_nothing, timeout=PATIENCE):
        drop(window, mime(tmp_path / "empty"))
    assert "no picture" in window.empty.line.text()
    assert window.pages.currentIndex() == 0


def test_what_is_no_picture_gets_a_row_that_says_so(window, add, tmp_path):
    path = tmp_path / "notes.jpg"
    path.write_text("hello")
    add(path)
    row = window.controller.model.rows[0]
    assert row.failed
    assert not window.run_bar.protect.isEnabled()


# The queue.


def test_rows_are_removed_by_key_and_stay_away(window, qtbot, add, draw):
    folder = draw("a.png").parent
    draw("b.png"), draw("c.png")
    add(folder)
    window.queue.select([folder / "b.png"])
    qtbot.keyClick(window.queue, Qt.Key.Key_Delete)
    assert sources(window) == ["a.png", "c.png"]
    window.recipe.take_folder(str(folder.parent / "out"))
    qtbot.waitUntil(lambda: window.controller.model.rows[0].target.parent.name == "out", timeout=PATIENCE)
    assert sources(window) == ["a.png", "c.png"]
    add(folder / "b.png")
    assert sources(window) == ["a.png", "c.png", "b.png"]


def test_clearing_shows_the_empty_page(window, add, draw):
    add(draw("a.png"))
    window.actions_for.clear.trigger()
    assert window.pages.currentWidget() is window.empty


def test_the_recipe_moves_the_targets_and_the_example(window, qtbot, add, draw):
    add(draw("a.png"))
    assert window.recipe.example.text().endswith(str(Path("protected") / "a.png"))
    window.recipe.folder.selectAll()
    qtbot.keyClicks(window.recipe.folder, "safe")
    qtbot.waitUntil(lambda: window.recipe.example.text().endswith(str(Path("safe") / "a.png")), timeout=PATIENCE)


def test_the_first_picture_is_shown_at_once(window, qtbot, add, draw):
    shown = []
    pair = window.compare.pair
    pair.changed.connect(lambda: shown.append((pair.original is not None, window.compare.canvas.side.name)))
    add(draw("a.png"))
    qtbot.waitUntil(lambda: pair.original is not None, timeout=PATIENCE)
    # The preview may be there a moment later.
    assert next(side for there, side in shown if there) == "ORIGINAL"


# The run.


def test_pictures_are_protected(window, qtbot, add, draw, finish):
    originals = {path: path.read_bytes() for path in (draw("a.png"), draw("b.jpg", (300, 200), seed=2))}
    window.recipe.owner.setFocus()
    qtbot.keyClicks(window.recipe.owner, "Ada Lovelace")
    add(*originals)
    finish()
    rows = window.controller.model.rows
    assert [row.outcome.status for row in rows] == [Status.PROTECTED] * 2
    assert all(row.result.parent.name == "protected" and row.result.exists() for row in rows)
    assert all(row.outcome.figures.tags for row in rows)
    assert {path: path.read_bytes() for path in originals} == originals
    assert b"Ada Lovelace" in rows[0].result.read_bytes()
    assert window.run_bar.line.text() == "2 done"
    assert window.run_bar.reveal.isVisible()
    qtbot.waitUntil(window.compare.segments.isEnabled, timeout=PATIENCE)


def test_tags_only_keeps_the_pixels(window, add, draw, finish):
    path = draw("a.png")
    tag_only(window)
    add(path)
    finish()
    result = window.controller.model.rows[0].result
    assert window.controller.model.rows[0].outcome.status is Status.TAGGED
    with Image.open(result) as after, Image.open(path) as before:
        assert after.tobytes() == before.tobytes()


def test_a_failure_says_why_in_its_row_and_can_be_tried_again(window, qtbot, add, draw, finish):
    good, bad = draw("good.png", (400, 300)), draw("bad.png", (400, 300))
    whole = bad.read_bytes()
    bad.write_bytes(whole[: len(whole) // 2])
    add(good, bad)
    finish()
    row = window.controller.model.rows[1]
    assert row.failed
    assert "Get a whole copy" in window.controller.model.index(1).data(Qt.ItemDataRole.ToolTipRole)
    assert "1 done · 1 failed" in window.run_bar.line.text()
    assert window.run_bar.protect.text() == "Try again"
    bad.write_bytes(whole)
    finish()
    assert window.controller.model.rows[1].done
    assert len(list(good.parent.glob("protected/*"))) == 2


def test_a_run_is_stopped_in_order(window, qtbot, add, draw):
    tag_only(window)
    paths = [draw(f"{number:02}.png", (32, 32), seed=number) for number in range(60)]
    add(*paths)
    window.run_bar.protect.click()
    qtbot.waitUntil(lambda: window.controller.phase is Phase.RUNNING, timeout=PATIENCE)
    assert window.run_bar.stop.isVisible()
    window.run_bar.stop.click()
    assert window.controller.phase is Phase.STOPPING
    assert not window.run_bar.stop.isEnabled()
    qtbot.waitUntil(lambda: window.controller.phase is Phase.IDLE, timeout=PATIENCE)
    rows = window.controller.model.rows
    assert not any(row.stage is Stage.WORKING for row in rows)
    stopped = [row for row in rows if row.outcome.status is Status.CANCELLED]
    assert stopped
    assert not any(row.target.exists() for row in stopped)
    assert window.run_bar.protect.text() == "Try again"


def test_nothing_is_removed_while_a_run_is_on(window, qtbot, add, draw):
    add(draw("a.png"), draw("b.png"))
    with qtbot.waitSignal(window.controller.run_ended, timeout=PATIENCE):
        window.run_bar.protect.click()
        window.actions_for.clear.trigger()
        assert not window.queue.actions_for.remove.isEnabled()
    assert window.controller.model.counts().done == 2


def test_all_done_can_be_done_again(window, add, draw, finish):
    tag_only(window)
    path = draw("a.png")
    add(path)
    finish()
    assert window.run_bar.protect.text() == "Protect again"
    finish()
    assert len(list(path.parent.glob("protected/*"))) == 2


def test_the_results_are_revealed(window, add, draw, finish, monkeypatch):
    opened = []
    monkeypatch.setattr("fixative_app.opener.QDesktopServices.openUrl", lambda url: opened.append(url) is None)
    tag_only(window)
    path = draw("a.png")
    add(path)
    finish()
    window.run_bar.reveal.click()
    assert [Path(url.toLocalFile()) for url in opened] == [path.parent / "protected"]
    monkeypatch.setattr("fixative_app.opener.QDesktopServices.openUrl", lambda _: False)
    window.run_bar.reveal.click()
    assert str(path.parent / "protected") in window.run_bar.line.text()


def test_pictures_that_vanish_get_their_line(window, qtbot, add, draw, finish):
    path = draw("a.png")
    add(path, draw("b.png"))
    path.unlink()
    finish()
    assert [row.source.name for row in window.controller.model.rows if row.done] == ["b.png"]


@pytest.mark.skipif(os.name != "posix", reason="such names are not possible here")
def test_odd_names_are_shown_and_protected(window, qtbot, add, draw, finish):
    folder = draw("two\nlines & <i>marks.png").parent
    shutil.copy(folder / "two\nlines & <i>marks.png", os.fsencode(folder) + b"/not utf8 \xff.png")
    tag_only(window)
    add(folder)
    finish()
    assert not window.grab().isNull()
    assert window.controller.model.counts().done == 2
    assert "&lt;i&gt;marks" in window.controller.model.index(1).data(Qt.ItemDataRole.ToolTipRole)


# Out.


def test_closing_while_running_asks_once_and_stops(window, qtbot, add, draw):
    tag_only(window)
    add(*[draw(f"{number:02}.png", (32, 32)) for number in range(40)])
    window.run_bar.protect.click()
    qtbot.waitUntil(lambda: window.controller.phase is Phase.RUNNING, timeout=PATIENCE)
    window.close()
    window.close()
    questions = [box for box in window.children() if type(box).__name__ == "QMessageBox"]
    assert len(questions) == 1
    assert window.isVisible()
    next(button for button in questions[0].buttons() if "Stop" in button.text()).click()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE)
    assert window.controller.phase is Phase.IDLE
    assert not multiprocessing.active_children()


def test_one_can_keep_going(window, qtbot, add, draw):
    tag_only(window)
    add(draw("a.png"), draw("b.png"))
    with qtbot.waitSignal(window.controller.run_ended, timeout=PATIENCE):
        window.run_bar.protect.click()
        window.close()
        question = next(box for box in window.children() if type(box).__name__ == "QMessageBox")
        question.reject()
    assert window.isVisible()
    assert window.controller.model.counts().done == 2


def test_closing_leaves_no_work_behind(qtbot, settings, theme, draw):
    window = MainWindow(settings, theme)
    qtbot.addWidget(window)
    window.show()
    window.add([draw(f"{number}.png", (800, 600), seed=number) for number in range(8)])
    window.close()
    assert not window.controller.planning
    pair = window.compare.pair
    workers = [pair._loader, pair._previews, pair._looks, pair._measures, pair._afars]
    stores = [window._thumbnails._images, window.pane.facts._tags, window.pane.facts._measures]
    pools = [window.intake, *stores, *workers, window.controller._planner]
    assert all(part._pool.activeThreadCount() == 0 for part in pools)


def test_what_was_chosen_is_there_the_next_time(qapp, qtbot, tmp_path):
    window = open_window(qapp, tmp_path / "config")
    qtbot.addWidget(window)
    window.recipe.preset.buttons[0].click()
    window._choose_appearance(Appearance.DARK)
    window.close()
    again = open_window(qapp, tmp_path / "config")
    qtbot.addWidget(again)
    assert again.recipe.recipe == window.recipe.recipe != Recipe()
    assert again._theme.appearance is Appearance.DARK
    assert Settings(tmp_path / "config").load_recipe() == window.recipe.recipe
    again.close()


# For everyone.


@pytest.mark.parametrize("appearance", Appearance)
def test_every_state_paints_in_every_palette(window, qtbot, add, draw, finish, appearance):
    window._choose_appearance(appearance)
    bad = draw("bad.png")
    bad.write_bytes(bad.read_bytes()[:60])
    add(draw("a long name that does not fit into its row by any means whatsoever.png"), bad)
    window.grab()
    finish()
    assert not window.grab().isNull()


def test_many_rows_do_not_hold_up_the_window(window, qtbot, draw, tmp_path):
    path = draw("a.png", (8, 8))
    many = tmp_path / "many"
    many.mkdir()
    for number in range(1500):
        shutil.copy(path, many / f"{number:04}.png")
    with qtbot.waitSignal(window.controller.model.rowsInserted, timeout=PATIENCE):
        window.add([many])
    assert window.controller.model.rowCount() == 1500
    window.queue.scrollToBottom()
    window.grab()
    window.queue.selectAll()
    qtbot.keyClick(window.queue, Qt.Key.Key_Delete)
    assert window.pages.currentWidget() is window.empty
