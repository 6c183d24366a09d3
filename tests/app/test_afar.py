"""A picture as a platform would show it, and what that leaves."""

from __future__ import annotations

from fixative import optout
from fixative.cloak.preset import Preset
from fixative.recipe import CloakChoice, FitChoice, Recipe
from fixative.rights.statement import RightsStatement
from fixative_app.compare_words import about_afar
from fixative_app.looks import Look
from fixative_app.platform_menu import usual

PATIENCE = 60_000
STRONG = Recipe(cloak=CloakChoice(preset=Preset.STRONG, secret="test"), rights=RightsStatement(owner="Ada"))


def test_both_are_shown_as_pinterest_would_with_what_is_left(window, qtbot, add, draw):
    window.edits.choose(STRONG)
    add(draw("large.png", (1000, 500)))
    compare = window.compare
    qtbot.waitUntil(compare.look_bar.look.isEnabled, timeout=PATIENCE)
    compare.actions_for.looks[Look.PLATFORM].trigger()
    assert compare.look_bar.look.text().strip() == "Pinterest"
    assert compare.canvas._protected.name == "Pinterest is coming…"
    qtbot.waitUntil(lambda: compare.pair.afar is not None, timeout=PATIENCE)
    afar = compare.pair.afar
    assert afar.plain.size == afar.served.size == (736, 368)
    assert compare.canvas.view.picture == (736, 368)
    assert compare.canvas._protected.name == "Protected, on Pinterest"
    assert f"{100 * afar.left.share:.0f} % of the cloak is left" in compare.notice.text()
    assert f"Tags left: {len(afar.left.tags_after)} of {len(afar.left.tags_before)}" in compare.notice.text()

    compare.look_bar.platforms.chosen.emit("bluesky")
    assert compare.pair.afar is None
    assert compare.look_bar.look.text().strip() == "Bluesky"
    qtbot.waitUntil(lambda: compare.pair.afar is not None, timeout=PATIENCE)
    assert compare.pair.afar.served.size == (1000, 500)
    compare.actions_for.looks[Look.PICTURE].trigger()
    assert compare.canvas.view.picture == (1000, 500)


def test_it_follows_the_recipe(window, qtbot, add, draw):
    window.edits.choose(STRONG)
    add(draw("a.png", (400, 300)))
    compare = window.compare
    qtbot.waitUntil(compare.look_bar.look.isEnabled, timeout=PATIENCE)
    compare.actions_for.looks[Look.PLATFORM].trigger()
    qtbot.waitUntil(lambda: compare.pair.afar is not None, timeout=PATIENCE)
    window.edits.choose(Recipe(cloak=CloakChoice(preset=Preset.OFF)))
    assert compare.pair.afar is None
    qtbot.waitUntil(lambda: compare.pair.afar is not None, timeout=PATIENCE)
    assert compare.pair.afar.left.before == 0.0
    assert "cloak" not in compare.notice.text()
    assert "Tags left" in compare.notice.text()


def test_who_leaves_at_once_and_comes_back_sees_it(window, qtbot, add, draw):
    window.edits.choose(STRONG)
    add(draw("a.png", (200, 150)))
    compare = window.compare
    qtbot.waitUntil(compare.look_bar.look.isEnabled, timeout=PATIENCE)
    compare.actions_for.looks[Look.PLATFORM].trigger()
    compare.actions_for.looks[Look.PICTURE].trigger()
    qtbot.wait(600)
    assert compare.pair.afar is None
    compare.actions_for.looks[Look.PLATFORM].trigger()
    qtbot.waitUntil(lambda: compare.pair.afar is not None, timeout=PATIENCE)
    compare.actions_for.looks[Look.PICTURE].trigger()
    compare.actions_for.looks[Look.PLATFORM].trigger()
    assert compare.pair.afar is not None


def test_a_platform_that_is_fitted_or_used_is_meant_first():
    assert usual(Recipe()) == "pinterest"
    optout.keep(optout.Memory(platforms=("own-site", "flickr")))
    assert usual(Recipe()) == "flickr"
    assert usual(Recipe(fit=FitChoice(platforms=("x",)))) == "x"


def test_without_a_result_nothing_is_said_but_why():
    assert about_afar(None, "Pinterest") == "Pinterest: looking what it leaves…"
