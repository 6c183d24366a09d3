"""What rows of a list are painted with, made in threads for those that are on show, newest wish first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal

__all__ = ["LazyStore"]

_BEGIN_AFTER = 30
"""Milliseconds: who asks is painting, and threads that begin at once would take the time that it needs."""

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


class LazyStore(QObject, Generic[_Key, _Value]):
    """A bounded store that fills itself.

    Parameters
    ----------
    make : callable
        Makes a value of its key, in a thread of the pool; it must not raise.
    threads : int
        How many values are made at a time.
    kept : int
        How many values are kept; the one not asked for the longest goes first.
    wishes : int
        How many may wait, so that who scrolls past thousands of rows does not wait for all of them.
    parent : QObject, optional
    """

    ready = Signal(object)
    """A value has come (its key)."""

    _made = Signal(object, object)

    def __init__(
        self,
        make: Callable[[_Key], _Value],
        *,
        threads: int,
        kept: int,
        wishes: int,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._most = kept
        self._most_wishes = wishes
        self._pool = QThreadPool(self, maxThreadCount=threads)
        self._begin = QTimer(self, singleShot=True, interval=_BEGIN_AFTER)
        self._begin.timeout.connect(self._begin_new)
        self._new = 0
        self._kept: OrderedDict[_Key, _Value] = OrderedDict()
        self._wishes: OrderedDict[_Key, None] = OrderedDict()
        self._under_way: set[_Key] = set()
        self._lock = Lock()
        self._made.connect(self.keep)

    def peek(self, key: _Key) -> _Value | None:
        """Give a value, or None where it is not there."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        return None

    def get(self, key: _Key) -> _Value | None:
        """Give a value, or None and have it made."""
        if key in self._kept:
            return self.peek(key)
        with self._lock:
            if key in self._under_way:
                return None
            known = key in self._wishes
            self._wishes[key] = None
            self._wishes.move_to_end(key)
            while len(self._wishes) > self._most_wishes:
                self._wishes.popitem(last=False)
        if not known:
            self._new += 1
            if not self._begin.isActive():
                self._begin.start()
        return None

    def keep(self, key: _Key, value: _Value) -> None:
        """Take a value, wherever it was made."""
        with self._lock:
            self._under_way.discard(key)
            self._wishes.pop(key, None)
        self._kept[key] = value
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        self.ready.emit(key)

    def _begin_new(self) -> None:
        for _ in range(self._new):
            self._pool.start(_Make(self))
        self._new = 0

    def shut_down(self) -> None:
        """Drop all wishes and wait for what is under way."""
        self._begin.stop()
        with self._lock:
            self._wishes.clear()
        self._pool.clear()
        self._pool.waitForDone()

    def make_next(self) -> None:
        """Make the newest wish come true; called from the pool's threads."""
        with self._lock:
            if not self._wishes:
                return
            key, _ = self._wishes.popitem()
            self._under_way.add(key)
        self._made.emit(key, self._make(key))


class _Make(QRunnable):
    def __init__(self, store: LazyStore[_Key, _Value]) -> None:
        super().__init__()
        self._store = store

    def run(self) -> None:
        self._store.make_next()
