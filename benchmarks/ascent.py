"""Ascent that sees the very picture and every encoder: how far a perturbation of equal visibility could go at all.

No attack of the tables: those see one encoder. This one has the training's own loss, parametrisation and processing
(`training/train.py`), but for one picture instead of a bank. It is no proof of a limit: more steps reach further yet.
"""

from __future__ import annotations

import random
from collections.abc import Collection

import numpy as np
import torch
import torch.nn.functional as F
from bearings import bearing
from numpy.typing import NDArray
from per_picture import as_tensor
from processing import process, random_processing, rounded
from squares import Pixels
from surrogates import displacement, encode
from tiles import thresholds, tiles
from torch import Tensor, nn
from visible_cost import VisibleCost, raw_for

Planes = NDArray[np.float32]

_RATE = 0.05
_SPECTRAL = 0.3  # share of the spectrum's energy in the cost; without it, colour that the metric cannot see grows
_MARGIN = 32  # pixels that a view is smaller than the picture: an encoder by 32 wants whole blocks
_OFFSETS = 8  # places down and across that a view is drawn from: an encoder's grid, by 8, must not be learned
_MOST = 12.0

_STRIDE = 0.35  # of a gradient step, against the rms of what it is added to
_NEAR = 9  # pixels a side of the window in which a gradient is made even
_YCC_TO_RGB = torch.tensor([[1, 0, 1.402], [1, -0.344136, -0.714136], [1, 1.772, 0]])  # ITU-T T.871


def climbed(
    before: Pixels, encoders: dict[str, nn.Module], *, wanted: float, looks: Collection[int], seed: int
) -> dict[int, Planes]:
    """Ascend on a picture by Adam, one encoder, processing and view drawn for each step.

    Parameters
    ----------
    before : ndarray, shape (S, S, 3), uint8, sRGB
        S is a multiple of 32, at least 64.
    encoders : dict of str to Module
    wanted : float
        SSIMULACRA2 at which displacement is climbed.
    looks : collection of int
        After how many steps to look; the most ends the ascent.
    seed : int

    Returns
    -------
    dict of int to ndarray, shape (S, S, 3), float32
        Perturbations at a bearing of 1, in 8-bit steps, by look. 0 is where the ascent starts: noise.
    """
    chance, drawn = random.Random(seed), torch.Generator().manual_seed(seed)
    clean, bears = as_tensor(before), torch.from_numpy(bearing(before))
    side = before.shape[0]
    cost, goal, weights = VisibleCost(clean), raw_for(wanted), thresholds(side)
    theta = torch.randn(1, 3, side, side, generator=drawn) * torch.tensor([1, 0.7, 0.7])[:, None, None]
    adam = torch.optim.Adam([theta.requires_grad_()], lr=_RATE)
    found = {}
    for step in range(max(looks) + 1):
        shape = tiles(theta, weights)
        if step in looks:
            found[step] = shape.detach()[0].permute(1, 2, 0).numpy() * 255
        if step == max(looks):
            break
        net = encoders[chance.choice(list(encoders))]
        view = _View(random_processing(chance), chance.randrange(_OFFSETS), chance.randrange(_OFFSETS))
        pattern = shape * bears
        amount, slope = cost.amount_for(wanted, pattern.detach(), clean, torch.ones(1), most=_MOST)
        after = rounded(clean + amount * pattern).clamp(0, 1)
        with torch.no_grad():
            latents = encode(net, view(clean))
        # Nothing may be left of a perturbation on blank paper, once it is rounded.
        moved = displacement(latents, encode(net, view(after))).clamp_min(1e-3)
        seen = (cost.raw(after).clamp_min(1e-3) / goal) ** (2 / slope) + _SPECTRAL * amount**2
        adam.zero_grad()
        (seen.log() / 2 - moved.log()).mean().backward()
        adam.step()
    return found


def stepped(
    before: Pixels, start: Planes, encoders: dict[str, nn.Module], looks: Collection[int], *, seed: int
) -> dict[int, Planes]:
    """Take steps of the true gradient, mean over encoders, from a perturbation, and keep its rms.

    What one pass of a network that looks at the picture could add to a tile is of this kind. The gradient is taken in
    units of what is seen (the squares of the thresholds), and made even all over the picture; every second one is that
    of the picture after a process that is drawn.

    Parameters
    ----------
    before : ndarray, shape (S, S, 3), uint8, sRGB
    start : ndarray, shape (S, S, 3), float32
        In 8-bit steps.
    encoders : dict of str to Module
    looks : collection of int
        After how many steps to look; the most ends them.
    seed : int

    Returns
    -------
    dict of int to ndarray, shape (S, S, 3), float32
        By look.
    """
    chance = random.Random(seed)
    clean, bears = as_tensor(before), torch.from_numpy(bearing(before))
    weights = thresholds(before.shape[0]) ** 2
    moved = torch.from_numpy(start).permute(2, 0, 1)[None] / 255
    rms, found = _rms(moved), {}
    for step in range(1, max(looks) + 1):
        drawn = [] if step % 2 else random_processing(chance)
        free = moved.clone().requires_grad_()
        for net in encoders.values():
            with torch.no_grad():
                latents = encode(net, process(clean, drawn))
            displacement(latents, encode(net, process(clean + free, drawn))).log().mean().backward()
        assert free.grad is not None  # noqa: S101 - for the reader of types
        uphill = _even(_in_units_seen(_even(free.grad), weights)) * bears
        moved = moved / rms + _STRIDE * uphill / _rms(uphill)
        moved = moved * (rms / _rms(moved))
        if step in looks:
            found[step] = moved[0].permute(1, 2, 0).numpy() * 255
    return found


class _View:
    """What an encoder sees of a picture in one step: a part of it, processed."""

    def __init__(self, steps: list[tuple[str, float]], top: int, left: int) -> None:
        self._steps, self._top, self._left = steps, top, left

    def __call__(self, pixels: Tensor) -> Tensor:
        side = pixels.shape[-1] - _MARGIN
        part = pixels[..., self._top : self._top + side, self._left : self._left + side]
        return process(part, self._steps)


def _in_units_seen(gradient: Tensor, weights: Tensor) -> Tensor:
    by_colour = torch.einsum("rc,brhw->bchw", _YCC_TO_RGB, gradient)
    weighted = torch.fft.ifft2(torch.fft.fft2(by_colour) * weights).real
    return torch.einsum("rc,bchw->brhw", _YCC_TO_RGB, weighted)


def _even(planes: Tensor) -> Tensor:
    """Divide by the rms nearby: where a picture is flat its encoders are touchy, and would take all of a step."""
    around = F.pad(planes.pow(2).mean(1, keepdim=True), (_NEAR // 2,) * 4, mode="reflect")
    near = F.avg_pool2d(around, _NEAR, 1).sqrt()
    return planes / near.clamp_min(1e-9 * float(near.max()) + 1e-30)


def _rms(planes: Tensor) -> Tensor:
    return planes.pow(2).mean().sqrt()
