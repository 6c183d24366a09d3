"""What the recipe in use would make of a picture: the part in view first, then all of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fixative.outcome import Problem
from fixative.picture import Picture
from fixative.progress import Progress
from fixative.recipe import Destination, Recipe
from fixative_app.latest import Tell
from fixative_app.pictures import Patch, Shown, in_levels, to_image

if TYPE_CHECKING:
    # They bring libraries that the window does not need to appear; they are loaded in the threads below.
    from fixative.rehearse import Rehearsal
    from fixative.secret import OwnSecret

__all__ = ["Preview", "Previewer", "View", "seen_of"]

_AT_ONCE = 1_500_000
"""Pixels of a part that is worth showing before the whole."""

_CELL = 4
"""Windows begin at multiples of it (`fixative.cloak.visibility.CELL`)."""

View = tuple[int, int, int, int]
"""Left, top, right and bottom of what is in view, in picture pixels."""


@dataclass(frozen=True, slots=True)
class Preview:
    """All of what a recipe would make of a picture.

    Attributes
    ----------
    before : Shown or None
        What it stands against, where that is not the original but a copy of the size that a platform shows.
    shown : Shown
        Empty where the pixels stay as they are.
    visible_cost : float or None
        As in `fixative.outcome.Figures`.
    problems : tuple of Problem
        Notes that the outcome will have, too.
    """

    before: Shown | None = None
    shown: Shown = field(default_factory=Shown)
    visible_cost: float | None = None
    problems: tuple[Problem, ...] = ()


def seen_of(recipe: Recipe) -> Recipe:
    """Give what of a recipe is seen in a picture."""
    return Recipe(cloak=recipe.cloak, fit=recipe.fit, destination=Destination(format=recipe.destination.format))


class Previewer:
    """Makes previews, and keeps between them what another preset has no influence on.

    To be called in one thread at a time.
    """

    def __init__(self) -> None:
        self._own: OwnSecret | None = None
        self._kept: tuple[Picture, Recipe, Rehearsal] | None = None

    def make(self, picture: Picture, recipe: Recipe, view: View, progress: Progress, tell: Tell) -> None:
        """Tell a `Patch` of the part in view, if that is sooner there, and then the `Preview`.

        Parameters
        ----------
        picture : Picture
        recipe : Recipe
        view : (int, int, int, int)
        progress : Progress
        tell : callable
        """
        rehearsal = self._rehearsal(picture, recipe, progress)
        problems = tuple(Problem(code, params) for code, params in rehearsal.notes)
        progress.advance(0.0)
        before = None if rehearsal.picture is picture else in_levels(to_image(rehearsal.picture), progress)
        fitted = rehearsal.fitted(recipe.cloak.preset)
        if fitted is None:
            tell(Preview(before, before or Shown(), problems=problems))
            return
        picture = rehearsal.picture
        progress.advance(0.0)
        alpha = fitted.frame.alpha
        left, top, right, bottom = view[0] // _CELL * _CELL, view[1] // _CELL * _CELL, *view[2:]
        area = (right - left) * (bottom - top)
        # What is in view of a picture says little of a copy in another size, which is small, and soon there.
        if before is None and area < picture.width * picture.height and area <= _AT_ONCE:
            window = (slice(top, bottom), slice(left, right))
            pixels, _ = fitted.woven(progress, window)
            tell(Patch(to_image(picture, pixels, None if alpha is None else alpha[window]), left, top))
        pixels, _ = fitted.woven(progress)
        shown = in_levels(to_image(picture, pixels, alpha), progress)
        tell(Preview(before, shown, fitted.visible_cost, problems))

    def _rehearsal(self, picture: Picture, recipe: Recipe, progress: Progress) -> Rehearsal:
        from fixative.rehearse import draw_of, rehearse  # noqa: PLC0415 - see above
        from fixative.secret import own_secret  # noqa: PLC0415

        draw = draw_of(recipe)
        if self._kept is not None and self._kept[0] is picture and self._kept[1] == draw:
            return self._kept[2]
        self._kept = None
        if draw.cloak.needs_own_secret and self._own is None:
            self._own = own_secret()
        made = rehearse(picture, draw, own=self._own, progress=progress)
        self._kept = (picture, draw, made)
        return made
