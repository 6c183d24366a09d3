"""Pictures are scaled as light adds up, without ringing, and never enlarged; colours are those that were meant."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import piexif
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictures import coded, exif_with, marked, photo, photo16, ramp, srgb, wide_gamut, xmp_with
from PIL import Image, ImageCms

from fixative import FitChoice, Preset, Recipe, protect
from fixative.cloak.preset import Preset as AnyPreset
from fixative.codecs import decode
from fixative.containers import Blocks
from fixative.formats import Format
from fixative.mark import read_mark
from fixative.outcome import Status
from fixative.picture import Carried, Colour, Frame, Picture
from fixative.platforms import load_platforms, named
from fixative.platforms.fit import fit
from fixative.platforms.scale import bounded, scaled
from fixative.recipe import CloakChoice, Destination

WHITE = (255, 255, 255)


def _light(samples: np.ndarray) -> np.ndarray:
    encoded = samples / np.iinfo(samples.dtype).max
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def _encoded(light: np.ndarray) -> np.ndarray:
    light = np.clip(light, 0, 1)
    return 255 * np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)


def _by_pillow(samples: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """Pillow's LANCZOS in linear light, in floating point; 8-bit steps."""
    planes = [
        np.asarray(Image.fromarray(_light(samples[..., c]).astype(np.float32)).resize(size, Image.Resampling.LANCZOS))
        for c in range(samples.shape[2])
    ]
    return _encoded(np.stack(planes, -1))


def _picture(pixels: np.ndarray, alpha: np.ndarray | None = None, icc: bytes | None = None) -> Picture:
    colour = next(each for each in Colour if each.channels == pixels.shape[2])
    return Picture((Frame(pixels, alpha),), colour, Format.PNG, carried=Carried(icc=icc))


@pytest.mark.parametrize("size", [(300, 200), (299, 131), (150, 100), (61, 39), (599, 399)])
def test_it_is_pillows_lanczos_in_linear_light(size):
    pixels = np.random.default_rng(2).integers(0, 256, (400, 600, 3), np.uint8)
    pixels[:200] = photo(600, 200, seed=2)
    ours, _ = scaled(pixels, size, sharpness=0)
    off = np.abs(ours - np.rint(_by_pillow(pixels, size)))
    # Noise as coarse as pixels is where Lanczos rings most, and what is kept from it.
    assert off[off.shape[0] // 2 + 3 :].mean() < 1
    assert off[: off.shape[0] // 2 - 3].mean() < 0.1
    gamma = np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.LANCZOS)).astype(float)
    assert np.abs(ours - gamma).mean() > 3


def test_fine_lines_keep_their_light():
    lines = np.zeros((64, 64, 3), np.uint8)
    lines[:, ::2] = 255
    ours, _ = scaled(lines, (16, 16))
    # Half the light is 188 in sRGB; the mean of the samples would be 128.
    assert np.abs(ours[:, 3:-3].astype(int) - 188).max() <= 1


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_nothing_rings(dtype):
    low, high = (40, 220) if dtype == np.uint8 else (40 * 257, 220 * 257)
    edge = np.full((300, 300, 3), low, dtype)
    edge[:, 150:] = high
    edge[200:] = low
    for size in ((100, 100), (77, 91), (299, 299)):
        ours, _ = scaled(edge, size)
        assert (ours.min(), ours.max()) == (low, high)
        assert ours.dtype == dtype


def test_it_sharpens_and_only_mildly():
    pixels = photo(600, 400, seed=4)
    plain, _ = scaled(pixels, (200, 133), sharpness=0)
    ours, _ = scaled(pixels, (200, 133))

    def detail(samples):
        return np.abs(np.diff(samples.astype(float), axis=1)).mean()

    assert 1.01 < detail(ours) / detail(plain) < 1.3
    assert np.abs(ours.astype(int) - plain).mean() < 2


def test_strips_meet_without_a_seam(monkeypatch):
    pixels = photo(500, 900, seed=5)
    at_once, _ = scaled(pixels, (211, 380), alpha=None)
    monkeypatch.setattr("fixative.platforms.scale._ROWS", 16)
    in_strips, _ = scaled(pixels, (211, 380))
    assert np.abs(at_once.astype(int) - in_strips).max() <= 1
    monkeypatch.setattr("fixative.platforms.scale._ROWS", 1000)
    assert np.abs(scaled(pixels, (211, 380))[0].astype(int) - at_once).max() <= 1


