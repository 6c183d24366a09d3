"""A cloak before anything is written: the same draw on the same pixels as `protect` will make, in any window."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from fixative.choose import cloaked_already, fitted_to, secret_for
from fixative.cloak import key_for
from fixative.cloak.fit import Fitted, Prepared, prepared
from fixative.cloak.preset import Preset
from fixative.containers.blocks import Notes
from fixative.picture import Picture
from fixative.progress import Progress
from fixative.recipe import Recipe
from fixative.secret import OwnSecret

__all__ = ["Rehearsal", "draw_of", "rehearse"]

_SCALED, _SURVEYED = 0.3, 0.6


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A picture that is about to be cloaked; of several frames, the first; of several copies, too.

    Attributes
    ----------
    picture : Picture
        In the size in which it gets its cloak.
    prepared : Prepared or None
        None where it gets none.
    notes : tuple of (code, params)
        Why it does not, and what is to be said of the secret.
    """

    picture: Picture
    prepared: Prepared | None = None
    notes: Notes = ()

    def fitted(self, preset: Preset) -> Fitted | None:
        """Find the strength that meets a preset; None where there is no cloak."""
        cost = preset.visible_cost
        return None if cost is None or self.prepared is None else self.prepared.fitted(cost)


def draw_of(recipe: Recipe) -> Recipe:
    """Give what of a recipe a rehearsal depends on: the draw of the cloak, and the size; not how strong it is."""
    first = recipe.copies()[0]
    return Recipe(cloak=replace(first.cloak, preset=Preset.BALANCED), fit=first.fit)


def rehearse(
    picture: Picture, recipe: Recipe, *, own: OwnSecret | None = None, progress: Progress | None = None
) -> Rehearsal:
    """Prepare the cloak that a recipe will give a picture, before its strength is known.

    Parameters
    ----------
    picture : Picture
    recipe : Recipe
        Only `draw_of` it matters. With the key `random`, a run will draw another cloak of the same strength.
    own : OwnSecret, optional
        The user's secret, where it was read already; otherwise it is read where the recipe needs it.
    progress : Progress, optional
    """
    progress = progress or Progress()
    draw = draw_of(recipe)
    secret, warned = secret_for(draw.cloak, own)
    already = cloaked_already(picture, draw.cloak, secret)
    if already:
        return Rehearsal(picture, notes=already)
    progress.advance(0.0)
    picture = fitted_to(picture, draw.fit)
    progress.advance(_SCALED)
    frame = picture.frames[0]
    key = key_for(frame, secret)
    progress.advance(_SURVEYED)
    made = prepared(frame, picture.colour, picture.carried.icc, key)
    progress.advance(1.0)
    return Rehearsal(picture, made, (*warned, *picture.notes))
