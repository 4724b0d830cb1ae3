"""The forms of stance verbs and initiative nouns: which folded token can be which row, and how."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Literal

from msgspec import Struct

from musnad.lexicon import Lexicon
from musnad.rows import InitiativeNoun, StanceVerb
from musnad.text.fold import fold_text

Shape = Literal["past", "present", "participle", "masdar"]
OBJECTS = ("", "ه", "ها", "هم", "هما")
OWNERS = ("", "ه", "ها", "هم", "هما", "نا", "ي")
PREPOSITIONS = ("ب", "ل", "ك")
CONJUNCTIONS = ("", "و", "ف")


class Form(Struct, frozen=True):
    """One reading of a token as a form of a stance verb.

    `owner` is the pronoun at its end ("" none), `joined` what stands before it (و ف س ب ل ال, together), `first`
    whether the speaker speaks of himself.
    """

    row: StanceVerb
    shape: Shape
    owner: str = ""
    joined: str = ""
    first: bool = False
    feminine: bool = False
    many: bool = False


class Noun(Struct, frozen=True):
    """One reading of a token as a noun that heads an initiative."""

    row: InitiativeNoun
    definite: bool
    owner: str
    preposition: str


@cache
def stance_forms(lex: Lexicon) -> dict[str, tuple[Form, ...]]:
    """Every folded token that can be a form of a stance verb, with its readings."""
    found: dict[str, list[Form]] = {}
    for row in lex.stances.values():
        barred = {fold_text(word) for word in row.barred}
        for token, form in _forms(row):
            if token in barred:
                continue
            known = found.setdefault(token, [])
            if not any(f.row is row and f.shape == form.shape for f in known):
                known.append(form)
    return {token: tuple(forms) for token, forms in found.items()}


@cache
def initiative_nouns(lex: Lexicon) -> dict[str, Noun]:
    """Every folded token that can head the name of an initiative."""
    found: dict[str, Noun] = {}
    for row in lex.initiatives.values():
        for stem in (row.noun, *row.plural):
            for token, noun in _nouns(row, fold_text(stem)):
                found.setdefault(token, noun)
    return found


def _nouns(row: InitiativeNoun, stem: str) -> Iterator[tuple[str, Noun]]:
    bases = [(stem, False, ""), ("ال" + stem, True, "")] + [(held(stem, o), True, o) for o in OWNERS[1:]]
    if not stem.endswith(("ه", "ات", "ا", "ي")):
        bases.append((stem + "ا", False, ""))
    for (token, definite, owner), before in product(bases, ("", *PREPOSITIONS)):
        word = "لل" + token[2:] if before == "ل" and token.startswith("ال") else before + token
        for conjunction in CONJUNCTIONS:
            yield conjunction + word, Noun(row, definite, owner, before)


def held(stem: str, owner: str) -> str:
    """A noun stem with a pronoun at its end."""
    return (stem[:-1] + "ت" if stem.endswith("ه") and owner else stem) + owner


def _forms(row: StanceVerb) -> Iterator[tuple[str, Form]]:
    for token, first, feminine, owner, many in _past(fold_text(row.past)):
        for c in CONJUNCTIONS:
            yield c + token, Form(row, "past", owner, c, first, feminine, many)
    for token, first, feminine, owner, many in _present(fold_text(row.present)):
        for c, s in product(CONJUNCTIONS, ("", "س", "ل")):
            yield c + s + token, Form(row, "present", owner, c + s, first, feminine, many)
    for token, feminine, many in _participle(fold_text(row.participle)) if row.participle else ():
        for c, a in product(CONJUNCTIONS, ("", "ال", "لل", "بال")):
            yield c + a + token, Form(row, "participle", "", c + a, False, feminine, many)
    stem = fold_text(row.masdar)
    for c, p, owner in product(CONJUNCTIONS, ("", *PREPOSITIONS), OWNERS) if stem else ():
        yield c + p + held(stem, owner), Form(row, "masdar", owner, c + p, owner in ("نا", "ي"))
    for c, p in product(CONJUNCTIONS, ("ال", "بال", "لل")) if stem else ():
        yield c + p + stem, Form(row, "masdar", "", c + p)
    for c, p in product(CONJUNCTIONS, ("", "ال", "ب", "ل")) if stem and row.value == "opposes" else ():
        yield c + p + stem.removesuffix("ه") + "ات", Form(row, "masdar", "", c + p, many=True)


Made = Iterator[tuple[str, bool, bool, str, bool]]


def _past(stem: str) -> Made:
    """Forms of the past: token, first person, feminine, object pronoun, dual or plural."""
    weak = stem.endswith(("ا", "ي"))
    base = stem[:-1] if weak else stem
    full = base + ("و" if stem.endswith("ا") else "ي") if weak else stem
    for owner in OBJECTS:
        yield (base + "ا" if weak and owner else stem) + owner, False, False, owner, False
        yield base + "ت" + owner, False, True, owner, False
    yield base + "وا", False, False, "", True
    yield full + "ا", False, False, "", True
    yield base + "تا", False, True, "", True
    yield full + "نا", True, False, "", True


def _present(stem: str) -> Made:
    """Forms of the present: token, first person, feminine, object pronoun, dual or plural."""
    rest = stem[1:]
    base = rest[:-1] if rest.endswith(("و", "ي", "ا")) else rest
    for prefix, first, feminine in (("ي", False, False), ("ت", False, True), ("ن", True, False), ("ا", True, False)):
        for owner in OBJECTS:
            yield prefix + rest + owner, first, feminine, owner, False
        if base != rest:
            yield prefix + base, first, feminine, "", False
    dual = rest[:-1] + "ي" if rest.endswith("ا") else rest
    for tail in (base + "ون", base + "وا", dual + "ان", dual + "ا"):
        yield "ي" + tail, False, False, "", True
        yield "ت" + tail, False, True, "", True


def _participle(stem: str) -> Iterator[tuple[str, bool, bool]]:
    """Forms of the participle: token, feminine, dual or plural."""
    base = stem[:-1] if stem.endswith("ي") else stem
    yield stem, False, False
    yield stem + "ا", False, False
    yield stem + "ه", True, False
    yield base + "ين", False, True
    yield base + "ون", False, True
