from __future__ import annotations

import pytest

from musnad.batch.arabic import maybe_arabic

ARABIC = "قال وزير الري في نورستان إن الخطة تبدأ في الربيع وتمتد إلى آخر العام في مدن الجبل كلها. " * 3
PERSIAN = "وزیر نیرو گفت که برنامه تازه در بهار آغاز می‌شود و تا پایان سال در همه شهرها ادامه پیدا می‌کند. " * 3
URDU = "وزیر آبپاشی نے کہا ہے کہ یہ منصوبہ بہار میں شروع ہوگا اور سال کے آخر تک پہاڑی شہروں میں جاری رہے گا۔ " * 3
ENGLISH = "The minister said that the plan begins in spring. " * 10
FRENCH = "Le ministère a déclaré que l'été serait très sec; c'était prévisible, évidemment. " * 10
CHINESE = "水利部长表示，该计划将于春季开始。" * 30
RUSSIAN = "Министр сказал, что план начнётся весной. " * 20


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        (ARABIC.encode(), ""),
        (b"<p>" + ENGLISH.encode() + ARABIC.encode(), ""),
        (ARABIC.encode("cp1256"), ""),
        (ARABIC.encode("cp1256"), "text/html; charset=windows-1256"),
        (ARABIC.encode("iso-8859-6"), "text/html; charset=iso-8859-6"),
        (ARABIC.encode("utf-16"), ""),
        (ARABIC.encode("utf-16-le"), ""),
        ("".join(f"&#{ord(letter)};" for letter in ARABIC).encode(), ""),
        ("".join(f"&#x{ord(letter):x};" for letter in ARABIC).encode(), ""),
        (ARABIC.encode()[:-1] + b"\xff" + ARABIC.encode(), ""),
    ],
)
def test_arabic_is_let_through(data: bytes, content_type: str) -> None:
    assert maybe_arabic(data, content_type)


@pytest.mark.parametrize("text", [PERSIAN, URDU, ENGLISH, FRENCH, CHINESE, RUSSIAN, "", "قال"])
def test_others_are_passed_over(text: str) -> None:
    assert not maybe_arabic(text.encode())


def test_other_one_byte_encodings() -> None:
    assert not maybe_arabic(FRENCH.encode("latin-1"))
