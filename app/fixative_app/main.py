"""The way in: `fixative-app`, with pictures and folders to begin with, if any are named.

Nothing of Qt is imported before `run`, as the batch's processes import the program's main module anew.
"""

from __future__ import annotations

import gc
import importlib
import signal
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from fixative_app.window import MainWindow

__all__ = ["make_application", "open_window", "run"]

_SOON_NEEDED = (
    "fixative.batch.journal",
    "fixative.batch.plan",
    "fixative.foresee",
    "fixative.secret",
    "keyring.core",
    "secretstorage",  # keyring's, on Linux
)
"""What the first pictures bring along; loaded together with their rows, it would cost the event loop several frames."""


def make_application(arguments: list[str]) -> QApplication:
    """Make the application object, with its names and icon."""
    from PySide6.QtCore import QCoreApplication  # noqa: PLC0415
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from fixative_app.icons import application_icon  # noqa: PLC0415

    QCoreApplication.setApplicationName("fixative")
    QCoreApplication.setOrganizationName("fixative")
    QGuiApplication.setApplicationDisplayName("Fixative")
    QGuiApplication.setDesktopFileName("fixative")
    application = QApplication(arguments)
    application.setWindowIcon(application_icon())
    return application


def open_window(application: QApplication, folder: Path) -> MainWindow:
    """Open the window with what is remembered in a folder."""
    from fixative_app.language import use_language  # noqa: PLC0415
    from fixative_app.settings import Settings  # noqa: PLC0415
    from fixative_app.theme import Theme  # noqa: PLC0415
    from fixative_app.window import MainWindow  # noqa: PLC0415

    settings = Settings(folder)
    use_language(application, settings.language)
    window = MainWindow(settings, Theme(application, settings.appearance))
    window.show()
    # What is there now stays. Without this, looking through it for garbage costs a frame with every large folder.
    gc.freeze()
    Thread(target=_load_what_is_needed_soon, name="fixative-loading", daemon=True).start()
    return window


def _load_what_is_needed_soon() -> None:
    for name in _SOON_NEEDED:
        with suppress(ImportError):
            importlib.import_module(name)


def run() -> int:
    """Open the window, and stay until it is closed."""
    from platformdirs import user_config_path  # noqa: PLC0415

    # Ctrl-C in the terminal ends the window at once: Python's own handler would wait for the next event. The batch's
    # processes notice, and end too.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    application = make_application(sys.argv)
    window = open_window(application, user_config_path("fixative", appauthor=False))
    named = [Path(name) for name in application.arguments()[1:] if not name.startswith("-")]
    if named:
        window.add(named)
    return application.exec()
