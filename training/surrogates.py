"""The encoders that the bank is trained against, and measured on: tiny copies of the VAEs of image generators.

Any folder of `*_encoder.*` files in the layout of madebyollin/taesd (MIT) will do; the architecture is read
off the weights.
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn


def conv(inputs: int, outputs: int, **options: int | bool) -> nn.Conv2d:
    """Make a 3 x 3 convolution that keeps the size."""
    return nn.Conv2d(inputs, outputs, 3, padding=1, **options)


class Block(nn.Module):
    """The residual block of which all these networks are made."""

    def __init__(self, width: int = 64) -> None:
        super().__init__()
        self.conv = nn.Sequential(conv(width, width), nn.ReLU(), conv(width, width), nn.ReLU(), conv(width, width))
        self.fuse = nn.ReLU()

    def forward(self, x: Tensor) -> Tensor:
        """Keep shape and width."""
        return self.fuse(self.conv(x) + x)


def _stage() -> list[nn.Module]:
    return [conv(64, 64, stride=2, bias=False), Block(), Block(), Block()]


def _build(state: dict[str, Tensor]) -> nn.Sequential:
    """Choose the layout by its first layer: 64 features at full size (by 8), or 32 at half size (by 32)."""
    if state["0.weight"].shape[0] == 64:
        latents = state[f"{max(int(name.split('.')[0]) for name in state)}.weight"].shape[0]
        return nn.Sequential(conv(3, 64), Block(), *_stage(), *_stage(), *_stage(), conv(64, latents))
    head = [conv(3, 32, stride=2), nn.ReLU(), conv(32, 64, stride=2), nn.ReLU(), Block()]
    return nn.Sequential(*head, *_stage(), *_stage(), *_stage(), conv(64, 32))


def state_of(path: Path) -> dict[str, Tensor]:
    """Read the weights of a published network."""
    if path.suffix == ".safetensors":
        return load_file(path)
    return torch.load(path, map_location="cpu", weights_only=True)


def load_encoder(path: Path, *, device: str = "cpu", dtype: torch.dtype = torch.float32) -> nn.Module:
    """Load one encoder, frozen: RGB (B, 3, H, W) in [0, 1] to latents of a standard deviation of about 1."""
    state = state_of(path)
    net = _build(state)
    net.load_state_dict({name: value.float() for name, value in state.items()})
    return net.eval().requires_grad_(requires_grad=False).to(device, dtype, memory_format=torch.channels_last)


def load_encoders(
    folder: Path, names: list[str] | None = None, *, device: str = "cpu", dtype: torch.dtype = torch.float32
) -> dict[str, nn.Module]:
    """Load the encoders of a folder by name (`taesd_encoder.bf16.safetensors` is `taesd`); all, unless named."""
    paths = {path.name.split("_encoder")[0]: path for path in sorted(folder.iterdir()) if "_encoder." in path.name}
    wanted = names or list(paths)
    if missing := [name for name in wanted if name not in paths]:
        raise SystemExit(f"no encoder named {', '.join(missing)}; there are {', '.join(paths)}")
    return {name: load_encoder(paths[name], device=device, dtype=dtype) for name in wanted}


def _as_for(net: nn.Module, pixels: Tensor) -> Tensor:
    return pixels.to(next(net.parameters()).dtype).contiguous(memory_format=torch.channels_last)


def encode(net: nn.Module, pixels: Tensor) -> Tensor:
    """Encode in the network's own precision, and answer in float32."""
    return net(_as_for(net, pixels)).float()


def layers(net: nn.Module, pixels: Tensor) -> list[Tensor]:
    """Encode, and give the features that stand before each halving as well; the latents come last."""
    x, found = _as_for(net, pixels), []
    for module in net:
        if isinstance(module, nn.Conv2d) and module.stride == (2, 2) and module.in_channels != pixels.shape[1]:
            found.append(x.float())
        x = module(x)
    return [*found, x.float()]


def displacement(before: Tensor, after: Tensor) -> Tensor:
    """Relative displacement D of latents, shape (B,): rms of the move over rms about the spatial mean."""
    moved = (after - before).flatten(1).pow(2).mean(1)
    spread = (before - before.mean((2, 3), keepdim=True)).flatten(1).pow(2).mean(1)
    # The root of nothing has no gradient.
    return (moved / spread.clamp_min(1e-4) + 1e-8).sqrt()
