"""Groups of crops with what the true encoders make of them: the lens is taught from these files.

A group is a crop and its changes, all through the same platform: what is learned is how latents move. The true
encoders cost a hundred times what the lens does, so each crop goes through them once.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import lens_changes as changes
import numpy as np
import torch
from checkpoints import save_whole
from lens_changes import Pixels
from surrogates import Block, conv, encode, state_of
from torch import Tensor, nn

SIDE = 128
"""Pixels a side of a crop, as the encoders see it."""

CHANGES = ("cloak", "coloured", "attack", "mixed", "edited")
GROUPS = 16
_DECODED = 2
"""Crops of a group that are decoded too: the first, and the cloaked one."""

_SOURCES = (SIDE, SIDE, SIDE, SIDE, SIDE * 3 // 2, SIDE * 2)
_TILE = 64


@dataclass(frozen=True)
class Shard:
    """Some groups.

    Attributes
    ----------
    pixels : Tensor, shape (groups, 1 + changes, 3, SIDE, SIDE), uint8
        The first of each group is the one that the others are changes of.
    latents : dict of Tensor, shape (groups, 1 + changes, C, h, w), float16
        By encoder.
    decoded : Tensor, shape (groups, 2, 3, SIDE, SIDE), uint8
        What the decoder makes of the latents of the first two.
    """

    pixels: Tensor
    latents: dict[str, Tensor]
    decoded: Tensor

    def save(self, path: Path) -> None:
        """Write it, whole or not at all."""
        save_whole(vars(self), path)


def load(path: Path) -> Shard:
    """Read a shard."""
    return Shard(**torch.load(path, weights_only=True))


def as_tensor(crops: list[Pixels]) -> Tensor:
    """Stack crops, shape (B, 3, S, S), uint8."""
    return torch.from_numpy(np.stack(crops)).permute(0, 3, 1, 2).contiguous()


class _Limit(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return torch.tanh(x / 3) * 3


def load_decoder(folder: Path, *, device: str = "cpu", dtype: torch.dtype = torch.float32) -> tuple[str, nn.Module]:
    """Load the first decoder of a folder (`taesd_decoder.bf16.safetensors` is that of `taesd`) with its name."""
    paths = sorted(path for path in folder.iterdir() if "_decoder." in path.name)
    if not paths:
        raise SystemExit(f"no decoder in {folder}")
    state = state_of(paths[0])

    def stage() -> list[nn.Module]:
        return [Block(), Block(), Block(), nn.Upsample(scale_factor=2), conv(64, 64, bias=False)]

    head = [_Limit(), conv(state["1.weight"].shape[1], 64), nn.ReLU()]
    net = nn.Sequential(*head, *stage(), *stage(), *stage(), Block(), conv(64, 3))
    net.load_state_dict({name: value.float() for name, value in state.items()})
    net.eval().requires_grad_(requires_grad=False).to(device, dtype, memory_format=torch.channels_last)
    return paths[0].name.split("_decoder")[0], net


class Teachers:
    """The true encoders, a decoder of one of them, and a folder of pictures."""

    def __init__(self, encoders: dict[str, nn.Module], decoder: tuple[str, nn.Module], pictures: Path) -> None:
        self._encoders, self._decoder = encoders, decoder
        paths = sorted(path for path in pictures.iterdir() if path.suffix in (".jpg", ".png", ".webp"))
        if not paths:
            raise SystemExit(f"no pictures in {pictures}")
        self._pictures = [picture for path in paths if (picture := cv2.imread(str(path))) is not None]

    def shard(self, seed: tuple[int, int], device: str) -> Shard:
        """Draw groups and label them; the same seed gives the same groups."""
        chance = np.random.default_rng(seed)
        torch.manual_seed(int(chance.integers(2**31)))
        source = int(chance.choice(_SOURCES))
        clean = [self._crop(source, chance) for _ in range(GROUPS)]
        attacked = self._attacked(as_tensor(clean).to(device), chance).permute(0, 2, 3, 1).cpu().numpy()
        groups = []
        for crop, attack in zip(clean, attacked, strict=True):
            process = changes.random_platform(chance)
            changed = [self._changed(kind, crop, attack, chance) for kind in CHANGES]
            groups.append(as_tensor([changes.platform(each, SIDE, process) for each in (crop, *changed)]))
        pixels = torch.stack(groups)
        flat = pixels.flatten(0, 1).to(device).float() / 255
        with torch.inference_mode():
            latents = {
                name: torch.cat([encode(net, part) for part in flat.split(16)]) for name, net in self._encoders.items()
            }
            latents = {name: each.unflatten(0, pixels.shape[:2]) for name, each in latents.items()}
            name, decoder = self._decoder
            seen = latents[name][:, :_DECODED].flatten(0, 1)
            decoded = torch.cat([encode(decoder, part) for part in seen.split(16)])
        return Shard(
            pixels,
            {name: each.half().cpu() for name, each in latents.items()},
            (decoded.clamp(0, 1) * 255).round().byte().cpu().unflatten(0, (GROUPS, _DECODED)),
        )

    def _crop(self, side: int, chance: np.random.Generator) -> Pixels:
        while True:
            picture = self._pictures[chance.integers(len(self._pictures))]
            # Published pictures are larger than these: pixel by pixel they are smoother.
            factor = float(np.exp(chance.uniform(np.log(0.5), np.log(2.5))))
            if min(picture.shape[:2]) * factor < side:
                continue
            size = [max(side, round(length * factor)) for length in picture.shape[1::-1]]
            picture = cv2.resize(picture, size, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC)
            y, x = (int(chance.integers(0, length - side + 1)) for length in picture.shape[:2])
            return np.ascontiguousarray(picture[y : y + side, x : x + side, ::-1])

    @staticmethod
    def _changed(kind: str, crop: Pixels, attack: Pixels, chance: np.random.Generator) -> Pixels:
        if kind == "cloak":
            return changes.cloaked(crop, chance.uniform(45, 88), chance)
        if kind == "coloured":
            return changes.noisy(crop, chance, 0)
        if kind == "attack":
            return attack
        if kind == "edited":
            return changes.edited(crop, chance)
        some = (crop, changes.cloaked(crop, chance.uniform(45, 88), chance), attack)
        return changes.noisy(some[chance.integers(len(some))], chance, 0.7)

    def _attacked(self, clean: Tensor, chance: np.random.Generator) -> Tensor:
        """Climb an encoder's displacement for a few steps: each crop for itself, or one tile for all of them."""
        names = list(self._encoders)
        net = self._encoders[names[chance.integers(len(names))]]
        shared, steps = chance.random() < 0.3, int(chance.integers(2, 6))
        most = float(np.exp(chance.uniform(np.log(1.5), np.log(9)))) / 255
        side = clean.shape[-1]
        bands = None
        if chance.random() < 0.6:
            bands = torch.from_numpy(changes.spectrum(side, chance).mean(2)).to(clean.device)
        clean = clean.float() / 255
        with torch.no_grad():
            before = encode(net, clean)
        moved = torch.randn_like(clean) * most / 3
        for _ in range(steps):
            moved.requires_grad_()
            loss = (encode(net, clean + moved) - before).pow(2).mean()
            slope = torch.autograd.grad(loss, moved)[0]
            if shared:
                count = side // _TILE
                slope = slope.unflatten(3, (count, _TILE)).unflatten(2, (count, _TILE)).mean((0, 2, 4))
                slope = slope.repeat(len(clean), 1, count, count).view_as(clean)
            if bands is not None:
                slope = torch.fft.ifft2(torch.fft.fft2(slope) * bands).real
            slope = slope / slope.flatten(1).std(1).clamp_min(1e-12).view(-1, 1, 1, 1)
            moved = (moved.detach() + slope * most / steps).clamp(-2 * most, 2 * most)
        return ((clean + moved).clamp(0, 1) * 255).round().byte()
