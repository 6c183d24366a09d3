"""Distil the lens: one command, from a folder of encoders (with a decoder) and a folder of pictures.

First groups of crops are drawn and labelled by the true encoders (OUT/shards); then a narrow encoder learns the
latents, how they move between the crops of a group, and the displacement itself. A decoder learns beside it to show
what one of them sees. The same command resumes both.

    python training/lens.py ENCODERS PICTURES OUT --shards 72 --steps 10000
"""

from __future__ import annotations

import argparse
import math
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import cv2
import lens_cache
import numpy as np
import torch
import torch.nn.functional as F
from checkpoints import load_same, save_whole, write_card
from lens_cache import Shard, Teachers, load_decoder
from lens_descent import Muon
from lens_net import Decoder, Lens, export_decoder, export_lens, started
from surrogates import displacement, load_encoders
from torch import Tensor


@dataclass(frozen=True)
class Config:
    """What a run is made of; it goes into the lens's card."""

    encoders: tuple[str, ...]
    shards: int = 72
    held: int = 6
    steps: int = 10000
    batch: int = 2
    width: int = 24
    rate: float = 0.03
    latents: float = 2.0
    moves: float = 2.0
    figures: float = 1.0
    seed: int = 0


def gather(teachers: Teachers, config: Config, folder: Path, device: str) -> list[Shard]:
    """Make the shards that are missing, and read all."""
    folder.mkdir(parents=True, exist_ok=True)
    shards = []
    for number in range(config.shards):
        path = folder / f"{number:04d}.pt"
        if not path.exists():
            teachers.shard((config.seed, number), device).save(path)
            print(f"shard {number + 1} of {config.shards}", flush=True)
        shards.append(lens_cache.load(path))
    return shards


def displacements(latents: dict[str, Tensor]) -> Tensor:
    """Give D of each change of each group by each encoder, shape (encoders, groups, changes)."""
    moved = []
    for each in latents.values():
        before = each[:, :1].expand_as(each[:, 1:])
        moved.append(displacement(before.flatten(0, 1), each[:, 1:].flatten(0, 1)).view(len(each), -1))
    return torch.stack(moved)


