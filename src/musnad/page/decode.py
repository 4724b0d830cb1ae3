"""Bytes -> text: which encoding, how it is known, and how much of the text is damaged.

In this order: a byte order mark, the shape of UTF-16, valid UTF-8 (which nothing else looks like), the encoding that
the bytes declare and that yields Arabic, the encoding that looks most like Arabic. A file that is no text is refused.
"""

from __future__ import annotations

import codecs
import re

from msgspec import Struct
from resiliparse.parse.encoding import detect_encoding

from musnad.page.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = {
    b"%PDF": "a PDF document; save its text first",
    b"PK\x03\x04": "a ZIP archive (or an office document); unpack it first",
    b"\x1f\x8b": "compressed with gzip; unpack it first",
    b"BZh": "compressed with bzip2; unpack it first",
    b"7z\xbc\xaf": "a 7z archive; unpack it first",
    b"Rar!": "a RAR archive; unpack it first",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"RIFF": "a sound, image or film",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"\xd0\xcf\x11\xe0": "an old office document; save it as text first",
    b"SQLite format": "a database",
}
_CHARSET = re.compile(
    rb"""charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,80}encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE
)
_COMMON = frozenset("اليمنترودبعفقسحكجه")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_ARABIC = re.compile("[\u0620-\u064a]")
_CONTROL = bytes((*range(9), *range(14, 27), *range(28, 32)))
_HEAD = 4096
_SAMPLE = 65536
_MOSTLY_UTF8 = 0.2
"""Of the bytes beyond ASCII, the share that may be broken before a text no longer counts as damaged UTF-8."""


class Decoded(Struct, frozen=True):
    """A text, the encoding it was read with, how that is known, and how many places of it are damaged."""

    text: str
    encoding: str
    basis: str
    damaged: int = 0


def decode(data: bytes, name: str = "the input", content_type: str = "") -> Decoded:
    """Decode `data`; `content_type` is the HTTP header's, if there was one.

    Broken places are replaced by U+FFFD and counted. Raises `InputError` for what is empty or no text.
    """
    if not data:
        raise InputError(f"{name}: empty (0 bytes); nothing to read")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _with_replacement(data, encoding, "byte order mark")
    if wide := _looks_utf16(data):
        return _with_replacement(data, wide, "sniffed")
    _refuse_binary(data, name)
    declared = _declared(data, content_type)
    return _as_utf8(data, declared) or _as_one_byte(data, declared)


def _with_replacement(data: bytes, encoding: str, basis: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding.removesuffix("-sig"), basis, text.count("\ufffd"))


def _looks_utf16(data: bytes) -> str:
    """The UTF-16 that bytes without a mark are in: half of them then say Latin (0) or Arabic (6), or a space."""
    sample = data[: _HEAD & ~1]
    if len(sample) < 4:
        return ""
    for encoding, high, low in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        plain = sum(map(high.count, (0, 6, 0x20)))
        if (
            plain >= 0.9 * len(high)
            and high.count(0) + high.count(6) > 0.5 * len(high)
            and low.count(0) < len(low) / 20
        ):
            return encoding
    return ""


def _refuse_binary(data: bytes, name: str) -> None:
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise InputError(f"{name}: not a text but {what}")
    sample = data[:_SAMPLE]
    control = len(sample) - len(sample.translate(None, _CONTROL))
    if control > max(2, len(sample) * 0.1):
        raise InputError(
            f"{name}: binary ({control} control bytes in the first {len(sample)}); give a page or its text"
        )


def _declared(data: bytes, content_type: str) -> list[tuple[str, str]]:
    """The encodings that the head and the page name, with how: (encoding, basis)."""
    found = []
    for basis, where in (("http", content_type.encode("utf-8", "replace")), ("meta", data[:_HEAD])):
        if match := _CHARSET.search(where):
            named = (match[1] or match[2]).decode("ascii", "replace").lower()
            try:
                found.append((codecs.lookup(named).name, basis))
            except LookupError:
                continue
    return found


def _as_utf8(data: bytes, declared: list[tuple[str, str]]) -> Decoded | None:
    basis = next((basis for encoding, basis in declared if encoding == "utf-8"), "")
    wrong = next(
        (f"sniffed; {basis} says {encoding}" for encoding, basis in declared if encoding != "utf-8"), "sniffed"
    )
    try:
        return Decoded(data.decode("utf-8"), "utf-8", basis or wrong)
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = len(_BEYOND_ASCII.findall(text)) - broken
    if broken <= _MOSTLY_UTF8 * max(1, whole):
        return Decoded(text, "utf-8", basis or wrong, broken)
    return None


def _as_one_byte(data: bytes, declared: list[tuple[str, str]]) -> Decoded:
    guess = detect_encoding(data[:_SAMPLE], max_len=_SAMPLE, from_html_meta=False) or "utf-8"
    names: list[tuple[str, str]] = [*declared, (guess, "sniffed"), ("cp1256", "sniffed"), ("iso8859-6", "sniffed")]
    best, best_score = Decoded(data.decode("latin-1"), "iso8859-1", "the last resort"), -1.0
    for encoding, basis in names:
        try:
            text = data.decode(encoding, "replace")
        except LookupError:
            continue
        # a declaration counts for a little: it decides between equals
        score = _arabicness(text) + (0.02 if basis != "sniffed" else 0.0)
        if score > best_score:
            best, best_score = Decoded(text, codecs.lookup(encoding).name, basis, text.count("\ufffd")), score
    return best


def _arabicness(text: str) -> float:
    """How much what is beyond ASCII looks like running Arabic, from 0 to 1."""
    sample = _BEYOND_ASCII.findall(text[:_SAMPLE])
    if not sample:
        return 0.5
    letters = sum(map(bool, map(_ARABIC.match, sample)))
    return (sum(c in _COMMON for c in sample) + letters) / (2 * len(sample))
