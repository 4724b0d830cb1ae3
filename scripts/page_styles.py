"""Site styles drawn by lot out of phrases and orders, for training: as many as are asked for, none of them held out.

A drawn style has the form of a declaration of `tests/pages_corpus/styles.yaml`. Phrases of furniture come from the
knowledge too, so that what is learnt is how furniture stands, not which words one site uses.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from typing import Any

import yaml

from musnad.lexicon import lexicon
from page_parts import PARTS

POOL: dict[str, list[str]] = yaml.safe_load((PARTS / "drawn.yaml").read_text(encoding="utf-8"))
ORDERS = (
    "title", "title", "title date", "title date", "date title", "title author", "title date author",
    "title body credit", "title date body credit",
)  # fmt: skip
"""What stands around the body of one of several articles."""


@cache
def _phrases(role: str, place: str) -> tuple[str, ...]:
    return tuple(row.phrase for row in lexicon().furniture.values() if row.role == role and row.place == place)


def drawn(key: str, words: Sequence[str] = ()) -> dict[str, Any]:
    """The style drawn by lot with a key: the same for the same key and words (any, that menus and names may hold)."""
    rng = random.Random(f"style:{key}")  # noqa: S311
    kind = rng.choice(POOL["kinds"])
    dated = rng.random() < 0.85
    style: dict[str, Any] = {
        "name": f"drawn_{key}",
        "split": "train",
        "regions": rng.sample(POOL["regions"], rng.randrange(2, 5)),
        "site": f"{kind} {rng.choice(words if words and rng.random() < 0.5 else POOL['names'])}".strip(),
        "date": rng.choice(POOL["dates"]) if dated else rng.choice(POOL["no_dates"]),
        "dated": dated,
        "html": "plain",
        "meta": "none",
        "glue": rng.choice((0.0, 0.0, 0.1, 0.2, 0.3, 0.5, 0.7)),
        "repeat_title": rng.random() < 0.15,
        "bullet": rng.choice(
            ("", "", "", "• ", "- ", "* ", "» ", "◄ ", "· ", "{n}. ", "{n} ", "> ", "▪ ", "● ", "– ", "+ ")
        ),
        "long_teasers": rng.random() < 0.7,
        "inside": _inside(rng),
    }
    if rng.random() < 0.08:
        style["digits"] = "arabic"
    items = [*POOL["menu"], *rng.sample(list(words), 90)] if words and rng.random() < 0.7 else POOL["menu"]
    style["embedded"] = [order for order in ORDERS if order.startswith("title")]
    style["digest"] = rng.choice(ORDERS)
    head, middle = _head(rng, dated, items), _middle(rng)
    if middle != ["body"]:
        head = head[: head.index("title")] if rng.random() < 0.7 else []
        style["between"] = POOL["embeds"] if rng.random() < 0.5 else []
    elif rng.random() < 0.06:
        head = ["title"] if rng.random() < 0.5 else []
    style["page"] = [*head, *middle, *_tail(rng, items)]
    return style


def menu(rng: random.Random, items: Sequence[str], low: int = 3, high: int = 14) -> str:
    """A line of menu."""
    return "navigation: " + " | ".join(rng.sample(items, rng.randrange(low, high)))


def _some(rng: random.Random, role: str, pool: Sequence[str], most: int) -> list[str]:
    return [f"{role}: {words}" for words in rng.sample(list(pool), rng.randrange(most + 1))]


def _head(rng: random.Random, dated: bool, items: Sequence[str]) -> list[str]:
    found: list[str] = []
    if rng.random() < 0.45:
        found.append("navigation: " + rng.choice(POOL["page_titles"]))
    found += _some(rng, "navigation", POOL["heads"], 4)
    if rng.random() < 0.15:
        found += _some(rng, "boilerplate", POOL["notices"], 2)
    found += [menu(rng, items) for _ in range(rng.choice((0, 1, 1, 1, 2)))]
    if rng.random() < 0.15:
        found += _some(rng, "navigation", _phrases("navigation", "head"), 2)
    if rng.random() < 0.2:
        found.append(f"related {rng.randrange(1, 7)}: {rng.choice(POOL['tickers'])}")
    elif rng.random() < 0.1:
        found += _agos(rng)
    elif rng.random() < 0.1:
        found.append("promo: عاجل {related}")
    above = rng.random() < 0.1
    if above:
        # the headline stands at the top of the page alone, where its name is
        found = [
            "title",
            "navigation: " + rng.choice(("| {site}", "- {site}", "» {site}", "- {section} - {site}")),
            *found,
        ]
    middle = found[1 + above :]
    rng.shuffle(middle)
    found = found[: 1 + above] + middle
    around = ["date: " + rng.choice(POOL["date_leads"]) + "{date}"] if dated or rng.random() < 0.5 else []
    if rng.random() < 0.55:
        around.append("byline: " + rng.choice(POOL["bylines"]))
    if rng.random() < 0.4:
        around.append("caption?: " + rng.choice(POOL["captions"]))
    if rng.random() < 0.4:
        around.append("share: " + rng.choice(POOL["shares"]))
    if rng.random() < 0.15:
        around += _some(rng, "share", _phrases("share", "any"), 2)
    if rng.random() < 0.1:
        around.append("tags: " + rng.choice(POOL["tag_leads"]))
    if rng.random() < 0.08:
        around.append(f"related 1: {rng.choice(POOL['inside_leads'])}")
    rng.shuffle(around)
    if rng.random() < 0.4:
        found.append("section: " + rng.choice(POOL["sections"]))
    if above:
        return [*found, *around, *dateline(rng)]
    high = rng.choice((0, 0, 0, 1, 1, 2))
    head = [*found, *around[:high], "title"]
    if rng.random() < 0.25:
        head.append("subtitle")
    return head + around[high:] + dateline(rng)


def dateline(rng: random.Random) -> list[str]:
    """A dateline that runs into the lead, in some styles."""
    return ["dateline+: " + rng.choice(POOL["datelines"])] if rng.random() < 0.3 else []


def _agos(rng: random.Random) -> list[str]:
    """Headlines with the time that has gone since."""
    before = rng.random() < 0.6
    ago = rng.choice(("منذ {n} ساعة", "قبل {n} دقيقة", "منذ {n} ساعات", "منذ {n} يوم", "{n}:20", "قبل {n} ساعات"))
    found = []
    for _ in range(rng.randrange(2, 7)):
        time = ago.replace("{n}", str(rng.randrange(2, 24)))
        found.append(f"promo: {time} {{related}}" if before else f"promo: {{related}} {time}")
    return found


def _middle(rng: random.Random) -> list[str]:
    if rng.random() < 0.14:
        return [f"digest {rng.randrange(2, 4)}"]
    return ["body"]


def _inside(rng: random.Random) -> list[str]:
    found = []
    for _ in range(rng.choice((0, 0, 1, 1, 2, 3))):
        roll = rng.random()
        lead = rng.choice(POOL["inside_leads"])
        if roll < 0.45:
            found.append(f"promo: {lead} {{related}}")
        elif roll < 0.6:
            found.append(f"related {rng.randrange(1, 4)}: {lead}")
        elif roll < 0.65:
            found.append(f"promo: {rng.choice(_phrases('promo', 'tail'))}")
        else:
            found.append(rng.choice(POOL["inside"]))
    return found


def _tail(rng: random.Random, items: Sequence[str]) -> list[str]:
    parts: list[str] = []
    if rng.random() < 0.35:
        parts.append("credit: " + rng.choice(POOL["credits_out"]))
    if rng.random() < 0.2:
        parts.append("boilerplate: " + rng.choice(POOL["ends"]))
    rest: list[str] = _some(rng, "share", POOL["shares"], 2)
    if rng.random() < 0.5:
        rest.append("tags: " + rng.choice(POOL["tag_leads"]))
    if rng.random() < 0.25:
        rest.append("disclaimer: " + rng.choice([*POOL["disclaimers"], *_phrases("disclaimer", "tail")]))
    if rng.random() < 0.3:
        rest += _some(rng, "promo", _phrases("promo", "tail"), 2)
    if rng.random() < 0.3:
        rest += _some(rng, "navigation", POOL["nexts"], 2)
    for _ in range(rng.choice((0, 0, 0, 0, 1, 1, 2))):
        rest.append("embedded: " + rng.choice(POOL["embeds"]))
    for _ in range(rng.choice((0, 1, 1, 2))):
        lead = rng.choice([*POOL["related_leads"], *_phrases("related", "tail")])
        rest.append(f"{'teasers' if rng.random() < 0.25 else 'related'} {rng.randrange(1, 7)}: {lead}")
    if rng.random() < 0.1:
        rest += _agos(rng)
    if rng.random() < 0.06:
        rest.append("navigation: {title}")
    if rng.random() < 0.25:
        rest.append(f"comments {rng.randrange(1, 5)}: {rng.choice(POOL['comment_leads'])}")
    if rng.random() < 0.25:
        rest.append("comment: " + rng.choice(POOL["comment_forms"]))
    if rng.random() < 0.5:
        rng.shuffle(rest)
    foot = _some(rng, "boilerplate", POOL["feet"], 5) + (
        _some(rng, "boilerplate", POOL["notices"], 3) if rng.random() < 0.4 else []
    )
    rng.shuffle(foot)
    if rng.random() < 0.3:
        foot.insert(0, menu(rng, items))
    if rng.random() < 0.2:
        foot += _some(rng, "boilerplate", _phrases("boilerplate", "tail"), 2)
    return parts + rest + foot
