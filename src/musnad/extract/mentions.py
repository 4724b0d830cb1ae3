"""Mentions: names and role phrases with exact spans, without their clitics; they do not nest.

`RULES` is the order in which the finders speak: what an earlier one takes, a later one does not touch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from musnad.extract.grammar import grammar
from musnad.extract.names import bare
from musnad.extract.phrases import Reader
from musnad.extract.roles import roles
from musnad.extract.tagger import tagger
from musnad.lexicon import Lexicon
from musnad.records import Evidence, Mention, MentionType
from musnad.text.doc import Doc
from musnad.text.places import places


class Found(Struct, frozen=True):
    """A mention as token range with the letters before it that are clitics."""

    start: int
    stop: int
    clitics: int
    type: MentionType
    form: str
    ids: tuple[str, ...]
    rule: str


def find_mentions(doc: Doc, lex: Lexicon) -> tuple[Mention, ...]:
    """Find the mentions of `doc`, in text order; spans are raw offsets without proclitics."""
    reader = Reader(doc, grammar(lex))
    taken = bytearray(len(doc.words))
    found: list[Found] = []
    for rule in RULES:
        for one in rule(reader):
            if not any(taken[one.start : one.stop]):
                taken[one.start : one.stop] = b"\1" * (one.stop - one.start)
                found.append(one)
    found.sort(key=lambda one: one.start)
    return tuple(_mention(doc, one) for one in found)


def _mention(doc: Doc, one: Found) -> Mention:
    words = doc.words
    start, stop = words.start[one.start], words.stop[one.stop - 1]
    if one.clitics:
        at = words.folded_start[one.start] + one.clitics
        start = doc.folded.span(at, at)[0]
    form = "role" if one.form == "role" else "name"
    entity = one.ids[0] if len(one.ids) == 1 else None
    return Mention(Evidence(start, stop, doc.text[start:stop]), one.type, form, entity, one.rule)  # type: ignore[arg-type]


def known_names(reader: Reader) -> Iterator[Found]:
    """Names of the tables, the longest at each place, where the model has its doubts or names a person at least;
    a place of one word is left to it: «قطر», «مالي» are everyday words too."""
    end, leads = 0, reader.leads
    for at, start in reader.all_known.items():
        if at < end:
            continue
        target, end = start.target, at + 1 + len(start.rest)
        doubted = leads is None or target.type == "PER" or min(leads[at:end]) < _NO_NAME
        if doubted and (start.rest or target.table not in ("places", "states")):
            yield Found(at, end, start.clitics, target.type, "name", target.ids, f"{target.table}:name")


def role_phrases(reader: Reader) -> Iterator[Found]:
    """Roles of a state told by its people («الرئيس الفرنسي»), of one's own («وزير خارجية بلاده»), counterparts."""
    folded, total = reader.folded, len(reader.folded)
    starts = roles(reader.grammar.lex).starts
    for at in places(map(starts.__getitem__, folded)):
        word = folded[at]
        clitics, entries = starts[word] or (0, None)
        if entries is not None:
            for form, _ in entries:
                if len(form) > 1 and tuple(folded[at + 1 : at + len(form)]) != form[1:]:
                    continue
                if stop := _role_stop(reader, at + len(form), total):
                    yield Found(at, stop, clitics, "PER", "role", (), "role:office")
                    break
        else:
            head = reader.grammar.heads.get(word)
            if head is not None and head.noun == "نظير" and at + 1 < total and reader.demonym(at + 1):
                yield Found(at, at + 2, head.clitics, "PER", "role", (), "role:counterpart")


def _role_stop(reader: Reader, at: int, total: int) -> int:
    """Where a role ends whose demonym, or «بلاده», stands at the token; 0 where none does."""
    if at >= total:
        return 0
    word = reader.folded[at]
    if word in ("بلاده", "بلادها"):
        return at + 1
    if not word.startswith("ال") or not reader.demonym(at):
        return 0
    pair = (bare(word), bare(reader.folded[at + 1])) if at + 1 < total else None
    return at + 2 if pair in roles(reader.grammar.lex).peoples else at + 1


