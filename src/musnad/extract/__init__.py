"""Article -> Reading: mentions, who is meant, attributions with their chains, stances."""

from __future__ import annotations

from msgspec import structs

from musnad.extract import events, stances
from musnad.extract.assemble import attribute
from musnad.extract.attributions import find
from musnad.extract.credits import find_credits
from musnad.extract.mentions import find_mentions
from musnad.extract.unclear import unclear
from musnad.extract.who import cast
from musnad.lexicon import lexicon
from musnad.records import Article, Credit, Reading
from musnad.text.doc import analyse


def read_article(article: Article) -> Reading:
    """Read one article; every span of the result counts in `article.text`."""
    lex = lexicon()
    doc = analyse(article.text, article.body)
    article = structs.replace(article, credits=_credits(article, find_credits(doc, lex)))
    mentions = find_mentions(doc, lex)
    findings = find(doc, mentions, lex, article.outlet, article.outlet_id)
    sources = [finding.source for finding in findings if finding.source is not None]
    carriers = [span for finding in findings for span in finding.carriers]
    people = cast(doc, mentions, sources, lex, article.published.value if article.published else None, carriers)
    said = attribute(article, doc, findings, people, lex)
    stands = stances.find(doc, mentions, said, people, lex, article)
    happened = events.find(doc, mentions, said, lex, article)
    return Reading(
        article,
        mentions=people.linked(),
        entities=people.entities(),
        attributions=said,
        initiatives=stands.initiatives,
        stances=stands.stances,
        events=happened.events,
        quantities=happened.quantities,
        unclear=unclear(article, doc, said, people.doubts(), lex),
    )


def _credits(article: Article, more: tuple[Credit, ...]) -> tuple[Credit, ...]:
    """The page's credits, then those of the text that are not among them."""
    known = {credit.id or credit.name for credit in article.credits}
    names = {credit.name for credit in article.credits}
    return article.credits + tuple(c for c in more if (c.id or c.name) not in known and c.name not in names)