class Trainer:
    """The state of a run, and its step."""

    def __init__(self, config: Config, shards: list[Shard], decoded: str, device: str) -> None:
        self.config, self.device, self.decoded = config, device, decoded
        self.shards, self.held = shards[config.held :], shards[: config.held]
        torch.manual_seed(config.seed)
        known = shards[0].latents
        heads = {name: (known[name].shape[2], lens_cache.SIDE // known[name].shape[3]) for name in config.encoders}
        layout = {"device": device, "memory_format": torch.channels_last}
        self.lens = started(Lens(heads, config.width)).to(**layout)
        self.decoder = started(Decoder(heads[decoded][0], 2 * config.width // 3)).to(**layout)
        self.descent = Muon([*self.lens.parameters(), *self.decoder.parameters()], config.rate)
        self.done, self.seconds = 0, 0.0
        self.losses: dict[str, float] = {}

    def step(self) -> None:
        """Draw a batch, and descend."""
        began = time.monotonic()
        config = self.config
        progress = self.done / config.steps
        warmth = min(1, (self.done + 1) / 100) * (0.01 + 0.99 * (1 + math.cos(math.pi * progress)) / 2)
        for group in self.descent.param_groups:
            group["lr"] = config.rate * warmth
        # Of the step's own number, so that a run that was resumed draws the same.
        chance = np.random.default_rng((config.seed, self.done))
        drawn = [
            (self.shards[chance.integers(len(self.shards))], chance.integers(lens_cache.GROUPS))
            for _ in range(config.batch)
        ]
        pixels = torch.stack([shard.pixels[row] for shard, row in drawn]).to(self.device).float() / 255
        true = {
            name: torch.stack([shard.latents[name][row] for shard, row in drawn]).to(self.device).float()
            for name in config.encoders
        }
        with torch.autocast(self.device, torch.bfloat16):
            seen = {name: each.float() for name, each in self.encode(pixels).items()}
        losses = self._losses(seen, true)
        target = torch.stack([shard.decoded[row] for shard, row in drawn]).to(self.device).float() / 255
        with torch.autocast(self.device, torch.bfloat16):
            shown = self.decoder(seen[self.decoded][:, : target.shape[1]].detach().flatten(0, 1)).float()
        missed = shown.view_as(target) - target
        # What a cloak does to it is what the decoder is there to show.
        losses["decoded"] = missed.abs().mean() + (missed[:, 1:] - missed[:, :1]).abs().mean()
        self.descent.zero_grad()
        sum(losses.values()).backward()
        torch.nn.utils.clip_grad_norm_(self.lens.parameters(), 1.0, error_if_nonfinite=True)
        self.descent.step()
        for name, loss in losses.items():
            now = float(loss.detach())
            self.losses[name] = 0.98 * self.losses.get(name, now) + 0.02 * now
        self.done += 1
        self.seconds += time.monotonic() - began

    def encode(self, pixels: Tensor) -> dict[str, Tensor]:
        """Encode groups of crops."""
        flat = pixels.flatten(0, 1).contiguous(memory_format=torch.channels_last)
        return {name: each.unflatten(0, pixels.shape[:2]) for name, each in self.lens(flat).items()}

    def _losses(self, seen: dict[str, Tensor], true: dict[str, Tensor]) -> dict[str, Tensor]:
        latents, moves = [], []
        for name, wanted in true.items():
            error = seen[name] - wanted
            latents.append(error.pow(2).mean() / wanted.var())
            # What a change moves is small beside the latents themselves: its error counts against its own size.
            moved, missed = wanted[:, 1:] - wanted[:, :1], error[:, 1:] - error[:, :1]
            energy = moved.pow(2).mean((2, 3, 4))
            moves.append((missed.pow(2).mean((2, 3, 4)) / (energy + 0.002)).mean())
        wanted, got = displacements(true), displacements(seen)
        off = F.huber_loss(got.log(), wanted.log(), delta=0.3) + F.huber_loss(
            got.mean(0).log(), wanted.mean(0).log(), delta=0.3
        )
        config = self.config
        # Their gradient is noisy: early on it would drown what the latents teach.
        weight = min(1, max(0.2, 2 * self.done / config.steps - 0.5))
        return {
            "latents": config.latents * torch.stack(latents).mean(),
            "moves": config.moves * torch.stack(moves).mean(),
            "figures": config.figures * weight * off,
        }

    def figures(self) -> dict[str, float]:
        """Compare the mean displacement with the true one on the shards held apart: by change and over all."""
        true, got = [], []
        for shard in self.held:
            with torch.no_grad():
                seen = self.encode(shard.pixels.to(self.device).float() / 255)
            got.append(displacements(seen).mean(0).cpu())
            true.append(displacements({name: shard.latents[name].float() for name in self.config.encoders}).mean(0))
        wanted, given = torch.cat(true).numpy(), torch.cat(got).numpy()
        by_change = {
            change: spearman(wanted[:, column], given[:, column]) for column, change in enumerate(lens_cache.CHANGES)
        }
        error = float(np.abs(np.log(given / wanted)).mean())
        return {"all": spearman(wanted, given), **by_change, "mean error of log D": round(error, 4)}

    def save(self, path: Path) -> None:
        """Write a checkpoint, whole or not at all."""
        state = {
            "config": asdict(self.config),
            "lens": self.lens.state_dict(),
            "decoder": self.decoder.state_dict(),
            "descent": self.descent.state_dict(),
            "done": self.done,
            "seconds": self.seconds,
            "losses": self.losses,
        }
        save_whole(state, path)

    def resume(self, path: Path) -> None:
        """Go on where a checkpoint of the same configuration stopped."""
        state = load_same(path, asdict(self.config), self.device, weights_only=True)
        self.lens.load_state_dict(state["lens"])
        self.decoder.load_state_dict(state["decoder"])
        self.descent.load_state_dict(state["descent"])
        self.done, self.seconds, self.losses = state["done"], state["seconds"], state["losses"]


def spearman(first: np.ndarray, second: np.ndarray) -> float:
    """Rank correlation."""
    ranks = [np.argsort(np.argsort(each.ravel())) for each in (first, second)]
    return round(float(np.corrcoef(*ranks)[0, 1]), 4)


def export(trainer: Trainer, folder: Path) -> None:
    """Write both networks (float16 ONNX) and the card."""
    export_lens(trainer.lens, folder / "encoder.onnx")
    export_decoder(trainer.decoder, folder / "decoder.onnx")
    card = {
        "config": asdict(trainer.config),
        "decoder of": trainer.decoded,
        "device": trainer.device,
        "minutes": round(trainer.seconds / 60, 1),
        "steps": trainer.done,
        "losses": {name: round(loss, 4) for name, loss in trainer.losses.items()},
        "rank correlation of D on crops held apart": trainer.figures(),
    }
    write_card(folder / "lens.json", card)


def main() -> None:
    """Run, with a checkpoint every 500 steps; the same command resumes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("encoders", type=Path)
    parser.add_argument("pictures", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--names", default="taesd,taesdxl,taef1,taesana", help="encoders to imitate")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--threads", type=int, default=1)
    for name in ("shards", "steps", "batch", "width", "seed"):
        parser.add_argument(f"--{name}", type=int, default=getattr(Config, name))
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    cv2.setNumThreads(given.threads)
    config = Config(
        encoders=tuple(given.names.split(",")),
        shards=given.shards,
        steps=given.steps,
        batch=given.batch,
        width=given.width,
        seed=given.seed,
    )
    options = {"device": given.device, "dtype": torch.bfloat16}
    decoded, decoder = load_decoder(given.encoders, **options)
    if decoded not in config.encoders:
        raise SystemExit(f"the decoder is of {decoded}, which is not among the encoders")
    encoders = load_encoders(given.encoders, list(config.encoders), **options)
    shards = gather(Teachers(encoders, (decoded, decoder), given.pictures), config, given.out / "shards", given.device)
    trainer = Trainer(config, shards, decoded, given.device)
    checkpoint = given.out / "checkpoint.pt"
    if checkpoint.exists():
        trainer.resume(checkpoint)
    while trainer.done < config.steps:
        trainer.step()
        if trainer.done % 500 == 0 or trainer.done == config.steps:
            trainer.save(checkpoint)
            export(trainer, given.out)
            losses = {name: round(loss, 3) for name, loss in trainer.losses.items()}
            print(trainer.done, f"{trainer.seconds:.0f} s", losses, trainer.figures(), flush=True)


if __name__ == "__main__":
    main()
