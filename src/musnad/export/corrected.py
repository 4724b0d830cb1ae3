"""Articles that people have reviewed, as training data; what nobody reviewed is marked so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from musnad.corrections import ANCHORS, Finding, Letter, Reviewed
from musnad.records import Attribution, Event, Evidence, Mention, Reading, Record, Stance

Json = dict[str, Any]


def articles(record: Record, reviewed: Sequence[Reviewed]) -> Iterator[Json]:
    """Each article of a page that has a correction, as one object: its text, and its findings in order of the text.

    A finding that nobody reviewed is `"optional"`: nobody says that it is right, or that it is wrong.
    """
    for reading in record.readings:
        own = [one for one in reviewed if one.current and one.article == reading.article.id]
        if own:
            yield _article(reading, own)


def _article(reading: Reading, own: list[Reviewed]) -> Json:
    article = reading.article
    return {
        "id": article.id, "url": article.url, "publisher": article.outlet,
        "published": article.published.value if article.published else "", "text": article.text,
        "credits": [credit.name for credit in article.credits],
        "attributions": _list(reading, "a", reading.attributions, own),
        "stances": _list(reading, "s", reading.stances, own),
        "events": _list(reading, "e", reading.events, own),
        "mentions": _list(reading, "m", reading.mentions, own),
        "rejected": [_rejected(one) for one in own if one.correction.verdict == "reject"],
    }  # fmt: skip


def _list(reading: Reading, letter: Letter, present: Sequence[Finding], own: list[Reviewed]) -> list[Json]:
    said = {one.name: one for one in own if one.name}
    found: list[tuple[int, Json]] = []
    for n, finding in enumerate(present):
        review = said.get(f"{reading.article.id}.{letter}{n}")
        if review is None:
            found.append((_start(finding, letter), _told(finding) | {"optional": True}))
        elif review.truth is not None:
            found.append((_start(review.truth, letter), _told(review.truth) | _by(review)))
    missed = [one for one in own if not one.name and one.correction.letter == letter and one.truth is not None]
    found += [(_start(one.truth, letter), _told(one.truth) | _by(one)) for one in missed if one.truth is not None]
    return [told for _, told in sorted(found, key=lambda pair: pair[0])]


def _start(finding: Finding, letter: Letter) -> int:
    where: Evidence = getattr(finding, ANCHORS[letter])
    return where.start


def _by(review: Reviewed) -> Json:
    one = review.correction
    return {"reviewed": one.verdict, "by": one.who, "at": one.made_at} | ({"note": one.note} if one.note else {})


def _rejected(review: Reviewed) -> Json:
    one = review.correction
    return {"letter": one.letter, "finding": one.was, "by": one.who, "at": one.made_at, "note": one.note}


def _told(finding: Finding) -> Json:
    return _TELLERS[type(finding)](finding)


def _span(where: Evidence | None) -> list[int] | None:
    return list(where.span) if where else None


def _attribution(one: Attribution) -> Json:
    return {
        "content": _span(one.content), "cue": _span(one.cue), "source": _span(one.source), "speaker": one.speaker,
        "manner": one.manner, "kind": one.kind, "unnamed": one.unnamed, "via": list(one.via),
    }  # fmt: skip


def _stance(one: Stance) -> Json:
    return {
        "actor": one.actor, "stance": one.stance, "initiative": one.initiative, "evidence": _span(one.evidence)
    }  # fmt: skip


def _mention(one: Mention) -> Json:
    return {"span": _span(one.where), "type": one.type, "form": one.form, "entity": one.entity}


def _event(one: Event) -> Json:
    return {
        "type": one.type, "mode": one.mode, "context": list(one.context), "trigger": _span(one.trigger),
        "actor": [_span(where) for where in one.actor], "recipient": [_span(where) for where in one.recipient],
        "negated": one.negated, "future": one.future, "hypothetical": one.hypothetical, "historical": one.historical,
    }  # fmt: skip


_TELLERS: dict[type, Callable[[Any], Json]] = {
    Attribution: _attribution, Stance: _stance, Mention: _mention, Event: _event,
}  # fmt: skip
