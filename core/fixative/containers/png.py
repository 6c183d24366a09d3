"""PNG and APNG: EXIF in eXIf, XMP in iTXt.

PNG specification, third edition (W3C 2025), sections 5.3 (chunks) and 11.3; XMP specification part 3, section 1.1.5.
The hexadecimal "Raw profile" texts of older programs are read too, and give way to the proper chunks on writing.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from fixative.containers import photoshop
from fixative.containers.blocks import Blocks, Note, not_carried
from fixative.containers.inflate import inflated
from fixative.containers.stream import Budget, copy, exactly
from fixative.errors import MalformedContainerError, MetadataTooLargeError

__all__ = [
    "SIGNATURE",
    "Chunk",
    "chunks",
    "coded_parts",
    "encoded",
    "has_credentials",
    "keywords",
    "read_blocks",
    "replace_blocks",
]

SIGNATURE = b"\x89PNG\r\n\x1a\n"
"""What every PNG begins with."""

_XMP_KEYWORD = b"XML:com.adobe.xmp"
_RAW_PROFILE = b"Raw profile type "
_EXIF = b"Exif\0\0"
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_PHOTOSHOP = b"Photoshop 3.0\0"
_C2PA = b"caBX"
_TEXTS = frozenset({b"tEXt", b"zTXt", b"iTXt"})
_MAX_CHUNK = 2**31 - 1
_MAX_CHUNKS = 500_000
_MAX_KEYWORD = 79


@dataclass(frozen=True, slots=True)
class Chunk:
    """Where a chunk is: `start` at its length field, `end` after its CRC."""

    kind: bytes
    start: int
    size: int

    @property
    def data_start(self) -> int:
        """Where its data stands."""
        return self.start + 8

    @property
    def end(self) -> int:
        """Where the next one begins."""
        return self.start + 12 + self.size


@dataclass(frozen=True, slots=True)
class _Found:
    """A chunk that holds a block: which, what it says, and whether it is the place that the standard names."""

    chunk: Chunk
    block: str
    data: bytes
    proper: bool


def chunks(file: BinaryIO) -> Iterator[Chunk]:
    """Walk over a PNG's chunks up to IEND; the position after each step is the reader's to choose.

    Raises
    ------
    TruncatedError, MalformedContainerError
    """
    file.seek(0)
    if exactly(file, 8) != SIGNATURE:
        raise MalformedContainerError(detail="no PNG signature")
    at = 8
    seen: set[bytes] = set()
    for _ in range(_MAX_CHUNKS):
        file.seek(at)
        head = exactly(file, 8)
        chunk = Chunk(head[4:], at, int.from_bytes(head[:4], "big"))
        if chunk.size > _MAX_CHUNK or not chunk.kind.isalpha():
            raise MalformedContainerError(detail="chunk without a proper head")
        if not seen and chunk.kind not in (b"IHDR", b"CgBI"):
            raise MalformedContainerError(detail="no IHDR at the start")
        seen.add(chunk.kind)
        yield chunk
        if chunk.kind == b"IEND":
            if b"IDAT" not in seen:
                raise MalformedContainerError(detail="no IDAT")
            file.seek(chunk.end - 1)
            exactly(file, 1)
            return
        at = chunk.end
    raise MalformedContainerError(detail="too many chunks")


def _payload(file: BinaryIO, chunk: Chunk, budget: Budget) -> bytes:
    budget.take(chunk.size)
    file.seek(chunk.data_start)
    return exactly(file, chunk.size)


def _text(kind: bytes, payload: bytes, budget: Budget) -> tuple[bytes, bytes | None]:
    """Give a text chunk's keyword and its text; None where the text cannot be read."""
    keyword, _, rest = payload.partition(b"\0")
    if kind == b"tEXt":
        return keyword, rest
    if kind == b"zTXt":
        return keyword, inflated(rest[1:], budget)
    compressed = rest[:1] == b"\1"
    parts = rest[2:].split(b"\0", 2)
    if len(parts) < 3:  # noqa: PLR2004 - language, translated keyword, text
        return keyword, None
    return keyword, inflated(parts[2], budget) if compressed else parts[2]


def _unwrap(text: bytes | None) -> bytes | None:
    r"""Read a raw profile: a line with its name, one with its size, then hexadecimal digits."""
    lines = (text or b"").strip().split(b"\n", 2)
    if len(lines) < 3:  # noqa: PLR2004
        return None
    try:
        data = bytes.fromhex(lines[2].decode("ascii"))
    except ValueError:
        return None
    return data or None


def _from_profile(keyword: bytes, data: bytes) -> tuple[str, bytes] | None:
    name = keyword[len(_RAW_PROFILE) :].lower()
    if name in (b"exif", b"app1"):
        if data.startswith(_EXIF):
            return "exif", data[len(_EXIF) :]
        if data.startswith(_XMP):
            return "xmp", data[len(_XMP) :]
        if data.startswith((b"II*\0", b"MM\0*")):
            return "exif", data
    if name == b"xmp":
        return "xmp", data
    if name == b"iptc":
        resources = data.removeprefix(_PHOTOSHOP)
        iptc = photoshop.iptc_of(resources) if resources.startswith(b"8BIM") else resources
        return ("iptc", iptc) if iptc else None
    return None


def _keyword(file: BinaryIO, chunk: Chunk) -> bytes:
    file.seek(chunk.data_start)
    return file.read(min(chunk.size, _MAX_KEYWORD)).partition(b"\0")[0]


