"""robots.txt as other people's readers understand it, and rules that stand against ours."""

from __future__ import annotations

from urllib.robotparser import RobotFileParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from protego import Protego

from fixative.rights.statement import AIPolicy
from fixative.site.block import Mark, Text
from fixative.site.choice import Site
from fixative.site.crawlers import Purpose, load_crawlers
from fixative.site.robots import ai_lines, allowing, robots_lines

URL = "https://example.com/gallery/a.jpg"
SEARCH_ENGINES = ("Googlebot", "Googlebot-Image", "bingbot", "DuckDuckBot", "Applebot", "somebody-else")
POLICIES = [policy for policy in AIPolicy if policy is not AIPolicy.UNSPECIFIED]


def site(policy: AIPolicy | str) -> Site:
    return Site(policy=AIPolicy(policy), domain="example.com", terms="https://example.com/terms")


def merged(own: str, policy: AIPolicy | str = AIPolicy.PROHIBIT_AI_TRAINING) -> str:
    text = Text.split(own.encode())
    lines = robots_lines(site(policy), load_crawlers(), text)
    return text.merged(Mark(site(policy)), lines, comment=lambda words: f"# {words}").decode()


def by_urllib(robots: str, agent: str, url: str = URL) -> bool:
    parser = RobotFileParser()
    parser.parse(robots.removeprefix("\ufeff").splitlines())
    return parser.can_fetch(agent, url)


def by_protego(robots: str, agent: str, url: str = URL) -> bool:
    return Protego.parse(robots.removeprefix("\ufeff")).can_fetch(url, agent)


READERS = [by_urllib, by_protego]


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("policy", POLICIES)
def test_a_new_file_is_read_as_meant(policy, read):
    robots = merged("", policy)
    for purpose in Purpose:
        for token in load_crawlers().tokens(purpose):
            assert read(robots, token) is (purpose not in site(policy).forbidden), token
    assert all(read(robots, agent) for agent in SEARCH_ENGINES)


OWN = [
    "User-agent: *\nDisallow: /private/\n",
    "User-agent: *\nDisallow: /private/\n\nUser-agent: Googlebot\nAllow: /\n",
    "\ufeffUser-agent: *\r\nDisallow: /private/\r\n\r\nSitemap: https://example.com/map.xml\r\n",
    "Sitemap: https://example.com/map.xml\n\nUser-agent: *\nCrawl-delay: 5\nDisallow: /private/",
    "User-agent: GPTBot\nDisallow: /\n\nUser-agent: *\nDisallow: /private/\n",
]


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("own", OWN)
def test_the_rules_that_were_there_hold_on(own, read):
    robots = merged(own)
    assert not read(robots, "GPTBot")
    assert not read(robots, "ClaudeBot", "https://example.com/")
    assert read(robots, "bingbot")
    assert not read(robots, "bingbot", "https://example.com/private/a.jpg")
    assert not list(allowing(Text.split(robots.encode()), ["GPTBot", "ClaudeBot"]))


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize(
    "own", ["User-agent: bingbot", "User-agent: bingbot\n", "User-agent: bingbot\nCrawl-delay: 10\nSitemap: /map.xml\n"]
)
def test_an_agent_that_waits_for_its_rules_does_not_get_ours(own, read):
    robots = merged(own)
    assert read(robots, "bingbot")
    assert not read(robots, "GPTBot")


@pytest.mark.parametrize("read", READERS)
def test_what_follows_our_block_does_not_join_it(read):
    robots = merged("") + "User-agent: BadBot\nDisallow: /\n"
    assert read(robots, "bingbot")
    assert not read(robots, "BadBot")


def google(robots: str, agent: str) -> bool:
    """Whether Google's published parser lets the agent in: what it does not know closes no group."""
    agents: set[str] = set()
    closed = True
    rules: dict[str, list[tuple[str, str]]] = {}
    for line in robots.splitlines():
        key, _, value = (part.strip().lower() for part in line.partition("#")[0].partition(":"))
        if key == "user-agent":
            agents = {value} if closed else {*agents, value}
            closed = False
            rules.setdefault(value, [])
        elif key in ("allow", "disallow"):
            closed = True
            for each in agents:
                rules[each].append((key, value))
    mine = rules.get(agent.lower(), rules.get("*", []))
    best = max(((len(path), verb == "allow") for verb, path in mine if path), default=(0, True))
    return best[1]


