from __future__ import annotations

import pytest

from fixative.cloak.preset import Preset
from fixative.rights.statement import AIPolicy
from fixative_app import choice_words


@pytest.mark.parametrize("preset", Preset)
def test_every_preset_says_what_it_costs_and_gives(preset):
    assert choice_words.preset_name(preset)
    assert choice_words.preset_explained(preset).endswith(".")


@pytest.mark.parametrize("policy", AIPolicy)
def test_every_policy_has_words(policy):
    assert choice_words.policy_name(policy)
    assert choice_words.policy_explained(policy).endswith(".")


def test_the_limits_are_said():
    assert any("learned" in line for line in choice_words.limits())
    assert len(choice_words.limits_line()) < 100
