"""Which original a copy comes from: how often the register knows, whom it takes for another, and how long it takes.

Pictures are entered in a register as a batch enters them. Copies are cropped by up to a tenth at each side, scaled to
25 to 100 % and compressed as JPEG 60 to 95 (or WebP), all at random; some of them are copies of cloaked results.
Strangers are looked up as they are. Where folders have too few pictures, tiles of them that do not overlap make up the
number: they are small, often of one surface or nearly empty, and harder than whole pictures.

    python benchmarks/register.py --register FOLDER... --strangers FOLDER...

The two must have nothing in common: variants of one drawing are the same picture to any register.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from machine import RESULTS, publish
from PIL import Image

from fixative.cloak import cloak, key_for
from fixative.cloak.preset import Preset
from fixative.codecs.glance import GLANCE_SIDE, glance
from fixative.codecs.samples import colour_of, frame_of
from fixative.formats import Format
from fixative.outcome import Evidence, Figures, Outcome, Status
from fixative.picture import Picture
from fixative.register import Choices, Kinship, Register, find, opened
from fixative.register.sketch import SKETCH_BYTES, closest

_GOAL, _GOAL_TIME = 0.99, 0.050
_TILE = 128
"""Pixels: the shortest side of a tile, and of a picture that is taken."""
_LARGEST = 50_000_000
_CROP = 0.1
_SIZES = (5_000, 100_000, 1_000_000)

Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Piece:
    """A picture, or a tile of one."""

    path: Path
    box: Box | None = None

    def image(self) -> Image.Image:
        """Load it, on white."""
        whole = _loaded(self.path)
        return whole.copy() if self.box is None else whole.crop(self.box)


@lru_cache(maxsize=1)
def _loaded(path: Path) -> Image.Image:
    with Image.open(path) as image:
        flat = Image.new("RGBA", image.size, "white")
        flat.alpha_composite(image.convert("RGBA"))
        return flat.convert("RGB")


@dataclass
class Found:
    """What became of one kind of copies; times are of the processor, which others may use meanwhile."""

    right: int = 0
    wrong: int = 0
    similar: int = 0
    all: int = 0
    seconds: list[float] = field(default_factory=list)


def main() -> None:
    """Measure and write benchmarks/results/register.json and register.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--register", type=Path, nargs="+", required=True, metavar="FOLDER")
    parser.add_argument("--strangers", type=Path, nargs="+", required=True, metavar="FOLDER")
    parser.add_argument("--pictures", type=int, default=5_000)
    parser.add_argument("--copies", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=RESULTS)
    given = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        # The last one: what else is pinned is mostly pinned to the first.
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[-1:])
    random = np.random.default_rng(given.seed)
    ours, whole = gathered(given.register, given.pictures, random)
    others, others_whole = gathered(given.strangers, given.pictures, random)
    with tempfile.TemporaryDirectory() as name, opened(Path(name) / "register.sqlite3") as register:
        for number, piece in enumerate(ours):
            enter(register, piece, number)
        found = {
            kind: looked_up(register, [(each, ours[each]) for each in chosen], change, random)
            for kind, chosen, change in kinds(len(ours), whole, given.copies, random)
        }
        strangers = looked_up(register, [(-1, each) for each in others], None, random)
        kilobytes = (Path(name) / "register.sqlite3").stat().st_size / 1024 / len(ours)
    counts = {"registered": len(ours), "whole": whole, "strangers": len(others), "strangers whole": others_whole}
    searches = {str(size): searched(size, random) for size in _SIZES}
    data: dict[str, Any] = {"counts": counts, "copies": {kind: vars(each) for kind, each in found.items()}}
    data |= {"strangers": vars(strangers), "search": searches, "kilobytes": kilobytes}
    publish(given.out, "register", data, table(counts, found, strangers, searches, kilobytes))


