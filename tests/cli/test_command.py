"""The command line for a recipe, run, gives that recipe again."""

from __future__ import annotations

import shlex

import pytest
import typer
from statements import FULL
from typer.testing import CliRunner

from fixative.cli import protect as program
from fixative.cli.command import command_for
from fixative.cloak.preset import Preset
from fixative.formats import Format
from fixative.recipe import (
    CloakChoice,
    Conflict,
    CredentialsChoice,
    Destination,
    FitChoice,
    KeyChoice,
    Limits,
    Privacy,
    Recipe,
)
from fixative.rights.statement import AIPolicy, RightsStatement

RECIPES = {
    "nothing": Recipe(),
    "everything": Recipe(
        cloak=CloakChoice(preset=Preset.STRONG, key=KeyChoice.RANDOM, again=True),
        rights=FULL,
        overwrite_policy=True,
        destination=Destination(
            folder="--out of the way",
            name="{stem} ($HOME) 'q'{ext}",
            format=Format.PNG,
            quality=90,
            conflict=Conflict.SKIP,
        ),
        fit=FitChoice(platforms=("pinterest", "x"), background="#102030"),
        privacy=Privacy(drop_gps=True, drop_serials=True, drop_thumbnails=True),
        credentials=CredentialsChoice(sign=True, time_stamps="http://stamps.example"),
        limits=Limits(max_pixels=12),
    ),
    "odd words": Recipe(
        rights=RightsStatement(
            owner="--preset", creators=("-a", "b=c"), constraints='a = b; `c`\n"d" %e% 日本', terms="true"
        )
    ),
    "a policy": Recipe(cloak=CloakChoice(preset=Preset.OFF), rights=RightsStatement(policy=AIPolicy.ALLOW)),
}


@pytest.fixture
def taken(monkeypatch):
    """Stop the program before the work, and keep what it was asked for."""
    taken = []
    monkeypatch.setattr(
        program, "carry_out", lambda named, recipe, _manner, **other: taken.append((named.paths(), recipe, other)) or 0
    )
    return taken


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_a_recipe_comes_back_by_way_of_the_shells_quotes(recipe, taken, tmp_path):
    paths = [tmp_path / "it's one.png", tmp_path / "two"]
    words = shlex.split(shlex.join(command_for(recipe, paths)))
    assert words[:2] == ["fixative", "protect"]
    app = typer.Typer()
    app.command()(program.protect)
    done = CliRunner().invoke(app, words[2:])
    assert done.exit_code == 0, done.output
    assert taken == [(paths, recipe, {"output": None, "recursive": True})]


def test_a_kept_recipe_is_named():
    assert command_for(Recipe(cloak=CloakChoice(secret="s")), [], kept="web")[2:] == [
        "--recursive",
        "--recipe",
        "web",
        "--",
    ]


def test_a_secret_is_not_written_on_a_command_line():
    with pytest.raises(ValueError, match="secret"):
        command_for(Recipe(cloak=CloakChoice(secret="s")), [])
