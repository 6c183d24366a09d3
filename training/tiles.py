"""How a bank's tiles are parametrised: spectra in units of visibility, limited peaks and chroma."""

from __future__ import annotations

import math
import random
from itertools import product

import torch
import torch.nn.functional as F
from torch import Tensor

SIDE = 64
"""Pixels a side of a tile."""

WARP = 1.2
"""Pixels (rms) by which sheets move the parts of a tile."""

NODES = 16
"""Pixels between the nodes of such a warp, which is smooth between them."""

# rms (of 255) at which band-limited noise meets SSIMULACRA2 = 70, by octave (cycles a pixel), with two changes made
# by eye: the metric forgives fine colour more than people do, and a pattern that repeats is seen sooner than noise
# where it is coarse, first of all in red and green.
_OCTAVES = (1.5 / 64, 1.5 / 32, 1.5 / 16, 1.5 / 8, 0.4)
_THRESHOLDS = {
    "Y": (0.70, 0.75, 1.30, 3.12, 6.06),
    "Cb": (0.90, 1.40, 3.00, 7.00, 10.0),
    "Cr": (0.70, 0.90, 1.80, 4.50, 7.0),
}
_YCC_TO_RGB = torch.tensor([[1, 0, 1.402], [1, -0.344136, -0.714136], [1, 1.772, 0]])  # ITU-T T.871
_RGB_TO_CHROMA = torch.tensor([[-0.168736, -0.331264, 0.5], [0.5, -0.418688, -0.081312]])
_PEAK = 16 / 255
_MARGIN = 8
_CHROMA_LIMITS = (4.5, 3.5)  # rms of Cb and Cr, of 255, at SSIMULACRA2 = 70: coloured grain is seen beyond


def thresholds(side: int = SIDE) -> Tensor:
    """Threshold of each frequency, shape (3, side, side), in [0, 1] units of Y, Cb and Cr; 0 for the mean."""
    frequencies = torch.fft.fftfreq(side)
    radius = torch.hypot(frequencies[:, None], frequencies[None]).clamp_min(1 / 128).log2()
    knots = torch.tensor(_OCTAVES).log2()
    planes = []
    for values in _THRESHOLDS.values():
        heights = torch.tensor(values).log()
        right = torch.searchsorted(knots, radius.contiguous()).clamp(1, len(knots) - 1)
        share = ((radius - knots[right - 1]) / (knots[right] - knots[right - 1])).clamp(0, 1)
        planes.append((heights[right - 1] + share * (heights[right] - heights[right - 1])).exp() / 255)
    weights = torch.stack(planes)
    weights[:, 0, 0] = 0
    return weights


def start(entries: int, generator: torch.Generator) -> Tensor:
    """Draw the start of a bank, shape (entries, 3, side, side): noise, with less in chroma."""
    theta = torch.randn(1, 3, SIDE, SIDE, generator=generator) * torch.tensor([1, 0.7, 0.7])[:, None, None]
    return theta.repeat(entries, 1, 1, 1)


def tiles(theta: Tensor, weights: Tensor) -> Tensor:
    """Make the tiles, shape (entries, 3, side, side), RGB in [0, 1] units, of about the visibility of 70."""
    theta = theta / theta.pow(2).mean((2, 3), keepdim=True).sum(1, keepdim=True).sqrt()
    ycc = torch.fft.ifft2(torch.fft.fft2(theta) * weights).real
    rgb = torch.einsum("rc,kchw->krhw", _YCC_TO_RGB.to(theta.device), ycc)
    return torch.tanh(rgb / _PEAK) * _PEAK


def theta_of(shapes: Tensor, weights: Tensor) -> Tensor:
    """Find what `tiles` would make tiles of, up to a factor for each of them, by bisection of that factor.

    Parameters
    ----------
    shapes : Tensor, shape (entries, 3, side, side), RGB in [0, 1] units at any amount.
    weights : Tensor
        As for `tiles`.
    """
    inverse, divisors = torch.linalg.inv(_YCC_TO_RGB).to(shapes.device), torch.where(weights > 0, weights, torch.inf)

    def found(shape: Tensor, amount: float) -> Tensor:
        ycc = torch.einsum("cr,rhw->chw", inverse, torch.atanh(shape / amount / _PEAK) * _PEAK)
        return torch.fft.ifft2(torch.fft.fft2(ycc) / divisors).real

    thetas = []
    for shape in shapes:
        # The larger the factor, the less there was before the peaks were limited.
        low, high = float(shape.abs().max()) / _PEAK * 1.0001, 64.0
        for _ in range(60):
            middle = (low + high) / 2
            norm = float(found(shape, middle).pow(2).mean((1, 2)).sum().sqrt())
            low, high = (middle, high) if norm > 1 else (low, middle)
        thetas.append(found(shape, high))
    return torch.stack(thetas)


