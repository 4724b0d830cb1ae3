"""Which candidates of a sentence stand beside one another: after, within, or through one another."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from musnad.extract.by_phrase import is_paper
from musnad.extract.candidates import Candidate, Range, Reading
from musnad.extract.chains import sentence_carriers
from musnad.extract.cues import Form
from musnad.extract.scene import COMMAS


class Chosen(Struct, frozen=True):
    """The candidates that stand, the prepositional ones behind their content, and by cue: carriers (nested reports),
    the cue of a report whose source is only in its verb, and the source of a report that all of this is."""

    kept: list[Candidate]
    phrases: list[Candidate]
    outer: dict[int, list[Range]]
    through: dict[int, Form]
    within: dict[int, Range]


def choose(reading: Reading, sentence: Range, candidates: list[Candidate], publisher: tuple[str, ...]) -> Chosen:
    """The candidates of a sentence that stand, and through whom those came that stood within another."""
    kept: list[Candidate] = []
    phrases: list[Candidate] = []
    outer: dict[int, list[Range]] = {}
    through: dict[int, Form] = {}
    within: dict[int, Range] = {}
    for one in candidates:
        quote = reading.scene.quote_over(one.cue[0])
        if quote is not None and quote.words > 4 and quote.start >= sentence[0] - 60 and quote.closed:
            continue
        if one.rule == "by_phrase":
            last = kept[-1] if kept else None
            if (
                last is not None
                and last.rule == "by_phrase"
                and last.opening is not None
                and last.opening.at > one.cue[0]
            ):
                if one.source is not None:  # «وفقا لمسؤولين، نقلا عن الصحيفة، فإن»
                    kept[-1] = msgspec.structs.replace(last, carriers=(*last.carriers, one.source))
                continue
            if one.opening is None or one.hedge:
                phrases.append(one)
                continue
            if last is not None and last.opening is not None and last.opening.at <= one.cue[0]:
                if last.opening.way != "that" or one.begin > last.opening.at or one.source is None:
                    phrases.append(msgspec.structs.replace(one, opening=None))
                    continue
                kept.pop()  # «وقالت الوكالة إنه وفقا لموقع فقد»
                outer[one.cue[0]] = _carriers(reading, last, outer, publisher)
                if last.source is None:
                    through[one.cue[0]] = last.form
            kept.append(one)
            continue
        last = kept[-1] if kept else None
        if last is not None and last.opening is not None and last.opening.at <= one.cue[0]:
            relation = _relation(reading, last, one)
            if relation == "nested":
                outer[one.cue[0]] = [*_carriers(reading, last, outer, publisher)]
                if last.source is None:
                    through[one.cue[0]] = last.form
                elif last.rule != "by_phrase":
                    within[one.cue[0]] = last.source
            if relation == "inner":
                continue
            if relation == "cut" and one.rule != "participle":
                lead = adjunct_start(reading, one)
                if lead >= 0:
                    one = msgspec.structs.replace(one, begin=lead)
            if relation == "chain":
                kept.pop()
                outer[one.cue[0]] = _carriers(reading, last, outer, publisher)
                outer.pop(last.cue[0], None)
                if last.source is None:
                    through[one.cue[0]] = last.form
                elif last.rule != "by_phrase":
                    within[one.cue[0]] = last.source
        elif (
            last is not None
            and last.opening is not None
            and one.cue[0] < last.opening.brought
            and last.cue[0] != one.cue[0]
        ):
            # a cue between another and its content
            if last.rule == "carried" or not _takes_over(reading, last, one):
                continue
            if (
                last.form.row in reading.scene.keys("carrying")
                and last.source is not None
                and one.rule in ("verb", "relative")
            ):
                if one.source is not None or is_paper(reading, last.source[0]):
                    outer[one.cue[0]] = [_without(last.source, one.source)]
                kept[-1] = one
            elif one.rule in ("participle", "verb", "verbal_noun") or last.source is None:
                kept[-1] = msgspec.structs.replace(one, source=one.source or last.source, begin=last.begin)
            continue
        kept.append(_readdressed(kept, one))
    return Chosen(kept, phrases, outer, through, within)


def _without(carrier: Range, source: Range | None) -> Range:
    """A carrier without what it shows («بثت القناة كلمة الملك»), where the phrase ran on into it."""
    if source is None or not carrier[0] + 1 < source[0] <= carrier[1]:
        return carrier
    return (carrier[0], source[0] - 1)


def _carriers(
    reading: Reading, last: Candidate, outer: dict[int, list[Range]], publisher: tuple[str, ...]
) -> list[Range]:
    """Through whom what stands within a report came: its carriers, then its source."""
    before = outer.get(last.cue[0], []) + list(last.carriers) + stated(reading, last, publisher)
    return before + ([last.source] if last.source else [])


def _readdressed(kept: list[Candidate], one: Candidate) -> Candidate:
    """«كما طالب الحكومة بالاستقالة» after a report of the same sentence: the one noun phrase is the addressee."""
    if not kept or one.source is None or one.opening is None or one.source[0] < one.cue[0] or one.rule != "verb":
        return one
    addressed = one.opening.frame is not None and one.opening.frame.addressee
    begun = one.begin > one.sentence[0]
    if addressed and begun and one.source[1] >= one.opening.brought and any(k.source for k in kept):
        return msgspec.structs.replace(one, source=None)
    return one


def _takes_over(reading: Reading, last: Candidate, one: Candidate) -> bool:
    """Whether a cue between another and its content has that content («بثت القناة كلمته التي قال فيها إن»)."""
    if one.opening is None or last.opening is None or one.opening.at != last.opening.at:
        return False
    if one.rule == "verbal_noun":
        return reading.folded[one.cue[0]] in reading.scene.words("by_saying")  # «استدرك بالقول إن»
    if one.rule == "participle" or last.form.row in reading.scene.keys("carrying"):
        return True
    carrying = one.form.row in reading.scene.keys("carrying")
    aside = one.form.owner or carrying or "relative" in reading.scene.kinds(one.cue[0] - 1)
    return not aside and (last.source is None or one.form.joined[:1] in ("و", "ف"))


_SENSE = 9
"""How many words at least are left of a report before the relative clause in it, for them to be one of its own."""
_BESIDE = frozenset(("فيما", "بينما", "في", "لكن", "ولكن", "وفيما", "وبينما"))  # «..., في حين يعتقد الخبير أن»


def _relation(reading: Reading, last: Candidate, one: Candidate) -> str:
    """How a report stands to the one before it: after it (cut), within it (inner), or as its whole content (chain)."""
    opening = last.opening
    if opening is None:
        return "cut"
    folded = reading.folded
    if one.rule == "participle":
        return "cut"
    if one.rule == "put_as":
        return "cut"
    if one.rule == "silence" and one.form.shape == "participle" and folded[one.cue[0] - 1] in COMMAS:
        return "cut"  # «..., رافضا التعليق»
    if one.rule == "relative":
        return "nested" if one.begin - opening.at > _SENSE else "chain"
    quote = reading.scene.quote_from.get(opening.at)
    if quote is not None and quote.closed and quote.stop <= one.begin and opening.way == "quote":
        return "cut"
    begin = folded[one.begin]
    at_head = one.begin <= opening.at + 1 or (one.source is not None and one.source[0] <= opening.at)
    if at_head and opening.way == "that" and one.opening is not None:
        if last.rule == "by_phrase":
            return "chain" if one.opening.way in ("that", "quote") and one.source else "inner"
        weak = one.opening.frame is not None and one.opening.frame.weak
        seen = one.source is not None and (one.source[0] >= one.cue[0] or reading.sources.speaks(one.source[0]))
        clause = one.opening.way in ("that", "quote") or one.form.kind != "call"
        sure = one.form.shape == "past" and clause and (seen or one.opening.way in ("that", "quote", "object"))
        return "chain" if one.source is not None and not weak and sure else "inner"
    before = folded[one.begin - 1]
    connected = "connector" in reading.scene.kinds(one.begin)
    own = (
        one.form.joined[:1] in ("و", "ف")
        if one.begin == one.cue[0]
        else begin[0] in "وف" and reading.scene.head(one.begin) is None
    )
    joined = own or connected or begin in ("في", "و")
    if one.rule == "verbal_noun" and one.begin < one.cue[0]:
        return "cut"
    if one.rule == "verbal_noun":
        return "inner"
    if begin in ("قبل", "وقبل") or _main_clause(reading, last, one):
        return "cut"
    if joined and (one.form.shape == "past" or (one.rule == "silence" and before in COMMAS)):
        return "cut"
    if _after_adjunct(reading, one):
        return "cut"
    if begin in _BESIDE and before in COMMAS and one.source is not None and one.opening is not None:
        return "cut" if one.opening.way in ("that", "quote") else "inner"
    if joined and one.form.shape == "present" and one.source is not None and opening.way == "that" and quote is None:
        return "inner"
    if joined and (before in COMMAS or before in '"»”') and begin != "في":
        return "cut"
    return "inner"


def _main_clause(reading: Reading, last: Candidate, one: Candidate) -> bool:
    """Whether the clause starts here that the one before only leads to («وبينما رحبت الوزارة، حذرت المنظمة»)."""
    first = one.sentence[0]
    led = reading.folded[first] in reading.scene.words("while") and last.begin <= first + 1
    own = one.begin == one.cue[0] and one.form.shape == "past" and not one.form.joined
    return led and own and reading.folded[one.begin - 1] in COMMAS


def _after_adjunct(reading: Reading, one: Candidate) -> bool:
    """Whether an adjunct after a comma leads to the cue («، وفي تصريح لاحق قال»), so that a new report starts."""
    if one.form.shape != "past" or one.opening is None or one.opening.way not in ("that", "quote"):
        return False
    at = adjunct_start(reading, one)
    return at >= 0


def adjunct_start(reading: Reading, one: Candidate) -> int:
    """Where that adjunct starts, -1 where there is none."""
    folded, kinds = reading.folded, reading.scene.kinds
    for at in range(one.begin - 1, max(one.sentence[0], one.begin - 14), -1):
        if "complementizer" in kinds(at) or "relative" in kinds(at):
            return -1
        if folded[at] in COMMAS:
            first = at + 1
            if (
                first < one.begin
                and (folded[first][0] == "و" or "connector" in kinds(first))
                and "preposition" in kinds(first)
            ):
                return first
            return -1
    return -1


def stated(reading: Reading, one: Candidate, publisher: tuple[str, ...]) -> list[Range]:
    """The carriers between the cue and its content, and in the asides of the source."""
    if one.opening is None:
        return []
    low = one.source[1] if one.source and one.source[0] >= one.cue[0] else one.cue[1]
    before = sentence_carriers(reading, one.cue[1], one.source[0], publisher) if one.source and low > one.cue[1] else []
    found = before + sentence_carriers(reading, low, max(low, one.opening.brought), publisher)
    return [carrier for carrier in found if carrier != one.source]


def led(reading: Reading, one: Candidate, low: int, publisher: tuple[str, ...]) -> list[Range]:
    """The carriers of an occasion told before the cue («وفي مقابلة مع إذاعة الوادي، قال»)."""
    return [c for c in sentence_carriers(reading, low, one.cue[0], publisher) if _on_occasion(reading, low, c)]


def _on_occasion(reading: Reading, low: int, carrier: Range) -> bool:
    """Whether an interview or a statement is told right before the carrier."""
    words = reading.scene.words("interview")
    return any(reading.folded[k].lstrip("وبل") in words for k in range(max(low, carrier[0] - 9), carrier[0]))


def add(known: list[Range], more: list[Range]) -> list[Range]:
    """The ranges of both lists, each once, in their order."""
    return known + [one for one in more if one not in known]
