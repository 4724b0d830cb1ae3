"""A record as the rows that it is searched by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from musnad.happenings import sides
from musnad.records import Article, Attribution, Day, Evidence, Reading, Record
from musnad.text.stem import search_words, stem

Row = dict[str, object]


def index_rows(record: Record, page: int, articles: Sequence[int]) -> Iterator[tuple[str, Row]]:
    """Every index row of a record with its table; `page` and `articles` are the keys they get."""
    for n, block in enumerate(record.page.blocks):
        yield "blocks", {
            "page": page, "n": n, "role": block.role, "start": block.start, "stop": block.stop, "rule": block.rule,
            "article": block.article,
        }  # fmt: skip
    for key, n, reading in zip(articles, range(len(record.readings)), record.readings, strict=True):
        yield "articles", {"key": key, "page": page, "n": n} | article_row(reading.article)
        for table, row in reading_rows(reading):
            yield table, {"article": key} | row


def article_row(article: Article) -> Row:
    """The columns of an article that are searched and listed."""
    return {
        "id": article.id, "title": plain(article.title), "text": plain(article.text), "body": article.body,
        "url": plain(article.url), "outlet": plain(article.outlet), "outlet_id": article.outlet_id,
        **_day("day", article.published), "day_precision": article.published.precision if article.published else "",
        **_day("hint", article.published_hint), "byline": plain(article.byline.text) if article.byline else "",
        "section": plain(article.section),
    }  # fmt: skip


def reading_rows(reading: Reading) -> Iterator[tuple[str, Row]]:
    """The rows of everything found in one article, each with its place `n`."""
    for n, credit in enumerate(reading.article.credits):
        yield "credits", {
            "n": n, "name": plain(credit.name), "outlet_id": credit.id, "basis": credit.basis, "rule": credit.rule,
            **_span("", credit.evidence),
        }  # fmt: skip
    for n, mention in enumerate(reading.mentions):
        yield "mentions", {
            "n": n, **_span("", mention.where), "text": plain(mention.where.text), "type": mention.type,
            "form": mention.form, "entity": mention.entity, "rule": mention.rule,
        }  # fmt: skip
    for n, entity in enumerate(reading.entities):
        yield "entities", {
            "n": n, "id": plain(entity.id), "type": entity.type, "name_ar": plain(entity.name_ar),
            "name_en": plain(entity.name_en), "basis": plain(entity.basis),
        }  # fmt: skip
    for n, attribution in enumerate(reading.attributions):
        yield from _attribution_rows(n, attribution)
    yield from _stance_rows(reading)
    yield from event_rows(reading)
    for n, item in enumerate(reading.unclear):
        yield "unclear", {
            "n": n, "what": item.what, "note": plain(item.note), "rule": item.rule, **_span("", item.evidence),
        }  # fmt: skip


def _attribution_rows(n: int, one: Attribution) -> Iterator[tuple[str, Row]]:
    yield "attributions", {
        "n": n, "kind": one.kind, "manner": one.manner, "speaker": plain(one.speaker), "speaker_id": one.speaker_id,
        "unnamed": one.unnamed, **_span("content_", one.content), **_span("cue_", one.cue),
        **_span("source_", one.source), "rule": one.rule, "row": plain(one.row), "strength": one.strength,
        "score": one.score,
    }  # fmt: skip
    for place, link in enumerate(one.chain):
        yield "links", {
            "attribution": n, "n": place, "carrier": plain(link.carrier), "carrier_id": link.id, "type": link.type,
            "basis": link.basis, "strength": link.strength,
        }  # fmt: skip


def _stance_rows(reading: Reading) -> Iterator[tuple[str, Row]]:
    for n, initiative in enumerate(reading.initiatives):
        yield "initiatives", {
            "n": n, "id": plain(initiative.id), "label": plain(initiative.label),
            "proposer": plain(initiative.proposer),
        }  # fmt: skip
    for n, one in enumerate(reading.stances):
        yield "stances", {
            "n": n, "actor": plain(one.actor), "actor_id": one.actor_id, "stance": one.stance,
            "initiative": plain(one.initiative), "initiative_id": one.initiative_id, **_span("", one.evidence),
            "attribution": one.attribution, "day": one.day.value if one.day else "", "rule": one.rule,
            "row": plain(one.row),
        }  # fmt: skip


def event_rows(reading: Reading) -> Iterator[tuple[str, Row]]:
    """The rows of events, of those who are named in them, and of quantities."""
    for n, one in enumerate(reading.events):
        yield "events", {
            "n": n, "type": one.type, "mode": one.mode, "context": "|".join(one.context), **_span("", one.trigger),
            "day": one.date.value if one.date else "", "negated": one.negated, "future": one.future,
            "hypothetical": one.hypothetical, "historical": one.historical, "attribution": one.attribution,
            "rule": one.rule, "row": plain(one.row),
        }  # fmt: skip
    for event, n, side, who in sides(reading):
        yield "parties", {
            "event": event, "n": n, "side": side, "text": plain(who.text), "start": who.start, "stop": who.stop,
            "terms": f" {' '.join(name_terms(who.text))} ", "entity": who.entity, "name": plain(who.name),
        }  # fmt: skip
    for n, amount in enumerate(reading.quantities):
        yield "quantities", {
            "n": n, **_span("", amount.where), "value": amount.value, "unit": plain(amount.unit), "about": amount.about,
            "event": amount.event, "rule": amount.rule,
        }  # fmt: skip


def name_terms(name: str) -> list[str]:
    """What the words of a name are found by, in any form of them."""
    return [stem(word) for word in search_words(name)]


def _span(prefix: str, evidence: Evidence | None) -> Row:
    """The offsets in the article; what stands on the page alone has none there."""
    here = evidence if evidence is not None and evidence.on == "article" else None
    return {f"{prefix}start": here.start if here else None, f"{prefix}stop": here.stop if here else None}


def _day(name: str, day: Day | None) -> Row:
    return {name: day.value if day else "", f"{name}_basis": day.basis if day else ""}


def plain(text: str) -> str:
    """Text without NUL: PostgreSQL takes no NUL in text; the record itself keeps it."""
    return text.replace("\0", "\ufffd")
