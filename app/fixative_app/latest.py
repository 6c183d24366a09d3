"""Work in a thread of which only the latest is wanted: a new wish cancels the last."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from fixative.errors import CancelledError, FixativeError
from fixative.outcome import Problem
from fixative.progress import Progress

__all__ = ["Latest", "Tell", "Work"]

Tell = Callable[[object], None]
"""Brings something that came of the work; the last word or one on the way."""

Work = Callable[[Progress, Tell], None]
"""Works in the thread; the token tells it to stop."""


class Latest(QObject):
    """One thread, one wish.

    Parameters
    ----------
    parent : QObject, optional
    """

    came = Signal(object)
    """Something came of the wish that holds."""
    went_wrong = Signal(object)
    """Nothing more comes of it, for a `Problem`."""

    _told = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # One at a time, so that work may keep things from one wish to the next without a lock.
        self._pool = QThreadPool(self, maxThreadCount=1)
        self._abort = Event()
        self._over = False
        self._told.connect(self._tell)

    @property
    def busy(self) -> bool:
        """Whether a thread works."""
        return self._pool.activeThreadCount() > 0

    def ask(self, work: Work) -> None:
        """Wish for something; what was wished before does not come any more."""
        self.forget()
        # A last picture may be loaded, and want its preview, when the window is closed already.
        if self._over:
            return
        self._abort = Event()
        self._pool.start(_Runnable(self, work, self._abort))

    def forget(self) -> None:
        """Wish for nothing."""
        self._abort.set()
        self._pool.clear()

    def hand_in(self, abort: Event, value: object) -> None:
        """Bring something; called from the pool's thread."""
        self._told.emit(abort, value)

    def shut_down(self) -> None:
        """Wish for nothing any more, and wait for the thread."""
        self._over = True
        self.forget()
        self._pool.waitForDone()

    def _tell(self, abort: Event, value: object) -> None:
        if abort is not self._abort or abort.is_set():
            return
        if isinstance(value, Problem):
            self.went_wrong.emit(value)
        else:
            self.came.emit(value)


class _Runnable(QRunnable):
    def __init__(self, owner: Latest, work: Work, abort: Event) -> None:
        super().__init__()
        self._owner = owner
        self._work = work
        self._abort = abort

    def run(self) -> None:
        try:
            self._work(Progress(abort=self._abort), lambda value: self._owner.hand_in(self._abort, value))
        except CancelledError:
            return
        except FixativeError as error:
            self._owner.hand_in(self._abort, Problem.from_error(error))
        except Exception as error:  # noqa: BLE001 - told in the window; an exception must not end a thread
            detail = f"{type(error).__name__}: {error}"
            self._owner.hand_in(self._abort, Problem.from_error(FixativeError(detail=detail)))
