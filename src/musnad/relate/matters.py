"""Which initiatives of different articles are one: by the words of their names, never by who stands where on them.

Two names are one matter where they begin with the same action and share most of the words of the shorter; a state,
its capital and its demonym count as one word. With the extra `meaning` also where they share a word and are near in
meaning. What only points to some plan («الاقتراح»، «هذه الخطة») names none, and is one only with itself in its article.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import chain, combinations
from math import ceil
from typing import NamedTuple

from musnad.lexicon import lexicon
from musnad.relate.naming import all_words, bare, key
from musnad.text.fold import fold_text
from musnad.text.meaning import Meaning

_ALIKE = 0.6
_LEAST = 2
_NEAR = 0.64
"""How near in meaning two names must be that share a word, to be one matter."""
_COMMON = 50
"""A word of more matters than this is too common to bring two together."""
_CONTRARY = frozenset(
    map(bare, ("عدم", "الغاء", "رفض", "وقف", "انهاء", "رفع", "انسحاب", "سحب", "قطع", "اسقاط", "تجميد"))
)
"""What turns an initiative into its contrary: a name with one of these is another matter than the name without."""
_LIGHT = frozenset(map(bare, ("عقد", "اجراء", "تنظيم", "اطلاق", "اقامه", "تشكيل", "انشاء", "بدء", "تنفيذ", "طرح")))
"""What is done with a plan of any kind, and tells nothing of it."""


def told(name: str) -> frozenset[str]:
    """The words of a name that tell what it is about."""
    return frozenset(key(word) for word in all_words((name,)) if bare(word) not in _empty())


@cache
def _empty() -> frozenset[str]:
    """Words that tell nothing: particles, and nouns that may head any plan."""
    lex = lexicon()
    plans = (row.noun for row in lex.initiatives.values() if row.kind == "offer")
    shown = (row.phrase for row in lex.stance_words.values() if row.kind in ("generic", "pointer", "this", "any"))
    return frozenset(bare(fold_text(word)) for word in (*lex.particles, *plans, *shown)) | _LIGHT


@cache
def _whose() -> frozenset[str]:
    """Words for those who act and names they are given: sharing them alone makes no two initiatives one."""
    lex = lexicon()
    nouns = {key(fold_text(noun)) for noun in (*lex.titles, *lex.bodies, *lex.nouns, *lex.given_names)}
    return frozenset(nouns - {key(fold_text(row.noun)) for row in lex.initiatives.values()})


def _content(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if not word.startswith("state:")) - _whose()


def one_matter(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names, as the words that tell what they are about, are names of one initiative."""
    return _are_one(_named(one), _named(other))


class _Named(NamedTuple):
    """A name as the words that tell what it is about, those of them that are its content, and the contrary ones."""

    words: frozenset[str]
    content: frozenset[str]
    contrary: frozenset[str]


def _named(words: frozenset[str]) -> _Named:
    return _Named(words, _content(words), words & _CONTRARY)


def _are_one(one: _Named, other: _Named) -> bool:
    if one.contrary != other.contrary or not one.content or not other.content:
        return False
    least = min(len(one.words), len(other.words))
    shared, about = len(one.words & other.words), len(one.content & other.content)
    least_about = min(len(one.content), len(other.content))
    return shared >= min(_LEAST, least) and shared >= _ALIKE * least and about >= _ALIKE * least_about


class Matters:
    """Initiatives gathered as they come; each is known by its number. `names` are all that will come."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names: list[dict[str, int]] = []
        self._told = {name: told(name) for name in set(names)}
        self._often = Counter(word for words in set(self._told.values()) for word in words)
        self._matters: list[_Named] = []
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        self._by_rare: defaultdict[str, list[int]] = defaultdict(list)
        self._known: dict[tuple[str, str], int] = {}

    def of(self, name: str, article: str) -> int:
        """The matter that an initiative of an article belongs to, a new one where none fits."""
        words = self._told[name]
        key = ("", " ".join(sorted(words))) if len(words) > 1 else (article, fold_text(name))
        found = self._known.get(key)
        if found is None:
            named = _named(words)
            found = self._fitting(named) if len(words) > 1 else None
            if found is None:
                found = self._new(named)
        self._known[key] = found
        self.names[found][name] = self.names[found].get(name, 0) + 1
        return found

    def _new(self, named: _Named) -> int:
        number = len(self.names)
        self.names.append({})
        self._matters.append(named)
        if len(named.words) > 1:
            for word in named.words:
                self._by_word[word].append(number)
            for word in self._rare(named):
                self._by_rare[word].append(number)
        return number

    def _fitting(self, named: _Named) -> int | None:
        """The matter that shares most words with a name and is one with it, the first of several.

        They share so many words of the shorter name that two of its rarest are among them: only matters with two such
        words are looked at.
        """
        best, most = None, 0
        for matter in sorted(self._near(named)):
            other = self._matters[matter]
            shared = len(named.words & other.words)
            if shared > most and _are_one(named, other):
                best, most = matter, shared
        return best

    def _near(self, named: _Named) -> set[int]:
        shorter = Counter(chain.from_iterable(self._by_rare.get(word, ()) for word in named.words))
        longer = Counter(chain.from_iterable(self._by_word.get(word, ()) for word in self._rare(named)))
        return {matter for found in (shorter, longer) for matter, often in found.items() if often >= _LEAST}

    def _rare(self, named: _Named) -> list[str]:
        """So many of the rarest words of a name that whatever shares enough of it has two of them."""
        ordered = sorted(named.words, key=lambda word: (self._often[word], word))
        shared = max(_LEAST, ceil(_ALIKE * len(ordered)))
        return ordered[: len(ordered) - shared + _LEAST]

    def joined(self, meaning: Meaning) -> list[int]:
        """For each matter the first one that it is one with by meaning, itself where there is none before it."""
        first = list(range(len(self.names)))
        telling = (found for word, found in self._by_word.items() if _content(frozenset((word,))))
        pairs = sorted({pair for found in telling if len(found) <= _COMMON for pair in combinations(sorted(found), 2)})
        meaning.learn([_commonest(self.names[n]) for n in {n for pair in pairs for n in pair}])
        for one, other in pairs:
            if not self._apart(one, other):
                near = meaning.near(_commonest(self.names[one]), _commonest(self.names[other]))
                if near >= _NEAR:
                    first[other] = min(first[other], first[one])
        return first

    def _apart(self, one: int, other: int) -> bool:
        """Whether two matters are contraries or name different states: then nearness in meaning says nothing."""
        mine, his = self._matters[one], self._matters[other]
        states = ({word for word in named.words if word.startswith("state:")} for named in (mine, his))
        return mine.contrary != his.contrary or not _agree(*states)


def _agree(one: set[str], other: set[str]) -> bool:
    return one <= other or other <= one


def _commonest(names: dict[str, int]) -> str:
    return min(names, key=lambda name: (-names[name], -len(name), name))
