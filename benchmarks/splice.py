"""Tags into 12 megapixel JPEGs: spliced by Fixative, by piexif and exiftool, and by saving anew with Pillow.

All write copies of the same files, one after the other on one core, without waiting for the disk; the ways take
turns, so that whatever else the machine does meets all of them. Only Fixative and exiftool write the whole statement:
piexif knows EXIF alone, and Pillow codes the pixels anew.

    python benchmarks/splice.py
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import piexif
from machine import RESULTS, publish
from PIL import Image
from speed import HEIGHT, WIDTH, draw

from fixative.containers import read_blocks, replace_blocks
from fixative.rights import RightsStatement, merge

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from exiftool import exiftool_command

GOAL = 100.0
"""Files a second."""
START_GOAL = 0.060

_STATEMENT = RightsStatement(owner="A. Painter", creators=("A. Painter",), year=2026)
_NOTICE = "(c) 2026 A. Painter. No AI training."
_EXIF = {"0th": {piexif.ImageIFD.Artist: b"A. Painter", piexif.ImageIFD.Copyright: _NOTICE.encode()}}
_URI = "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING"
_EXIFTOOL = [
    "-q",
    "-Artist=A. Painter",
    f"-Copyright={_NOTICE}",
    "-XMP-dc:Creator=A. Painter",
    "-XMP-dc:Rights=(c) 2026 A. Painter",
    f"-XMP-plus:DataMining#={_URI}",
    "-IPTC:By-line=A. Painter",
    f"-IPTC:CopyrightNotice={_NOTICE}",
]

Way = Callable[[list[Path], Path], None]


def by_fixative(files: list[Path], out: Path) -> None:
    """Read, merge, splice."""
    for path in files:
        with path.open("rb") as source, (out / path.name).open("wb") as target:
            replace_blocks(source, target, merge(read_blocks(source), _STATEMENT).blocks)


def by_piexif(files: list[Path], out: Path) -> None:
    """Insert an EXIF block."""
    block = piexif.dump(_EXIF)
    for path in files:
        piexif.insert(block, str(path), str(out / path.name))


def by_pillow(files: list[Path], out: Path) -> None:
    """Decode, and save anew with an EXIF block."""
    block = piexif.dump(_EXIF)
    for path in files:
        with Image.open(path) as image:
            image.save(out / path.name, quality="keep", exif=block)


def by_exiftool(files: list[Path], out: Path) -> None:
    """Start it once for all files."""
    command = exiftool_command()
    assert command is not None  # noqa: S101 - not offered without
    subprocess.run([*command, *_EXIFTOOL, "-o", f"{out}/", *map(str, files)], check=True)


def main() -> None:
    """Measure and write benchmarks/results/splice.json and splice.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--out", type=Path, default=RESULTS)
    given = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:1])
    ways: dict[str, Way] = {"Fixative": by_fixative, "piexif": by_piexif, "Pillow, saved anew": by_pillow}
    if exiftool_command() is not None:
        ways["exiftool, one call"] = by_exiftool
    rates: dict[str, list[float]] = {name: [] for name in ways}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first = folder / "0.jpg"
        draw(first, WIDTH, HEIGHT)
        files = [first, *(Path(shutil.copy(first, folder / f"{number}.jpg")) for number in range(1, given.files))]
        for _ in range(given.rounds):
            for way, work in ways.items():
                out = folder / "out"
                out.mkdir()
                begun = time.perf_counter()
                work(files, out)
                rates[way].append(len(files) / (time.perf_counter() - begun))
                if len(list(out.iterdir())) != len(files):
                    raise SystemExit(f"{way} did not write every file")
                shutil.rmtree(out)
        size = first.stat().st_size
    start = _start()
    publish(given.out, "splice", {"bytes": size, "files a second": rates, "start": start}, _table(rates, size, start))


def _start() -> float:
    """Time how much longer a first file takes than one that follows, in a new process: what is loaded for it.

    Modules are compiled before, as pip does it when it installs them, and Python at the first start otherwise.
    """
    code = (
        "import sys, time; begun = time.perf_counter()\n"
        "from fixative.containers import Blocks; from fixative.rights import RightsStatement, merge\n"
        "merge(Blocks(), RightsStatement(owner='A. Painter')); first = time.perf_counter() - begun\n"
        "begun = time.perf_counter(); merge(Blocks(), RightsStatement(owner='A. Painter'))\n"
        "print(first - (time.perf_counter() - begun))"
    )
    command, compiled = [sys.executable, "-c", code], {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    _, *taken = (
        float(subprocess.run(command, check=True, capture_output=True, text=True, env=compiled).stdout)
        for _ in range(12)
    )
    return median(taken)


def _table(rates: dict[str, list[float]], size: int, start: float) -> str:
    ours = median(rates["Fixative"])
    speed, begin = ("met" if met else "missed" for met in (ours >= GOAL, start <= START_GOAL))
    return "\n".join(
        [
            "# Tags into JPEGs",
            "",
            f"{WIDTH} x {HEIGHT} pixels, {size / 1e6:.1f} MB each; files a second on one core, median of",
            f"{len(rates['Fixative'])} rounds, best in brackets.",
            "",
            "| | files a second | Fixative is faster by |",
            "| --- | --: | --: |",
            *(
                f"| {name} | {median(each):.1f} ({max(each):.1f}) | {ours / median(each):.1f} |"
                for name, each in rates.items()
            ),
            "",
            f"Goal: {GOAL:.0f} files a second, {speed}. What is loaded before the first file: {1000 * start:.0f} ms",
            f"(goal {1000 * START_GOAL:.0f} ms, {begin}).",
        ]
    )


if __name__ == "__main__":
    main()
