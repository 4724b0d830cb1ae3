"""The exchange format of `musnad relate`: a line a copy, a story, a claim, sorted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from musnad.relations import Claim, Copy, Origins, Relations, Story


def lines(relations: Relations) -> Iterator[bytes]:
    """Every copy, story and claim as a line of JSON, sorted."""
    rows = [*map(_copy, relations.copies), *map(_story, relations.stories), *map(_claim, relations.claims)]
    yield from sorted(msgspec.json.encode(row) + b"\n" for row in rows)


def _copy(one: Copy) -> dict[str, Any]:
    passages = [[p.from_start, p.from_stop, p.to_start, p.to_stop] for p in one.passages]
    return {
        "kind": "copy", "from": one.origin, "to": one.to, "overlap": one.overlap, "passages": passages,
        "direction": one.direction, "reason": one.reason,
    }  # fmt: skip


def _story(one: Story) -> dict[str, Any]:
    return {
        "kind": "story", "story": one.id, "articles": one.articles, "first": one.first, "title": one.title,
        "start": one.start, "stop": one.stop, "outlets": one.outlets, "by_headline": one.by_headline,
        "origins": _origins(one.origins),
    }  # fmt: skip


def _claim(one: Claim) -> dict[str, Any]:
    return {
        "kind": "claim", "claim": one.id, "speaker": one.speaker, "text": one.text, "basis": one.basis,
        "attributions": one.attributions, "origins": _origins(one.origins),
        "drift": [
            {"what": d.what, "from": d.origin, "to": d.to, "before": d.before, "after": d.after} for d in one.drift
        ],
    }  # fmt: skip


def _origins(one: Origins) -> dict[str, Any]:
    return msgspec.to_builtins(one)  # type: ignore[no-any-return]
