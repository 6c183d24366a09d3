from itertools import product

import pytest

from fixative.containers import Blocks
from fixative.inspect.standards import in_exif, in_iim, in_xmp
from fixative.rights import AIPolicy, Language, RightsStatement, merge
from fixative.rights.policy import is_prohibition
from fixative.rights.wording import SENTENCES, SHORT, policy_in, without_own_words

SPOKEN = [(language, policy) for language, policy in product(Language, AIPolicy) if is_prohibition(policy)]


@pytest.mark.parametrize("language", Language)
def test_every_prohibition_has_words_that_fit_and_nothing_else_has(language):
    prohibitions = {policy for policy in AIPolicy if is_prohibition(policy)}
    assert set(SENTENCES[language]) == set(SHORT[language]) == prohibitions
    assert max(len(words.encode()) for words in SENTENCES[language].values()) <= 256
    assert max(len(words.encode()) for words in SHORT[language].values()) <= 64


@pytest.mark.parametrize(("language", "policy"), SPOKEN)
def test_own_words_are_known_again_and_taken_out_whole(language, policy):
    for words in (SENTENCES[language][policy], SHORT[language][policy]):
        assert policy_in(f"Mine. {words}") is policy
        assert without_own_words(f"Mine. {words}") == "Mine."
    assert policy_in("Mine.") is None


def _said(blocks: Blocks) -> str:
    return " ".join(each.value for each in (*in_xmp(blocks.xmp), *in_exif(blocks.exif), *in_iim(blocks.iptc)))


@pytest.mark.parametrize(("language", "policy"), SPOKEN)
def test_a_statement_is_put_into_its_language_and_into_no_other(language, policy):
    first = merge(Blocks(), RightsStatement(owner="Ada", policy=policy, language=language))
    assert SENTENCES[language][policy] in _said(first.blocks)
    for other in set(Language) - {language}:
        assert SENTENCES[other][policy] not in _said(first.blocks)
        # Said again in another language, nothing of the first is left.
        again = _said(merge(first.blocks, RightsStatement(owner="Ada", policy=policy, language=other)).blocks)
        assert SENTENCES[language][policy] not in again
        assert SHORT[language][policy] not in again
        assert SHORT[other][policy] in again
