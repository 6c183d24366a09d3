"""How well the lens tells what the true encoders' latents do: rank correlation of its displacement with theirs.

From the middle of each picture a square is cut, and changed: cloaked at three presets, covered with white noise,
noise of the cloak's spectrum and noise of one octave, attacked through one of the encoders, coded. All go through what
platforms do. The truth is the mean of D over the encoders, in bfloat16 as they are published. Then the time of a
figure at 1 and 12 megapixels, and how far the figure of a sampled picture is from that of the whole.

    python benchmarks/lens.py ENCODERS PICTURES
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from statistics import fmean, median
from unittest.mock import patch

import cv2
import numpy as np
import torch
from cloaking import cloaked
from machine import RESULTS, publish
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor, nn

import fixative.cloak.lens
from fixative.cloak import Preset
from fixative_assets import resource

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "training"))
from lens_changes import coded, rounded
from surrogates import displacement, encode, load_encoders

Pixels = NDArray[np.uint8]

PROCESSES: dict[str, Callable[[Pixels], Pixels]] = {
    "untouched": lambda pixels: pixels,
    "JPEG 75": lambda pixels: coded(pixels, ".jpg", 75),
    "WebP 80": lambda pixels: coded(pixels, ".webp", 80),
    "resize 0.5": lambda pixels: np.asarray(cv2.resize(pixels, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)),
}
_NOISE = (2.0, 4.0, 8.0)
_ATTACK, _STEPS = 4 / 255, 8
_MEGAPIXELS = {"1 MP": (1024, 1024), "12 MP": (3000, 4000)}


@dataclass(frozen=True)
class Reading:
    """A change to a picture, what the encoders say of it and what the lens does."""

    picture: str
    kind: str
    process: str
    true: float
    lens: float


def matched(residual: NDArray[np.floating], chance: np.random.Generator) -> NDArray[np.floating]:
    """Noise with the spectrum of a residual, and of unit rms."""
    phases = np.angle(np.fft.fft2(chance.standard_normal(residual.shape[:2])))[:, :, None]
    noise = np.fft.ifft2(np.fft.fft2(residual - residual.mean((0, 1)), axes=(0, 1)) * np.exp(1j * phases), axes=(0, 1))
    return noise.real / noise.real.std()


def octave(shape: tuple[int, ...], number: int, chance: np.random.Generator) -> NDArray[np.floating]:
    """Noise of one octave, 0 the finest, and of unit rms."""
    frequencies = [np.fft.fftfreq(length) for length in shape[:2]]
    radius = np.hypot(frequencies[0][:, None], frequencies[1][None])[:, :, None]
    band = (radius > 0.25 / 2**number) & (radius <= 0.5 / 2**number)
    noise = np.fft.ifft2(np.fft.fft2(chance.standard_normal(shape), axes=(0, 1)) * band, axes=(0, 1)).real
    return noise / noise.std()


def attacked(before: Pixels, net: nn.Module) -> Pixels:
    """Climb an encoder's displacement, as PGD does."""
    clean = as_tensor(before)
    with torch.no_grad():
        latents = encode(net, clean)
    moved = torch.empty_like(clean).uniform_(-_ATTACK, _ATTACK)
    for _ in range(_STEPS):
        moved.requires_grad_()
        slope = torch.autograd.grad((encode(net, clean + moved) - latents).pow(2).mean(), moved)[0]
        moved = (moved.detach() + 2.5 * _ATTACK / _STEPS * slope.sign()).clamp(-_ATTACK, _ATTACK)
    return rounded((clean + moved)[0].permute(1, 2, 0).numpy() * 255)


def as_tensor(pixels: Pixels) -> Tensor:
    """Give (1, 3, H, W) in [0, 1]."""
    return torch.from_numpy(pixels.copy()).permute(2, 0, 1)[None].float() / 255


