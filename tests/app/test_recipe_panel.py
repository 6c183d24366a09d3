from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from fixative.cloak.preset import Preset
from fixative.recipe import CloakChoice, Conflict, Destination, Privacy, Recipe
from fixative.rights.statement import AIPolicy, RightsStatement
from fixative_app.recipe_panel import RecipePanel


@pytest.fixture
def panel(qtbot, theme) -> RecipePanel:
    panel = RecipePanel(Recipe(), theme)
    qtbot.addWidget(panel)
    panel.resize(panel.width(), 800)
    panel.show()
    return panel


def test_choosing_tells_the_recipe(panel, qtbot):
    with qtbot.waitSignal(panel.recipe_changed) as changed:
        qtbot.mouseClick(panel.preset.buttons[2], Qt.MouseButton.LeftButton)
    assert changed.args[0].cloak.preset is Preset.STRONG
    qtbot.keyClicks(panel.owner, "Ada Lovelace ")
    assert panel.recipe.rights.owner == "Ada Lovelace"
    panel.policy.setCurrentIndex(3)
    panel.policy.activated.emit(3)
    assert panel.recipe.rights.policy is AIPolicy.PROHIBIT_ALL
    panel.drop_gps.click()
    assert panel.recipe.privacy.drop_gps


def test_every_recipe_survives_being_shown(panel, qtbot):
    recipe = Recipe(
        cloak=CloakChoice(preset=Preset.OFF, secret="s"),
        rights=RightsStatement(owner="Ada", policy=AIPolicy.ALLOW, terms="kept", constraints="none"),
        destination=Destination(folder="out", name="{stem}-{preset}{ext}", conflict=Conflict.SKIP, quality=90),
        privacy=Privacy(drop_gps=True),
    )
    with qtbot.assertNotEmitted(panel.recipe_changed):
        panel.show_recipe(recipe)
    panel.drop_gps.click()
    panel.drop_gps.click()
    assert panel.recipe == recipe


@pytest.mark.parametrize("policy", AIPolicy)
def test_every_policy_can_be_chosen(panel, policy):
    panel.show_recipe(Recipe(rights=RightsStatement(policy=policy)))
    assert panel.policy.currentText()
    assert panel.policy_explained.text()


def test_the_limits_are_said_where_a_cloak_is_chosen(panel):
    assert panel.honest.isVisible()
    panel.show_recipe(Recipe(cloak=CloakChoice(preset=Preset.OFF)))
    assert not panel.honest.isVisible()
    assert "pixels stay exactly" in panel.explained.text()


def test_the_limits_open_in_full(panel, qtbot):
    link = next(button for button in panel.findChildren(type(panel.preset.buttons[0])) if "cannot" in button.text())
    link.click()
    dialog = panel.window().findChild(object, "", Qt.FindChildOption.FindDirectChildrenOnly)
    dialogs = [child for child in panel.children() if type(child).__name__ == "LimitsDialog"]
    assert dialog is not None
    assert len(dialogs) == 1
    dialogs[0].reject()


def test_own_terms_have_a_field(panel, qtbot):
    assert not panel.constraints.isVisible()
    panel.show_recipe(Recipe(rights=RightsStatement(policy=AIPolicy.SEE_CONSTRAINTS)))
    assert panel.constraints.isVisible()
    qtbot.keyClicks(panel.constraints, "Ask me")
    assert panel.recipe.rights.constraints == "Ask me"


def test_an_empty_folder_is_marked_and_not_taken(panel, qtbot):
    panel.folder.selectAll()
    with qtbot.assertNotEmitted(panel.recipe_changed):
        qtbot.keyClick(panel.folder, Qt.Key.Key_Delete)
    assert panel.folder.property("wrong") is True
    assert panel.recipe.destination.folder == "protected"
    qtbot.keyClicks(panel.folder, "o")
    assert panel.folder.property("wrong") is False
    assert panel.recipe.destination.folder == "o"


def test_a_chosen_folder_is_for_all(panel, tmp_path):
    panel.take_folder(str(tmp_path))
    assert panel.recipe.destination.folder == str(tmp_path)
    assert "All results" in panel.folder_explained.text()


def test_the_example_follows(panel):
    panel.show_example(Path("/p/a.jpg"), Path("/p/protected/a.jpg"))
    assert panel.example.text() == f"→ {Path('protected') / 'a.jpg'}"
    panel.show_example(None, None)
    assert not panel.example.isVisible()


def test_labels_lead_to_their_fields_by_key(panel, qtbot):
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    qtbot.keyClick(panel, Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    assert panel.owner.hasFocus()


def test_tab_comes_to_the_preset_that_is_chosen_and_arrows_choose_another(panel, qtbot):
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    panel.preset.buttons[1].setFocus()
    qtbot.keyClick(panel.preset.buttons[1], Qt.Key.Key_Right)
    assert panel.recipe.cloak.preset is Preset.STRONG
    assert panel.preset.buttons[2].hasFocus()
    assert [bool(button.focusPolicy() & Qt.FocusPolicy.TabFocus) for button in panel.preset.buttons] == [
        False,
        False,
        True,
        False,
    ]
