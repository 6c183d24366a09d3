from __future__ import annotations

from fixative.cloak.preset import Preset
from fixative.recipe import CloakChoice, Destination, Privacy, Recipe
from fixative.rights.statement import AIPolicy, RightsStatement
from fixative_app.changes import changed_text, transferred


def test_only_what_differs_is_carried_over():
    before = Recipe(rights=RightsStatement(owner="Ada"))
    after = Recipe(rights=RightsStatement(owner="Ada", policy=AIPolicy.ALLOW), overwrite_policy=True)
    onto = Recipe(cloak=CloakChoice(preset=Preset.STRONG), rights=RightsStatement(owner="Bo", terms="none"))
    assert transferred(before, after, onto) == Recipe(
        cloak=CloakChoice(preset=Preset.STRONG),
        rights=RightsStatement(owner="Bo", terms="none", policy=AIPolicy.ALLOW),
        overwrite_policy=True,
    )
    assert transferred(before, before, onto) == onto


def test_the_one_text_that_changed_is_named():
    base = Recipe()
    assert changed_text(base, Recipe(rights=RightsStatement(owner="A"))) == "rights.owner"
    assert changed_text(base, Recipe(destination=Destination(folder="a"))) == "destination.folder"
    assert changed_text(base, Recipe(rights=RightsStatement(policy=AIPolicy.ALLOW))) == ""
    assert changed_text(base, Recipe(privacy=Privacy(drop_gps=True))) == ""
    assert changed_text(base, Recipe(destination=Destination(folder="a", name="{stem}-b{ext}"))) == ""
    assert changed_text(base, base) == ""
