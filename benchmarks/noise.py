"""Noise to hold a cloak against, and the amount of anything that has a wanted SSIMULACRA2."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from similarity import score
from squares import Pixels

_CLOSE = 0.05  # points of SSIMULACRA2; displacement grows by some 3 % with each point
_LOOKS = 16
_LEAST, _MOST = 0.01, 64.0


def rounded(pixels: NDArray[np.floating]) -> Pixels:
    """Give whole steps of 8 bits."""
    return np.clip(np.rint(pixels), 0, 255).astype(np.uint8)


def amount_at(
    before: Pixels, changed: Callable[[float], Pixels], wanted: float, *, start: float = 4.0
) -> tuple[float, Pixels]:
    """Find how much of a change has a wanted SSIMULACRA2.

    Parameters
    ----------
    before : ndarray, shape (H, W, 3), uint8
    changed : callable
        Gives `before` with an amount of the change.
    wanted : float
    start : float
        Where to look first.

    Returns
    -------
    amount : float
        In [0.01, 64]: blank paper, where most of a change is cut off, may bear more than that.
    after : ndarray, shape (H, W, 3), uint8
    """
    low, high, amount = _LEAST, _MOST, start
    looks: list[tuple[float, float, Pixels]] = []
    while not looks or (looks[-1][0] > _CLOSE and len(looks) < _LOOKS):
        after = changed(amount)
        here = score(before, after)
        looks.append((abs(here - wanted), amount, after))
        low, high = (amount, high) if here > wanted else (low, amount)
        # What is missing to 100 grows nearly as the amount does; where that leads astray, halve what is left.
        amount *= (100 - wanted) / max(100 - here, 1.0)
        if not low < amount < high:
            amount = float(np.sqrt(low * high))
    _, amount, after = min(looks, key=lambda look: look[0])
    return amount, after


def at_score(before: Pixels, noise: NDArray[np.floating], wanted: float) -> Pixels:
    """Add as much noise of unit rms as has a wanted SSIMULACRA2."""
    return amount_at(before, lambda amount: rounded(before + amount * noise), wanted)[1]


def white(shape: tuple[int, ...], chance: np.random.Generator) -> NDArray[np.floating]:
    """Noise of unit rms, each sample for itself."""
    return chance.standard_normal(shape)


def matched(residual: NDArray[np.floating], chance: np.random.Generator) -> NDArray[np.floating]:
    """Noise of unit rms with the power spectrum of a residual: phases are drawn for each channel by itself."""
    return _shifted(residual, chance.standard_normal(residual.shape))


def correlated(residual: NDArray[np.floating], chance: np.random.Generator) -> NDArray[np.floating]:
    """Noise of unit rms with the power spectrum and the colours of a residual.

    One phase is added to the three channels, so that what they share stays: their cross-spectra.
    """
    return _shifted(residual, chance.standard_normal((*residual.shape[:2], 1)))


def _shifted(residual: NDArray[np.floating], drawn: NDArray[np.floating]) -> NDArray[np.floating]:
    """Add the phases of drawn noise, whose symmetry keeps the result real."""
    phases = np.angle(np.fft.fft2(drawn, axes=(0, 1)))
    spectrum = np.fft.fft2(residual - residual.mean((0, 1)), axes=(0, 1)) * np.exp(1j * phases)
    noise = np.fft.ifft2(spectrum, axes=(0, 1)).real
    return noise / noise.std()
