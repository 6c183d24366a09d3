from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QMessageBox

from fixative import recipes, statements
from fixative.cloak.preset import Preset
from fixative.credentials import card_of, create, exists, find
from fixative.formats import Format
from fixative.recipe import CloakChoice, Conflict, CredentialsChoice, Destination, Privacy, Recipe
from fixative.rights.statement import AIPolicy, RightsStatement
from fixative_app.queue_model import Row
from fixative_app.recipe_panel import RecipePanel


@pytest.fixture
def panel(qtbot, theme) -> RecipePanel:
    panel = RecipePanel(Recipe(), QAction("Copy as command"), theme)
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
    panel.privacy.drop_gps.click()
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
    panel.privacy.drop_gps.click()
    panel.privacy.drop_gps.click()
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


def test_the_name_format_and_quality_of_results_are_chosen(panel, qtbot):
    assert not panel.results.isVisible()
    panel.more.click()
    assert panel.results.isVisible()
    panel.results.format.setCurrentIndex(panel.results.format.findText("WebP"))
    panel.results.format.activated.emit(0)
    panel.results.quality.setValue(80)
    panel.results.conflict.setCurrentIndex(1)
    panel.results.conflict.activated.emit(1)
    panel.results.name.selectAll()
    qtbot.keyClicks(panel.results.name, "{stem}-safe{ext}")
    assert panel.recipe.destination == Destination(
        name="{stem}-safe{ext}", format=Format.WEBP, quality=80, conflict=Conflict.SKIP
    )
    panel.results.quality.setValue(0)
    assert panel.recipe.destination.quality is None


def test_a_name_that_cannot_be_one_is_marked_and_not_taken(panel, qtbot):
    panel.more.click()
    panel.results.name.selectAll()
    qtbot.keyClicks(panel.results.name, "{who}")
    assert panel.results.name.property("wrong") is True
    assert panel.folder.property("wrong") is False
    assert panel.recipe.destination.name == "{stem}{ext}"


def test_what_is_private_is_left_out(panel):
    panel.privacy.drop_serials.click()
    panel.privacy.drop_thumbnails.click()
    assert panel.recipe.privacy == Privacy(drop_serials=True, drop_thumbnails=True)


