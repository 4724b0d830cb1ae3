"""Head nouns: which word is a noun for one who speaks, with its gender, number and definiteness."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from msgspec import Struct, structs

from musnad.extract.memory import Memory
from musnad.extract.shapes import shape
from musnad.lexicon import Lexicon
from musnad.text.fold import fold_text

PROCLITICS = ("و", "ف", "ب", "ل", "ك")
_OWNERS = ("ه", "ها", "هم", "نا", "هن")
_TWO_MEN, _TWO_WOMEN, _WOMEN = ("ان", "ين"), ("تان", "تين"), ("ات",)


class Head(Struct, frozen=True):
    """A head noun as it stands in a text: its row's noun (folded), kind, gender (m, f), number (s, d, p)."""

    noun: str
    kind: str
    gender: str
    number: str
    definite: bool = False
    clitics: int = 0
    """Letters of the token that are proclitics (the article not counted)."""
    owned: bool = False
    """Whether a suffix says whose it is (حزبه)."""


class Heads:
    """Looks words up as head nouns; made once from the lexicon by `heads`."""

    def __init__(self, forms: dict[str, Head], people: Callable[[str], bool]) -> None:
        self._forms = forms
        self._people = people
        self.get: Callable[[str], Head | None] = Memory(self._find).__getitem__
        """The head noun behind a folded token, None where it is none."""

    def _find(self, token: str, clitics: int = 0) -> Head | None:
        found = self._bare(token, clitics)
        if found is None and clitics < 2 and len(token) > 3 and token[0] in PROCLITICS:
            if token.startswith("لل"):
                found = self._bare("ال" + token[2:], clitics + 1)
            return found or self._find(token[1:], clitics + 1)
        return found

    def _bare(self, token: str, clitics: int) -> Head | None:
        head, definite = self._forms.get(token), False
        if head is None and token.startswith("ال"):
            head, definite = self._forms.get(token[2:]), True
        if head is None and len(token) > 3 and token.endswith(_OWNERS):
            stem = token[:-2] if token.endswith(_OWNERS[1:]) else token[:-1]
            head = self._forms.get(stem) or (self._forms.get(stem[:-1] + "ه") if stem.endswith("ت") else None)
            if head is not None:
                return Head(head.noun, head.kind, head.gender, head.number, True, clitics, True)
        if head is None and token.startswith("ال") and token.endswith("ون") and self._people(token[2:]):
            return Head(token[2:-2], "person", "m", "p", True, clitics)  # «المشاركون»
        if head is None:
            return None
        return Head(head.noun, head.kind, head.gender, head.number, definite, clitics)


@cache
def heads(lex: Lexicon) -> Heads:
    """All head nouns of the lexicon: those of `nouns`, `titles` and `bodies`."""
    forms: dict[str, Head] = {}
    for row in lex.nouns.values():  # base forms first: منظمة is a body, not the feminine of منظم
        base = fold_text(row.noun)
        forms.setdefault(base, Head(base, row.kind, row.gender, "s"))
    for body in lex.bodies.values():
        base = fold_text(body.noun)
        forms.setdefault(base, Head(base, "body", gender_of(base), "s"))
    for row in lex.nouns.values():
        _add(
            forms,
            row.noun,
            row.kind,
            row.gender,
            row.plural,
            (row.feminine,) if row.feminine else (),
            row.kind in ("source", "document"),
        )
    for title in lex.titles.values():
        if title.kind == "former and acting":
            continue  # «السابق» says more of a head noun and is none
        common = title.kind in ("affiliation", "profession", "source", "law", "minister")
        _add(forms, title.title, "person", "m", title.plural, title.feminine, common)
    for body in lex.bodies.values():
        _add(forms, body.noun, "body", gender_of(fold_text(body.noun)), body.plural, ())
    people = shape(lex, "people")
    named = {fold_text(form) for row in lex.organizations.values() for form in (row.name_ar, *row.variants)}
    return Heads(forms, lambda word: people(word) and "ال" + word not in named)


def as_written(head: Head | None, raw: str, after: str) -> Head | None:
    """The head noun; a feminine one that is written with the pronoun ه and not with ة is his man («نظيره»).

    `raw` is the word as it stands, `after` the folded word behind it.
    """
    if head is None or (head.kind, head.gender, head.number) != ("person", "f", "s") or raw[-1] != "ه":
        return head
    if after.startswith("ال") and after.endswith("ه"):  # «الوزيره السابقه», spelled without dots
        return head
    return structs.replace(head, gender="m", definite=True, owned=True)


def gender_of(noun: str) -> str:
    """The gender that the ending of a folded noun shows."""
    return "f" if noun.endswith(("ه", "ات")) else "m"


def _add(
    forms: dict[str, Head], noun: str, kind: str, gender: str, plural: tuple[str, ...], feminine: tuple[str, ...],
    accusative: bool = False,
) -> None:  # fmt: skip
    base = fold_text(noun)
    made = [(base, gender, "s")]
    for one in feminine:
        woman = fold_text(one)
        made.append((woman, "f", "s"))
        if woman.endswith("ه"):
            made += [(woman[:-1] + end, "f", "p") for end in _WOMEN] + [(woman[:-1] + e, "f", "d") for e in _TWO_WOMEN]
    # things in the plural agree like one woman; persons do not
    people = kind == "person"
    for form in map(fold_text, plural):
        made.append((form, gender if people and not form.endswith("ات") else "f", "p"))
    if kind in ("person", "source") and not base.endswith("ه"):
        made += [(base + end, "m", "d") for end in _TWO_MEN]
    if base.endswith("ه"):
        made += [(base[:-1] + end, "f", "d") for end in _TWO_WOMEN]
    elif accusative:
        made.append((base + "ا", gender, "s"))  # «لكن مسؤولا قال»
    for form, sex, number in made:
        forms.setdefault(form, Head(base, kind, sex, number))