def changes(before: Pixels, name: str, net: nn.Module) -> list[tuple[str, Pixels]]:
    """Make all changes of a picture, by kind."""
    chance = np.random.default_rng(list(name.encode()))
    presets = [Preset.SUBTLE, Preset.BALANCED, Preset.STRONG]
    made = [(f"cloak, {preset}", cloaked(before, preset.visible_cost or 0, name)) for preset in presets]
    residual = made[1][1].astype(float) - before
    for rms in _NOISE:
        noise = {
            "white noise": chance.standard_normal(before.shape),
            "matched noise": matched(residual, chance),
            "noise of an octave": octave(before.shape, int(chance.integers(5)), chance),
        }
        made += [(kind, rounded(before + rms * each)) for kind, each in noise.items()]
    return [*made, ("attack", attacked(before, net))]


def measure(paths: list[Path], nets: dict[str, nn.Module], side: int) -> list[Reading]:
    """Measure all pictures that are large enough."""
    torch.manual_seed(0)
    readings = []
    for path, net in zip(paths, cycle(nets.values()), strict=False):
        with Image.open(path) as image:
            pixels = np.asarray(image.convert("RGB"))
        if min(pixels.shape[:2]) < side:
            continue
        top, left = ((length - side) // 2 for length in pixels.shape[:2])
        before = np.ascontiguousarray(pixels[top : top + side, left : left + side])
        changed = changes(before, path.name, net)
        clean = latents(before, nets)
        for process_name, process in PROCESSES.items():
            start = process(before)
            known = latents(start, nets)
            if process_name != "untouched" and start.shape == before.shape:
                lens = fixative.cloak.lens.displacement(before, start)
                readings.append(Reading(path.name, "processed", process_name, truth(clean, known), lens))
            for kind, after in changed:
                end = process(after)
                lens = fixative.cloak.lens.displacement(start, end)
                readings.append(Reading(path.name, kind, process_name, truth(known, latents(end, nets)), lens))
        print(path.name, f"{spearman(readings):.4f} so far", flush=True)
    return readings


def latents(pixels: Pixels, nets: dict[str, nn.Module]) -> list[Tensor]:
    """Encode with each of the true encoders."""
    with torch.inference_mode():
        return [encode(net, as_tensor(pixels)) for net in nets.values()]


def truth(before: list[Tensor], after: list[Tensor]) -> float:
    """Give the mean of D over the encoders."""
    return float(np.mean([float(displacement(*pair)) for pair in zip(before, after, strict=True)]))


def spearman(readings: list[Reading]) -> float:
    """Rank correlation of lens and truth."""
    ranks = [np.argsort(np.argsort([getattr(each, side) for each in readings])) for side in ("true", "lens")]
    return float(np.corrcoef(*ranks)[0, 1])


def speed() -> dict[str, dict[str, float]]:
    """Give seconds for a figure, by the clock and of all processors, the least of five; the networks are loaded."""
    seconds = {}
    for name, shape in _MEGAPIXELS.items():
        before = np.random.default_rng(0).integers(0, 256, (*shape, 3), np.uint8)
        after = before ^ 1
        times = []
        for _ in range(6):
            began = time.perf_counter(), time.process_time()
            fixative.cloak.lens.displacement(before, after)
            times.append((time.perf_counter() - began[0], time.process_time() - began[1]))
        clock, processors = (round(min(each), 3) for each in zip(*times[1:], strict=True))
        seconds[name] = {"clock": clock, "processors": processors}
    return seconds


def sampled(paths: list[Path]) -> list[float]:
    """Give the figure of sampled large pictures over that of the whole ones, for the balanced cloak."""
    ratios = []
    for path in paths:
        with Image.open(path) as image:
            before = np.asarray(image.convert("RGB"))
        if before.shape[0] * before.shape[1] < 2_000_000:
            continue
        after = cloaked(before, Preset.BALANCED.visible_cost or 0, path.name)
        some = fixative.cloak.lens.displacement(before, after)
        with patch("fixative.cloak.lens._WHOLE", before.size):
            ratios.append(some / fixative.cloak.lens.displacement(before, after))
    return ratios


def correlations(readings: list[Reading]) -> dict[str, dict[str, float]]:
    """Give the rank correlation for each kind of change and each process, and over all of either."""
    kinds = [*dict.fromkeys(each.kind for each in readings), "all"]
    found: dict[str, dict[str, float]] = {kind: {} for kind in kinds}
    for kind in kinds:
        for process in (*PROCESSES, "all"):
            chosen = [each for each in readings if kind in ("all", each.kind) and process in ("all", each.process)]
            if chosen:
                found[kind][process] = spearman(chosen)
    return found


def table(result: dict[str, object]) -> str:
    """Write the result as Markdown."""
    ratios, seconds, sizes = (result[key] for key in ("sampled over whole", "seconds", "bytes"))
    found, off, side = result["spearman"], result["lens over true"], result["side"]
    lines = [
        "# The lens against the true encoders",
        "",
        f"{result['pictures']} pictures that it was not trained on, {side} x {side} from the middle of each.",
        f"Truth: the mean of D over {', '.join(result['encoders'])}.",
        "",
        f"**Spearman over all {result['pairs']} pairs: {found['all']['all']:.3f}.**",
        f"Its figure over the true one: {off[1]:.2f} in the median, {off[0]:.2f} to {off[2]:.2f} for nine of ten.",
        "Time of a figure (before and after; of processors in brackets): "
        + ", ".join(f"{size}: {each['clock']:.2f} s ({each['processors']:.2f} s)" for size, each in seconds.items()),
        f"Files: {', '.join(f'{name} {length / 1e6:.2f} MB' for name, length in sizes.items())}.",
    ]
    if ratios:
        errors = [abs(ratio - 1) for ratio in ratios]
        lines += [
            f"Of {len(ratios)} pictures of 2 MP and more, the figure of a sample is {median(errors):.1%} off",
            f"that of the whole picture in the median, {max(errors):.1%} at most.",
        ]
    columns = [*PROCESSES, "all"]
    lines += ["", "Spearman, by kind of change and by process:", "", "| | " + " | ".join(columns) + " | mean D |"]
    lines += ["| --- |" + " --- |" * (len(columns) + 1)]
    for kind, by_process in found.items():
        cells = [f"{by_process[column]:.3f}" if column in by_process else "" for column in columns]
        lines.append(f"| {kind} | " + " | ".join(cells) + f" | {result['mean D'][kind]:.2f} |")
    return "\n".join(lines)


def main() -> None:
    """Measure and write benchmarks/results/lens.json and lens.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("encoders", type=Path)
    parser.add_argument("pictures", type=Path)
    parser.add_argument("--side", type=int, default=256)
    parser.add_argument("--every", type=int, default=1, help="measure every n-th picture only")
    parser.add_argument("--out", type=Path, default=RESULTS)
    given = parser.parse_args()
    paths = sorted(path for path in given.pictures.rglob("*") if path.suffix in (".jpg", ".png", ".webp"))
    paths = paths[:: given.every]
    seconds = speed()
    nets = load_encoders(given.encoders, dtype=torch.bfloat16)
    readings = measure(paths, nets, given.side)
    found = correlations(readings)
    result = {
        "pictures": len({each.picture for each in readings}),
        "pairs": len(readings),
        "side": given.side,
        "encoders": list(nets),
        "spearman": found,
        "mean D": {kind: fmean(each.true for each in readings if kind in ("all", each.kind)) for kind in found},
        "lens over true": np.quantile([each.lens / each.true for each in readings], (0.05, 0.5, 0.95)).tolist(),
        "seconds": seconds,
        "bytes": {name: len(resource("lens", name).read_bytes()) for name in ("encoder.onnx", "decoder.onnx")},
        "sampled over whole": sampled(paths),
    }
    publish(given.out, "lens", result, table(result))


if __name__ == "__main__":
    main()
