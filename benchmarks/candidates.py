"""What is held against each other on a square, all of it at the cloak's own SSIMULACRA2."""

from __future__ import annotations

import hashlib

import numpy as np
import torch
from cloaking import cloaked
from noise import at_score, correlated, matched, white
from per_picture import Aim, Attacked, attack
from readings import CLOAK, CORRELATED, MATCHED, WHITE
from similarity import score
from squares import Pixels, Square
from torch import nn


def woven(square: Square, visible_cost: float) -> Pixels:
    """Cloak a square."""
    return cloaked(square.pixels, visible_cost, square.name)


def with_noises(square: Square, after: Pixels) -> dict[str, Pixels]:
    """Put beside a cloaked square the noises at the SSIMULACRA2 that it reached."""
    before, residual = square.pixels, after.astype(float) - square.pixels
    wanted, chance = score(before, after), np.random.default_rng(list(square.name.encode()))
    return {
        CLOAK: after,
        WHITE: at_score(before, white(before.shape, chance), wanted),
        MATCHED: at_score(before, matched(residual, chance), wanted),
        CORRELATED: at_score(before, correlated(residual, chance), wanted),
    }


def attacks(square: Square, after: Pixels, net: nn.Module) -> dict[Aim, Attacked]:
    """Make the attacks on one encoder at the SSIMULACRA2 that a cloak reached."""
    wanted = score(square.pixels, after)
    seed = int.from_bytes(hashlib.blake2b(square.name.encode(), digest_size=4).digest(), "big")
    return {
        aim: attack(square.pixels, net, aim, wanted=wanted, chance=torch.Generator().manual_seed(seed)) for aim in Aim
    }
