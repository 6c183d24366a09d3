"""Muon (Jordan et al. 2024): the step of a convolution is its smoothed gradient made orthogonal.

On the lens it learns in three hundred steps what Adam does not in a thousand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import torch
from torch import Tensor, nn

_TURNS = 5
_TURN = (3.4445, -4.7750, 2.0315)


def orthogonal(matrix: Tensor) -> Tensor:
    """Bring all singular values near 1, by Newton-Schulz."""
    wide = matrix if matrix.shape[0] <= matrix.shape[1] else matrix.T
    wide = wide / (wide.norm() + 1e-7)
    for _ in range(_TURNS):
        square = wide @ wide.T
        wide = _TURN[0] * wide + (_TURN[1] * square + _TURN[2] * square @ square) @ wide
    return wide if matrix.shape[0] <= matrix.shape[1] else wide.T


class Muon(torch.optim.Optimizer):
    """Muon for convolutions, Adam at a tenth of the rate for what has one dimension."""

    def __init__(self, parameters: Iterable[nn.Parameter], rate: float) -> None:
        super().__init__(parameters, {"lr": rate})

    @torch.no_grad()
    def step(self, closure: Callable[[], float] | None = None) -> None:  # noqa: ARG002 - of the base
        """Descend by the gradients that are there."""
        for group in self.param_groups:
            for weight in group["params"]:
                if weight.grad is not None:
                    weight.add_(self._direction(weight), alpha=-group["lr"])

    def _direction(self, weight: Tensor) -> Tensor:
        slope, state = weight.grad, self.state[weight]
        if not state:
            state |= {"mean": torch.zeros_like(weight), "square": torch.zeros_like(weight), "steps": 0}
        state["steps"] += 1
        mean = state["mean"].lerp_(slope, 0.1)
        if weight.ndim > 1:
            step = orthogonal(slope.lerp(mean, 0.9).flatten(1))
            return step.view_as(weight) * max(1.0, step.shape[0] / step.shape[1]) ** 0.5
        square = state["square"].lerp_(slope.square(), 0.01)
        known, sure = (1 - decay ** state["steps"] for decay in (0.9, 0.99))
        return 0.1 * (mean / known) / ((square / sure).sqrt() + 1e-8)
