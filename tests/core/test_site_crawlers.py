"""The list of crawlers holds, and says of the best known ones what their operators say."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from fixative.site.crawlers import Obeys, Purpose, load_crawlers

CRAWLERS = load_crawlers().crawlers


def test_names_are_distinct_and_can_stand_in_robots_txt():
    # RFC 9309 allows letters, hyphen and underscore; two of the real names have a digit besides.
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", crawler.token) for crawler in CRAWLERS)
    assert max(Counter(crawler.token.lower() for crawler in CRAWLERS).values()) == 1


def test_each_has_an_operator_a_source_and_a_day_that_has_been():
    assert all(crawler.operator.strip() and crawler.source.startswith("https://") for crawler in CRAWLERS)
    assert date(2026, 1, 1) < min(crawler.checked for crawler in CRAWLERS)
    assert load_crawlers().day == max(crawler.checked for crawler in CRAWLERS)


def test_search_engines_are_not_on_it():
    names = {crawler.token.lower() for crawler in CRAWLERS}
    assert not names & {"*", "googlebot", "googlebot-image", "bingbot", "applebot", "duckduckbot", "yandexbot", "slurp"}


@pytest.mark.parametrize(
    ("token", "operator", "purpose", "obeys"),
    [
        ("GPTBot", "OpenAI", Purpose.TRAINING, Obeys.YES),
        ("OAI-SearchBot", "OpenAI", Purpose.SEARCH, Obeys.YES),
        ("ChatGPT-User", "OpenAI", Purpose.ASSISTANT, Obeys.NO),
        ("ClaudeBot", "Anthropic", Purpose.TRAINING, Obeys.YES),
        ("Claude-SearchBot", "Anthropic", Purpose.SEARCH, Obeys.YES),
        ("Claude-User", "Anthropic", Purpose.ASSISTANT, Obeys.YES),
        ("CCBot", "Common Crawl", Purpose.TRAINING, Obeys.YES),
        ("Google-Extended", "Google", Purpose.TRAINING, Obeys.YES),
        ("Applebot-Extended", "Apple", Purpose.TRAINING, Obeys.YES),
        ("meta-externalagent", "Meta", Purpose.TRAINING, Obeys.YES),
        ("meta-externalfetcher", "Meta", Purpose.ASSISTANT, Obeys.NO),
        ("Bytespider", "ByteDance", Purpose.TRAINING, Obeys.NO),
        ("PerplexityBot", "Perplexity", Purpose.SEARCH, Obeys.YES),
        ("Perplexity-User", "Perplexity", Purpose.ASSISTANT, Obeys.NO),
        ("Amazonbot", "Amazon", Purpose.TRAINING, Obeys.YES),
        ("img2dataset", "whoever runs img2dataset", Purpose.TRAINING, Obeys.NO),
        ("Pinterestbot", "Pinterest", Purpose.SEARCH, Obeys.YES),
    ],
)
def test_the_best_known_ones(token, operator, purpose, obeys):
    (found,) = [crawler for crawler in CRAWLERS if crawler.token == token]
    assert (found.operator, found.purpose, found.obeys) == (operator, purpose, obeys)


def test_each_is_named_by_its_purpose():
    listed = [token for purpose in Purpose for token in load_crawlers().tokens(purpose)]
    assert sorted(listed) == sorted(crawler.token for crawler in CRAWLERS)
