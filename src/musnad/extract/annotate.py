"""`annotate`: one article as JSON in, its credits, attributions, stances and mentions as JSON out."""

from __future__ import annotations

from typing import Any

from musnad.extract import read_article
from musnad.records import Article, Attribution, Link, Reading, Stance


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
        "events": [],
        "mentions": _mentions(reading),
    }


def article_of(obj: dict[str, Any]) -> Article:
    """The article that an input object describes; a text with no blank line is all body."""
    text = obj["text"]
    if not isinstance(text, str):
        raise TypeError("text is no string")
    at = text.find("\n\n")
    return Article(str(obj["id"]), text, at + 2 if at >= 0 else 0, outlet=str(obj.get("publisher") or ""))


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


def _mentions(reading: Reading) -> list[dict[str, Any]]:
    return [
        {"span": list(m.where.span), "type": m.type, "form": m.form, "entity": m.entity, "rule": m.rule}
        for m in reading.mentions
    ]
