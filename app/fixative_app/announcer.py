"""What the desktop is told of a run: how far it is, and once that it is over."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from fixative_app import words
from fixative_app.pace import Pace

__all__ = ["Announcer"]

_LAUNCHER = "com.canonical.Unity.LauncherEntry"
"""The one way there is on Linux to show progress in a task bar: KDE, Ubuntu's dock and Dash to Dock listen."""
_URI = "application://fixative.desktop"


class Announcer(QObject):
    """Tells the desktop, as far as it listens.

    Parameters
    ----------
    window : QWidget
    """

    announced = Signal(str)
    """A run is over, and this was said of it to a user who is elsewhere."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._shown = False
        self._tray: QSystemTrayIcon | None = None

    def show_pace(self, pace: Pace) -> None:
        """Show how far a run is on the window's entry in the task bar."""
        self._shown = True
        _tell_launcher(pace.ended / max(pace.total, 1), visible=True)

    def announce(self, pace: Pace) -> None:
        """Say that a run is over; nothing where the user looks at the window anyway."""
        if self._shown:
            self._shown = False
            _tell_launcher(1.0, visible=False)
        if self._window.isActiveWindow():
            return
        message = words.counted(pace)
        if QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages():
            self._show_message(message)
        else:
            QApplication.alert(self._window)
        self.announced.emit(message)

    def _show_message(self, message: str) -> None:
        if self._tray is None:
            self._tray = QSystemTrayIcon(self._window.windowIcon(), self)
            self._tray.messageClicked.connect(self._window.activateWindow)
        # An icon for as long as there is something to say: some desktops show no message without one.
        self._tray.show()
        self._tray.showMessage(self.tr("Fixative is done"), message, self._window.windowIcon())


def _tell_launcher(share: float, *, visible: bool) -> None:
    if not sys.platform.startswith("linux"):
        return
    # Late, as it takes its time, and there may be no bus at all.
    from PySide6.QtDBus import QDBusConnection, QDBusMessage  # noqa: PLC0415

    bus = QDBusConnection.sessionBus()
    if bus.isConnected():
        message = QDBusMessage.createSignal("/com/fixative/Fixative", _LAUNCHER, "Update")
        message.setArguments([_URI, {"progress": share, "progress-visible": visible}])
        bus.send(message)
