"""What is foretold is what comes."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawn import draw

from fixative.cloak.preset import Preset
from fixative.errors import FixativeError
from fixative.foresee import foresee
from fixative.formats import Format
from fixative.inspect import inspect
from fixative.protect import protect
from fixative.recipe import CloakChoice, Destination, Recipe
from fixative.rights.statement import AIPolicy, RightsStatement

OFF = CloakChoice(preset=Preset.OFF)
ALLOW = Recipe(cloak=OFF, rights=RightsStatement(owner="Ada", policy=AIPolicy.ALLOW))
FORBID = Recipe(cloak=OFF, rights=RightsStatement(owner="Ada", policy=AIPolicy.PROHIBIT_ALL))


@pytest.mark.parametrize("ending", [".jpg", ".png", ".webp", ".tif", ".gif"])
@pytest.mark.parametrize("kind", [None, Format.GIF])
def test_the_result_says_what_was_foreseen(tmp_path, ending, kind):
    recipe = Recipe(cloak=OFF, rights=FORBID.rights, destination=Destination(format=kind))
    source = draw(tmp_path / f"a{ending}")
    told = foresee(source, recipe)
    assert told.report == inspect(source)
    assert told.report.policy is None
    outcome = protect(source, tmp_path / "result", recipe)
    assert inspect(outcome.result).policy is told.policy is AIPolicy.PROHIBIT_ALL
    assert set(told.written) == set(outcome.figures.tags)


def test_a_stronger_prohibition_is_kept(tmp_path):
    forbidden = protect(draw(tmp_path / "a.jpg"), tmp_path / "b.jpg", FORBID).result
    told = foresee(forbidden, ALLOW)
    assert told.report.policy is told.policy is AIPolicy.PROHIBIT_ALL


def test_what_cannot_be_read_is_refused(tmp_path):
    with pytest.raises(FixativeError):
        foresee(Path(tmp_path / "none.jpg"), ALLOW)
