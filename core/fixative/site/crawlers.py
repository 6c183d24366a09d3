"""The crawlers that are known to work for AI: a dated list that travels with Fixative."""

from __future__ import annotations

import tomllib
from datetime import date
from enum import StrEnum
from functools import lru_cache

import msgspec

from fixative_assets import resource

__all__ = ["Crawler", "Crawlers", "Obeys", "Purpose", "load_crawlers"]


class Purpose(StrEnum):
    """What a crawler collects for."""

    TRAINING = "training"
    """What models are trained on, collected, switched or given away."""
    SEARCH = "search"
    """An index that answers with links."""
    ASSISTANT = "assistant"
    """A page for an assistant that was asked about it."""


class Obeys(StrEnum):
    """Whether a crawler follows robots.txt, as its source says."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Crawler(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One crawler.

    Attributes
    ----------
    token : str
        Its name in robots.txt.
    operator : str
    purpose : Purpose
    obeys : Obeys
    source : str
        The page that says so.
    checked : date
        When the entry was looked up.
    """

    token: str
    operator: str
    purpose: Purpose
    obeys: Obeys
    source: str
    checked: date


class Crawlers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The list.

    Attributes
    ----------
    crawlers : tuple of Crawler
    """

    crawlers: tuple[Crawler, ...]

    @property
    def day(self) -> date:
        """The day of the newest entry, which is that of the list."""
        return max(crawler.checked for crawler in self.crawlers)

    def tokens(self, purpose: Purpose) -> tuple[str, ...]:
        """Name the crawlers of a purpose."""
        return tuple(crawler.token for crawler in self.crawlers if crawler.purpose is purpose)


@lru_cache(maxsize=1)
def load_crawlers() -> Crawlers:
    """Load the list that travels with Fixative."""
    return msgspec.convert(tomllib.loads(resource("crawlers", "crawlers.toml").read_text("utf-8")), Crawlers)
