"""One picture on the page: what each platform leaves of its cloak and of its tags."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fixative.codecs.thumbnail import Thumbnail
from fixative.inspect.card import headed, portrait
from fixative.inspect.markup import rows, safe, table
from fixative.inspect.tongue import Tongue
from fixative.survive import Left, Survival

__all__ = ["bar", "card"]


def card(path: Path, survivals: Sequence[Survival], small: Thumbnail | None, tongue: Tongue) -> str:
    """Show a picture on all platforms; HTML of a bounded length."""
    heads = map(tongue.phrase, ("outlook-platform", "outlook-size", "outlook-cloak", "outlook-tags"))
    body = "".join(_row(survival, tongue) for survival in survivals)
    return (
        f'<article class="card">\n{portrait(path, small, tongue.phrase("card-no-thumbnail"), tongue)}{headed(path)}'
        f"{table(heads, body)}{_fields(survivals, tongue)}</article>\n"
    )


def bar(share: float, tongue: Tongue) -> str:
    """Show a share as a bar beside its percentage, which alone is read out."""
    filled = min(max(share, 0.0), 1.0)
    return (
        f'<span class="share">{safe(tongue.percent(share))}</span>'
        f'<span class="bar" aria-hidden="true"><span style="width:{filled:.0%}"></span></span>'
    )


def _row(survival: Survival, tongue: Tongue) -> str:
    name = f'<tr><th scope="row">{safe(survival.platform.called(tongue.language))}</th>'
    left = survival.left
    if left is None:
        told = "; ".join(tongue.sentence(problem) for problem in survival.outcome.problems)
        return f'{name}<td colspan="3">{safe(told)}</td></tr>\n'
    size = f'<td class="figure">{tongue.extent(left.width, left.height)}</td>'
    return f"{name}{size}<td>{_cloak(left, tongue)}</td><td>{_tags(left, tongue)}</td></tr>\n"


def _cloak(left: Left, tongue: Tongue) -> str:
    if not left.before:
        return safe(tongue.phrase("outlook-none"))
    moved = tongue.phrase("outlook-moved", before=tongue.decimal(left.before), after=tongue.decimal(left.after))
    return f'{bar(left.share, tongue)}<span class="muted">{safe(moved)}</span>'


def _tags(left: Left, tongue: Tongue) -> str:
    counts = {"left": tongue.number(len(left.tags_after)), "all": tongue.number(len(left.tags_before))}
    return safe(tongue.phrase("outlook-some-tags", **counts))


def _fields(survivals: Sequence[Survival], tongue: Tongue) -> str:
    measured = [(survival.platform, survival.left) for survival in survivals if survival.left is not None]
    pairs = []
    for field in dict.fromkeys(field for _, left in measured for field in left.tags_before):
        on = [platform.called(tongue.language) for platform, left in measured if field in left.tags_after]
        everywhere = len(on) == len(measured) > 1
        where = tongue.phrase("outlook-everywhere") if everywhere else ", ".join(on)
        pairs.append((field, where or tongue.phrase("outlook-nowhere")))
    if not pairs:
        return ""
    body = table(map(tongue.phrase, ("outlook-field", "outlook-field-left")), rows(pairs))
    return f"<details><summary>{safe(tongue.phrase('outlook-which-tags'))}</summary>{body}</details>\n"
