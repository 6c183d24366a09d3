"""How far a run is, and how long it will still take."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fixative.outcome import Outcome, Status

__all__ = ["Pace"]

_PICTURES_FOR_AN_ESTIMATE = 2


@dataclass(frozen=True, slots=True)
class Pace:
    """How far a run is.

    Attributes
    ----------
    total, ended, done, failed : int
        Pictures.
    seconds : float
        Of work, without pauses.
    """

    total: int = 0
    ended: int = 0
    done: int = 0
    failed: int = 0
    seconds: float = 0.0

    @property
    def remaining(self) -> float | None:
        """Seconds until the end, by the pace so far; None before there is one to speak of."""
        if self.ended < _PICTURES_FOR_AN_ESTIMATE:
            return None
        return self.seconds / self.ended * (self.total - self.ended)

    def after(self, outcome: Outcome) -> Pace:
        """Give the pace once a picture more has ended."""
        return replace(
            self,
            ended=self.ended + 1,
            done=self.done + outcome.ok,
            failed=self.failed + (outcome.status is Status.FAILED),
        )
