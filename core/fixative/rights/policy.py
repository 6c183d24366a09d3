"""The AI policy in the PLUS vocabulary, its strength, and what it says in words.

PLUS Data Mining (2023), http://ns.useplus.org/ldf/vocab/: the identifiers are written with http, never https.
"""

from __future__ import annotations

from collections.abc import Mapping

from fixative.rights.statement import AIPolicy

__all__ = ["SENTENCES", "SHORT", "from_uri", "is_prohibition", "stronger", "to_uri", "without_own_words"]

_VOCABULARY = "http://ns.useplus.org/ldf/vocab/"

_TERMS: Mapping[AIPolicy, str] = {
    AIPolicy.PROHIBIT_ALL: "DMI-PROHIBITED",
    AIPolicy.PROHIBIT_EXCEPT_SEARCH_INDEXING: "DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING",
    AIPolicy.PROHIBIT_AI_TRAINING: "DMI-PROHIBITED-AIMLTRAINING",
    AIPolicy.PROHIBIT_GENERATIVE_AI_TRAINING: "DMI-PROHIBITED-GENAIMLTRAINING",
    AIPolicy.SEE_CONSTRAINTS: "DMI-PROHIBITED-SEECONSTRAINT",
    AIPolicy.UNSPECIFIED: "DMI-UNSPECIFIED",
    AIPolicy.ALLOW: "DMI-ALLOWED",
}
"""From the strongest prohibition to leave: each of the first four forbids all that the next one forbids."""

_READ_ONLY: Mapping[str, AIPolicy] = {
    "DMI-PROHIBITED-SEEEMBEDDEDRIGHTSEXPR": AIPolicy.SEE_CONSTRAINTS,
    "DMI-PROHIBITED-SEELINKEDRIGHTSEXPR": AIPolicy.SEE_CONSTRAINTS,
}

_BY_TERM: Mapping[str, AIPolicy] = {**{term: policy for policy, term in _TERMS.items()}, **_READ_ONLY}
_ORDER = tuple(_TERMS)

SENTENCES: Mapping[AIPolicy, str] = {
    AIPolicy.PROHIBIT_ALL: "Data mining of this picture, and its use to train or to feed artificial intelligence or "
    "machine learning, are prohibited.",
    AIPolicy.PROHIBIT_EXCEPT_SEARCH_INDEXING: "Data mining of this picture, and its use to train artificial "
    "intelligence or machine learning, are prohibited, except for indexing by search engines.",
    AIPolicy.PROHIBIT_AI_TRAINING: "The use of this picture to train artificial intelligence or machine learning, and "
    "its collection into data sets for that purpose, are prohibited.",
    AIPolicy.PROHIBIT_GENERATIVE_AI_TRAINING: "The use of this picture to train generative artificial intelligence, "
    "and its collection into data sets for that purpose, are prohibited.",
    AIPolicy.SEE_CONSTRAINTS: "Data mining of this picture, and its use to train artificial intelligence, are "
    "prohibited as far as its constraints say.",
    AIPolicy.UNSPECIFIED: "",
    AIPolicy.ALLOW: "",
}
"""For the constraints."""

SHORT: Mapping[AIPolicy, str] = {
    AIPolicy.PROHIBIT_ALL: "No data mining, no AI training.",
    AIPolicy.PROHIBIT_EXCEPT_SEARCH_INDEXING: "No data mining, no AI training, search indexing excepted.",
    AIPolicy.PROHIBIT_AI_TRAINING: "No AI training.",
    AIPolicy.PROHIBIT_GENERATIVE_AI_TRAINING: "No generative AI training.",
    AIPolicy.SEE_CONSTRAINTS: "Data mining and AI training restricted: see constraints.",
    AIPolicy.UNSPECIFIED: "",
    AIPolicy.ALLOW: "",
}
"""For copyright notices in EXIF and IIM, which have no data-mining tag; IIM holds 128 bytes."""


def to_uri(policy: AIPolicy) -> str:
    """Give the value of ``plus:DataMining``."""
    return _VOCABULARY + _TERMS[policy]


def from_uri(value: str) -> AIPolicy | None:
    """Read a value of ``plus:DataMining``, generously (https, other case, the bare term); None where it is unknown."""
    return _BY_TERM.get(value.strip().rstrip("/").rsplit("/", 1)[-1].upper())


def is_prohibition(policy: AIPolicy) -> bool:
    """Whether a policy forbids anything."""
    return policy not in (AIPolicy.UNSPECIFIED, AIPolicy.ALLOW)


def stronger(there: AIPolicy, wanted: AIPolicy) -> bool:
    """Whether the policy that is there is a prohibition that forbids more than the wanted one."""
    return is_prohibition(there) and _ORDER.index(there) < _ORDER.index(wanted)


def without_own_words(text: str) -> str:
    """Take out the sentences that an earlier run of ours put into a text."""
    for sentence in (*SENTENCES.values(), *SHORT.values()):
        if sentence:
            text = text.replace(sentence, "")
    return text.strip()
