"""Files to pictures: content decides how."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from PIL import Image
from PIL.GifImagePlugin import GifImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from fixative.codecs import avif, foreign, png, tiff
from fixative.codecs.guard import check_size, decoding, opened
from fixative.codecs.jpeg import open_jpeg, settings_of
from fixative.codecs.metadata import blocks_of, icc_of, resolution_of
from fixative.codecs.orientation import UPRIGHT, orientation_of, turned, turned_resolution, with_upright_blocks
from fixative.codecs.png16 import decode_png16
from fixative.codecs.samples import alike, colour_of, frame_of
from fixative.codecs.webp import open_webp, webp_facts
from fixative.codecs.wholeness import breaks_off, has_jpeg_end
from fixative.containers.blocks import Note, Notes
from fixative.errors import NotAPictureError, TagsOnlyError, TruncatedError, UnsupportedFormatError
from fixative.formats import HEAD_BYTES, Format, sniff
from fixative.picture import Carried, Frame, Picture

__all__ = ["decode", "identify"]

_PALETTE_EXPANDED: Note = ("palette-expanded", {})
_DEPTH_RAISED: Note = ("depth-raised", {})
_DEEP = 16


@dataclass(frozen=True, slots=True)
class _Raw:
    """What a format's own decoder gives: not yet turned, metadata blocks not yet read."""

    frames: tuple[Frame, ...]
    carried: Carried
    animated: bool = False
    notes: Notes = ()
    orientation: int | None = None
    """Where the container itself says how the picture is turned; what EXIF says of it is void then."""


def decode(path: Path, *, max_pixels: int) -> Picture:
    """Decode a picture file.

    Parameters
    ----------
    path : Path
        Its content decides the format, not its ending.
    max_pixels : int
        Largest width times height of a frame; all frames together may have four times as many.

    Returns
    -------
    Picture
        Pixels uint8 or uint16 with the orientation applied; what was carried, with the orientation set to 1.

    Raises
    ------
    NotFoundError, IsFolderError, PermissionDeniedError, EmptyFileError
        The file cannot be read.
    NotAPictureError, UnsupportedFormatError
        Its content is none that Fixative knows.
    TagsOnlyError
        It can be tagged, and that is all.
    TooLargeError
        Told from the file's head, before anything is decoded.
    TruncatedError, DecodeFailedError
        It is damaged.
    """
    with opened(path) as file, decoding():
        kind = identify(file)
        if not kind.coded:
            raise TagsOnlyError(format=kind.label)
        if breaks_off(file, kind):
            raise TruncatedError
        raw = _DECODERS[kind](file, max_pixels)
        return _finished(file, kind, raw)


def identify(file: BinaryIO) -> Format:
    """Name the format of an open file, or say which other one it is; the position afterwards is the start."""
    head = file.read(HEAD_BYTES)
    file.seek(0)
    kind = sniff(head)
    if kind is not None:
        return kind
    name = foreign.name_of(head)
    if name:
        raise UnsupportedFormatError(format=name)
    raise NotAPictureError


def _finished(file: BinaryIO, kind: Format, raw: _Raw) -> Picture:
    carried, notes = raw.carried, raw.notes
    blocks, unreadable = blocks_of(file)
    notes += unreadable
    # Not so for TIFF: each page has its own, which its decoder applied, and which is no part of the block.
    orientation = orientation_of(blocks.exif) if raw.orientation is None else raw.orientation
    frames = raw.frames
    if orientation != UPRIGHT:
        frames = tuple(_upright(frame, orientation) for frame in frames)
        carried = replace(carried, dpi=turned_resolution(carried.dpi, orientation))
    return Picture(
        frames=frames,
        colour=colour_of(frames[0]),
        format=kind,
        animated=raw.animated,
        carried=replace(carried, blocks=with_upright_blocks(blocks)),
        notes=notes,
    )


def _upright(frame: Frame, orientation: int) -> Frame:
    alpha = None if frame.alpha is None else turned(frame.alpha, orientation)
    return replace(frame, pixels=turned(frame.pixels, orientation), alpha=alpha)


def _carried(image: Image.Image) -> Carried:
    return Carried(icc=icc_of(image), dpi=resolution_of(image))


