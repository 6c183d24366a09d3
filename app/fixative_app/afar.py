"""A picture as a platform would show it: protected, and the same without its cloak, and what is left of both."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from fixative.outcome import Problem
from fixative.progress import Progress
from fixative.recipe import Recipe
from fixative_app.latest import Tell
from fixative_app.pictures import Shown, load

if TYPE_CHECKING:
    from fixative.survive import Left

__all__ = ["Afar", "Wish", "afar"]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be shown.

    Attributes
    ----------
    source : Path
    recipe : Recipe
        All of it: what is left of tags depends on what is said.
    platform : str
        Its slug.
    """

    source: Path
    recipe: Recipe
    platform: str


@dataclass(frozen=True, slots=True)
class Afar:
    """What a platform would serve.

    Attributes
    ----------
    wish : Wish
    plain, served : Shown
        Without a cloak, and protected, of one size; empty where there is no result.
    left : Left or None
        Of cloak and tags.
    problems : tuple of Problem
        Why there is no result.
    """

    wish: Wish
    plain: Shown = field(default_factory=Shown)
    served: Shown = field(default_factory=Shown)
    left: Left | None = None
    problems: tuple[Problem, ...] = ()


def afar(wish: Wish, progress: Progress, tell: Tell) -> None:
    """Tell the `Afar` of a wish: protect the picture into a folder that is thrown away, and simulate the platform."""
    # Late: they bring what the window does not need to appear.
    from fixative.platforms import named  # noqa: PLC0415
    from fixative.survive import PLAIN, SERVED, survive  # noqa: PLC0415

    limit = wish.recipe.limits.max_pixels
    with TemporaryDirectory(prefix="fixative-") as name:
        folder = Path(name)
        fitted = wish.platform in wish.recipe.fit.platforms
        survival = survive(
            wish.source, wish.recipe, named(wish.platform), fitted=fitted, folder=folder, progress=progress
        )
        if survival.left is None:
            tell(Afar(wish, problems=survival.outcome.problems))
            return
        plain, served = load(folder / PLAIN, limit), load(folder / SERVED, limit)
    tell(Afar(wish, plain, served, survival.left))
