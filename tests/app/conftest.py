"""What the window's tests share: a screen that is not there, pictures drawn on the spot, a window that is closed."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from fixative_app.controller import Phase
from fixative_app.settings import Settings
from fixative_app.theme import Appearance, Theme
from fixative_app.window import MainWindow

PATIENCE = 60_000
"""Milliseconds that a run may take on a busy machine."""


def pytest_collection_modifyitems(items) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            # The offscreen screen says so of every window with a least size.
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints"))


@pytest.fixture(autouse=True)
def own_settings(tmp_path, monkeypatch) -> None:
    """Keep recipes and statements by name apart from those of whoever runs the tests."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))


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

    return take


@pytest.fixture
def finish(qtbot, window) -> Callable[[], None]:
    """Protect what is in the queue and wait for the end."""

    def wait() -> None:
        with qtbot.waitSignal(window.controller.run_ended, timeout=PATIENCE):
            window.run_bar.protect.click()

    return wait
