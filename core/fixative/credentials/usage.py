"""What AI may do with a picture, as a credential says it: an assertion for training and data mining.

CAWG Training and Data Mining Assertion 1.1, section 2, and its predecessor in C2PA 1.4, which readers in the field
still look for alone: both are written. They know four uses, which are allowed, not allowed, or constrained; the
last one counts as not allowed for who does not heed what the constraint says.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fixative.rights.statement import AIPolicy
from fixative.rights.wording import policy_in

__all__ = ["ENTRIES", "LABELS", "assertions", "meaning"]

_PREFIXES = ("cawg", "c2pa")

LABELS = tuple(f"{prefix}.training-mining" for prefix in _PREFIXES)
"""The new label, and the old one."""

ENTRIES = ("data_mining", "ai_inference", "ai_training", "ai_generative_training")
"""The uses; `ai_training` is that of models which generate nothing."""

_LONGEST = 4_000

_NO, _TERMS, _YES = "notAllowed", "constrained", "allowed"

_USES: Mapping[AIPolicy, tuple[str, str, str, str]] = {
    AIPolicy.PROHIBIT_ALL: (_NO, _NO, _NO, _NO),
    # What a policy does not speak of is not thereby allowed: the constraint says what is forbidden.
    AIPolicy.PROHIBIT_EXCEPT_SEARCH_INDEXING: (_TERMS, _TERMS, _NO, _NO),
    AIPolicy.PROHIBIT_AI_TRAINING: (_TERMS, _TERMS, _NO, _NO),
    AIPolicy.PROHIBIT_GENERATIVE_AI_TRAINING: (_TERMS, _TERMS, _TERMS, _NO),
    AIPolicy.SEE_CONSTRAINTS: (_TERMS, _TERMS, _TERMS, _TERMS),
    AIPolicy.ALLOW: (_YES, _YES, _YES, _YES),
}
"""For `ENTRIES`, in their order; a policy that is missing here says nothing."""


def assertions(policy: AIPolicy, constraint: str) -> list[dict[str, Any]]:
    """Make the assertions of a policy; none where it says nothing.

    Parameters
    ----------
    policy : AIPolicy
    constraint : str
        The policy in words, shortened where they are very many: the library takes a claim of a megabyte.
    """
    if len(constraint) > _LONGEST:
        constraint = f"{constraint[:_LONGEST]}…"
    uses = _USES.get(policy)
    if uses is None:
        return []
    return [
        {
            "label": label,
            "data": {
                "entries": {
                    f"{prefix}.{entry}": {"use": use, "constraint_info": constraint} if use == _TERMS else {"use": use}
                    for entry, use in zip(ENTRIES, uses, strict=True)
                }
            },
        }
        for prefix, label in zip(_PREFIXES, LABELS, strict=True)
    ]


def meaning(uses: Mapping[str, tuple[str, str]]) -> AIPolicy | None:
    """Say which policy an assertion stands for, where that is certain.

    Parameters
    ----------
    uses : mapping
        For each of `ENTRIES` that is there its use and constraint.
    """
    there = tuple(uses.get(entry, ("", ""))[0] for entry in ENTRIES)
    constraints = {constraint for use, constraint in uses.values() if use == _TERMS}
    for policy, expected in _USES.items():
        if there == expected and all(policy_in(constraint) is policy for constraint in constraints):
            return policy
    if constraints:
        return None
    # Others than we leave entries out, or allow some.
    for policy, forbidden in ((AIPolicy.PROHIBIT_AI_TRAINING, {2, 3}), (AIPolicy.PROHIBIT_GENERATIVE_AI_TRAINING, {3})):
        if all(there[index] == _NO for index in forbidden):
            return policy
    return None
