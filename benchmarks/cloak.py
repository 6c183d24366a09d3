"""How far the cloak moves the latents of encoders, at equal visibility, against noise.

For each picture a square is cut from its middle and cloaked as the program does it. White noise, and noise with
the power spectrum of this very cloak (its phases drawn anew), are scaled until they have the cloak's own
SSIMULACRA2. Then D(E) = rms(E(after) - E(before)) / rms(E(before) - its spatial mean), untouched and after what
platforms do; before and after go through the same.

    python benchmarks/cloak.py ENCODERS PICTURES
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import fmean

import cv2
import numpy as np
import torch
from machine import RESULTS, machine
from numpy.typing import NDArray
from PIL import Image
from similarity import score

from fixative.cloak import cloak
from fixative.formats import Format
from fixative.picture import Colour, Frame, Picture

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "training"))
from surrogates import displacement, encode, load_encoders

Pixels = NDArray[np.uint8]


def rounded(pixels: NDArray[np.floating]) -> Pixels:
    """Give whole steps of 8 bits."""
    return np.clip(np.rint(pixels), 0, 255).astype(np.uint8)


def at_score(before: Pixels, noise: NDArray[np.floating], wanted: float) -> Pixels:
    """Scale noise, by bisection, until it has a SSIMULACRA2."""
    low, high = 0.0, 64.0
    for _ in range(12):
        middle = (low + high) / 2
        low, high = (middle, high) if score(before, rounded(before + middle * noise)) > wanted else (low, middle)
    return rounded(before + (low + high) / 2 * noise)


def white(shape: tuple[int, ...], chance: np.random.Generator) -> NDArray[np.floating]:
    """Noise of unit rms, each sample for itself."""
    return chance.standard_normal(shape)


def matched(residual: NDArray[np.floating], chance: np.random.Generator) -> NDArray[np.floating]:
    """Noise of unit rms with the spectrum of a residual: the same phase is added to its three channels."""
    phases = np.angle(np.fft.fft2(chance.standard_normal(residual.shape[:2])))
    spectrum = np.fft.fft2(residual - residual.mean((0, 1)), axes=(0, 1)) * np.exp(1j * phases)[:, :, None]
    noise = np.fft.ifft2(spectrum, axes=(0, 1)).real
    return noise / noise.std()


def _coded(kind: str, quality: int) -> Callable[[Pixels], Pixels]:
    def process(pixels: Pixels) -> Pixels:
        file = io.BytesIO()
        Image.fromarray(pixels).save(file, kind, quality=quality)
        return np.asarray(Image.open(file).convert("RGB"))

    return process


def _scaled(factor: float) -> Callable[[Pixels], Pixels]:
    return lambda pixels: np.asarray(cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA))


PROCESSES: dict[str, Callable[[Pixels], Pixels]] = {
    "untouched": lambda pixels: pixels,
    "JPEG 85": _coded("JPEG", 85),
    "JPEG 75": _coded("JPEG", 75),
    "WebP 80": _coded("WEBP", 80),
    "resize 0.5": _scaled(0.5),
}


def middle(path: Path, side: int) -> Pixels | None:
    """Cut a square from the middle of a picture; none where it is smaller."""
    with Image.open(path) as image:
        pixels = np.asarray(image.convert("RGB"))
    if min(pixels.shape[:2]) < side:
        return None
    top, left = ((length - side) // 2 for length in pixels.shape[:2])
    return np.ascontiguousarray(pixels[top : top + side, left : left + side])


def candidates(before: Pixels, visible_cost: float, name: str) -> tuple[dict[str, Pixels], float]:
    """Make the cloaked square and both noises at the cloak's own SSIMULACRA2, which is given too."""
    chance = np.random.default_rng(list(name.encode()))
    key = hashlib.blake2b(name.encode(), digest_size=16).digest()
    picture = Picture((Frame(before),), Colour.RGB, Format.PNG)
    cloaked = cloak(picture, visible_cost=visible_cost, key=key).picture.frames[0].pixels.astype(np.uint8)
    reached = score(before, cloaked)
    residual = cloaked.astype(float) - before
    return {
        "cloak": cloaked,
        "white": at_score(before, white(before.shape, chance), reached),
        "matched": at_score(before, matched(residual, chance), reached),
    }, reached


