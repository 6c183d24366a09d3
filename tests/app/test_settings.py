from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray

from fixative.cloak.preset import Preset
from fixative.recipe import CloakChoice, Recipe
from fixative_app.settings import Settings
from fixative_app.theme import Appearance


def test_a_recipe_is_written_soon_after_a_change(settings, qtbot):
    recipe = Recipe(cloak=CloakChoice(preset=Preset.STRONG))
    settings.save_recipe(Recipe(cloak=CloakChoice(preset=Preset.SUBTLE)))
    settings.save_recipe(recipe)
    assert not settings.recipe_path.exists()
    qtbot.waitUntil(settings.recipe_path.exists)
    assert Recipe.load(settings.recipe_path) == recipe
    assert settings.load_recipe() == recipe


def test_flush_writes_at_once(settings):
    settings.save_recipe(Recipe())
    settings.flush()
    assert settings.load_recipe() == Recipe()


def test_without_a_recipe_there_is_the_default(settings):
    assert settings.load_recipe() == Recipe()


def test_a_broken_recipe_is_put_aside(settings):
    settings.recipe_path.write_text("[cloak]\npreset = 7\n")
    assert settings.load_recipe() == Recipe()
    assert settings.recipe_path.with_suffix(".toml.broken").exists()


@pytest.mark.parametrize("appearance", Appearance)
def test_the_appearance_is_remembered(settings, appearance):
    settings.appearance = appearance
    assert settings.appearance is appearance


def test_an_unknown_appearance_is_the_systems(settings):
    settings.remember("appearance", QByteArray(b"pink"))
    assert settings.appearance is Appearance.SYSTEM


def test_geometry_is_remembered_from_one_window_to_the_next(settings, tmp_path):
    settings.remember("splitter", QByteArray(b"state"))
    assert settings.recall("window") is None
    assert Settings(tmp_path / "config").recall("splitter") == QByteArray(b"state")
