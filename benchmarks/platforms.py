"""How well a cloak stands on Pinterest: woven after the picture was scaled for it, and before.

Each picture is cloaked twice, as the program does it: scaled by `--for pinterest` and then cloaked, and cloaked in
its own size. White noise and noise with the power spectrum of either cloak get that cloak's SSIMULACRA2. All are
uploaded without loss, and served by the simulation (`fixative.platforms.simulate`) at the width that pins are shown in
and in the largest size, coded as JPEG of quality 75, 80 and 85. Then D(E) = rms(E(after) - E(before)) / rms(E(before) -
its spatial mean), on the middle of what is served; before and after go through the same. A gain is the cloak's mean D
over that of the better noise.

    python benchmarks/platforms.py ENCODERS PICTURES
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import numpy as np
import torch
from machine import RESULTS, publish
from PIL import Image

from fixative.platforms import Platform, named
from fixative.platforms.facts import Size
from fixative.platforms.scale import bounded, scaled
from fixative.platforms.simulate import simulate

sys.path.append(str(Path(__file__).resolve().parent.parent / "training"))
from candidates import with_noises, woven
from readings import CLOAK, Readings
from ruler import Ruler
from similarity import LEAST_SIDE
from squares import Pixels, Square, picture_paths
from surrogates import load_encoders

FITTED, AS_IS = "fitted, then cloaked", "cloaked, then scaled"
UNTOUCHED = "untouched"
QUALITIES = (75, 80, 85)
_MIDDLE = 768
"""Pixels a side of what is encoded, at most."""

_BLOCK = 32  # an encoder by 32 sees whole blocks only
_LIMIT = 250_000_000


@dataclass(frozen=True)
class Serving:
    """A way in which a platform serves a picture."""

    name: str
    size: Size
    quality: int


def servings(platform: Platform) -> list[Serving]:
    """List the sizes to fit and the largest, at each quality."""
    shown = platform.fit
    largest = next((size for size in platform.sizes if size.unscaled), None)
    if shown is None or largest is None:
        raise SystemExit(f"what {platform.name} serves is not known")
    sizes = {f"{shown.width} wide": shown, "largest": largest}
    return [Serving(f"{name}, JPEG {quality}", size, quality) for name, size in sizes.items() for quality in QUALITIES]


def served(pixels: Pixels, platform: Platform, serving: Serving) -> Pixels:
    """Give the middle of what the platform makes of pixels."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "upload.png")
        Image.fromarray(pixels).save(path, compress_level=0)
        body = simulate(path, platform, max_pixels=_LIMIT, size=serving.size, quality=serving.quality)
    with Image.open(io.BytesIO(body)) as image:
        return middle(np.asarray(image.convert("RGB")))


def middle(pixels: Pixels) -> Pixels:
    """Cut the middle, of whole blocks."""
    height, width = (min(length, _MIDDLE) // _BLOCK * _BLOCK for length in pixels.shape[:2])
    top, left = (pixels.shape[0] - height) // 2, (pixels.shape[1] - width) // 2
    return np.ascontiguousarray(pixels[top : top + height, left : left + width])


def measure(paths: list[Path], platform: Platform, ruler: Ruler, *, visible_cost: float) -> dict[str, Readings]:
    """Measure pictures that are wider than the platform shows them, by the order of cloak and scaling."""
    ways = servings(platform)
    found = {FITTED: Readings(), AS_IS: Readings()}
    for path in paths:
        with Image.open(path) as image:
            whole = np.asarray(image.convert("RGB"))
        size = fitted_size(whole, platform)
        if size == (whole.shape[1], whole.shape[0]) or min(size) < LEAST_SIDE:
            continue
        small, _ = scaled(whole, size)
        for manner, before in ((FITTED, small), (AS_IS, whole)):
            square = Square(path.name, np.asarray(before, np.uint8), before.shape[1])
            candidates = with_noises(square, woven(square, visible_cost))
            afters = {name: middle(pixels) for name, pixels in candidates.items()}
            found[manner].put(path.name, UNTOUCHED, ruler.displacements(middle(square.pixels), afters))
            for way in ways:
                afters = {name: served(pixels, platform, way) for name, pixels in candidates.items()}
                moved = ruler.displacements(served(square.pixels, platform, way), afters)
                found[manner].put(path.name, way.name, moved)
        gains = [f"{fmean(readings.gains(ways[1].name)):.2f} {manner}" for manner, readings in found.items()]
        print(f"{path.name}, so far after {ways[1].name}: {'; '.join(gains)}", flush=True)
    return found


def fitted_size(pixels: Pixels, platform: Platform) -> tuple[int, int]:
    """Give the width and height that a picture is fitted to."""
    height, width = pixels.shape[:2]
    size = platform.fit
    return (width, height) if size is None else bounded((width, height), width=size.width, height=size.height)


def report(found: dict[str, Readings], platform: Platform, *, visible_cost: float) -> str:
    """Write the table."""
    first = next(iter(found.values()))
    count = len(first.pictures(UNTOUCHED, CLOAK))
    lines = [
        f"# On {platform.name}: scaled before the cloak, and after it",
        "",
        f"{count} pictures at visible cost {visible_cost:.0f}, encoders {', '.join(first.encoders)}. *Gain* is the",
        "cloak's mean displacement over that of the better of two noises of the same visible cost, *D* that",
        "displacement, *left* what the platform leaves of it.",
        "",
        f"| served | gain, {FITTED} | D | left | gain, {AS_IS} | D | left |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for process in first.processes:
        cells = [process]
        for readings in found.values():
            moved = fmean(readings.mean(process, encoder, CLOAK) for encoder in readings.encoders)
            cells += [f"{fmean(readings.gains(process)):.2f}", f"{moved:.2f}", f"{readings.survival(process):.0%}"]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def plain(found: dict[str, Readings], *, visible_cost: float) -> dict[str, object]:
    """Give the figures as plain values."""
    return {
        "visible_cost": visible_cost,
        "manners": {
            manner: {
                "gains": {
                    process: [round(gain, 4) for gain in readings.gains(process)] for process in readings.processes
                },
                "means": readings.means(),
            }
            for manner, readings in found.items()
        },
    }


def main() -> None:
    """Measure and write benchmarks/results/platforms.json and platforms.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("encoders", type=Path)
    parser.add_argument("pictures", type=Path)
    parser.add_argument("--visible-cost", type=float, default=70)
    parser.add_argument("--every", type=int, default=1, help="measure every n-th picture only")
    parser.add_argument("--names", help="measure on these encoders only, with commas between them")
    parser.add_argument("--out", type=Path, default=RESULTS)
    given = parser.parse_args()
    encoders = load_encoders(given.encoders, dtype=torch.bfloat16)
    if given.names:
        encoders = {name: encoders[name] for name in given.names.split(",")}
    pinterest, paths = named("pinterest"), picture_paths(given.pictures)[:: given.every]
    found = measure(paths, pinterest, Ruler(encoders), visible_cost=given.visible_cost)
    text = report(found, pinterest, visible_cost=given.visible_cost)
    publish(given.out, "platforms", plain(found, visible_cost=given.visible_cost), text)


if __name__ == "__main__":
    main()