def _jpeg(file: BinaryIO, max_pixels: int) -> _Raw:
    try:
        with open_jpeg(file) as image:
            check_size(*image.size, max_pixels=max_pixels)
            image.load()
            carried = replace(_carried(image), jpeg=settings_of(image), lossless=False)
            return _Raw((frame_of(image),), carried)
    except (OSError, SyntaxError) as error:
        if has_jpeg_end(file):
            raise
        raise TruncatedError from error


def _png(file: BinaryIO, max_pixels: int) -> _Raw:
    head = png.read_head(file)
    check_size(head.width, head.height, max_pixels=max_pixels)
    png.check_sums(file)
    with PngImageFile(file) as image:
        first = 1 if image.default_image else 0
        count = image.n_frames - first
        check_size(*image.size, frames=count, max_pixels=max_pixels)
        notes: Notes = ()
        if count > 1:
            durations = []
            frames = []
            for number in range(first, image.n_frames):
                image.seek(number)
                durations.append(round(image.info.get("duration", 0)))
                frames.append(frame_of(image, durations[-1]))
            if head.depth == _DEEP:
                notes += (("depth-reduced", {"format": "An animated PNG"}),)
        elif head.depth == _DEEP:
            image.load()
            frames = [decode_png16(file, head)]
        else:
            image.load()
            frames = [frame_of(image)]
        if head.colour_type == png.PALETTE:
            notes += (_PALETTE_EXPANDED,)
        elif head.depth == 1:
            notes += (_DEPTH_RAISED,)
        carried = replace(
            _carried(image),
            text=png.foreign_texts(image),
            png_colour=png.colour_chunks(file),
            loop=image.info.get("loop", 0),
        )
        return _Raw(alike(frames), carried, animated=count > 1, notes=notes)


def _webp(file: BinaryIO, max_pixels: int) -> _Raw:
    facts = webp_facts(file)
    with open_webp(file, max_pixels) as image:
        check_size(*image.size, frames=image.n_frames, max_pixels=max_pixels)
        carried = replace(
            _carried(image),
            lossless=facts.lossless,
            quality=facts.quality,
            loop=image.info.get("loop", 0) if image.n_frames > 1 else 0,
        )
        return _Raw(_frames(image), carried, animated=image.n_frames > 1)


def _gif(file: BinaryIO, max_pixels: int) -> _Raw:
    with GifImageFile(file) as image:
        check_size(*image.size, max_pixels=max_pixels)
        check_size(*image.size, frames=image.n_frames, max_pixels=max_pixels)
        image.seek(0)
        frames = _frames(image)
        # The file says how often it is repeated, we how often it plays; without a word it plays once.
        repeated = image.info.get("loop")
        loop = 1 if repeated is None else repeated and repeated + 1
        loop = loop if len(frames) > 1 else 0
        return _Raw(frames, replace(_carried(image), loop=loop), animated=len(frames) > 1)


def _avif(file: BinaryIO, max_pixels: int) -> _Raw:
    with avif.open_avif(file) as image:
        check_size(*image.size, frames=image.n_frames, max_pixels=max_pixels)
        facts = avif.avif_facts(file)
        notes: Notes = (("depth-reduced", {"format": "AVIF here"}),) if facts.deep else ()
        orientation = avif.orientation_in(image)
        carried = replace(_carried(image), lossless=False, quality=facts.quality)
        animated = image.n_frames > 1
        return _Raw(_frames(image), carried, animated=animated, notes=notes, orientation=orientation)


def _tiff(file: BinaryIO, max_pixels: int) -> _Raw:
    pages = tiff.decode_tiff(file, max_pixels)
    return _Raw(pages.frames, pages.carried, notes=pages.notes)


def _frames(image: WebPImageFile | GifImageFile | avif.AvifImageFile) -> tuple[Frame, ...]:
    count = image.n_frames
    frames = []
    for number in range(count):
        image.seek(number)
        image.load()
        duration = image.info.get("duration", 0) if count > 1 else 0
        frames.append(frame_of(image, duration))
    return alike(frames)


_DECODERS: Mapping[Format, Callable[[BinaryIO, int], _Raw]] = {
    Format.JPEG: _jpeg,
    Format.PNG: _png,
    Format.WEBP: _webp,
    Format.TIFF: _tiff,
    Format.AVIF: _avif,
    Format.GIF: _gif,
}
