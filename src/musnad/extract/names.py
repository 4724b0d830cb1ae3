"""Names as the tables have them: one look-up of a word gives every name that may start there, behind its clitics."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache

from msgspec import Struct

from musnad.extract.memory import Memory
from musnad.lexicon import Lexicon
from musnad.records import MentionType
from musnad.rows import Place
from musnad.text.words import folded_lines, folded_words

_PROCLITICS = frozenset("وفبلك")


class Target(Struct, frozen=True):
    """What a known name stands for: one id, or several candidates; `table` is where it stands."""

    ids: tuple[str, ...]
    type: MentionType
    table: str
    common: bool = False
    """Whether the form is an everyday word as well, which tells the name only beside other signs."""


class Start(Struct, frozen=True):
    """A name that starts with a given token: its further tokens, what it stands for, the letters before it."""

    rest: tuple[str, ...]
    target: Target
    clitics: int = 0


class Names:
    """All known names; `at` finds the longest that starts at a token."""

    def __init__(self, named: Iterable[tuple[tuple[str, ...], Target]]) -> None:
        self._starts: dict[str, list[Start]] = {}
        for tokens, target in named:
            self._starts.setdefault(tokens[0], []).append(Start(tokens[1:], target))
        for starts in self._starts.values():
            starts.sort(key=lambda start: -len(start.rest))
        self._seen = Memory(self._find)
        self.starts: Callable[[str], tuple[Start, ...]] = self._seen.__getitem__
        """The names that may start at a folded token, the longest first."""
        self._longer = Memory(self._by_next)

    def at(self, folded: list[str], index: int, stop: int) -> Start | None:
        """The longest name that starts at `index` and ends before `stop`, None where there is none."""
        alone, longer = self._longer[folded[index]]
        for start in longer.get(folded[index + 1], ()) if longer and index + 1 < stop else ():
            end = index + 1 + len(start.rest)
            if end <= stop and tuple(folded[index + 1 : end]) == start.rest:
                return start
        return alone

    def _by_next(self, token: str) -> tuple[Start | None, dict[str, list[Start]]]:
        """The name of one token that starts at it, and the longer ones by their second token."""
        alone: Start | None = None
        longer: dict[str, list[Start]] = {}
        for start in self.starts(token):
            if start.rest:
                longer.setdefault(start.rest[0], []).append(start)
            else:
                alone = alone or start
        return alone, longer

    def _find(self, token: str) -> tuple[Start, ...]:
        """The names that may start at a token, also behind its proclitics, the longest first."""
        known, size = self._starts, len(token)
        found = known.get(token)
        if size < 4 or token[0] not in _PROCLITICS:
            return tuple(found or ())
        behind: list[Start] = []
        for clitics in (1, 2):
            stem, before = token[clitics:], token[clitics - 1]
            if size - clitics < 3 or before not in _PROCLITICS:
                break
            if before == "ل" and stem[0] == "ل":
                behind += [_behind(start, clitics) for start in known.get("ا" + stem, ())]
            behind += [_behind(start, clitics) for start in known.get(stem, ())]
        if not behind:
            return tuple(found or ())
        return tuple(sorted([*(found or ()), *behind], key=lambda start: (-len(start.rest), start.clitics)))


def _behind(start: Start, clitics: int) -> Start:
    return Start(start.rest, start.target, clitics)


@cache
def names(lex: Lexicon) -> Names:
    """All names of the lexicon's tables that tell alone what they stand for."""
    gathered: dict[tuple[str, ...], Target] = {}
    forms = list(_forms(lex))
    for (_, target), tokens in zip(forms, map(tuple, folded_lines([form for form, _ in forms])), strict=True):
        if not tokens:
            continue
        known = gathered.get(tokens)
        if known is None:
            gathered[tokens] = target
        elif known.type == target.type and not set(target.ids) <= set(known.ids):
            both = known.common and target.common
            gathered[tokens] = Target((*known.ids, *target.ids), known.type, known.table, both)
    return Names(gathered.items())


def speaks_for(place: Place) -> str:
    """The state that a city stands for where it acts («نفت موسكو»), "" for all others."""
    return place.state if place.kind in ("capital", "seat") else ""


def _forms(lex: Lexicon) -> Iterator[tuple[str, Target]]:
    """All forms with what they tell: the Arabic ones first, since the first row of a form holds it."""
    yield from _arabic(lex)
    for person in lex.persons.values():
        yield person.name_en, Target((person.id,), "PER", "persons")
        if " " in person.name_en and any(" " not in f and len(folded_words(f)) == 1 for f in person.variants):
            yield person.name_en.split()[-1], Target((person.id,), "PER", "persons")
    for table, kind in (("states", "LOC"), ("organizations", "ORG"), ("places", "LOC"), ("outlets", "ORG")):
        for row in getattr(lex, table).values():
            yield row.name_en, Target((row.id,), kind, table)  # type: ignore[arg-type]


def _arabic(lex: Lexicon) -> Iterator[tuple[str, Target]]:
    for state in lex.states.values():
        for form in (state.name_ar, state.official_ar, *state.variants):
            yield form, Target((state.id,), "LOC", "states", form in state.common)
        for form in state.seats:
            yield form, Target((state.id,), "ORG", "seats")
    for person in lex.persons.values():
        for form in (person.name_ar, *person.variants):
            yield form, Target((person.id,), "PER", "persons")
    for organization in lex.organizations.values():
        for form in (organization.name_ar, *organization.variants):
            yield form, Target((organization.id,), "ORG", "organizations", form in organization.common)
    for place in lex.places.values():
        for form in (place.name_ar, *place.variants):
            yield form, Target((place.id,), "LOC", "places", form in place.common)
    for outlet in lex.outlets.values():  # after the places: «الرياض» alone is the city
        for form in (outlet.name_ar, *outlet.variants):
            yield form, Target((outlet.id,), "ORG", "outlets", form in outlet.common)


@cache
def demonyms(lex: Lexicon) -> dict[str, str]:
    """Folded demonyms of one word, without article, and the state they belong to."""
    found: dict[str, str] = {}
    for state in lex.states.values():
        for form in state.demonyms:
            tokens = folded_words(form)
            if len(tokens) == 1:
                found.setdefault(tokens[0], state.id)
    return found


@lru_cache(maxsize=1 << 16)
def bare(token: str) -> str:
    """A folded token without its article and the clitics before that."""
    for prefix in ("وال", "بال", "فال", "كال", "لل", "ال"):
        if token.startswith(prefix) and len(token) - len(prefix) >= 2:
            return token[len(prefix) :]
    return token
