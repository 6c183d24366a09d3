"""German, for pages that are written without a window: by the translations that the window has, too."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime

from fixative.inspect.tongue import ENGLISH, Tongue
from fixative.rights.statement import AIPolicy, Language
from fixative.rights.wording import SHORT
from fixative_assets import resource

__all__ = ["tongue_in"]


def tongue_in(language: Language) -> Tongue:
    """Give the tongue of a language; English, where the translations are not built (packaging/built.py)."""
    texts = resource("translations", f"engine_{language.value}.json")
    if language is Language.ENGLISH or not texts.is_file():
        return ENGLISH
    return _German(json.loads(texts.read_text("utf-8")))


class _German(Tongue):
    language = Language.GERMAN

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def data(self, text: str) -> str:
        return self._texts.get(text, text)

    def policy(self, policy: AIPolicy) -> str:
        short = SHORT[self.language].get(policy)
        return policy.value if short is None else f"„{short.removesuffix('.')}“"

    def decimal(self, value: float) -> str:
        return super().decimal(value).replace(".", ",")

    def number(self, value: int) -> str:
        return super().number(value).replace(",", ".")

    def percent(self, share: float) -> str:
        return f"{100 * share:.0f} %"

    def day(self, day: date) -> str:
        return f"{day:%d.%m.%Y}"

    def moment(self, at: str) -> str:
        moment = datetime.fromisoformat(at).astimezone()
        return f"{self.day(moment.date())}, {moment:%H:%M}"