_lines = st.sampled_from(
    [
        "User-agent: *",
        "User-agent: bingbot",
        "User-agent: CCBot",
        "Disallow: /",
        "Disallow:",
        "Crawl-delay: 3",
        "",
        "# words",
        "Sitemap: https://example.com/map.xml",
    ]
)


@given(st.lists(_lines, max_size=12), st.sampled_from(POLICIES))
def test_no_file_lets_our_lines_fall_on_others(own, policy):
    before = "".join(f"{line}\n" for line in own)
    robots = merged(before, policy)
    for agent in ("Googlebot", "bingbot"):
        assert google(robots, agent) is google(before, agent)
    for purpose in site(policy).forbidden:
        assert not any(google(robots, token) for token in load_crawlers().tokens(purpose))


@pytest.mark.parametrize(
    ("own", "lines"),
    [
        ("User-agent: GPTBot\nAllow: /\n", [2]),
        ("user-AGENT : gptbot # ours\nALLOW: /art/ # all\n", [2]),
        ("User-agent: GPTBot\nUser-agent: other\nCrawl-delay: 2\nAllow: *.jpg\nDisallow: /\nAllow: /b\n", [4, 6]),
        ("User-agent: GPTBot\nAllow:\nDisallow: /private/\n", []),
        ("User-agent: *\nAllow: /\n", []),
        ("User-agent: OAI-SearchBot\nAllow: /\n", []),
        ("Allow: /\n", []),
    ],
)
def test_rules_that_allow_what_is_forbidden(own, lines):
    text = Text.split(own.encode())
    tokens = load_crawlers().tokens(Purpose.TRAINING)
    assert [line for line, _ in allowing(text, tokens)] == lines
    robots = Text.split(merged(own).encode())
    assert [line for line, _ in allowing(robots, tokens)] == lines
    # They are no fancy: another reader lets the crawler in, too.
    assert by_protego(merged(own), "GPTBot", "https://example.com/art/b.jpg") is bool(lines)


def test_a_version_is_no_part_of_a_name():
    text = Text.split(b"User-agent: GPTBot/1.1\nAllow: /\n")
    assert list(allowing(text, ["GPTBot"])) == [(2, "Allow: /")]


def test_rules_behind_our_block_are_seen_too():
    robots = merged("User-agent: *\nDisallow:\n") + "User-agent: ClaudeBot\nAllow: /art/\n"
    ((line, words),) = allowing(Text.split(robots.encode()), ["ClaudeBot"])
    assert robots.splitlines()[line - 1] == words == "Allow: /art/"


def test_aipref_and_content_signals_are_for_everybody_and_with_a_path():
    lines = merged("").splitlines()
    everybody = lines.index("User-agent: *")
    # draft-ietf-aipref-attach: a rule of a group, with the path that it is for.
    assert lines[everybody + 1 : everybody + 4] == [
        "Disallow:",
        "Content-Usage: / train-ai=n",
        "Content-Signal: search=yes, ai-train=no",
    ]
    assert "Content-Usage: / train-ai=y" in merged("", "allow")


def test_ai_txt_has_the_form_of_spawning():
    lines = ai_lines(site("prohibit-ai-training"))
    assert lines[0] == "# Spawning AI"
    assert lines[1] == "User-Agent: *"
    assert {"Disallow: *.jpg", "Disallow: *.png", "Disallow: *.webp", "Disallow: *.svg"} <= set(lines)
    assert lines[-2:] == ["Disallow: /", "Disallow: *"]
    assert not by_protego("\n".join(lines), "any-data-set")
    allowed = ai_lines(site("allow"))
    assert allowed[-2:] == ["Allow: /", "Allow: *"]
    assert by_protego("\n".join(allowed), "any-data-set")
