"""Where an article says that it comes from: its credits, the byline at its edges, the outlets it names as its source.

`RULES` is their order; the first that names an outlet gives the reason that is told. An outlet never is its own source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct

from musnad.lexicon import lexicon
from musnad.records import Span
from musnad.relate.given import Given
from musnad.text.fold import fold_text

_EDGE = 70
"""How far from an edge of the body a byline may reach."""
_LINE = 60
_PARTS = re.compile(r"[-–—:()\[\]/ـ،,;|«»\"“”+*\n]|\s{3,}")
_QUOTED = re.compile(r"[«\"“]([^«»\"“”]{2,40})[»\"”]")
_SHORT = ("واس", "رويترز", "ا ف ب", "د ب ا", "ا ش ا", "وام", "قنا", "كونا", "بنا", "وات", "واج", "سانا")
_MANY = frozenset(("وكالات", "الوكالات", "متابعات", "وكالات الانباء"))
_HOUSES = ("agency", "newspaper", "channel", "radio", "site", "magazine", "outlet")
_AGENCY = "وكاله "
_EARLY = 0.5
"""A source named in this part of the body is the source of the article."""


class Stated(Struct, frozen=True):
    """One outlet that an article names as where it has its text or its report from.

    `id` is the outlet's, or its folded name where no table has it. A credit is for the text, a source for what it
    reports.
    """

    id: str
    name: str
    kind: Literal["credit", "source"]
    agency: bool
    rule: str
    evidence: Span | None = None


Rule = Callable[[Given], Iterator[Stated]]


def stated(given: Given) -> tuple[Stated, ...]:
    """What an article says of where it comes from, each outlet once."""
    own = own_house(given)
    found: dict[str, Stated] = {}
    for rule in RULES:
        for one in rule(given):
            if one.id != own:
                found.setdefault(one.id, one)
    return tuple(found.values())


def own_house(given: Given) -> str:
    """The identifier of the outlet that publishes, "" where it is not known."""
    return given.outlet_id or house(given.outlet)[0] or _bare(given.outlet)


@lru_cache(10_000)
def house(name: str) -> tuple[str, str, bool]:
    """The identifier, the Arabic name and whether it is an agency, of the outlet that `name` means; "" for none."""
    known = _houses()
    return known.get(_key(name)) or known.get(_bare(name)) or ("", "", False)


def is_agency(given: Given) -> bool:
    """Whether the outlet that publishes is an agency."""
    return house(given.outlet)[2] or _key(given.outlet).startswith(_AGENCY)


def given_credit(given: Given) -> Iterator[Stated]:
    """A credit that the reading of the article found, or its byline."""
    for credit in given.credits:
        for part in _PARTS.split(credit.name) if credit.id is None else [credit.name]:
            yield from _credit(part, credit.where, credit.evidence, loose=credit.where == "byline")


def byline_at_start(given: Given) -> Iterator[Stated]:
    """«الرياض - واس:», «(رويترز)», «لندن: رويترز» where the body begins."""
    head = given.text[given.body : given.body + _EDGE]
    line = head.split("\n", 1)[0]
    parts = list(_parts(head if len(line) > _LINE else line + "\n", given.body))
    last = len(parts) if len(line) <= _LINE else len(parts) - 1
    for part, span in parts[: min(last, 4)]:
        yield from _credit(part, "byline", span, loose=True)


def byline_at_end(given: Given) -> Iterator[Stated]:
    """«واس», «(د ب أ)» on a short line at the end."""
    body = given.text[given.body :].rstrip()
    line = body.rsplit("\n", 1)[-1]
    if len(line) <= _LINE:
        for part, span in _parts(line, given.body + len(body) - len(line)):
            yield from _credit(part, "byline", span, loose=True)


def named_source(given: Given) -> Iterator[Stated]:
    """An outlet whose words the article reports, or that carried them, early in it."""
    limit = given.body + (len(given.text) - given.body) * _EARLY
    for said in given.said:
        if said.content[0] > limit:
            continue
        if (said.speaker_id or "").startswith("outlet:") or _led(said.speaker):
            yield from _source(said.speaker, "", said.source or said.cue)
        for link in said.via:
            if link.type in _HOUSES or (link.id or "").startswith("outlet:"):
                yield from _source(link.name, link.type, link.evidence or said.cue)


RULES: tuple[Rule, ...] = (given_credit, byline_at_start, byline_at_end, named_source)


def _parts(line: str, at: int) -> Iterator[tuple[str, Span]]:
    """The parts of a byline, each with its span; `at` is where the line begins."""
    start = 0
    for border in (*_PARTS.finditer(line), None):
        stop = border.start() if border else len(line)
        yield line[start:stop], (at + start, at + stop)
        start = border.end() if border else stop


def _source(name: str, kind: str, span: Span | None) -> Iterator[Stated]:
    """An outlet by its name; not an everyday word that is one too, nor «وسائل إعلام محلية»."""
    found, full, agency = house(name)
    if found and (_led(name) or _key(name) not in _everyday()):
        yield Stated(found, full, "source", agency, "named_source", span)
    elif not found and _led(name) and len(_bare(name)) > 1:
        yield Stated(_bare(name), name, "source", kind == "agency", "named_source", span)


def _credit(part: str, rule: str, span: Span | None, loose: bool) -> Iterator[Stated]:
    key = _key(part)
    if key in _MANY:
        return
    found = house(part)
    if not found[0] and loose:
        tail = next((short for short in _SHORT if key.endswith(" " + short) or key.startswith(short + " ")), "")
        found = house(tail) if tail and len(key.split()) <= 2 + len(tail.split()) else found
    if found[0]:
        yield Stated(found[0], found[1], "credit", found[2], rule, span)


def _key(name: str) -> str:
    return " ".join(fold_text(name).replace(".", " ").split()).strip(' "«»')


def _led(name: str) -> bool:
    """Whether the name begins with a noun for an outlet: «صحيفة», «موقع»."""
    return _key(name).split(" ")[0].removeprefix("و").removeprefix("ال") in _nouns()


@lru_cache(10_000)
def _bare(name: str) -> str:
    """The name that tells one outlet from another: what stands in quotation marks, or all but the noun before it."""
    quoted = _QUOTED.search(name)
    if quoted:
        return _key(quoted[1])
    key = _key(name)
    return key.split(" ", 1)[1] if _led(name) and " " in key else key


@cache
def _nouns() -> frozenset[str]:
    rows = (row for row in lexicon().nouns.values() if row.kind == "outlet" and row.noun not in ("وسيلة", "إعلام"))
    return frozenset(fold_text(row.noun) for row in rows)


@cache
def _everyday() -> frozenset[str]:
    return frozenset(_key(name) for row in lexicon().outlets.values() for name in row.common)


@cache
def _houses() -> dict[str, tuple[str, str, bool]]:
    found: dict[str, tuple[str, str, bool]] = {}
    for row in lexicon().outlets.values():
        for name in (row.name_ar, row.name_en, *row.variants, *row.domains):
            found.setdefault(_key(name), (row.id, row.name_ar, row.kind == "agency"))
    found.pop("", None)
    return found