def measure(paths: list[Path], encoders: Path, *, side: int, visible_cost: float) -> dict[str, object]:
    """Measure all pictures; the displacements are means over pictures."""
    # As they are published. Against float32 it moved D by less than 0.5 %, and takes less than half of the time.
    nets = load_encoders(encoders, dtype=torch.bfloat16)
    moved: dict[str, dict[str, dict[str, list[float]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    scores = []
    for path in paths:
        before = middle(path, side)
        if before is None:
            continue
        made, reached = candidates(before, visible_cost, path.name)
        scores.append(reached)
        for process_name, process in PROCESSES.items():
            seen = {name: _tensor(process(pixels)) for name, pixels in {"before": before, **made}.items()}
            for net_name, net in nets.items():
                with torch.inference_mode():
                    latents = encode(net, torch.cat(list(seen.values())))
                for name, after in zip(seen, latents, strict=True):
                    if name != "before":
                        value = float(displacement(latents[:1], after[None]))
                        moved[process_name][net_name][name].append(value)
        print(f"{path.name}: {reached:.1f}", flush=True)
    means = {
        process: {net: {name: fmean(values) for name, values in by.items()} for net, by in nets_.items()}
        for process, nets_ in moved.items()
    }
    return {
        "pictures": len(scores),
        "side": side,
        "ssimulacra2": {"wanted": visible_cost, "mean": fmean(scores), "least": min(scores), "most": max(scores)},
        "displacement": means,
    }


def _tensor(pixels: Pixels) -> torch.Tensor:
    return torch.from_numpy(pixels.copy()).permute(2, 0, 1)[None].float() / 255


def table(result: dict[str, object]) -> str:
    """Write the result as Markdown."""
    means, reached = result["displacement"], result["ssimulacra2"]
    nets, side = list(means["untouched"]), result["side"]
    lines = [
        "# The cloak at equal visibility",
        "",
        f"{result['pictures']} pictures, {side} x {side} from the middle of each. SSIMULACRA2: {reached['wanted']:.0f}",
        f"wanted, {reached['mean']:.1f} reached ({reached['least']:.1f} to {reached['most']:.1f}).",
        "The noises have the cloak's own SSIMULACRA2 on each picture.",
        "",
        "Gain: displacement D of the cloak over that of white noise (over that of noise with the cloak's spectrum).",
        "Survival: D after, over D untouched. The encoders run in bfloat16.",
        "",
        "| | " + " | ".join(nets) + " | mean | weakest | survival |",
        "| --- |" + " --- |" * (len(nets) + 3),
    ]
    untouched = fmean(means["untouched"][net]["cloak"] for net in nets)
    for process, by_net in means.items():
        gains = [by_net[net]["cloak"] / by_net[net]["white"] for net in nets]
        over_matched = [by_net[net]["cloak"] / by_net[net]["matched"] for net in nets]
        cells = [f"{one:.2f} ({other:.2f})" for one, other in zip(gains, over_matched, strict=True)]
        cells += [f"**{fmean(gains):.2f}** ({fmean(over_matched):.2f})", f"{min(gains):.2f}"]
        cells.append(f"{fmean(by_net[net]['cloak'] for net in nets) / untouched:.0%}")
        lines.append(f"| {process} | " + " | ".join(cells) + " |")
    lines += ["", "| D, untouched | " + " | ".join(nets) + " |", "| --- |" + " --- |" * len(nets)]
    for name in ("cloak", "white", "matched"):
        lines.append(f"| {name} | " + " | ".join(f"{means['untouched'][net][name]:.3f}" for net in nets) + " |")
    where = result["machine"]
    lines += ["", f"{where['processor']}, {where['cores']} cores, Python {where['python']}, {where['date']}:", ""]
    lines += [f"    {where['command']}", ""]
    return "\n".join(lines)


def main() -> None:
    """Measure and write benchmarks/results/cloak.json and cloak.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("encoders", type=Path)
    parser.add_argument("pictures", type=Path)
    parser.add_argument("--side", type=int, default=384)
    parser.add_argument("--visible-cost", type=float, default=70)
    parser.add_argument("--every", type=int, default=1, help="measure every n-th picture only")
    parser.add_argument("--out", type=Path, default=RESULTS)
    given = parser.parse_args()
    paths = sorted(path for path in given.pictures.rglob("*") if path.suffix in (".jpg", ".png", ".webp"))
    result = measure(paths[:: given.every], given.encoders, side=given.side, visible_cost=given.visible_cost)
    result = {"machine": machine(), **result}
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "cloak.json").write_text(json.dumps(result, indent=2) + "\n", "utf-8")
    (given.out / "cloak.md").write_text(table(result), "utf-8")
    print(table(result))


if __name__ == "__main__":
    main()
