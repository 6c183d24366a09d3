"""Light and dark palettes of our own, and the one object that says which of them is in use."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QDynamicPropertyChangeEvent, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton

from fixative_app.icons import SPACED, draw_icon
from fixative_app.stylesheet import stylesheet
from fixative_app.tones import DARK, LIGHT, Tones

__all__ = ["Appearance", "Theme"]


class Appearance(StrEnum):
    """Which palette the user wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """The palette in use; tells whoever draws with it when it changes.

    Parameters
    ----------
    application : QApplication
    appearance : Appearance
    parent : QObject, optional
    """

    changed = Signal()

    def __init__(
        self,
        application: QApplication,
        appearance: Appearance = Appearance.SYSTEM,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._application = application
        self._appearance = appearance
        self._tones = LIGHT
        self._apply()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def appearance(self) -> Appearance:
        """What the user asked for."""
        return self._appearance

    @property
    def tones(self) -> Tones:
        """The colours in use."""
        return self._tones

    def colour(self, name: str) -> QColor:
        """Give a tone by its name, for painting."""
        return QColor(getattr(self._tones, name))

    def icon(self, name: str, tone: str = "text", *, spaced: bool = False) -> QIcon:
        """Give an icon in one of the tones, with some room before a text if wanted."""
        return draw_icon(name, getattr(self._tones, tone), self._tones.muted, spaced=spaced)

    def dress(self, target: QAbstractButton | QAction, name: str) -> None:
        """Give a control an icon that follows the palette, and the control's own tone, for as long as it lives."""
        _Dress(self, target, name)

    def choose(self, appearance: Appearance) -> None:
        """Use another palette from now on."""
        self._appearance = appearance
        self._apply()
        self.changed.emit()

    def _system_changed(self) -> None:
        if self._appearance is Appearance.SYSTEM:
            self.choose(Appearance.SYSTEM)

    def _apply(self) -> None:
        self._tones = DARK if self._is_dark() else LIGHT
        if self._application.style().objectName() != "fusion":
            self._application.setStyle("Fusion")
        self._application.setPalette(_palette(self._tones))
        self._application.setStyleSheet(stylesheet(self._tones))

    def _is_dark(self) -> bool:
        if self._appearance is Appearance.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._appearance is Appearance.DARK


class _Dress(QObject):
    """Lives as long as the control, and with it its connection."""

    def __init__(self, theme: Theme, target: QAbstractButton | QAction, name: str) -> None:
        super().__init__(target)
        self._theme = theme
        self._target = target
        self._name = name
        theme.changed.connect(self.put_on)
        target.installEventFilter(self)
        self.put_on()

    def put_on(self) -> None:
        """Set the icon in the palette of now."""
        target = self._target
        if not isinstance(target, QPushButton):
            target.setIcon(self._theme.icon(self._name))
            return
        tone = "on_accent" if target.property("tone") == "primary" else "text"
        target.setIconSize(SPACED)
        target.setIcon(self._theme.icon(self._name, tone, spaced=True))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the control's tone."""
        # The style sheet sets properties of its own, also while a control is being destroyed.
        if isinstance(event, QDynamicPropertyChangeEvent) and event.propertyName() == b"tone":
            self.put_on()
        return super().eventFilter(watched, event)


def _palette(tones: Tones) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: tones.ground,
        QPalette.ColorRole.WindowText: tones.text,
        QPalette.ColorRole.Base: tones.surface,
        QPalette.ColorRole.AlternateBase: tones.sunken,
        QPalette.ColorRole.Text: tones.text,
        QPalette.ColorRole.PlaceholderText: tones.muted,
        QPalette.ColorRole.Button: tones.surface,
        QPalette.ColorRole.ButtonText: tones.text,
        QPalette.ColorRole.Mid: tones.line,
        QPalette.ColorRole.ToolTipBase: tones.text,
        QPalette.ColorRole.ToolTipText: tones.ground,
        QPalette.ColorRole.Highlight: tones.accent,
        QPalette.ColorRole.HighlightedText: tones.on_accent,
        QPalette.ColorRole.Link: tones.accent,
        QPalette.ColorRole.LinkVisited: tones.accent,
    }
    palette = QPalette()
    for role, tone in roles.items():
        palette.setColor(role, QColor(tone))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tones.muted))
    return palette
