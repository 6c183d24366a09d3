"""Platforms are ticked in a menu that stays open."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from fixative.recipe import FitChoice, Recipe
from fixative_app.fit_box import FitBox


@pytest.fixture
def box(qtbot, theme) -> FitBox:
    box = FitBox(theme)
    qtbot.addWidget(box)
    box.resize(288, 100)
    box.show()
    return box


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_platforms_are_ticked_one_after_the_other(box, qtbot):
    told = []
    box.changed.connect(lambda: told.append(box.read(Recipe()).fit.platforms))
    box.menu.popup(box.mapToGlobal(QPoint(0, 30)))
    for slug in ("pinterest", "x"):
        place = box.menu.actionGeometry(box.platforms[slug]).center()
        qtbot.mouseMove(box.menu, place)
        qtbot.mouseClick(box.menu, Qt.MouseButton.LeftButton, pos=place)
    assert box.menu.isVisible()
    assert told == [("pinterest",), ("pinterest", "x")]
    assert box.button.text().strip() == "Pinterest, X"
    assert box.explained.isVisible()
    box.menu.setActiveAction(box.platforms["pinterest"])
    qtbot.keyClick(box.menu, Qt.Key.Key_Space)
    assert told[-1] == ("x",)
    box.none.trigger()
    assert told[-1] == ()
    assert not box.explained.isVisible()
    box.menu.close()


def test_a_recipe_is_shown_without_telling(box, qtbot):
    many = ("pinterest", "instagram", "x", "reddit", "tumblr", "flickr")
    with qtbot.assertNotEmitted(box.changed):
        box.show_recipe(Recipe(fit=FitChoice(platforms=many, background="#000000")))
    assert box.button.text().strip() == "Pinterest and 5 more"
    assert "Instagram, X" in box.button.toolTip()
    assert box.read(Recipe(fit=FitChoice(background="#102030"))).fit == FitChoice(platforms=many, background="#102030")


def test_what_is_shown_nowhere_cannot_be_fitted(box):
    box.menu.aboutToShow.emit()
    assert "own-site" not in box.platforms
    assert "pinterest" in box.platforms
