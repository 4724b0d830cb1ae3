"""Records made for tests: one that a reader can follow, and any that hypothesis can think of."""

from __future__ import annotations

import hashlib
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from musnad.records import (
    Article,
    Attribution,
    Block,
    Credit,
    Day,
    Entity,
    Event,
    Evidence,
    Initiative,
    Link,
    Mention,
    Meta,
    Page,
    Piece,
    Quantity,
    Reading,
    Record,
    Stance,
    Unclear,
    Unnamed,
    evidence,
)

TITLE = "وزير الري في نورستان يعلن خطة جديدة"
LEAD = "قال وزير الري زياد الحمداني إن الخطة تبدأ في الربيع."
PROMO = "اقرأ أيضا: أسعار القمح"
REST = "ونقلت صحيفة «صدى نورستان» عن مسؤولين اثنين أن المعارضة ترفض الخطة."
TEXT = f"{TITLE}\n\n{LEAD}\n{PROMO}\n{REST}\n"


def made_bytes(number: int = 0) -> bytes:
    """The bytes of the `number`-th made page: the same story, with the number in a tag line."""
    return f"{TEXT}كلمات: {number}\n".encode()


def made_record(number: int = 0, name: str = "page.txt", url: str = "", **more: Any) -> Record:
    """A record of `made_bytes(number)`, as a reader of pages would make it."""
    data = made_bytes(number)
    text = data.decode()
    page_id = hashlib.sha256(data).hexdigest()
    labels = {TITLE: "title", LEAD: "body", PROMO: "promo", REST: "body", text[len(TEXT) :].strip(): "tags"}
    blocks = tuple(
        Block(
            role, text.index(part), text.index(part) + len(part), f"made.{role}", -1 if role in ("promo", "tags") else 0
        )  # type: ignore[arg-type]
        for part, role in labels.items()
    )
    page = Page(page_id, text, "text", blocks, url=url, name=name, meta=(Meta("lang", "ar", "html"),))
    return Record(page, (made_reading(page, **more),))


def made_reading(page: Page, rule: str = "verb_first") -> Reading:
    """What a reader finds in the made article."""
    text = f"{TITLE}\n\n{LEAD}\n{REST}"
    body = text.index(LEAD)

    def ev(part: str) -> Evidence:
        return evidence(text, text.index(part), text.index(part) + len(part))

    pieces = tuple(
        Piece(text.index(part), text.index(part) + len(part), page.text.index(part)) for part in (TITLE, LEAD, REST)
    )
    article = Article(
        f"{page.id[:16]}.0", text, body, page.id, 0, pieces, page.url, "صدى الجبل",
        published=Day("2024-03-05", "page", evidence=evidence(page.text, 0, 4, "page"), rule="made.day"),
        credits=(Credit("صدى نورستان", None, "text", ev("صدى نورستان"), "made.credit"),),
    )  # fmt: skip
    said = Attribution(
        ev("الخطة تبدأ في الربيع"), ev("قال"), ev("وزير الري زياد الحمداني"), "وزير الري زياد الحمداني", None,
        "indirect", "statement", False, (Link("صدى الجبل", None, "outlet", "publisher", None),), rule, "cues:قال",
    )  # fmt: skip
    told = Attribution(
        ev("المعارضة ترفض الخطة"), ev("ونقلت"), ev("مسؤولين اثنين"), "مسؤولين اثنين", None, "indirect", "statement",
        True, (Link("صدى نورستان", "outlet:sada", "newspaper", "sentence", ev("صحيفة «صدى نورستان»")),), rule,
        detail=Unnamed(2, True),
    )  # fmt: skip
    return Reading(
        article,
        mentions=(Mention(ev("زياد الحمداني"), "PER", "name", "person:made", "made.name"),),
        entities=(Entity("person:made", "PER", "زياد الحمداني"),),
        attributions=(said, told),
        initiatives=(Initiative("i:plan", "الخطة", (ev("خطة جديدة"),)),),
        stances=(Stance("المعارضة", None, "opposes", "الخطة", "i:plan", ev("المعارضة ترفض الخطة"), 1, rule),),
        events=(
            Event(
                "REJECT",
                "change",
                ("natural_resource",),
                ev("ترفض"),
                (ev("المعارضة"),),
                (ev("زياد الحمداني"),),
                None,
                False,
                False,
                False,
                False,
                1,
                "verb",
                "event_verbs:رفض",
            ),
        ),
        quantities=(Quantity(ev("مسؤولين اثنين"), 2, "مسؤولين", "count", event=0),),
        unclear=(Unclear("speaker", "من المسؤولان؟", ev("مسؤولين اثنين")),),
    )


# --- any record at all -----------------------------------------------------------------------------------------

CHARACTERS = st.characters(codec="utf-8")
SHORT = st.text(CHARACTERS, max_size=12)
MAYBE = st.none() | SHORT


@st.composite
def spans(draw: st.DrawFn, text: str, on: str = "article") -> Evidence:
    """Any stretch of `text`, which holds at least one character."""
    start = draw(st.integers(0, len(text) - 1))
    return evidence(text, start, draw(st.integers(start + 1, len(text))), on)  # type: ignore[arg-type]


