"""How far perturbations went, and what they are called in the results of ceiling.py."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

from readings import CLOAK, WHITE, Readings


class Laid(StrEnum):
    """Where a perturbation that ascended on a picture is laid, or what of it is."""

    OWN = "on its own picture"
    TRANSPLANTED = "on another picture"
    ROLLED = "rolled by 3"
    CORRELATED = "noise, its spectrum and colours"
    MATCHED = "noise, its spectrum"


def named(kind: Laid, look: int) -> str:
    """Name a candidate of an ascent after so many steps."""
    return f"{kind}, {look}"


def stepped_name(count: int) -> str:
    """Name the cloak after so many steps of the gradient; without any it is the cloak."""
    return f"cloak and {count} steps" if count else CLOAK


def noise_name(count: int) -> str:
    """Name the noise with the spectrum of the cloak after so many steps."""
    return f"noise, spectrum of {stepped_name(count)}"


def strict_gain(readings: Readings, count: int, process: str = "untouched") -> float:
    """Give the gain over the better of white and matched noise of the cloak after so many steps, mean over encoders."""
    return fmean(readings.gains(process, (WHITE, noise_name(count)), stepped_name(count)))


@dataclass(frozen=True, slots=True)
class Ceiling:
    """What was measured.

    Attributes
    ----------
    side : int
        Of the squares.
    looks : tuple of int
        Steps of the ascent after which it was measured.
    gradient_steps : tuple of int
        From the bank's cloak, after which it was measured; more than 0.
    scores : list of float
        SSIMULACRA2 of the bank's cloak on each picture, and of all that is held against it.
    readings : Readings
        By process; the candidates as `named` and `stepped_name` have them.
    """

    side: int
    looks: tuple[int, ...]
    gradient_steps: tuple[int, ...]
    scores: list[float]
    readings: Readings

    def gain(self, candidate: str, process: str = "untouched") -> float:
        """Give the gain over white noise, mean over encoders."""
        return fmean(self.readings.gains(process, (WHITE,), candidate))

    @property
    def candidates(self) -> list[str]:
        """All that was measured, but white noise."""
        return [name for name in self.readings.candidates("untouched") if name != WHITE]

    def plain(self) -> dict[str, object]:
        """Give everything as values that JSON can say."""
        return {
            "side": self.side,
            "ssimulacra2": [round(score, 2) for score in self.scores],
            "gain over white": {
                process: {name: round(self.gain(name, process), 4) for name in self.candidates}
                for process in self.readings.processes
            },
            "displacement": self.readings.means(),
            "pictures": self.readings.by_picture("untouched"),
        }
