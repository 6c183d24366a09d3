"""How well presets meet their visible cost: SSIMULACRA2 of whole cloaked pictures against what was wanted.

python benchmarks/visible_cost.py PICTURES
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from cloaking import made
from machine import RESULTS, publish
from PIL import Image
from similarity import score

from fixative.cloak import Preset


def main() -> None:
    """Measure and write benchmarks/results/visible_cost.json and visible_cost.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pictures", type=Path)
    parser.add_argument("--out", type=Path, default=RESULTS)
    given = parser.parse_args()
    rows: dict[str, dict[str, tuple[float, float]]] = {}
    presets = [preset for preset in Preset if preset.visible_cost is not None]
    for path in sorted(path for path in given.pictures.rglob("*") if path.suffix in (".jpg", ".png", ".webp")):
        with Image.open(path) as image:
            pixels = np.asarray(image.convert("RGB"))
        rows[path.name] = {}
        for preset in presets:
            cloaked = made(pixels, preset.visible_cost or 0)
            reached = score(pixels, cloaked.picture.frames[0].pixels.astype(np.uint8))
            rows[path.name][preset] = (reached, cloaked.visible_cost)
        print(path.name, {name: round(reached, 1) for name, (reached, _) in rows[path.name].items()}, flush=True)
    lines = ["# Presets against SSIMULACRA2", "", f"{len(rows)} whole pictures; the error is reached less wanted.", ""]
    lines += [
        "| preset | wanted | median | median error | 95th percentile | largest | within 5 |",
        "| --- |" + " --- |" * 6,
    ]
    for preset in presets:
        wanted = preset.visible_cost or 0
        reached = np.array([row[preset][0] for row in rows.values()])
        error = np.abs(reached - wanted)
        lines.append(
            f"| {preset} | {wanted:.0f} | {np.median(reached):.1f} | {np.median(error):.1f} "
            f"| {np.quantile(error, 0.95):.1f} | {error.max():.1f} | {np.count_nonzero(error <= 5)} of {len(error)} |"
        )
    publish(given.out, "visible_cost", {"reached and estimated": rows}, "\n".join(lines))


if __name__ == "__main__":
    main()
