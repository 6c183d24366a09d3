"""TIFF: 8 bits and below through Pillow (libtiff), 16 bits through tifffile; written by tifffile."""

from __future__ import annotations

import os
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

import tifffile
from PIL import Image
from PIL.TiffImagePlugin import TiffImageFile

from fixative.codecs.colours import to_eight_bits
from fixative.codecs.guard import FRAMES_TOGETHER, check_size, quiet_stderr
from fixative.codecs.orientation import UPRIGHT, turned
from fixative.codecs.samples import alike, frame_of, interleaved
from fixative.codecs.tiff16 import decode_page16
from fixative.containers.blocks import Notes
from fixative.errors import DecodeFailedError, TooLargeError, TruncatedError, UnsupportedFormatError
from fixative.picture import Carried, Colour, Frame

__all__ = ["TiffPages", "decode_tiff", "encode_tiff"]

_REDUCED, _MASK = 1, 4  # NewSubfileType (TIFF 6.0, p. 36): a thumbnail, a transparency mask
_SHALLOW, _DEEP = 8, 16
_MAX_PAGES = 10_000
_CENTIMETRES = 2.54
_STRIP_BYTES = 1 << 20
_LEVEL = 4
_BIG = 3_500_000_000
"""Bytes of samples above which offsets of 32 bits may not do."""

_PHOTOMETRIC = {Colour.GREY: "minisblack", Colour.RGB: "rgb", Colour.CMYK: "separated"}
_PALETTE = 3
_SENSOR = (32803, 34892)  # colour filter array, linear raw (TIFF/EP, DNG)
_DNG_VERSION = 50706


@dataclass(frozen=True, slots=True)
class TiffPages:
    """The pages of a TIFF, each turned upright."""

    frames: tuple[Frame, ...]
    carried: Carried
    notes: Notes


def decode_tiff(file: BinaryIO, max_pixels: int) -> TiffPages:
    """Decode the full-size pages of a TIFF or BigTIFF; thumbnails and masks are left out.

    Parameters
    ----------
    file : binary file
    max_pixels : int
        As in `fixative.codecs.decode`.

    Returns
    -------
    TiffPages
        Each page already turned upright by its own orientation.

    Raises
    ------
    TooLargeError, TruncatedError, UnsupportedFormatError, DecodeFailedError
    """
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    with tifffile.TiffFile(file) as tiff:
        pages = _full_size(tiff)
        _check(pages, size, max_pixels)
        frames = alike(_same_colour([_decoded(file, page) for page in pages]))
        notes: Notes = ()
        if any(page.photometric == _PALETTE for page in pages):
            notes += (("palette-expanded", {}),)
        if any(page.bitspersample == 1 for page in pages):
            notes += (("depth-raised", {}),)
        carried = Carried(icc=_profile(pages[0]), dpi=_resolution(pages[0]))
    return TiffPages(frames, carried, notes)


def _profile(page: tifffile.TiffPage) -> bytes | None:
    profile = page.iccprofile
    return profile if isinstance(profile, bytes) and profile else None


def _resolution(page: tifffile.TiffPage) -> tuple[float, float] | None:
    """Give dots per inch; None where there is no unit, or no number that makes sense."""
    values = [page.tags.valueof(name) for name in ("ResolutionUnit", "XResolution", "YResolution")]
    scale = {None: 1.0, 2: 1.0, 3: _CENTIMETRES}.get(values[0], 0.0)
    try:
        across, down = (scale * numerator / denominator for numerator, denominator in values[1:])
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    return (across, down) if across > 0 and down > 0 else None


def _full_size(tiff: tifffile.TiffFile) -> list[tifffile.TiffPage]:
    pages = []
    for number, page in enumerate(tiff.pages):
        if number >= _MAX_PAGES:
            raise DecodeFailedError(detail="it has too many pages")
        if not isinstance(page, tifffile.TiffPage):
            raise DecodeFailedError(detail="a page has no tags")
        if number == 0 or not page.subfiletype & (_REDUCED | _MASK):
            pages.append(page)
    if not pages:
        raise DecodeFailedError(detail="it has no pages")
    if _is_raw(tiff, pages):
        raise UnsupportedFormatError(format="Camera raw (a kind of TIFF)")
    return pages


