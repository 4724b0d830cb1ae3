"""Whether a page may be Arabic, told from its bytes alone: most of an archive is passed over here, undecoded.

It only ever says no where no Arabic text can come out; what it lets through is judged again once it is decoded.
"""

from __future__ import annotations

import re

LEAST = 60
"""Arabic letters that a page must have to be worth a look."""
_SAMPLE = 2_000_000
_ENTITY = re.compile(rb"&#(?:1[5-7]\d\d|[xX]0?6[2-5][0-9a-fA-F]);|\\u06[2-5][0-9a-fA-F]")
_ONE_BYTE = re.compile(rb"(?i)windows-1256|cp-?1256|iso-8859-6|asmo-708|x-mac-arabic")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_HIGH = bytes(range(0x80, 0x100))
_LEADS = b"\xd8\xd9\xda\xdb"
"""What an Arabic letter begins with in UTF-8; nothing else does."""
_PERSIAN = tuple(letter.encode() for letter in "پچژگیکےٹڈڑہھڤێۆ")
"""Letters of Persian, Urdu, Kurdish and their neighbours that Arabic news hardly has."""
_PERSIAN_AMONG_ARABIC = tuple(letter for letter in _PERSIAN if letter[0] not in _LEADS[2:])
_FOREIGN_SHARE = 0.08
_HIGH_SHARE = 0.2


def maybe_arabic(data: bytes, content_type: str = "") -> bool:
    """Whether bytes may hold Arabic text: in UTF-8, in an Arabic one-byte encoding, in UTF-16, or as entities."""
    sample = data[:_SAMPLE]
    letters = _count(sample, _LEADS)
    if letters >= LEAST and _is_utf8(sample):
        return not _is_foreign(sample, letters)
    if sample.startswith(_WIDE) or sample.count(b"\0") + sample.count(b"\x06") > len(sample) // 8:
        return True
    if _ONE_BYTE.search(sample[:4096]) or _ONE_BYTE.search(content_type.encode("utf-8", "replace")):
        return True
    if len(_ENTITY.findall(sample)) >= LEAST:
        return True
    # an undeclared one-byte encoding: many bytes with the high bit that are no UTF-8
    high = _count(sample, _HIGH)
    return high >= LEAST and high >= _HIGH_SHARE * len(sample) and not _is_utf8(sample)


def _count(sample: bytes, some: bytes) -> int:
    """How many of the bytes are one of `some`."""
    return len(sample) - len(sample.translate(None, some))


def _is_foreign(sample: bytes, letters: int) -> bool:
    """Whether too many letters are those of other languages; nearly all of these begin with one of two bytes."""
    most = _count(sample, _LEADS[2:]) + sum(map(sample.count, _PERSIAN_AMONG_ARABIC))
    enough = _FOREIGN_SHARE * letters
    return most >= enough and sum(map(sample.count, _PERSIAN)) >= enough


def _is_utf8(sample: bytes) -> bool:
    """Whether bytes are UTF-8, a broken byte here and there and a cut end allowed."""
    return sample.decode("utf-8", "replace").count("\ufffd") <= 2 + len(sample) // 500
