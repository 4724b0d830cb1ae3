"""The forms of event verbs and nouns: one look-up of a token gives every row it may be a form of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

from msgspec import Struct, structs

from musnad.extract.cues import masdar, participle, past, present
from musnad.lexicon import Lexicon
from musnad.rows_events import EventVerb
from musnad.text.fold import fold_text

Shape = Literal["past", "present", "participle", "noun"]
MEMORY = 1 << 16
_LONG = 4
_FRONTS = frozenset("وفاسبلك")
"""The letters that particles begin with."""
_OTHER_VERBS = frozenset(("يقل",))
"""Short forms that are nearly always another verb's: «لم يقل» is of قال, not of أقال."""
_PREPOSITION = 3


class Form(Struct, frozen=True):
    """One reading of a token as a form of a row.

    `gender` and `number` are those that a verb shows; `owner` is the pronoun at its end, `joined` the letters before it
    (و ف س ب ل ال, together), `short` whether the verb stands after لم.
    """

    row: EventVerb
    shape: Shape
    gender: str = ""
    number: str = "s"
    owner: str = ""
    joined: str = ""
    many: bool = False

    @property
    def finite(self) -> bool:
        """Whether it is a verb that has a subject."""
        return self.shape in ("past", "present")


class Forms(dict[str, tuple[Form, ...]]):
    """Readings by folded token; what was not yet asked for is looked up without its clitics and kept."""

    def __init__(self, bare: dict[str, list[Form]]) -> None:
        super().__init__()
        self._bare = bare

    def __missing__(self, token: str) -> tuple[Form, ...]:
        if len(self) > MEMORY:
            self.clear()
        found = self[token] = tuple(self._find(token)) if token[:1] in _FRONTS else tuple(self._bare.get(token, ()))
        return found

    def _find(self, token: str) -> list[Form]:
        found = list(self._bare.get(token, ()))
        for joined, rest in _fronts(token):
            forms = self._bare.get(rest)
            if forms:
                found += [structs.replace(form, joined=joined) for form in forms if _fits(joined, form)]
        return found


def _fronts(token: str) -> list[tuple[str, str]]:
    """Every way to take particles off the front of a token."""
    found: list[tuple[str, str]] = []
    base, rest = "", token
    if len(token) > 3 and token[0] in "وف":
        base, rest = token[0], token[1:]
        found.append((base, rest))
    if len(rest) > 3:
        first, second = rest[0], rest[1]
        if first == "ا" and second == "ل":
            found.append((base + "ال", rest[2:]))
        elif first in "سبلك":
            if first == second == "ل":
                found.append((base + "لال", rest[2:]))
            found.append((base + first, rest[1:]))
            if rest[1:3] == "ال" and len(rest) > _LONG:
                found.append((base + first + "ال", rest[3:]))
    return found


def _fits(joined: str, form: Form) -> bool:
    """Whether a form can stand after these particles."""
    if form.shape == "noun":
        return "س" not in joined and not ("ال" in joined and form.owner)
    if form.shape == "participle":
        return joined in ("", "و")
    if "ال" in joined or "ك" in joined or "ب" in joined:
        return False
    return form.shape == "present" or joined in ("", "و", "ف")


@cache
def forms(lex: Lexicon) -> Forms:
    """All forms of the lexicon's event rows, made once."""
    found: dict[str, list[Form]] = {}
    for row in lex.event_verbs.values():
        for token, form in _of(row):
            kept = found.setdefault(token, [])
            if all((one.row, one.shape) != (form.row, form.shape) for one in kept):
                kept.append(form)
    for kept in found.values():  # the rows that ask for more come first: they tell more
        kept.sort(key=_asks)
    return Forms(found)


def _asks(form: Form) -> int:
    """How little a row asks for: words first, then a mere preposition, then nothing."""
    needs = form.row.needs
    return 2 if not needs else int(all(len(word) <= _PREPOSITION for word in needs))


def _of(row: EventVerb) -> Iterator[tuple[str, Form]]:
    if row.perfect:
        for token, gender, number, owner in past(fold_text(row.perfect)):
            if number == "d" and gender == "m" and len(token) <= _LONG and not row.needs:
                continue  # «فجرا», «قتلا» are rather nouns
            yield token, Form(row, "past", gender, number, owner)
        yield _first(fold_text(row.perfect)) + "نا", Form(row, "past", "", "we")
    if row.imperfect:
        stem = fold_text(row.imperfect)
        for token, gender, number, owner in present(stem):
            yield token, Form(row, "present", gender, number, owner)
        yield "ن" + stem[1:], Form(row, "present", "", "we")
        for short in set(_jussive(stem)) - _OTHER_VERBS:
            yield short, Form(row, "present", "m")
            yield "ت" + short[1:], Form(row, "present", "f")
    if row.participle:
        for token, gender, number, adverbial in participle(fold_text(row.participle)):
            if adverbial and not token.endswith("ه"):
                yield token, Form(row, "participle", gender, number)
    for noun in row.nouns:
        yield from _noun(row, fold_text(noun))


def _first(stem: str) -> str:
    """The perfect before نا: قال loses its weak letter, التقى gets its ي."""
    if stem.endswith("ي"):
        return stem
    return stem[:-2] + stem[-1] if stem[-2:-1] == "ا" and len(stem) > 3 else stem


def _jussive(stem: str) -> Iterator[str]:
    """The imperfect after لم where it is written otherwise: يلتق, يقم."""
    if stem.endswith(("ي", "و", "ا")):
        yield stem[:-1]
    elif stem[-2] in "اوي":
        yield stem[:-2] + stem[-1]


def _noun(row: EventVerb, stem: str) -> Iterator[tuple[str, Form]]:
    many = stem.endswith(("ات", "ان", "ين"))
    for token, owner, article in masdar(stem):
        if not article:
            yield token, Form(row, "noun", "", "s", owner, "", many)
    yield stem + "ا", Form(row, "noun", many=many)
    root = stem[:-1] + "ت" if stem.endswith("ه") else stem
    for end in () if many else ("ان", "ين", "ي", "ا"):
        if end in ("ان", "ين") or stem.endswith("ه"):
            yield root + end, Form(row, "noun", many=True)
