"""robots.txt (RFC 9309) and ai.txt, which has the same grammar: our lines, and what others say to the contrary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fixative.site.block import Text, numbered_lines
from fixative.site.choice import Site
from fixative.site.crawlers import Crawlers, Purpose

__all__ = ["ai_lines", "allowing", "robots_lines"]

_HEADINGS = {
    Purpose.TRAINING: "Crawlers that collect for the training of AI",
    Purpose.SEARCH: "Crawlers that index for AI search",
    Purpose.ASSISTANT: "Crawlers that fetch for AI assistants",
}

_PICTURES = ("avif", "bmp", "gif", "heic", "jpeg", "jpg", "jxl", "png", "psd", "svg", "tif", "tiff", "webp")

_EVERYBODY = "*"


@dataclass(frozen=True, slots=True)
class _Rule:
    line: int
    text: str
    agents: frozenset[str]
    allows: bool
    path: str


class _Reader:
    """Reads rules with the agents that they are for.

    A line that is neither agent, allow nor disallow ends no run of agents: crawlers pass over what they do not know,
    so that the agents before and after it would share their rules.
    """

    def __init__(self, agents: Iterable[str] = ()) -> None:
        self._agents = frozenset(agents)
        self._closed = True

    @property
    def waiting(self) -> bool:
        """Whether the agents that were named last have no rule yet."""
        return bool(self._agents) and not self._closed

    def read(self, lines: Iterable[tuple[int, str]]) -> Iterator[_Rule]:
        for number, line in lines:
            key, _, value = (part.strip() for part in line.partition("#")[0].partition(":"))
            match key.lower():
                case "user-agent":
                    named = frozenset({value.split("/")[0].strip().lower()})
                    self._agents = named if self._closed else self._agents | named
                    self._closed = False
                case "allow" | "disallow" as verb:
                    self._closed = True
                    yield _Rule(number, line.strip(), self._agents, verb == "allow", value)


def robots_lines(site: Site, crawlers: Crawlers, text: Text) -> list[str]:
    """Give our lines for a robots.txt."""
    lines = []
    if _ends_waiting(text):
        # Our agents would join those before the block, and share our rules with them.
        lines += ["# For the agents above, which had no rule", "Disallow:", ""]
    for purpose in site.forbidden:
        lines += [f"# {_HEADINGS[purpose]}", *(f"User-agent: {token}" for token in crawlers.tokens(purpose))]
        lines += ["Disallow: /", ""]
    # The empty rule forbids nothing, neither to whom the site's own rules forbid something (groups for one agent are
    # one); without it, crawlers that do not know the other two lines would read on into the next group.
    return [
        *lines,
        f"User-agent: {_EVERYBODY}",
        "Disallow:",
        f"Content-Usage: / {site.usage}",
        f"Content-Signal: {site.signal}",
    ]


def ai_lines(site: Site) -> list[str]:
    """Give our lines for an ai.txt, in the form of Spawning's generator."""
    verb = "Disallow" if site.prohibits else "Allow"
    return [
        "# Spawning AI",
        f"User-Agent: {_EVERYBODY}",
        *(f"{verb}: *.{ending}" for ending in _PICTURES),
        f"{verb}: /",
        f"{verb}: *",
    ]


def allowing(text: Text, agents: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Find the site's own rules that allow something to these agents.

    The longer path wins, and between equals what allows (RFC 9309, 2.2.2): against ``Disallow: /`` any path does.

    Parameters
    ----------
    text : Text
    agents : iterable of str
        Product tokens that our block forbids everything.

    Yields
    ------
    tuple of int and str
        Number and text of the line.
    """
    wanted = frozenset(agent.lower() for agent in agents)
    before, after = numbered_lines(text)
    # What follows our block without an agent of its own belongs to the last group of ours.
    for rule in (*_Reader().read(before), *_Reader({_EVERYBODY}).read(after)):
        if rule.allows and rule.path and rule.agents & wanted:
            yield rule.line, rule.text


def _ends_waiting(text: Text) -> bool:
    reader = _Reader()
    for _ in reader.read(numbered_lines(text)[0]):
        pass
    return reader.waiting
