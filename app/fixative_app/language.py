"""The window's language: the system's, or the one that was chosen."""

from __future__ import annotations

from enum import StrEnum
from importlib.resources import as_file

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from fixative.rights import statement
from fixative_assets import resource

__all__ = ["Language", "language_in_use", "language_of_pages", "use_language"]


class Language(StrEnum):
    """What the user wants."""

    SYSTEM = "system"
    ENGLISH = "en"
    GERMAN = "de"


def language_in_use(wanted: Language) -> Language:
    """Say which language is spoken: of the system's, in their order, the first that there is; else English."""
    if wanted is not Language.SYSTEM:
        return wanted
    codes = [name.replace("_", "-").split("-")[0] for name in QLocale.system().uiLanguages()]
    return next((Language(code) for code in codes if code in (Language.ENGLISH, Language.GERMAN)), Language.ENGLISH)


def language_of_pages() -> statement.Language:
    """Say in which language the engine writes what is saved: the one that is spoken now."""
    german = QLocale().language() is QLocale.Language.German
    return statement.Language.GERMAN if german else statement.Language.ENGLISH


def use_language(application: QCoreApplication, wanted: Language) -> None:
    """Speak a language from now on; what is on the screen already stays as it is."""
    language = language_in_use(wanted)
    QLocale.setDefault(QLocale(language.value))
    for known in application.findChildren(QTranslator):
        application.removeTranslator(known)
        known.deleteLater()
    if language is Language.ENGLISH:
        return
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    own = resource("translations", f"fixative_{language}.qm")
    for_qt = QTranslator(application)
    if for_qt.load(f"qtbase_{language}", folder):
        application.installTranslator(for_qt)
    # It is there once it is built: see packaging/built.py.
    if own.is_file():
        ours = QTranslator(application)
        with as_file(own) as path:
            ours.load(str(path))
        application.installTranslator(ours)
