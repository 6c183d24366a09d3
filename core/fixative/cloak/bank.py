"""The bank: periodic perturbations at native scale, one for each texture class, made by `training/train.py`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from fixative_assets import resource

__all__ = ["Bank", "load_bank"]


# Told apart by identity, so that what is made of a bank can be kept beside it.
@dataclass(frozen=True, slots=True, eq=False)
class Bank:
    """A trained bank.

    Attributes
    ----------
    tiles : ndarray, shape (K, S, S, 3), float32
        Periodic perturbations in RGB, in 8-bit steps, at about SSIMULACRA2 = 70.
    borders : ndarray, shape (K - 1,), float32
        Where the texture classes part (`selection.texture_class`).
    """

    tiles: NDArray[np.float32]
    borders: NDArray[np.float32]


@lru_cache(maxsize=1)
def load_bank() -> Bank:
    """Load the bank that travels with Fixative."""
    with resource("bank", "bank.npz").open("rb") as file, np.load(file) as stored:
        scales = stored["scales"].astype(np.float32)
        return Bank(
            tiles=stored["tiles"].astype(np.float32) * scales[:, None, None, None],
            borders=stored["borders"].astype(np.float32),
        )
