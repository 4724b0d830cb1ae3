"""Carriers: outlets, agencies, documents and persons between the article and the speaker, as a sentence states them."""

from __future__ import annotations

from functools import cache

from musnad.extract.candidates import Range, Reading
from musnad.extract.scene import class_words
from musnad.lexicon import Lexicon
from musnad.text.fold import fold_text


def sentence_carriers(reading: Reading, low: int, high: int, publisher: tuple[str, ...]) -> list[Range]:
    """The outlets that `[low, high)` names as the way the words came: «لرويترز», «في مقابلة مع قناة», «عبر صحيفة»."""
    found: list[Range] = []
    at = low
    while at < high:
        one = _carrier_at(reading, at, high)
        if one is not None:
            if not same_outlet(reading, one, publisher) and _told(reading, at, low):
                # who printed what was said to another stands outside of it
                found.insert(0 if reading.folded[at - 1] in reading.scene.words("printed") else len(found), one)
            at = max(one[1], at + 1)
        else:
            at += 1
    return found


def _carrier_at(reading: Reading, at: int, high: int) -> Range | None:
    folded, scene = reading.folded, reading.scene
    here = folded[at]
    before = folded[at - 1] if at else ""
    if before in scene.words("poll"):
        return None  # «استطلاع للرأي» is no outlet of that name
    if before not in _leads(scene.lex) and here[0] != "ل" and "upon_it" not in scene.kinds(at - 1):
        return None  # nothing leads a carrier here
    printed = before in scene.words("printed")
    head = scene.head(at)
    if "time" in scene.kinds(at):
        return None
    if printed and head is not None and head.kind == "body":
        return (at, max(at + 1, reading.sources.end(at, high)))
    if before in scene.words("read_out") and reading.sources.speaks(at):
        return (at, max(at + 1, reading.sources.end(at, high)))
    if "upon_it" in scene.kinds(at - 1) and folded[at - 2] in scene.words("received") and reading.sources.speaks(at):
        return (at, max(at + 1, reading.sources.end(at, high)))  # «وثيقة اطلعت عليها الصحيفة»
    if before in scene.words("received"):
        stop = max(at + 1, reading.sources.end(at, high))
        if "نسخه" in reading.folded[stop : min(high, stop + 3)]:
            return (at, stop)
    if head is not None and head.kind == "outlet" and (head.noun not in ("وسيله", "اعلام") or _of_a_land(reading, at)):
        led = (head.clitics >= 1 and here[0] == "ل") or before in scene.words("carrier_lead") or printed
        if led and not (head.definite and head.clitics == 0 and at + 1 < high and before in ("في", "علي", "من")):
            return (at, max(at + 1, reading.sources.end(at, high)))
        return None
    size, clitics, _ = reading.sources.known(at)
    if size and is_outlet(reading, at):
        led = (clitics == 1 and here[0] == "ل") or before in ("مع", "عبر", "ل", "عن") or printed
        led = led or (before in scene.words("carrier_lead") and _interview(reading, at - 1))
        return (at, at + size) if led else None
    quote = scene.quote_from.get(at)
    if quote is not None and quote.words <= 4:
        told = before == "ل" or printed or (before in scene.words("carrier_lead") and _interview(reading, at - 1))
        return (at, quote.stop) if told else None
    if here == "(" and before == "ل":  # «قال لـ(أفق اليوم)»
        close = next((k for k in range(at + 2, min(at + 6, high)) if folded[k] == ")"), 0)
        return (at + 1, close) if close else None
    return None


@cache
def _leads(lex: Lexicon) -> frozenset[str]:
    """The words that may lead a carrier."""
    kinds = ("printed", "read_out", "received", "carrier_lead")
    return frozenset(("مع", "عبر", "ل", "عن")).union(*(class_words(lex, kind) for kind in kinds))


def _interview(reading: Reading, at: int) -> bool:
    """Whether an interview or the like stands before the preposition («في اتصال مع «الأفق»»)."""
    words = reading.scene.words("interview")
    return any(reading.folded[k].lstrip("وبل") in words for k in range(max(0, at - 3), at))


def _of_a_land(reading: Reading, at: int) -> bool:
    """Whether media are told by their land («وسائل إعلام نورستانية»), and not media as such."""
    return any(reading.folded[k] in reading.sources.grammar.demonyms for k in range(at + 1, at + 3))


def is_outlet(reading: Reading, at: int) -> bool:
    """Whether the known name at the token is one of the outlets."""
    found = reading.sources.grammar.names.at(reading.folded, at, reading.scene.size)
    return found is not None and found.target.table == "outlets"


def _told(reading: Reading, at: int, low: int) -> bool:
    """Whether the outlet is told, and not where someone works («مراسل قناة»)."""
    for k in range(max(low, at - 2), at):
        if reading.folded[k].endswith(("مراسل", "مراسله", "موفد", "موفده", "مدير", "رييس", "صحفي", "محرر")):
            return False
    return True


def same_outlet(reading: Reading, one: Range, publisher: tuple[str, ...]) -> bool:
    """Whether the carrier is the publisher itself, by one of its names; it is no carrier of its own article."""
    said = {_bare(reading.folded[k]) for k in range(*one) if reading.folded[k][0].isalnum()}
    nouns = reading.scene.words("outlet_noun")
    for name in publisher:
        words = {_bare(word) for word in fold_text(name).split()}
        core = {word for word in words if len(word) > 3} or words
        core = core if core - nouns else words - nouns or words  # «صحيفة الشرق»
        if core and len(core & said) * 2 >= len(core) and core & said - nouns:
            return True
    return False


def _bare(word: str) -> str:
    return word.lstrip("لب").removeprefix("ال")
