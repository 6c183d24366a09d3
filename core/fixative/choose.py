"""What a recipe's choices come to for one picture: which secret draws its cloak, whether it gets one, and its size."""

from __future__ import annotations

import unicodedata

from fixative.cloak.preset import Preset
from fixative.containers.blocks import Notes
from fixative.mark import read_mark
from fixative.picture import Picture
from fixative.recipe import CloakChoice, FitChoice
from fixative.secret import OwnSecret, own_secret

__all__ = ["cloaked_already", "fitted_to", "secret_for"]


def secret_for(choice: CloakChoice, own: OwnSecret | None) -> tuple[str, Notes]:
    """Give the secret that draws a cloak, and what is to be said of it; none where the draw is at random.

    Parameters
    ----------
    choice : CloakChoice
    own : OwnSecret or None
        The user's secret, where it was read already; otherwise it is read where the choice needs it.
    """
    notes: Notes = ()
    secret = choice.secret
    if choice.needs_own_secret:
        own = own or own_secret()
        secret, notes = own.text, own.notes
    # One keyboard types an accented letter as one character, another as two.
    return unicodedata.normalize("NFC", secret), notes


def cloaked_already(picture: Picture, choice: CloakChoice, secret: str) -> Notes:
    """Say by what a picture that shall be cloaked is taken for cloaked already; empty where it gets its cloak."""
    if choice.again or choice.preset is Preset.OFF:
        return ()
    mark = read_mark(picture.carried.blocks.xmp)
    if mark is None:
        if not secret:
            return ()
        # It needs the bank, which tags alone do not.
        from fixative.cloak import looks_cloaked  # noqa: PLC0415

        return (("looks-cloaked", {}),) if looks_cloaked(picture.frames[0], picture.colour, secret) else ()
    if not mark.fits(picture.width, picture.height):
        return (("cloaked-at-another-size", {"width": mark.width, "height": mark.height}),)
    return (("already-cloaked", {"preset": mark.preset}),)


def fitted_to(picture: Picture, choice: FitChoice) -> Picture:
    """Give a picture as the first platform of a choice is to have it; as it is, where there is none."""
    if not choice.platforms:
        return picture
    # Few runs ask for it.
    from fixative.platforms import named  # noqa: PLC0415
    from fixative.platforms.fit import fit  # noqa: PLC0415

    return fit(picture, named(choice.platforms[0]), background=choice.ground)
