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
from musnad.extract.holding import in_office, meant
from musnad.extract.memory import Memory
from musnad.extract.names import Start, bare, speaks_for
from musnad.extract.spellings import latin_alike, spelled
from musnad.lexicon import Lexicon
from musnad.records import MentionType
from musnad.rows import Holder, Outlet
from musnad.text.fold import fold_text
from musnad.text.words import folded_words


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
        self.kinds = {row.kind: frozenset(fold_text(word) for word in row.words) for row in lex.role_words.values()}
        self.starts = Memory(self._start)
        """For a folded word, the clitics before a role and the forms that may start there; None where none may."""
        self.owners = {office.of for office in lex.offices.values()}

    def _start(self, word: str) -> tuple[int, list[tuple[tuple[str, ...], str]] | None] | None:
        if word in self.forms:
            return 0, self.forms[word]
        if len(word) > 4 and word[0] in "وفبلك":
            entries = self.forms.get("ا" + word if word.startswith("لل") else word[1:])
            if entries is not None:
                return 1, entries
        return (0, None) if "نظير" in word else None

    def said(self, words: Iterable[str]) -> frozenset[str]:
        """The kinds of words around a role that the bare words hold."""
        words = frozenset(words)
        return frozenset(kind for kind, members in self.kinds.items() if words & members)

    def rank(self, office: str) -> str:
        """The rank of an office: what its counterparts elsewhere share."""
        row = self.lex.office_roles.get(self.lex.offices[office].role)
        return row.rank if row is not None else ""

    def offices_of(self, person: str, on: str | None) -> list[str]:
        """The offices that a person held on the day, all that he ever held where no day is given."""
        return [h.office for held in self.holders.values() for h in held if h.person == person and in_office(h, on)]


@cache
def roles(lex: Lexicon) -> Roles:
    """The roles of the lexicon, made once."""
    return Roles(lex)


def resolve_role(phrase: str, on: str | None, lex: Lexicon, *, state: str = "", rank: str = "") -> Resolution:
    """Who `phrase` means on the day `on` (YYYY-MM-DD, YYYY-MM or YYYY; None: no day known).

    `state` is the one that «بلاده» means, `rank` the rank of the office whose counterpart «نظيره» is.
    """
    book = roles(lex)
    tokens = [token for token in folded_words(latin_alike(phrase)) if token[0].isalnum()]
    if not tokens:
        return NOBODY
    found = _by_name(book, tokens) or _by_office(book, tokens, on, state, rank)
    if found is None and book.grammar.heads.get(tokens[0]) is None and (one := spelled(tokens, book.grammar)):
        return _named(book, [one], "name")
    return found or NOBODY


# --- names -------------------------------------------------------------------------------------------------


def _by_name(book: Roles, tokens: list[str]) -> Resolution | None:
    """A name of the tables: the whole phrase, or a person's name with a title around it."""
    whole = book.grammar.names.at(tokens, 0, len(tokens))
    if whole is not None and not whole.clitics:
        end = 1 + len(whole.rest)
        if end == len(tokens) or (end + 1 == len(tokens) and _people_of(book, whole.target.ids, tokens[end])):
            return _named(book, whole.target.ids, "metonym" if whole.target.table == "seats" else "name")
    for at in range(len(tokens)):
        start = book.grammar.names.at(tokens, at, len(tokens))
        people = at > 0 and (bare(tokens[at]),) in book.peoples  # الرئيس السوداني is not one called السوداني
        if start is not None and start.target.type == "PER" and (start.rest or not people):
            return None if _owned(book, tokens, at) else _named(book, start.target.ids, "name")
    return None


def _people_of(book: Roles, ids: Sequence[str], token: str) -> bool:
    """Whether a demonym after a name is that of its state («نيويورك تايمز الأميركية»)."""
    lex = book.lex
    row = lex.outlets.get(ids[0]) or lex.organizations.get(ids[0])
    state = row.country if isinstance(row, Outlet) else row.of if row is not None else ""
    return bool(state) and book.peoples.get((bare(token),)) == state


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
    if place is not None and (state := speaks_for(place)):
        return _named(book, [state], "metonym")
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
    tokens = _without_clitic(book, tokens)
    said = book.said(bare(token) for token in tokens)
    counterpart = any(bare(token).startswith(("نظير", "نظراي")) for token in tokens[:2])
    offices = _named_office(book, tokens)
    if not offices and counterpart:
        owner = _owner(book, tokens, 1)[0] or (state if "own" in said else "")
        offices = book.ranks.get((owner, rank), []) if rank else []
    elif not offices:
        offices = _offices(book, tokens, state)
    if not offices:
        return Resolution(None, None, None, None, "counterpart") if counterpart else None
    return _holder(book, offices, said, on, "counterpart" if counterpart else "role")


