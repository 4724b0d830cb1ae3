"""The exchange format of `musnad relate`: a line a copy, a story, a claim, sorted."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec

from musnad.labels import Labels
from musnad.relations import Claim, Copy, Origins, Relations, Story


def lines(relations: Relations) -> Iterator[bytes]:
    """Every copy, story and claim as a line of JSON, sorted."""
    rows = [*map(_copy, relations.copies), *map(story_line, relations.stories), *map(claim_line, relations.claims)]
    yield from sorted(msgspec.json.encode(row) + b"\n" for row in rows)


def _copy(one: Copy) -> dict[str, Any]:
    passages = [[p.from_start, p.from_stop, p.to_start, p.to_stop] for p in one.passages]
    return {
        "kind": "copy", "from": one.origin, "to": one.to, "overlap": one.overlap, "passages": passages,
        "direction": one.direction, "reason": "; ".join(map(_english().reason, one.reasons)),
    }  # fmt: skip


def story_line(one: Story) -> dict[str, Any]:
    """A story as a line has it."""
    return {
        "kind": "story", "story": one.id, "articles": one.articles, "first": one.first, "title": one.title,
        "start": one.start, "stop": one.stop, "outlets": one.outlets, "by_headline": one.by_headline,
        "origins": origins_line(one.origins),
    }  # fmt: skip


def claim_line(one: Claim) -> dict[str, Any]:
    """A claim as a line has it."""
    return {
        "kind": "claim", "claim": one.id, "speaker": one.speaker, "text": one.text, "basis": one.basis,
        "attributions": one.attributions, "origins": origins_line(one.origins),
        "drift": [
            {"what": d.what, "from": d.origin, "to": d.to, "before": d.before, "after": d.after} for d in one.drift
        ],
    }  # fmt: skip


def origins_line(one: Origins) -> dict[str, Any]:
    """The origins of a story or claim as its line has them."""
    groups = [
        {
            "articles": group.articles, "origin": group.origin, "unnamed": group.unnamed,
            "reasons": list(map(_english().reason, group.reasons)),
        }
        for group in one.groups
    ]  # fmt: skip
    return {"low": one.low, "high": one.high, "groups": groups, "loops": one.loops}


@cache
def _english() -> Labels:
    return Labels("en")
