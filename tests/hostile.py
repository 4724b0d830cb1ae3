"""A page whose every string tries to be something else: markup, a formula, an order to the direction of text."""

from __future__ import annotations

import hashlib

from musnad.records import (
    Article,
    Attribution,
    Block,
    Credit,
    Entity,
    Event,
    Evidence,
    Initiative,
    Link,
    Mention,
    Page,
    Piece,
    Reading,
    Record,
    Stance,
    Unclear,
    Unnamed,
    evidence,
)
from musnad.relations import Claim, Copy, OriginGroup, Origins, Passage, Relations, Story
from musnad.store import Item

CONTROLS = "\u202e\u2066\u200f\u2028\x1b[31m"
NASTY = f"\"'=1+1<script>alert(1)</script></title><img src=x onerror=alert(2)>{CONTROLS}&lt;b&gt;{{{{7*7}}}}"
NAME = f"الوزير {NASTY}"
URL = 'https://nuristan.example/"onclick=alert(3)//<script>\u202e'
SAID = f"قال {NAME} إن {NASTY} تبدأ."


def item(number: int) -> Item:
    """The `number`-th nasty page."""
    text = f"{NASTY} عنوان\n\n{SAID}\n{number}"
    data = text.encode()
    page_id = hashlib.sha256(data).hexdigest()
    blocks = (
        Block("title", 0, text.index("\n"), NASTY, 0),
        Block("body", text.index("قال"), len(text), NASTY, 0, (NASTY,)),
    )
    page = Page(page_id, text, "text", blocks, URL, NASTY, NASTY, encoding=NASTY, encoding_basis=NASTY)
    return Item(Record(page, (_reading(page),)), data, NASTY)


def _reading(page: Page) -> Reading:
    text = page.text

    def ev(part: str) -> Evidence:
        start = text.index(part, text.index("قال"))
        return evidence(text, start, start + len(part))

    article = Article(
        f"{page.id[:16]}.0", text, text.index("قال"), page.id, 0, (Piece(0, len(text), 0),), URL, NASTY, NASTY,
        byline=ev(NASTY), dateline=ev(NASTY), credits=(Credit(NASTY, NASTY, "credit", ev(NASTY), NASTY),),
        section=NASTY, tags=(NASTY,),
    )  # fmt: skip
    said = Attribution(
        ev(f"{NASTY} تبدأ"), ev("قال"), ev(NAME), NAME, f"name:{NASTY}", "direct", "statement", True,
        (Link(NASTY, f"outlet:{NASTY}", "outlet", "sentence", ev(NASTY), NASTY),), NASTY, NASTY, NASTY,
        Unnamed(2, True, NASTY, ev(NASTY), ev(NASTY)), 0.5,
    )  # fmt: skip
    stance = Stance(
        NAME, f"name:{NASTY}", "opposes", NASTY, f"initiative:{NASTY}", ev(NASTY), 0, NASTY, NASTY, ev(NASTY)
    )
    event = Event(
        "ASSAULT", NASTY, (NASTY,), ev("تبدأ"), (ev(NAME),), (ev(NASTY),), None, True, True, True, True, 0, NASTY, NASTY
    )
    return Reading(
        article, (Mention(ev(NAME), "PER", "name", f"name:{NASTY}", NASTY),),
        (Entity(f"name:{NASTY}", "PER", NAME, NASTY, NASTY, (NASTY,)),), (said,),
        (Initiative(f"initiative:{NASTY}", NASTY, (ev(NASTY),), NASTY, (NASTY,), (ev(NASTY),)),), (stance,), (event,),
        unclear=(Unclear("speaker", NASTY, ev(NASTY), NASTY),),
    )  # fmt: skip


def relations(items: list[Item]) -> Relations:
    """Two nasty pages as one story, a copy and a claim of each other."""
    one, two = (item.record.readings[0].article for item in items)
    group = OriginGroup((one.id, two.id), NASTY, True, (NASTY,))
    origins = Origins(1, 2, (group,), ((NASTY, NASTY),))
    copy = Copy(one.id, two.id, 0.9, (Passage(0, 9, 0, 9),), "stated", NASTY)
    story = Story("0123456789abcdef", NASTY, (one.id, two.id), one.id, origins, outlets=(NASTY,))
    claim = Claim("fedcba9876543210", NAME, ((one.id, 0), (two.id, 0)), origins, text=NASTY)
    return Relations((copy,), (), (story,), (claim,))
