"""Unnamed sources: whether a speaker is named, and what the text tells of one who is not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from msgspec import Struct

from musnad.extract.grammar import Grammar, grammar
from musnad.extract.heads import Head
from musnad.extract.scene import class_words
from musnad.extract.who import MISPRINT, Who
from musnad.lexicon import Lexicon
from musnad.records import Evidence, Span, Unnamed, evidence
from musnad.text.doc import Doc
from musnad.text.fold import fold_text
from musnad.text.words import Words, folded_words, words

_NUMBERS = {
    "اثنان": 2, "اثنين": 2, "اثنتين": 2, "شخصان": 2, "شخصين": 2, "ثلاثه": 3, "اربعه": 4, "خمسه": 5, "سته": 6,
    "سبعه": 7, "ثمانيه": 8, "تسعه": 9, "عشره": 10,
}  # fmt: skip


@cache
def known_words(lex: Lexicon, kind: str) -> frozenset[str]:
    """The folded words of a class of `unnamed.tsv`."""
    return frozenset(fold_text(word) for word in lex.unnamed[kind].words)


def is_unnamed(who: Who, lex: Lexicon, named: bool = False) -> bool:
    """Whether a speaker is identified neither by name nor by a specific office or body.

    `named`: whether a personal name stands in the phrase.
    """
    seen = _seen(who.text)
    at = _first_word(seen)
    if at < 0 or who.basis == MISPRINT:
        return False
    table = grammar(lex)
    at += seen[at] in class_words(lex, "same_lead") and at + 1 < len(seen)  # «ذات المصادر»
    token = seen[at]
    head = table.heads.get(token)
    bare = token.removeprefix("ال")
    if head is not None and bare == head.noun + "ا":
        bare = head.noun  # «لكن مسؤولا قال»
    if token in known_words(lex, "quantity") or token[0].isdigit():
        return True
    own = _has_name(seen, at, table)
    if bare in known_words(lex, "collective") and bare not in known_words(lex, "source"):
        return not own and not _of_body(seen, at, table) and not any(quoted in seen for quoted in '"«“')
    if bare in known_words(lex, "source"):
        told = named and (bare in known_words(lex, "nameable") or (bare == "مسوول" and _by_name(token, who.text)))
        return not own and not told and not _in_charge(seen, at, table)
    if head is not None and head.noun in known_words(lex, "anyone") and head.number == "p":
        return True  # «عائلات المفقودين»
    if head is not None and head.kind == "body" and head.number == "p" and not head.definite and not own:
        return not _construct(seen, at)  # «أجهزة سيادية»
    if who.type in ("ORG", "LOC"):
        return _any_media(seen, at, table)
    if head is None and who.type == "PER" and len(token) > 4 and token.endswith(("ون", "ين")) and not (own or named):
        return not token.startswith("ال")  # «داعمون للاتفاق»
    if head is None and len(seen) == at + 1 and len(token) > 4 and token.endswith(("ته", "تها")) and not own:
        return True  # «طليقته»: one told by whose she is
    if head is None or head.kind not in ("person", "source"):
        return head is not None and _any_outlet(seen, at, head.kind, head.definite)
    if named or own or _honoured(seen, at, head, table) or (head.definite and head.number == "s" and "،" in who.text):
        return False
    return _any_person(seen, at, head, lex, table)


def _honoured(seen: list[str], at: int, head: Head, table: Grammar) -> bool:
    """Whether words of respect stand for one who is named («معاليه»), and not for anybody («سيدة خمسينية»)."""
    if seen[at].removeprefix("ال") not in known_words(table.lex, "honour"):
        return False
    after = seen[at + 1] if at + 1 < len(seen) else ""
    anyone = head.noun == seen[at] and not head.definite and not head.owned and bool(after)
    return not anyone or after.startswith(("ال", "لل")) or table.heads.get(after) is not None


@lru_cache(maxsize=1 << 12)
def _seen(text: str) -> list[str]:
    """The folded words of a phrase: the same few speakers come again and again."""
    return folded_words(text)


def _any_person(seen: list[str], at: int, head: Head, lex: Lexicon, table: Grammar) -> bool:
    """Whether a person without a name has no office that tells who it is either."""
    office = head.noun in known_words(lex, "office")
    construct = not head.definite and _construct(seen, at)
    if head.number != "s":
        return not construct and not (office and head.definite)
    if head.owned or (office and not _any_office(seen, at, head, table)):
        return False
    after = table.heads.get(seen[at + 1]) if at + 1 < len(seen) else None
    return head.definite or not (after is not None and after.kind == "body" and construct)


def _any_office(seen: list[str], at: int, head: Head, table: Grammar) -> bool:
    """Whether one who holds some office is not told by it: «نائب عن الحزب», «وزير سابق», but not «متحدث باسم الجيش»."""
    if head.definite or at + 1 >= len(seen):
        return False
    after = seen[at + 1]
    return after in class_words(table.lex, "some_seat") or (len(seen) == at + 2 and after in table.modifiers)


def _by_name(token: str, text: str) -> bool:
    """Whether the name in a phrase of «مسؤول» is his own, and not that of whom he works for."""
    return token.startswith("ال") or "،" in text


def _in_charge(seen: list[str], at: int, table: Grammar) -> bool:
    """Whether «مسؤول» is an office: the one in charge of something that is named («مسؤول مكتب الإعلام»)."""
    if seen[at] != "مسوول" or at + 1 >= len(seen):
        return False
    after = table.heads.get(seen[at + 1])
    return _construct(seen, at) or (after is not None and after.kind == "body" and not after.clitics)


def _of_body(seen: list[str], at: int, table: Grammar) -> bool:
    """Whether figures or papers are those of a body that is named («أرقام وزارة الصحة»)."""
    if seen[at].removeprefix("ال") in ("وسايل", "مواقع", "صحف", "قنوات", "محطات", "اذاعات", "وكالات"):
        return False
    found = (table.heads.get(token) for token in seen[at + 1 :])
    if any(head is not None and head.kind == "body" and head.number == "s" for head in found):
        return True
    known = (table.names.at(seen, k, len(seen)) for k in range(at + 1, len(seen)))
    return any(name is not None and name.target.type == "ORG" for name in known)  # «تقديرات الأمم المتحدة»


def _any_media(seen: list[str], at: int, table: Grammar) -> bool:
    """Whether a plural outlet is any of its kind («صحف محلية»)."""
    head = table.heads.get(seen[at])
    return head is not None and head.kind == "outlet" and head.number == "p" and not _has_name(seen, at, table)


def _first_word(seen: list[str]) -> int:
    return next((k for k, token in enumerate(seen) if token[0].isalnum()), -1)


def _has_name(seen: list[str], at: int, table: Grammar) -> bool:
    """Whether a personal name or a known body of its own stands in the phrase itself, not behind a preposition."""
    lead = class_words(table.lex, "source_lead")
    for k in range(at, len(seen)):
        token, known = seen[k], table.names.at(seen, k, len(seen))
        if k > at and (token in lead or (token[0] in "لب" and known is not None)):
            return False
        if table.given(token) or (known is not None and known.target.type == "PER"):
            return True
    return False


def _any_outlet(seen: list[str], at: int, kind: str, definite: bool) -> bool:
    """Whether an outlet is any one («صحيفة محلية»): indefinite, with an adjective and no name."""
    if kind != "outlet" or definite or at + 1 >= len(seen):
        return False
    after = seen[at + 1]
    return after.endswith(("يه", "ي")) and not after.startswith("ال") and len(seen) == at + 2


def _construct(seen: list[str], at: int) -> bool:
    return at + 1 < len(seen) and seen[at + 1].startswith("ال")


class Told(Struct, frozen=True):
    """What the text tells of a source at one of its mentions."""

    access: Evidence | None = None
    reason: Evidence | None = None


def told_at(spans: Sequence[Span], doc: Doc, lex: Lexicon) -> Told:
    """What stands at the mentions `spans` of one source, wherever in the article: stated once, it holds for all."""
    access = (_access(start, stop, doc, lex) for start, stop in spans)
    reason = (_reason_after(doc, doc.words.at(stop), lex) for _, stop in spans)
    return Told(next((e for e in access if e), None), next((e for e in reason if e), None))


def detail(who: Who, told: Told, lex: Lexicon) -> Unnamed:
    """What the text tells of an unnamed source: how many, which group, how they know, why they are not named."""
    seen = words(who.text)
    at = max(_first_word(seen.folded), 0)
    token = seen.folded[at] if len(seen) else ""
    head = grammar(lex).heads.get(token)
    behind = seen.folded[at + 1] if at + 1 < len(seen) else ""
    count = _NUMBERS.get(token) or (int(token) if re.fullmatch("[0-9]{1,4}", token) else None)
    if token in known_words(lex, "one"):
        count = 1
    elif count is None and behind in known_words(lex, "two"):
        count = 2  # «مسؤولين اثنين»
    if count is None and head is not None:
        count = {"s": 1, "d": 2}.get(head.number)
    plural = count is None or count > 1
    return Unnamed(count, plural, _group(who.text, seen, at), told.access, told.reason)


def _group(text: str, seen: Words, at: int) -> str:
    """The office or nationality: what follows the noun, without what tells how they know."""
    if at + 1 >= len(seen):
        return ""
    return text[seen.start[at + 1] :].strip()


def _access(start: int, stop: int, doc: Doc, lex: Lexicon) -> Evidence | None:
    """The words that tell how the source knows («مطلعين على المحادثة»)."""
    first = doc.words.at(start)
    last = doc.words.at(stop - 1) if stop else first
    cues = known_words(lex, "access")
    for k in range(first + 1, min(last + 1, len(doc.words))):
        if doc.words.folded[k] in cues:
            return evidence(doc.text, doc.words.start[k], stop)
    return None


@cache
def _reasons(lex: Lexicon) -> dict[str, tuple[list[str], ...]]:
    """The phrases that give a reason, as folded words, by their first word."""
    found: dict[str, tuple[list[str], ...]] = {}
    for phrase in lex.unnamed["reason"].words:
        first, *rest = fold_text(phrase).split()
        found[first] = (*found.get(first, ()), rest)
    return found


def _reason_after(doc: Doc, at: int, lex: Lexicon) -> Evidence | None:
    """The words that tell why a source is not named, in the sentence of a mention that ends before the token."""
    if at >= len(doc.words):
        return None
    folded = doc.words.folded
    end = doc.sentences[doc.sentence_of(at)][1]
    reasons = _reasons(lex)
    for k in range(at, min(end - 1, at + 25)):
        rests = reasons.get(folded[k])
        if rests and any(folded[k + 1 : k + 1 + len(rest)] == rest for rest in rests):
            stop = k + 1
            while (
                stop < end
                and stop < k + 8
                and folded[stop] not in "،,.;:"
                and folded[stop] not in ("ان", "انه", "انها")
            ):
                stop += 1
            return evidence(doc.text, doc.words.start[k], doc.words.stop[stop - 1])
    return None