def gathered(folders: list[Path], wanted: int, random: np.random.Generator) -> tuple[list[Piece], int]:
    """Give so many pictures, whole ones first, and the number of these."""
    whole, tiles = [], []
    for path in sorted(path for folder in folders for path in folder.rglob("*") if path.is_file()):
        size = _size(path)
        if size is not None:
            whole.append(Piece(path))
            tiles += [Piece(path, box) for box in _boxes(*size)]
    random.shuffle(whole)
    random.shuffle(tiles)
    taken = min(len(whole), wanted)
    # Tiles of one picture one after the other: it is loaded once for all.
    pieces = whole[:taken] + sorted(tiles[: wanted - taken], key=lambda piece: piece.path)
    if len(pieces) < wanted:
        raise SystemExit(f"these folders make {len(pieces)} pictures, and {wanted} are wanted")
    return pieces, taken


def _size(path: Path) -> tuple[int, int] | None:
    try:
        with Image.open(path) as image:
            width, height = image.size
    except (OSError, ValueError):
        return None
    return (width, height) if min(width, height) >= _TILE and width * height <= _LARGEST else None


def _boxes(width: int, height: int) -> Iterator[Box]:
    across, down = width // _TILE, height // _TILE
    if across * down < 2:
        return
    for x in range(across):
        for y in range(down):
            yield x * width // across, y * height // down, (x + 1) * width // across, (y + 1) * height // down


def enter(register: Register, piece: Piece, number: int) -> None:
    """Enter a picture as a batch does, but for its checksums, which must not help."""
    picture = picture_of(piece.image())
    looks = glance(picture).tobytes()
    evidence = Evidence(f"{number:064x}", "0" * 64, picture.width, picture.height, "jpeg", "", "", looks)
    outcome = Outcome(Status.TAGGED, Path(str(number)), Path("result"), Figures(), evidence=evidence)
    register.add(outcome, Choices(statement="", recipe="", fixative="", bank=""))


def picture_of(image: Image.Image) -> Picture:
    """Give an image as codecs do."""
    frame = frame_of(image)
    return Picture((frame,), colour_of(frame), Format.JPEG)


Change = Callable[[Image.Image, np.random.Generator], tuple[Image.Image, str, dict[str, int]]]


