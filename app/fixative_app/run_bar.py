"""The bottom of the window: what is going on, and the one thing to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from fixative_app import words
from fixative_app.controller import Phase
from fixative_app.controls import ElidedLabel, set_tone
from fixative_app.pace import Pace
from fixative_app.queue_model import Counts
from fixative_app.theme import Theme

__all__ = ["RunBar"]

_MESSAGE_STAYS = 6000
_HEIGHT = 62


class RunBar(QFrame):
    """Protect, progress, pause, stop; at the end the counts, and the way to the results.

    Parameters
    ----------
    theme : Theme
    parent : QWidget, optional
    """

    protect_asked = Signal()
    pause_asked = Signal()
    go_on_asked = Signal()
    stop_asked = Signal()
    reveal_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("runbar")
        self.setMinimumHeight(_HEIGHT)
        self._counts = Counts()
        self._phase = Phase.IDLE
        self._looking = False
        self._retry_elsewhere = False
        self._said = ""
        self._ended: Pace | None = None
        self._pace = Pace()

        self.line = ElidedLabel()
        self.line.setAccessibleName(self.tr("State of the queue"))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))

        self.reveal = self._button(self.tr("Show results"), "Ctrl+R", "reveal", theme)
        self.reveal.setToolTip(self.tr("Open the folder with the results (Ctrl+R)"))
        self.reveal.clicked.connect(self.reveal_asked)
        self.stop = self._button(self.tr("Stop"), "Esc", "stop", theme)
        self.stop.setToolTip(self.tr("Finish the pictures at work, and begin no more (Esc)"))
        self.stop.clicked.connect(self.stop_asked)
        self.pause = self._button(self.tr("Pause"), "Ctrl+P", "pause", theme)
        self.pause.setToolTip(self.tr("Finish the pictures at work, and wait (Ctrl+P)"))
        self.pause.clicked.connect(self.pause_asked)
        self.go_on = self._button(self.tr("Continue"), "Ctrl+P", "continue", theme)
        self.go_on.setToolTip(self.tr("Go on with the pictures that wait (Ctrl+P)"))
        self.go_on.clicked.connect(self.go_on_asked)
        set_tone(self.go_on, "primary")
        self.protect = self._button("", "", "protect", theme)
        self.protect.clicked.connect(self.protect_asked)
        self.protect.setWhatsThis(self.tr("Protect"))

        left = QVBoxLayout()
        left.setSpacing(7)
        left.addStretch()
        left.addWidget(self.line)
        left.addWidget(self.bar)
        left.addStretch()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 10)
        layout.setSpacing(10)
        layout.addLayout(left, 1)
        layout.addSpacing(8)
        for button in (self.stop, self.pause, self.go_on, self.protect, self.reveal):
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._quiet = QTimer(self, singleShot=True, interval=_MESSAGE_STAYS)
        self._quiet.timeout.connect(lambda: self.say(""))
        self._arrange()

    def _button(self, text: str, keys: str, icon: str, theme: Theme) -> QPushButton:
        button = QPushButton(text)
        button.setShortcut(keys)
        theme.dress(button, icon)
        return button

    def show_state(self, counts: Counts, phase: Phase, *, looking: bool) -> None:
        """Show how the queue stands."""
        if counts.total != self._counts.total or (phase is not self._phase and phase is not Phase.IDLE):
            self._ended = None
        self._counts, self._phase, self._looking = counts, phase, looking
        self._arrange()

    def show_pace(self, pace: Pace) -> None:
        """Show how far a run is."""
        self._pace = pace
        self._arrange()

    def show_end(self, pace: Pace) -> None:
        """Show what came of a run, until something else begins."""
        self._ended = pace
        self._arrange()

    def leave_retry(self, *, elsewhere: bool) -> None:
        """Offer to try again what failed, or leave that to something else."""
        self._retry_elsewhere = elsewhere
        self._arrange()

    def say(self, message: str) -> None:
        """Say something for a few seconds."""
        self._said = message
        if message:
            self._quiet.start()
        self._arrange()

    def _arrange(self) -> None:
        busy = self._phase is not Phase.IDLE
        running = self._phase in (Phase.RUNNING, Phase.STOPPING, Phase.PAUSING, Phase.PAUSED)
        self.bar.setVisible(running)
        self.bar.setRange(0, max(self._pace.total, 1))
        self.bar.setValue(self._pace.ended)
        self.stop.setVisible(busy)
        self.stop.setEnabled(self._phase is not Phase.STOPPING)
        self.pause.setVisible(self._phase in (Phase.RUNNING, Phase.PAUSING))
        self.pause.setEnabled(self._phase is Phase.RUNNING)
        self.go_on.setVisible(self._phase is Phase.PAUSED)
        self.reveal.setVisible(not busy and self._counts.done > 0)
        retry = not self._counts.waiting and self._counts.retryable > 0
        self.protect.setVisible(not busy and not (retry and self._retry_elsewhere))
        self.protect.setText(self._invitation())
        # The next thing to do stands out: to protect what waits, and afterwards to look at the results.
        over = self._counts.done > 0 and not self._counts.waiting
        set_tone(self.reveal, "primary" if over else "")
        set_tone(self.protect, "" if over else "primary")
        self.protect.setEnabled(bool(self._counts.waiting or self._counts.retryable or self._counts.done))
        self.protect.setShortcut("Ctrl+Return")
        self.protect.setToolTip(self.tr("Ctrl+Enter"))
        self.line.say(self._said or self._sentence())

    def _invitation(self) -> str:
        counts = self._counts
        if counts.waiting:
            return self.tr("Protect {pictures}").format(pictures=words.pictures(counts.waiting))
        if counts.retryable:
            return self.tr("Try again")
        return self.tr("Protect again") if counts.done else self.tr("Protect")

    def _sentence(self) -> str:
        match self._phase:
            case Phase.PREPARING:
                return self.tr("Preparing…")
            case Phase.STOPPING:
                return self.tr("Stopping: the pictures at work are being finished…")
            case Phase.PAUSING:
                return self.tr("Pausing: the pictures at work are being finished…")
            case Phase.PAUSED:
                done, total = self._pace.ended, self._pace.total
                return self.tr("Paused after {done} of {total}").format(
                    done=words.number(done), total=words.number(total)
                )
            case Phase.RUNNING:
                return self._progress()
            case Phase.IDLE:
                return self._standing()

    def _standing(self) -> str:
        counts = self._counts
        if self._looking and not counts.total:
            return self.tr("Looking for pictures…")
        if self._ended is not None:
            return words.counted(self._ended)
        if counts.done or counts.failed:
            return words.counted(Pace(total=counts.total, done=counts.done, failed=counts.failed))
        return self.tr("{pictures} in the queue").format(pictures=words.pictures(counts.total))

    def _progress(self) -> str:
        at = min(self._pace.ended + 1, self._pace.total)
        text = self.tr("Picture {number} of {total}").format(
            number=words.number(at), total=words.number(self._pace.total)
        )
        remaining = self._pace.remaining
        return text if remaining is None else f"{text} · {self._left(remaining)}"

    def _left(self, seconds: float) -> str:
        return self.tr("{duration} left").format(duration=words.duration(seconds))
