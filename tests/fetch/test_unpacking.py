from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.fetch.unpacking import Broken, Overflow, unpacked


def pieces(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


@given(st.binary(max_size=5000), st.integers(1, 900))
def test_every_cut_gives_the_same(data: bytes, size: int) -> None:
    bare = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    assert unpacked(pieces(data, size), "", 5000) == data
    assert unpacked(pieces(gzip.compress(data), size), "gzip", 9000) == data
    assert unpacked(pieces(zlib.compress(data), max(size, 2)), "deflate", 9000) == data
    assert unpacked([bare.compress(data) + bare.flush()], "deflate", 9000) == data


def test_a_bomb_is_not_unpacked() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    with pytest.raises(Overflow):
        unpacked([bomb], "gzip", 1_000_000)


def test_too_much_before_it_is_unpacked() -> None:
    with pytest.raises(Overflow):
        unpacked(iter([b"x" * 600] * 2), "", 1000)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [(gzip.compress(b"abc", mtime=0)[:-4], "gzip"), (b"plain", "gzip"), (b"x", "br"), (b"x", "gzip, gzip")],
)
def test_broken(data: bytes, encoding: str) -> None:
    with pytest.raises(Broken):
        unpacked([data], encoding, 1000)
