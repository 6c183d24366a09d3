"""SSIMULACRA2 that lets gradients through, for batches of crops.

Source: cloudinary/ssimulacra2, version 2.1. Weights below 0.01 are left out: together they move no score by 0.01.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor

C2 = 0.0009
OPSIN = ((0.30, 0.622, 0.078), (0.23, 0.692, 0.078), (0.24342268924547819, 0.20476744424496821, 0.5518098665095536))
OPSIN_BIAS = 0.0037930732552754493

STRUCTURE, ARTEFACT, LOST = range(3)
# scale -> (channel of X, Y, B; norm 1 or 4; map; weight)
WEIGHTS: dict[int, tuple[tuple[int, int, int, float], ...]] = {
    0: ((1, 4, STRUCTURE, 7.466890328078848), (1, 4, LOST, 17.445833984131262)),
    1: (
        (0, 4, STRUCTURE, 1.1041726426657346),
        (1, 4, STRUCTURE, 6.683678146179332),
        (1, 4, LOST, 1.027889937768264),
    ),
    2: (
        (0, 4, STRUCTURE, 1.8422455520539298),
        (0, 4, ARTEFACT, 11.441172603757666),
        (1, 1, STRUCTURE, 225.20515300849274),
        (1, 4, STRUCTURE, 19.213238186143016),
    ),
    3: (
        (0, 4, STRUCTURE, 1.8787594979546387),
        (0, 4, ARTEFACT, 10.94906990605142),
        (1, 1, STRUCTURE, 176.39317598450694),
        (1, 4, STRUCTURE, 24.43300999870476),
        (1, 4, ARTEFACT, 0.28520802612117757),
        (2, 4, STRUCTURE, 8.826982764996862),
        (2, 4, ARTEFACT, 23.19243343998926),
    ),
    4: (
        (0, 1, ARTEFACT, 0.9677937080626833),
        (0, 4, ARTEFACT, 0.9981766977854967),
        (1, 4, STRUCTURE, 34.77906344483772),
        (1, 4, ARTEFACT, 44.835625328877896),
        (2, 1, STRUCTURE, 95.1080498811086),
        (2, 1, ARTEFACT, 0.9863978034400682),
        (2, 4, ARTEFACT, 171.2667255897307),
        (2, 1, LOST, 0.9834382792465353),
        (2, 4, LOST, 0.9807858872435379),
    ),
}
SCALES = max(WEIGHTS) + 1


def score(raw: Tensor) -> Tensor:
    """Turn the weighted sum of the maps into SSIMULACRA2 (100 is the same picture)."""
    x = raw * 0.9562382616834844
    x = 2.326765642916932 * x - 0.020884521182843837 * x**2 + 6.248496625763138e-05 * x**3
    return 100 - 10 * x.clamp_min(1e-9) ** 0.6276336467831387


def raw_for(wanted: float) -> float:
    """Find the weighted sum at which `score` is `wanted`, by bisection."""
    low, high = 0.0, 100.0
    for _ in range(60):
        middle = (low + high) / 2
        if float(score(torch.tensor(middle, dtype=torch.float64))) > wanted:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _blur(x: Tensor) -> Tensor:
    taps = torch.exp(-(torch.arange(-5.0, 6.0, device=x.device) ** 2) / 4.5)
    taps = (taps / taps.sum()).to(x.dtype)
    n = x.shape[1]
    x = F.conv2d(F.pad(x, (5, 5, 0, 0), mode="reflect"), taps.view(1, 1, 1, 11).expand(n, 1, 1, 11), groups=n)
    return F.conv2d(F.pad(x, (0, 0, 5, 5), mode="reflect"), taps.view(1, 1, 11, 1).expand(n, 1, 11, 1), groups=n)


def _linear(x: Tensor) -> Tensor:
    return torch.where(x <= 0.04045, x / 12.92, ((x.clamp_min(0.04045) + 0.055) / 1.055) ** 2.4)


def _xyb(linear: Tensor) -> Tensor:
    mixed = torch.einsum("oc,bchw->bohw", torch.tensor(OPSIN, device=linear.device), linear) + OPSIN_BIAS
    root = mixed.clamp_min(1e-6) ** (1 / 3) - OPSIN_BIAS ** (1 / 3)
    x, y, b = (root[:, :1] - root[:, 1:2]) / 2, (root[:, :1] + root[:, 1:2]) / 2, root[:, 2:]
    return torch.cat([x * 14 + 0.42, y + 0.01, b - y + 0.55], 1)


def _pyramid(pixels: Tensor) -> list[Tensor]:
    linear, levels = _linear(pixels), []
    for scale in range(SCALES):
        if scale:
            linear = F.avg_pool2d(linear, 2)
        if min(linear.shape[-2:]) < 8:  # the reference stops here as well
            break
        levels.append(_xyb(linear))
    return levels


def _norm(x: Tensor, p: int) -> Tensor:
    return x.mean((1, 2)) if p == 1 else ((x**4).mean((1, 2)) + 1e-20) ** 0.25


class VisibleCost:
    """How visible a change to some clean crops is.

    Parameters
    ----------
    clean : Tensor, shape (B, 3, H, W), sRGB in [0, 1]
    """

    def __init__(self, clean: Tensor) -> None:
        self._levels = []
        for x in _pyramid(clean):
            mean = _blur(x)
            self._levels.append((x, mean, _blur(x * x) - mean * mean))

    def raw(self, changed: Tensor) -> Tensor:
        """Weighted sum of the maps for each crop, shape (B,); `score` makes SSIMULACRA2 of it."""
        total = torch.zeros(len(changed), device=changed.device)
        for scale, ((x, mean_x, var_x), y) in enumerate(zip(self._levels, _pyramid(changed), strict=True)):
            mean_y = _blur(y)
            var_y, cov = _blur(y * y) - mean_y**2, _blur(x * y) - mean_x * mean_y
            structure = (1 - (1 - (mean_x - mean_y) ** 2) * (2 * cov + C2) / (var_x + var_y + C2)).clamp_min(0)
            edge = (1 + (y - mean_y).abs()) / (1 + (x - mean_x).abs()) - 1
            maps = {STRUCTURE: structure, ARTEFACT: edge.clamp_min(0), LOST: (-edge).clamp_min(0)}
            for channel, p, kind, weight in WEIGHTS[scale]:
                total = total + weight * _norm(maps[kind][:, channel], p)
        return total

    def amount_for(
        self, wanted: float, pattern: Tensor, clean: Tensor, start: Tensor, *, steps: int = 2, most: float = 6
    ) -> tuple[Tensor, Tensor]:
        """Find how much of `pattern` meets the visible cost `wanted`, from 0.2 to `most`, without gradients.

        Returns
        -------
        amount, slope : Tensor, shape (B,)
            `slope` is d log raw / d log amount there.
        """
        goal, amount, slope = math.log(raw_for(wanted)), start.clone(), torch.full_like(start, 1.6)
        before = None
        with torch.no_grad():
            for _ in range(steps):
                here = self.raw((clean + amount.view(-1, 1, 1, 1) * pattern).clamp(0, 1)).clamp_min(1e-6).log()
                if before is not None:
                    moved = (amount.log() - before[0]).abs() > 0.02
                    estimate = ((here - before[1]) / (amount.log() - before[0])).clamp(0.8, 2.4)
                    slope = torch.where(moved, estimate, slope)
                before = (amount.log(), here)
                # Blank paper clips half of the pattern away and would ask for ever more of it: it counts as it is.
                amount = (amount * torch.exp(((goal - here) / slope).clamp(-1.5, 1.5))).clamp(0.2, most)
        return amount, slope
