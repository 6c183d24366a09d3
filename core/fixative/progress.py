"""A token that a long step is given: it reports how far it is, and asks whether to go on.

The step knows nothing of who watches. Where nobody does, `Progress()` is a no-op.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from fixative.errors import CancelledError

__all__ = ["Progress"]


class Progress:
    """How far a step is, and whether it should stop.

    Parameters
    ----------
    report : callable, optional
        Gets the fraction that is done, in [0, 1].
    abort : threading.Event, optional
        Once set, the next `advance` raises `CancelledError`.
    """

    def __init__(self, report: Callable[[float], None] | None = None, abort: Event | None = None) -> None:
        self._report = report
        self._abort = abort

    def advance(self, fraction: float) -> None:
        """Say that `fraction` of the step, in [0, 1], is done; raises `CancelledError` after an abort."""
        if self._abort is not None and self._abort.is_set():
            raise CancelledError
        if self._report is not None:
            self._report(min(max(fraction, 0.0), 1.0))

    def within(self, start: float, stop: float) -> Progress:
        """Give a part of the way, from `start` to `stop`, to a step of its own."""
        report = self._report
        if report is None:
            return Progress(None, self._abort)
        return Progress(lambda fraction: report(start + fraction * (stop - start)), self._abort)
