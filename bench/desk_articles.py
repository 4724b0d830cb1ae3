"""Articles for bench/desk.py: many, quick, and of real sentences.

The stories of tests/stories are read once. An article takes the bodies of a few of them, moves what was found in them
to where they stand now, and exchanges a part of the words for others of the same length: no offset moves, every span
still holds, and the words are spread as those of a language.
"""

from __future__ import annotations

import hashlib
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

import msgspec

from musnad.extract import read_article
from musnad.extract.annotate import article_of
from musnad.lexicon import lexicon
from musnad.records import Article, Block, Day, Page, Piece, Reading, Record, Span
from musnad.text.fold import fold_text

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

BODIES = 4
EXCHANGED = 0.25
_WORD = re.compile("[ء-ي]{4,}")
OUTLETS = 60
FINDINGS = ("mentions", "entities", "attributions", "initiatives", "stances", "events")
KEPT = ("article", "rule", "row", "type")
"""Fields whose words are not exchanged; identifiers follow the names that they are made of."""
DAYS = ("2021", "2022", "2023", "2024")
Json = dict[str, Any]


def templates() -> list[Reading]:
    """Every article of the made stories, read."""
    from make_stories import Desk, line, stories

    made = []
    for name in ("tuned", "heldout"):
        for story in stories(ROOT / "tests" / "stories" / f"{name}.txt"):
            desk = Desk(story, 7).run()
            made += [read_article(article_of(line(one))) for one in (*desk.made, *desk.lookalikes)]
    return [one for one in made if one.attributions]


class Maker:
    """Makes pages: that of a number is always the same for a seed."""

    def __init__(self, seed: int = 7) -> None:
        self.seed = seed
        self.random = random.Random(seed)  # noqa: S311
        self.templates = [
            (one.article.text, one.article.body, msgspec.json.decode(msgspec.json.encode(one))) for one in templates()
        ]
        words = Counter(word for text, _, _ in self.templates for word in _WORD.findall(text))
        words.update({row.name_ar: 3 for row in lexicon().places.values() if _WORD.fullmatch(row.name_ar)})
        words.update({row: 6 for row in lexicon().given_names if _WORD.fullmatch(row)})
        self.by_length: dict[int, tuple[list[str], list[int]]] = {}
        for size in {len(word) for word in words}:
            alike = [word for word in words if len(word) == size]
            self.by_length[size] = (alike, list(accumulate(words[word] for word in alike)))
        names = [row.name_ar for row in lexicon().outlets.values()]
        self.outlets = self.random.sample(sorted(names), OUTLETS)

    def pages(self, start: int, stop: int) -> Iterator[tuple[Record, bytes]]:
        """The pages of these numbers, of one article each, with their bytes."""
        for number in range(start, stop):
            yield self.page(number)

    def page(self, number: int) -> tuple[Record, bytes]:
        """The page of that number."""
        self.random.seed(self.seed << 32 | number)
        parts = self.random.sample(self.templates, BODIES)
        text = parts[0][0][: parts[0][1]]
        start = len(text)
        found: Json = {
            name: [] for name in ("mentions", "entities", "attributions", "initiatives", "stances", "events")
        }
        for whole, body, reading in parts:
            _add(found, reading, body, len(text) - body)
            text += whole[body:].rstrip() + "\n"
        return self.record(number, text.rstrip(), start, found)

    def record(self, number: int, text: str, body: int, found: Json) -> tuple[Record, bytes]:
        """The record of an article with some of its words exchanged."""
        words = set(_WORD.findall(text))
        chosen = self.random.sample(sorted(words), int(len(words) * EXCHANGED))
        others = {word: self._other(len(word)) for word in chosen}

        others = {fold_text(word): fold_text(other) for word, other in others.items()} | others

        def exchanged(words: str) -> str:
            return renamed.get(words) or _WORD.sub(lambda match: others.get(match[0], match[0]), words)

        renamed: dict[str, str] = {}
        renamed |= {one["id"]: _initiative(exchanged(one["label"])) for one in found["initiatives"]}

        text = exchanged(text)
        data = f"{text}\n\n{number}".encode()
        page_id = hashlib.sha256(data).hexdigest()
        day = f"{self.random.choice(DAYS)}-{self.random.randint(1, 12):02}-{self.random.randint(1, 28):02}"
        outlet = self.random.choice(self.outlets)
        article = Article(
            f"{page_id[:16]}.0", text, body, page_id, 0, (Piece(0, len(text), 0),), f"https://sada.example/{number}",
            outlet, published=Day(day, "page"),
        )  # fmt: skip
        reading = _filled({"article": _plain(article), **found}, text, exchanged, outlet)
        end = f"\n\n{number}"
        blocks = (Block("body", 0, len(text), "made", 0), Block("share", len(text) + 2, len(text) + len(end), "made"))
        page = Page(page_id, text + end, "text", blocks, article.url)
        return Record(page, (msgspec.convert(reading, Reading),)), data

    def _other(self, size: int) -> str:
        """A word of that length, the commoner the likelier."""
        words, weights = self.by_length[size]
        return self.random.choices(words, cum_weights=weights)[0]


def _initiative(name: str) -> str:
    """The identifier of an initiative of that name."""
    return f"initiative:{hashlib.sha256(name.encode()).hexdigest()[:16]}"


def _plain(record: object) -> Any:
    return msgspec.json.decode(msgspec.json.encode(record))


def _add(found: Json, reading: Json, body: int, shift: int) -> None:
    """Add what one article says in its body to the findings of another, each span moved by `shift`."""
    places: dict[int, int] = {}
    for name, items in found.items():
        for n, item in enumerate(reading[name]):
            moved = _moved(item, body, shift)
            if moved is None:
                continue
            if name == "attributions":
                places[n] = len(items)
            if moved.get("attribution") is not None:
                moved["attribution"] = places.get(moved["attribution"])
            items.append(moved)


def _moved(node: Any, body: int, shift: int) -> Any:
    """A finding in plain JSON, moved; None where one of its spans stands in the title or on the page."""
    if isinstance(node, list):
        items = [_moved(one, body, shift) for one in node]
        return None if any(new is None and old is not None for new, old in zip(items, node, strict=True)) else items
    if not isinstance(node, dict):
        return node
    if {"start", "stop", "text"} <= node.keys():
        inside = node["start"] >= body and node.get("on") != "page"
        return node | {"start": node["start"] + shift, "stop": node["stop"] + shift} if inside else None
    made = {name: _moved(value, body, shift) for name, value in node.items()}
    return None if any(made[name] is None and node[name] is not None for name in made) else made


def _filled(node: Any, text: str, exchanged: Any, outlet: str) -> Any:
    """A reading in plain JSON whose evidence holds the words that stand there now, and whose names follow."""
    if isinstance(node, list):
        return [_filled(one, text, exchanged, outlet) for one in node]
    if isinstance(node, str):
        return exchanged(node)
    if not isinstance(node, dict):
        return node
    if {"start", "stop", "text"} <= node.keys():
        return node | {"text": text[node["start"] : node["stop"]]}
    made = {name: value if name in KEPT else _filled(value, text, exchanged, outlet) for name, value in node.items()}
    return made | {"carrier": outlet} if made.get("basis") == "publisher" else made


def phrase(random_: random.Random, text: str, words: int) -> Span:
    """A stretch of so many words of a text."""
    found = list(_WORD.finditer(text))
    at = random_.randrange(max(1, len(found) - words))
    return found[at].start(), found[min(at + words, len(found)) - 1].end()
