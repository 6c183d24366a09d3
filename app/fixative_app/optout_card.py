"""A platform on the page about opting out: what it says, and each way to object, done or not done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from fixative.optout import Item
from fixative.platforms import Platform
from fixative_app import words
from fixative_app.controls import label
from fixative_app.flow import FlowLayout
from fixative_app.language import language_of_pages
from fixative_app.optout_words import certain, state_of, who_can

__all__ = ["PlatformCard"]

_HEADING = 1.3


class PlatformCard(QFrame):
    """Shows a platform.

    Parameters
    ----------
    platform : Platform
    items : sequence of Item
    parent : QWidget, optional
    """

    done_changed = Signal(str, str, bool)
    """Slug, name of the objection, and whether it is done."""
    letter_asked = Signal(str)

    def __init__(self, platform: Platform, items: Sequence[Item], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("offer")
        language = language_of_pages()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 18)
        layout.setSpacing(6)
        name = label(platform.called(language), "section")
        font = name.font()
        font.setPointSizeF(font.pointSizeF() * _HEADING)
        name.setFont(font)
        layout.addWidget(name)
        for fact in platform.training:
            layout.addWidget(label(f"{fact.told(language)} ({certain(fact)})", "muted", wrap=True))
        if not platform.training:
            layout.addWidget(label(self.tr("What it says about the training of AI is unknown."), "muted", wrap=True))
        if not items:
            layout.addWidget(label(self.tr("No way to object is known."), wrap=True))
        self.ways = {item.objection.name: _Way(item) for item in items}
        for way in self.ways.values():
            layout.addSpacing(10)
            layout.addWidget(way)
            way.done_changed.connect(self.done_changed)
            way.letter_asked.connect(self.letter_asked)


class _Way(QWidget):
    done_changed = Signal(str, str, bool)
    letter_asked = Signal(str)

    def __init__(self, item: Item) -> None:
        super().__init__()
        objection, guide = item.objection, item.objection.told(language_of_pages())
        slug = item.platform.slug
        self.done = QCheckBox(guide.title.replace("&", "&&"))
        self.done.setAccessibleName(self.tr("Done: {title}").format(title=guide.title))
        self.done.setChecked(item.done is not None)
        font = self.done.font()
        font.setWeight(font.Weight.DemiBold)
        self.done.setFont(font)
        self.done.toggled.connect(lambda done: self.done_changed.emit(slug, objection.name, done))
        self._state = label("")
        steps = "\n".join(f"{number}. {step}" for number, step in enumerate(guide.steps, 1))
        told = label(steps, wrap=True)
        told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.done)
        layout.addWidget(_row(label(who_can(objection.who), "muted"), self._state))
        layout.addWidget(told)
        layout.addWidget(label(f"{guide.brings} ({certain(objection)})", "muted", wrap=True))
        layout.addLayout(self._buttons(item, guide.title))
        self.show_item(item)

    def show_item(self, item: Item) -> None:
        """Say how it stands."""
        text, tone = state_of(item)
        self._state.setText(text)
        self._state.setProperty("chip", tone)
        self._state.style().unpolish(self._state)
        self._state.style().polish(self._state)
        self._state.setVisible(bool(text))

    def _buttons(self, item: Item, title: str) -> QHBoxLayout:
        link = item.objection.link
        self.open = QPushButton(self.tr("Open the page"))
        self.open.setAccessibleName(self.tr("Open the page: {title}").format(title=title))
        self.open.setToolTip(words.tip(link))
        self.open.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(link)))
        across = QHBoxLayout()
        across.addWidget(self.open)
        if item.objection.letter:
            self.letter = QPushButton(self.tr("Save the letter…"))
            self.letter.setAccessibleName(self.tr("Save the letter: {title}").format(title=title))
            self.letter.clicked.connect(lambda: self.letter_asked.emit(item.platform.slug))
            across.addWidget(self.letter)
        across.addStretch(1)
        return across


def _row(*widgets: QLabel) -> QWidget:
    row = QWidget()
    layout = FlowLayout(10, row)
    for widget in widgets:
        layout.addWidget(widget)
    return row
