"""Which initiatives of different articles are one: by the words of their names, never by who stands where on them.

Two names are one matter where they begin with the same action and share most of the words of the shorter. What only
points to some plan («الاقتراح»، «هذه الخطة») names none, and is one only with itself in its own article.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from musnad.lexicon import lexicon
from musnad.text.fold import fold_text
from musnad.text.words import folded_words

_ALIKE = 0.6
_LEAST = 2
_LEADS = ("بال", "وال", "لل", "ال")


def bare(word: str) -> str:
    """A folded word without the article and what is written before it."""
    for lead in _LEADS:
        if word.startswith(lead) and len(word) - len(lead) > 2:
            return word[len(lead) :]
    return word[1:] if len(word) > 3 and word[0] in "بل" and word[1] not in "اي" else word


_CONTRARY = frozenset(
    map(bare, ("عدم", "الغاء", "رفض", "وقف", "انهاء", "رفع", "انسحاب", "سحب", "قطع", "اسقاط", "تجميد"))
)
"""What turns an initiative into its contrary: a name with one of these is another matter than the name without."""
_LIGHT = frozenset(map(bare, ("عقد", "اجراء", "تنظيم", "اطلاق", "اقامه", "تشكيل", "انشاء", "بدء", "تنفيذ", "طرح")))
"""What is done with a plan of any kind, and tells nothing of it."""


def told(name: str) -> frozenset[str]:
    """The words of a name that tell what it is about."""
    found = (bare(word) for word in folded_words(name) if len(word) > 2 and word[0].isalnum())
    return frozenset(word for word in found if word not in _empty())


@cache
def _empty() -> frozenset[str]:
    """Words that tell nothing: particles, and nouns that may head any plan."""
    lex = lexicon()
    plans = (row.noun for row in lex.initiatives.values() if row.kind == "offer")
    shown = (row.phrase for row in lex.stance_words.values() if row.kind in ("generic", "pointer", "this", "any"))
    return frozenset(bare(fold_text(word)) for word in (*lex.particles, *plans, *shown)) | _LIGHT


def one_matter(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names, as the words that tell what they are about, are names of one initiative."""
    if one & _CONTRARY != other & _CONTRARY:
        return False
    shared = len(one & other)
    return shared >= min(_LEAST, len(one), len(other)) > 0 and shared / min(len(one), len(other)) >= _ALIKE


class Matters:
    """Initiatives gathered as they come; each is known by its number."""

    def __init__(self) -> None:
        self.names: list[dict[str, int]] = []
        self._words: list[frozenset[str]] = []
        self._by_word: defaultdict[str, set[int]] = defaultdict(set)
        self._known: dict[tuple[str, str], int] = {}

    def of(self, name: str, article: str) -> int:
        """The matter that an initiative of an article belongs to, a new one where none fits."""
        words = told(name)
        key = ("", " ".join(sorted(words))) if len(words) > 1 else (article, fold_text(name))
        found = self._known.get(key)
        if found is None:
            found = self._fitting(words) if len(words) > 1 else None
        if found is None:
            found = len(self.names)
            self.names.append({})
            self._words.append(words)
            for word in words if len(words) > 1 else ():
                self._by_word[word].add(found)
        self._known[key] = found
        self.names[found][name] = self.names[found].get(name, 0) + 1
        return found

    def _fitting(self, words: frozenset[str]) -> int | None:
        near: defaultdict[int, int] = defaultdict(int)
        for word in words:
            for matter in self._by_word.get(word, ()):
                near[matter] += 1
        for matter in sorted(near, key=lambda one: (-near[one], one)):
            if one_matter(words, self._words[matter]):
                return matter
        return None
