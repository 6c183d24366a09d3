"""What is left of a cloak and of tags once a platform has served a picture: protected, and put through what it does."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import numpy as np
from numpy.typing import NDArray

from fixative.choose import fitted_to
from fixative.cloak.colour import seen
from fixative.cloak.lens import displacement
from fixative.codecs import decode
from fixative.inspect import inspect
from fixative.outcome import Outcome
from fixative.platforms import Platform
from fixative.platforms.simulate import simulate
from fixative.progress import Progress
from fixative.protect import protect
from fixative.recipe import FitChoice, Recipe
from fixative.secret import OwnSecret

__all__ = ["PLAIN", "SERVED", "Left", "Survival", "moved", "survive"]

SERVED, PLAIN = "served", "plain"
"""What the files are called that a platform would serve: of the protected picture, and of one without a cloak."""


@dataclass(frozen=True, slots=True)
class Left:
    """What is left.

    Attributes
    ----------
    width, height : int
        Of the picture as it is served.
    before, after : float
        How far the latents of image generators' encoders move (`fixative.cloak.lens`) as the picture is uploaded, and
        as it is served; the picture without a cloak goes the same way.
    tags_before, tags_after : tuple of str
        The fields that the uploaded and the served file have.
    """

    width: int
    height: int
    before: float
    after: float
    tags_before: tuple[str, ...]
    tags_after: tuple[str, ...]

    @property
    def share(self) -> float:
        """The survival: displacement left, over displacement before; 0 where nothing was cloaked.

        It can be a little above 1: coarse coding moves two pictures apart that were not the same.
        """
        return self.after / self.before if self.before else 0.0


@dataclass(frozen=True, slots=True)
class Survival:
    """A picture on a platform.

    Attributes
    ----------
    platform : Platform
    outcome : Outcome
        Of protecting it; its result is gone.
    left : Left or None
        None where that failed.
    """

    platform: Platform
    outcome: Outcome
    left: Left | None


def survive(
    source: Path,
    recipe: Recipe,
    platform: Platform,
    *,
    fitted: bool = True,
    own: OwnSecret | None = None,
    folder: Path | None = None,
    progress: Progress | None = None,
) -> Survival:
    """Protect a picture in a folder that is thrown away, and put it through what a platform does.

    Parameters
    ----------
    source : Path
        The original.
    recipe : Recipe
        Its own platforms count for nothing.
    platform : Platform
    fitted : bool, optional
        Whether the picture is scaled for the platform before the cloak.
    own : OwnSecret, optional
        The user's secret, where it was read already.
    folder : Path, optional
        Where to leave what is served, as `SERVED` and `PLAIN`; by default it is thrown away.
    progress : Progress, optional

    Raises
    ------
    InputError, OutputError
        What was made cannot be read back.
    CancelledError
        Of the token.
    """
    progress = progress or Progress()
    fit = FitChoice(platforms=(platform.slug,) if fitted else (), background=recipe.fit.background)
    recipe = msgspec.structs.replace(
        recipe, fit=fit, credentials=msgspec.structs.replace(recipe.credentials, sign=False)
    )
    limit = recipe.limits.max_pixels
    with TemporaryDirectory(prefix="fixative-") as room, nullcontext(folder or Path(room)) as kept:
        uploaded, bare = Path(room, "uploaded"), Path(room, "bare")
        outcome = protect(source, uploaded, recipe, own=own, progress=progress.within(0.0, 0.3))
        without = outcome
        if outcome.ok:
            without = protect(source, bare, recipe.without_cloak(), own=own, progress=progress.within(0.3, 0.4))
        if not without.ok:
            return Survival(platform, without, None)
        served, plain = kept / SERVED, kept / PLAIN
        for path, here in ((served, uploaded), (plain, bare)):
            path.write_bytes(simulate(here, platform, max_pixels=limit))
            progress.advance(0.5)
        after = _seen(served, limit)
        left = Left(
            width=after.shape[1],
            height=after.shape[0],
            before=displacement(_seen(bare, limit), _seen(uploaded, limit), progress.within(0.5, 0.75)),
            after=displacement(_seen(plain, limit), after, progress.within(0.75, 1.0)),
            tags_before=_tags(uploaded),
            tags_after=_tags(served),
        )
    return Survival(platform, outcome, left)


def moved(source: Path, result: Path, recipe: Recipe) -> float | None:
    """Say how far a result moves the latents of image generators' encoders, against its original.

    Parameters
    ----------
    source, result : Path
        The result as it is: coded.
    recipe : Recipe
        That it was made by; if it was scaled for platforms, for the first of them.

    Returns
    -------
    float or None
        As in `fixative.cloak.lens.displacement`; None where the two are not of one size, and cannot be compared.

    Raises
    ------
    InputError
        One of them cannot be read.
    """
    limit = recipe.limits.max_pixels
    before = seen(fitted_to(decode(source, max_pixels=limit), recipe.copies()[0].fit))
    after = _seen(result, limit)
    return displacement(before, after) if before.shape == after.shape else None


def _seen(path: Path, limit: int) -> NDArray[np.uint8]:
    return seen(decode(path, max_pixels=limit))


def _tags(path: Path) -> tuple[str, ...]:
    return tuple(dict.fromkeys(finding.field for finding in inspect(path).findings))
