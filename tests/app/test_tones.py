from __future__ import annotations

from dataclasses import fields

import pytest
from contrast import contrast

from fixative_app.icons import draw_icon, draw_pixmap
from fixative_app.tones import DARK, LIGHT, Tones

ENOUGH = 4.5
PAIRS = [
    *[(text, ground) for text in ("text", "muted") for ground in ("ground", "surface", "sunken", "canvas")],
    *[(text, ground) for text in ("accent", "good", "warn", "bad") for ground in ("ground", "surface", "accent_soft")],
    *[(tone, f"{tone}_soft") for tone in ("good", "warn", "bad")],
    *[("text", f"{tone}_soft") for tone in ("good", "warn", "bad")],
    ("text", "accent_soft"),
    ("muted", "accent_soft"),
    ("text", "line"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("ground", "text"),
]


@pytest.mark.parametrize("tones", [LIGHT, DARK], ids=lambda tones: tones.name)
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(tones: Tones, text, ground):
    assert contrast(getattr(tones, text), getattr(tones, ground)) >= ENOUGH


def test_both_palettes_name_every_tone():
    for tones in (LIGHT, DARK):
        assert all(getattr(tones, field.name).startswith("#") for field in fields(tones) if field.name != "name")


def test_icons_are_sharp_at_every_scale(qapp):
    pixmap = draw_pixmap("protect", "#FF0000", 16, 1.5)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (24, 1.5)
    assert draw_icon("protect", "#FF0000", "#888888").availableSizes()


def test_icons_take_their_colour(qapp):
    image = draw_pixmap("stop", "#FF0000", 48, 1.0).toImage()
    colours = {image.pixelColor(x, 13).name() for x in range(48) if image.pixelColor(x, 13).alpha() == 255}
    assert colours == {"#ff0000"}
