"""Arithmetic with the ranges of a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from fixative.errors import MalformedContainerError

__all__ = ["MAX_RANGES", "TOO_MANY", "merged", "without"]

MAX_RANGES = 500_000
"""The most ranges that are kept in mind for one file."""

TOO_MANY = "too many directories or strips"


def merged(ranges: Iterable[range]) -> list[range]:
    """Bring ranges into order and join those that touch; raises `MalformedContainerError` where they are too many."""
    joined: list[range] = []
    for item in sorted(ranges, key=lambda item: item.start):
        if joined and item.start <= joined[-1].stop:
            joined[-1] = range(joined[-1].start, max(joined[-1].stop, item.stop))
        else:
            joined.append(item)
        if len(joined) > MAX_RANGES:
            raise MalformedContainerError(detail=TOO_MANY)
    return joined


def without(ranges: Sequence[range], others: Sequence[range]) -> Iterator[range]:
    """Cut `others` out of `ranges`; both in order and without overlaps."""
    index = 0
    for item in ranges:
        start = item.start
        while index < len(others) and others[index].stop <= start:
            index += 1
        scan = index
        while scan < len(others) and others[scan].start < item.stop:
            if others[scan].start > start:
                yield range(start, others[scan].start)
            start = max(start, others[scan].stop)
            scan += 1
        if start < item.stop:
            yield range(start, item.stop)
