"""How far the cloak moves the latents of encoders, at equal visibility, against noise and per-picture attacks.

For each picture a square is cut from its middle and cloaked as the program does it. White noise, noise with the
power spectrum of this very cloak (its phases drawn anew, for each channel or for all three as one), PGD and the
encoder losses of PhotoGuard and Mist on one encoder get the cloak's own SSIMULACRA2. Then
D(E) = rms(E(after) - E(before)) / rms(E(before) - its spatial mean), untouched and after what platforms and attackers
do; before and after go through the same. Last come those who average many cloaks, or know the bank.

    python benchmarks/cloak.py ENCODERS PICTURES [--st-lpips WEIGHTS] [--leave-one-out FOLDER]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import torch
from machine import RESULTS, publish

sys.path.append(str(Path(__file__).resolve().parent.parent / "training"))
from averaging import averages, cleaned
from candidates import attacks, with_noises, woven
from cloaking import SHEETS
from findings import Attacking, Findings
from leaving_out import left_out_folders, with_assets
from per_picture import STEPS
from perceptual import Visible, visible
from plots import draw
from processes import BRIEF, PROCESSES
from readings import CLOAK, WHITE, Readings
from report import report
from ruler import Ruler
from similarity import score
from squares import Pixels, Square, corners, middles, picture_paths, side_of_squares
from st_lpips import ShiftTolerantLpips
from surrogates import load_encoders
from tile_search import searches

Made = dict[str, dict[str, Pixels]]
"""Candidates at the visible cost of the tables, by the name of the square."""

COSTS = (55.0, 70.0, 80.0)
AVERAGED = 50


def measure(
    squares: list[Square],
    made: Made,
    ruler: Ruler,
    *,
    visible_cost: float,
    attacking: Attacking,
    metric: ShiftTolerantLpips | None,
) -> Findings:
    """Measure the cloak and all that it is held against on squares, but for what `Findings` gets later."""
    readings = Readings()
    by_cost = {cost: Readings() for cost in sorted({*COSTS, visible_cost})}
    reached: dict[float, list[float]] = {cost: [] for cost in by_cost}
    seen: dict[str, dict[str, Visible]] = {}
    radii: dict[str, list[float]] = {}
    for index, square in enumerate(squares):
        for cost, untouched in by_cost.items():
            candidates = dict(made[square.name]) if cost == visible_cost else with_noises(square, woven(square, cost))
            reached[cost].append(score(square.pixels, candidates[CLOAK]))
            if cost != visible_cost:
                ruler.measure(untouched, square, candidates)
                continue
            ruler.measure(readings, square, candidates, PROCESSES)
            if index % attacking.every == 0:
                pushed = attacks(square, candidates[CLOAK], ruler.encoders[attacking.encoder])
                for aim, attacked in pushed.items():
                    radii.setdefault(aim, []).append(round(attacked.radius, 3))
                by_attack = {str(aim): attacked.pixels for aim, attacked in pushed.items()}
                ruler.measure(readings, square, by_attack, BRIEF)
                candidates |= by_attack
            for name, after in candidates.items():
                seen.setdefault(name, {})[square.name] = visible(square.pixels, after, metric)
        print(f"{index + 1} of {len(squares)}, {square.name}: {reached[visible_cost][-1]:.1f}", flush=True)
    by_cost[visible_cost] = readings
    return Findings(
        side=squares[0].pixels.shape[0],
        visible_cost=visible_cost,
        readings=readings,
        by_cost=by_cost,
        seen=seen,
        reached=reached,
        attacking=replace(attacking, radii=radii),
    )


def measure_averaging(squares: list[Square], made: Made, ruler: Ruler, *, every: int) -> Readings:
    """Take from every n-th square what all cloaks share, and from noise what it shares; give D before and after."""
    known = {
        name: averages([(square.pixels, made[square.name][name]) for square in squares]) for name in (CLOAK, WHITE)
    }
    return _measure_rid(squares[::every], made, ruler, lambda name, before, after: cleaned(before, after, known[name]))


def measure_search(squares: list[Square], made: Made, ruler: Ruler, *, every: int) -> Readings:
    """Search every n-th square for the bank's tiles, and noise for the same; give D before and after."""
    return _measure_rid(squares[::every], made, ruler, lambda _, before, after: searches(before, after, SHEETS))


