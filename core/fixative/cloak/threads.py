"""Work in threads that share what OpenCV was given: a worker of a batch has one, a lone picture all cores."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import cv2

__all__ = ["threaded"]

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def threaded(work: Callable[[_Item], _Result], items: Iterable[_Item]) -> Iterator[_Result]:
    """Give the result of `work` for each item, in their order; an error in one ends the rest."""
    count = cv2.getNumThreads()
    if count <= 1:
        yield from map(work, items)
        return
    with ThreadPoolExecutor(count) as pool:
        yield from pool.map(work, items)
