"""Short runs with other aims than the bank's, to see what they are worth: which one moves latents most in the end.

    python training/trials.py ENCODERS PICTURES OUT --steps 1000

Each starts from the same noise with the same draws. What counts is the displacement of the latents, whatever a run
aims at: its gain over white noise of the same visible cost, on crops that all of them meet at the end.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import replace
from pathlib import Path

import torch
from checkpoints import write_card
from processing import process, rounded
from surrogates import displacement, encode
from tiles import woven
from torch import Tensor
from train import Config, Trainer
from visible_cost import VisibleCost

CROPS = 48


class Targeted(Trainer):
    """Draws latents towards those of one picture, as Mist and Glaze do, instead of away from where they are."""

    def _moved(self, name, cloaked, steps, before):  # noqa: ANN001, ANN202 - as in Trainer
        moved = super()._moved(name, cloaked, steps, before)
        if not cloaked.requires_grad:
            return moved
        after = encode(self.nets[name], process(cloaked, steps))
        target = self._target(name, cloaked, steps)
        # Above 1 where it came nearer; the logarithm of the trainer makes it the distance's.
        nearer = _distance(before[-1], target) / _distance(after, target)
        return torch.cat([moved[:-1], nearer[None]])

    def _target(self, name: str, cloaked: Tensor, steps: list) -> Tensor:
        if not hasattr(self, "_picture"):
            self._picture = self.pictures.draw(random.Random(self.config.seed))[0].to(self.device)
        with torch.no_grad():
            return encode(self.nets[name], process(self._picture.expand_as(cloaked), steps))


def _distance(latents: Tensor, target: Tensor) -> Tensor:
    return (latents - target).flatten(1).pow(2).mean(1).sqrt()


TRIALS = {
    "latents, away from where they are": (Trainer, {"layers": 0.0}),
    "half of it the layers before the latents": (Trainer, {}),
    "latents, towards those of another picture": (Targeted, {"layers": 0.0}),
}


def gains(trainer: Trainer) -> dict[str, float]:
    """Measure the gain over white noise on crops that are the same for every trial, by encoder."""
    chance = random.Random(-1)
    shapes = trainer.shapes(chance).detach()
    found: dict[str, list[Tensor]] = {name: [] for name in trainer.nets}
    with torch.random.fork_rng(), torch.no_grad():
        torch.manual_seed(1)
        for _ in range(CROPS):
            crop, bearing, entry = trainer.pictures.draw(chance)
            clean, bearing = crop[None].to(trainer.device), bearing[None].to(trainer.device)
            pattern = woven(shapes[entry], trainer.config.crop, chance)[None] * bearing
            cost, ones = VisibleCost(clean), torch.ones_like(clean[:, 0, 0, 0])
            after = [
                rounded(clean + cost.amount_for(70, each, clean, ones, steps=4)[0].view(-1, 1, 1, 1) * each).clamp(0, 1)
                for each in (pattern, torch.randn_like(clean) / 50)
            ]
            for name, net in trainer.nets.items():
                before = encode(net, clean)
                moved, floor = (displacement(before, encode(net, each)) for each in after)
                found[name].append((moved / floor).log())
    return {name: round(float(torch.cat(each).mean().exp()), 3) for name, each in found.items()}


def main() -> None:
    """Run every trial, and write trials.json."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("encoders", type=Path)
    parser.add_argument("pictures", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--steps", type=int, default=1000)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    names = ("taesd", "taesdxl", "taef1", "taesana")
    found = {}
    for trial, (kind, options) in TRIALS.items():
        config = replace(Config(encoders=names, steps=given.steps, split=1.0), **options)
        trainer = kind(config, given.encoders, given.pictures, given.device)
        while trainer.done < config.steps:
            trainer.step()
        found[trial] = gains(trainer)
        print(trial, found[trial], flush=True)
        write_card(given.out / "trials.json", {"steps": given.steps, "gain over white noise": found})


if __name__ == "__main__":
    main()
