"""What AI may do, as credentials say it."""

from __future__ import annotations

import pytest

from fixative.credentials.usage import ENTRIES, LABELS, assertions, meaning
from fixative.rights import Language
from fixative.rights.statement import AIPolicy
from fixative.rights.wording import SENTENCES

NO, TERMS, YES = "notAllowed", "constrained", "allowed"

EXPECTED = {
    AIPolicy.PROHIBIT_ALL: (NO, NO, NO, NO),
    AIPolicy.PROHIBIT_EXCEPT_SEARCH_INDEXING: (TERMS, TERMS, NO, NO),
    AIPolicy.PROHIBIT_AI_TRAINING: (TERMS, TERMS, NO, NO),
    AIPolicy.PROHIBIT_GENERATIVE_AI_TRAINING: (TERMS, TERMS, TERMS, NO),
    AIPolicy.SEE_CONSTRAINTS: (TERMS, TERMS, TERMS, TERMS),
    AIPolicy.ALLOW: (YES, YES, YES, YES),
}


@pytest.mark.parametrize("policy", EXPECTED)
def test_both_labels_say_the_same(policy):
    said = assertions(policy, "Ask first.")
    assert [each["label"] for each in said] == ["cawg.training-mining", "c2pa.training-mining"]
    for each, prefix in zip(said, ("cawg", "c2pa"), strict=True):
        entries = each["data"]["entries"]
        assert tuple(entries) == tuple(f"{prefix}.{entry}" for entry in ENTRIES)
        assert tuple(entry["use"] for entry in entries.values()) == EXPECTED[policy]
        for entry in entries.values():
            assert entry.get("constraint_info") == ("Ask first." if entry["use"] == TERMS else None)


def test_no_policy_says_nothing():
    assert assertions(AIPolicy.UNSPECIFIED, "") == []
    assert set(EXPECTED) | {AIPolicy.UNSPECIFIED} == set(AIPolicy)


@pytest.mark.parametrize("policy", EXPECTED)
def test_what_we_say_is_understood(policy):
    said = assertions(policy, SENTENCES[Language.ENGLISH].get(policy, ""))[0]["data"]["entries"]
    uses = {
        name.removeprefix("cawg."): (entry["use"], entry.get("constraint_info", "")) for name, entry in said.items()
    }
    assert meaning(uses) is policy


@pytest.mark.parametrize(
    ("uses", "policy"),
    [
        ({}, None),
        ({"ai_training": NO, "ai_generative_training": NO}, AIPolicy.PROHIBIT_AI_TRAINING),
        ({"ai_training": YES, "ai_generative_training": NO}, AIPolicy.PROHIBIT_GENERATIVE_AI_TRAINING),
        ({"ai_generative_training": NO, "data_mining": YES}, AIPolicy.PROHIBIT_GENERATIVE_AI_TRAINING),
        ({"data_mining": NO}, None),
        ({"ai_generative_training": YES}, None),
        ({"data_mining": TERMS, "ai_inference": TERMS, "ai_training": NO, "ai_generative_training": NO}, None),
    ],
)
def test_what_others_say(uses, policy):
    assert meaning({entry: (use, "Only on Sundays." if use == TERMS else "") for entry, use in uses.items()}) is policy


def test_the_labels_are_those_that_are_written():
    assert tuple(each["label"] for each in assertions(AIPolicy.ALLOW, "")) == LABELS
