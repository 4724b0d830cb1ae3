"""Who a role, seat or name means on a day: «الرئيس الفرنسي» in 2023 is another than in 2016.

Everything here is a question to the tables: office_roles tell what an office is called, offices whose it is, holders
who had it when. Where several fit, none is chosen: all stand in `candidates`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain

from msgspec import Struct

from musnad.extract.grammar import Grammar, grammar
from musnad.extract.names import bare
from musnad.lexicon import Lexicon
from musnad.records import MentionType
from musnad.rows import Holder
from musnad.text.words import folded_words

_FORMER = frozenset(("سابق", "اسبق", "راحل", "مخلوع", "معزول", "سابقه", "راحله", "معزوله"))
_REMOVED = frozenset(("مخلوع", "معزول", "معزوله"))
_ACTING = frozenset(
    ("موقت", "موقته", "انتقالي", "انتقاليه", "بالوكاله", "وكاله", "تصريف", "مكلف", "مكلفه", "بالنيابه", "بالانابه")
)
_ELECT = frozenset(("منتخب", "منتخبه"))
_OWN = frozenset(("بلاده", "بلادها", "بلاد", "للبلاد", "بلدها", "بلده"))
_HONOURS = frozenset(
    ("فخامه", "سمو", "جلاله", "معالي", "السيد", "السيده", "الشيخ", "دوله", "سياده", "صاحب", "السمو", "الملكي")
)
_ELECTED_DAYS = 130


class Resolution(Struct, frozen=True):
    """Who is meant: `id` and names are empty where it is not settled; `candidates` then hold the ids that fit."""

    id: str | None
    name_ar: str | None
    name_en: str | None
    type: MentionType | None
    basis: str
    candidates: tuple[str, ...] = ()
    office: str = ""
    rank: str = ""


NOBODY = Resolution(None, None, None, None, "")


class Roles:
    """The tables turned around for questions; made once by `roles`."""

    def __init__(self, lex: Lexicon) -> None:
        self.lex = lex
        self.grammar: Grammar = grammar(lex)
        self.forms: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for row in lex.office_roles.values():
            for form in (*row.construct, *row.definite):
                tokens = tuple(folded_words(form))
                if tokens:
                    self.forms.setdefault(tokens[0], []).append((tokens, row.role))
        for forms in self.forms.values():
            forms.sort(key=lambda form: -len(form[0]))
        self.offices: dict[tuple[str, str], list[str]] = {}
        self.ranks: dict[tuple[str, str], list[str]] = {}
        self.named: dict[tuple[str, ...], str] = {}
        for office in lex.offices.values():
            self.offices.setdefault((office.of, office.role), []).append(office.id)
            self.ranks.setdefault((office.of, self.rank(office.id)), []).append(office.id)
            for name in office.names:
                self.named[tuple(folded_words(name))] = office.id
        self.holders: dict[str, list[Holder]] = {}
        for holder in lex.holders.values():
            self.holders.setdefault(holder.office, []).append(holder)
        self.peoples = {tuple(folded_words(form)): state.id for state in lex.states.values() for form in state.demonyms}

    def rank(self, office: str) -> str:
        """The rank of an office: what its counterparts elsewhere share."""
        row = self.lex.office_roles.get(self.lex.offices[office].role)
        return row.rank if row is not None else ""

    def offices_of(self, person: str, on: str | None) -> list[str]:
        """The offices that a person held on the day, all that he ever held where no day is given."""
        return [h.office for held in self.holders.values() for h in held if h.person == person and _held(h, on)]


@cache
def roles(lex: Lexicon) -> Roles:
    """The roles of the lexicon, made once."""
    return Roles(lex)


def resolve_role(phrase: str, on: str | None, lex: Lexicon, *, state: str = "", rank: str = "") -> Resolution:
    """Who `phrase` means on the day `on` (YYYY-MM-DD, YYYY-MM or YYYY; None: no day known).

    `state` is the one that «بلاده» means, `rank` the rank of the office whose counterpart «نظيره» is.
    """
    book = roles(lex)
    tokens = [token for token in folded_words(phrase) if token[0].isalnum()]
    if not tokens:
        return NOBODY
    return _by_name(book, tokens) or _by_office(book, tokens, on, state, rank) or NOBODY


# --- names -------------------------------------------------------------------------------------------------


def _by_name(book: Roles, tokens: list[str]) -> Resolution | None:
    """A name of the tables: the whole phrase, or a person's name with a title around it."""
    whole = book.grammar.names.at(tokens, 0, len(tokens))
    if whole is not None and 1 + len(whole.rest) == len(tokens) and not whole.clitics:
        return _named(book, whole.target.ids, "metonym" if whole.target.table == "seats" else "name")
    for at in range(len(tokens)):
        start = book.grammar.names.at(tokens, at, len(tokens))
        people = at > 0 and (bare(tokens[at]),) in book.peoples  # الرئيس السوداني is not one called السوداني
        if start is not None and start.target.type == "PER" and (start.rest or not people):
            return None if _owned(book, tokens, at) else _named(book, start.target.ids, "name")
    return None


