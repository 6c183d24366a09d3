"""The language of what a report says: English as it stands here; pages and the window have others that translate."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from fixative.inspect.page_phrases import PAGE_PHRASES
from fixative.messages import TEMPLATES
from fixative.outcome import Problem
from fixative.rights.statement import AIPolicy, Language

__all__ = ["ENGLISH", "PHRASES", "Tongue"]

PHRASES: Mapping[str, str] = {
    # what is said
    "silent": "says nothing that a program could read",
    "nothing": "nothing",
    "unreadable": "cannot be read",
    "no-policy": "no policy",
    "in-words": "{policy}, in words",
    # contradictions
    "against": "{strict} against {lax}",
    "said-in": "{policy} in {fields}",
    "neither-forbids": "{clash}; neither forbids anything",
    "forbids-nothing": "{clash}, which forbids nothing",
    "forbids-less": "{clash}, which forbids less",
    "clash": "{clash}.",
    "resolved": "{clash}. In a result of Fixative all say {policy}, unless you tell it otherwise.",
    "resolved-signed": "{clash}. In a result of Fixative all say {policy}, unless you tell it otherwise, credentials "
    "only where it is signed.",
    # readers
    "finds-nothing": "finds nothing that it looks for ({absent})",
    "finds": "finds {found}",
    "finds-some": "finds {found}; no {absent}",
    "reading": "{found}. {made}",
    "says-no-heeded": "This says no to AI training, and it keeps to that.",
    "says-no-shown": "This says no to AI training, and it shows that to people.",
    "says-no-unknown": "This says no to AI training; whether it keeps to that is unknown.",
    "says-no-not": "Nothing here says no to AI training.",
    "says-unknown": "What it makes of that for AI training is unknown.",
    "says-unread": "It reads nothing about AI training.",
    "asks-site": "{made} It asks your site, too ({site}): see `fixative site`.",
    "strips": "take out what was written into the picture.",
    "site-only": "only what your site says ({site}): see `fixative site`.",
    # credentials
    "none": "none",
    "not-validated": "there, and not validated. {advice}",
    "signed-by": "signed by {signer}",
    "signed-at": "at {time}",
    "signed-with": "with {generator}",
    "ingredient-bare": "{what} (without credentials)",
    "ingredient-state": "{what} (its credentials were {state})",
    # the mark of a cloak
    "mark-cost": "visible cost {cost}",
    "mark-size": "{width} x {height} pixels",
    "mark-version": "by Fixative {version}",
    # where it comes from, by the register
    "origin-result": "it is the result of entry {number}: {entry}",
    "origin-source": "it is the original of entry {number}: {entry}",
    "origin-copy": "it is a copy of entry {number} (likeness {likeness}): {entry}",
    "origin-similar": "it is much like the picture of entry {number} (likeness {likeness}): {entry}",
    "entry": "{source}, {status} at {time}, {policy}",
    "size": "size",
    "extent": "{width} x {height}",
    "size-kept": "{before} pixels, unchanged",
    "size-changed": "{before} -> {after} pixels",
    "format": "format",
    "at-quality": "{format}, at a quality of about {quality}",
    "cloak-left": "cloak left",
    "cloak-left-share": "about {share} (the lens measures {before} before, {after} after)",
    "tags-gone": "tags gone",
    "tags-gone-none": "none",
    # what a field is for
    "policy": "the AI policy, as programs read it",
    "policy-in-words": "the AI policy in words",
    "creator": "who made it",
    "owner": "who owns it",
    "under-copyright": "that it is under copyright",
    "notice": "the copyright notice, and the AI policy in words",
    "credit": "the credit line that is printed beside it",
    "terms": "the terms of use",
    "licence-page": "the page with your licence; it gives the Licensable badge in Google Images",
    "licensor-page": "the page where a licence can be had; Google Images links to it",
    "source-type": "how it was made: by camera, by hand or by AI",
    # headings and joints of the text
    "register": "register: {said}",
    "picture": "{path} ({format}): {policy}",
    "credentials": "credentials: {said}",
    "contradiction": "contradiction: {said}",
    "cloaked": "marked as cloaked: {said}",
    "missing": "missing:",
    "readers": "who reads it:",
    "whatever": "Whatever stands in a picture:",
    **PAGE_PHRASES,
}
"""Every phrase by its code; the window looks the same ones up in its translations."""


class Tongue:
    """English."""

    language = Language.ENGLISH

    def phrase(self, code: str, **params: str) -> str:
        """Say a phrase by its code."""
        return self.data(PHRASES[code]).format(**params)

    def data(self, text: str) -> str:
        """Say a text that data files of ours hold in English, such as what a reader looks for."""
        return text

    def place(self, path: str) -> str:
        """Name a file in full: who reads a line elsewhere is to find it."""
        return path

    def policy(self, policy: AIPolicy) -> str:
        """Name a policy."""
        return policy.value

    def decimal(self, value: float) -> str:
        """Write a number with two decimals."""
        return f"{value:.2f}"

    def number(self, value: int) -> str:
        """Write a whole number."""
        return f"{value:,}"

    def percent(self, share: float) -> str:
        """Write a share as a percentage."""
        return f"{share:.0%}"

    def extent(self, width: int, height: int) -> str:
        """Write a picture's size."""
        return self.phrase("extent", width=str(width), height=str(height))

    def day(self, day: date) -> str:
        """Write a day."""
        return day.isoformat()

    def moment(self, at: str) -> str:
        """Write a time that is given as ISO 8601."""
        return at

    def sentence(self, problem: Problem) -> str:
        """Say a problem by the sentence that `fixative.messages` has for its code."""
        return self.data(TEMPLATES[problem.code]).format_map({"detail": "", **problem.params})


ENGLISH = Tongue()