def _without_clitic(book: Roles, tokens: list[str]) -> list[str]:
    """The tokens with the first word of a role freed from what is written onto it: «للرئيس الفرنسي»."""
    head = book.grammar.heads.get(tokens[0])
    if head is None or not head.clitics:
        return tokens
    word = tokens[0][head.clitics :]
    return ["ا" + word if tokens[0][head.clitics - 1 :].startswith("لل") else word, *tokens[1:]]


def _named_office(book: Roles, tokens: list[str]) -> list[str]:
    """The office whose own name the phrase is, perhaps with a demonym or a word such as «السابق» after it."""
    for stop in (len(tokens), len(tokens) - 1):
        office, more = book.named.get(tuple(tokens[:stop])), tokens[stop:]
        if office and (not more or book.said([bare(more[0])]) or _by_people(book, office, more[0])):
            return [office]
    return []


def _by_people(book: Roles, office: str, token: str) -> bool:
    """Whether a demonym after an office's name is that of its state, or of the state of its body."""
    of = book.lex.offices[office].of
    body = book.lex.organizations.get(of)
    return book.peoples.get((bare(token),)) in (of, body.of if body is not None else "")


def _owner(book: Roles, tokens: list[str], first: int) -> tuple[str, int]:
    """The state or body of a role, and where it stands: a demonym of one word or two, a name; last of all first."""
    for at in range(len(tokens) - 1, first - 1, -1):
        pair = (bare(tokens[at]), bare(tokens[at + 1])) if at + 1 < len(tokens) else None
        if pair in book.peoples:
            return book.peoples[pair], at
        people = book.peoples.get((bare(tokens[at]),)) or book.peoples.get((tokens[at],))
        known, begin = _known_owner(book, tokens, at, first)
        if known is not None and (known.rest or not people):
            return _state_of(book, known.target.ids[0]), begin
        if people:
            before = (bare(tokens[at - 1]), bare(tokens[at]))
            return (book.peoples[before], at - 1) if before in book.peoples else (people, at)
    return "", len(tokens)


def _known_owner(book: Roles, tokens: list[str], at: int, first: int) -> tuple[Start | None, int]:
    """The longest name of a state or body with offices that covers the token, and where it starts."""
    best: tuple[Start | None, int] = (None, at)
    for begin in range(at, max(first, at - 3) - 1, -1):
        known = book.grammar.names.at(tokens, begin, len(tokens))
        if known is None or known.target.type == "PER" or begin + len(known.rest) < at:
            continue
        mine = len(known.target.ids) == 1 and _state_of(book, known.target.ids[0]) in book.owners
        if mine and (best[0] is None or len(known.rest) > len(best[0].rest)):
            best = (known, begin)
    return best


def _state_of(book: Roles, one: str) -> str:
    place = book.lex.places.get(one)
    return (speaks_for(place) or one) if place is not None else one


def _offices(book: Roles, tokens: list[str], state: str) -> list[str]:
    """The offices that the role words may name: those of the longest form whose owner stands by it.

    `state` is the one that «بلاده» means.
    """
    for at, first in enumerate(tokens[:3]):
        if at and tokens[at - 1] not in book.kinds["honour"]:
            break
        best: dict[int, list[str]] = {}
        for form, role in chain(book.forms.get(first, ()), book.forms.get("ال" + first, ())):
            end = at + len(form)
            if tuple(tokens[at + 1 : end]) == form[1:]:
                owner, place = _owner(book, tokens, end)
                if owner and not _stands_by(book, tokens[end:place]):
                    continue
                best.setdefault(len(form), []).extend(book.offices.get((owner or state, role), ()))
        for size in sorted(best, reverse=True):
            if best[size]:
                return list(dict.fromkeys(best[size]))
    return []


def _stands_by(book: Roles, between: Sequence[str]) -> bool:
    """Whether an owner belongs to the role before it; «رئيس الوفد الفرنسي» is not the president."""
    for n, token in enumerate(between):
        if token.startswith("وال"):
            return n < 2  # «وزير الخارجية والتعاون الدولي المغربي»
        if not book.said([bare(token), token]):
            return False
    return True


def _holder(book: Roles, offices: list[str], said: frozenset[str], on: str | None, basis: str) -> Resolution:
    held = [h for office in offices for h in book.holders.get(office, ())]
    persons = tuple(dict.fromkeys(h.person for h in meant(held, said, on)))
    office = offices[0] if len(offices) == 1 else ""
    rank = book.rank(offices[0])
    if len(persons) != 1:
        return Resolution(None, None, None, None, basis, persons, office, rank)
    one = _named(book, persons, basis)
    return Resolution(one.id, one.name_ar, one.name_en, one.type, basis, (), office, rank)
