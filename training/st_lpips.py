"""ST-LPIPS: a perceptual distance that a shift by a pixel does not disturb; AlexNet, its own backbone.

Source: Ghildyal and Liu 2022, "Shift-tolerant Perceptual Similarity Metric". Written anew for the published weights
(`alex_shift_tolerant.pth` of PyPI's stlpips-pytorch, which asks for torchvision and more).
"""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

# Name in the weights, its padding, and what stands before: a blurred halving after the largest of 3 x 3, or nothing.
_LATER = (("slice2.5", 2, "slice2.4"), ("slice3.9", 1, "slice3.8"), ("slice4.11", 1, ""), ("slice5.13", 1, ""))


class ShiftTolerantLpips:
    """The metric.

    Parameters
    ----------
    weights : Path
    device : str, optional
    dtype : torch.dtype, optional
        What the features are computed in; distances are summed in float32.
    """

    def __init__(self, weights: Path, *, device: str = "cpu", dtype: torch.dtype = torch.float32) -> None:
        state: dict[str, Tensor] = torch.load(weights, map_location="cpu", weights_only=True)
        self._state = {name: value.to(device, dtype, memory_format=_layout(value)) for name, value in state.items()}
        self._dtype = dtype

    def distance(self, before: Tensor, after: Tensor) -> Tensor:
        """Give the distance of pictures, (B, 3, H, W), sRGB in [0, 1], shape (B,); 0 is the same."""
        return self.apart(self.features(before), after)

    def features(self, pixels: Tensor) -> list[Tensor]:
        """Give what the metric sees in pictures, a map of unit vectors for each of five layers."""
        x = pixels.to(self._dtype, memory_format=torch.channels_last)
        x = (x * 2 - 1 - self._state["scaling_layer.shift"]) / self._state["scaling_layer.scale"]
        x = self._halved(self._convolved(x, "slice1.0", 2), "slice1.1").relu()
        features = [_unit(x)]
        for name, padding, halving in _LATER:
            if halving:
                x = self._halved(F.max_pool2d(x, 3, 1), halving)
            x = self._convolved(x, name, padding).relu()
            features.append(_unit(x))
        return features

    def apart(self, seen: list[Tensor], after: Tensor) -> Tensor:
        """Give the distance of pictures from what was seen in others (`features`); gradients pass to `after`."""
        total = torch.zeros(len(after), device=after.device)
        for index, (one, other) in enumerate(zip(seen, self.features(after), strict=True)):
            weight = self._state[f"lin{index}.model.1.weight"].float()
            total = total + (weight * (one - other).float() ** 2).sum(1).mean((1, 2))
        return total

    def _convolved(self, x: Tensor, name: str, padding: int) -> Tensor:
        return F.conv2d(x, self._state[f"net.{name}.weight"], self._state[f"net.{name}.bias"], padding=padding)

    def _halved(self, x: Tensor, name: str) -> Tensor:
        return F.conv2d(F.pad(x, (2, 2, 2, 2), "reflect"), self._state[f"net.{name}.filt"], stride=2, groups=x.shape[1])


def _layout(value: Tensor) -> torch.memory_format:
    return torch.channels_last if value.dim() == 4 else torch.preserve_format


def _unit(features: Tensor) -> Tensor:
    return features / ((features * features).sum(1, keepdim=True) + 1e-6).sqrt()
