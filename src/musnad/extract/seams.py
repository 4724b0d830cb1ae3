"""Seams: places where furniture was cut out of a sentence, and what remains does not read on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from musnad.extract.scene import classes
from musnad.lexicon import Lexicon
from musnad.records import Article, Evidence, Unclear, evidence
from musnad.text.doc import Doc

_JOINED = ("لل", "بال", "كال", "فال", "وال")
_STOPS = frozenset(".،,؛;:؟?!»”)")


def damaged(article: Article, doc: Doc, lex: Lexicon) -> tuple[Unclear, ...]:
    """The sentences of an article that were broken by what stood in them, with the quotation or words around."""
    return tuple(
        Unclear("damaged", _NOTE, _around(doc, at), "seam") for at in _seams(article) if not _reads_on(doc, at, lex)
    )


_NOTE = "the sentence breaks off where something was cut out of it: words are missing here"


def _seams(article: Article) -> Iterator[int]:
    """The offsets at which a piece of the page was joined to the one before within a line."""
    for one, other in pairwise(article.pieces):
        apart = other.page_start - (one.page_start + one.stop - one.start) > other.start - one.stop
        if apart and "\n" not in article.text[one.stop : other.start]:
            yield other.start


def _reads_on(doc: Doc, offset: int, lex: Lexicon) -> bool:
    """Whether the words on both sides of the seam may stand together."""
    at = doc.words.at(offset)
    if at <= 0 or at >= len(doc.words):
        return True
    before, after = doc.words.folded[at - 1], doc.words.folded[at]
    kinds = classes(lex).get(before)
    if not kinds & {"preposition", "complementizer", "relative"} or len(before) < 2:
        return True
    if after in _STOPS:
        return False
    if "preposition" in kinds and "complementizer" not in kinds:
        return not (after.startswith(_JOINED) or "preposition" in classes(lex).get(after))
    return True


def _around(doc: Doc, offset: int) -> Evidence:
    """The quotation over the seam, failing that the words on both sides of it."""
    quotation = doc.quote_at(offset)
    if quotation is not None and quotation.inner_start < offset < quotation.inner_stop:
        return evidence(doc.text, quotation.inner_start, quotation.inner_stop)
    at = doc.words.at(offset)
    return evidence(doc.text, doc.words.start[at - 1], doc.words.stop[at])
