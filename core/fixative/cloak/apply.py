"""The cloak of a picture, from its pixels to its figures."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from fixative.cloak.fit import Fitted, prepared, surveyed
from fixative.cloak.key import Key
from fixative.cloak.visibility import bearing_map
from fixative.cloak.weave import Weaver
from fixative.containers.blocks import Notes
from fixative.picture import Frame, Picture
from fixative.progress import Progress

__all__ = ["Cloaked", "cloak"]

_MISSED = 3.0
"""Points of visible cost that a result may fall short of before it is said."""


@dataclass(frozen=True, slots=True)
class Cloaked:
    """A cloaked picture and what was measured on it (`fixative.outcome.Figures`).

    Attributes
    ----------
    picture : Picture
    visible_cost : float
        Estimated SSIMULACRA2 of the first frame against the original's.
    amplitude : float
        Root mean square of the perturbation there, in 8-bit steps.
    clipped : float
        Share of samples, in [0, 1], cut at black or white.
    notes : tuple of (str, dict)
        Codes and parameters of `fixative.messages`.
    """

    picture: Picture
    visible_cost: float
    amplitude: float
    clipped: float
    notes: Notes = ()


def cloak(picture: Picture, *, visible_cost: float, key: Key, progress: Progress | None = None) -> Cloaked:
    """Cloak a picture.

    Frames of an animation share one plane and amount, so that the cloak does not flicker; pages that are
    pictures of their own size get their own.

    Parameters
    ----------
    picture : Picture
    visible_cost : float
        SSIMULACRA2 that the result shall have against the original, in (0, 100).
    key : Key
        What draws the plane (`key_for`).
    progress : Progress, optional

    Returns
    -------
    Cloaked
        The input is not changed.
    """
    progress = progress or Progress()
    frames: list[Frame] = []
    fits: list[Fitted] = []
    clips: list[float] = []
    count = len(picture.frames)
    for index, frame in enumerate(picture.frames):
        if fits and picture.animated:
            # One plane and amount, so that nothing flickers; what each part bears is each frame's own.
            fitted = replace(fits[0], frame=frame, weaver=_on(frame, picture, fits[0].weaver))
        else:
            fitted = prepared(frame, picture.colour, picture.carried.icc, key).fitted(visible_cost)
            fits.append(fitted)
        pixels, clipped = fitted.woven(progress.within(index / count, (index + 1) / count))
        frames.append(replace(frame, pixels=pixels))
        clips.append(clipped)
    missed = [fitted for fitted in fits if fitted.visible_cost - visible_cost > _MISSED]
    return Cloaked(
        picture=replace(picture, frames=tuple(frames)),
        visible_cost=fits[0].visible_cost,
        amplitude=fits[0].amplitude,
        clipped=float(np.mean(clips)),
        notes=(("cost-not-met", {}),) if missed else (),
    )


def _on(frame: Frame, picture: Picture, weaver: Weaver) -> Weaver:
    return replace(weaver, cells=bearing_map(surveyed(frame, picture.colour)))
