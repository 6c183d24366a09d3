"""What the window's tests share: a screen that is not there, pictures drawn on the spot, a window that is closed."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from fixative_app.controller import Phase
from fixative_app.settings import Settings
from fixative_app.theme import Appearance, Theme
from fixative_app.window import MainWindow

PATIENCE = 60_000
"""Milliseconds that a run may take on a busy machine."""

LINGER = 10.0
"""Seconds that a thread which was told to end may take."""


def pytest_collection_modifyitems(items) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            # The offscreen screen says so of every window with a least size.
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints"))


@pytest.fixture(autouse=True)
def own_settings(tmp_path, monkeypatch) -> None:
    """Keep recipes, statements and thumbnails apart from those of whoever runs the tests."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture(autouse=True)
def nothing_is_left(request) -> Iterator[None]:
    """Fail a test that leaves a thread, a window or a timer behind."""
    if "qapp" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("qapp")
    before = _left()
    yield
    end = time.monotonic() + LINGER
    while (left := _left() - before) and time.monotonic() < end:
        # What only a cycle keeps is gone with the next collection.
        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        time.sleep(0.02)
    assert not left, "left behind: " + ", ".join(sorted(str(each) for each in left))


def _left() -> set[object]:
    """Name all threads at work, all windows, and all timers that run."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    # Qt's own pools keep threads that have nothing to do; of ours those count that work.
    objects = [each for each in gc.get_objects() if isinstance(each, QTimer | QThread | QThreadPool) and isValid(each)]
    at_work = {(_path(each), id(each)) for each in objects if _works(each)}
    windows = {(_path(each), id(each)) for each in QApplication.topLevelWidgets()}
    python = {(each.name, each.ident) for each in threading.enumerate() if not isinstance(each, threading._DummyThread)}
    return {*at_work, *windows, *python}


def _works(each: QObject) -> bool:
    if isinstance(each, QThreadPool):
        return each.activeThreadCount() > 0
    return each.isRunning() if isinstance(each, QThread) else each.isActive()


def _path(each: QObject | None) -> str:
    names = []
    while each is not None:
        names.append(type(each).__name__)
        each = each.parent()
    return " in ".join(names)


@pytest.fixture
def draw(tmp_path) -> Callable[..., Path]:
    """Draw a picture of soft noise on a gradient, as a file below the test's folder."""

    def make(name: str = "picture.png", size: tuple[int, int] = (160, 120), *, seed: int = 1) -> Path:
        width, height = size
        across, down = np.meshgrid(np.linspace(40, 200, width), np.linspace(30, 180, height))
        noise = np.random.default_rng(seed).normal(0, 12, (height, width, 3))
        pixels = np.stack([across, down, (across + down) / 2], axis=2) + noise
        path = tmp_path / "pictures" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)).save(path)
        return path

    return make


@pytest.fixture
def settings(tmp_path, qapp) -> Settings:
    return Settings(tmp_path / "config")


@pytest.fixture
def theme(qapp) -> Iterator[Theme]:
    theme = Theme(qapp, Appearance.LIGHT)
    yield theme
    theme.deleteLater()


@pytest.fixture
def window(qtbot, settings, theme) -> Iterator[MainWindow]:
    window = MainWindow(settings, theme)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.controller.stop()
    qtbot.waitUntil(lambda: window.controller.phase is Phase.IDLE, timeout=PATIENCE)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert not multiprocessing.active_children()


@pytest.fixture
def add(qtbot, window) -> Callable[..., None]:
    """Take pictures into the window's queue and wait until they are planned."""

    def take(*paths: Path) -> None:
        with qtbot.waitSignal(window.controller.model.rowsInserted, timeout=PATIENCE):
            window.add(paths)
        qtbot.waitUntil(lambda: window.pages.currentIndex() == 1)

    return take


@pytest.fixture
def finish(qtbot, window) -> Callable[[], None]:
    """Protect what is in the queue and wait for the end."""

    def wait() -> None:
        with qtbot.waitSignal(window.controller.run_ended, timeout=PATIENCE):
            window.run_bar.protect.click()

    return wait
