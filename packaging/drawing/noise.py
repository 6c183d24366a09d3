"""Noise that repeats, and what is made of it."""

# ruff: noqa: PLR2004 - a drawing is made of numbers

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

__all__ = ["Noise", "Plane", "mix", "smoothstep"]

Plane = NDArray[np.float32]

_SIDE = 1024


class Noise:
    """Value noise on a lattice of random numbers, read with cubic interpolation.

    Parameters
    ----------
    seed : int
    """

    def __init__(self, seed: int) -> None:
        lattice = np.random.default_rng(seed).uniform(-1, 1, (_SIDE, _SIDE))
        self._lattice = lattice.astype(np.float32)

    def at(self, x: Plane, y: Plane) -> Plane:
        """Read at points, in lattice units; about in [-1, 1]."""
        x, y = (np.mod(part, _SIDE).astype(np.float32) for part in np.broadcast_arrays(x, y))
        return cv2.remap(self._lattice, x, y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_WRAP)

    def layered(self, x: Plane, y: Plane, octaves: int, *, gain: float = 0.5) -> Plane:
        """Sum octaves: clouds."""
        total, weight = np.zeros(np.broadcast(x, y).shape, np.float32), 1.0
        for octave in range(octaves):
            scale = np.float32(2.03**octave)
            total += np.float32(weight) * self.at(x * scale + 37.1 * octave, y * scale + 91.7 * octave)
            weight *= gain
        return total

    def ridged(self, x: Plane, y: Plane, octaves: int, *, gain: float = 0.5) -> Plane:
        """Sum folded octaves, each finer one strong where the last was: ridges and gullies; about in [0, 1.6]."""
        total = np.zeros(np.broadcast(x, y).shape, np.float32)
        carry = np.ones_like(total)
        weight = 1.0
        for octave in range(octaves):
            scale = np.float32(2.07**octave)
            fold = 1 - np.sqrt(self.at(x * scale + 53.3 * octave, y * scale + 17.9 * octave) ** 2 + 0.004) * 1.35
            fold = np.clip(fold, 0, 1) ** 2 * carry
            total += np.float32(weight) * fold
            carry = np.clip(fold * 2.3, 0, 1)
            weight *= gain
        return total


def smoothstep(low: float, high: float, value: Plane) -> Plane:
    """Rise from 0 at `low` to 1 at `high`, without corners."""
    t = np.clip((value - np.float32(low)) / np.float32(high - low), 0, 1)
    return t * t * (3 - 2 * t)


def mix(first: Plane, second: Plane, share: Plane) -> Plane:
    """Go from the first to the second as the share goes from 0 to 1; colours by a plane."""
    if share.ndim == 2 and max(np.ndim(first), np.ndim(second)) != 2:
        share = share[:, :, None]
    return np.asarray(first + (second - first) * share, np.float32)
