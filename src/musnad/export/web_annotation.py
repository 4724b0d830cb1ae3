"""Statements and stances as W3C Web Annotations (https://www.w3.org/TR/annotation-model/), one a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from musnad.export.iri import article_iri, entity_iri, finding_iri, web_address
from musnad.export.tables import chain_line
from musnad.records import Article, Attribution, Evidence, Reading, Record, Stance

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""How many code points before and after a quotation help to find it again."""

Json = dict[str, Any]


def statements_and_stances(record: Record) -> Iterator[Json]:
    """An annotation for each statement and each stance of a page, offsets in code points of the article's text."""
    for reading in record.readings:
        for n, attribution in enumerate(reading.attributions):
            yield _annotation(reading, "a", n, attribution.content, _statement(attribution))
        for n, stance in enumerate(reading.stances):
            yield _annotation(reading, "s", n, stance.evidence, _stance(stance))


def _annotation(reading: Reading, letter: str, n: int, where: Evidence, bodies: list[Json]) -> Json:
    article = reading.article
    return {
        "@context": CONTEXT, "id": finding_iri(article, letter, n), "type": "Annotation",
        "motivation": "identifying", "body": bodies, "target": _target(article, where),
    }  # fmt: skip


def _target(article: Article, where: Evidence) -> Json:
    text = article.text
    quote = {
        "type": "TextQuoteSelector", "exact": where.text, "prefix": text[max(0, where.start - AROUND) : where.start],
        "suffix": text[where.stop : where.stop + AROUND],
    }  # fmt: skip
    place = {"type": "TextPositionSelector", "start": where.start, "end": where.stop}
    target: Json = {"type": "SpecificResource", "source": article_iri(article), "selector": [place, quote]}
    if address := web_address(article.url):
        target["scope"] = address
    return target


def _statement(one: Attribution) -> list[Json]:
    told = {
        "speaker": one.speaker,
        "cue": one.cue.text,
        "kind": one.kind,
        "manner": one.manner,
        "chain": chain_line(one),
    }
    return [_said(name, value) for name, value in told.items() if value] + _entity(one.speaker_id)


def _stance(one: Stance) -> list[Json]:
    told = {"actor": one.actor, "stance": one.stance, "initiative": one.initiative}
    return [_said(name, value) for name, value in told.items() if value] + _entity(one.actor_id)


def _said(name: str, value: str) -> Json:
    """One thing told of the target; `name` says what."""
    body: Json = {"type": "TextualBody", "purpose": "tagging", "label": name, "value": value, "format": "text/plain"}
    return body


def _entity(entity: str | None) -> list[Json]:
    """The entity behind the speaker or actor, where it is known."""
    return [{"type": "SpecificResource", "purpose": "identifying", "source": entity_iri(entity)}] if entity else []
