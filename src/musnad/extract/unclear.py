"""What was not settled in an article, said aloud: damaged text, no outlet, no day, words that nobody is named for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from musnad.extract.seams import damaged
from musnad.extract.who import MISPRINT, Doubt
from musnad.lexicon import Lexicon
from musnad.records import Article, Attribution, Unclear, evidence
from musnad.text.doc import Doc


def unclear(
    article: Article, doc: Doc, attributions: Sequence[Attribution], doubts: Sequence[Doubt], lex: Lexicon
) -> tuple[Unclear, ...]:
    """What of an article its reader must know was not settled: the article as a whole first, then in text order."""
    nobody = [
        Unclear("speaker", "the text names no speaker for these words", one.cue, one.rule)
        for one in attributions
        if not one.speaker
    ]
    several = [_several(article.text, doubt) for doubt in doubts]
    return (*_unknown(article), *damaged(article, doc, lex), *nobody, *several)


def _unknown(article: Article) -> Iterator[Unclear]:
    """What a page does not say of its article; an article that came without a page has no page to say it."""
    if not article.page:
        return
    if not article.outlet:
        yield Unclear("outlet", "nothing on the page names who publishes it")
    if article.published is None:
        hint = article.published_hint
        seen = hint.evidence if hint is not None else None
        yield Unclear("day", f"no day is given; a hint: {hint.value}" if hint else "no day is given", seen)


def _several(text: str, doubt: Doubt) -> Unclear:
    """A mention with those whom it may mean."""
    names = "، ".join(doubt.names)
    note = f"a misprint for {names}?" if doubt.basis == MISPRINT else f"may be any of: {names}"
    return Unclear("candidates", note, evidence(text, doubt.start, doubt.stop), doubt.basis)
