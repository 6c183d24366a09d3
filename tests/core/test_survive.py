"""A simulated platform does what is known of it, and what it leaves is measured."""

from __future__ import annotations

import numpy as np
import pytest
from drawn import draw
from pictures import wide_gamut
from PIL import Image

from fixative import Preset, Recipe, RightsStatement, inspect, tag
from fixative.codecs import decode
from fixative.errors import NotAPictureError
from fixative.outcome import Status
from fixative.platforms import load_platforms, named
from fixative.platforms.simulate import simulate
from fixative.recipe import CloakChoice
from fixative.survive import survive

LIMIT = 10**8
RECIPE = Recipe(cloak=CloakChoice(secret="test"), rights=RightsStatement(owner="Ada"))


def _served(tmp_path, source, slug, **choices):
    target = tmp_path / f"served-{slug}"
    target.write_bytes(simulate(source, named(slug), max_pixels=LIMIT, **choices))
    return target


@pytest.mark.parametrize("slug", load_platforms())
@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.tif", "a.gif"])
def test_every_platform_serves_every_kind(tmp_path, slug, name):
    served = _served(tmp_path, draw(tmp_path / name, width=900, height=500), slug)
    platform = named(slug)
    picture = decode(served, max_pixels=LIMIT)
    wide = platform.fit.width if platform.fit else None
    assert picture.width == (min(wide, 900) if wide else 900)
    assert platform.own or platform.coding is None or picture.format in platform.coding.formats


def test_ones_own_site_serves_what_was_uploaded(tmp_path):
    source = draw(tmp_path / "a.jpg")
    assert simulate(source, named("own-site"), max_pixels=LIMIT) == source.read_bytes()


def test_what_needs_no_scaling_keeps_its_pixels_where_that_is_known(tmp_path):
    source = draw(tmp_path / "a.jpg", icc_profile=wide_gamut())
    tagged = tag(source, tmp_path / "tagged.jpg", RECIPE).result
    served = _served(tmp_path, tagged, "x")
    before, after = decode(source, max_pixels=LIMIT), decode(served, max_pixels=LIMIT)
    assert np.array_equal(before.frames[0].pixels, after.frames[0].pixels)
    assert after.carried.blocks.xmp is None
    coded = decode(_served(tmp_path, tagged, "mastodon"), max_pixels=LIMIT)
    assert not np.array_equal(before.frames[0].pixels, coded.frames[0].pixels)
    assert coded.carried.icc == wide_gamut()


def test_quality_and_size_can_be_said(tmp_path):
    source = draw(tmp_path / "a.jpg", width=1500, height=900, quality=98)
    pinterest = named("pinterest")
    fine = simulate(source, pinterest, max_pixels=LIMIT, quality=95)
    coarse = simulate(source, pinterest, max_pixels=LIMIT, quality=40)
    assert len(coarse) < len(fine) / 2
    large = _served(tmp_path, source, "pinterest", size=next(size for size in pinterest.sizes if size.width == 1200))
    with Image.open(large) as image:
        assert image.size == (1200, 720)
        assert image.layer[0][1:3] == (2, 2)  # 4:2:0


def test_a_fitted_cloak_stands_better_than_one_that_is_scaled(tmp_path):
    source = draw(tmp_path / "a.png", width=1840, height=1240, seed=3)
    fitted = survive(source, RECIPE, named("pinterest"))
    as_is = survive(source, RECIPE, named("pinterest"), fitted=False)
    assert fitted.outcome.status is as_is.outcome.status is Status.PROTECTED
    assert (fitted.left.width, fitted.left.height) == (as_is.left.width, as_is.left.height) == (736, 496)
    assert fitted.left.after > 1.5 * as_is.left.after
    assert fitted.left.share > as_is.left.share
    assert "XMP-plus:DataMining" in fitted.left.tags_before
    assert fitted.left.tags_after == ()


def test_ones_own_site_leaves_everything(tmp_path):
    survival = survive(draw(tmp_path / "a.jpg", width=400, height=300), RECIPE, named("own-site"))
    assert survival.left.share == pytest.approx(1)
    assert survival.left.tags_after == survival.left.tags_before


def test_without_a_cloak_nothing_is_left_of_one(tmp_path):
    recipe = Recipe(cloak=CloakChoice(preset=Preset.OFF))
    left = survive(draw(tmp_path / "a.jpg"), recipe, named("pinterest")).left
    assert (left.before, left.share) == (0, 0)


def test_the_original_is_left_alone_and_nothing_beside_it(tmp_path):
    source = draw(tmp_path / "a.jpg")
    before = source.read_bytes()
    survive(source, RECIPE, named("tumblr"))
    assert source.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["a.jpg"]
    assert inspect(source).cloak is None


def test_bad_input_is_told(tmp_path):
    (tmp_path / "a.jpg").write_bytes(b"nothing")
    survival = survive(tmp_path / "a.jpg", RECIPE, named("x"))
    assert survival.left is None
    assert survival.outcome.problems[0].code == "not-a-picture"
    with pytest.raises(NotAPictureError):
        simulate(tmp_path / "a.jpg", named("x"), max_pixels=LIMIT)
