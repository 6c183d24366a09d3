"""Several copies of one picture, one for each platform, as the one row that the queue has for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from fixative.outcome import Outcome, Status

__all__ = ["Together", "as_one"]

_WORST_FIRST = (Status.FAILED, Status.CANCELLED, Status.PROTECTED, Status.TAGGED, Status.PLANNED, Status.SKIPPED)


def as_one(outcomes: Sequence[Outcome]) -> tuple[Outcome, tuple[Path, ...]]:
    """Make one outcome of those of all copies of a picture.

    Parameters
    ----------
    outcomes : sequence of Outcome
        At least one.

    Returns
    -------
    outcome : Outcome
        The worst of them, with the problems of all.
    others : tuple of Path
        The results of the others.
    """
    # Whichever came first: by name, so that a picture done twice is told of in the same way.
    outcomes = sorted(outcomes, key=lambda outcome: str(outcome.result or ""))
    worst = min(outcomes, key=lambda outcome: _WORST_FIRST.index(outcome.status))
    problems = list(worst.problems)
    for outcome in outcomes:
        problems += [problem for problem in outcome.problems if problem not in problems]
    results = [each.result for each in outcomes if each is not worst and each.ok and each.result is not None]
    return replace(worst, problems=tuple(problems)), tuple(dict.fromkeys(results))


class Together:
    """Keeps what became of copies until all of a picture's have ended."""

    def __init__(self) -> None:
        self._to_come = Counter[Path]()
        self._ended: dict[Path, list[Outcome]] = {}
        self.postponed: set[Path] = set()
        """Pictures of which a copy is to be made later."""

    def __len__(self) -> int:
        """Count the pictures of which copies are still to end."""
        return len(self._to_come)

    def expect(self, sources: Iterable[Path], settled: Iterable[Outcome] = ()) -> None:
        """Begin, or go on with what was put off; what ended of those pictures is not forgotten.

        Parameters
        ----------
        sources : iterable of Path
            Of all copies that are to come.
        settled : iterable of Outcome
            Of copies that are not made because the plan says what is to be said of them.
        """
        self._to_come = Counter(sources)
        self._ended = {source: ended for source, ended in self._ended.items() if source in self._to_come}
        known = set(self._ended)
        for outcome in settled:
            if outcome.source in self._to_come and outcome.source not in known:
                self._ended.setdefault(outcome.source, []).append(outcome)
        self.postponed.clear()

    def take(self, outcome: Outcome) -> tuple[Outcome, tuple[Path, ...]] | None:
        """Take the outcome of a copy; after the last gives that of the picture, and its further results."""
        source = outcome.source
        self._ended.setdefault(source, []).append(outcome)
        self._count_down(source)
        if source in self._to_come or source in self.postponed:
            return None
        return as_one(self._ended.pop(source))

    def put_off(self, source: Path) -> None:
        """Let a copy be made later."""
        self._count_down(source)
        self.postponed.add(source)

    def _count_down(self, source: Path) -> None:
        self._to_come[source] -= 1
        if self._to_come[source] <= 0:
            del self._to_come[source]
