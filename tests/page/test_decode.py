"""Bytes to text: the encoding, how it is known, and what is refused."""

from __future__ import annotations

import pytest

from musnad.page.decode import decode
from musnad.page.errors import InputError

TEXT = "قال زياد الحمداني إن جمهورية نورستان أعلنت خطة جديدة للمياه. وأضاف أن العمل بدأ قبل عام."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1256", "iso8859-6", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_an_encoding_that_nothing_declares_is_found(encoding: str) -> None:
    found = decode(TEXT.encode(encoding))
    assert found.text == TEXT
    assert found.damaged == 0


@pytest.mark.parametrize(
    ("declared", "real", "told"),
    [
        ("windows-1256", "cp1256", ("cp1256", "meta")),
        ("utf-8", "cp1256", ("cp1256", "sniffed")),
        ("windows-1252", "cp1256", ("cp1256", "sniffed")),
        ("windows-1256", "utf-8", ("utf-8", "sniffed; meta says cp1256")),
        ("no-such-thing", "utf-8", ("utf-8", "sniffed")),
    ],
)
def test_a_declaration_counts_only_where_it_yields_arabic(declared: str, real: str, told: tuple[str, str]) -> None:
    found = decode(f"<meta charset='{declared}'>".encode() + TEXT.encode(real))
    assert TEXT in found.text
    assert (found.encoding, found.basis) == told


def test_the_head_of_the_answer_counts_before_the_page() -> None:
    assert decode(TEXT.encode("cp1256"), content_type="text/html; charset=windows-1256").basis == "http"


def test_broken_utf8_is_kept_and_counted() -> None:
    data = TEXT.encode()
    found = decode(data[:51] + data[52:])
    assert (found.encoding, found.damaged) == ("utf-8", 1)
    assert "\ufffd" in found.text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"\x00\x01\x02\x03\x04" * 40, "binary"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as raised:
        decode(data, "a.txt")
    assert str(raised.value).startswith("a.txt: ")
