"""Compressed metadata, unpacked within bounds."""

from __future__ import annotations

import zlib

import brotli

from fixative.containers.stream import Budget

__all__ = ["inflated", "unbrotlied"]

_MAX_TEXT = 16 * 1024 * 1024


def inflated(data: bytes, budget: Budget) -> bytes | None:
    """Unpack a zlib stream (RFC 1950); None where it is damaged or would be over 16 MiB."""
    inflater = zlib.decompressobj()
    try:
        text = inflater.decompress(data, _MAX_TEXT)
    except zlib.error:
        return None
    budget.take(len(text))
    return text if inflater.eof else None


def unbrotlied(data: bytes, budget: Budget) -> bytes | None:
    """Unpack a Brotli stream (RFC 7932); None where it is damaged or would be over 16 MiB."""
    inflater = brotli.Decompressor()
    try:
        text: bytes = inflater.process(data, output_buffer_limit=_MAX_TEXT)
    except brotli.error:
        return None
    budget.take(len(text))
    # Its bound is a rough one.
    return text if inflater.is_finished() and len(text) <= _MAX_TEXT else None
