"""Options over the recipe file over the defaults."""

from __future__ import annotations

import pytest

from fixative.cli.choices import Choices
from fixative.cloak.preset import Preset
from fixative.errors import OptionsError
from fixative.formats import Format
from fixative.recipe import CloakChoice, Conflict, Destination, KeyChoice, Limits, Privacy, Recipe
from fixative.rights.statement import AIPolicy, RightsStatement


def test_nothing_said_is_the_default():
    assert Choices().to_recipe() == Recipe()


def test_every_option_arrives():
    choices = Choices(
        preset=Preset.STRONG,
        secret="s",
        again=True,
        owner="o",
        creators=("a", "b"),
        policy=AIPolicy.ALLOW,
        overwrite_policy=True,
        format=Format.PNG,
        quality=7,
        conflict=Conflict.SKIP,
        name="{stem}_{ext}",
        drop_gps=True,
        max_pixels=9,
    )
    assert choices.to_recipe() == Recipe(
        cloak=CloakChoice(preset=Preset.STRONG, secret="s", again=True),
        rights=RightsStatement(owner="o", creators=("a", "b"), policy=AIPolicy.ALLOW),
        overwrite_policy=True,
        destination=Destination(format=Format.PNG, quality=7, conflict=Conflict.SKIP, name="{stem}_{ext}"),
        privacy=Privacy(drop_gps=True),
        limits=Limits(max_pixels=9),
    )


def test_an_option_changes_its_choice_alone(tmp_path):
    file = tmp_path / "recipe.toml"
    base = Recipe(
        cloak=CloakChoice(secret="s"),
        rights=RightsStatement(owner="file", year=2026),
        destination=Destination(format=Format.PNG),
        privacy=Privacy(drop_gps=True),
    )
    file.write_text(base.to_toml(), "utf-8")
    assert Choices(recipe=file).to_recipe() == base
    made = Choices(recipe=file, owner="option", drop_gps=False).to_recipe()
    assert made.rights == RightsStatement(owner="option", year=2026)
    assert made.privacy == Privacy()
    assert (made.cloak, made.destination) == (base.cloak, base.destination)


def test_an_option_leaves_no_use_for_the_other_way_to_a_key(tmp_path):
    file = tmp_path / "recipe.toml"
    for cloak in (CloakChoice(secret="s"), CloakChoice(key=KeyChoice.RANDOM)):
        file.write_text(Recipe(cloak=cloak).to_toml(), "utf-8")
        assert Choices(recipe=file, secret="t").to_recipe().cloak == CloakChoice(secret="t")
        assert Choices(recipe=file, key=KeyChoice.RANDOM).to_recipe().cloak == CloakChoice(key=KeyChoice.RANDOM)
    with pytest.raises(OptionsError):
        Choices(secret="s", key=KeyChoice.RANDOM).to_recipe()


def test_what_does_not_hold_together():
    with pytest.raises(OptionsError) as caught:
        Choices(name="fixed").to_recipe()
    assert caught.value.params == {"detail": "destination.name must hold {stem} and no folder"}