def test_what_is_not_seen_has_no_share():
    pixels = np.zeros((80, 80, 3), np.uint8)
    pixels[:, :40] = (255, 0, 0)
    pixels[:, 40:] = (0, 255, 0)
    alpha = np.zeros((80, 80), np.uint8)
    alpha[:, :40] = 255
    ours, clear = scaled(pixels, (21, 21), alpha=alpha)
    assert clear is not None
    assert (ours[clear > 0] == (255, 0, 0)).all()
    assert clear.max() == 255
    assert set(clear[0]) - {0, 255}  # the border of both


def test_nothing_is_enlarged():
    pixels = photo(60, 40)
    same, _ = scaled(pixels, (60, 40))
    assert same is pixels
    with pytest.raises(ValueError, match="60 x 40 is not enlarged to 61 x 40"):
        scaled(pixels, (61, 40))
    for platform in load_platforms().values():
        assert fit(_picture(pixels), platform, background=WHITE).frames[0].pixels.shape == (40, 60, 3)


_lengths = st.integers(1, 30_000)
_bounds = st.none() | st.integers(1, 5000)


@given(_lengths, _lengths, _bounds, _bounds, st.none() | st.integers(1, 20_000_000))
def test_bounds_are_kept_in_proportion(width, height, widest, highest, pixels):
    wide, high = bounded((width, height), width=widest, height=highest, pixels=pixels)
    assert 1 <= wide <= width
    assert 1 <= high <= height
    assert widest is None or wide <= widest
    assert highest is None or high <= highest
    assert pixels is None or wide * high <= pixels or 1 in (wide, high)
    factor = min(1.0, (widest or width) / width, (highest or height) / height)
    if pixels is None:
        assert abs(wide - width * factor) <= 1
        assert abs(high - height * factor) <= 1


@pytest.mark.parametrize(
    ("slug", "size", "wanted"),
    [
        ("pinterest", (3000, 2000), (736, 491)),
        ("pinterest", (500, 3000), (500, 3000)),
        ("instagram", (3000, 2000), (1080, 720)),
        ("tumblr", (1000, 3000), (640, 1920)),
        ("flickr", (2000, 3000), (1365, 2048)),
        ("mastodon", (4000, 3000), (3325, 2494)),
        ("reddit", (3000, 2000), (3000, 2000)),
        ("own-site", (3000, 2000), (3000, 2000)),
    ],
)
def test_the_sizes_of_platforms(slug, size, wanted):
    flat = _picture(np.broadcast_to(np.uint8(90), (size[1], size[0], 1)))
    fitted = fit(flat, named(slug), background=WHITE)
    assert (fitted.width, fitted.height) == wanted
    assert [code for code, _ in fitted.notes] == (["fit-unknown"] if slug == "reddit" else [])


