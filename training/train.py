"""Train a bank of perturbations: one command, from a folder of encoders and a folder of pictures.

Each step draws crops, weaves each with its class's tile, finds the amount that meets a visible cost, and
climbs the displacement over that cost. The cost has three parts: SSIMULACRA2; the spectrum of the tile in units of
what the eye sees, for that metric is blind to fine colour; and ST-LPIPS, which has learned from people to see ridges.
Encoders on which the bank gains least over white noise of the same cost are drawn more often.

    python training/train.py ENCODERS PICTURES OUT --st-lpips WEIGHTS

Tiles of the calmest classes are made of small pieces (`tiles.pieced`), drawn anew in each step.

It starts from noise, or with --start from a bank that is there, whose classes stay apart.
"""

from __future__ import annotations

import argparse
import random
import time
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

import cv2
import numpy as np
import torch
from checkpoints import load_same, save_whole, write_card
from numpy.typing import NDArray
from processing import process, random_processing, rounded
from st_lpips import ShiftTolerantLpips
from surrogates import displacement, layers, load_encoders
from tiles import harshness, pieced, start, theta_of, thresholds, tiles, woven
from visible_cost import VisibleCost, raw_for

from fixative.cloak.selection import business
from fixative.cloak.visibility import CELL, ONE, bearing_map, survey


@dataclass(frozen=True)
class Config:
    """What a run is made of; it goes into the bank's card."""

    encoders: tuple[str, ...]
    entries: int = 4
    steps: int = 5000
    batch: int = 4
    crop: int = 128
    rate: float = 0.03
    split: float = 0.4
    harshness: float = 0.3
    layers: float = 0.5
    pieces: tuple[int, ...] = (8, 16)
    perceptual: float = 0.0
    seed: int = 0
    started_from: str = ""


_PERCEIVED = 0.06
"""ST-LPIPS of white noise at SSIMULACRA2 = 70, near enough."""

_PERCEPTUAL = 2.0  # as much as both of the other parts of the cost


