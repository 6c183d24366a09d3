"""GIF: true colour back to palettes."""

from __future__ import annotations

import numpy as np
from PIL import Image

from fixative.codecs.samples import saved
from fixative.picture import Carried, Frame

__all__ = ["encode_gif"]

_COLOURS = 256
_CLEAR = _COLOURS - 1
_HALF = 128
_TO_BACKGROUND, _KEEP = 2, 1


def encode_gif(frames: tuple[Frame, ...], carried: Carried) -> bytes:
    """Write a GIF, each frame with the 256 colours that suit it best.

    Parameters
    ----------
    frames : tuple of Frame
        8 bit, RGB; a pixel whose alpha is below half becomes transparent, others opaque.
    carried : Carried
        How often the animation plays.
    """
    images = [_with_palette(frame) for frame in frames]
    transparent = frames[0].alpha is not None
    options: dict[str, object] = {"optimize": False, "disposal": _TO_BACKGROUND if transparent else _KEEP}
    if transparent:
        options["transparency"] = _CLEAR
    if len(images) > 1 and carried.loop != 1:
        # The file says how often it is repeated; 0 is for ever there too.
        options["loop"] = max(carried.loop - 1, 0)
    return saved(images, "GIF", options, [frame.duration for frame in frames])


def _with_palette(frame: Frame) -> Image.Image:
    image = Image.fromarray(frame.pixels)
    if frame.alpha is None:
        return image.quantize(_COLOURS, Image.Quantize.MEDIANCUT)
    indexed = image.quantize(_CLEAR, Image.Quantize.MEDIANCUT)
    clear = Image.fromarray(np.where(frame.alpha < _HALF, 255, 0).astype(np.uint8))
    indexed.paste(_CLEAR, mask=clear)
    return indexed
