"""Recipes hold, say what is wrong with them, and survive being written."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixative.cloak.preset import Preset
from fixative.errors import RecipeError
from fixative.formats import Format
from fixative.recipe import CloakChoice, Conflict, Destination, KeyChoice, Limits, Privacy, Recipe
from fixative.rights.statement import AIPolicy, DigitalSourceType, RightsStatement

_text = st.text(st.characters(codec="utf-8"), max_size=20)

_recipes = st.builds(
    Recipe,
    cloak=st.builds(CloakChoice, preset=st.sampled_from(Preset), secret=_text, again=st.booleans())
    | st.builds(CloakChoice, key=st.sampled_from(KeyChoice)),
    rights=st.builds(
        RightsStatement,
        creators=st.lists(_text, max_size=3).map(tuple),
        owner=_text,
        year=st.none() | st.integers(1, 9999),
        policy=st.sampled_from(AIPolicy),
        digital_source_type=st.none() | st.sampled_from(DigitalSourceType),
    ),
    overwrite_policy=st.booleans(),
    destination=st.builds(
        Destination,
        folder=_text.filter(bool),
        name=st.sampled_from(["{stem}{ext}", "{preset}_{stem}", "{stem}-{preset}{ext}"]),
        format=st.none() | st.sampled_from([kind for kind in Format if kind.coded]),
        quality=st.none() | st.integers(1, 100),
        conflict=st.sampled_from(Conflict),
    ),
    privacy=st.builds(Privacy, drop_gps=st.booleans()),
    limits=st.builds(Limits, max_pixels=st.integers(1, 10**9)),
)


@given(_recipes, st.booleans())
def test_written_and_read_back(recipe, whole):
    assert Recipe.from_toml(recipe.to_toml(whole=whole)) == recipe


def test_the_default_is_written_in_nothing():
    assert Recipe().to_toml() == ""
    assert Recipe.from_toml("") == Recipe()


def test_whole_text_holds_every_choice_that_can_be_written():
    text = Recipe().to_toml(whole=True)
    assert all(f"{name} = " in text for name in ("preset", "policy", "name", "conflict", "drop_gps", "max_pixels"))


@pytest.mark.parametrize(
    "text",
    [
        "cloak = 3",
        "[cloak]\npreset = 'loud'",
        "[cloak]\nprest = 'subtle'",
        "[cloak]\nkey = 'loud'",
        "[cloak]\nkey = 'random'\nsecret = 's'",
        "[destination]\nquality = 0",
        "[destination]\nname = 'fixed'",
        "[destination]\nname = '{stem}/{ext}'",
        "[destination]\nname = '{stem.__class__}{other}'",
        "[destination]\nname = '{stem'",
        "[destination]\nfolder = ''",
        "[limits]\nmax_pixels = 'many'",
        "[limits]\nmax_pixels = 0",
        "no toml",
        "a = 1\na = 2",
    ],
)
def test_what_does_not_hold(text, tmp_path):
    file = tmp_path / "recipe.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(RecipeError) as caught:
        Recipe.load(file)
    assert caught.value.exit_status == 2
    assert caught.value.params["path"] == str(file)
    assert caught.value.params["detail"]


@pytest.mark.parametrize("data", [b"\xff\xfe", b"[cloak]\0"])
def test_files_that_are_no_text(data, tmp_path):
    file = tmp_path / "recipe.toml"
    file.write_bytes(data)
    for path in (file, tmp_path, tmp_path / "gone.toml"):
        with pytest.raises(RecipeError):
            Recipe.load(path)


def test_a_secret_that_is_no_text():
    with pytest.raises(ValueError, match=r"cloak\.secret"):
        CloakChoice(secret="\udce9")


def test_tags_only_leaves_the_pixels_and_the_rest():
    recipe = Recipe(
        cloak=CloakChoice(secret="s"),
        destination=Destination(format=Format.PNG, quality=3, folder="f"),
        privacy=Privacy(drop_gps=True),
    )
    assert recipe.tags_only() == msgspec.structs.replace(
        recipe, cloak=CloakChoice(preset=Preset.OFF, secret="s"), destination=Destination(folder="f")
    )
