"""What is to be on the disk soon: written off the event loop, whole or not at all."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer

from fixative.errors import CheckFailedError, FixativeError
from fixative.recipe import Conflict
from fixative.write import whole

__all__ = ["Keeper"]

_LOG = logging.getLogger(__name__)

_AFTER = 200
"""Milliseconds between a change and its writing."""
_PAUSE = 20
"""So many times as long as writing took, nothing is written: a large queue in a run does not keep a core busy."""


class Keeper(QObject):
    """Keeps one file up to date.

    Parameters
    ----------
    path : Path
    parent : QObject, optional
    """

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._give: Callable[[], bytes | None] | None = None
        self._rest_until = 0.0
        self._pool = QThreadPool(self, maxThreadCount=1)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._write)

    def keep(self, give: Callable[[], bytes | None]) -> None:
        """Have something written soon.

        Parameters
        ----------
        give : callable
            Called in another thread; gives what to write, None for no file at all. Of several, the last one is
            asked.
        """
        self._give = give
        if not self._timer.isActive():
            self._timer.start(max(_AFTER, round(1000 * (self._rest_until - monotonic()))))

    def flush(self) -> None:
        """Write now what waits to be written, and come back when it is on the disk."""
        self._write()
        self._pool.waitForDone()

    def rest(self, seconds: float) -> None:
        """Remember how long writing took; called from the pool's thread."""
        self._rest_until = monotonic() + _PAUSE * seconds

    def _write(self) -> None:
        self._timer.stop()
        if self._give is not None:
            self._pool.start(_Write(self, self._path, self._give))
        self._give = None


class _Write(QRunnable):
    def __init__(self, keeper: Keeper, path: Path, give: Callable[[], bytes | None]) -> None:
        super().__init__()
        self._keeper = keeper
        self._path = path
        self._give = give

    def run(self) -> None:
        begun = monotonic()
        try:
            data = self._give()
            if data is None:
                self._path.unlink(missing_ok=True)
            else:
                _put(self._path, data)
        except (FixativeError, OSError):
            # A full disk is said by the pictures; what is remembered is not worth a word of its own.
            _LOG.debug("cannot keep %s", self._path, exc_info=True)
        self._keeper.rest(monotonic() - begun)


def _put(path: Path, data: bytes) -> None:
    def check(draft: Path) -> None:
        if draft.read_bytes() != data:
            raise CheckFailedError(detail="it reads back otherwise")

    with whole(path, source=None, conflict=Conflict.OVERWRITE, check=check) as draft:
        draft.file.write(data)