def _owned(book: Roles, tokens: list[str], at: int) -> bool:
    """Whether the name at the token is the owner of an indefinite noun: «وزير خارجية ماكرون» is another man."""
    head = book.grammar.heads.get(tokens[0]) if at else None
    if head is None or head.definite or head.kind != "person" or head.noun in book.grammar.styled:
        return False
    return not any(
        token.startswith(("ال", "لل")) or (token,) in book.peoples or book.grammar.names.at(tokens, n, at) is not None
        for n, token in enumerate(tokens[:at])
    )


def _named(book: Roles, ids: Sequence[str], basis: str) -> Resolution:
    if len(ids) != 1:
        return Resolution(None, None, None, None, basis, tuple(ids))
    lex, one = book.lex, ids[0]
    place = lex.places.get(one)
    if place is not None and place.kind == "capital" and place.state:
        return _named(book, [place.state], "metonym")
    for table, kind in _TYPES:
        row = getattr(lex, table).get(one)
        if row is not None:
            return Resolution(one, row.name_ar, row.name_en, kind, basis)
    return Resolution(one, None, None, None, basis)


_TYPES: tuple[tuple[str, MentionType], ...] = (
    ("persons", "PER"), ("states", "LOC"), ("places", "LOC"), ("organizations", "ORG"), ("outlets", "ORG"),
)  # fmt: skip


# --- offices -----------------------------------------------------------------------------------------------


def _by_office(book: Roles, tokens: list[str], on: str | None, state: str, rank: str) -> Resolution | None:
    """A role with its state or body, an office's own name, a counterpart."""
    words_ = {bare(token) for token in tokens}
    office = book.named.get(tuple(tokens))
    offices = [office] if office else []
    counterpart = any(bare(token).startswith(("نظير", "نظراي")) for token in tokens[:2])
    if not offices:
        owner = _owner(book, tokens) or (state if words_ & _OWN or not counterpart else "")
        if counterpart:
            offices = book.ranks.get((owner, rank), []) if rank else []
        elif owner:
            offices = _offices(book, tokens, owner)
    if not offices:
        return Resolution(None, None, None, None, "counterpart") if counterpart else None
    return _holder(book, offices, words_, on, "counterpart" if counterpart else "role")


def _owner(book: Roles, tokens: list[str]) -> str:
    """The state or body of a role: a demonym (of one word or two), a name, also behind a clitic."""
    for at in range(len(tokens) - 1, 0, -1):
        pair = (bare(tokens[at]), bare(tokens[at + 1])) if at + 1 < len(tokens) else None
        if pair in book.peoples:
            return book.peoples[pair]
        people = book.peoples.get((bare(tokens[at]),)) or book.peoples.get((tokens[at],))
        known = book.grammar.names.at(tokens, at, len(tokens))
        named = known is not None and known.target.type != "PER" and len(known.target.ids) == 1
        if known is not None and named and (known.rest or not people):
            longer = book.grammar.names.at(tokens, at - 1, len(tokens)) if at > 1 else None
            found = longer if longer is not None and len(longer.rest) > len(known.rest) else known
            return _state_of(book, found.target.ids[0])
        if people:
            before = (bare(tokens[at - 1]), bare(tokens[at]))
            return book.peoples.get(before, people)
    return ""


