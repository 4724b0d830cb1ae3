"""The words of an initiative's name as different articles and languages have in common: states, and what is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import Struct

from musnad.lexicon import lexicon, read_table
from musnad.rows_text import EnglishWord
from musnad.text.fold import fold_text
from musnad.text.words import folded_words

_LEADS = ("بال", "وال", "لل", "ال")


def bare(word: str) -> str:
    """A folded word without the article and what is written before it."""
    for lead in _LEADS:
        if word.startswith(lead) and len(word) - len(lead) > 2:
            return word[len(lead) :]
    return word[1:] if len(word) > 3 and word[0] in "بل" and word[1] not in "اي" else word


def key(word: str) -> str:
    """What a folded word counts as: the state of a demonym or capital («الفرنسي»، «باريس»), else itself, bare."""
    plain = bare(word)
    return _states().get(plain, plain)


@cache
def _states() -> dict[str, str]:
    """The states by their names, demonyms and capitals of one word, bare."""
    lex = lexicon()
    found: dict[str, str] = {}
    for row in lex.states.values():
        for form in (row.name_ar, *row.variants, *row.demonyms):
            if " " not in form and form not in row.common:
                found.setdefault(bare(fold_text(form)), row.id)
        capital = lex.places.get(row.capital)
        if capital is not None and " " not in capital.name_ar and capital.name_ar not in capital.common:
            found.setdefault(bare(fold_text(capital.name_ar)), row.id)
    return found


class Asked(Struct, frozen=True):
    """A question in Latin letters: what it names, each as words of its Arabic name, and what else it says."""

    names: tuple[frozenset[str], ...]
    rest: str


def foreign(asked: str) -> Asked | None:
    """Read a question in Latin letters; None for one in Arabic. «Paris proposal» names France and says nothing else."""
    parts = (part for word in folded_words(asked) if word[0].isalpha() for part in word.split("-"))
    words = [part.removesuffix("'s").removesuffix("’s") for part in parts]
    if not words or not all(word.isascii() for word in words):
        return None
    names, rest, at = [], [], 0
    while at < len(words):
        size = next((n for n in range(min(4, len(words) - at), 0, -1) if " ".join(words[at : at + n]) in _english()), 0)
        known = _english().get(" ".join(words[at : at + size]))
        if known:
            names.append(known)
        elif not size:
            rest.append(words[at])
        at += size or 1
    return Asked(tuple(names), " ".join(rest))


@cache
def _english() -> dict[str, frozenset[str]]:
    """Names by their English form, as words of the Arabic one, a state as its id; words that say nothing have none."""
    rows = read_table("english_words", EnglishWord).values()
    found = {row.word: frozenset((row.means,) if row.means else ()) for row in rows}
    for english, words in _named():
        found.setdefault(english.lower(), words)
    return found


def _named() -> Iterator[tuple[str, frozenset[str]]]:
    lex = lexicon()
    for state in lex.states.values():
        yield state.name_en, frozenset((state.id,))
        capital = lex.places.get(state.capital)
        if capital is not None:
            yield capital.name_en, frozenset((state.id,))
    for place in lex.places.values():
        yield place.name_en, keys(place.name_ar)
    for person in lex.persons.values():
        last = keys(person.name_ar.split()[-1])
        yield person.name_en, last
        yield person.name_en.split()[-1], last
    for body in lex.organizations.values():
        yield body.name_en, keys(body.name_ar.split()[-1] if body.name_ar.startswith("حركة ") else body.name_ar)


def keys(*texts: str) -> frozenset[str]:
    """What the words of texts count as."""
    return frozenset(key(word) for word in all_words(texts))


def all_words(texts: Iterable[str]) -> Iterator[str]:
    """The folded words of texts, no marks and no single letters."""
    return (word for text in texts for word in folded_words(text) if len(word) > 2 and word[0].isalnum())
