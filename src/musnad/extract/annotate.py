"""`annotate`: one article as JSON in, its credits, attributions, stances and mentions as JSON out."""

from __future__ import annotations

from functools import cache
from typing import Any

from musnad.extract import read_article
from musnad.lexicon import lexicon
from musnad.records import Article, Attribution, Day, Event, Link, Reading, Stance
from musnad.text.fold import fold_text
from musnad.text.published import parse_published


def annotate(obj: dict[str, Any]) -> dict[str, Any]:
    """Read `{"id", "text", "publisher"?, "published"?}` and give the annotation record of the exchange format.

    Offsets are Unicode code points of `text`. Raises `KeyError` or `TypeError` for an object without id and text.
    """
    reading = read_article(article_of(obj))
    return {
        "id": obj["id"],
        "credits": [credit.name for credit in reading.article.credits],
        "attributions": [_attribution(one) for one in reading.attributions],
        "stances": [_stance(one) for one in reading.stances],
        "events": [_event(one) for one in reading.events],
        "mentions": _mentions(reading),
    }


def article_of(obj: dict[str, Any]) -> Article:
    """The article that an input object describes; a text with no blank line is all body."""
    text = obj["text"]
    if not isinstance(text, str):
        raise TypeError("text is no string")
    at = text.find("\n\n")
    outlet = str(obj.get("publisher") or "")
    day = parse_published(str(obj.get("published") or ""))
    return Article(
        str(obj["id"]),
        text,
        at + 2 if at >= 0 else 0,
        outlet=outlet,
        outlet_id=outlet_id(outlet),
        published=Day(day[0], "input", day[1]) if day else None,
    )


def outlet_id(publisher: str) -> str | None:
    """The outlet that a publisher's name or domain means, None where no row has it."""
    return _houses().get(fold_text(publisher).strip().removeprefix("www.")) if publisher else None


@cache
def _houses() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in lexicon().outlets.values():
        for name in (row.name_ar, row.name_en, *row.variants, *row.domains):
            found.setdefault(fold_text(name), row.id)
    return found


def _attribution(one: Attribution) -> dict[str, Any]:
    return {
        "content": list(one.content.span),
        "cue": list(one.cue.span),
        "source": list(one.source.span) if one.source else None,
        "speaker": one.speaker,
        "speaker_id": one.speaker_id,
        "manner": one.manner,
        "kind": one.kind,
        "unnamed": one.unnamed,
        "via": list(one.via),
        "chain": [_link(link) for link in one.chain],
        "rule": one.rule,
    }


def _link(link: Link) -> dict[str, Any]:
    return {
        "carrier": link.carrier,
        "id": link.id,
        "type": link.type,
        "basis": link.basis,
        "evidence": list(link.evidence.span) if link.evidence else None,
    }


def _stance(one: Stance) -> dict[str, Any]:
    return {
        "actor": one.actor,
        "actor_id": one.actor_id,
        "stance": one.stance,
        "initiative": one.initiative,
        "evidence": list(one.evidence.span),
        "attribution": one.attribution,
        "rule": one.rule,
    }


def _event(one: Event) -> dict[str, Any]:
    return {
        "type": one.type,
        "mode": one.mode,
        "context": list(one.context),
        "trigger": list(one.trigger.span),
        "actor": [list(who.span) for who in one.actor],
        "recipient": [list(whom.span) for whom in one.recipient],
        "date": one.date.value if one.date else "",
        "negated": one.negated,
        "future": one.future,
        "hypothetical": one.hypothetical,
        "historical": one.historical,
        "attribution": one.attribution,
        "rule": one.rule,
    }


def _mentions(reading: Reading) -> list[dict[str, Any]]:
    return [
        {"span": list(m.where.span), "type": m.type, "form": m.form, "entity": m.entity, "rule": m.rule}
        for m in reading.mentions
    ]
