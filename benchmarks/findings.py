"""All that a run of the cloak's benchmark found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from statistics import fmean

from perceptual import Visible
from readings import ALL_NOISES, CLOAK, Readings


@dataclass(frozen=True, slots=True)
class Attacking:
    """How the per-picture attacks were made.

    Attributes
    ----------
    encoder : str
        That their gradients come from.
    steps : int
    every : int
        They, and averaging, were measured on every n-th picture.
    radii : dict of str to list of float
        Of the balls that met the score, by attack, in 8-bit steps.
    """

    encoder: str
    steps: int
    every: int
    radii: dict[str, list[float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Findings:
    """What was measured.

    Attributes
    ----------
    side : int
        Of the squares.
    visible_cost : float
        SSIMULACRA2 wanted, but in `by_cost`.
    readings : Readings
        Of everything, by process.
    by_cost : dict of float to Readings
        Untouched only, by SSIMULACRA2 wanted.
    seen : dict of str to dict of str to Visible
        By candidate and picture.
    reached : dict of float to list of float
        SSIMULACRA2 of the cloaks, by what was wanted.
    attacking : Attacking
    averaged : Readings
        After estimates of what the cloaks share were taken from them; the processes are named by the estimate.
    averaged_over : int
        Pictures that the estimates rest on.
    searched : Readings
        After the bank's tiles were searched in them and taken away; the processes are named by the search.
    left_out : dict of str to Readings
        Of the cloak that was trained without an encoder, by its name; on all encoders.
    """

    side: int
    visible_cost: float
    readings: Readings
    by_cost: dict[float, Readings]
    seen: dict[str, dict[str, Visible]]
    reached: dict[float, list[float]]
    attacking: Attacking
    averaged: Readings = field(default_factory=Readings)
    averaged_over: int = 0
    searched: Readings = field(default_factory=Readings)
    left_out: dict[str, Readings] = field(default_factory=dict)

    def seen_mean(
        self, candidate: str, measure: Callable[[Visible], float | None], among: Iterable[str]
    ) -> float | None:
        """Give the mean of a measure of visible cost over pictures; None where it was not measured."""
        seen = self.seen[candidate]
        values = [value for picture in among if (value := measure(seen[picture])) is not None]
        return fmean(values) if values else None

    def plain(self) -> dict[str, object]:
        """Give everything as values that JSON can say."""
        return {
            "side": self.side,
            "visible_cost": self.visible_cost,
            "ssimulacra2": {f"{wanted:g}": _rounded(values) for wanted, values in self.reached.items()},
            "gain": {
                process: {
                    "by encoder": dict(
                        zip(self.readings.encoders, _rounded(self.readings.gains(process)), strict=True)
                    ),
                    "mean": round(fmean(self.readings.gains(process)), 4),
                    "over": {noise: _rounded(self.readings.gains(process, (noise,))) for noise in ALL_NOISES},
                    "survival": round(self.readings.survival(process), 4),
                }
                for process in self.readings.processes
            },
            "displacement": self.readings.means(),
            "displacement by visible cost": {
                f"{wanted:g}": readings.means() for wanted, readings in self.by_cost.items()
            },
            "attacks": asdict(self.attacking),
            "averaging": {"pictures": self.averaged_over, "displacement": self.averaged.means()},
            "tile search": self.searched.means(),
            "left out": {name: readings.means() for name, readings in self.left_out.items()},
            "visible": {
                name: {picture: asdict(each) for picture, each in by_picture.items()}
                for name, by_picture in self.seen.items()
            },
            "pictures": self.readings.by_picture("untouched"),
        }

    @property
    def pictures(self) -> int:
        """How many were measured."""
        return len(self.readings.pictures("untouched", CLOAK))


def _rounded(values: list[float]) -> list[float]:
    return [round(value, 4) for value in values]
