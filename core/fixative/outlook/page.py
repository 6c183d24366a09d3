"""The page: platforms, gaps, pictures, next steps; complete in itself, and written picture by picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from fixative.codecs.thumbnail import thumbnail
from fixative.inspect.card import SIDE, failed_card
from fixative.inspect.markup import safe, table
from fixative.inspect.sheet import Sheet, published
from fixative.inspect.tongue import ENGLISH, Tongue
from fixative.optout import Item
from fixative.outcome import Problem
from fixative.outlook.card import bar, card
from fixative.outlook.steps import stances, steps
from fixative.outlook.tally import Tally, counted, tallies_of
from fixative.platforms import Platform
from fixative.survive import Survival

__all__ = ["Outlook", "outlook_at"]

_ROOM = 8192
_ROOM_EACH = 1024
_ENOUGH = 0.8
"""Of a cloak: what is below it is told as a gap. Coding at quality 80 leaves more of most pictures."""


@contextmanager
def outlook_at(
    target: Path, platforms: Sequence[Platform], items: Sequence[Item], tongue: Tongue = ENGLISH, *, fitted: bool = True
) -> Iterator[Outlook]:
    """Begin a page, and publish it once it is whole; `sheet.published` says what it replaces, and raises."""
    with published(target) as file:
        page = Outlook(file, platforms, items, tongue, fitted=fitted)
        yield page
        page.finish()


class Outlook:
    """A page in the making.

    Parameters
    ----------
    file : BinaryIO
        Seekable; written from where it stands.
    platforms : sequence of Platform
    items : sequence of Item
        What there is to do on them.
    tongue : Tongue, optional
    fitted : bool, optional
        Whether the pictures are scaled for each platform.
    """

    def __init__(
        self,
        file: BinaryIO,
        platforms: Sequence[Platform],
        items: Sequence[Item],
        tongue: Tongue = ENGLISH,
        *,
        fitted: bool = True,
    ) -> None:
        self._tongue = tongue
        self._items = {platform.slug: [item for item in items if item.platform is platform] for platform in platforms}
        self._tallies = tallies_of(platforms)
        self._fitted = fitted
        self._all = self._failed = 0
        room = _ROOM + _ROOM_EACH * len(platforms)
        self._sheet = Sheet(file, "outlook-title", "outlook-line", tongue, room=room)
        self._sheet.write(f'{self._begun("pictures", "page-pictures")}<div class="cards">\n')

    def add(self, path: Path, survivals: Sequence[Survival]) -> None:
        """Show a picture on all platforms."""
        self._all += 1
        self._failed += any(survival.left is None for survival in survivals)
        counted(self._tallies, survivals)
        self._sheet.write(card(path, survivals, thumbnail(path, side=SIDE), self._tongue))

    def add_failure(self, path: Path, problem: Problem) -> None:
        """Show a file that could not be read, and why."""
        self._all += 1
        self._failed += 1
        self._sheet.write(failed_card(path, self._tongue.sentence(problem), self._tongue))

    def finish(self) -> None:
        """Write the next steps, and the summary into its place."""
        told = "".join(steps(each.platform, self._items[slug], self._tongue) for slug, each in self._tallies.items())
        advice = safe(self._tongue.phrase("outlook-advice"))
        self._sheet.write(f"</div>\n</section>\n{self._begun('next', 'outlook-next')}<p>{advice}</p>\n")
        self._sheet.write(f'<div class="cards">\n{told}</div>\n</section>\n')
        self._sheet.finish(self._summed())

    def _begun(self, name: str, title: str) -> str:
        return f'<section aria-labelledby="{name}">\n<h2 id="{name}">{safe(self._tongue.phrase(title))}</h2>\n'

    def _summed(self) -> str:
        tongue = self._tongue
        counts = tongue.phrase("outlook-of", count=tongue.number(self._all), failed=tongue.number(self._failed))
        heads = ("outlook-platform", "outlook-cloak", "outlook-tags", "outlook-training", "outlook-open")
        body = "".join(self._row(tally) for tally in self._tallies.values())
        gaps = "".join(f"<li>{safe(gap)}</li>" for gap in self._gaps())
        told = f'<ul class="clash">{gaps}</ul>' if gaps else f"<p>{safe(tongue.phrase('outlook-no-gaps'))}</p>"
        return (
            f"{self._begun('platforms', 'outlook-platforms')}<p>{safe(counts)}</p>\n"
            f"{table(map(tongue.phrase, heads), body)}</section>\n"
            f"{self._begun('gaps', 'outlook-gaps')}{told}\n</section>\n"
        )

    def _row(self, tally: Tally) -> str:
        tongue = self._tongue
        tags = safe(tongue.phrase("outlook-nothing-measured"))
        if tally.measured:
            left, all_ = tongue.number(tally.tags_after), tongue.number(tally.tags_before)
            tags = safe(tongue.phrase("outlook-some-tags", left=left, all=all_))
        return (
            f'<tr><th scope="row">{safe(tally.platform.called(tongue.language))}</th><td>{self._cloak(tally)}</td>'
            f"<td>{tags}</td><td>{stances(tally.platform, tongue)}</td><td>{self._to_do(tally.platform)}</td></tr>\n"
        )

    def _cloak(self, tally: Tally) -> str:
        tongue = self._tongue
        if tally.median is None or tally.least is None:
            return safe(tongue.phrase("outlook-none" if tally.measured else "outlook-nothing-measured"))
        if tally.measured == 1:
            return bar(tally.median, tongue)
        least = tongue.phrase("outlook-least", share=tongue.percent(tally.least))
        return f'{bar(tally.median, tongue)}<span class="muted">{safe(least)}</span>'

    def _to_do(self, platform: Platform) -> str:
        items = self._items[platform.slug]
        still = sum(item.done is None for item in items)
        if not items:
            return safe(self._tongue.phrase("outlook-steps-unknown"))
        if not still:
            return safe(self._tongue.phrase("outlook-steps-done"))
        return safe(self._tongue.phrase("outlook-steps-open", count=self._tongue.number(still)))

    def _gaps(self) -> Iterator[str]:
        tongue = self._tongue
        measured = [tally for tally in self._tallies.values() if tally.measured]
        silenced = [tally.platform.called(tongue.language) for tally in measured if tally.silenced]
        if silenced:
            yield tongue.phrase("outlook-gap-tags", platforms=", ".join(silenced))
        weak = [t.platform.called(tongue.language) for t in measured if t.least is not None and t.least < _ENOUGH]
        if weak:
            yield tongue.phrase("outlook-gap-cloak", share=tongue.percent(_ENOUGH), platforms=", ".join(weak))
            if not self._fitted:
                yield tongue.phrase("outlook-gap-unfitted")
        if measured and not any(tally.shares for tally in measured):
            yield tongue.phrase("outlook-gap-nothing")
