"""Bodies as they come, unpacked piece by piece, never beyond a limit."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

ACCEPTED = "gzip, deflate"
_PIECE = 65_536


class Broken(Exception):
    """A body that cannot be unpacked."""


class Overflow(Exception):
    """A body larger than the limit, before or after it is unpacked."""


def unpacked(pieces: Iterable[bytes], encoding: str, most: int) -> bytes:
    """The whole body; `Overflow` as soon as it is larger than `most` bytes, packed or unpacked."""
    out = bytearray()
    for piece in _decoded(_limited(pieces, most), encoding, most):
        out += piece
        if len(out) > most:
            raise Overflow
    return bytes(out)


def _limited(pieces: Iterable[bytes], most: int) -> Iterator[bytes]:
    taken = 0
    for piece in pieces:
        taken += len(piece)
        if taken > most:
            raise Overflow
        yield piece


def _decoded(pieces: Iterable[bytes], encoding: str, most: int) -> Iterator[bytes]:
    names = [name for name in (part.strip().lower() for part in encoding.split(",")) if name not in ("", "identity")]
    if not names:
        return iter(pieces)
    if len(names) > 1 or names[0] not in ("gzip", "x-gzip", "deflate"):
        raise Broken(f"it is packed as {', '.join(names)!r}, which was not asked for")
    return _inflated(pieces, gzip=names[0] != "deflate", most=most)


def _inflated(pieces: Iterable[bytes], gzip: bool, most: int) -> Iterator[bytes]:
    """What zlib makes of the pieces, a little at a time: a small piece may stand for gigabytes."""
    machine = None
    for piece in pieces:
        if machine is None:
            machine = zlib.decompressobj(zlib.MAX_WBITS | 16 if gzip else _bits_of(piece))
        elif machine.eof:
            return  # what follows the end of a gzip member is thrown away, as browsers do
        try:
            yield machine.decompress(piece, _PIECE)
            while machine.unconsumed_tail:
                yield machine.decompress(machine.unconsumed_tail, min(_PIECE * 16, most + 1))
        except zlib.error as error:
            raise Broken(f"its compression is damaged ({error})") from error
    if machine is not None and not machine.eof:
        raise Broken("its compression breaks off")


def _bits_of(start: bytes) -> int:
    """`deflate` should come in a zlib wrapper; some servers send it bare."""
    wrapped = len(start) >= 2 and start[0] & 0x0F == 8 and (start[0] * 256 + start[1]) % 31 == 0
    return zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS
