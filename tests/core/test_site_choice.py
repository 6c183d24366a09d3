"""What may be chosen for a site, and what it means."""

from __future__ import annotations

import pytest

from fixative.rights.statement import AIPolicy
from fixative.site.choice import Site, domain_of, terms_of
from fixative.site.crawlers import Purpose


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("example.com", "example.com"),
        (" Example.COM. ", "example.com"),
        ("münchen.example", "xn--mnchen-3ya.example"),
        ("a-b.c2.example", "a-b.c2.example"),
        ("localhost", "localhost"),
    ],
)
def test_domains(text, domain):
    assert domain_of(text) == domain


@pytest.mark.parametrize(
    "text",
    [
        *("", "https://example.com", "example.com/", "example.com:80", "exa mple.com", "a..b", "-a.b", "a_b.c"),
        *("x" * 64, ".".join(["a" * 60] * 5), "example.com\n# x", "\udce9.example"),
    ],
)
def test_what_is_no_domain(text):
    with pytest.raises(ValueError, match="is no domain"):
        domain_of(text)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("", ""),
        ("/terms.html", "https://example.com/terms.html"),
        ("https://other.example/a%20b?x=1&y=2#z", "https://other.example/a%20b?x=1&y=2#z"),
        ("http://other.example", "http://other.example"),
    ],
)
def test_terms(text, url):
    assert terms_of(text, "example.com") == url


@pytest.mark.parametrize(
    "text", ["terms.html", "ftp://a", "https://", "/a b", '/a"b', "/a'b", "/$host", "/a\\b", "/ä", "/a\nb", "/a-->b<"]
)
def test_what_is_no_url(text):
    with pytest.raises(ValueError, match="neither a URL nor a path"):
        terms_of(text, "example.com")


def test_nothing_to_say_is_refused():
    with pytest.raises(ValueError, match="unspecified"):
        Site(policy=AIPolicy.UNSPECIFIED, domain="example.com")
    with pytest.raises(ValueError, match="see-constraints"):
        Site(policy=AIPolicy.SEE_CONSTRAINTS, domain="example.com")


@pytest.mark.parametrize(
    ("policy", "forbidden", "reservation", "usage", "signal"),
    [
        ("prohibit-all", set(Purpose), 1, "train-ai=n", "ai-input=no, ai-train=no"),
        (
            "prohibit-except-search-indexing",
            {Purpose.TRAINING, Purpose.ASSISTANT},
            1,
            "train-ai=n",
            "search=yes, ai-input=no, ai-train=no",
        ),
        ("prohibit-ai-training", {Purpose.TRAINING}, 1, "train-ai=n", "search=yes, ai-train=no"),
        ("prohibit-generative-ai-training", {Purpose.TRAINING}, 1, "train-ai=n", "search=yes, ai-train=no"),
        ("see-constraints", {Purpose.TRAINING}, 1, "train-ai=n", "search=yes, ai-train=no"),
        ("allow", set(), 0, "train-ai=y", "search=yes, ai-train=yes"),
    ],
)
def test_what_policies_mean(policy, forbidden, reservation, usage, signal):
    site = Site(policy=AIPolicy(policy), domain="example.com", terms="https://example.com/terms")
    assert set(site.forbidden) == forbidden
    assert (site.reservation, site.usage, site.signal) == (reservation, usage, signal)
