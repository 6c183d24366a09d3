"""Contact sheets of before, after and amplified difference, at full size, to look at.

Of each picture a square is shown as it is, cloaked, and as the difference from a middle grey; the whole picture is
cloaked, as the program does it.

    python benchmarks/contact_sheet.py PICTURES OUT --preset balanced
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from cloaking import made
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from fixative.cloak import Preset

_GAP = 6
_LINE = 16
_ROWS = 5  # pictures on a sheet


def triple(pixels: NDArray[np.uint8], name: str, preset: Preset, side: int, amplified: int) -> Image.Image:
    """Lay the square from the middle of a picture, its cloaked self and their difference side by side."""
    cloaked = made(pixels, preset.visible_cost or 0, name)
    after = cloaked.picture.frames[0].pixels
    top, left = (max(0, (length - side) // 2) for length in pixels.shape[:2])
    part = (slice(top, top + side), slice(left, left + side))
    difference = (after[part].astype(int) - pixels[part]) * amplified + 128
    shown = [pixels[part], after[part], np.clip(difference, 0, 255).astype(np.uint8)]
    sheet = Image.new("RGB", (3 * side + 2 * _GAP, side + _LINE), "white")
    for index, each in enumerate(shown):
        sheet.paste(Image.fromarray(each), (index * (side + _GAP), _LINE))
    words = (
        f"{name}   {preset.value}: {cloaked.visible_cost:.0f}   rms {cloaked.amplitude:.1f}   difference x {amplified}"
    )
    ImageDraw.Draw(sheet).text((2, 2), words, "black")
    return sheet


def main() -> None:
    """Write sheets as JPEG."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pictures", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--preset", type=Preset, default=Preset.BALANCED)
    parser.add_argument("--side", type=int, default=320)
    parser.add_argument("--amplified", type=int, default=6)
    parser.add_argument("--zoom", type=int, default=1, help="2 shows each pixel as four")
    given = parser.parse_args()
    paths = sorted(path for path in given.pictures.rglob("*") if path.suffix in (".jpg", ".png", ".webp"))
    given.out.mkdir(parents=True, exist_ok=True)
    triples = []
    for path in paths:
        with Image.open(path) as image:
            pixels = np.asarray(image.convert("RGB"))
        made = triple(pixels, path.name, given.preset, given.side // given.zoom, given.amplified)
        triples.append(made.resize((made.width * given.zoom, made.height * given.zoom), Image.Resampling.NEAREST))
    for number, start in enumerate(range(0, len(triples), _ROWS)):
        rows = triples[start : start + _ROWS]
        sheet = Image.new("RGB", (max(row.width for row in rows), sum(row.height + _GAP for row in rows)), "white")
        top = 0
        for row in rows:
            sheet.paste(row, (0, top))
            top += row.height + _GAP
        sheet.save(given.out / f"contact-sheet-{given.preset.value}-{number + 1}.jpg", quality=88)


if __name__ == "__main__":
    main()
