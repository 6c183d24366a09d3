"""The quantiser of an AV1 still picture, read from its headers: how coarse an AVIF is, without its encoder's word.

AV1 bitstream specification, version 1.0.0 with errata 1: 5.5 (sequence header), 5.9 (frame header).
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["quantiser_index"]

_SEQUENCE_HEADER, _TEMPORAL_DELIMITER, _FRAME_HEADER, _FRAME = 1, 2, 3, 6
_SELECT = 2
_START = bytes((_TEMPORAL_DELIMITER << 3 | 2, 0, _SEQUENCE_HEADER << 3 | 2))
_MAX_TRIES, _MAX_UNITS = 64, 16
_MAX_TILE_WIDTH, _MAX_TILE_AREA, _MAX_TILES = 4096, 4096 * 2304, 64


class _UnreadError(Exception):
    """A header takes a way that is not followed here."""


class _Bits:
    def __init__(self, data: bytes) -> None:
        self._value = int.from_bytes(data, "big")
        self._left = 8 * len(data)

    def take(self, count: int = 1) -> int:
        self._left -= count
        if self._left < 0:
            raise _UnreadError
        return self._value >> self._left & ((1 << count) - 1)


class _Sequence(NamedTuple):
    """What a frame header needs to know of the sequence."""

    reduced: bool
    width_bits: int
    height_bits: int
    width: int
    height: int
    large_blocks: bool
    screen_content: int
    integer_motion: int
    order_bits: int
    superres: bool
    grey: bool


def quantiser_index(data: bytes) -> int | None:
    """Find the first coded key frame with colours, or else of grey, and read its base quantiser index.

    Parameters
    ----------
    data : bytes
        An AVIF file, or its beginning with the start of the picture's data.

    Returns
    -------
    int or None
        0 (lossless) to 255; None where no frame was found or its header is of a rare kind.
    """
    grey: int | None = None
    at = data.find(_START)
    for _ in range(_MAX_TRIES):
        if at < 0:
            break
        try:
            sequence, index = _first_frame(data, at + 2)
        except (_UnreadError, IndexError):
            pass
        else:
            # Alpha is a grey picture of its own, and often comes first.
            if not sequence.grey:
                return index
            grey = index if grey is None else grey
        at = data.find(_START, at + 1)
    return grey


def _first_frame(data: bytes, at: int) -> tuple[_Sequence, int]:
    sequence: _Sequence | None = None
    for _ in range(_MAX_UNITS):
        kind, start, end = _unit(data, at)
        payload = data[start : min(end, start + 256)]
        if kind == _SEQUENCE_HEADER:
            sequence = _sequence(_Bits(payload))
        elif kind in (_FRAME_HEADER, _FRAME) and sequence:
            return sequence, _base_index(_Bits(payload), sequence)
        at = end
    raise _UnreadError


def _unit(data: bytes, at: int) -> tuple[int, int, int]:
    """Read the head of an open bitstream unit (5.3): its kind, where its payload begins and ends."""
    head = data[at]
    if not head & 2:
        raise _UnreadError
    at += 2 if head & 4 else 1
    size = 0
    for shift in range(0, 56, 7):
        byte = data[at]
        at += 1
        size |= (byte & 0x7F) << shift
        if byte < 0x80:  # noqa: PLR2004 - LEB128 ends where the top bit is clear
            return head >> 3 & 15, at, at + size
    raise _UnreadError


def _sequence(bits: _Bits) -> _Sequence:
    profile = bits.take(3)
    bits.take()
    reduced = bool(bits.take())
    if reduced:
        bits.take(5)
    else:
        _skip_operating_points(bits)
    width_bits, height_bits = 1 + bits.take(4), 1 + bits.take(4)
    width, height = 1 + bits.take(width_bits), 1 + bits.take(height_bits)
    if not reduced and bits.take():
        raise _UnreadError
    large_blocks = bool(bits.take())
    bits.take(2)
    screen_content = integer_motion = _SELECT
    order_bits = 0
    if not reduced:
        bits.take(4)
        ordered = bits.take()
        if ordered:
            bits.take(2)
        screen_content = _SELECT if bits.take() else bits.take()
        if screen_content:
            integer_motion = _SELECT if bits.take() else bits.take()
        order_bits = 1 + bits.take(3) if ordered else 0
    superres = bool(bits.take())
    bits.take(2)
    if bits.take() and profile == 2:  # noqa: PLR2004 - only there may be 12 bits
        bits.take()
    grey = bool(profile != 1 and bits.take())
    return _Sequence(
        reduced,
        width_bits,
        height_bits,
        width,
        height,
        large_blocks,
        screen_content,
        integer_motion,
        order_bits,
        superres,
        grey,
    )


def _skip_operating_points(bits: _Bits) -> None:
    if bits.take():
        # Timing, as some animations have it, pulls in further fields of the frame header.
        raise _UnreadError
    delayed = bits.take()
    for _ in range(1 + bits.take(5)):
        bits.take(12)
        if bits.take(5) > 7:  # noqa: PLR2004 - above level 3.3 there is a tier
            bits.take()
        if delayed and bits.take():
            bits.take(4)


def _base_index(bits: _Bits, sequence: _Sequence) -> int:
    # Not an existing frame shown again, but a key frame, and one that is shown.
    if not sequence.reduced and (bits.take(), bits.take(2), bits.take()) != (0, 0, 1):
        raise _UnreadError
    frozen = bits.take()
    screen = bits.take() if sequence.screen_content == _SELECT else sequence.screen_content
    if screen and sequence.integer_motion == _SELECT:
        bits.take()
    resized = 0 if sequence.reduced else bits.take()
    bits.take(sequence.order_bits)
    width, height = sequence.width, sequence.height
    if resized:
        width, height = 1 + bits.take(sequence.width_bits), 1 + bits.take(sequence.height_bits)
    if sequence.superres and bits.take():
        raise _UnreadError
    if bits.take():
        bits.take(32)
    if screen:
        bits.take()
    if not sequence.reduced and not frozen:
        bits.take()
    _skip_tiles(bits, width, height, sequence.large_blocks)
    return bits.take(8)


def _skip_tiles(bits: _Bits, width: int, height: int, large_blocks: bool) -> None:  # noqa: FBT001 - as in the bitstream
    """Skip the tile layout (5.9.15)."""
    block = 7 if large_blocks else 6
    columns, rows = -(-width // (1 << block)), -(-height // (1 << block))
    least_columns = _log2(_MAX_TILE_WIDTH >> block, columns)
    least = max(least_columns, _log2(_MAX_TILE_AREA >> 2 * block, rows * columns))
    if not bits.take():
        raise _UnreadError
    across = _increased(bits, least_columns, _log2(1, min(columns, _MAX_TILES)))
    down = _increased(bits, max(least - across, 0), _log2(1, min(rows, _MAX_TILES)))
    if across or down:
        bits.take(across + down + 2)


def _increased(bits: _Bits, value: int, most: int) -> int:
    while value < most and bits.take():
        value += 1
    return value


def _log2(size: int, target: int) -> int:
    """Give the smallest power by which `size` must be doubled to reach `target`."""
    power = 0
    while size << power < target:
        power += 1
    return power