def test_colours_are_converted_where_the_platform_takes_them_for_others():
    pixels = photo(90, 60)
    icc = wide_gamut()
    meant = ImageCms.profileToProfile(
        Image.fromarray(pixels),
        ImageCms.ImageCmsProfile(io.BytesIO(icc)),
        ImageCms.createProfile("sRGB"),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    fitted = fit(_picture(pixels, icc=icc), named("instagram"), background=WHITE)
    assert np.array_equal(fitted.frames[0].pixels, np.asarray(meant))
    assert fitted.carried.icc is None
    assert fitted.notes == (("colour-converted", {"mode": "wide"}),)
    kept = fit(_picture(pixels, icc=icc), named("mastodon"), background=WHITE)
    assert (kept.carried.icc, kept.notes) == (icc, ())
    assert np.array_equal(kept.frames[0].pixels, pixels)
    deep = fit(_picture(photo16(90, 60), icc=icc), named("instagram"), background=WHITE)
    assert [code for code, _ in deep.notes] == ["colour-converted", "depth-reduced"]
    assert deep.depth == 8


def test_srgb_by_its_own_name_stays_as_it_is():
    picture = _picture(photo16(90, 60), icc=srgb())
    assert fit(picture, named("instagram"), background=WHITE) == picture


def test_ink_becomes_light():
    fitted = fit(_picture(photo(90, 60, channels=4)), named("pinterest"), background=WHITE)
    assert (fitted.colour, fitted.notes[0][0]) == (Colour.RGB, "colour-converted")


@pytest.mark.parametrize("channels", [1, 3])
def test_transparency_is_flattened_on_the_chosen_colour(channels):
    pixels = np.full((64, 96, channels), 200, np.uint8)
    fitted = fit(_picture(pixels, ramp()), named("artstation"), background=(10, 20, 30))
    frame = fitted.frames[0]
    assert frame.alpha is None
    assert fitted.colour is Colour.RGB
    assert (frame.pixels[0, 0], frame.pixels[0, -1]) == (pytest.approx((10, 20, 30)), pytest.approx((200, 200, 200)))
    assert fitted.notes == (("fit-flattened", {"platform": "ArtStation"}),)
    kept = fit(_picture(pixels, ramp()), named("mastodon"), background=(10, 20, 30))
    assert kept.frames[0].alpha is not None


def _recipe(*platforms: str, preset: AnyPreset = Preset.BALANCED, **fit_choice: str) -> Recipe:
    cloak = CloakChoice(preset=preset, secret="test")
    return Recipe(cloak=cloak, fit=FitChoice(platforms=platforms, **fit_choice))


def test_a_copy_is_turned_scaled_then_cloaked(tmp_path):
    source = tmp_path / "a.jpg"
    turned = Image.fromarray(marked(1800, 1200))
    source.write_bytes(coded(turned, "JPEG", exif=b"Exif\0\0" + exif_with(6), quality=95))
    outcome = protect(source, tmp_path / "out.jpg", _recipe("pinterest"))
    assert outcome.status is Status.PROTECTED
    with Image.open(outcome.result) as image:
        assert image.size == (736, 1104)
        assert image.getexif().get(0x0112, 1) == 1
        # Red was at the top left, and is at the top right after a quarter turn.
        assert image.getpixel((700, 40))[0] > 200
        assert max(image.getpixel((700, 40))[1:]) < 60
    result = decode(outcome.result, max_pixels=10**8)
    mark = read_mark(result.carried.blocks.xmp)
    assert mark is not None
    assert mark.fits(736, 1104)


def test_tags_tell_the_new_size_and_everything_else_stays():
    exif = {"0th": {0x010F: b"Maker", 0x0100: 1500}, "Exif": {0xA002: 1500, 0xA003: 1000, 0xA434: b"Lens 1500"}}
    block = piexif.dump(exif)[6:]
    xmp = xmp_with().replace(b'tiff:Orientation="1"', b"exif:PixelXDimension=\"1500\" tiff:ImageLength='1000'")
    carried = Carried(blocks=Blocks(exif=block, xmp=xmp))
    picture = replace(_picture(np.zeros((1000, 1500, 3), np.uint8)), carried=carried)
    blocks = fit(picture, named("pinterest"), background=WHITE).carried.blocks
    assert piexif.load(b"Exif\0\0" + blocks.exif)["Exif"] == {0xA002: 736, 0xA003: 491, 0xA434: b"Lens 1500"}
    assert len(blocks.exif) == len(block)
    assert blocks.xmp == xmp.replace(b"1500", b"736").replace(b"1000", b"491")
    small = replace(picture, frames=(Frame(np.zeros((10, 15, 3), np.uint8)),))
    assert fit(small, named("pinterest"), background=WHITE).carried == carried


def test_tags_alone_can_be_fitted_and_are_not_by_tag(tmp_path):
    source = tmp_path / "a.png"
    source.write_bytes(coded(Image.fromarray(photo(1000, 300)), "PNG"))
    outcome = protect(source, tmp_path / "b.png", _recipe("pinterest", preset=Preset.OFF))
    assert (outcome.status, outcome.figures.width, outcome.figures.height) == (Status.TAGGED, 736, 221)
    assert _recipe("pinterest").tags_only().fit == FitChoice()


def test_several_platforms_take_several_recipes(tmp_path):
    both = _recipe("pinterest", "x", background="#102030")
    assert both.fit.ground == (16, 32, 48)
    assert [copy.fit.platforms for copy in both.copies()] == [("pinterest",), ("x",)]
    assert [copy.destination.name for copy in both.copies()] == ["{stem}-pinterest{ext}", "{stem}-x{ext}"]
    assert Recipe().copies() == (Recipe(),)
    assert Recipe.from_toml(both.to_toml()) == both
    source = tmp_path / "a.png"
    source.write_bytes(coded(Image.fromarray(photo()), "PNG"))
    outcome = protect(source, tmp_path / "b.png", both)
    assert (outcome.status, outcome.problems[0].code) == (Status.FAILED, "options-invalid")
    assert not (tmp_path / "b.png").exists()


def test_a_template_of_ones_own_has_room_for_the_platform():
    recipe = Recipe(fit=FitChoice(platforms=("etsy",)), destination=Destination(name="shop_{stem}_{preset}{ext}"))
    assert recipe.copies()[0].destination.name == "shop_{stem}-etsy_{preset}{ext}"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"platforms": ("myspace",)}, "no platform named myspace is known"),
        ({"platforms": ("x", "x")}, "names one twice"),
        ({"background": "white"}, "must be a colour"),
    ],
)
def test_what_does_not_hold_is_told(words, told):
    with pytest.raises(ValueError, match=told):
        FitChoice(**words)
