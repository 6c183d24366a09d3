"""The efficacy of the cloak in the README and in docs/what-a-cloak-does.md, told from what was measured.

That is in benchmarks/results/cloak.json and ceiling.json.

python benchmarks/telling.py
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from statistics import fmean
from typing import Any

from ceiling_readings import strict_gain
from leaving_out import left_out_gain, trained_on_gain
from machine import RESULTS
from readings import ALL_NOISES, CLOAK, NOISES, Readings
from tile_search import ALONE, STOLEN, named

_ROOT = RESULTS.parents[1]
_UNTOUCHED = "untouched"
_STEPS = 12
_PROCESSES = {
    _UNTOUCHED: "untouched",
    "JPEG 75": "after JPEG 75",
    "WebP 80": "after WebP 80",
    "resize 0.5": "at half size",
}
_NAMES = {"taef1": "FLUX.1", "taesana": "Sana", "taesd": "SD 1.x", "taesdxl": "SDXL"}


class Told:
    """What the results say, in the figures that people are told."""

    def __init__(self, results: dict[str, Any], ceiling: dict[str, Any]) -> None:
        self.pictures = len(results["pictures"])
        self.reached = fmean(results["ssimulacra2"][f"{results['visible_cost']:g}"])
        self.side = results["side"]
        self.machine = results["machine"]
        self.readings = _of_means(results["displacement"])
        self.averaged = _of_means(results["averaging"]["displacement"])
        self.searched = _of_means(results["tile search"])
        self.left_out = {name: _of_means(means) for name, means in results["left out"].items()}
        # By picture, for the attacks were made on some of them only.
        self.by_picture = Readings()
        for picture, found in results["pictures"].items():
            self.by_picture.put(picture, _UNTOUCHED, found)
        self.attacked = self.by_picture.pictures(_UNTOUCHED, "PGD")
        self.climbed = len(ceiling["pictures"])
        self.climbing = _of_means(ceiling["displacement"])
        self._attacked_encoder = results["attacks"]["encoder"]
        self._visible = results["visible"]

    def gain(self, process: str, *over: str) -> float:
        """Give the gain over a noise, or over the better of white and matched, mean over encoders."""
        return fmean(self.readings.gains(process, over or NOISES))

    def weakest(self) -> tuple[str, float]:
        """Give the encoder with the least gain, and that."""
        gain, name = min(zip(self.readings.gains(_UNTOUCHED), self.readings.encoders, strict=True))
        return _NAMES[name], gain

    def over_attack(self, attack: str) -> float:
        """Give D of the cloak over that of an attack on each picture, on those that were attacked."""
        return self.by_picture.ratio(_UNTOUCHED, CLOAK, attack)

    def climbed_gain(self, steps: int, process: str) -> float:
        """Give the gain of the cloak after some steps of the encoders' gradients on the very picture."""
        return strict_gain(self.climbing, steps, process)

    def attack_on_its_own(self, attack: str) -> float:
        """Give D of an attack over that of the cloak, on the encoder that it attacks."""
        return self.by_picture.gain(_UNTOUCHED, self._attacked_encoder, (CLOAK,), attack)

    def st_lpips(self, candidate: str) -> float:
        """Give the mean ST-LPIPS of a candidate on the pictures that were attacked."""
        return fmean(self._visible[candidate][picture]["st_lpips"] for picture in self.attacked)


def _of_means(means: dict[str, dict[str, dict[str, float]]]) -> Readings:
    """Make readings of `Readings.means`, as if all were one picture."""
    readings = Readings()
    for process, found in means.items():
        readings.put("mean", process, found)
    return readings


def for_readers(told: Told) -> str:
    """Write the README's part."""
    rows = [
        f"| {words} | {' | '.join(f'{told.gain(process, noise):.2f}' for noise in ALL_NOISES)} |"
        for process, words in _PROCESSES.items()
    ]
    return f"""\
How far the latents of four encoders move, against noise **of the same visibility** (the same SSIMULACRA2 on each picture, 70
wanted), means over {told.pictures} photographs and works of art. The encoders are tiny copies of those of FLUX.1, Sana, SD 1.x and SDXL, and
the cloak was trained on all four. Over the better of the first two noises it has **{told.gain("untouched"):.2f}**; trained more
shortly with three of the four, {left_out_gain(told.left_out, "untouched"):.2f} on the fourth and {trained_on_gain(told.left_out, "untouched"):.2f} on the three.

| gain over | white noise | noise with the cloak's spectrum | and with its colours |
| --- | --- | --- | --- |
{chr(10).join(rows)}

So most of it lies in which frequencies and colours are used. An attack of 40 gradient steps on the very picture, against the
encoder of SD 1.x, moves that encoder much further, and the other three less; in the mean over all four the cloak has
{told.over_attack("PGD"):.2f} of its displacement ({len(told.attacked)} pictures).
Survival, attacks and the rest: [benchmarks/results/cloak.md](benchmarks/results/cloak.md); in words:
[what a cloak does, and what it does not](docs/what-a-cloak-does.md). How well presets meet their SSIMULACRA2:
[benchmarks/results/visible_cost.md](benchmarks/results/visible_cost.md)."""


