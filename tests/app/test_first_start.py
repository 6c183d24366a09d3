from __future__ import annotations

import pytest
from PIL import Image

from fixative_app.first_start import place_samples
from fixative_app.window import MainWindow
from fixative_assets import resource

PATIENCE = 60_000
NAMES = ["lake.jpg", "pears.jpg", "shell.png"]


@pytest.fixture
def pictures(tmp_path, monkeypatch):
    """The user's folder for pictures."""
    folder = tmp_path / "My pictures"
    monkeypatch.setattr("fixative_app.drop.QStandardPaths.writableLocation", lambda _: str(folder))
    return folder / "Fixative"


def test_one_click_gives_a_first_result(window, qtbot, pictures):
    assert window.first_start.offer.isVisible()
    window.recipe.preset.buttons[3].click()
    with qtbot.waitSignal(window.controller.run_ended, timeout=PATIENCE):
        window.first_start.offer.protect.click()
    rows = window.controller.model.rows
    assert [row.source for row in rows] == [pictures / "Samples" / name for name in NAMES]
    assert [row.result for row in rows] == [pictures / "Samples" / "protected" / name for name in NAMES]
    assert str(pictures / "Samples" / "protected") in window.run_bar.line.text()
    assert window.queue.current_row().source.name == "lake.jpg"
    qtbot.waitUntil(window.compare.segments.isEnabled, timeout=PATIENCE)
    with Image.open(rows[0].result) as result:
        result.load()
    assert {path.name for path in resource("samples").iterdir()} == set(NAMES)


def test_the_samples_are_offered_until_a_run_has_ended(window, qtbot, add, draw, finish, settings, theme):
    window.recipe.preset.buttons[3].click()
    add(draw("a.png"))
    assert not settings.begun
    finish()
    window.actions_for.clear.trigger()
    assert window.empty.isVisible()
    assert not window.first_start.offer.isVisible()
    again = MainWindow(settings, theme)
    qtbot.addWidget(again)
    assert not again.first_start.offer.isVisibleTo(again)
    again.close()


def test_where_they_cannot_be_kept_it_is_said(window, qtbot, pictures):
    pictures.parent.write_text("no folder")
    with qtbot.waitSignal(window.first_start.said, timeout=PATIENCE) as said:
        window.first_start.offer.protect.click()
    assert "cannot be kept" in said.args[0]
    assert window.empty.line.text() == said.args[0]
    assert window.first_start.offer.protect.isEnabled()


def test_what_is_there_already_is_left(tmp_path):
    (tmp_path / "lake.jpg").write_text("mine")
    assert [path.name for path in place_samples(tmp_path)] == NAMES
    assert (tmp_path / "lake.jpg").read_text() == "mine"
    assert (tmp_path / "shell.png").read_bytes() == resource("samples", "shell.png").read_bytes()
