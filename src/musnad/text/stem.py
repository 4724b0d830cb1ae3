"""Light stems: what a word has in common with its other forms, for search; two words of one stem may differ in meaning.

Particles before an Arabic word and the endings of number, gender and person behind it are taken off where enough is
left, as in Larkey's light10. Nothing is looked up, so that any word of any text has a stem, always the same one.
"""

from __future__ import annotations

from functools import cache, lru_cache

from musnad.lexicon import read_table
from musnad.rows_text import WawWord
from musnad.text.words import folded_words

_FRONTS = ("وبال", "وكال", "وال", "بال", "كال", "فال", "ولل", "لل", "ال")
"""The article with what stands before it, the longest first."""
_BACKS = (
    "هما", "كما", "تين", "تان", "ها", "هم", "هن", "كم", "نا", "ان", "ات", "ون", "ين", "يه", "وا", "ه", "ي", "ا", "ت",
)  # fmt: skip
"""Endings in folded spelling (ه stands for ة, ي for ى), the longest first."""
_PRONOUNS = frozenset({"هما", "كما", "ها", "هم", "هن", "كم", "نا", "ه"})
_LEFT = 3
"""So many letters must be left when anything is taken off."""
_ENDINGS = 2


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The light stem of a folded word; a number or a word of another script is its own."""
    if word.isascii():
        return word
    for front in _FRONTS:
        if word.startswith(front) and len(word) - len(front) >= _LEFT:
            word = word[len(front) :]
            break
    else:
        if word[0] == "و" and len(word) > _LEFT and not word.startswith(_waw_words()):
            word = word[1:]
    for _ in range(_ENDINGS):
        word = _without_ending(word)
    return word


def _without_ending(word: str) -> str:
    for back in _BACKS:
        if word.endswith(back) and len(word) - len(back) >= _LEFT:
            left = word[: -len(back)]
            # ة is written ت before a pronoun: خطتها is of خطة
            return f"{left[:-1]}ه" if back in _PRONOUNS and left.endswith("ت") else left
    return word


@cache
def _waw_words() -> tuple[str, ...]:
    return tuple(read_table("waw_words", WawWord))


def search_words(text: str) -> list[str]:
    """The folded words and numbers of `text` in order, marks left out: what search compares."""
    return [word for token in folded_words(text) for word in _alphanumeric(token)]


def _alphanumeric(token: str) -> list[str]:
    if token.isalnum():
        return [token.lower()]
    return "".join(sign if sign.isalnum() else " " for sign in token).lower().split()
