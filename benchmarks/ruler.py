"""Measure displacements on encoders."""

from __future__ import annotations

import torch
from per_picture import as_tensor
from processes import UNTOUCHED, Process
from readings import Readings
from squares import Pixels, Square
from surrogates import displacement, encode
from torch import nn


class Ruler:
    """Encoders to measure on.

    Parameters
    ----------
    encoders : dict of str to Module
    """

    def __init__(self, encoders: dict[str, nn.Module]) -> None:
        self.encoders = encoders

    def measure(
        self,
        readings: Readings,
        square: Square,
        candidates: dict[str, Pixels],
        processes: tuple[Process, ...] = (UNTOUCHED,),
    ) -> None:
        """Put D of candidates into readings; each goes through the same processes as the square itself."""
        for process in processes:
            before = process.apply(square.pixels, square.width)
            afters = {name: process.apply(pixels, square.width) for name, pixels in candidates.items()}
            readings.put(square.name, process.name, self.displacements(before, afters))

    def displacements(self, before: Pixels, afters: dict[str, Pixels]) -> dict[str, dict[str, float]]:
        """Give D of each, by encoder and name."""
        batch = torch.cat([as_tensor(before), *map(as_tensor, afters.values())])
        found = {}
        for name, net in self.encoders.items():
            with torch.inference_mode():
                latents = encode(net, batch)
                moved = displacement(latents[:1], latents[1:])
            found[name] = dict(zip(afters, moved.tolist(), strict=True))
        return found
