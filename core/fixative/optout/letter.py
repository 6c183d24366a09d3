"""A letter of objection, filled from the statement, in German and English.

It has three parts: the objection (Art. 21 GDPR), the demand to erase (Art. 17), and the reservation of text and data
mining (Art. 4(3) of Directive (EU) 2019/790, § 44b(3) UrhG). It is a template, and no legal advice.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from dataclasses import dataclass
from datetime import date

from fixative.errors import OptionsError
from fixative.optout.wording import wording_in
from fixative.platforms.facts import Platform
from fixative.rights.policy import is_prohibition
from fixative.rights.statement import Language, RightsStatement

__all__ = ["Letter", "as_text", "letter_to"]

_WIDTH = 76

_STEERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""What turns the direction of writing for all that follows (Unicode Standard Annex 9)."""

_BEFORE_A_NUMBER = re.compile(r"\b(Art\.|Abs\.|Buchst\.|Article|section) |(§) ")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter, part by part.

    Attributes
    ----------
    language : Language
    sender, recipient : tuple of str
        Lines.
    day, subject, greeting : str
    parts : tuple of (str, str)
        Headings, which may be empty, and paragraphs.
    closing, name, remark : str
    """

    language: Language
    sender: tuple[str, ...]
    recipient: tuple[str, ...]
    day: str
    subject: str
    greeting: str
    parts: tuple[tuple[str, str], ...]
    closing: str
    name: str
    remark: str


def letter_to(
    platform: Platform,
    statement: RightsStatement,
    *,
    day: date,
    language: Language | None = None,
    account: str = "",
    address: tuple[str, ...] = (),
) -> Letter:
    """Write the letter to a platform.

    Parameters
    ----------
    platform : Platform
    statement : RightsStatement
        Its first creator, or else its owner, is who writes.
    day : date
    language : Language, optional
        None takes the statement's.
    account : str, optional
        What the writer is called on the platform.
    address : tuple of str, optional
        Lines of the writer's address.

    Raises
    ------
    OptionsError
        Nobody is named, the statement forbids nothing, or the platform is the user's own site.
    """
    if platform.own:
        raise OptionsError(detail=f"there is nobody to write to: {platform.slug} is yours")
    named = (_line(each) for each in (*statement.creators[:1], statement.owner))
    name = next(filter(None, named), "")
    if not name:
        raise OptionsError(detail="the letter needs a name: say it with --creator, --owner or --statement")
    if not is_prohibition(statement.policy):
        raise OptionsError(detail="the letter forbids what the statement does not: choose another policy")
    language = language or statement.language
    wording = wording_in(language)
    controller = platform.controller
    contact = _line(statement.contact) or _line(statement.licensor_email)
    account, page = _line(account), _line(statement.licence_url)
    words = {
        "platform": platform.name,
        "account": wording.account.format(account=account) if account else "",
        "page": wording.page.format(page=page) if page else "",
    }
    return Letter(
        language=language,
        sender=tuple(filter(None, (name, *map(_line, address), contact))),
        recipient=(controller.name if controller else platform.name, wording.officer, *_address(platform)),
        day=wording.dated(day),
        subject=wording.subject,
        greeting=wording.greeting,
        parts=tuple((_unbroken(part.heading), _unbroken(part.text).format_map(words)) for part in wording.parts),
        closing=wording.closing,
        name=name,
        remark=wording.remark,
    )


def as_text(letter: Letter) -> str:
    """Set a letter as plain text."""
    blocks = ["\n".join(letter.sender), "\n".join(letter.recipient), letter.day, _wrapped(letter.subject)]
    blocks.append(letter.greeting)
    for heading, text in letter.parts:
        blocks += [_wrapped(heading)] if heading else []
        blocks.append(_wrapped(text))
    blocks += [letter.closing, letter.name, f"--\n{_wrapped(letter.remark)}"]
    return "\n\n".join(blocks) + "\n"


def _address(platform: Platform) -> tuple[str, ...]:
    return platform.controller.address if platform.controller else ()


def _line(text: str) -> str:
    """Give text on one line, without what steers a terminal or is no text at all."""
    kept = (" " if sign.isspace() else sign for sign in text if sign.isspace() or _is_text(sign))
    return " ".join("".join(kept).split())


def _is_text(sign: str) -> bool:
    # Of what is not printed, joiners stay: names in Persian and Hindi are written with them.
    return unicodedata.category(sign) not in {"Cc", "Cs"} and sign not in _STEERING


def _unbroken(text: str) -> str:
    """Keep numbers of articles on the line of their word."""
    return _BEFORE_A_NUMBER.sub("\\1\\2\N{NO-BREAK SPACE}", text)


def _wrapped(text: str) -> str:
    return textwrap.fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
