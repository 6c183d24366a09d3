"""Texts with variables, such as `© {year} {owner}`, that each picture fills in.

A variable that a picture has nothing for leaves no gap. Braces of one's own are doubled.
"""

from __future__ import annotations

import re
import string
from dataclasses import asdict, dataclass

__all__ = ["Variables", "check_template", "fill"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variables:
    """What the variables stand for; empty where it is not known.

    Attributes
    ----------
    year : str
        The statement's, or the one in which the file says that the picture was made.
    owner : str
    creator : str
        The first.
    title : str
        As the file has it.
    """

    year: str = ""
    owner: str = ""
    creator: str = ""
    title: str = ""


_NAMES = tuple(Variables.__dataclass_fields__)


def check_template(text: str) -> None:
    """Raise `ValueError`, with a sentence, where a text is no template."""
    known = ", ".join(f"{{{name}}}" for name in _NAMES)
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError as error:
        raise ValueError(f"braces stand for one of {known}; write {{{{ and }}}} for braces of your own") from error
    for _, name, form, conversion in parts:
        if name is not None and (name not in _NAMES or form or conversion):
            raise ValueError(f"{{{name}}} is none of {known}; write {{{{ and }}}} for braces of your own")


def fill(text: str, variables: Variables) -> str:
    """Fill in a template that holds."""
    # A title may have braces itself: what is filled in is not looked at again.
    filled = text.format_map(asdict(variables))
    return re.sub(r" {2,}", " ", filled).strip() if "{" in text else filled
