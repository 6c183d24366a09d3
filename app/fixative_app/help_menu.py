"""Help: the keys, the guide, and what Fixative is."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from fixative.rights.statement import Language as Spoken
from fixative_app.about_dialog import AboutDialog
from fixative_app.language import Language, language_of_pages
from fixative_app.paper_dialog import PaperDialog
from fixative_app.shortcuts import keys_as_html, keys_of
from fixative_app.theme import Theme
from fixative_assets import resource

__all__ = ["HelpButton"]

_LICENCES = "THIRD_PARTY.md"
_GUIDES = {Spoken.ENGLISH: "guide.md", Spoken.GERMAN: "guide.de.md"}


class HelpButton(QToolButton):
    """A button with a menu; its keys work everywhere in the window.

    Parameters
    ----------
    theme : Theme
    language : Language
        What is chosen.
    window : QWidget
        Whose keys are listed.
    """

    language_chosen = Signal(object)

    def __init__(self, theme: Theme, language: Language, window: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._window = window
        self.setAccessibleName(self.tr("Help"))
        self.setToolTip(self.tr("Help"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.dress(self, "help")
        self.keys = QAction(self.tr("Keyboard shortcuts"), window)
        self.keys.setShortcuts([QKeySequence(QKeySequence.StandardKey.HelpContents), QKeySequence("?")])
        self.keys.triggered.connect(self._show_keys)
        self.guide = QAction(self.tr("Guide"), window)
        self.guide.triggered.connect(self._show_guide)
        self.guide.setEnabled(resource("papers", _GUIDES[language_of_pages()]).is_file())
        self.about = QAction(self.tr("About Fixative"), window)
        self.about.triggered.connect(self._show_about)
        window.addAction(self.keys)
        menu = QMenu(self)
        menu.addAction(self.guide)
        menu.addAction(self.keys)
        menu.addSeparator()
        papers = {
            "what-a-cloak-does.md": self.tr("What a cloak does, and what it does not"),
            "content-credentials.md": self.tr("Content Credentials"),
            "opt-out.md": self.tr("Objecting to the training of AI"),
            "site-kit.md": self.tr("What your web site says"),
        }
        for paper, title in papers.items():
            # They are there once they are built: see packaging/built.py.
            if resource("papers", paper).is_file():
                menu.addAction(title).triggered.connect(partial(self._show_paper, paper, title))
        menu.addSeparator()
        menu.addMenu(self._make_languages(language))
        menu.addSeparator()
        menu.addAction(self.about)
        self.setMenu(menu)

    def _make_languages(self, current: Language) -> QMenu:
        menu = QMenu(self.tr("Language"), self)
        group = QActionGroup(menu)
        # Each by its own name, so that it is found by those who speak no other.
        names = {Language.SYSTEM: self.tr("As the system"), Language.ENGLISH: "English", Language.GERMAN: "Deutsch"}
        for language, name in names.items():
            action = group.addAction(name)
            action.setCheckable(True)
            action.setChecked(language is current)
            action.triggered.connect(lambda _=False, chosen=language: self.language_chosen.emit(chosen))
        menu.addActions(group.actions())
        return menu

    def _show_keys(self) -> None:
        title = self.tr("Keyboard shortcuts")
        PaperDialog(title, f"<h2>{title}</h2>" + keys_as_html(keys_of(self._window)), self._theme, self._window).open()

    def _show_guide(self) -> None:
        self._show_paper(_GUIDES[language_of_pages()], self.tr("Guide"))

    def _show_about(self) -> None:
        about = AboutDialog(self._window)
        about.licences.setEnabled(resource("papers", _LICENCES).is_file())
        about.licences_asked.connect(partial(self._show_paper, _LICENCES, self.tr("Licences of others")))
        about.open()

    def show_opt_out(self) -> None:
        """Show the paper about what objecting can and cannot bring."""
        self._show_paper("opt-out.md", self.tr("Objecting to the training of AI"))

    def _show_paper(self, paper: str, title: str) -> None:
        text = resource("papers", paper).read_text("utf-8")
        PaperDialog.from_markdown(title, text, self._theme, self._window).open()
