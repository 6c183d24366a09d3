"""A run as it is led: pause, continue, stop, its end, and the queue of the last time."""

from __future__ import annotations

import shutil

import pytest

from fixative.cloak.preset import Preset
from fixative.recipe import CloakChoice, Recipe
from fixative_app.controller import Phase
from fixative_app.queue_model import Group, Stage
from fixative_app.settings import Settings
from fixative_app.window import MainWindow

PATIENCE = 60_000
OFF = Recipe(cloak=CloakChoice(preset=Preset.OFF))


@pytest.fixture
def many(window, add, draw):
    """Pictures of some size: of smaller ones the last is done before anybody can pause."""
    window.edits.choose(OFF)
    first = draw("00.jpg", (1600, 1200))
    others = [shutil.copy(first, first.with_stem(f"{number:02}")) for number in range(1, 40)]
    paths = [first, *others]
    add(*paths)
    return paths


def phase_is(window, phase):
    return lambda: window.controller.phase is phase


def test_a_run_is_paused_and_goes_on(window, qtbot, many):
    told = []
    window.controller.run_ended.connect(lambda: told.append("ended"))
    window.announcer.announced.connect(told.append)
    window.run_bar.protect.click()
    qtbot.waitUntil(phase_is(window, Phase.RUNNING), timeout=PATIENCE)
    window.run_bar.pause.click()
    assert window.controller.phase is Phase.PAUSING
    assert not window.run_bar.pause.isEnabled()
    qtbot.waitUntil(phase_is(window, Phase.PAUSED), timeout=PATIENCE)
    ended = window.controller.pace.ended
    assert ended < 40
    assert f"Paused after {ended} of 40" in window.run_bar.line.text()
    rows = window.controller.model.rows
    assert sum(row.done for row in rows) == ended
    assert all(row.stage is Stage.WAITING for row in rows if not row.done)
    assert window.queue.changes_allowed
    window.edits.remove([rows[-1].source])
    window.recipe.take_folder(str(many[0].parent / "rest"))
    window.run_bar.go_on.click()
    qtbot.waitUntil(phase_is(window, Phase.IDLE), timeout=PATIENCE)
    assert window.controller.pace.done == 39
    assert window.controller.pace.total == 39
    assert len(list((many[0].parent / "rest").iterdir())) == 39 - ended
    assert told[0] == "ended"
    assert [said for said in told if said != "ended"] in ([], ["39 done"])
    assert told.count("ended") == 1


def test_a_paused_run_is_stopped_or_left(window, qtbot, many):
    window.run_bar.protect.click()
    qtbot.waitUntil(phase_is(window, Phase.RUNNING), timeout=PATIENCE)
    qtbot.waitUntil(lambda: window.controller.pace.ended > 0, timeout=PATIENCE)
    window.run_bar.pause.click()
    qtbot.waitUntil(phase_is(window, Phase.PAUSED), timeout=PATIENCE)
    with qtbot.waitSignal(window.controller.run_ended):
        window.run_bar.stop.click()
    assert window.controller.phase is Phase.IDLE
    assert "left" in window.run_bar.line.text()


def test_failures_are_grouped_by_reason_and_tried_again(window, qtbot, add, draw, finish, monkeypatch):
    window.edits.choose(OFF)
    good = draw("good.png")
    bad = [draw(f"bad{number}.png", (300, 200), seed=number) for number in range(3)]
    whole = [path.read_bytes() for path in bad]
    for path, data in zip(bad, whole, strict=True):
        path.write_bytes(data[: len(data) // 2])
    empty = draw("empty.png")
    empty.write_bytes(b"")
    add(good, empty, *bad)
    assert not window.run_end.isVisible()
    finish()
    end = window.run_end
    assert end.isVisible()
    assert end.heading.text() == "4 pictures without a result"
    assert end.reasons.text().splitlines() == [
        "3 pictures: The picture breaks off before its end. Get a whole copy of it.",
        "1 picture: The file is empty. Get a whole copy of it.",
    ]
    assert end.retry.isVisible()
    assert not window.run_bar.protect.isVisible()
    end.show_them.click()
    assert window.queue.order.group is Group.FAILED
    for path, data in zip(bad[1:], whole[1:], strict=True):
        path.write_bytes(data)
    with qtbot.waitSignal(window.controller.run_ended, timeout=PATIENCE):
        end.retry.click()
    assert end.heading.text() == "2 pictures without a result"
    assert not window.run_bar.protect.isVisible()
    end.dismiss.click()
    assert not end.isVisible()
    assert window.run_bar.protect.isVisible()
    assert window.run_bar.protect.text() == "Try again"


def test_nobody_is_disturbed_who_looks(window, qtbot, many, finish):
    told = []
    window.announcer.announced.connect(told.append)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    finish()
    assert told == []


def test_who_is_elsewhere_is_told_once(window, qtbot, many):
    told = []
    window.announcer.announced.connect(told.append)
    window.run_bar.protect.click()
    window.hide()
    qtbot.waitUntil(phase_is(window, Phase.RUNNING), timeout=PATIENCE)
    qtbot.waitUntil(phase_is(window, Phase.IDLE), timeout=PATIENCE)
    assert told == ["40 done"]


# The queue of the last time.


def open_again(qtbot, theme, folder) -> MainWindow:
    window = MainWindow(Settings(folder), theme)
    qtbot.addWidget(window)
    window.show()
    return window


def test_a_queue_is_offered_after_a_crash_and_taken_up(window, qtbot, theme, many, tmp_path):
    window.run_bar.protect.click()
    qtbot.waitUntil(lambda: window.controller.pace.ended > 0, timeout=PATIENCE)
    window._settings.flush()
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    (crashed / "queue.jsonl").write_bytes(window._settings.session_path.read_bytes())
    again = open_again(qtbot, theme, crashed)
    qtbot.waitUntil(again.empty.take_up.isVisible)
    assert again.empty.take_up.text().startswith("Take up the last queue: 40 pictures, ")
    again.empty.take_up.click()
    rows = again.controller.model.rows
    assert [row.source for row in rows] == many
    assert not any(row.stage is Stage.WORKING for row in rows)
    assert not again.actions_for.take_up.isEnabled()
    qtbot.waitUntil(lambda: not again.controller.planning, timeout=PATIENCE)
    assert len(again.controller.model.rows) == 40
    again.close()
    qtbot.waitUntil(phase_is(window, Phase.IDLE), timeout=PATIENCE)


def test_an_offer_that_is_not_taken_stays(window, qtbot, theme, add, draw, tmp_path):
    path = draw("a.png")
    add(path)
    window.close()
    for _ in range(2):
        again = open_again(qtbot, theme, tmp_path / "config")
        qtbot.waitUntil(again.empty.take_up.isVisible)
        again.close()


def test_what_is_done_is_not_offered(window, qtbot, many, finish):
    finish()
    window.close()
    assert not window._settings.session_path.exists()


def test_a_damaged_queue_is_no_trouble(qtbot, theme, tmp_path):
    folder = tmp_path / "damaged"
    folder.mkdir()
    (folder / "queue.jsonl").write_text("{", "utf-8")
    window = open_again(qtbot, theme, folder)
    qtbot.wait(200)
    assert not window.empty.take_up.isVisible()
    window.close()