@pytest.fixture
def data_home(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data"


def test_who_has_an_identity_may_sign(panel, data_home):
    create("Ada")
    assert panel.privacy.sign.isVisible()
    panel.privacy.sign.click()
    assert panel.recipe.credentials.sign


def test_who_has_none_is_asked_for_a_name_and_gets_one(panel, qtbot, data_home):
    panel.privacy.sign.click()
    assert not panel.recipe.credentials.sign
    assert not panel.privacy.sign.isChecked()
    dialog = panel.findChild(QInputDialog)
    assert "not trusted" in dialog.labelText()
    dialog.reject()
    assert not exists()
    panel.privacy.sign.click()
    dialog = next(each for each in panel.findChildren(QInputDialog) if each.isVisible())
    dialog.setTextValue(" Ada Painter ")
    with qtbot.waitSignal(panel.recipe_changed, timeout=20_000):
        dialog.accept()
    assert panel.recipe.credentials.sign
    assert card_of(find().certificates).name == "Ada Painter"


def test_an_identity_that_cannot_be_kept_is_said(panel, qtbot, data_home):
    data_home.write_text("no folder")
    with qtbot.waitSignal(panel.went_wrong, timeout=20_000):
        panel.privacy.sign.make_identity("Ada")
    assert not panel.privacy.sign.isChecked()


def test_without_the_extra_nobody_is_offered_to_sign(qtbot, theme, monkeypatch):
    monkeypatch.setattr("fixative_app.sign_box.find_spec", lambda _name: None)
    panel = RecipePanel(Recipe(), QAction("Copy as command"), theme)
    qtbot.addWidget(panel)
    panel.show()
    assert not panel.privacy.sign.isVisible()
    panel.show_recipe(Recipe(credentials=CredentialsChoice(sign=True)))
    assert panel.privacy.sign.isVisible()
    panel.privacy.sign.click()
    assert not panel.recipe.credentials.sign


# For some pictures.


def test_what_is_chosen_may_be_for_the_selected_pictures(panel, qtbot):
    own = Recipe(cloak=CloakChoice(preset=Preset.SUBTLE))
    rows = [Row(Path("/p/a.jpg"), own=own), Row(Path("/p/b.jpg"))]
    assert not panel.scope.buttons[1].isEnabled()
    panel.show_selection(rows)
    assert panel.scope.buttons[1].text() == "Selected: 2"
    panel.choose_for_selected()
    assert panel.recipe == own
    with qtbot.waitSignal(panel.own_changed) as changed, qtbot.assertNotEmitted(panel.recipe_changed):
        panel.preset.buttons[2].click()
    assert [recipe.cloak.preset for recipe in changed.args] == [Preset.SUBTLE, Preset.STRONG]
    panel.show_selection([])
    assert not panel.for_selected
    assert panel.recipe == Recipe()


# By name.


def test_recipes_are_saved_chosen_renamed_and_deleted(panel, qtbot):
    names = panel.names
    assert names.list.placeholderText() == "Not saved"
    panel.preset.buttons[2].click()
    names.keep("Strong ones")
    assert names.list.currentText() == "Strong ones"
    assert recipes.load("Strong ones") == panel.recipe
    panel.preset.buttons[0].click()
    assert names.list.currentIndex() == -1
    assert names.list.placeholderText() == "Strong ones, changed"
    with qtbot.waitSignal(panel.recipe_changed):
        names.list.textActivated.emit("Strong ones")
    assert panel.preset.place == 2
    panel.preset.buttons[0].click()
    assert names.replace.isVisible()
    names.replace.trigger()
    assert recipes.load("Strong ones").cloak.preset is Preset.SUBTLE
    names.call("Faint ones")
    assert recipes.names() == ["Faint ones"]
    assert names.list.currentText() == "Faint ones"
    names.forget()
    assert recipes.names() == []
    assert panel.preset.place == 0


def test_what_cannot_be_kept_is_said(panel, qtbot):
    recipes.save("there", Recipe(cloak=CloakChoice(preset=Preset.STRONG)))
    for name, said in (("a/b", "a name has letters"), ("there", "there already")):
        with qtbot.waitSignal(panel.went_wrong) as told:
            panel.names.keep(name)
        assert said in told.args[0]
        assert "--" not in told.args[0]
    assert recipes.names() == ["there"]


def test_names_are_asked_for_in_a_dialog(panel, qtbot):
    panel.names.save_as.trigger()
    dialog = panel.findChild(QInputDialog)
    dialog.setTextValue("asked")
    dialog.accept()
    assert recipes.names() == ["asked"]
    panel.names.delete.trigger()
    question = panel.findChild(QMessageBox)
    next(button for button in question.buttons() if button.text() == "Delete").click()
    assert recipes.names() == []


def test_a_statement_is_taken_by_its_name(panel, qtbot):
    statement = RightsStatement(owner="Ada", terms="None.", policy=AIPolicy.PROHIBIT_ALL)
    panel.show_recipe(Recipe(rights=statement))
    panel.statement.keep("of Ada")
    assert statements.load("of Ada") == statement
    panel.show_recipe(Recipe(cloak=CloakChoice(preset=Preset.STRONG)))
    with qtbot.waitSignal(panel.recipe_changed) as changed:
        panel.statement.list.textActivated.emit("of Ada")
    assert changed.args[0] == Recipe(cloak=CloakChoice(preset=Preset.STRONG), rights=statement)
    assert panel.owner.text() == "Ada"


def test_recipes_go_into_files_and_come_back(panel, qtbot, tmp_path):
    file = tmp_path / "recipe.toml"
    panel.preset.buttons[2].click()
    panel.files.write(str(file))
    recipe = panel.recipe
    panel.preset.buttons[0].click()
    panel.files.read(str(file))
    assert panel.recipe == recipe == Recipe.load(file)
    file.write_text("[cloak]\npreset = 3\n", "utf-8")
    for step in (lambda: panel.files.read(str(file)), lambda: panel.files.write(str(tmp_path / "no" / "recipe"))):
        with qtbot.waitSignal(panel.went_wrong):
            step()
    assert panel.recipe == recipe
