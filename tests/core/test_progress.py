"""The token that steps are given."""

from __future__ import annotations

from threading import Event

import pytest

from fixative.errors import CancelledError
from fixative.progress import Progress


def test_without_a_watcher_nothing_happens():
    Progress().within(0.2, 0.4).advance(0.5)


def test_parts_of_parts():
    seen: list[float] = []
    whole = Progress(seen.append)
    part = whole.within(0.5, 1.0).within(0.0, 0.5)
    for fraction in (0.0, 0.5, 1.0):
        part.advance(fraction)
    whole.advance(1.0)
    assert seen == pytest.approx([0.5, 0.625, 0.75, 1.0])


def test_fractions_stay_in_their_range():
    seen: list[float] = []
    Progress(seen.append).within(0.0, 0.5).advance(3.0)
    Progress(seen.append).advance(-1.0)
    assert seen == [0.5, 0.0]


def test_an_abort_reaches_every_part():
    abort = Event()
    seen: list[float] = []
    part = Progress(seen.append, abort).within(0.0, 0.5)
    part.advance(0.1)
    abort.set()
    for token in (part, Progress(abort=abort).within(0, 1)):
        with pytest.raises(CancelledError):
            token.advance(0.2)
    assert len(seen) == 1
