"""How the controls look, as a Qt style sheet made of the tones."""

from __future__ import annotations

from string import Template

from fixative_app.icons import asset_url
from fixative_app.tones import Tones

__all__ = ["stylesheet"]

_TEMPLATE = Template("""
QWidget { color: $text; }
QMainWindow, QDialog, QMessageBox, #page { background: $ground; }
QToolTip { background: $text; color: $ground; border: none; padding: 5px 8px; }

QLabel[tone="muted"], QLabel[tone="hint"] { color: $muted; }
QLabel[tone="bad"] { color: $bad; }
QLabel[tone="section"] { font-weight: 600; }
QLabel[tone="flat"] { color: $muted; }
QLabel[chip] { border-radius: 6px; padding: 3px 9px; font-weight: 600; background: $sunken; color: $text; }
QLabel[chip="good"] { background: $good_soft; color: $good; }
QLabel[chip="warn"] { background: $warn_soft; color: $warn; }
QLabel[chip="bad"] { background: $bad_soft; color: $bad; }

QPushButton {
    background: $surface; border: 1px solid $line; border-radius: 8px;
    padding: 6px 14px; min-height: 20px; outline: none;
}
QPushButton:hover { background: $sunken; }
QPushButton:pressed { background: $line; }
QPushButton:disabled { color: $muted; background: transparent; }
QPushButton:focus { border-color: $accent; }
QPushButton[tone="primary"] {
    background: $accent; color: $on_accent; border: 2px solid $accent; padding: 7px 20px; font-weight: 600;
}
QPushButton[tone="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[tone="primary"]:focus { border-color: $text; }
QPushButton[tone="primary"]:disabled { background: $sunken; color: $muted; border-color: $sunken; }
QPushButton[tone="segment"] {
    background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 5px 7px; color: $muted;
}
QPushButton[tone="segment"]:hover { background: $line; }
QPushButton[tone="segment"]:checked { background: $surface; border-color: $line; color: $text; }
QPushButton[tone="segment"]:disabled { background: transparent; border-color: transparent; color: $faint; }
QPushButton[tone="segment"]:focus { border-color: $accent; }
QPushButton[tone="quiet"] { background: transparent; border-color: transparent; padding: 6px 9px; }
QPushButton[tone="quiet"]:hover { background: $sunken; }
QPushButton[tone="quiet"]:focus { border-color: $accent; }
QPushButton[tone="fold"] {
    background: transparent; border: 1px solid transparent; border-radius: 8px; padding: 7px 8px; text-align: left;
}
QPushButton[tone="fold"]:hover { background: $sunken; }
QPushButton[tone="fold"]:focus { border-color: $accent; }
QPushButton[tone="link"] {
    background: transparent; border: 1px solid transparent; border-radius: 4px;
    color: $accent; padding: 1px 2px; text-align: left; text-decoration: underline;
}
QPushButton[tone="link"]:focus { border-color: $accent; }
#segments { background: $sunken; border-radius: 8px; }
#segments:disabled { background: transparent; }

QToolButton { border: 1px solid transparent; border-radius: 8px; padding: 5px 9px; background: transparent; }
QToolButton:hover, QToolButton:pressed { background: $sunken; }
QToolButton:focus { border-color: $accent; }
QToolButton:checked { background: $accent_soft; }
QToolButton:disabled { color: $muted; }
QPlainTextEdit { background: $surface; border: 1px solid $line; border-radius: 8px; padding: 6px; }
QToolButton::menu-indicator { image: none; }
#choice { background: $surface; border: 1px solid $line; padding: 6px 28px 6px 8px; min-height: 20px; }
#choice:hover { background: $sunken; }
#choice:focus { border-color: $accent; }
#choice::menu-indicator {
    image: url($chevron); width: 12px; height: 12px;
    subcontrol-origin: padding; subcontrol-position: center right; right: 9px;
}
#look { padding-right: 24px; }
#look::menu-indicator {
    image: url($chevron); width: 11px; height: 11px;
    subcontrol-origin: padding; subcontrol-position: center right; right: 8px;
}

QLineEdit, QComboBox, QSpinBox {
    background: $surface; border: 1px solid $line; border-radius: 8px; padding: 6px 10px; min-height: 20px;
    selection-background-color: $accent; selection-color: $on_accent; placeholder-text-color: $muted;
}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus { border-color: $accent; }
QLineEdit[wrong="true"] { border-color: $bad; }
QSpinBox::up-button, QSpinBox::down-button { width: 0; border: none; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: url($chevron); width: 12px; height: 12px; }
QComboBox QAbstractItemView {
    background: $surface; border: 1px solid $line; padding: 4px; outline: none;
    selection-background-color: $accent_soft; selection-color: $text;
}

QCheckBox { spacing: 9px; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid $muted; border-radius: 5px; background: $surface; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url($tick); }
QCheckBox:focus { color: $accent; }

QMenu { background: $surface; border: 1px solid $line; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 12px; border-radius: 6px; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }

QListView { background: $surface; border: none; outline: none; }
QScrollArea, #clear { background: transparent; border: none; }
#panel { background: $ground; border-left: 1px solid $line; }
#topbar { background: $ground; border-bottom: 1px solid $line; }
#runbar { background: $ground; border-top: 1px solid $line; }
#runend { background: $surface; border-top: 1px solid $line; }
#queue { background: $surface; }
#details { border-top: 1px solid $line; }
#document { background: $ground; border: 1px solid transparent; }
#document:focus { border-color: $accent; }
#offer { background: $surface; border: 1px solid $line; border-radius: 14px; }
#clash { background: $warn_soft; border-radius: 10px; }
#fold { background: $surface; border: 1px solid $line; border-radius: 10px; margin-bottom: 6px; }
#prose { background: transparent; border: 1px solid transparent; border-radius: 6px; }
#prose:focus { border-color: $accent; }
#comparebar { background: $ground; border-bottom: 1px solid $line; }
#lookbar { background: $ground; border-top: 1px solid $line; }
#notice { background: $surface; border-top: 1px solid $line; }

QProgressBar { background: $sunken; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: $line; border-radius: 4px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def stylesheet(tones: Tones) -> str:
    """Write the style sheet of a palette."""
    return _TEMPLATE.substitute(
        {field: getattr(tones, field) for field in tones.__dataclass_fields__},
        chevron=asset_url("chevron"),
        tick=asset_url(f"tick-{tones.name}"),
    )
