"""Recipes kept by name."""

from __future__ import annotations

import pytest
from pictures import photo
from PIL import Image
from program import fixative

from fixative import recipes
from fixative.cloak.preset import Preset
from fixative.errors import NoRecipeError, RecipeError
from fixative.recipe import CloakChoice, Destination, Recipe

WEB = Recipe(cloak=CloakChoice(preset=Preset.OFF), destination=Destination(folder="web"))


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def test_a_recipe_is_kept_and_read_back():
    recipes.save("web", WEB)
    assert recipes.names() == ["web"]
    assert recipes.take(recipes.path_of("web")) == recipes.load("web") == WEB


def test_a_file_goes_before_a_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    recipes.save("web", WEB)
    file = tmp_path / "web"
    assert recipes.take(file.relative_to(tmp_path)) == WEB
    file.write_text("[privacy]\ndrop_gps = true\n", "utf-8")
    assert recipes.take(file.relative_to(tmp_path)).privacy.drop_gps


def test_what_is_neither_is_said():
    recipes.save("web", WEB)
    with pytest.raises(NoRecipeError, match="no-recipe"):
        recipes.load("print")
    with pytest.raises(RecipeError):
        recipes.load("../web")


def test_the_commands(tmp_path):
    file = tmp_path / "ours.toml"
    file.write_text(WEB.to_toml(), "utf-8")
    done = fixative("recipe", "save", "for the web", file)
    assert (done.returncode, done.stdout) == (0, f"{recipes.path_of('for the web')}\n")
    again = fixative("recipe", "save", "for the web", file)
    assert again.returncode == 2
    assert "kept already" in again.stderr
    assert fixative("recipe", "save", "for the web", file, "--replace").returncode == 0
    assert fixative("recipe", "list").stdout == "for the web\n"
    assert 'folder = "web"' in fixative("recipe", "show", "for the web").stdout
    Image.fromarray(photo(160, 120)).save(tmp_path / "a.png")
    assert fixative("protect", tmp_path / "a.png", "--recipe", "for the web").returncode == 0
    assert (tmp_path / "web" / "a.png").exists()
    assert fixative("recipe", "forget", "for the web").returncode == 0
    gone = fixative("recipe", "forget", "for the web")
    assert gone.returncode == 2
    assert "there are: none" in gone.stderr


def test_any_choice_can_be_set(tmp_path):
    Image.fromarray(photo(160, 120)).save(tmp_path / "a.jpg")
    command = ("protect", tmp_path / "a.jpg", "--preset", "off", "--set", "destination.folder=out", "--set")
    assert fixative(*command, "rights.year=1999").returncode == 0
    assert (tmp_path / "out" / "a.jpg").exists()
    for wrong, said in (
        ("folder", "folder is no choice of a recipe"),
        ("destination.place=x", "`place`"),
        ("destination.quality=101", "1 to 100"),
        ("rights.year=soon", "Expected `int"),
        ("overwrite_policy.a=1", "Expected `bool`"),
        ("place.folder=x", "`place`"),
    ):
        done = fixative(*command, wrong)
        assert done.returncode == 2
        assert said in done.stderr, done.stderr
        assert len(done.stderr.splitlines()) == 1
