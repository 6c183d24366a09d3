from __future__ import annotations

from collections import Counter
from importlib.metadata import version

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton

from fixative_app.about_dialog import AboutDialog
from fixative_app.paper_dialog import PaperDialog
from fixative_app.shortcuts import keys_of
from fixative_app.top_bar import Place
from fixative_assets import resource


def dialog_of(window) -> QDialog:
    return next(child for child in window.findChildren(QDialog) if child.isVisible())


def test_the_keys_are_those_of_the_actions(window):
    keys = keys_of(window)
    said = {key.text: key for key in keys}
    assert said["Add files"].keys == ("Ctrl+O",)
    assert said["Keyboard shortcuts"].keys == ("F1", "?")
    assert said["Original"].keys == ("1",)
    assert said["Original"].where not in ("Everywhere", "Pictures")
    assert said["Remove from the queue"].where == "Pictures"
    assert said["Stop"].keys == ("Esc",)
    assert all(key.text and all(key.keys) for key in keys)
    assert keys[0].where == "Everywhere"
    shown = {text for key in keys for text in key.keys}
    owners = [*window.findChildren(QAction), *window.findChildren(QShortcut)]
    sequences = [
        each for owner in owners for each in (owner.shortcuts() if isinstance(owner, QAction) else owner.keys())
    ]
    assert {each.toString(each.SequenceFormat.NativeText) for each in sequences} <= shown


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_Question])
def test_the_list_of_keys_opens_by_key(window, qtbot, key):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, key)
    dialog = dialog_of(window)
    assert "Add folder" in dialog.text.toPlainText()
    assert "Ctrl+Shift+O" in dialog.text.toPlainText()
    dialog.reject()


def test_about_says_versions_and_leads_to_the_licences(window):
    window.help.about.trigger()
    about = next(child for child in window.findChildren(AboutDialog))
    assert version("fixative") in about.versions.text()
    about.licences.click()
    licences = next(child for child in window.findChildren(PaperDialog))
    assert "PySide6_Essentials" in licences.text.toPlainText()
    assert "LGPL" in licences.text.toPlainText()
    licences.reject()
    about.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Close).click()
    assert not about.isVisible()


def test_the_guide_is_there_and_read_without_a_network(window):
    papers = [action for action in window.help.menu().actions() if "cloak does" in action.text()]
    papers[0].trigger()
    text = dialog_of(window).text
    assert "latents" in text.toPlainText()
    assert "figures: begin" not in text.toPlainText()
    assert "](" not in resource("papers", "what-a-cloak-does.md").read_text("utf-8").replace("](http", "")
    dialog_of(window).reject()


def test_what_is_typed_into_a_field_is_typed(window, qtbot, add, draw):
    add(draw("a.png"))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.recipe.owner.setFocus()
    qtbot.keyClicks(window.recipe.owner, "Ada? 123")
    assert window.recipe.owner.text() == "Ada? 123"
    assert not [child for child in window.findChildren(QDialog) if child.isVisible()]


def test_no_key_means_two_things_at_once(window):
    for place in Place:
        window.places.go_to(place)
    widget_only = (Qt.ShortcutContext.WidgetShortcut, Qt.ShortcutContext.WidgetWithChildrenShortcut)
    everywhere, here = Counter(), set()
    for action in window.findChildren(QAction):
        for key in {each.toString() for each in action.shortcuts()}:
            if action.shortcutContext() in widget_only:
                here.add(key)
            else:
                everywhere[key] += 1
    buttons = [button for button in window.findChildren(QPushButton) if not button.text().count("&")]
    everywhere.update(button.shortcut().toString() for button in buttons if not button.shortcut().isEmpty())
    # Pause and continue stand in each other's place.
    assert {key for key, count in everywhere.items() if count > 1} == {"Ctrl+P"}
    assert not here & set(everywhere)
