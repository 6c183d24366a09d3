from __future__ import annotations

import re
import runpy
import shutil
from pathlib import Path
from string import Formatter
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QToolButton, QWidget

from fixative.outcome import Problem
from fixative.printable import printable
from fixative_app import words
from fixative_app.about_dialog import AboutDialog
from fixative_app.language import Language, language_in_use, use_language
from fixative_app.limits_dialog import LimitsDialog
from fixative_app.main import open_window
from fixative_app.shortcuts import keys_of
from fixative_app.tongue import WindowTongue
from fixative_app.top_bar import Place
from fixative_assets import resource

ROOT = Path(__file__).parents[2]
GERMAN = ROOT / "app" / "translations" / "fixative_de.ts"
SCRIPT = runpy.run_path(str(ROOT / "packaging" / "translations.py"))
PATIENCE = 60_000

NOT_SAID = re.compile(
    r"""
    ⟦.*⟧ .*                                  # translated
    | [^A-Za-z]*                             # numbers and signs
    | Fixative | English | Deutsch           # names
    | (?:XMP|EXIF|IPTC):\ ⟦.*⟧               # a standard, and what it says
    | JPEG | PNG | TIFF | WebP | AVIF | GIF  # formats
    | .*\.(?:png|jpg)(?:\ ·\ ⟦.*⟧)? | protected | (?:/|~|→).*  # files and folders
    | (?:(?:XMP|EXIF|IPTC)[\w:-]+(?:<br>)?)+ # fields
    """,
    re.VERBOSE | re.DOTALL,
)


class Pseudo(QTranslator):
    """Marks all that is looked up."""

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        del context, n
        return text if disambiguation else f"⟦{text}⟧"

    def isEmpty(self) -> bool:  # noqa: N802 - Qt names it
        return False


@pytest.fixture
def pseudo(qapp):
    translator = Pseudo()
    assert qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.fixture
def english(qapp):
    yield
    use_language(qapp, Language.ENGLISH)


def said(widget: QWidget) -> set[str]:
    """Collect all that a widget and those in it say, to the eye and to a screen reader."""
    found = set()
    for each in [widget, *widget.findChildren(QWidget)]:
        if each.objectName().startswith("qt_"):
            continue
        found |= {each.toolTip(), each.accessibleName(), each.windowTitle()}
        if isinstance(each, QLabel | QAbstractButton):
            found.add(each.text())
        if isinstance(each, QLineEdit):
            found.add(each.placeholderText())
        if isinstance(each, QComboBox):
            found |= {each.itemText(place) for place in range(each.count())}
    for action in widget.findChildren(QAction):
        if not action.isSeparator():
            found |= {action.text(), action.toolTip()}
    return {re.sub(r"</?p>|&(?!amp;)", "", text) for text in found if text.strip()}


def test_nothing_is_said_that_is_not_looked_up(pseudo, window, qtbot, add, draw, finish):
    window.recipe.preset.buttons[3].click()
    bad = draw("bad.png")
    bad.write_bytes(bad.read_bytes()[:60])
    add(draw("a.png"), bad)
    finish()
    window.places.go_to(Place.INSPECT)
    with qtbot.waitSignal(window.inspect.inspector.finished, timeout=PATIENCE):
        window.inspect.look_at([draw("a.png").parent])
    for place in range(window.inspect.model.rowCount()):
        window.inspect.list.setCurrentIndex(window.inspect.model.index(place))
        assert {text for text in said(window.inspect.report) if not NOT_SAID.fullmatch(text)} == set()
    texts = said(window) | {text for key in keys_of(window) for text in (key.text, key.where)}
    for dialog in (AboutDialog(window), LimitsDialog(window)):
        texts |= said(dialog)
        dialog.close()
    assert {text for text in texts if not NOT_SAID.fullmatch(text.strip())} == set()


def messages(file: Path) -> list[tuple[str, str, str]]:
    return [
        (context.findtext("name", ""), message.findtext("source", ""), message.findtext("translation", ""))
        for context in ET.parse(file).getroot().iter("context")
        for message in context.iter("message")
    ]


def test_the_translation_is_whole_and_of_today(tmp_path):
    assert list(SCRIPT["untranslated"](GERMAN)) == []
    copy = Path(shutil.copy(GERMAN, tmp_path))
    SCRIPT["update"](copy)
    assert messages(copy) == messages(GERMAN)


