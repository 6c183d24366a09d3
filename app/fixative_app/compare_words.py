"""What is said about a pair: what is on show, and what a preview and the lens tell of this picture."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from fixative.cloak.preset import Preset
from fixative.picture import Picture
from fixative.platforms import named
from fixative.recipe import KeyChoice, Recipe
from fixative_app.afar import Afar
from fixative_app.looks import GAIN, Look
from fixative_app.preview import Preview
from fixative_app.translatable import QT_TRANSLATE_NOOP
from fixative_app.words import problem_sentence

__all__ = ["about_afar", "about_preview", "look_explained", "look_name", "moved", "names", "names_afar"]

_LOOKS = {
    Look.PICTURE: (
        QT_TRANSLATE_NOOP("words", "Picture"),
        QT_TRANSLATE_NOOP("words", "The pictures themselves"),
    ),
    Look.DIFFERENCE: (
        QT_TRANSLATE_NOOP("words", "Difference"),
        QT_TRANSLATE_NOOP("words", "What changed in each colour, {gain} times as strong"),
    ),
    Look.ENCODER: (
        QT_TRANSLATE_NOOP("words", "Encoder's view"),
        QT_TRANSLATE_NOOP(
            "words", "What comes back from the latents of a small imitation of Stable Diffusion's encoder"
        ),
    ),
    Look.PLATFORM: (
        QT_TRANSLATE_NOOP("words", "On a platform"),
        QT_TRANSLATE_NOOP("words", "As a platform would show both, and what it leaves of cloak and tags"),
    ),
}

translate = QCoreApplication.translate


def look_name(look: Look) -> str:
    """Name a way to look at a pair."""
    return translate("words", _LOOKS[look][0])


def look_explained(look: Look) -> str:
    """Say what it shows."""
    return translate("words", _LOOKS[look][1]).format(gain=GAIN)


def names(look: Look, *, previewing: bool, there: bool) -> tuple[str, str]:
    """Name the two sides.

    Parameters
    ----------
    look : Look
    previewing : bool
        Whether the right one is not written yet.
    there : bool
        Whether what the look makes of the pair has come already.
    """
    original = translate("words", "Original")
    after = translate("words", "Preview") if previewing else translate("words", "Protected")
    if look is Look.PICTURE:
        return original, after
    if not there:
        return original, translate("words", "{look} is coming…").format(look=look_name(look))
    if look is Look.DIFFERENCE:
        return original, translate("words", "Difference x {gain}").format(gain=GAIN)
    seen = translate("words", "{side}, as an encoder sees it")
    return seen.format(side=original), seen.format(side=after)


def names_afar(platform: str, *, there: bool, over: bool) -> tuple[str, str]:
    """Name the two sides as a platform shows them.

    Parameters
    ----------
    platform : str
        Its name.
    there : bool
        Whether that has come already.
    over : bool
        Whether nothing more comes.
    """
    if not there:
        coming = translate("words", "{look} is coming…").format(look=platform)
        return translate("words", "Original"), translate("words", "Protected") if over else coming
    plain = translate("words", "Original, on {platform}").format(platform=platform)
    return plain, translate("words", "Protected, on {platform}").format(platform=platform)


def about_afar(afar: Afar | None, platform: str) -> str:
    """Say what a platform leaves of a picture's cloak and tags; empty where there is no result."""
    if afar is None:
        return translate("words", "{platform}: looking what it leaves…").format(platform=platform)
    left = afar.left
    if left is None:
        return ""
    size = translate("words", "{platform} shows it with {width} x {height} pixels.")
    parts = [size.format(platform=platform, width=left.width, height=left.height)]
    if left.before:
        cloak = translate(
            "words", "{share:.0f} % of the cloak is left: the lens measures {before:.0f} % before, {after:.0f} % after."
        )
        parts.append(cloak.format(share=100 * left.share, before=100 * left.before, after=100 * left.after))
    tags = translate("words", "Tags left: {after} of {before}.")
    parts.append(tags.format(after=len(left.tags_after), before=len(left.tags_before)))
    parts.append(translate("words", "A simulation: what is not known of a platform is taken for the worse."))
    return " ".join(parts)


def about_preview(preview: Preview | None, recipe: Recipe, picture: Picture | None) -> str:
    """Say what a preview is, and what was measured on it; empty where there is none to speak of yet."""
    if picture is None:
        return ""
    if recipe.cloak.preset is Preset.OFF and not recipe.fit.platforms:
        if recipe.destination.format in (None, picture.format):
            return translate("words", "Tags only: every pixel stays as it is.")
        return translate("words", "No cloak, but all of it is coded anew.")
    if preview is None:
        return ""
    parts = []
    if recipe.fit.platforms and preview.before is not None:
        parts.append(_fitted(preview.before.size, recipe.fit.platforms))
    if preview.visible_cost is not None:
        likeness = translate(
            "words",
            "Preview: about {figure:.0f} of 100 like the original (SSIMULACRA2), before it is coded.",
        )
        parts.append(likeness.format(figure=preview.visible_cost))
        if recipe.cloak.key is KeyChoice.RANDOM:
            parts.append(translate("words", "The cloak is drawn by chance, and will be another one of this strength."))
        if len(picture.frames) > 1:
            frames = translate("words", "This is the first of {count} frames.")
            parts.append(frames.format(count=len(picture.frames)))
    parts += [problem_sentence(problem) for problem in preview.problems]
    return " ".join(parts)


def _fitted(size: tuple[int, int], platforms: tuple[str, ...]) -> str:
    first = translate("words", "The copy for {platform}: {width} x {height} pixels.").format(
        platform=named(platforms[0]).name, width=size[0], height=size[1]
    )
    if len(platforms) == 1:
        return first
    more = translate("words", "Others: {platforms}.")
    return f"{first} {more.format(platforms=', '.join(named(each).name for each in platforms[1:]))}"


def moved(displacement: float | None) -> str:
    """Say how far the latents of this picture move, and what that is worth; None is still being measured."""
    if displacement is None:
        return translate("words", "Lens: looking…")
    text = translate(
        "words",
        "Lens: latents move by {figure:.0f} % of their own variation, in the mean of four imitated encoders. "
        "Evidence, not proof.",
    )
    return text.format(figure=100 * displacement)
