"""What was chosen for a site, and what that means in each vocabulary that a site can speak."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from fixative.rights.policy import is_prohibition
from fixative.rights.statement import AIPolicy
from fixative.site.crawlers import Purpose

__all__ = ["Site", "domain_of", "terms_of"]

_FORBIDDEN: Mapping[AIPolicy, tuple[Purpose, ...]] = {
    AIPolicy.PROHIBIT_ALL: (Purpose.TRAINING, Purpose.SEARCH, Purpose.ASSISTANT),
    AIPolicy.PROHIBIT_EXCEPT_SEARCH_INDEXING: (Purpose.TRAINING, Purpose.ASSISTANT),
    AIPolicy.PROHIBIT_AI_TRAINING: (Purpose.TRAINING,),
    AIPolicy.PROHIBIT_GENERATIVE_AI_TRAINING: (Purpose.TRAINING,),
    AIPolicy.SEE_CONSTRAINTS: (Purpose.TRAINING,),
    AIPolicy.ALLOW: (),
}

_SIGNALS: Mapping[AIPolicy, str] = {
    AIPolicy.PROHIBIT_ALL: "ai-input=no, ai-train=no",
    AIPolicy.PROHIBIT_EXCEPT_SEARCH_INDEXING: "search=yes, ai-input=no, ai-train=no",
    AIPolicy.PROHIBIT_AI_TRAINING: "search=yes, ai-train=no",
    AIPolicy.PROHIBIT_GENERATIVE_AI_TRAINING: "search=yes, ai-train=no",
    AIPolicy.SEE_CONSTRAINTS: "search=yes, ai-train=no",
    AIPolicy.ALLOW: "search=yes, ai-train=yes",
}
"""Content Signals (https://contentsignals.org); what is left out is neither granted nor restricted."""

_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_MAX_DOMAIN = 253  # RFC 1035, as text

_URL = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9._~:/?#\[\]@!&()*+,;=%-]*")
"""RFC 3986 without the quotation mark, and without the dollar, which nginx takes for a variable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What a site is to say.

    Attributes
    ----------
    policy : AIPolicy
        Not `unspecified`, which says nothing.
    domain : str
        Host name, in ASCII.
    terms : str
        URL of a page with the terms, or nothing.

    Raises
    ------
    ValueError
        Nothing would be said, or what is said would point nowhere.
    """

    policy: AIPolicy
    domain: str
    terms: str = ""

    def __post_init__(self) -> None:
        if self.policy is AIPolicy.UNSPECIFIED:
            raise ValueError("the policy unspecified leaves a site nothing to say; choose another with --policy")
        if self.policy is AIPolicy.SEE_CONSTRAINTS and not self.terms:
            raise ValueError("the policy see-constraints needs a page that says them; name it with --terms")

    @property
    def forbidden(self) -> tuple[Purpose, ...]:
        """What no crawler may collect for."""
        return _FORBIDDEN[self.policy]

    @property
    def prohibits(self) -> bool:
        """Whether anything is forbidden."""
        return is_prohibition(self.policy)

    @property
    def reservation(self) -> int:
        """TDMRep: 1 where text and data mining is reserved, 0 where it is free."""
        return int(self.prohibits)

    @property
    def usage(self) -> str:
        """The AIPREF vocabulary (draft-ietf-aipref-vocab)."""
        return f"train-ai={'n' if self.prohibits else 'y'}"

    @property
    def signal(self) -> str:
        """The Content Signals."""
        return _SIGNALS[self.policy]


def domain_of(text: str) -> str:
    """Give a host name in ASCII; raises `ValueError` where it is none."""
    try:
        domain = text.strip().rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        domain = ""
    if len(domain) > _MAX_DOMAIN or not _DOMAIN.fullmatch(domain):
        raise ValueError(f"{text!r} is no domain such as example.com, without https:// and without a path")
    return domain


def terms_of(text: str, domain: str) -> str:
    """Give the URL of a page of terms, itself a URL or a path of the site; raises `ValueError` where it is neither."""
    url = f"https://{domain}{text}" if text.startswith("/") else text
    if text and not _URL.fullmatch(url):
        raise ValueError(f"{text!r} is neither a URL nor a path of the site; write other characters as %..")
    return url
