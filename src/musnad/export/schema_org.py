"""Articles as schema.org JSON-LD: NewsArticle, with a Quotation or a Claim for each statement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from musnad.export.iri import article_iri, entity_iri, finding_iri, web_address
from musnad.records import Article, Attribution, Entity, Reading, Record

Json = dict[str, Any]
TYPES = {"PER": "Person", "ORG": "Organization", "LOC": "Place"}


def news_articles(record: Record) -> Iterator[Json]:
    """Each article of a page as one JSON-LD object; what is not known is left out."""
    for reading in record.readings:
        yield {"@context": "https://schema.org", **_article(reading.article), **_parts(reading)}


def _article(article: Article) -> Json:
    made: Json = {
        "@type": "NewsArticle", "@id": article_iri(article), "inLanguage": "ar", "headline": article.title,
        "articleBody": article.text[article.body :], "datePublished": article.published and article.published.value,
        "url": web_address(article.url), "articleSection": article.section, "keywords": list(article.tags),
        "publisher": article.outlet and _house(article.outlet, article.outlet_id),
        "author": article.byline and {"@type": "Person", "name": article.byline.text},
        "isBasedOn": [_house(credit.name, credit.id) for credit in article.credits],
    }  # fmt: skip
    return {name: value for name, value in made.items() if value}


def _parts(reading: Reading) -> Json:
    types = {entity.id: entity for entity in reading.entities}
    parts = [_statement(reading.article, n, one, types) for n, one in enumerate(reading.attributions)]
    return {"hasPart": parts} if parts else {}


def _statement(article: Article, n: int, one: Attribution, known: dict[str, Entity]) -> Json:
    """Words told directly are a Quotation; words told in the writer's own are a Claim of their speaker."""
    quoted = one.manner == "direct"
    made: Json = {
        "@type": "Quotation" if quoted else "Claim", "@id": finding_iri(article, "a", n), "text": one.content.text,
        "inLanguage": "ar", ("spokenByCharacter" if quoted else "author"): _speaker(one, known),
        "citation": [_house(link.carrier, link.id) for link in one.chain if link.carrier],
    }  # fmt: skip
    return {name: value for name, value in made.items() if value}


def _speaker(one: Attribution, known: dict[str, Entity]) -> Json | None:
    if not one.speaker:
        return None
    entity = known.get(one.speaker_id or "")
    made = {"@type": TYPES.get(entity.type, "Thing") if entity else "Thing", "name": one.speaker}
    return made | ({"@id": entity_iri(one.speaker_id)} if one.speaker_id else {})


def _house(name: str, entity: str | None) -> Json:
    return {"@type": "Organization", "name": name} | ({"@id": entity_iri(entity)} if entity else {})
