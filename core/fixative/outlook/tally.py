"""What is counted of many pictures on a platform."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median

from fixative.platforms import Platform
from fixative.survive import Left, Survival

__all__ = ["Tally", "counted", "tallies_of"]


@dataclass(slots=True)
class Tally:
    """A platform's figures.

    Attributes
    ----------
    platform : Platform
    shares : list of float
        Of the cloak, that is left of each picture that has one.
    tags_before, tags_after : int
        Of all pictures.
    measured : int
        Pictures.
    """

    platform: Platform
    shares: list[float] = field(default_factory=list)
    tags_before: int = 0
    tags_after: int = 0
    measured: int = 0

    def take(self, left: Left) -> None:
        """Count a picture."""
        self.measured += 1
        self.tags_before += len(left.tags_before)
        self.tags_after += len(left.tags_after)
        if left.before:
            self.shares.append(left.share)

    @property
    def median(self) -> float | None:
        """The share that half of the pictures keep more of; None where none was cloaked."""
        return median(self.shares) if self.shares else None

    @property
    def least(self) -> float | None:
        """The least share."""
        return min(self.shares, default=None)

    @property
    def silenced(self) -> bool:
        """Whether no tag is left of any picture."""
        return self.tags_before > 0 and not self.tags_after


def tallies_of(platforms: Iterable[Platform]) -> dict[str, Tally]:
    """Begin to count, by slugs."""
    return {platform.slug: Tally(platform) for platform in platforms}


def counted(tallies: dict[str, Tally], survivals: Iterable[Survival]) -> None:
    """Count a picture on each platform."""
    for survival in survivals:
        if survival.left is not None:
            tallies[survival.platform.slug].take(survival.left)
