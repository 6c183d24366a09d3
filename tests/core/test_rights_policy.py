from __future__ import annotations

from itertools import pairwise

import pytest

from fixative.rights import AIPolicy
from fixative.rights.policy import from_uri, stronger, to_uri

_VOCABULARY = "http://ns.useplus.org/ldf/vocab/"


@pytest.mark.parametrize("policy", AIPolicy)
def test_each_policy_is_read_back(policy):
    assert to_uri(policy).startswith(_VOCABULARY + "DMI-")
    assert from_uri(to_uri(policy)) is policy


@pytest.mark.parametrize(
    "value",
    [
        "https://ns.useplus.org/ldf/vocab/DMI-PROHIBITED",
        " http://ns.useplus.org/ldf/vocab/dmi-prohibited/ ",
        "DMI-PROHIBITED",
    ],
)
def test_careless_writing_is_understood(value):
    assert from_uri(value) is AIPolicy.PROHIBIT_ALL


@pytest.mark.parametrize("term", ["SEEEMBEDDEDRIGHTSEXPR", "SEELINKEDRIGHTSEXPR", "OF-LATER-YEARS"])
def test_further_prohibitions_stay_word_for_word_while_they_hold(term):
    there = [to_uri(AIPolicy.ALLOW), f"{_VOCABULARY}DMI-PROHIBITED-{term}"]
    assert from_uri(there[1]) is AIPolicy.SEE_CONSTRAINTS
    assert to_uri(AIPolicy.SEE_CONSTRAINTS, there) == there[1]
    assert to_uri(AIPolicy.PROHIBIT_ALL, there) == to_uri(AIPolicy.PROHIBIT_ALL)


@pytest.mark.parametrize("value", ["", "Prohibited", "http://example.org/"])
def test_unknown_terms_are_none(value):
    assert from_uri(value) is None


def test_the_order_of_prohibitions():
    order = [
        AIPolicy.PROHIBIT_ALL,
        AIPolicy.PROHIBIT_EXCEPT_SEARCH_INDEXING,
        AIPolicy.PROHIBIT_AI_TRAINING,
        AIPolicy.PROHIBIT_GENERATIVE_AI_TRAINING,
        AIPolicy.SEE_CONSTRAINTS,
    ]
    assert all(stronger(first, second) and not stronger(second, first) for first, second in pairwise(order))
    assert all(stronger(policy, AIPolicy.ALLOW) for policy in order)
    assert not stronger(AIPolicy.UNSPECIFIED, AIPolicy.ALLOW)
