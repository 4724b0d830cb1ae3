"""`musnad search`: articles or statements that hold the words, shown in their sentence."""

from __future__ import annotations

import sys

import msgspec
from rich.text import Text

from musnad.export.jsonl import escaped
from musnad.labels import Labels
from musnad.store import BadQuery, Hit, Hits, Query, Store, meaning, open_store
from musnad.terminal import Screen, complain, marked, safe


def run_search(query: Query, meant: str, where: str, form: str, limit: int, offset: int, labels: Labels) -> int:
    """Print what fits a query, the best first; 1 where nothing does, 2 where it asks for nothing."""
    with open_store(where, create=False) as store:
        try:
            found = _near(store, meant, query, limit, offset, labels) if meant else store.search(query, limit, offset)
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


def _near(store: Store, meant: str, query: Query, limit: int, offset: int, labels: Labels) -> Hits:
    """What means nearly the same; it is told how much of the store could not be searched."""
    found = meaning.search(store, meant, query, meaning.encoder(), limit, offset)
    if left := meaning.missing(store):
        complain(labels("meaning.missing", articles=left))
    return found


def run_meaning(where: str, labels: Labels) -> int:
    """Index by meaning what is not indexed yet."""
    encode = meaning.encoder()
    open_store(where, create=False).close()
    screen, done = Screen(sys.stderr), 0
    with open_store(where) as store:
        every = meaning.missing(store)
        for count in meaning.build(store, encode):
            done += count
            if sys.stderr.isatty():
                print(f"\r{done} / {every}", end="\r", file=sys.stderr, flush=True)
    screen.line(labels("meaning.done", articles=done))
    return 0


def _print(hit: Hit, screen: Screen, labels: Labels) -> None:
    place = [safe(hit.outlet) or labels("outlet.unknown"), hit.day or labels("day.unknown")]
    if hit.likeness is not None:
        place.append(f"{hit.likeness:.2f}")
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
