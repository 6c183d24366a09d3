"""A picture as a platform is to be given it: in the size that it shows, in the colours that it takes it for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from fixative.cloak.colour import as_rgb, sight
from fixative.codecs.colours import flat_on, profile_name, to_eight_bits
from fixative.codecs.dimensions import with_dimensions
from fixative.containers.blocks import Note, Notes
from fixative.formats import Format
from fixative.picture import Colour, Frame, Picture
from fixative.platforms.facts import Certainty, Fate, Platform
from fixative.platforms.scale import bounded, scaled

__all__ = ["fit"]

_OPAQUE = frozenset({Format.JPEG})
"""Formats without transparency."""

_DEEP = 16


def fit(picture: Picture, platform: Platform, *, background: tuple[int, int, int]) -> Picture:
    """Make a picture ready for a platform, so that it has the least to change; nothing is enlarged.

    Parameters
    ----------
    picture : Picture
    platform : Platform
    background : (int, int, int)
        What shows through where the platform serves no transparency, 8-bit sRGB.

    Returns
    -------
    Picture
        With notes of what had to change beside its size. One's own site changes nothing.
    """
    if platform.own:
        return picture
    picture = _in_srgb(picture, platform)
    if platform.coding is not None and set(platform.coding.formats) <= _OPAQUE:
        picture = _flat(picture, background, platform)
    if platform.fit is None:
        return _noted(picture, ("fit-unknown", {"platform": platform.name}))
    sized = replace(picture, frames=tuple(_sized(frame, platform) for frame in picture.frames))
    if (sized.width, sized.height) == (picture.width, picture.height):
        return sized
    blocks = with_dimensions(picture.carried.blocks, sized.width, sized.height)
    return replace(sized, carried=replace(picture.carried, blocks=blocks))


def _in_srgb(picture: Picture, platform: Platform) -> Picture:
    """Convert colours that the platform would take for others: by a profile that it does not keep, or of ink."""
    icc = picture.carried.icc
    kept = platform.fate("profile") == (Fate.KEPT, Certainty.KNOWN)
    if picture.colour is not Colour.CMYK and (icc is None or kept):
        return picture
    look = sight(picture.colour, icc)
    frames = tuple(_eight_bits(frame) for frame in picture.frames)
    shown = tuple(replace(frame, pixels=look(frame.pixels)) for frame in frames)
    if all(np.array_equal(new.pixels, old.pixels) for new, old in zip(shown, frames, strict=True)):
        return picture  # sRGB by another name
    mode = "CMYK" if picture.colour is Colour.CMYK else profile_name(icc or b"")
    carried = replace(picture.carried, icc=None, png_colour={})
    converted = replace(picture, frames=shown, colour=Colour.RGB, carried=carried)
    return _noted(converted, ("colour-converted", {"mode": mode}), *_reduced(picture, platform))


def _flat(picture: Picture, background: tuple[int, int, int], platform: Platform) -> Picture:
    if all(frame.alpha is None for frame in picture.frames):
        return picture
    frames = tuple(_eight_bits(frame) for frame in picture.frames)
    colour = picture.colour
    if colour is Colour.GREY and len(set(background)) > 1:
        frames = tuple(replace(frame, pixels=as_rgb(frame.pixels, colour)) for frame in frames)
        colour = Colour.RGB
    flat = replace(picture, frames=tuple(flat_on(frame, background) for frame in frames), colour=colour)
    return _noted(flat, ("fit-flattened", {"platform": platform.name}), *_reduced(picture, platform))


def _eight_bits(frame: Frame) -> Frame:
    return to_eight_bits(frame) if frame.pixels.dtype == np.uint16 else frame


def _reduced(picture: Picture, platform: Platform) -> Notes:
    return (("depth-reduced", {"format": platform.name}),) if picture.depth == _DEEP else ()


def _sized(frame: Frame, platform: Platform) -> Frame:
    size = platform.fit
    if size is None:
        return frame
    height, width = frame.pixels.shape[:2]
    to = bounded((width, height), width=size.width, height=size.height, pixels=size.pixels)
    pixels, alpha = scaled(frame.pixels, to, alpha=frame.alpha)
    return replace(frame, pixels=pixels, alpha=alpha)


def _noted(picture: Picture, *notes: Note) -> Picture:
    return replace(picture, notes=(*picture.notes, *notes))
