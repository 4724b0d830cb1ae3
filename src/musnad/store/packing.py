"""A record as the bytes that the store keeps."""

from __future__ import annotations

import zlib

import msgspec

from musnad.records import Record


def pack(record: Record) -> bytes:
    """A record as the store keeps it: compressed JSON."""
    return zlib.compress(msgspec.json.encode(record))


def unpack(data: bytes) -> Record:
    """The record that `pack` was given; every span in it is checked again."""
    return msgspec.json.decode(zlib.decompress(data), type=Record)
