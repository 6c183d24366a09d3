"""How well a cloak stands on Pinterest: woven after the picture was scaled for it, and before.

Each picture is cloaked twice, as the program does it: scaled by `--for pinterest` and then cloaked, and cloaked in its
own size. Out of its middle comes a piece of 256 x 256 pixels as pins are shown. White noise and noise with the power
spectrum of either cloak get that cloak's SSIMULACRA2 on the piece. All are uploaded without loss, and served by the
simulation (`fixative.platforms.simulate`) at the width that pins are shown in and in the largest size, coded as JPEG of
quality 75 and 85. Then D(E) = rms(E(after) - E(before)) / rms(E(before) - its spatial mean); before and
after go through the same. A gain is the cloak's mean D over that of the better noise.

    python benchmarks/platforms.py ENCODERS PICTURES [--every N] [--trials]

With `--trials` it is measured what other ways to fit would bring: sharpened more or less, uploaded wider than shown.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import msgspec
import numpy as np
import torch
from machine import RESULTS, publish
from PIL import Image

from fixative.platforms import Platform, named
from fixative.platforms.scale import SHARPNESS, bounded, scaled
from fixative.platforms.simulate import simulate

sys.path.append(str(Path(__file__).resolve().parent.parent / "training"))
from candidates import with_noises, woven
from readings import CLOAK, NOISES, Readings
from ruler import Ruler
from similarity import LEAST_SIDE, score
from squares import Pixels, Square, picture_paths
from surrogates import load_encoders

UNTOUCHED = "untouched"
_SIDE = LEAST_SIDE
"""Pixels of what is encoded, each way."""

_LIMIT = 250_000_000

_GOAL = 1.4
"""Gain of the first manner."""


@dataclass(frozen=True)
class Manner:
    """What is cloaked and uploaded.

    Attributes
    ----------
    name : str
    wider : float or None
        Its width, over that in which it is shown; None is the picture as it is.
    sharpness : float
        Of the scaling before the cloak.
    """

    name: str
    wider: float | None = 1.0
    sharpness: float = SHARPNESS


MANNERS = (Manner("fitted, then cloaked"), Manner("cloaked, then scaled", wider=None))
TRIALS = (
    *MANNERS,
    Manner("fitted, not sharpened", sharpness=0),
    Manner("fitted, sharpened twice as much", sharpness=2 * SHARPNESS),
    Manner("fitted to 4/3 of the width", wider=4 / 3),
    Manner("fitted to twice the width", wider=2),
)


@dataclass(frozen=True)
class Serving:
    """A way in which a platform serves a picture: at the width that is shown, or the largest."""

    shown: bool
    quality: int

    @property
    def name(self) -> str:
        """Say what is served."""
        return f"{'as shown' if self.shown else 'largest'}, JPEG {self.quality}"


SERVINGS = tuple(Serving(shown, quality) for shown in (True, False) for quality in (75, 85))
TRIED = (Serving(shown=True, quality=75),)


@dataclass(frozen=True)
class Piece:
    """The middle of a picture, before and after all that is held against each other.

    Attributes
    ----------
    before : ndarray, shape (side, side, 3), uint8
    afters : dict of str to ndarray
    """

    before: Pixels
    afters: dict[str, Pixels]


def scaled_there(path: Path, width: int) -> bool:
    """Say whether a picture is wider than the platform shows it, and still large enough then to be scored."""
    with Image.open(path) as image:
        return image.width > width and bounded(image.size, width=width)[1] >= _SIDE


def piece_of(name: str, whole: Pixels, manner: Manner, *, width: int, visible_cost: float) -> Piece:
    """Scale, cloak, cut out the middle, and make the noises for that.

    Parameters
    ----------
    name : str
        What draws the cloak's layout, and the noises.
    whole : ndarray, shape (H, W, 3), uint8
    manner : Manner
    width : int
        In which the platform shows pictures.
    visible_cost : float
    """
    size = whole.shape[1], whole.shape[0]
    if manner.wider is not None:
        size = bounded(size, width=round(manner.wider * width))
        whole = np.asarray(scaled(whole, size, sharpness=manner.sharpness)[0], np.uint8)
    side = min(round(_SIDE * size[0] / width), *size)
    cloaked = woven(Square(name, whole, size[0]), visible_cost)
    before = middle(whole, side)
    candidates = with_noises(Square(name, before, size[0]), middle(cloaked, side))
    return Piece(before, {each: candidates[each] for each in (CLOAK, *NOISES)})


def served(pixels: Pixels, platform: Platform, serving: Serving) -> Pixels:
    """Give what the platform makes of a piece, as much of it as is encoded."""
    size = next(size for size in platform.sizes if (size.fit if serving.shown else size.unscaled))
    if serving.shown:
        size = msgspec.structs.replace(size, width=_SIDE)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "upload.png")
        Image.fromarray(pixels).save(path, compress_level=0)
        body = simulate(path, platform, max_pixels=_LIMIT, size=size, quality=serving.quality)
    with Image.open(io.BytesIO(body)) as image:
        return middle(np.asarray(image.convert("RGB")))


def middle(pixels: Pixels, side: int = _SIDE) -> Pixels:
    """Cut a square out of the middle."""
    top, left = ((length - side) // 2 for length in pixels.shape[:2])
    return np.ascontiguousarray(pixels[top : top + side, left : left + side])


class Found:
    """What was measured of one manner.

    Attributes
    ----------
    readings : Readings
    looks : dict of str to list of float
        SSIMULACRA2 of the cloaked picture as it is served, by serving.
    """

    def __init__(self) -> None:
        self.readings = Readings()
        self.looks: dict[str, list[float]] = {}

    def measure(
        self, name: str, piece: Piece, ruler: Ruler, *, platform: Platform, servings: tuple[Serving, ...]
    ) -> None:
        """Measure a piece as it is uploaded, and as it is served."""
        untouched = {each: middle(pixels) for each, pixels in piece.afters.items()}
        self.readings.put(name, UNTOUCHED, ruler.displacements(middle(piece.before), untouched))
        unscaled = piece.before.shape[1] == _SIDE
        done: dict[Serving, tuple[dict[str, dict[str, float]], float]] = {}
        for way in servings:
            # What is uploaded in the size that is shown is served in that alone.
            alike = Serving(way.shown or unscaled, way.quality)
            if alike not in done:
                before = served(piece.before, platform, way)
                afters = {each: served(pixels, platform, way) for each, pixels in piece.afters.items()}
                done[alike] = ruler.displacements(before, afters), score(before, afters[CLOAK])
            moved, looks = done[alike]
            self.readings.put(name, way.name, moved)
            self.looks.setdefault(way.name, []).append(looks)


def report(
    found: dict[Manner, Found], servings: tuple[Serving, ...], platform: Platform, *, visible_cost: float
) -> str:
    """Write the table."""
    first = next(iter(found.values())).readings
    count, encoders = len(first.pictures(UNTOUCHED, CLOAK)), ", ".join(first.encoders)
    lines = [
        f"# On {platform.name}: scaled before the cloak, and after it",
        "",
        f"{count} pictures at visible cost {visible_cost:.0f}, encoders {encoders}. *Gain* is the",
        "cloak's mean displacement over that of the better of two noises of the same visible cost, *weakest* that of",
        "the weakest encoder, *D* the displacement, *left* what the platform leaves of it, and *looks* the cloaked",
        "picture's SSIMULACRA2 as it is served.",
        "",
        "| served |  | gain | weakest | D | left | looks |",
        "| --- | --- | --: | --: | --: | --: | --: |",
    ]
    for process in (UNTOUCHED, *(way.name for way in servings)):
        for manner, each in found.items():
            readings = each.readings
            gains = readings.gains(process)
            moved = fmean(readings.mean(process, encoder, CLOAK) for encoder in readings.encoders)
            looks = f"{fmean(each.looks[process]):.0f}" if process in each.looks else ""
            lines.append(
                f"| {process} | {manner.name} | {fmean(gains):.2f} | {min(gains):.2f} | {moved:.2f}"
                f" | {readings.survival(process):.0%} | {looks} |"
            )
    return "\n".join([*lines, "", *verdict(found, servings)])


def verdict(found: dict[Manner, Found], servings: tuple[Serving, ...]) -> list[str]:
    """Say the means over all servings, how the goal stands, and on how many pictures the first manner gains more."""
    means = [fmean(fmean(each.readings.gains(way.name)) for way in servings) for each in found.values()]
    lines = [
        f"- {manner.name}: gain {mean:.2f}, mean over all that is served"
        for manner, mean in zip(found, means, strict=True)
    ]
    met = "met" if means[0] >= _GOAL else f"missed by {_GOAL - means[0]:.2f}"
    lines.append(f"- the goal, {next(iter(found)).name}, is {_GOAL}: {met}")
    one, other = (
        [fmean(gains) for gains in zip(*(each.readings.picture_gains(way.name) for way in servings), strict=True)]
        for each in list(found.values())[:2]
    )
    better = sum(mine > its for mine, its in zip(one, other, strict=True))
    return [*lines, f"- the gain is larger so than {list(found)[1].name} on {better} of {len(one)} pictures"]


def plain(found: dict[Manner, Found], servings: tuple[Serving, ...], *, visible_cost: float) -> dict[str, object]:
    """Give the figures as plain values."""
    return {
        "visible_cost": visible_cost,
        "manners": {
            manner.name: {
                "gains": {
                    process: [round(gain, 4) for gain in each.readings.gains(process)]
                    for process in each.readings.processes
                },
                "by_picture": {
                    way.name: [round(gain, 4) for gain in each.readings.picture_gains(way.name)] for way in servings
                },
                "looks": {way.name: round(fmean(each.looks[way.name]), 2) for way in servings},
                "means": each.readings.means(),
            }
            for manner, each in found.items()
        },
    }


def main() -> None:
    """Measure and write platforms.json and platforms.md, or fitting.* of trials, into benchmarks/results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("encoders", type=Path)
    parser.add_argument("pictures", type=Path)
    parser.add_argument("--visible-cost", type=float, default=70)
    parser.add_argument("--every", type=int, default=1, help="measure every n-th picture only")
    parser.add_argument("--trials", action="store_true", help="measure other ways to fit, too, at one quality")
    parser.add_argument("--out", type=Path, default=RESULTS)
    given = parser.parse_args()
    platform = named("pinterest")
    if platform.fit is None or platform.fit.width is None:
        raise SystemExit(f"how wide {platform.name} shows pictures is not known")
    width = platform.fit.width
    ruler = Ruler(load_encoders(given.encoders, dtype=torch.bfloat16))
    manners, servings = (TRIALS, TRIED) if given.trials else (MANNERS, SERVINGS)
    found = {manner: Found() for manner in manners}
    paths = [path for path in picture_paths(given.pictures) if scaled_there(path, width)]
    for path in paths[:: given.every]:
        with Image.open(path) as image:
            whole = np.asarray(image.convert("RGB"))
        for manner, each in found.items():
            piece = piece_of(path.name, whole, manner, width=width, visible_cost=given.visible_cost)
            each.measure(path.name, piece, ruler, platform=platform, servings=servings)
        gains = [f"{fmean(each.readings.gains(servings[0].name)):.2f} {manner.name}" for manner, each in found.items()]
        print(f"{path.name}, so far {servings[0].name}: {'; '.join(gains)}", flush=True)
    text = report(found, servings, platform, visible_cost=given.visible_cost)
    data = plain(found, servings, visible_cost=given.visible_cost)
    publish(given.out, "fitting" if given.trials else "platforms", data, text)


if __name__ == "__main__":
    main()
