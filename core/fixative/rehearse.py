"""A cloak before anything is written: the same draw on the same pixels as `protect` will make, in any window."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from fixative.choose import cloaked_already, secret_for
from fixative.cloak import key_for
from fixative.cloak.fit import Fitted, Prepared, prepared
from fixative.cloak.preset import Preset
from fixative.containers.blocks import Notes
from fixative.picture import Picture
from fixative.progress import Progress
from fixative.recipe import CloakChoice
from fixative.secret import OwnSecret

__all__ = ["Rehearsal", "draw_of", "rehearse"]

_SURVEYED = 0.5


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A picture that is about to be cloaked; of several frames, the first.

    Attributes
    ----------
    prepared : Prepared or None
        None where it will be tagged only.
    notes : tuple of (code, params)
        Why it will, and what is to be said of the secret.
    """

    prepared: Prepared | None
    notes: Notes = ()

    def fitted(self, preset: Preset) -> Fitted | None:
        """Find the strength that meets a preset; None where there is no cloak."""
        cost = preset.visible_cost
        return None if cost is None or self.prepared is None else self.prepared.fitted(cost)


def draw_of(choice: CloakChoice) -> CloakChoice:
    """Give what of a choice a rehearsal depends on: all but how strong the cloak is."""
    return msgspec.structs.replace(choice, preset=Preset.BALANCED)


def rehearse(
    picture: Picture, choice: CloakChoice, *, own: OwnSecret | None = None, progress: Progress | None = None
) -> Rehearsal:
    """Prepare the cloak that a recipe's choice will give a picture, before its strength is known.

    Parameters
    ----------
    picture : Picture
    choice : CloakChoice
        Only `draw_of` it matters. With the key `random`, a run will draw another cloak of the same strength.
    own : OwnSecret, optional
        The user's secret, where it was read already; otherwise it is read where the choice needs it.
    progress : Progress, optional
    """
    progress = progress or Progress()
    choice = draw_of(choice)
    secret, warned = secret_for(choice, own)
    already = cloaked_already(picture, choice, secret)
    if already:
        return Rehearsal(None, already)
    frame = picture.frames[0]
    key = key_for(frame, secret)
    progress.advance(_SURVEYED)
    made = prepared(frame, picture.colour, picture.carried.icc, key)
    progress.advance(1.0)
    return Rehearsal(made, warned)
