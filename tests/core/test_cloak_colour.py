import io
import struct

import numpy as np
import pytest
from pictures import photo, srgb
from PIL import Image, ImageCms
from ssimulacra2 import compute_ssimulacra2

from fixative.cloak import Key, cloak
from fixative.cloak.colour import as_rgb, sight
from fixative.formats import Format
from fixative.picture import Carried, Colour, Frame, Picture

# Primaries of ROMM RGB (ISO 22028-2), adapted to D50: the widest gamut that cameras and editors write.
ROMM = ((0.7977, 0.2880, 0.0), (0.1352, 0.7119, 0.0), (0.0313, 0.0001, 0.8249))


def _fixed(*values: float) -> bytes:
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))


def wide_gamut(gamma: float = 1.8) -> bytes:
    """Write a display profile of three primaries and one gamma (ICC.1:2010, matrix and TRC)."""
    text = b"wide\0"
    tags = {
        b"desc": b"desc" + bytes(4) + struct.pack(">I", len(text)) + text + bytes(78),
        b"cprt": b"text" + bytes(4) + b"none\0",
        b"wtpt": b"XYZ " + bytes(4) + _fixed(0.9642, 1.0, 0.8249),
    }
    for name, primary in zip((b"r", b"g", b"b"), ROMM, strict=True):
        tags[name + b"XYZ"] = b"XYZ " + bytes(4) + _fixed(*primary)
        tags[name + b"TRC"] = b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256))
    table, body = b"", b""
    for name, data in tags.items():
        table += struct.pack(">4sII", name, 128 + 4 + 12 * len(tags) + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    header = bytearray(128)
    header[8:12], header[12:24] = b"\x02\x40\0\0", b"mntrRGB XYZ "
    header[36:40], header[68:80] = b"acsp", _fixed(0.9642, 1.0, 0.8249)
    whole = bytes(header) + struct.pack(">I", len(tags)) + table + body
    return struct.pack(">I", len(whole)) + whole[4:]


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
