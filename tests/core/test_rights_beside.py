"""What `--drop-gps` and its like leave behind is told."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path

import piexif
import pytest
from PIL import Image, PngImagePlugin
from splicing import picture

from fixative import CloakChoice, Preset, Privacy, Recipe, Status, protect
from fixative.containers import read_blocks
from fixative.containers.aside import asides
from fixative.containers.ifd import Addition, Structure, encode_directory
from fixative.rights.beside import left_in
from fixative.rights.private import Private

GPS = piexif.dump({"GPS": {piexif.GPSIFD.GPSLatitudeRef: b"N", piexif.GPSIFD.GPSLatitude: ((53, 1), (33, 1), (0, 1))}})
SERIAL = piexif.dump({"Exif": {piexif.ExifIFD.BodySerialNumber: b"0815"}})


def _jpeg(*segments: bytes) -> bytes:
    data = picture("jpeg")
    return data[:2] + b"".join(segments) + data[2:]


def _segment(marker: int, payload: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload


def _several(second: bytes) -> bytes:
    """A multi-picture file whose second picture, at its end, is another."""
    file = BytesIO()
    with Image.open(BytesIO(picture("jpeg"))) as image:
        image.save(file, "MPO", save_all=True, append_images=[image.resize((8, 8))])
    data = file.getvalue()
    with Image.open(BytesIO(data)) as image:
        first = image.mpinfo[0xB002][0]["Size"]
    return data[:first] + second


def _pages(*pages: dict[int, object]) -> bytes:
    """A TIFF whose pages have these tags."""
    images = [Image.new("L", (8, 8), shade) for shade in range(len(pages))]
    for image, tags in zip(images, pages, strict=True):
        image.encoderinfo = {"tiffinfo": tags}
    file = BytesIO()
    images[0].save(file, "TIFF", save_all=True, append_images=images[1:], tiffinfo=pages[0])
    return file.getvalue()


def _below(data: bytes, page: int, pointer: int, value: Addition) -> bytes:
    """The same TIFF with a directory of one value below a page."""
    structure = Structure(BytesIO(data))
    layout = structure.layout
    before, old = list(structure.pages())[page - 2 : page]
    data += b"\0" * (len(data) % 2)
    sub = encode_directory(layout, len(data), [value])
    to_sub = Addition(pointer, 4, layout.encoded(len(data), 4))
    start = len(data) + len(sub)
    new = bytearray(data + sub + encode_directory(layout, start, [*old.entries, to_sub], old.following))
    struct.pack_into("<I", new, before.offset + 2 + 12 * len(before.entries), start)
    return bytes(new)


def _png(**texts: str) -> bytes:
    info = PngImagePlugin.PngInfo()
    for keyword, text in texts.items():
        info.add_text(keyword.replace("_", ":"), text, zip=keyword.endswith("Ref"))
    file = BytesIO()
    with Image.open(BytesIO(picture("png"))) as image:
        image.save(file, "PNG", pnginfo=info)
    return file.getvalue()


LEFT = ("place-left", "serials-left", "thumbnails-left")
KINDS = {
    "further picture with a place": (
        _several(_jpeg(_segment(0xE1, GPS))),
        {"place-left": "picture 2", "thumbnails-left": "picture 2"},
    ),
    "further picture with a number": (
        _several(_jpeg(_segment(0xE1, SERIAL))),
        {"serials-left": "picture 2", "thumbnails-left": "picture 2"},
    ),
    "further picture without": (_several(_jpeg()), {"thumbnails-left": "picture 2"}),
    "thumbnail of Photoshop": (_jpeg(_segment(0xED, b"Photoshop 3.0\0" + b"8BIM\x04\x0c\0\0\0\0\0\4jpeg")), {}),
    "pages of a TIFF": (
        _below(
            _below(_pages({}, {}, {}, {}), 2, 0x8825, Addition(1, 2, b"N\0")), 3, 0x8769, Addition(0xA431, 2, b"08\0")
        ),
        {"place-left": "page 2", "serials-left": "page 3"},
    ),
    "preview of a TIFF": (
        _pages({}, {254: 1}),
        {"thumbnails-left": "page 2"},
    ),
    "thumbnail of Photoshop in a TIFF": (_pages({34377: b"8BIM\x04\x0c\0\0\0\0\0\4jpeg"}, {}), {}),
    "texts of a PNG": (
        _png(exif_GPSLatitude="53", exif_GPSLatitudeRef="N", Comment="GPS"),
        {"place-left": "exif:GPSLatitude, exif:GPSLatitudeRef"},
    ),
    "segments of makers": (
        _jpeg(_segment(0xE6, b"GoPro\0CASN"), _segment(0xE1, b"FLIR\0\1"), _segment(0xE0, b"II\x1a\0\0\0HEAPJPGM")),
        dict.fromkeys(LEFT, "APP6 GoPro, APP1 FLIR, APP0"),
    ),
    "segments that all know": (_jpeg(_segment(0xEE, b"Adobe\0d"), _segment(0xEC, b"Ducky\0")), {}),
    "a film behind the picture": (
        picture("jpeg") + b"\0\0\0\x18ftypmp42",
        dict.fromkeys(LEFT, "trailer"),
    ),
    "zeros behind the picture": (picture("jpeg") + bytes(99), {}),
    "broken": (b"\xff\xd8\xff\xe1", None),
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_left_is_told_and_gone_from_a_cloaked_result(kind: str, tmp_path: Path):
    data, wanted = KINDS[kind]
    if wanted is None:
        assert asides(BytesIO(data)) == []
        return
    source = tmp_path / ("a.png" if "PNG" in kind else "a.tif" if "TIFF" in kind else "a.jpg")
    source.write_bytes(data)
    recipe = Recipe(privacy=Privacy(drop_gps=True, drop_serials=True, drop_thumbnails=True))

    tagged = protect(source, tmp_path / f"tagged{source.suffix}", recipe.tags_only())
    kept = protect(source, tmp_path / f"kept{source.suffix}", Recipe(cloak=CloakChoice(preset=Preset.OFF)))
    cloaked = protect(source, tmp_path / f"cloaked{source.suffix}", recipe)

    assert tagged.status is kept.status is Status.TAGGED
    assert {problem.code: problem.params["where"] for problem in tagged.problems} == wanted
    assert not any(problem.code.endswith("-left") for problem in (*kept.problems, *cloaked.problems))
    for outcome, there in ((kept, "Photoshop" in kind), (tagged, False)):
        with outcome.result.open("rb") as file:
            assert (read_blocks(file).thumbnail is not None) is there
        assert (b"8BIM\x04\x0c" in outcome.result.read_bytes()) is there
    with cloaked.result.open("rb") as file:
        assert not any(left_in(aside, wanted) for aside in asides(file) for wanted in Private)
