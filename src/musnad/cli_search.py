"""`musnad search`: articles or statements that hold the words, shown in their sentence."""

from __future__ import annotations

import sys

import msgspec
from rich.text import Text

from musnad.export.jsonl import escaped
from musnad.labels import Labels
from musnad.store import BadQuery, Hit, Query, open_store
from musnad.terminal import Screen, complain, marked, safe


def run_search(query: Query, where: str, form: str, limit: int, offset: int, labels: Labels) -> int:
    """Print what fits a query, the best first; 1 where nothing does, 2 where it asks for nothing."""
    with open_store(where, create=False) as store:
        try:
            found = store.search(query, limit, offset)
        except BadQuery as error:
            complain(f"{query.text}: {error}")
            return 2
    if form == "json":
        sys.stdout.write(escaped(msgspec.json.encode(found).decode()) + "\n")
        return 0 if found.total else 1
    screen = Screen()
    for hit in found.hits:
        _print(hit, screen, labels)
    last = offset + len(found.hits)
    screen.line(labels("search.total" if found.hits else "search.none", total=found.total, first=offset + 1, last=last))
    return 0 if found.total else 1


def _print(hit: Hit, screen: Screen, labels: Labels) -> None:
    place = [safe(hit.outlet) or labels("outlet.unknown"), hit.day or labels("day.unknown")]
    head = (safe(hit.title) or labels("untitled"), "bold cyan")
    screen.line(Text.assemble(head, "  ", (labels.listed(place), "dim"), "  ", (hit.id, "dim")))
    if hit.kind:
        speaker = safe(hit.speaker) or labels("speaker.unknown")
        chain = [" ← ".join(map(safe, hit.chain))] if hit.chain else []
        screen.line(Text(labels.listed([speaker, labels(f"kind.{hit.kind}"), *chain])), indent=2)
    start = hit.sentence[0]
    shown = marked(hit.text, (0, len(hit.text)), *((low - start, high - start) for low, high in hit.marks))
    screen.line(shown, indent=2)
    screen.line()
