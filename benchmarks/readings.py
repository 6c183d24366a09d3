"""Displacements as they were measured, and what is made of them: means, gains, survival."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from statistics import fmean

CLOAK, WHITE, MATCHED, CORRELATED = "cloak", "white", "matched", "correlated"
NOISES = (WHITE, MATCHED)
"""A gain is over the better of these."""
ALL_NOISES = (*NOISES, CORRELATED)


class Readings:
    """Displacement D by process, encoder, candidate and picture.

    A figure of a candidate that was measured on some pictures only is taken on those, for what it is held against too.
    """

    def __init__(self) -> None:
        self._values: dict[tuple[str, str, str], dict[str, float]] = defaultdict(dict)
        self.processes: list[str] = []
        self.encoders: list[str] = []

    def put(self, picture: str, process: str, found: dict[str, dict[str, float]]) -> None:
        """Keep what was found on a picture: D by encoder and candidate."""
        if process not in self.processes:
            self.processes.append(process)
        for encoder, by_candidate in found.items():
            if encoder not in self.encoders:
                self.encoders.append(encoder)
            for candidate, value in by_candidate.items():
                self._values[process, encoder, candidate][picture] = value

    def candidates(self, process: str) -> list[str]:
        """List what was measured after a process."""
        return list(dict.fromkeys(candidate for done, _, candidate in self._values if done == process))

    def pictures(self, process: str, candidate: str) -> list[str]:
        """List the pictures that a candidate was measured on."""
        return list(self._values.get((process, self.encoders[0], candidate), {}))

    def mean(self, process: str, encoder: str, candidate: str, among: Iterable[str] | None = None) -> float:
        """Give the mean D over pictures: all that the candidate was measured on, or some."""
        values = self._values[process, encoder, candidate]
        return fmean(values.values() if among is None else [values[picture] for picture in among])

    def gain(self, process: str, encoder: str, over: Iterable[str] = NOISES, candidate: str = CLOAK) -> float:
        """Give mean D over the larger of the mean D of others: by default over the better of the two noises."""
        among = self._shared(process, candidate, *over)
        others = [self.mean(process, encoder, other, among) for other in over]
        return self.mean(process, encoder, candidate, among) / max(others)

    def gains(self, process: str, over: Iterable[str] = NOISES, candidate: str = CLOAK) -> list[float]:
        """Give the gain on each encoder, in order."""
        return [self.gain(process, encoder, over, candidate) for encoder in self.encoders]

    def picture_gains(self, process: str, over: Iterable[str] = NOISES, candidate: str = CLOAK) -> list[float]:
        """Give for each picture its own gain, mean over encoders."""
        return [
            fmean(
                self._values[process, encoder, candidate][picture]
                / max(self._values[process, encoder, other][picture] for other in over)
                for encoder in self.encoders
            )
            for picture in self._shared(process, candidate, *over)
        ]

    def ratio(self, process: str, candidate: str, other: str) -> float:
        """Give D over that of another, each the mean over encoders, on the pictures that have both."""
        among = self._shared(process, candidate, other)
        mine, its = (
            fmean(self.mean(process, encoder, each, among) for encoder in self.encoders) for each in (candidate, other)
        )
        return mine / its

    def survival(self, process: str, candidate: str = CLOAK, untouched: str = "untouched") -> float:
        """Give D after a process over D untouched, each the mean over encoders."""
        among = self.pictures(process, candidate)
        after, before = (
            fmean(self.mean(done, encoder, candidate, among) for encoder in self.encoders)
            for done in (process, untouched)
        )
        return after / before

    def means(self) -> dict[str, dict[str, dict[str, float]]]:
        """Give all means, by process, encoder and candidate."""
        return {
            process: {
                encoder: {
                    candidate: round(self.mean(process, encoder, candidate), 4)
                    for candidate in self.candidates(process)
                }
                for encoder in self.encoders
            }
            for process in self.processes
        }

    def by_picture(self, process: str) -> dict[str, dict[str, dict[str, float]]]:
        """Give what was measured after one process, by picture, encoder and candidate."""
        found: dict[str, dict[str, dict[str, float]]] = {}
        for (done, encoder, candidate), values in self._values.items():
            if done == process:
                for picture, value in values.items():
                    found.setdefault(picture, {}).setdefault(encoder, {})[candidate] = round(value, 4)
        return found

    def _shared(self, process: str, *candidates: str) -> list[str]:
        first, *others = (self.pictures(process, candidate) for candidate in candidates)
        return [picture for picture in first if all(picture in other for other in others)]
