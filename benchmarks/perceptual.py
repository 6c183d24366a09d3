"""How visible a change is, by several measures that see different things."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from colour_difference import ciede2000, lab
from per_picture import as_tensor
from similarity import score
from squares import Pixels
from st_lpips import ShiftTolerantLpips


@dataclass(frozen=True, slots=True)
class Visible:
    """What is seen of a change.

    Attributes
    ----------
    ssimulacra2 : float
        100 is the same picture.
    st_lpips : float or None
        0 is the same; None without its weights.
    ciede2000, ciede2000_95 : float
        Mean over the pixels, and their 95th percentile.
    psnr : float
        In decibels, over the three channels.
    """

    ssimulacra2: float
    st_lpips: float | None
    ciede2000: float
    ciede2000_95: float
    psnr: float


def visible(before: Pixels, after: Pixels, metric: ShiftTolerantLpips | None) -> Visible:
    """Measure a change of a picture, (H, W, 3), uint8, sRGB."""
    apart = ciede2000(lab(before), lab(after))
    return Visible(
        ssimulacra2=score(before, after),
        st_lpips=None if metric is None else float(metric.distance(as_tensor(before), as_tensor(after))),
        ciede2000=float(apart.mean()),
        ciede2000_95=float(np.quantile(apart, 0.95)),
        psnr=psnr(before, after),
    )


def psnr(before: Pixels, after: Pixels) -> float:
    """Give the peak signal to noise ratio in decibels; infinite where nothing changed."""
    error = float(np.mean((before.astype(float) - after) ** 2))
    return float("inf") if error == 0 else 10 * float(np.log10(255**2 / error))