def kinds(
    registered: int, whole: int, copies: int, random: np.random.Generator
) -> Iterator[tuple[str, list[int], Change]]:
    """Name the kinds of copies, which pictures they are made of, and how."""
    full = [int(each) for each in random.integers(0, whole, copies)]
    yield "whole pictures, JPEG", full, processed
    yield "whole pictures, WebP", full[: copies // 5], lambda image, random: processed(image, random, "webp")
    for preset in (Preset.SUBTLE, Preset.BALANCED, Preset.STRONG):
        yield f"whole pictures, cloaked ({preset.value}), JPEG", full[: copies // 5], _cloaked(preset)
    if whole < registered:
        yield "tiles, JPEG", [int(each) for each in random.integers(whole, registered, copies)], processed


def processed(
    image: Image.Image, random: np.random.Generator, kind: str = "jpg"
) -> tuple[Image.Image, str, dict[str, int]]:
    """Crop and scale as a platform might, and say how to save."""
    left, top, right, bottom = random.uniform(0, _CROP, 4)
    width, height = image.size
    image = image.crop(
        (round(left * width), round(top * height), round(width - right * width), round(height - bottom * height))
    )
    scale = random.uniform(0.25, 1)
    image = image.resize((round(image.width * scale), round(image.height * scale)), Image.Resampling.LANCZOS)
    return image, kind, {"quality": int(random.integers(60, 96))}


def _unchanged(image: Image.Image, _random: np.random.Generator) -> tuple[Image.Image, str, dict[str, int]]:
    return image, "jpg", {"quality": 95}


def _cloaked(preset: Preset) -> Change:
    cost = preset.visible_cost
    assert cost is not None  # noqa: S101 - of each preset but `off`

    def change(image: Image.Image, random: np.random.Generator) -> tuple[Image.Image, str, dict[str, int]]:
        picture = picture_of(image)
        done = cloak(picture, visible_cost=cost, key=key_for(picture.frames[0], "benchmark"))
        return processed(Image.fromarray(done.picture.frames[0].pixels), random)

    return change


def looked_up(
    register: Register, asked: Sequence[tuple[int, Piece]], change: Change | None, random: np.random.Generator
) -> Found:
    """Look pictures up, changed or as they are, and count what is said of them.

    Parameters
    ----------
    register : Register
    asked : sequence of (int, Piece)
        With the number of its original, which is the name of that one's source; -1 where there is none.
    change : callable or None
    random : Generator
    """
    found = Found(all=len(asked))
    with tempfile.TemporaryDirectory() as name:
        for number, piece in asked:
            path = piece.path
            if change is not None or piece.box is not None:
                image, kind, options = (change or _unchanged)(piece.image(), random)
                path = Path(name) / f"copy.{kind}"
                image.save(path, **options)
            begun = time.process_time()
            matches = find(path, register)
            found.seconds.append(time.process_time() - begun)
            claimed = [match.entry.source for match in matches if match.kinship is Kinship.COPY]
            right = any(Path(source).name == str(number) for source in claimed)
            found.right += right
            found.wrong += bool(claimed) and not right
            found.similar += bool(matches) and not claimed
    return found


def searched(size: int, random: np.random.Generator) -> float:
    """Time the search among so many sketches, drawn by chance, in seconds."""
    sketches = random.integers(-127, 128, (size, SKETCH_BYTES), np.int8)
    look = random.integers(0, 256, (GLANCE_SIDE, GLANCE_SIDE), np.uint8)
    seconds = []
    for _ in range(3):
        begun = time.process_time()
        closest(look, sketches, 5)
        seconds.append(time.process_time() - begun)
    return median(seconds)


def table(
    counts: dict[str, int], found: dict[str, Found], strangers: Found, searches: dict[str, float], kilobytes: float
) -> str:
    """Put what was found in Markdown."""
    rows = [
        f"| {kind} | {each.all} | **{each.right / each.all:.1%}** | {each.wrong} | {each.similar} | {_times(each)} |"
        for kind, each in found.items()
    ]
    rows.append(f"| strangers | {strangers.all} | | {strangers.wrong} | {strangers.similar} | {_times(strangers)} |")
    first = next(iter(found.values()))
    share, false, soon = (
        "met" if met else "missed"
        for met in (first.right >= _GOAL * first.all, not strangers.wrong, median(first.seconds) <= _GOAL_TIME)
    )
    return f"""# Which original a copy comes from

A register of {counts["registered"]:,} pictures: {counts["whole"]:,} whole ones, the rest tiles of them, of
{_TILE} x {_TILE} pixels or a little more. Copies are cropped by up to 10 % at each side, scaled to 25 to 100 % and
compressed at 60 to 95. Of the {counts["strangers"]:,} strangers {counts["strangers whole"]:,} are whole pictures.

| copies of | copies | claimed for the right one | for a wrong one | called similar | ms, median (95 %) |
| --- | --: | --: | --: | --: | --: |
{chr(10).join(rows)}

Goals: 99 % of the copies of whole pictures, {share}; no stranger claimed, {false}; 50 ms each, {soon}. The time has
all of it: checksum of the file, decoding, search, and a close look at five candidates; processor time on one core.

Search alone: {", ".join(f"{int(size):,} pictures {1000 * seconds:.0f} ms" for size, seconds in searches.items())}.
A picture takes {kilobytes:.1f} KiB in the register, without what was said of it.
"""


def _times(found: Found) -> str:
    return f"{1000 * median(found.seconds):.0f} ({1000 * float(np.quantile(found.seconds, 0.95)):.0f})"


if __name__ == "__main__":
    main()
