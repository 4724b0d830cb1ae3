"""Unnamed sources: whether a speaker is named, and what the text tells of one who is not."""

from __future__ import annotations

from musnad.extract.heads import heads
from musnad.extract.who import Who
from musnad.lexicon import Lexicon
from musnad.text.doc import Doc
from musnad.text.fold import fold_text


def is_unnamed(who: Who, doc: Doc, lex: Lexicon) -> bool:
    """Whether a speaker is identified neither by name nor by a specific office or body."""
    if who.id is not None or who.basis == "by_name":
        return False
    words = fold_text(who.text).split()
    if not words:
        return False
    head = heads(lex).get(words[0].strip('"«»'))
    if head is None:
        return False
    if head.kind == "source":
        return True
    if head.kind == "person":
        return head.number != "s" or (not head.definite and _plain(words))
    return head.kind in ("outlet", "document") and not head.definite and words[0] in _many(lex)


def _plain(words: list[str]) -> bool:
    return len(words) == 1 or not words[1].startswith("ال")


def _many(lex: Lexicon) -> frozenset[str]:
    return frozenset(("وسايل", "تقارير", "مواقع", "صحف", "وكالات", "مصادر", "معلومات", "احصاييات", "بيانات"))
