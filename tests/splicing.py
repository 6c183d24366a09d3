"""Small pictures in every container, and short ways to splice them."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import numpy as np
import pillow_heif
import pillow_jxl  # noqa: F401 - teaches Pillow to read and write JPEG XL
from PIL import Image

from fixative.containers import Blocks, Note, read_blocks, replace_blocks
from fixative.containers.aside import asides
from fixative.rights.beside import left_in
from fixative.rights.private import Private

SPLICED = (
    *("jpeg", "png", "apng", "webp", "webp-lossless", "webp-alpha", "webp-animated", "gif", "tiff", "tiff-big"),
    *("avif", "avif-alpha", "avif-animated", "heic", "heic-several", "jxl", "jxl-bare"),
)

pillow_heif.register_heif_opener(thumbnails=False)


def _pixels(seed: int, channels: int = 3) -> Image.Image:
    samples = np.random.default_rng(seed).integers(0, 256, (21, 34, channels), dtype=np.uint8)
    return Image.fromarray(samples)


@cache
def picture(kind: str) -> bytes:
    """Draw a picture in one of the kinds of `SPLICED`."""
    rgb, target = _pixels(1), BytesIO()
    several = {"save_all": True, "append_images": [_pixels(2)]}
    saved: dict[str, tuple[Image.Image, str, dict[str, object]]] = {
        "jpeg": (rgb, "JPEG", {}),
        "png": (rgb, "PNG", {}),
        "apng": (rgb, "PNG", several),
        "webp": (rgb, "WEBP", {}),
        "webp-lossless": (rgb, "WEBP", {"lossless": True}),
        "webp-alpha": (_pixels(3, 4), "WEBP", {"lossless": True}),
        "webp-animated": (rgb, "WEBP", several),
        "gif": (rgb, "GIF", {**several, "loop": 0}),
        "tiff": (rgb, "TIFF", {**several, "compression": "tiff_lzw"}),
        "tiff-big": (rgb, "TIFF", {"big_tiff": True}),
        "avif": (rgb, "AVIF", {}),
        "avif-alpha": (_pixels(3, 4), "AVIF", {}),
        "avif-animated": (_pixels(3, 4), "AVIF", {"save_all": True, "append_images": [_pixels(4, 4)]}),
        "heic": (rgb, "HEIF", {}),
        "heic-several": (_pixels(3, 4), "HEIF", several),
        "jxl": (rgb, "JXL", {"lossless": True, "use_container": True}),
        "jxl-bare": (rgb, "JXL", {"lossless": True}),
    }
    image, container, options = saved[kind]
    image.save(target, container, **options)
    return target.getvalue()


def read(data: bytes) -> Blocks:
    return read_blocks(BytesIO(data))


def splice(data: bytes, blocks: Blocks) -> bytes:
    return splice_with_notes(data, blocks)[0]


def splice_with_notes(data: bytes, blocks: Blocks) -> tuple[bytes, tuple[Note, ...]]:
    target = BytesIO()
    notes = replace_blocks(BytesIO(data), target, blocks)
    return target.getvalue(), notes


def left_aside(data: bytes) -> set[Private]:
    """Tell what stands in a file beside its pixels and blocks, where splicing leaves it."""
    found = asides(BytesIO(data))
    return {wanted for wanted in Private for aside in found if left_in(aside, wanted)}


def decoded(data: bytes) -> list[tuple[str, tuple[int, int], bytes]] | str:
    """Every frame's pixels, or the name of what the decoder raised."""
    frames = []
    try:
        with Image.open(BytesIO(data)) as image:
            for number in range(getattr(image, "n_frames", 1)):
                image.seek(number)
                frames.append((image.mode, image.size, image.tobytes()))
    except Exception as error:  # noqa: BLE001 - a corpus makes decoders raise anything
        return type(error).__name__
    return frames