def modelled_names(reader: Reader) -> Iterator[Found]:
    """Names that the sequence model sees, known to the tables or not."""
    model = tagger(reader.grammar)
    if model is None:
        return
    for start, stop, label in model.tag(reader):
        kind = _KIND.get(label)
        if kind is None or (stop - start == 1 and _everyday(reader, start)):
            continue
        if kind != "PER" and stop - start > 1 and _given_first(reader, start, stop):
            kind = "PER"
        for begin, end in _persons(reader, start, stop) if kind == "PER" else ((start, stop),):
            ids, clitics = _whole(reader, begin, end, kind)
            yield Found(begin, end, clitics, kind, "name", ids, "name:model")


def _everyday(reader: Reader, at: int) -> bool:
    """Whether a name that is an everyday word as well is hardly a name here: «دعم مالي», but «إلى مالي»."""
    known, leads = reader.known(at), reader.leads
    if known is None or not known.target.common or leads is None:
        return False
    before = reader.folded[at - 1] if at else ""
    noun = before[:1].isalpha() and not reader.particle(at - 1) and before not in reader.grammar.verbs
    return leads[at] > (_HARDLY_BESIDE_NOUN if noun else _HARDLY)


def _given_first(reader: Reader, start: int, stop: int) -> bool:
    """Whether a name that the model took for a body or place is made of parts of personal names alone."""
    grammar, folded = reader.grammar, reader.folded
    if reader.known(start) is not None or not grammar.given(folded[start]):
        return False
    return grammar.parts[folded[start]].kind == "given" and all(word in grammar.parts for word in folded[start:stop])


def _whole(reader: Reader, start: int, stop: int, kind: MentionType) -> tuple[tuple[str, ...], int]:
    """The ids of the tables for just this range and type, and the clitics before it."""
    known = reader.known(start)
    if known is None:
        return (), _clitics(reader, start)
    same = start + 1 + len(known.rest) == stop and known.target.type == kind
    return (known.target.ids if same else ()), known.clitics


def _clitics(reader: Reader, at: int) -> int:
    """The proclitic letters of a name that no table has: before the article, or where the rest stands alone."""
    word = reader.folded[at]
    if word.startswith(("وال", "بال", "فال", "كال", "لل")) and len(word) > 4:
        return 1
    if len(word) < 5 or word[0] not in "وفبلك" or word in reader.grammar.parts:
        return 0
    return int(word[1:] in reader.grammar.parts or word[1:] in reader.vocabulary)


def _persons(reader: Reader, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The persons in a range that the model took for one: two of the tables side by side are two."""
    for middle in range(start + 1, stop):
        if reader.particle(middle) in ("prep", "stop") and middle + 1 < stop:
            yield from _persons(reader, start, middle)
            yield from _persons(reader, middle + 1, stop)
            return
        second = reader.known(middle)
        whole = second is not None and second.target.type == "PER" and middle + 1 + len(second.rest) == stop
        if whole and not _first_name(reader, start, middle):
            yield start, middle
            start = middle
            break
    known = reader.known(start)
    longer = start + 1 + len(known.rest) if known is not None and known.target.type == "PER" else stop
    yield start, max(stop, longer)


def _first_name(reader: Reader, start: int, stop: int) -> bool:
    """Whether what stands before a known name may be its first part; a known person or a family name is none."""
    known = reader.known(start)
    if known is not None and known.target.type == "PER" and start + 1 + len(known.rest) == stop:
        return False
    part = reader.grammar.parts.get(reader.folded[stop - 1])
    return part is None or not part.kind.startswith("family")


_HARDLY, _HARDLY_BESIDE_NOUN = -1.5, -6.0
"""For an everyday word to be a name, the label O has to stay behind by more than this; by more right after a noun."""
_NO_NAME = 3.0
"""A name of the tables is none where the model holds all its words for none by more than this."""
_KIND: dict[str, MentionType] = {"PER": "PER", "LOC": "LOC", "ORG": "ORG"}
RULES: tuple[Callable[[Reader], Iterator[Found]], ...] = (modelled_names, known_names, role_phrases)
