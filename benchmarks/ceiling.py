"""How far any perturbation could go at equal visibility, and how much of that hangs on its having seen the picture.

For some squares a perturbation ascends on the very picture, against all encoders. After some steps it is laid on its
own picture, on another, on its own rolled by 3 pixels, and held against noise with its spectrum (and its colours): all
at the SSIMULACRA2 of the bank's cloak on the picture. What it gains on its own and loses on another is what a cloak
that does not look at the picture has to do without. Beside them: the bank's cloak, and it after a few steps of the true
gradient.

    python benchmarks/ceiling.py ENCODERS PICTURES
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

import numpy as np
import torch
from machine import RESULTS, publish

# Before this folder, which has a visible_cost of its own.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "training"))
from ascent import Planes, climbed, stepped
from bearings import bearing
from candidates import woven
from ceiling_readings import Ceiling, Laid, named, noise_name, stepped_name
from ceiling_report import draw, report
from noise import at_score, correlated, matched, white
from processes import BRIEF
from readings import WHITE, Readings
from ruler import Ruler
from similarity import score
from squares import Pixels, Square, middles, picture_paths, side_of_squares
from surrogates import load_encoders

LOOKS = (0, 30, 60, 100, 150, 200, 300)
GRADIENT_STEPS = (1, 2, 3, 6, 12, 24)
_VISIBLE_COST = 70.0
_ROLL = 3  # pixels: no multiple of any encoder's stride
_PROCESSES = tuple(process for process in BRIEF if process.name in {"untouched", "JPEG 75"})


def measure(squares: list[Square], ruler: Ruler, looks: tuple[int, ...]) -> Ceiling:
    """Ascend on squares, then lay and measure what was found."""
    afters = [woven(square, _VISIBLE_COST) for square in squares]
    scores = [score(square.pixels, after) for square, after in zip(squares, afters, strict=True)]
    found = []
    for square, wanted in zip(squares, scores, strict=True):
        found.append(climbed(square.pixels, ruler.encoders, wanted=wanted, looks=looks, seed=_seed(square)))
        print(f"ascended on {len(found)} of {len(squares)}, {square.name}", flush=True)
    readings = Readings()
    for index, (square, after, wanted) in enumerate(zip(squares, afters, scores, strict=True)):
        chance = np.random.default_rng(_seed(square))
        before = square.pixels
        residual = after.astype(np.float32) - before
        candidates = {WHITE: at_score(before, white(before.shape, chance), wanted)}
        steps = stepped(before, residual, ruler.encoders, GRADIENT_STEPS, seed=_seed(square))
        for count, planes in {0: residual, **steps}.items():
            candidates[stepped_name(count)] = _at_score(before, planes, wanted) if count else after
            candidates[noise_name(count)] = _at_score(before, matched(planes, chance), wanted)
        ruler.measure(readings, square, candidates, _PROCESSES)
        for look in looks:
            laid = _laid(square, found[index][look], found[index - 1][look], chance)
            candidates = {named(kind, look): _at_score(before, planes, wanted) for kind, planes in laid.items()}
            ruler.measure(readings, square, candidates, _PROCESSES)
        print(f"measured {index + 1} of {len(squares)}, {square.name}: {wanted:.1f}", flush=True)
    return Ceiling(squares[0].pixels.shape[0], looks, GRADIENT_STEPS, scores, readings)


def _laid(square: Square, own: Planes, other: Planes, chance: np.random.Generator) -> dict[Laid, Planes]:
    """Lay perturbations on a picture; each is shaped by what this picture bears."""
    bears = bearing(square.pixels)[:, :, None]
    return {
        Laid.OWN: own * bears,
        Laid.TRANSPLANTED: other * bears,
        Laid.ROLLED: np.roll(own, (_ROLL, _ROLL), (0, 1)) * bears,
        Laid.CORRELATED: correlated(own * bears, chance),
        Laid.MATCHED: matched(own * bears, chance),
    }


def _at_score(before: Pixels, planes: Planes, wanted: float) -> Pixels:
    return at_score(before, planes / planes.std(), wanted)


def _seed(square: Square) -> int:
    return int.from_bytes(hashlib.blake2b(square.name.encode(), digest_size=4).digest(), "big")


def main() -> None:
    """Measure and write benchmarks/results/ceiling.json, ceiling.md and ceiling.svg."""
    given = _options()
    ruler = Ruler(load_encoders(given.encoders, dtype=torch.bfloat16))
    paths = picture_paths(given.pictures)
    # From all over the folder, whose pictures lie together by kind.
    squares = middles(paths[:: max(len(paths) // given.count, 1)], given.side)[: given.count]
    found = measure(squares, ruler, tuple(look for look in LOOKS if look <= given.steps))
    publish(given.out, "ceiling", found.plain(), report(found))
    draw(found, given.out / "ceiling.svg")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("encoders", type=Path)
    parser.add_argument("pictures", type=Path)
    parser.add_argument("--side", type=side_of_squares, default=256, help="of the squares; a multiple of 32")
    parser.add_argument("--count", type=int, default=8, help="of the squares; two or more")
    parser.add_argument("--steps", type=int, default=LOOKS[-1], help="of the ascent")
    parser.add_argument("--out", type=Path, default=RESULTS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
