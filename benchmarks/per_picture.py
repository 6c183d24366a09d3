"""Attacks that are worked out for one picture on one encoder by projected gradient steps: what others do.

Their sizes are not fixed: each gets the ball that has the wanted SSIMULACRA2 on this picture, so that it spends all
that may be seen and no more. Losses written anew after the papers: PhotoGuard (Salman et al. 2023, section 3.1) draws
the latent to that of a grey picture, Mist (Liang and Wu 2023, textural loss) to that of a pattern of high contrast.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import torch
from noise import amount_at, rounded
from squares import Pixels
from surrogates import encode
from torch import Tensor, nn

STEPS = 40
_PROBING = 8  # steps that are enough to tell how visible a ball of some size is
_START = 4 / 255
_STRIDE = 2.5  # of the ball's radius in all steps together, after Madry et al. 2018, section 5


class Aim(StrEnum):
    """Where an attack pushes the latent."""

    AWAY = "PGD"
    GREY = "PhotoGuard"
    TEXTURE = "Mist"


@dataclass(frozen=True, slots=True)
class Attacked:
    """A picture that was attacked.

    Attributes
    ----------
    pixels : ndarray, shape (H, W, 3), uint8
    radius : float
        Of the L-infinity ball, in 8-bit steps.
    stretch : float
        By how much the residual was scaled in the end to meet the score; 1 where the ball was right.
    """

    pixels: Pixels
    radius: float
    stretch: float


def attack(
    before: Pixels, net: nn.Module, aim: Aim, *, wanted: float, chance: torch.Generator, steps: int = STEPS
) -> Attacked:
    """Attack a picture.

    Parameters
    ----------
    before : ndarray, shape (H, W, 3), uint8, sRGB
    net : Module
        The encoder that the gradients come from.
    aim : Aim
    wanted : float
        SSIMULACRA2 of the result.
    chance : torch.Generator
        Draws the place in the ball to start from.
    steps : int
        In the ball of the right size; a few more find that size.
    """
    probe = _pushed(before, net, aim, radius=_START, steps=_PROBING, chance=chance)
    radius = _START * _fitted(before, probe, wanted, chance)[0]
    residual = _pushed(before, net, aim, radius=radius, steps=steps, chance=chance)
    stretch, pixels = _fitted(before, residual, wanted, chance)
    return Attacked(pixels, radius * 255, stretch)


def _fitted(before: Pixels, residual: np.ndarray, wanted: float, chance: torch.Generator) -> tuple[float, Pixels]:
    # Sign steps leave nearly every sample at the ball's surface: rounded as they are, all would jump to the next step
    # at one amount, and the score with them, by points. With dither they go one by one.
    dither = torch.rand(before.shape, generator=chance).numpy() - 0.5

    def changed(amount: float) -> Pixels:
        moved = amount * residual
        return rounded(before + np.where(moved == 0, 0, moved + dither))

    return amount_at(before, changed, wanted, start=1.0)


def texture(side: tuple[int, int]) -> Pixels:
    """Draw a pattern of high contrast: rings, inverted in every other of a grid of cells."""
    y, x = np.mgrid[0 : side[0], 0 : side[1]]
    rings = np.sin(np.hypot(y - side[0] / 2, x - side[1] / 2) * (2 * np.pi / 12)) > 0
    cells = (y // 32 + x // 32) % 2 == 1
    return np.repeat(np.where(rings ^ cells, 255, 0).astype(np.uint8)[:, :, None], 3, 2)


def as_tensor(pixels: Pixels) -> Tensor:
    """Turn (H, W, 3), uint8, into (1, 3, H, W) in [0, 1]."""
    return torch.from_numpy(pixels.copy()).permute(2, 0, 1)[None].float() / 255


def _goal(before: Pixels, aim: Aim) -> Pixels:
    if aim is Aim.GREY:
        return np.full_like(before, 128)
    return texture(before.shape[:2]) if aim is Aim.TEXTURE else before


def _pushed(
    before: Pixels, net: nn.Module, aim: Aim, *, radius: float, steps: int, chance: torch.Generator
) -> np.ndarray:
    """Give the residual, (H, W, 3), in 8-bit steps."""
    clean = as_tensor(before)
    with torch.no_grad():
        goal = encode(net, as_tensor(_goal(before, aim)))
    sign = 1 if aim is Aim.AWAY else -1
    stride = sign * _STRIDE * radius / steps
    # A random start: at the picture itself the distance to its own latent has no gradient.
    moved = (torch.rand(clean.shape, generator=chance) * 2 - 1) * radius
    for _ in range(steps):
        free = (clean + moved).clamp(0, 1).requires_grad_()
        (encode(net, free) - goal).pow(2).mean().backward()
        assert free.grad is not None  # noqa: S101 - for the reader of types
        moved = (moved + stride * free.grad.sign()).clamp(-radius, radius)
        moved = (clean + moved).clamp(0, 1) - clean
    return moved[0].permute(1, 2, 0).numpy() * 255