def fields(text: str) -> list[tuple[str, str | None]]:
    return sorted((name, spec) for _, name, spec, _ in Formatter().parse(text) if name)


def test_each_translation_fits_its_source():
    for _, source, translation in messages(GERMAN):
        assert fields(source) == fields(translation)
        assert source.count("&") == translation.count("&"), translation
        assert "  " not in translation
        if len(source) > 1:
            assert re.search(r"[.…:]?$", source).group() == re.search(r"[.…:]?$", translation).group(), translation


def test_the_window_speaks_german(qapp, qtbot, tmp_path, english, settings):
    settings.language = Language.GERMAN
    settings._store.sync()
    window = open_window(qapp, tmp_path / "config")
    qtbot.addWidget(window)
    assert window.actions_for.add_files.text() == "Dateien hinzufügen…"
    assert "Strg+O" in window.actions_for.add_files.toolTip()
    assert words.pictures(12345) == "12.345 Bilder"
    problem = Problem("too-large", {"pixels": 2e8, "limit": 1.5e8})
    assert "200.000.000 Pixel" in words.problem_sentence(problem)
    tongue = WindowTongue()
    assert tongue.decimal(0.984) == "0,98"
    assert re.match(r"2\d\.11\.26,? \d\d:55$", tongue.moment("2026-11-24T04:55:17+00:00"))
    assert tongue.moment("once") == "once"
    assert AboutDialog(window).windowTitle() == "Über Fixative"
    window.help.language_chosen.emit(Language.ENGLISH)
    assert "das nächste Mal" in window.empty.line.text()
    window.close()
    again = open_window(qapp, tmp_path / "config")
    qtbot.addWidget(again)
    assert again.actions_for.add_files.text() == "Add files…"
    moment = tongue.moment("2026-11-24T04:55:17+00:00")
    assert ":55" in moment
    assert printable(moment) == moment
    again.close()


@pytest.mark.parametrize(
    ("languages", "spoken"),
    [(["de-DE", "en"], "de"), (["fr-FR", "de-AT"], "de"), (["en-GB", "de"], "en"), (["fr"], "en"), (["C"], "en")],
)
def test_the_systems_language_is_spoken_if_it_is_one_of_ours(languages, spoken, monkeypatch):
    monkeypatch.setattr("fixative_app.language.QLocale.uiLanguages", lambda _: languages)
    assert language_in_use(Language.SYSTEM) == spoken
    assert language_in_use(Language.GERMAN) is Language.GERMAN


def test_what_is_kept_of_the_language_is_no_language(settings):
    settings._store.setValue("language", "tlh")
    assert settings.language is Language.SYSTEM


def test_the_translation_is_built():
    assert resource("translations", "fixative_de.qm").is_file()


def test_german_fits_into_the_window(qapp, qtbot, tmp_path, english, settings, draw):
    settings.language = Language.GERMAN
    settings._store.sync()
    window = open_window(qapp, tmp_path / "config")
    qtbot.addWidget(window)
    window.resize(window.minimumSize())
    with qtbot.waitSignal(window.controller.model.rowsInserted, timeout=PATIENCE):
        window.add([draw("a.png")])
    qtbot.waitUntil(window.queue.isVisible)
    assert cut_in(window) == []
    window.recipe.more.click()
    window.recipe.fit.menu.aboutToShow.emit()
    for slug in ("pinterest", "instagram", "tumblr"):
        window.recipe.fit.platforms[slug].trigger()
    assert window.recipe.widget().minimumSizeHint().width() <= window.recipe.viewport().width()
    window.places.go_to(Place.INSPECT)
    with qtbot.waitSignal(window.inspect.inspector.finished, timeout=PATIENCE):
        window.inspect.look_at([draw("a.png")])
    assert cut_in(window) == []
    window.close()


def is_icon(button: QAbstractButton) -> bool:
    """Whether a button shows its icon alone."""
    return (
        isinstance(button, QToolButton)
        and button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
        and not button.icon().isNull()
    )


def cut_in(window: QWidget) -> list[str]:
    """Name the buttons that have less room than their text."""
    return [
        button.text()
        for button in window.findChildren(QAbstractButton)
        if button.isVisible()
        and not is_icon(button)
        and button.fontMetrics().horizontalAdvance(button.text()) > button.width() - 6
    ]