def woven(tile: Tensor, size: int, chance: random.Random, *, warp: float = WARP) -> Tensor:
    """Cut a square of `size` out of the tiled plane, (3, size, size), as the program lays it out.

    Phase, flip and quarter turns are drawn, and so is a smooth warp of `warp` pixels (rms): it costs 5 % of
    displacement, and of a tile that is known to all leaves a correlation of 0.2.
    """
    tile = _turned(tile, chance).roll((chance.randrange(SIDE), chance.randrange(SIDE)), (1, 2))
    # A margin on all sides, so that what is moved in from beyond an edge is there.
    wide = size + 2 * _MARGIN
    repeats = math.ceil(wide / SIDE)
    plane = tile.repeat(1, repeats, repeats)[:, :wide, :wide]
    return _warped(plane, warp)[:, _MARGIN:-_MARGIN, _MARGIN:-_MARGIN] if warp else plane[:, :size, :size]


def _turned(tile: Tensor, chance: random.Random) -> Tensor:
    """Turn by quarters, and flip or not, shape (C, S, S)."""
    tile = torch.rot90(tile, chance.randrange(4), (1, 2))
    return tile.flip(2) if chance.random() < 0.5 else tile


def _warped(plane: Tensor, rms: float) -> Tensor:
    size = plane.shape[-1]
    nodes = torch.randn(1, 2, size // NODES + 2, size // NODES + 2).to(plane.device)
    moved = F.interpolate(nodes, scale_factor=NODES, mode="bicubic")[0, :, :size, :size]
    moved = moved / moved.pow(2).mean().sqrt() * rms
    at = torch.arange(size, device=plane.device, dtype=torch.float32)
    places = torch.stack([at[None, :] + moved[0], at[:, None] + moved[1]], -1)
    grid = (2 * places + 1) / size - 1
    return F.grid_sample(plane[None], grid[None], mode="bicubic", padding_mode="reflection", align_corners=False)[0]


def pieced(tile: Tensor, side: int, chance: random.Random) -> Tensor:
    """Lay out a tile anew of small pieces of itself, each drawn and turned: a line in it ends where a piece does.

    Encoders look at a neighbourhood, and are moved nearly as far. People see lines that run far, first of all where
    nothing hides them.

    Parameters
    ----------
    tile : Tensor, shape (C, SIDE, SIDE)
    side : int
        Pixels a side of a piece; it fades into the next for half as many. Divides `SIDE`.
    """
    fade = side // 2
    at = torch.arange(side + fade)
    places = torch.stack(torch.meshgrid(at, at, indexing="ij"))
    sources, targets = [], []
    for row, column in product(range(0, SIDE, side), repeat=2):
        sources.append(_indices(_turned(places, chance), chance.randrange(SIDE), chance.randrange(SIDE)))
        targets.append(_indices(places, row, column))
    # Pieces fade at constant energy, as blocks do.
    rising = torch.sin((torch.arange(fade) + 0.5) / fade * (math.pi / 2))
    window = torch.cat([rising, torch.ones(side - fade), rising.flip(0)])
    weights = (window[:, None] * window).flatten().repeat(len(sources)).to(tile.device)
    source, target = (torch.stack(each).flatten().to(tile.device) for each in (sources, targets))
    flat = tile.flatten(1)
    return torch.zeros_like(flat).index_add(1, target, flat[:, source] * weights).view_as(tile)


def _indices(places: Tensor, top: int, left: int) -> Tensor:
    """Give where places, shape (2, ...), lie in a flattened tile, from (top, left) on and around its edges."""
    down, across = places
    return (down + top) % SIDE * SIDE + (across + left) % SIDE


def harshness(shapes: Tensor) -> Tensor:
    """Penalise what the eye sees and the metric forgives, colour beyond its share; shape (entries,).

    Parameters
    ----------
    shapes : Tensor, shape (entries, 3, side, side), in [0, 1] units, at the amount in which they are seen.
    """
    chroma = torch.einsum("oc,kchw->kohw", _RGB_TO_CHROMA.to(shapes.device), shapes) * 255
    rms = chroma.pow(2).mean((2, 3)).sqrt()
    limits = torch.tensor(_CHROMA_LIMITS, device=shapes.device)
    return (rms / limits - 1).clamp_min(0).pow(2).sum(1)