class Pictures:
    """Crops of pictures at several scales, as large as a block of the weave, each with its texture class."""

    def __init__(self, folder: Path, config: Config, chance: random.Random) -> None:
        paths = sorted(path for path in folder.iterdir() if path.suffix in (".jpg", ".png", ".webp"))
        if not paths:
            raise SystemExit(f"no pictures in {folder}")
        self._pictures = [picture for path in paths if (picture := cv2.imread(str(path))) is not None]
        self._crop = config.crop
        levels = [business(survey(_luma(self._crop_of_one(chance)))) for _ in range(800)]
        shares = np.linspace(0, 1, config.entries + 1)[1:-1]
        self.borders = np.quantile(levels, shares).astype(np.float32)

    def _crop_of_one(self, chance: random.Random) -> NDArray[np.uint8]:
        size = self._crop
        while True:
            picture = chance.choice(self._pictures)
            # Large pictures are smoother, pixel by pixel, than these small ones: enlarge some.
            factor = chance.choice([1, 1, 1, 0.75, 1.5, 2])
            if min(picture.shape[:2]) * factor < size:
                continue
            if factor != 1:
                method = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
                picture = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=method)
            y, x = (chance.randint(0, side - size) // CELL * CELL for side in picture.shape[:2])
            return np.ascontiguousarray(picture[y : y + size, x : x + size, ::-1])

    def draw(self, chance: random.Random) -> tuple[torch.Tensor, torch.Tensor, int]:
        """Give a crop (3, S, S) in [0, 1], its bearing map (1, S, S) and its class."""
        crop = self._crop_of_one(chance)
        surveyed = survey(_luma(crop))
        bearing = cv2.resize(bearing_map(surveyed), crop.shape[:2], interpolation=cv2.INTER_LINEAR)
        entry = int(np.searchsorted(self.borders, business(surveyed)))
        return (
            torch.from_numpy(crop).permute(2, 0, 1).float() / 255,
            torch.from_numpy(bearing.astype(np.float32) / ONE)[None],
            entry,
        )


def _luma(crop: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY)


class Trainer:
    """The state of a run, and its step."""

    def __init__(
        self, config: Config, encoders: Path, pictures: Path, device: str, st_lpips: Path | None = None
    ) -> None:
        self.config, self.device = config, device
        self.chance = random.Random(config.seed)
        torch.manual_seed(config.seed)
        self.nets = load_encoders(encoders, list(config.encoders), device=device, dtype=torch.bfloat16)
        self.pictures = Pictures(pictures, config, self.chance)
        self.perceived = st_lpips and ShiftTolerantLpips(st_lpips, device=device, dtype=torch.bfloat16)
        self.weights = thresholds().to(device)
        generator = torch.Generator().manual_seed(config.seed)
        self.theta = start(config.entries, generator).to(device).requires_grad_()
        self.adam = torch.optim.Adam([self.theta], lr=config.rate, betas=(0.9, 0.99))
        self.done, self.seconds = 0, 0.0
        self.gains = dict.fromkeys(config.encoders, 1.3)

    def step(self) -> None:
        """Draw a batch, and climb."""
        config, began = self.config, time.monotonic()
        progress = self.done / config.steps
        for group in self.adam.param_groups:
            group["lr"] = config.rate * (0.03 + 0.97 * (1 - progress) ** 1.5)
        shapes = self.shapes(self.chance)
        drawn = [self.pictures.draw(self.chance) for _ in range(config.batch)]
        clean = torch.stack([crop for crop, _, _ in drawn]).to(self.device)
        bearing = torch.stack([cells for _, cells, _ in drawn]).to(self.device)
        pattern = torch.stack([woven(shapes[entry], config.crop, self.chance) for _, _, entry in drawn]) * bearing
        names = list(config.encoders)
        name = self.chance.choices(names, [self.gains[n] ** -4 for n in names])[0]
        wanted, steps = self.chance.uniform(60, 80), random_processing(self.chance)
        cost = VisibleCost(clean)
        with torch.no_grad():
            before = layers(self.nets[name], process(clean, steps))
        cloaked, raw, slope, amount = self._cloaked(cost, clean, pattern, wanted)
        moved = self._moved(name, cloaked, steps, before)
        # All costs are energies, 1 at SSIMULACRA2 = 70. The metric alone forgives fine colour altogether;
        # the spectrum (whose norm is 1, so that its energy is the amount squared) keeps it in its share.
        cost_seen = (raw / raw_for(70)) ** (2 / slope) + amount**2
        if self.perceived:
            with torch.no_grad():
                seen = self.perceived.features(clean)
            cost_seen = cost_seen + config.perceptual * self.perceived.apart(seen, cloaked) / _PERCEIVED
        climbed = (1 - config.layers) * moved[-1].log() + config.layers * moved[:-1].log().mean(0)
        loss = (cost_seen.log() / 2 - climbed).mean() + config.harshness * harshness(shapes).mean()
        self.adam.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_([self.theta], 1.0, error_if_nonfinite=True)
        self.adam.step()
        if self.done % 10 == 0:
            noise = torch.randn_like(clean) / 50
            with torch.no_grad():
                floor = self._moved(name, self._cloaked(cost, clean, noise, wanted)[0], steps, before)
            gain = float((moved.detach() / floor)[-1].log().mean().exp())
            self.gains[name] += 0.05 * (gain - self.gains[name])
        self.done += 1
        self.seconds += time.monotonic() - began

    def shapes(self, chance: random.Random) -> torch.Tensor:
        """Make the tiles. They are one until the split, so that each class starts from what all have learned."""
        theta = self.theta
        if self.done < self.config.split * self.config.steps:
            theta = theta.mean(0, keepdim=True).expand_as(theta)
        made = list(tiles(theta, self.weights))
        for entry, side in enumerate(self.config.pieces[: len(made)]):
            made[entry] = pieced(made[entry], side, chance)
        return torch.stack(made)

    def nominal(self, shapes: torch.Tensor, crops: int = 128) -> float:
        """Find the amount that gives SSIMULACRA2 = 70 in the median of some crops: the bank is scaled by it."""
        chance, amounts = random.Random(self.config.seed), []
        # The warps are torch's to draw: the same ones each time, and none that a run would have drawn.
        with torch.random.fork_rng():
            torch.manual_seed(self.config.seed)
            drawn = [self.pictures.draw(chance) for _ in range(crops)]
            patterns = [woven(shapes[entry], self.config.crop, chance) for _, _, entry in drawn]
        for (crop, bearing, _), plane in zip(drawn, patterns, strict=True):
            clean = crop[None].to(self.device)
            pattern = (plane * bearing.to(self.device))[None]
            amounts.append(
                VisibleCost(clean).amount_for(70, pattern, clean, torch.ones_like(clean[:, 0, 0, 0]), steps=4)[0]
            )
        return float(torch.cat(amounts).median())

    def _cloaked(self, cost, clean, pattern, wanted):  # noqa: ANN001, ANN202 - tensors all
        """Give the crops with as much of a pattern as meets the cost, and its weighted sum, slope and amount, (B,)."""
        amount, slope = cost.amount_for(wanted, pattern.detach(), clean, torch.ones_like(clean[:, 0, 0, 0]))
        cloaked = rounded(clean + amount.view(-1, 1, 1, 1) * pattern).clamp(0, 1)
        return cloaked, cost.raw(cloaked).clamp_min(1e-3), slope, amount

    def _moved(self, name, cloaked, steps, before):  # noqa: ANN001, ANN202 - tensors all
        """Give the displacements of each layer, (layers, B)."""
        after = layers(self.nets[name], process(cloaked, steps))
        moved = torch.stack([displacement(*pair) for pair in zip(before, after, strict=True)])
        # Nothing may be left of a perturbation on blank paper, once it is rounded.
        return moved.clamp_min(1e-3)

    def start_from(self, path: Path) -> None:
        """Go on from a bank, as `export` wrote it."""
        with np.load(path) as bank:
            shapes = torch.from_numpy(bank["tiles"] * bank["scales"][:, None, None, None] / 255).permute(0, 3, 1, 2)
            self.pictures.borders = bank["borders"]
        with torch.no_grad():
            self.theta.copy_(theta_of(shapes.to(self.device), self.weights))

    def save(self, path: Path) -> None:
        """Write a checkpoint, whole or not at all."""
        state = {
            "config": asdict(self.config),
            "theta": self.theta.detach().cpu(),
            "adam": self.adam.state_dict(),
            "done": self.done,
            "seconds": self.seconds,
            "gains": self.gains,
            "chance": self.chance.getstate(),
            "torch": torch.get_rng_state(),
            "borders": self.pictures.borders,
        }
        save_whole(state, path)

    def resume(self, path: Path) -> None:
        """Go on where a checkpoint of the same configuration stopped."""
        state = load_same(path, asdict(self.config), self.device, weights_only=False)
        with torch.no_grad():
            self.theta.copy_(state["theta"])
        self.adam.load_state_dict(state["adam"])
        self.done, self.seconds, self.gains = state["done"], state["seconds"], state["gains"]
        self.chance.setstate(state["chance"])
        torch.set_rng_state(state["torch"].cpu())
        self.pictures.borders = state["borders"]


def export(trainer: Trainer, folder: Path) -> None:
    """Write the bank (int8 tiles with a scale each) and its card."""
    made = trainer.shapes(random.Random(trainer.config.seed)).detach()
    shapes = made.cpu().numpy() * 255 * trainer.nominal(made)
    scales = np.abs(shapes).max((1, 2, 3)) / 127
    quantised = np.rint(shapes / scales[:, None, None, None]).astype(np.int8)
    np.savez(
        folder / "bank.npz",
        tiles=quantised.transpose(0, 2, 3, 1),
        scales=scales.astype(np.float32),
        borders=trainer.pictures.borders,
    )
    card = {
        "config": asdict(trainer.config),
        "device": trainer.device,
        "minutes": round(trainer.seconds / 60, 1),
        "steps": trainer.done,
        "gain over white noise while training, by encoder": {n: round(g, 3) for n, g in trainer.gains.items()},
    }
    write_card(folder / "bank.json", card)


def main() -> None:
    """Run, with a checkpoint every 500 steps; the same command resumes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("encoders", type=Path)
    parser.add_argument("pictures", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--names", default="taesd,taesdxl,taef1,taesana", help="encoders to train on")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--steps", type=int, default=Config.steps)
    parser.add_argument("--batch", type=int, default=Config.batch)
    parser.add_argument("--entries", type=int, default=Config.entries)
    parser.add_argument("--layers", type=float, default=Config.layers, help="share of the layers before the latents")
    parser.add_argument("--pieces", default=",".join(map(str, Config.pieces)), help="sides, by class, calmest first")
    parser.add_argument("--st-lpips", type=Path, help="weights of ST-LPIPS; without them the cost lacks that part")
    parser.add_argument("--start", type=Path, metavar="BANK", help="bank.npz to go on from")
    parser.add_argument("--rate", type=float, default=Config.rate, help="of the first steps")
    parser.add_argument("--seed", type=int, default=Config.seed)
    given = parser.parse_args()
    config = Config(
        encoders=tuple(given.names.split(",")),
        steps=given.steps,
        batch=given.batch,
        entries=given.entries,
        layers=given.layers,
        pieces=tuple(int(side) for side in given.pieces.split(",") if side),
        perceptual=_PERCEPTUAL if given.st_lpips else 0.0,
        rate=given.rate,
        split=0.0 if given.start else Config.split,
        seed=given.seed,
        started_from=sha256(given.start.read_bytes()).hexdigest() if given.start else "",
    )
    given.out.mkdir(parents=True, exist_ok=True)
    trainer = Trainer(config, given.encoders, given.pictures, given.device, given.st_lpips)
    checkpoint = given.out / "checkpoint.pt"
    if checkpoint.exists():
        trainer.resume(checkpoint)
    elif given.start:
        trainer.start_from(given.start)
    while trainer.done < config.steps:
        trainer.step()
        if trainer.done % 100 == 0:
            gains = {name: round(gain, 2) for name, gain in trainer.gains.items()}
            print(trainer.done, f"{trainer.seconds:.0f} s", gains, flush=True)
        if trainer.done % 500 == 0 or trainer.done == config.steps:
            trainer.save(checkpoint)
    export(trainer, given.out)


if __name__ == "__main__":
    main()
