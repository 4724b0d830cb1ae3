"""Other spellings of the names of known persons: one long vowel more or less in a foreign name, Latin transliterations.

Only names that one person alone bears in this likeness are told; Arabic names are never likened («سالم» is not «سليم»).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

from musnad.extract.grammar import Grammar
from musnad.text.words import folded_words

_SAME_SOUND = str.maketrans("غقطصثذظضع", "جكتسسززدا")
_LONG = re.compile("(?<=.)[اويه]")
_LATIN = (("ou", "u"), ("oo", "u"), ("ee", "i"), ("y", "i"), ("ph", "f"), ("'", ""), ("’", ""))
_TWICE = re.compile(r"(.)\1+")
_JOINING = frozenset(("al", "el", "ul", "bin", "ibn", "ben", "von", "van", "de"))
_MOHAMED = re.compile("m[ou]ham+[ae]d")
_ALIKE = str.maketrans(
    "аеорсхуіјѕкмтвнАЕОРСХУІЈЅКМТВНαορυνΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeopcxyijskmtbhAEOPCXYIJSKMTBHaopuvABEZHIKMNOPTYX"
)
"""Cyrillic letters that look like Latin ones."""


def latin_alike(text: str) -> str:
    """A Latin name without the Cyrillic letters that only look like Latin ones; other texts as they are."""
    return text.translate(_ALIKE) if re.search("[A-Za-z]", text) else text


def likeness(tokens: Sequence[str], grammar: Grammar) -> tuple[str, ...] | None:
    """What all spellings of a name share; None for a name that is never likened."""
    if tokens[0].isascii():
        return _latin(tokens)
    foreign = [_foreign(token, grammar) for token in tokens]
    if not any(foreign):
        return None
    found = tuple(_skeleton(t) if other else t for t, other in zip(tokens, foreign, strict=True))
    return found if sum(map(len, found)) > 3 + len(found) // 2 else None


def _foreign(token: str, grammar: Grammar) -> bool:
    part = grammar.parts.get(token)
    return (
        not token.startswith("ال") and len(token) > 3 and (part is None or part.kind in ("foreign", "family-foreign"))
    )


def _skeleton(token: str) -> str:
    return _TWICE.sub(r"\1", _LONG.sub("", token.translate(_SAME_SOUND)))


def _latin(tokens: Iterable[str]) -> tuple[str, ...] | None:
    found = []
    for part in re.split(r"[\s\-]+", " ".join(tokens)):
        word = "".join(c for c in unicodedata.normalize("NFD", part) if not unicodedata.combining(c))
        word = _MOHAMED.sub("mohamed", word.replace("ı", "i"))
        word = re.sub("^abd[eu]l$|^abdal$", "abd", word)
        for one, other in _LATIN:
            word = word.replace(one, other)
        if word and word not in _JOINING:
            found.append(_TWICE.sub(r"\1", word))
    return tuple(found) if len(found) > 1 else None


@cache
def likenesses(grammar: Grammar) -> dict[tuple[str, ...], str]:
    """The persons of the tables by what all spellings of their names share; none that two would share."""
    found: dict[tuple[str, ...], set[str]] = {}
    for person in grammar.lex.persons.values():
        for form in (person.name_ar, *person.variants, person.name_en):
            tokens = folded_words(form)
            key = likeness(tokens, grammar) if tokens else None
            if key is not None:
                found.setdefault(key, set()).add(person.id)
    return {key: ids.pop() for key, ids in found.items() if len(ids) == 1}


def spelled(tokens: Sequence[str], grammar: Grammar) -> str | None:
    """The one known person whose name the folded words spell in another way, None where there is none."""
    key = likeness(tokens, grammar)
    return likenesses(grammar).get(key) if key is not None else None
