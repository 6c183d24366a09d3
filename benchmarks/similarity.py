"""How alike two pictures look: SSIMULACRA2, by the PyPI package of that name."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from ssimulacra2 import compute_ssimulacra2

LEAST_SIDE = 256
"""Pixels below which a score means nothing: the metric has six scales, each half of the last and 8 pixels or more. Of
a smaller picture the package gives the weights of the missing ones to others, and is 10 to 20 points off."""


def score(before: NDArray[np.uint8], after: NDArray[np.uint8]) -> float:
    """Score a changed picture against the original, (H, W, 3); the package reads files."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [str(Path(folder, name)) for name in ("before.png", "after.png")]
        for path, pixels in zip(paths, (before, after), strict=True):
            Image.fromarray(pixels).save(path, compress_level=0)
        return float(compute_ssimulacra2(*paths))