def in_full(told: Told) -> str:
    """Write the part of docs/what-a-cloak-does.md."""
    rows = [
        f"| {words} | {' | '.join(f'{told.gain(process, noise):.2f}' for noise in ALL_NOISES)} "
        f"| {_percent(told.readings.survival(process))} |"
        for process, words in _PROCESSES.items()
    ]
    name, least = told.weakest()
    of_machine = f"{told.machine['processor']}, {told.machine['cores']} cores, {told.machine['date']}"
    return f"""\
{told.pictures} pictures, {told.side} pixels square, SSIMULACRA2 {told.reached:.1f} ({of_machine}). Means over four encoders.

| | gain over white | over matched | over correlated | D that is left |
| --- | --: | --: | --: | --: |
{chr(10).join(rows)}

The weakest encoder is {name}'s: {least:.2f} over the better noise. Trained without an encoder, for fewer steps, and measured on that
one, the cloak has {left_out_gain(told.left_out, "untouched"):.2f} over the better noise, after JPEG 75 {left_out_gain(told.left_out, "JPEG 75"):.2f}; on those that it was trained on, {trained_on_gain(told.left_out, "untouched"):.2f} and
{trained_on_gain(told.left_out, "JPEG 75"):.2f}.

On {len(told.attacked)} pictures, the cloak has {told.over_attack("PGD"):.2f} of the D of PGD of 40 steps against SD 1.x, in the mean over all four,
{told.over_attack("PhotoGuard"):.2f} of that of PhotoGuard's loss and {told.over_attack("Mist"):.2f} of Mist's. PGD has {told.attack_on_its_own("PGD"):.1f} times as much on the encoder that it
attacks, and is less visible by ST-LPIPS: {told.st_lpips("PGD"):.3f}, where the cloak has {told.st_lpips("cloak"):.3f} and white noise {told.st_lpips("white"):.3f}.

How much more could be had by looking: on {told.climbed} pictures, {_STEPS} further steps with the gradients of all four encoders, on the very
picture, took the gain (with the bank before this one) from {told.climbed_gain(0, "untouched"):.2f} to {told.climbed_gain(_STEPS, "untouched"):.2f}, and after JPEG 75 from {told.climbed_gain(0, "JPEG 75"):.2f} to {told.climbed_gain(_STEPS, "JPEG 75"):.2f}
([benchmarks/results/ceiling.md](../benchmarks/results/ceiling.md)).

Of the D of a cloak, {_percent(told.averaged.survival("mean of 50"))} is left when the mean residual of 50 cloaked pictures is subtracted,
{_percent(told.averaged.survival("period 128, of its own"))} when the picture's own residual, folded at twice the tile's period, is, and
{_percent(told.searched.survival(named(64, ALONE)))} when somebody searches for the public tiles;
**{_percent(told.searched.survival(named(64, STOLEN)))} when he has stolen the secret**."""


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"


PAGES: dict[Path, tuple[str, Callable[[Told], str]]] = {
    _ROOT / "README.md": ("efficacy", for_readers),
    _ROOT / "docs" / "what-a-cloak-does.md": ("figures", in_full),
}
"""Which part of which page is told, and by what."""


def retold(page: Path, told: Told) -> str:
    """Give the text of a page with its part told anew."""
    part, tell = PAGES[page]
    text = page.read_text("utf-8")
    begin, end = (f"<!-- {part}: {word} -->" for word in ("begin", "end"))
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    return f"{before}{begin}\n{tell(told)}\n{end}{after}"


def results() -> Told:
    """Read what was found."""
    cloak, ceiling = (json.loads((RESULTS / f"{name}.json").read_text("utf-8")) for name in ("cloak", "ceiling"))
    return Told(cloak, ceiling)


def main() -> None:
    """Tell both pages anew."""
    for page in PAGES:
        page.write_text(retold(page, results()), "utf-8")


if __name__ == "__main__":
    main()
