import io

import numpy as np
import pytest
from pictures import photo, srgb, wide_gamut
from PIL import Image, ImageCms
from ssimulacra2 import compute_ssimulacra2

from fixative.cloak import Key, cloak
from fixative.cloak.colour import as_rgb, sight
from fixative.formats import Format
from fixative.picture import Carried, Colour, Frame, Picture


def _looks(pixels: np.ndarray, icc: bytes) -> Image.Image:
    return ImageCms.profileToProfile(
        Image.fromarray(pixels),
        ImageCms.ImageCmsProfile(io.BytesIO(icc)),
        ImageCms.createProfile("sRGB"),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def _score(before: Image.Image, after: Image.Image, folder) -> float:
    for name, image in (("before", before), ("after", after)):
        image.save(folder / f"{name}.png", compress_level=0)
    return compute_ssimulacra2(str(folder / "before.png"), str(folder / "after.png"))


def test_a_preset_is_met_as_a_wide_gamut_looks(tmp_path):
    icc, pixels = wide_gamut(), photo(640, 480, seed=3)
    reached = {}
    for name, carried in (("managed", Carried(icc=icc)), ("as if sRGB", Carried())):
        picture = Picture((Frame(pixels),), Colour.RGB, Format.PNG, carried=carried)
        after = cloak(picture, visible_cost=70, key=Key(b"sheets", b"layout")).picture.frames[0].pixels
        reached[name] = _score(_looks(pixels, icc), _looks(after, icc), tmp_path)
    assert abs(reached["managed"] - 70) < 3
    assert abs(reached["as if sRGB"] - 70) > 3


def test_samples_are_shown_by_their_profile():
    pixels = photo(64, 64)
    shown = sight(Colour.RGB, wide_gamut())(pixels)
    assert np.array_equal(shown, np.asarray(_looks(pixels, wide_gamut())))
    assert np.array_equal(sight(Colour.RGB, wide_gamut())(pixels.astype(np.uint16) * 257), shown)


@pytest.mark.parametrize("icc", [None, srgb(), b"", b"no profile", wide_gamut()[:200]])
def test_srgb_and_what_is_no_profile_leave_samples_as_they_are(icc: bytes | None):
    pixels = photo(64, 64)
    assert np.array_equal(sight(Colour.RGB, icc)(pixels), pixels)


def test_a_profile_of_another_colour_is_left_out():
    grey = photo(64, 64, 1)[:, :, None]
    assert np.array_equal(sight(Colour.GREY, wide_gamut())(grey), as_rgb(grey, Colour.GREY))
    inks = photo(64, 64, 4)
    assert np.array_equal(sight(Colour.CMYK, wide_gamut())(inks), as_rgb(inks, Colour.CMYK))
