"""A text looked at once: its words, sentences and quotations, with the ways between them."""

from __future__ import annotations

from bisect import bisect_right
from math import inf

from musnad.records import Span
from musnad.text.fold import Folded, fold
from musnad.text.quotations import Quotation, quotations_of
from musnad.text.sentences import find_sentences
from musnad.text.words import Words, words_of


class Doc:
    """A text with its words, sentences and quotations; made by `analyse`.

    `body` is the raw offset where the body starts. `sentences` are ranges `[i, j)` of token indices that cover all
    tokens in order; the title is a sentence of its own. `quotations` have raw offsets and stand in order of their
    start, the outer before the inner.
    """

    __slots__ = (
        "_borders",
        "_innermost",
        "_sentence_starts",
        "body",
        "folded",
        "quotations",
        "sentences",
        "text",
        "words",
    )

    def __init__(
        self,
        folded: Folded,
        body: int,
        words: Words,
        sentences: tuple[Span, ...],
        quotations: tuple[Quotation, ...],
    ) -> None:
        self.text = folded.text
        self.folded = folded
        self.body = body
        self.words = words
        self.sentences = sentences
        self.quotations = quotations
        self._sentence_starts = [start for start, _ in sentences]
        self._borders: list[int] | None = None
        self._innermost: list[Quotation | None] = []

    def sentence_of(self, token: int) -> int:
        """The index of the sentence that holds `token`."""
        return bisect_right(self._sentence_starts, token) - 1

    def quote_at(self, offset: int) -> Quotation | None:
        """The innermost quotation that covers the raw `offset` (marks included), None outside of all."""
        if self._borders is None:
            self._borders, self._innermost = _borders(self.quotations)
        at = bisect_right(self._borders, offset) - 1
        return self._innermost[at] if at >= 0 else None


def _borders(quotations: tuple[Quotation, ...]) -> tuple[list[int], list[Quotation | None]]:
    """The offsets at which the innermost quotation changes, and what it is from there on."""
    offsets: list[int] = []
    innermost: list[Quotation | None] = []
    opened: list[Quotation] = []

    def leave(before: float) -> None:
        while opened and opened[-1].stop <= before:
            offsets.append(opened.pop().stop)
            innermost.append(opened[-1] if opened else None)

    for quotation in quotations:
        leave(quotation.start)
        opened.append(quotation)
        offsets.append(quotation.start)
        innermost.append(quotation)
    leave(inf)
    return offsets, innermost


def analyse(text: str, body: int) -> Doc:
    """Fold `text`, find its words, sentences and quotations; its body starts at the raw offset `body`."""
    folded = fold(text)
    words = words_of(folded)
    return Doc(folded, body, words, find_sentences(folded.folded, words, body), quotations_of(folded, body))
