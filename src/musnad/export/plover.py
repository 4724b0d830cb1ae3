"""Events as records of PLOVER, one JSON object a line, by the names that its manual of 2023 gives the fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from musnad.happenings import Amount, Happening, Named

Json = dict[str, Any]
CODEBOOK = "PLOVER 2023, 16 types"
QUAD_CODES = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1, "COOPERATE": 2, "AID": 2, "RETREAT": 2, "REQUEST": 3,
    "ACCUSE": 3, "REJECT": 3, "THREATEN": 3, "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip
"""1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
_WHOLE_DAY = 10


def plover(one: Happening, coder: str) -> Json:
    """An event as a record of PLOVER; `coder` tells which reader found it.

    Offsets count code points of the article's text. `date` is a whole day or null: the event's own, else that of an
    article which tells it plainly; `date_basis` says which. The four auxiliary marks stand as fields of their own,
    and what PLOVER has no field for (`attribution`, `amounts`, `rule`) under our names.
    """
    day, basis = _date(one)
    parts = [one.start, *(who.start for who in (*one.actor, *one.recipient))]
    stops = [one.stop, *(who.stop for who in (*one.actor, *one.recipient))]
    return {
        "id": one.id, "date": day, "date_basis": basis, "date_text": one.day or None,
        "source": _actors(one.actor), "recipient": _actors(one.recipient), "event": [one.type],
        "event_text": [one.trigger], "quad_code": QUAD_CODES[one.type], "mode": [one.mode] if one.mode else [],
        "context": list(one.context), "historical": one.historical, "future": one.future,
        "hypothetical": one.hypothetical, "negated": one.negated,
        "text_info": {"start": min(parts), "end": max(stops), "event_start": one.start, "event_end": one.stop},
        "cite_info": {
            "citation": one.article, "url": one.url or None, "title": one.title or None, "language": "ar",
            "publication": one.outlet or None, "published": one.published or None, "codebook": CODEBOOK,
        },
        "coder": coder, "amounts": [_amount(amount) for amount in one.amounts],
        "attribution": _through(one), "rule": one.rule, "row": one.row,
    }  # fmt: skip


def _date(one: Happening) -> tuple[str | None, str | None]:
    """The day of an event and whose it is: its own, or that of the article that tells it as what has happened."""
    if one.day:
        return (one.day, "event") if len(one.day) == _WHOLE_DAY else (None, None)
    plain = not (one.negated or one.future or one.hypothetical or one.historical)
    return (one.published, "article") if plain and len(one.published) == _WHOLE_DAY else (None, None)


def _through(one: Happening) -> Json | None:
    if one.attribution is None:
        return None
    return {"id": one.attribution, "speaker": one.speaker or None, "unnamed": one.unnamed}


def _actors(named: Sequence[Named]) -> list[Json]:
    return [
        {
            "actor_text": who.text, "identifier_id": who.entity, "identifier_text": who.name or None,
            "start": who.start, "end": who.stop,
        }
        for who in named
    ]  # fmt: skip


def _amount(one: Amount) -> Json:
    return {
        "text": one.text, "value": one.value, "unit": one.unit, "about": one.about, "start": one.start, "end": one.stop
    }  # fmt: skip
