"""The statement: who made a picture, who owns it, on what terms, and what AI may do with it."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from fixative.rights.template import check_template

__all__ = ["AIPolicy", "DigitalSourceType", "Language", "RightsStatement"]


class AIPolicy(StrEnum):
    """What AI may do with a picture (`fixative.rights.policy` has the order of their strength)."""

    PROHIBIT_ALL = "prohibit-all"
    PROHIBIT_AI_TRAINING = "prohibit-ai-training"
    PROHIBIT_GENERATIVE_AI_TRAINING = "prohibit-generative-ai-training"
    PROHIBIT_EXCEPT_SEARCH_INDEXING = "prohibit-except-search-indexing"
    SEE_CONSTRAINTS = "see-constraints"
    UNSPECIFIED = "unspecified"
    ALLOW = "allow"


class DigitalSourceType(StrEnum):
    """How the picture came about (IPTC digital source type NewsCodes)."""

    DIGITAL_CAPTURE = "digitalCapture"
    NEGATIVE_FILM = "negativeFilm"
    POSITIVE_FILM = "positiveFilm"
    PRINT = "print"
    HUMAN_EDITS = "humanEdits"
    DIGITAL_CREATION = "digitalCreation"
    COMPOSITE = "composite"
    SCREEN_CAPTURE = "screenCapture"


class Language(StrEnum):
    """In which the policy is put into words."""

    ENGLISH = "en"
    GERMAN = "de"


class RightsStatement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is said in and beside a picture. An empty field is not written and changes nothing.

    The texts `notice`, `credit`, `terms` and `constraints` may hold variables (`fixative.rights.template`).

    Attributes
    ----------
    creators : tuple of str
    owner : str
        Copyright owner; it falls back on the first creator, and `creators` on it where the file names no other.
    notice : str
        Copyright notice; empty: ``© {year} {owner}``.
    year : int or None
        None takes the one in which the picture was made, where its file says so.
    credit : str
        Credit line.
    licence_url, licensor_url, licensor_email, contact : str
    terms : str
        Usage terms.
    policy : AIPolicy
    constraints : str
        The policy in words; empty: a sentence of our own for the policy.
    language : Language
        Of our own sentences.
    digital_source_type : DigitalSourceType or None
    """

    creators: tuple[str, ...] = ()
    owner: str = ""
    notice: str = ""
    year: int | None = None
    credit: str = ""
    licence_url: str = ""
    licensor_url: str = ""
    licensor_email: str = ""
    contact: str = ""
    terms: str = ""
    policy: AIPolicy = AIPolicy.PROHIBIT_AI_TRAINING
    constraints: str = ""
    language: Language = Language.ENGLISH
    digital_source_type: DigitalSourceType | None = None

    def __post_init__(self) -> None:
        for text in (self.notice, self.credit, self.terms, self.constraints):
            check_template(text)
