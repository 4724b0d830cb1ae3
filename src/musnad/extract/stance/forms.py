"""The forms of stance verbs and of nouns that head an initiative, without the proclitics that may stand before them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Literal

from msgspec import Struct

from musnad.rows import InitiativeNoun, StanceVerb
from musnad.text.fold import fold_text

Shape = Literal["past", "present", "participle", "masdar"]
OBJECTS = ("", "ه", "ها", "هم", "هما")
OWNERS = ("", "ه", "ها", "هم", "هما", "نا", "ي")
PREPOSITIONS = ("ب", "ل", "ك")


class Form(Struct, frozen=True):
    """One reading of a token as a form of a stance verb.

    `owner` is the pronoun at its end ("" none), `joined` what stands before it (و ف س ب ل ال, together), `first`
    whether the speaker speaks of himself, `many` whether it is a dual or plural.
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
    owner: str = ""
    preposition: str = ""


def held(stem: str, owner: str) -> str:
    """A noun stem with a pronoun at its end."""
    return (stem[:-1] + "ت" if stem.endswith("ه") and owner else stem) + owner


def all_held(stem: str, owner: str) -> tuple[str, ...]:
    """A noun stem with a pronoun at its end, in each case that is written otherwise: «لقاءه»، «لقائه»، «لقاؤه»."""
    if owner and stem.endswith("اء"):
        return held(stem, owner), held(stem[:-1] + "ي", owner), held(stem[:-1] + "و", owner)
    return (held(stem, owner),)


def noun_forms(row: InitiativeNoun) -> Iterator[tuple[str, Noun]]:
    """The forms of a noun with article, pronoun and preposition, without conjunction."""
    for stem in map(fold_text, (row.noun, *row.plural)):
        bases = [(stem, False, ""), ("ال" + stem, True, "")]
        bases += [(form, True, o) for o in OWNERS[1:] for form in all_held(stem, o)]
        if not stem.endswith(("ه", "ات", "ا", "ي")):
            bases.append((stem + "ا", False, ""))
        for (token, definite, owner), before in product(bases, ("", *PREPOSITIONS)):
            word = "لل" + token[2:] if before == "ل" and token.startswith("ال") else before + token
            yield word, Noun(row, definite, owner, before)


def verb_forms(row: StanceVerb) -> Iterator[tuple[str, Form]]:
    """The forms of a verb and of its participle and masdar, without conjunction."""
    for token, first, feminine, owner, many in _past(fold_text(row.past)):
        yield token, Form(row, "past", owner, "", first, feminine, many)
    for token, first, feminine, owner, many in _present(fold_text(row.present)):
        yield token, Form(row, "present", owner, "", first, feminine, many)
        yield "س" + token, Form(row, "present", owner, "س", first, feminine, many)
        yield "ل" + token, Form(row, "present", owner, "ل", first, feminine, many)
    for token, feminine, many in _participle(fold_text(row.participle)) if row.participle else ():
        for article in ("", "ال", "لل", "بال"):
            yield article + token, Form(row, "participle", "", article, False, feminine, many)
    if row.masdar:
        yield from _masdar(row, fold_text(row.masdar))


def _masdar(row: StanceVerb, stem: str) -> Iterator[tuple[str, Form]]:
    for before, owner in product(("", *PREPOSITIONS), OWNERS):
        for word in all_held(stem, owner):
            yield before + word, Form(row, "masdar", owner, before, owner in ("نا", "ي"))
    for before in ("ال", "بال", "لل"):
        yield before + stem, Form(row, "masdar", "", before)
    if row.force == "strong" and not stem.endswith(("ه", "ا", "ي", "و")):
        yield stem + "ا", Form(row, "masdar", "", "-ا")  # «احتجاجا على»
    for before in ("", "ال", "ب", "ل") if row.value == "opposes" else ():  # «اعتراضات»، «تحفظات»
        yield before + stem.removesuffix("ه") + "ات", Form(row, "masdar", "", before, many=True)


Made = Iterator[tuple[str, bool, bool, str, bool]]


def _past(stem: str) -> Made:
    """Forms of the past: token, first person, feminine, object pronoun, dual or plural."""
    weak = stem.endswith(("ا", "ي"))
    base = stem[:-1] if weak else stem
    full = base + ("و" if stem.endswith("ا") else "ي") if weak else stem
    for owner in OBJECTS:
        yield (base + "ا" if weak and owner else stem) + owner, False, False, owner, False
        yield base + "ت" + owner, False, True, owner, False
        if weak:
            yield stem + "ت" + owner, False, True, owner, False  # «أرجأت»، «رضيت»
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
    base = stem.removesuffix("ي")
    yield stem, False, False
    yield stem + "ا", False, False
    yield stem + "ه", True, False
    yield base + "ين", False, True
    yield base + "ون", False, True
