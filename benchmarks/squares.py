"""The squares that a benchmark measures on: cut from pictures at their own scale, so that none is resampled."""

from __future__ import annotations

from argparse import ArgumentTypeError
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from similarity import LEAST_SIDE

Pixels = NDArray[np.uint8]

_BLOCK = 32

KINDS = (".jpg", ".png", ".webp")


@dataclass(frozen=True, slots=True)
class Square:
    """A square of a picture.

    Attributes
    ----------
    name : str
        The picture's file name, and where in it the square is, unless in its middle.
    pixels : ndarray, shape (side, side, 3), uint8, sRGB
    width : int
        Of the whole picture: a platform that limits it scales the square by as much.
    """

    name: str
    pixels: Pixels
    width: int


def side_of_squares(given: str) -> int:
    """Read a side from the command line: of whole blocks of any encoder, and so large that it can be scored."""
    side = int(given)
    if side % _BLOCK or side < LEAST_SIDE:
        raise ArgumentTypeError(f"{side} is no multiple of {_BLOCK}, or less than {LEAST_SIDE}")
    return side


def picture_paths(folder: Path) -> list[Path]:
    """List the pictures in a folder and its folders."""
    return sorted(path for path in folder.rglob("*") if path.suffix in KINDS)


def middles(paths: list[Path], side: int) -> list[Square]:
    """Cut a square from the middle of each picture that is large enough."""
    squares = []
    for path in paths:
        pixels = _opened(path)
        height, width = pixels.shape[:2]
        if min(height, width) >= side:
            top, left = (height - side) // 2, (width - side) // 2
            squares.append(Square(path.name, _cut(pixels, top, left, side), width))
    return squares


def corners(paths: list[Path], side: int, count: int) -> list[Square]:
    """Cut up to `count` squares from the corners of pictures so large that they do not meet the middle's."""
    squares: list[Square] = []
    for path in paths:
        if len(squares) >= count:
            break
        pixels = _opened(path)
        height, width = pixels.shape[:2]
        if max(height, width) >= 3 * side and min(height, width) >= side:
            squares.append(Square(f"{path.name}, first corner", _cut(pixels, 0, 0, side), width))
            squares.append(Square(f"{path.name}, last corner", _cut(pixels, height - side, width - side, side), width))
    return squares[:count]


def _opened(path: Path) -> Pixels:
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"))


def _cut(pixels: Pixels, top: int, left: int, side: int) -> Pixels:
    return np.ascontiguousarray(pixels[top : top + side, left : left + side])