def _measure_rid(
    squares: list[Square], made: Made, ruler: Ruler, rid: Callable[[str, Pixels, Pixels], dict[str, Pixels]]
) -> Readings:
    """Measure cloak and noise as they are, and rid of what attackers estimate: by name, before and after."""
    readings = Readings()
    for square in squares:
        afters = {name: made[square.name][name] for name in (CLOAK, WHITE)}
        ruler.measure(readings, square, afters)
        left = {name: rid(name, square.pixels, after) for name, after in afters.items()}
        for estimate in left[CLOAK]:
            moved = ruler.displacements(square.pixels, {name: by[estimate] for name, by in left.items()})
            readings.put(square.name, estimate, moved)
    return readings


def measure_left_out(squares: list[Square], ruler: Ruler, folder: Path, *, visible_cost: float) -> dict[str, Readings]:
    """Measure cloaks that were trained without an encoder, on it and on the others."""
    found = {}
    for name, where in left_out_folders(folder, ruler.encoders).items():
        found[name] = Readings()
        made = with_assets(where, partial(woven, visible_cost=visible_cost), squares)
        for square, after in zip(squares, made, strict=True):
            ruler.measure(found[name], square, with_noises(square, after), BRIEF)
        print(f"without {name}: {found[name].gain('untouched', name):.2f}", flush=True)
    return found


def main() -> None:
    """Measure and write benchmarks/results/cloak.json, cloak.md and the plots."""
    given = _options()
    # As they are published. Against float32 it moved D by less than 0.5 %, and takes less than half of the time.
    encoders = load_encoders(given.encoders, dtype=torch.bfloat16)
    if given.attacked not in encoders:
        raise SystemExit(f"no encoder named {given.attacked}; there are {', '.join(encoders)}")
    paths = picture_paths(given.pictures)
    squares = middles(paths[:: given.every], given.side)
    ruler = Ruler(encoders)
    metric = ShiftTolerantLpips(given.st_lpips) if given.st_lpips else None
    attacking = Attacking(encoder=given.attacked, steps=STEPS, every=given.costly_every)
    many = squares + corners(paths, given.side, AVERAGED - len(squares))
    made = {square.name: with_noises(square, woven(square, given.visible_cost)) for square in many}
    findings = measure(squares, made, ruler, visible_cost=given.visible_cost, attacking=attacking, metric=metric)
    averaged = measure_averaging(many, made, ruler, every=given.costly_every)
    searched = measure_search(squares, made, ruler, every=given.costly_every)
    findings = replace(findings, averaged=averaged, averaged_over=len(many), searched=searched)
    if given.leave_one_out:
        left_out = measure_left_out(squares, ruler, given.leave_one_out, visible_cost=given.visible_cost)
        findings = replace(findings, left_out=left_out)
    publish(given.out, "cloak", findings.plain(), report(findings))
    draw(findings, given.out)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("encoders", type=Path)
    parser.add_argument("pictures", type=Path)
    parser.add_argument("--side", type=side_of_squares, default=384, help="of the squares; a multiple of 32")
    parser.add_argument("--visible-cost", type=float, default=70)
    parser.add_argument("--every", type=int, default=1, help="measure every n-th picture only")
    parser.add_argument("--costly-every", type=int, default=3, help="of those, attack, average and search every n-th")
    parser.add_argument("--attacked", default="taesd", help="the encoder that per-picture attacks see")
    parser.add_argument("--st-lpips", type=Path, metavar="WEIGHTS", help="alex_shift_tolerant.pth")
    parser.add_argument(
        "--leave-one-out",
        type=Path,
        metavar="FOLDER",
        help="with folders without-NAME, each with the files of a cloak that was trained without the encoder NAME",
    )
    parser.add_argument("--out", type=Path, default=RESULTS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