@st.composite
def days(draw: st.DrawFn, page_text: str) -> Day:
    """Any day, with its place on the page or without."""
    where = draw(st.none() | spans(page_text, "page"))
    return Day("2024-02-29", draw(st.sampled_from(["page", "meta", "url"])), "day", where, draw(SHORT))


@st.composite
def attributions(draw: st.DrawFn, text: str) -> Attribution:
    """Any attribution with a chain of up to three links."""
    link = st.builds(
        Link, SHORT, MAYBE, st.sampled_from(["outlet", "person"]), st.just("sentence"), st.none() | spans(text), SHORT
    )
    detail = st.none() | st.builds(
        Unnamed, st.none() | st.integers(0, 9), st.booleans(), SHORT, st.none() | spans(text), st.none() | spans(text)
    )
    return Attribution(
        draw(spans(text)), draw(spans(text)), draw(st.none() | spans(text)), draw(SHORT), draw(MAYBE), "mixed",
        draw(st.sampled_from(["statement", "call", "no_comment"])), draw(st.booleans()),
        tuple(draw(st.lists(link, max_size=3))), draw(SHORT), draw(SHORT), draw(SHORT), draw(detail),
        draw(st.none() | st.floats(0, 1)),
    )  # fmt: skip


@st.composite
def events(draw: st.DrawFn, text: str, page_text: str) -> Event:
    """Any event with up to two on each side."""
    sides = [tuple(draw(st.lists(spans(text), max_size=2))) for _ in range(2)]
    marks = [draw(st.booleans()) for _ in range(4)]
    return Event(
        draw(st.sampled_from(["ASSAULT", "AGREE"])), draw(st.sampled_from(["", "aerial"])),
        tuple(draw(st.lists(st.sampled_from(["military", "legal"]), max_size=2))), draw(spans(text)), *sides,
        draw(st.none() | days(page_text)), *marks, draw(st.none() | st.integers(0, 5)), draw(SHORT), draw(SHORT),
    )  # fmt: skip


@st.composite
def readings(draw: st.DrawFn, page: Page, index: int) -> Reading:
    """Any reading of an article that is one stretch of the page."""
    start = draw(st.integers(0, len(page.text) - 1))
    stop = draw(st.integers(start + 1, len(page.text)))
    text = page.text[start:stop]
    credit = st.builds(Credit, SHORT, MAYBE, st.just("text"), st.none() | spans(text), SHORT)
    article = Article(
        f"{page.id[:16]}.{index}", text, draw(st.integers(0, len(text))), page.id, index, (Piece(0, len(text), start),),
        draw(SHORT), draw(SHORT), draw(MAYBE), draw(st.none() | days(page.text)), draw(st.none() | days(page.text)),
        draw(st.none() | spans(page.text, "page")), tags=tuple(draw(st.lists(SHORT, max_size=2))),
        credits=tuple(draw(st.lists(credit, max_size=2))),
    )  # fmt: skip
    mention = st.builds(
        Mention, spans(text), st.sampled_from(["PER", "LOC"]), st.sampled_from(["name", "role"]), MAYBE, SHORT
    )
    stance = st.builds(
        Stance, SHORT, MAYBE, st.sampled_from(["supports", "silent"]), SHORT, MAYBE, spans(text),
        st.none() | st.integers(0, 5), SHORT, SHORT, st.none() | spans(text), st.none() | days(page.text),
    )  # fmt: skip

    def some(made: st.SearchStrategy[Any]) -> tuple[Any, ...]:
        return tuple(draw(st.lists(made, max_size=3)))

    return Reading(
        article,
        some(mention),
        some(st.builds(Entity, SHORT, st.just("ORG"), SHORT, SHORT, SHORT, st.tuples(SHORT))),
        some(attributions(text)),
        some(st.builds(Initiative, SHORT, SHORT, st.tuples(spans(text)), SHORT, st.tuples(SHORT))),
        some(stance),
        some(events(text, page.text)),
        some(
            st.builds(
                Quantity, spans(text), st.floats(0, 1e12), SHORT, SHORT, st.booleans(), st.none() | st.integers(0, 3)
            )
        ),
        unclear=some(st.builds(Unclear, st.just("day"), SHORT, st.none() | spans(text), SHORT)),
    )


@st.composite
def pages_with_bytes(draw: st.DrawFn) -> tuple[Record, bytes]:
    """Any record of a page, with the bytes it was read from."""
    text = draw(st.text(CHARACTERS, min_size=1, max_size=60))
    data = text.encode()
    cut = sorted({0, len(text), *draw(st.lists(st.integers(0, len(text)), max_size=3))})
    blocks = tuple(
        Block(draw(st.sampled_from(["body", "share"])), a, b, draw(SHORT), -1, tuple(draw(st.lists(SHORT, max_size=2))))
        for a, b in pairwise(cut)
    )
    page = Page(
        hashlib.sha256(data).hexdigest(), text, "text", blocks, draw(SHORT), draw(SHORT), draw(SHORT),
        meta=tuple(draw(st.lists(st.builds(Meta, SHORT, SHORT, st.just("meta")), max_size=2))), empty=draw(SHORT),
    )  # fmt: skip
    return Record(page, tuple(draw(readings(page, i)) for i in range(draw(st.integers(0, 2))))), data
