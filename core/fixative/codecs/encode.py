"""Pictures to bytes: as the source was made, as far as the target format can."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fixative.codecs.avif import encode_avif
from fixative.codecs.colours import WHITE, flat_on, profile_name, to_eight_bits, to_srgb
from fixative.codecs.gif import encode_gif
from fixative.codecs.guard import encoding
from fixative.codecs.jpeg import encode_jpeg, estimated_quality
from fixative.codecs.png import encode_png
from fixative.codecs.png16 import encode_png16
from fixative.codecs.samples import image_of, padded_image_of
from fixative.codecs.tiff import encode_tiff
from fixative.codecs.webp import encode_webp
from fixative.containers.blocks import Notes
from fixative.formats import Format
from fixative.picture import Carried, Colour, Frame, Picture

__all__ = ["Encoded", "encode"]

_DEEP = 16
_SIXTEEN_BITS = frozenset({Format.PNG, Format.TIFF})
_ANIMATED = frozenset({Format.PNG, Format.WEBP, Format.AVIF, Format.GIF})
_GREY = frozenset({Format.JPEG, Format.PNG, Format.TIFF, Format.AVIF})
_CMYK = frozenset({Format.JPEG, Format.TIFF})


@dataclass(frozen=True, slots=True)
class Encoded:
    """A picture file in memory, and what had to be changed for it (codes of `fixative.messages`)."""

    data: bytes
    notes: Notes = ()


def encode(picture: Picture, *, format: Format, quality: int | None = None) -> Encoded:  # noqa: A002 - the word for it
    """Encode a picture.

    Parameters
    ----------
    picture : Picture
        Its `carried` decides profile, resolution and, where no quality is given, how coarse the coding is.
    format : Format
        The target; one that is coded here (`Format.coded`).
    quality : int or None
        1 to 100 for JPEG, WebP and AVIF; None matches the source: a JPEG's own tables and subsampling, lossless
        for lossless, the estimated quality of a lossy WebP or AVIF.

    Returns
    -------
    Encoded

    Raises
    ------
    EncodeFailedError
        The encoder gave up, for one because the format does not hold so many pixels a side.
    """
    with encoding(format):
        fitted, notes = _fitted(picture, format)
        carried = _with_quality(fitted.carried, picture.format, format)
        if format is Format.TIFF:
            return Encoded(encode_tiff(fitted.frames, fitted.colour, carried), notes)
        if format is Format.GIF:
            return Encoded(encode_gif(fitted.frames, carried), (*notes, ("palette-requantised", {})))
        if format is Format.PNG and fitted.depth == _DEEP:
            return Encoded(encode_png16(fitted.frames[0], carried), notes)
        return Encoded(_through_pillow(replace(fitted, carried=carried), format, quality), notes)


def _through_pillow(picture: Picture, target: Format, quality: int | None) -> bytes:
    if target is Format.JPEG:
        return encode_jpeg(padded_image_of(picture.frames[0]), picture.carried, quality)
    images = [image_of(frame) for frame in picture.frames]
    durations = [frame.duration for frame in picture.frames]
    if target is Format.PNG:
        return encode_png(images, picture.carried, durations)
    if target is Format.WEBP:
        return encode_webp(images, picture.carried, quality, durations)
    return encode_avif(images, picture.carried, quality, durations)


def _fitted(picture: Picture, target: Format) -> tuple[Picture, Notes]:
    """Change what the target cannot hold, in the order frames, depth, colour, alpha; say each change once."""
    notes: Notes = ()
    frames = picture.frames
    keeps_all = target in _ANIMATED if picture.animated else target is Format.TIFF
    if len(frames) > 1 and not keeps_all:
        notes += (("animation-lost", {"format": target.label, "frames": len(frames)}),)
        frames = frames[:1]
    deep = picture.depth == _DEEP
    if deep and (target not in _SIXTEEN_BITS or (target is Format.PNG and len(frames) > 1)):
        notes += (("depth-reduced", {"format": target.label}),)
        frames = tuple(to_eight_bits(frame) for frame in frames)
    frames, carried, converted = _coloured(picture, frames, target)
    notes += converted
    if target is Format.JPEG and frames[0].alpha is not None:
        notes += (("alpha-flattened", {"format": target.label}),)
        frames = tuple(flat_on(frame, WHITE) for frame in frames)
    colour = next(colour for colour in Colour if colour.channels == frames[0].pixels.shape[2])
    animated = picture.animated and len(frames) > 1
    return replace(picture, frames=frames, colour=colour, carried=carried, animated=animated), notes


def _coloured(picture: Picture, frames: tuple[Frame, ...], target: Format) -> tuple[tuple[Frame, ...], Carried, Notes]:
    """Convert to sRGB what the target cannot hold or cannot label."""
    carried = picture.carried
    if picture.colour is Colour.CMYK and target not in _CMYK:
        return _converted(frames, carried, "CMYK", target)
    if picture.colour is Colour.GREY and target not in _GREY:
        # Grey is grey in RGB too, unless its own profile, which RGB cannot carry, bends it.
        converted, bare, notes = _converted(frames, carried, "grey", target)
        return converted, bare, notes if carried.icc else ()
    if target is Format.GIF and carried.icc:
        return _converted(frames, carried, profile_name(carried.icc), target)
    return frames, carried, ()


def _converted(
    frames: tuple[Frame, ...], carried: Carried, mode: str, target: Format
) -> tuple[tuple[Frame, ...], Carried, Notes]:
    notes: Notes = (("colour-converted", {"mode": mode}),)
    if frames[0].pixels.dtype.itemsize > 1:
        notes += (("depth-reduced", {"format": target.label}),)
        frames = tuple(to_eight_bits(frame) for frame in frames)
    frames = tuple(to_srgb(frame, carried.icc) for frame in frames)
    return frames, replace(carried, icc=None, jpeg=None if target is Format.JPEG else carried.jpeg), notes


def _with_quality(carried: Carried, source: Format, target: Format) -> Carried:
    """Bring the source's quality to the target's scale.

    The scales of JPEG and WebP mean about the same coarseness, AVIF's reaches it some fifteen steps lower.
    """
    quality = estimated_quality(carried.jpeg) if carried.jpeg else carried.quality
    if quality is not None:
        step = 15
        quality += step * ((source is Format.AVIF) - (target is Format.AVIF))
        quality = min(max(quality, 1), 100)
    return replace(carried, quality=quality)