def _state_of(book: Roles, one: str) -> str:
    place = book.lex.places.get(one)
    return place.state if place is not None and place.kind == "capital" else one


def _offices(book: Roles, tokens: list[str], owner: str) -> list[str]:
    """The offices of `owner` that the role words may name: those of the longest form that has any."""
    for at, first in enumerate(tokens[:3]):
        if at and tokens[at - 1] not in _HONOURS:
            break
        best: dict[int, list[str]] = {}
        for form, role in chain(book.forms.get(first, ()), book.forms.get("ال" + first, ())):
            if tuple(tokens[at + 1 : at + len(form)]) == form[1:]:
                best.setdefault(len(form), []).extend(book.offices.get((owner, role), ()))
        for size in sorted(best, reverse=True):
            if best[size]:
                return list(dict.fromkeys(best[size]))
    return []


def _holder(book: Roles, offices: list[str], said: set[str], on: str | None, basis: str) -> Resolution:
    held = [h for office in offices for h in book.holders.get(office, ())]
    if said & _FORMER:
        found = _former(held, said, on)
    elif said & _ELECT and on:
        found = [h for h in held if on < _low(h.since) <= _later(on)] or [h for h in held if _held(h, on)]
    else:
        found = [h for h in held if _held(h, on)]
        acting = [h for h in found if h.status in ("acting", "caretaker")]
        found = (acting or found) if said & _ACTING else found
    persons = tuple(dict.fromkeys(h.person for h in found))
    office = offices[0] if len(offices) == 1 else ""
    rank = book.rank(offices[0])
    if len(persons) != 1:
        return Resolution(None, None, None, None, basis, persons, office, rank)
    one = _named(book, persons, basis)
    return Resolution(one.id, one.name_ar, one.name_en, one.type, basis, (), office, rank)


def _former(held: Iterable[Holder], said: set[str], on: str | None) -> list[Holder]:
    held = list(held)
    now = {h.person for h in held if _held(h, on)} if on else {h.person for h in held if not h.until}
    past = [h for h in held if h.until and h.person not in now and (not on or _low(h.until) <= _high(on))]
    past = [h for h in past if not h.status] or past
    past.sort(key=lambda h: h.until, reverse=True)
    if said & _REMOVED:
        past = [h for h in past if any(word in h.note.lower() for word in _OUSTED)] or past
    if "اسبق" in said and len({h.person for h in past}) > 1:
        past = [h for h in past if h.person != past[0].person]
    return past


_OUSTED = ("oust", "depos", "remov", "overthr", "coup", "impeach", "toppl", "fled", "revol")


def _held(holder: Holder, on: str | None) -> bool:
    """Whether the office may have been held on the day, as far as the dates are known."""
    if on is None:
        return True
    return _low(holder.since) <= _high(on) and (not holder.until or _high(holder.until) >= _low(on))


def _low(day: str) -> str:
    return (day + "-01-01")[:10] if len(day) == 4 else day + "-01" if len(day) == 7 else day[:10]


def _high(day: str) -> str:
    return day + "-12-31" if len(day) == 4 else day + "-31" if len(day) == 7 else day[:10]


def _later(day: str) -> str:
    """About four months after a day, as a string to compare with."""
    year, month = int(day[:4]), int(_low(day)[5:7]) + _ELECTED_DAYS // 30
    return f"{year + (month - 1) // 12:04d}-{(month - 1) % 12 + 1:02d}-31"
