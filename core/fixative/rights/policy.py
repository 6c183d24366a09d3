"""The AI policy in the PLUS vocabulary, and its strength.

PLUS Data Mining (2023), http://ns.useplus.org/ldf/vocab/: the identifiers are written with http, never https.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fixative.rights.statement import AIPolicy

__all__ = ["from_uri", "is_prohibition", "stronger", "to_uri"]

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

_PROHIBITED = "DMI-PROHIBITED-"
"""What the terms of further prohibitions begin with: two name where a rights expression is, and more may follow."""

_BY_TERM: Mapping[str, AIPolicy] = {term: policy for policy, term in _TERMS.items()}
_ORDER = tuple(_TERMS)


def to_uri(policy: AIPolicy, there: Sequence[str] = ()) -> str:
    """Give the value of ``plus:DataMining``: of those that are there one that we have no word for, if it holds."""
    further = (term for term in map(_term, there) if term not in _BY_TERM and from_uri(term) is policy)
    return _VOCABULARY + next(further, _TERMS[policy])


def from_uri(value: str) -> AIPolicy | None:
    """Read a value of ``plus:DataMining``, generously (https, other case, the bare term); None where it is unknown."""
    term = _term(value)
    return _BY_TERM.get(term, AIPolicy.SEE_CONSTRAINTS if term.startswith(_PROHIBITED) else None)


def _term(value: str) -> str:
    return value.strip().rstrip("/").rsplit("/", 1)[-1].upper()


def is_prohibition(policy: AIPolicy) -> bool:
    """Whether a policy forbids anything."""
    return policy not in (AIPolicy.UNSPECIFIED, AIPolicy.ALLOW)


def stronger(there: AIPolicy, wanted: AIPolicy) -> bool:
    """Whether the policy that is there is a prohibition that forbids more than the wanted one."""
    return is_prohibition(there) and _ORDER.index(there) < _ORDER.index(wanted)