def _is_raw(tiff: tifffile.TiffFile, pages: list[tifffile.TiffPage]) -> bool:
    """Tell a camera's raw file, whose pages are previews: protecting a preview would be no help."""
    tiff.filehandle.seek(8)
    if tiff.filehandle.read(2) == b"CR" or _DNG_VERSION in pages[0].tags or pages[0].subfiletype & _REDUCED:
        return True
    hidden = [sub for page in pages for sub in (page.pages or ())]
    return any(getattr(page, "photometric", None) in _SENSOR for page in [*pages, *hidden])


def _check(pages: list[tifffile.TiffPage], size: int, max_pixels: int) -> None:
    total = 0
    for page in pages:
        check_size(page.imagewidth, page.imagelength, max_pixels=max_pixels)
        total += page.imagewidth * page.imagelength
        if any(at + count > size for at, count in zip(page.dataoffsets, page.databytecounts, strict=False)):
            raise TruncatedError
    if total > FRAMES_TOGETHER * max_pixels:
        raise TooLargeError(pixels=total, limit=FRAMES_TOGETHER * max_pixels)


def _decoded(file: BinaryIO, page: tifffile.TiffPage) -> Frame:
    # Samples that differ in their depth, as 5, 6 and 5 bits, are a tuple.
    if not isinstance(page.bitspersample, int) or page.bitspersample > _DEEP or page.sampleformat not in (1, 4):
        raise UnsupportedFormatError(format=f"TIFF with {page.bitspersample}-bit samples of this kind")
    # Pillow reads no big-endian BigTIFF: there, 8 bits become 16 and, exactly, 8 again.
    unread = page.parent.is_bigtiff and page.parent.byteorder == ">" and page.bitspersample == _SHALLOW
    if page.bitspersample > _SHALLOW or unread:
        frame = decode_page16(page)
        frame = to_eight_bits(frame) if unread else frame
        tag = page.tags.get("Orientation")
        orientation = int(tag.value) if tag is not None and tag.value in range(1, 9) else UPRIGHT
        alpha = None if frame.alpha is None else turned(frame.alpha, orientation)
        return Frame(turned(frame.pixels, orientation), alpha)
    file.seek(0)
    with TiffImageFile(file) as image:
        image.seek(page.index)
        # Pillow turns the page upright as it loads it; libtiff prints what it dislikes.
        with quiet_stderr():
            image.load()
        return frame_of(image)


def _same_colour(frames: list[Frame]) -> list[Frame]:
    """Bring pages of different colours together: CMYK among RGB or grey pages becomes RGB."""
    if len({frame.pixels.shape[2] for frame in frames} - {Colour.GREY.channels}) <= 1:
        kinds = {frame.pixels.shape[2] for frame in frames}
        if kinds != {Colour.GREY.channels, Colour.CMYK.channels}:
            return frames
    return [
        frame_of(Image.fromarray(frame.pixels, "CMYK").convert("RGB"))
        if frame.pixels.shape[2] == Colour.CMYK.channels
        else frame
        for frame in frames
    ]


def encode_tiff(frames: tuple[Frame, ...], colour: Colour, carried: Carried) -> bytes:
    """Write a TIFF, deflated with a predictor, a page for each frame.

    Parameters
    ----------
    frames : tuple of Frame
        uint8 or uint16.
    colour : Colour
    carried : Carried
        Profile and resolution.
    """
    data = BytesIO()
    big = sum(_sample_bytes(frame) for frame in frames) > _BIG
    with tifffile.TiffWriter(data, bigtiff=big, byteorder="<") as writer:
        for frame in frames:
            samples = interleaved(frame)
            writer.write(
                samples[..., 0] if samples.shape[2] == 1 else samples,
                photometric=_PHOTOMETRIC[colour],
                planarconfig=None if samples.shape[2] == 1 else "contig",
                extrasamples=None if frame.alpha is None else ("unassalpha",),
                compression="zlib",
                compressionargs={"level": _LEVEL},
                predictor=True,
                rowsperstrip=max(1, _STRIP_BYTES // samples[0].nbytes),
                resolution=carried.dpi,
                resolutionunit="INCH" if carried.dpi else None,
                iccprofile=carried.icc,
                metadata=None,
                software=False,
            )
    return data.getvalue()


def _sample_bytes(frame: Frame) -> int:
    return frame.pixels.nbytes + (0 if frame.alpha is None else frame.alpha.nbytes)
