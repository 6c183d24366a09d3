"""What a report says, in the window's language."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt

from fixative.inspect.tongue import Tongue
from fixative.outcome import Problem
from fixative.rights.statement import AIPolicy
from fixative_app import choice_words, words

__all__ = ["WindowTongue"]

translate = QCoreApplication.translate


class WindowTongue(Tongue):
    """Looks each phrase up in the translations, and names policies as the window does."""

    def data(self, text: str) -> str:
        """Say a text of ours in the window's language."""
        return translate("inspect", text)

    def place(self, path: str) -> str:
        """Name a file as the window does."""
        return words.shortened(Path(path))

    def policy(self, policy: AIPolicy) -> str:
        """Name a policy, so that it stands out of a sentence."""
        return translate("tongue", "“{policy}”").format(policy=choice_words.policy_name(policy))

    def decimal(self, value: float) -> str:
        """Write a number with two decimals, as the language has it."""
        return QLocale().toString(value, "f", 2)

    def moment(self, at: str) -> str:
        """Write a time of the clock here, as the language has it."""
        moment = QDateTime.fromString(at, Qt.DateFormat.ISODate)
        if not moment.isValid():
            return at
        said = QLocale().toString(moment.toLocalTime(), QLocale.FormatType.ShortFormat)
        # Spaces that break no line are shown by their numbers in a report, as all that is not printed.
        return " ".join(said.split())

    def sentence(self, problem: Problem) -> str:
        """Say a problem, as the window does."""
        return words.problem_sentence(problem)
