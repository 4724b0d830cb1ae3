"""Article -> Reading: mentions, who is meant, attributions with their chains, stances."""

from __future__ import annotations

from musnad.extract.assemble import attribute
from musnad.extract.attributions import find
from musnad.extract.mentions import find_mentions
from musnad.extract.who import cast
from musnad.lexicon import lexicon
from musnad.records import Article, Reading
from musnad.text.doc import analyse


def read_article(article: Article) -> Reading:
    """Read one article; every span of the result counts in `article.text`."""
    lex = lexicon()
    doc = analyse(article.text, article.body)
    mentions = find_mentions(doc, lex)
    findings = find(doc, mentions, lex, article.outlet)
    sources = [finding.source for finding in findings if finding.source is not None]
    people = cast(doc, mentions, sources, lex, article.published.value if article.published else None)
    said = attribute(article, doc, findings, people, lex)
    return Reading(article, mentions=tuple(mentions), attributions=said)
