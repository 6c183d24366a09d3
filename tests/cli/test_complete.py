"""What a shell puts for the beginning of a name."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from fixative import recipes, statements
from fixative.recipe import Recipe
from fixative.rights import RightsStatement


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("protect --on-conflict re", ["rename"]),
        ("protect --recipe we", ["web"]),
        ("watch --statement p", ["photos"]),
        ("protect --for pi", ["pinterest"]),
    ],
)
def test_names_are_completed(tmp_path, monkeypatch, words, wanted):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    recipes.save("web", Recipe())
    statements.save("photos", RightsStatement())
    asked = {"COMP_WORDS": f"fixative {words}", "COMP_CWORD": "3", "_FIXATIVE_COMPLETE": "complete_bash"}
    # The installed program: a shell completes that name, and no module's.
    program = Path(sys.executable).with_name("fixative")
    told = subprocess.run([program], env={**os.environ, **asked}, capture_output=True, text=True, check=False).stdout
    assert told.split() == wanted