def _find(file: BinaryIO, chunk: Chunk, budget: Budget) -> _Found | None:
    """Read a chunk where it is one that holds a block."""
    if chunk.kind == b"eXIf":
        data = _payload(file, chunk, budget)
        return _Found(chunk, "exif", data.removeprefix(_EXIF), proper=True)
    if chunk.kind not in _TEXTS:
        return None
    keyword = _keyword(file, chunk)
    if keyword == _XMP_KEYWORD:
        text = _text(chunk.kind, _payload(file, chunk, budget), budget)[1]
        # An unreadable text is no reason to lose it: it is found as an empty block, and stays where it is.
        return _Found(chunk, "xmp", text or b"", proper=True)
    if keyword.startswith(_RAW_PROFILE):
        data_or_none = _unwrap(_text(chunk.kind, _payload(file, chunk, budget), budget)[1])
        found = _from_profile(keyword, data_or_none) if data_or_none else None
        return _Found(chunk, *found, proper=False) if found else None
    return None


def _chosen(found: list[_Found], block: str) -> bytes | None:
    """Of the chunks that hold a block, the proper one speaks; among equals, the first."""
    candidates = sorted((item for item in found if item.block == block), key=lambda item: not item.proper)
    return candidates[0].data if candidates else None


def _blocks_of(found: list[_Found]) -> Blocks:
    return Blocks(exif=_chosen(found, "exif"), xmp=_chosen(found, "xmp"), iptc=_chosen(found, "iptc"))


def keywords(file: BinaryIO) -> Iterator[str]:
    """Name the texts that hold no block; raises `MalformedContainerError` or `TruncatedError` on a broken structure."""
    for chunk in chunks(file):
        if chunk.kind in _TEXTS:
            keyword = _keyword(file, chunk)
            if keyword != _XMP_KEYWORD and not keyword.startswith(_RAW_PROFILE):
                yield keyword.decode("latin-1")


def read_blocks(file: BinaryIO) -> Blocks:
    """Find the metadata of a PNG; raises `MalformedContainerError` or `TruncatedError` on a broken structure."""
    budget = Budget()
    return _blocks_of([found for chunk in chunks(file) if (found := _find(file, chunk, budget))])


def replace_blocks(source: BinaryIO, target: BinaryIO, blocks: Blocks) -> tuple[Note, ...]:
    """Copy a PNG with other metadata.

    Parameters
    ----------
    source, target : binary files
    blocks : Blocks
        What is None is removed. IIM has no place in a PNG: a raw profile that is there stays as it is.

    Returns
    -------
    tuple of (code, params)
        ``metadata-not-carried`` for IIM.

    Raises
    ------
    MalformedContainerError, TruncatedError
        On a broken structure.
    MetadataTooLargeError
        A block over two gigabytes.
    """
    budget = Budget()
    walked = list(chunks(source))
    found = [item for chunk in walked if (item := _find(source, chunk, budget))]
    there = _blocks_of(found)
    pending = {"exif": _exif_chunk(blocks.exif), "xmp": _xmp_chunk(blocks.xmp)}
    changed = {name for name in ("exif", "xmp") if getattr(blocks, name) != getattr(there, name)}
    if blocks.iptc is None and there.iptc is not None:
        changed.add("iptc")
    dropped = {item.chunk: item.block for item in found if item.block in changed}

    at = 0
    for chunk in walked:
        if chunk.kind == b"IDAT" and changed:
            _copy_range(source, target, at, chunk.start)
            at = chunk.start
            target.writelines(pending.pop(name) for name in sorted(changed & pending.keys()))
            changed = set()
        if chunk in dropped:
            _copy_range(source, target, at, chunk.start)
            at = chunk.end
            target.write(pending.pop(dropped[chunk], b"") if dropped[chunk] in changed else b"")
    source.seek(at)
    copy(source, target)
    if blocks.iptc is not None and blocks.iptc != there.iptc:
        return (not_carried("PNG", "IPTC"),)
    return ()


def _copy_range(source: BinaryIO, target: BinaryIO, start: int, stop: int) -> None:
    source.seek(start)
    copy(source, target, stop - start)


def encoded(kind: bytes, payload: bytes) -> bytes:
    """Write a chunk; raises `MetadataTooLargeError` over two gigabytes."""
    if len(payload) > _MAX_CHUNK:
        raise MetadataTooLargeError(block=kind.decode(), size=len(payload), limit=_MAX_CHUNK)
    return len(payload).to_bytes(4, "big") + kind + payload + zlib.crc32(kind + payload).to_bytes(4, "big")


def _exif_chunk(exif: bytes | None) -> bytes:
    return b"" if exif is None else encoded(b"eXIf", exif)


def _xmp_chunk(xmp: bytes | None) -> bytes:
    # Not compressed, no language, no translated keyword, as the XMP specification asks.
    return b"" if xmp is None else encoded(b"iTXt", _XMP_KEYWORD + b"\0\0\0\0\0" + xmp)


def coded_parts(file: BinaryIO) -> Iterator[range]:
    """Give what is no metadata: every chunk but texts, EXIF and credentials."""
    return (range(chunk.start, chunk.end) for chunk in chunks(file) if chunk.kind not in {b"eXIf", _C2PA, *_TEXTS})


def has_credentials(file: BinaryIO) -> bool:
    """Whether there is a C2PA manifest (C2PA 2.1, section A.3.2)."""
    return any(chunk.kind == _C2PA for chunk in chunks(file))
