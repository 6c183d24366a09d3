"""What the statement says in words, the same for every standard."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fixative.rights.statement import AIPolicy, RightsStatement
from fixative.rights.template import Variables, fill
from fixative.rights.wording import SENTENCES, SHORT, without_own_words

__all__ = ["Facts", "Words", "clean", "words_of"]

_NOTICE = "© {year} {owner}"

# What XML 1.0 does not allow, lone surrogates (a name that is no UTF-8) among it. The complement takes ten times as
# long to compile.
_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a picture from its own file.

    Attributes
    ----------
    makers : frozenset of str
        Whom any block names: one that names nobody follows those that do.
    title : str
        Empty where none is given.
    year : str
        In which the picture was made; empty where that is not known.
    """

    makers: frozenset[str] = frozenset()
    title: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The statement with its fallbacks filled in; an empty one is not written.

    Attributes
    ----------
    creators : tuple of str
    owner, notice, credit, terms, contact : str
    licence_url, licensor_url, licensor_email : str
    policy : AIPolicy
        The one that holds after merging.
    short : str
        The policy, for a notice.
    constraints : str
        The policy, as a sentence.
    """

    creators: tuple[str, ...]
    owner: str
    notice: str
    credit: str
    terms: str
    contact: str
    licence_url: str
    licensor_url: str
    licensor_email: str
    policy: AIPolicy
    short: str
    constraints: str

    def notice_with_policy(self, there: str) -> str:
        """Make a notice that says the policy too, from ours or, where we have none, from the one that is there."""
        base = self.notice or without_own_words(there)
        return self._joined(base, self.short)

    def constraints_with(self, there: str) -> str:
        """Put the policy's sentence behind the words of others."""
        base = without_own_words(there)
        if self.constraints and self.constraints in base:
            return base
        return self._joined(base, self.constraints)

    @staticmethod
    def _joined(base: str, sentence: str) -> str:
        if base and sentence and base[-1] not in ".!?;:":
            base += "."
        return f"{base} {sentence}".strip()


def clean(text: str) -> str:
    """Take out what no standard can carry (control characters, lone surrogates) and outer white space."""
    return _FORBIDDEN.sub("", text).strip()


def words_of(statement: RightsStatement, policy: AIPolicy, facts: Facts) -> Words:
    """Fill in a statement's variables and fallbacks for the policy that holds.

    Parameters
    ----------
    statement : RightsStatement
    policy : AIPolicy
    facts : Facts
        Whom the file names as its makers stays: that another owns it is no reason to say otherwise.
    """
    creators = tuple(name for name in map(clean, statement.creators) if name)
    owner = clean(statement.owner) or (creators[0] if creators else "")
    variables = Variables(
        year=facts.year if statement.year is None else str(statement.year),
        owner=owner,
        creator=creators[0] if creators else owner,
        title=facts.title,
    )

    def text(template: str) -> str:
        # Sentences of ours in the statement's own texts (copied there by a person) may be of another policy.
        return without_own_words(clean(fill(template, variables)))

    notice = text(statement.notice) or (text(_NOTICE) if owner else "")
    return Words(
        creators=creators or ((owner,) if owner and facts.makers <= {owner} else ()),
        owner=owner,
        notice=notice,
        credit=text(statement.credit),
        terms=text(statement.terms),
        contact=clean(statement.contact),
        licence_url=clean(statement.licence_url),
        licensor_url=clean(statement.licensor_url),
        licensor_email=clean(statement.licensor_email),
        policy=policy,
        short=SHORT[statement.language].get(policy, ""),
        constraints=text(statement.constraints) or SENTENCES[statement.language].get(policy, ""),
    )
