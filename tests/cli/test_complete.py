"""What a shell puts for the beginning of a name."""

from __future__ import annotations

import pytest
from program import fixative

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
    assert fixative(**asked).stdout.split() == wanted
