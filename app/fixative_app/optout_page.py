"""The page about opting out: the platforms one uses, what there is to do on each, and what is done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QThreadPool, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from fixative.errors import FixativeError
from fixative.optout import Item, Letter, Memory, checklist, keep, letter_to, load, save, today
from fixative.outcome import Problem
from fixative.platforms import load_platforms, named
from fixative.recipe import Conflict
from fixative.rights.policy import is_prohibition
from fixative.rights.statement import Language, RightsStatement
from fixative_app import words
from fixative_app.controls import ElidedLabel, label
from fixative_app.document import Document
from fixative_app.language import language_of_pages
from fixative_app.optout_card import PlatformCard
from fixative_app.optout_words import reminder

__all__ = ["OptOutPage"]

_LIST_WIDTH = 232
_WIDTH = 780
"""Logical pixels of a column that is pleasant to read."""


class OptOutPage(QStackedWidget):
    """The platforms to tick, beside what there is to do on those that are.

    Parameters
    ----------
    statement : callable
        Gives the statement in use, from which letters are filled.
    show_guide : callable
        Opens the paper about what objecting can and cannot bring.
    parent : QWidget, optional
    """

    saved = Signal(object)
    refused = Signal(object)

    def __init__(
        self, statement: Callable[[], RightsStatement], show_guide: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Opt out"))
        self._statement = statement
        self._memory = Memory()
        self._held = True
        self._pool = QThreadPool(self)
        self.cards: dict[str, PlatformCard] = {}
        self.platforms = {
            slug: QCheckBox(platform.called(language_of_pages())) for slug, platform in load_platforms().items()
        }
        self.line = ElidedLabel("muted")
        self.line.setAccessibleName(self.tr("What happened last"))
        self.guide = QPushButton(self.tr("What it can and cannot bring"))
        self.guide.setProperty("tone", "quiet")
        self.guide.clicked.connect(show_guide)
        self.language = QComboBox()
        self.language.setAccessibleName(self.tr("Language of the letter"))
        for language, name in ((Language.ENGLISH, "English"), (Language.GERMAN, "Deutsch")):
            self.language.addItem(name, language)
        self.language.setCurrentIndex(self.language.findData(language_of_pages()))
        self._scroll = Document(self.tr("What there is to do"))
        self.addWidget(self._make_work())
        self.saved.connect(lambda path: self.say(self.tr("Saved as {path}").format(path=words.shortened(path))))
        self.refused.connect(lambda problem: self.say(words.problem_sentence(problem)))
        try:
            self._memory = load()
        except FixativeError as error:
            # What cannot be read is not written over.
            self._held = False
            self.refused.emit(Problem.from_error(error))
        for slug, box in self.platforms.items():
            box.setChecked(slug in self._memory.platforms)
            box.toggled.connect(self._choose)
        self._show_cards()

    def say(self, message: str) -> None:
        """Say something."""
        self.line.say(message)

    def save_letter(self, slug: str, target: Path) -> None:
        """Write the letter to a platform, in the language that is chosen."""
        statement = self._statement()
        if not statement.creators and not statement.owner:
            self.say(self.tr("The letter needs your name: enter the owner of the rights under Protect."))
        elif not is_prohibition(statement.policy):
            self.say(self.tr("The letter forbids what your AI policy allows: choose another one under Protect."))
        else:
            language = Language(self.language.currentData())
            letter = letter_to(named(slug), statement, day=today(), language=language)
            self._pool.start(partial(self._save, letter, target))

    def shut_down(self) -> None:
        """Wait for a letter that is being written."""
        self._pool.waitForDone()

    def _make_work(self) -> QWidget:
        left = QFrame()
        left.setObjectName("queue")
        left.setFixedWidth(_LIST_WIDTH)
        down = QVBoxLayout(left)
        down.setContentsMargins(20, 18, 12, 18)
        down.setSpacing(9)
        down.addWidget(label(self.tr("Where you publish"), "section"))
        for box in self.platforms.values():
            down.addWidget(box)
        down.addStretch(1)
        bar = QFrame()
        bar.setObjectName("comparebar")
        across = QHBoxLayout(bar)
        across.setContentsMargins(28, 8, 12, 8)
        across.addWidget(self.line, 1)
        across.addWidget(label(self.tr("Letters in"), "muted"))
        across.addWidget(self.language)
        across.addWidget(self.guide)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(bar)
        right.addWidget(self._scroll, 1)
        page = QWidget()
        page.setObjectName("page")
        layout = QHBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(left)
        layout.addLayout(right, 1)
        return page

    def _choose(self) -> None:
        self._keep(self._memory.on(*(slug for slug, box in self.platforms.items() if box.isChecked())))
        self._show_cards()

    def _did(self, slug: str, name: str, done: bool) -> None:  # noqa: FBT001 - a signal's
        self._keep(self._memory.did(slug, name, today() if done else None))
        for item in self._items():
            self.cards[item.platform.slug].ways[item.objection.name].show_item(item)
        self._remind()

    def _keep(self, memory: Memory) -> None:
        self._memory = memory
        if not self._held:
            return
        try:
            keep(memory)
        except FixativeError as error:
            self.refused.emit(Problem.from_error(error))

    def _items(self) -> list[Item]:
        return checklist((named(slug) for slug in self.cards), self._memory, today=today())

    def _show_cards(self) -> None:
        chosen = [slug for slug, box in self.platforms.items() if box.isChecked()]
        items = checklist(map(named, chosen), self._memory, today=today())
        column = QVBoxLayout()
        column.setContentsMargins(28, 22, 28, 32)
        column.setSpacing(14)
        column.addWidget(label(self.tr("Object to the training of AI"), "section"))
        promise = self.tr(
            "You do the steps on the platforms, and this list remembers them; nothing is sent. It is no legal advice."
        )
        column.addWidget(label(promise, "muted", wrap=True))
        if not chosen:
            column.addWidget(label(self.tr("Tick the platforms that you publish on."), wrap=True))
        self._reminders = label("", wrap=True)
        self._reminders.setProperty("chip", "warn")
        column.addWidget(self._reminders)
        self.cards = {slug: PlatformCard(named(slug), [i for i in items if i.platform.slug == slug]) for slug in chosen}
        for card in self.cards.values():
            card.done_changed.connect(self._did)
            card.letter_asked.connect(self._ask_where)
            column.addWidget(card)
        column.addStretch(1)
        middle = QWidget()
        middle.setMaximumWidth(_WIDTH)
        middle.setLayout(column)
        inside = QWidget()
        inside.setObjectName("page")
        around = QHBoxLayout(inside)
        around.setContentsMargins(0, 0, 0, 0)
        around.addStretch(1)
        around.addWidget(middle, 1000)
        around.addStretch(1)
        self._scroll.setWidget(inside)
        self._remind()

    def _remind(self) -> None:
        language = language_of_pages()
        told = (
            reminder(item, item.objection.told(language).title, item.platform.called(language))
            for item in self._items()
        )
        text = "\n".join(filter(None, told))
        self._reminders.setText(text)
        self._reminders.setVisible(bool(text))

    def _ask_where(self, slug: str) -> None:
        dialog = QFileDialog(self, self.tr("Save the letter"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["PDF (*.pdf)", self.tr("Text") + " (*.txt)"])
        dialog.setDefaultSuffix("pdf")
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix("txt" if "txt" in chosen else "pdf"))
        dialog.selectFile(f"{slug}.pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save_letter(slug, Path(name)))
        dialog.open()

    def _save(self, letter: Letter, target: Path) -> None:
        try:
            # The dialog asked before.
            self.saved.emit(save(letter, target, conflict=Conflict.OVERWRITE))
        except FixativeError as error:
            self.refused.emit(Problem.from_error(error))
