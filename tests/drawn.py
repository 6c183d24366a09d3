"""Small pictures that tests draw themselves."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pillow_heif
import pillow_jxl  # noqa: F401 - teaches Pillow to write JPEG XL
from PIL import Image

pillow_heif.register_heif_opener(thumbnails=False)

__all__ = ["draw"]


def draw(path: Path, *, width: int = 96, height: int = 64, seed: int = 0, **options: object) -> Path:
    """Save a textured picture, in the format of the path's ending."""
    random = np.random.default_rng(seed)
    coarse = random.integers(0, 256, (8, 12, 3), dtype=np.uint8)
    image = Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC)
    grain = random.normal(0, 6, (height, width, 1))
    image = Image.fromarray(np.clip(np.asarray(image) + grain, 0, 255).astype(np.uint8))
    path.parent.mkdir(parents=True, exist_ok=True)
    # By way of memory: Pillow leaves half a file behind where it fails.
    buffer = io.BytesIO()
    kind = {".jpg": "JPEG", ".tif": "TIFF", ".heic": "HEIF"}.get(path.suffix.lower(), path.suffix[1:].upper())
    image.save(buffer, kind, **options)
    path.write_bytes(buffer.getvalue())
    return path
