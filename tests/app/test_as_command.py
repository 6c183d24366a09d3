"""The command that the window copies, run by a shell, does what the window does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from fixative import recipes
from fixative.cloak.preset import Preset
from fixative.recipe import CloakChoice, Destination, Recipe
from fixative.rights.statement import RightsStatement
from fixative_app.as_command import as_command
from fixative_app.queue_model import Row
from fixative_app.session import Session

OFF = Recipe(
    cloak=CloakChoice(preset=Preset.OFF),
    rights=RightsStatement(owner="Ada 'the first' $HOME"),
    destination=Destination(folder="safe and sound"),
)
OWN = Recipe(cloak=CloakChoice(preset=Preset.OFF), destination=Destination(folder="own"))
PATIENCE = 60_000


@pytest.mark.skipif(os.name != "posix", reason="written for a shell of POSIX")
def test_the_copied_command_gives_the_same_results(window, qtbot, add, draw, finish, tmp_path):
    window.edits.choose(OFF)
    folder = draw("it's one.png").parent
    draw("deep/two.jpg")
    add(folder)
    rows = window.controller.model.rows
    window.edits.choose_for(rows[1:], OFF, OWN)
    window.actions_for.copy_command.trigger()
    command = QGuiApplication.clipboard().text()
    assert len(command.splitlines()) == 2
    qtbot.waitUntil(lambda: not window.controller.planning, timeout=PATIENCE)
    finish()
    results = [row.result for row in window.controller.model.rows]
    written = [path.read_bytes() for path in results]
    for path in results:
        path.unlink()
    # As it would be found on the PATH of a user.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    subprocess.run(["sh", "-e"], input=command, text=True, check=True, env=os.environ | {"PATH": path}, timeout=120)
    assert [path.read_bytes() for path in results] == written


def test_a_folder_is_named_as_it_came(tmp_path):
    row = Row(tmp_path / "a.png")
    assert as_command(Session((row,), (tmp_path,)), Recipe()) == f"fixative protect --recursive -- {tmp_path}"
    without = as_command(Session((row,), (tmp_path,), (tmp_path / "b.png",)), Recipe())
    assert without == f"fixative protect --recursive -- {row.source}"


def test_a_kept_recipe_is_named_and_a_secret_is_not_written(window, add, draw):
    secret = Recipe(cloak=CloakChoice(secret="hush"))
    add(draw("a.png"))
    window.edits.choose(secret)
    QGuiApplication.clipboard().setText("before")
    window.actions_for.copy_command.trigger()
    assert QGuiApplication.clipboard().text() == "before"
    assert "secret" in window.run_bar.line.text()
    recipes.save("mine", secret)
    window.actions_for.copy_command.trigger()
    assert "--recipe mine" in QGuiApplication.clipboard().text()
    assert "hush" not in QGuiApplication.clipboard().text()
