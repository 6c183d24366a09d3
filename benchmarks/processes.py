"""What happens to a picture after it was cloaked, and before it is learned from."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image
from purification import adverse_cleaner
from squares import Pixels

Step = Callable[[Pixels], Pixels]

_BLOCK = 32  # an encoder by 32 sees whole blocks only
_SMALLEST = 96


@dataclass(frozen=True, slots=True)
class Process:
    """What is done to a picture.

    Attributes
    ----------
    name : str
    steps : tuple of callable
    to_width : int or None
        Before the steps a wider picture is scaled to it: the square by as much as the picture that it was cut from,
        but to no fewer than 96 pixels, below which hardly a latent is left.
    """

    name: str
    steps: tuple[Step, ...] = ()
    to_width: int | None = None

    def apply(self, pixels: Pixels, width: int) -> Pixels:
        """Process a square of a picture that is `width` pixels wide; sides become multiples of 32."""
        if self.to_width is not None and self.to_width < width:
            pixels = scaled(max(self.to_width / width, _SMALLEST / pixels.shape[0]))(pixels)
        for step in self.steps:
            pixels = step(pixels)
        height, width = (length // _BLOCK * _BLOCK for length in pixels.shape[:2])
        return np.ascontiguousarray(pixels[:height, :width])


def coded(kind: str, quality: int) -> Step:
    """Encode and decode by Pillow: 4:2:0, as it does unless asked."""

    def step(pixels: Pixels) -> Pixels:
        file = io.BytesIO()
        Image.fromarray(pixels).save(file, kind, quality=quality)
        return np.asarray(Image.open(file).convert("RGB"))

    return step


def scaled(factor: float) -> Step:
    """Scale down by averaging areas."""
    return lambda pixels: np.asarray(cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA))


def cropped(pixels: Pixels) -> Pixels:
    """Cut 5 % off, from the top left at odd numbers of pixels: neither a tile's grid nor an encoder's holds."""
    top = round(0.05 * pixels.shape[0]) | 1
    left = (round(0.025 * pixels.shape[1]) | 1) + 2
    return pixels[top:, left:]


def blurred(pixels: Pixels) -> Pixels:
    """Blur with a sigma of 1."""
    return np.asarray(cv2.GaussianBlur(pixels, (0, 0), 1), np.uint8)


UNTOUCHED = Process("untouched")
PROCESSES = (
    UNTOUCHED,
    Process("JPEG 95", (coded("JPEG", 95),)),
    Process("JPEG 85", (coded("JPEG", 85),)),
    Process("JPEG 75", (coded("JPEG", 75),)),
    Process("JPEG 60", (coded("JPEG", 60),)),
    Process("WebP 80", (coded("WEBP", 80),)),
    Process("resize 0.75", (scaled(0.75),)),
    Process("resize 0.5", (scaled(0.5),)),
    Process("crop", (cropped,)),
    Process("blur 1", (blurred,)),
    Process("1080 wide, JPEG 75", (coded("JPEG", 75),), to_width=1080),
    Process("736 wide, JPEG 80", (coded("JPEG", 80),), to_width=736),
    Process("AdverseCleaner", (adverse_cleaner,)),
)
"""The order of the tables."""

BRIEF = tuple(process for process in PROCESSES if process.name in {"untouched", "JPEG 75", "WebP 80", "resize 0.5"})
"""For what takes long to make."""
