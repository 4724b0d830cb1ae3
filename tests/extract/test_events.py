"""Events: every row by its example, roles and marks and days in sentences of our own."""

from __future__ import annotations

import pytest

from musnad.extract import read_article
from musnad.extract.events import sentences
from musnad.extract.events.scene import Scene
from musnad.lexicon import lexicon
from musnad.records import Article, Day, Event
from musnad.text.doc import analyse

LEX = lexicon()
ROWS = [row for row in LEX.event_verbs.values() if row.type.isupper()]
CARRIERS = [row for row in LEX.event_verbs.values() if not row.type.isupper()]


def events(text: str, published: str = "") -> tuple[Event, ...]:
    """The events of a sentence that is an article of its own."""
    day = Day(published, "input") if published else None
    return read_article(Article("case", text, 0, published=day)).events


def seen(text: str) -> list[Event]:
    """What the rules see in a text, before a sentence is judged."""
    article = Article("case", text, 0)
    reading = read_article(article)
    scene = Scene(analyse(text, 0), reading.mentions, reading.attributions, LEX)
    return [told.event for _, found in sentences(scene, article) for told in found]


def one(text: str, kind: str, published: str = "") -> Event:
    return next(event for event in events(text, published) if event.type == kind)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key)
def test_example_of_a_row(row: object) -> None:
    assert row.type in {event.type for event in seen(row.example)}  # type: ignore[attr-defined]


@pytest.mark.parametrize("row", CARRIERS, ids=lambda row: row.key)
def test_example_of_a_carrier(row: object) -> None:
    assert "carried" in {event.rule for event in seen(row.example)}  # type: ignore[attr-defined]


def test_who_did_what_to_whom() -> None:
    event = one("قالت الشرطة إن مسلحين مجهولين خطفوا ثلاثة مهندسين من مكتبهم.", "ASSAULT")
    assert (event.mode, event.trigger.text) == ("abduct", "خطفوا")
    assert [who.text for who in event.actor] == ["مسلحين مجهولين"]
    assert [whom.text for whom in event.recipient] == ["ثلاثة مهندسين"]
    assert event.attribution == 0


@pytest.mark.parametrize(
    ("text", "kind", "mark"),
    [
        ("لم يعتقل الجيش أحدا من سكان القرية.", "COERCE", "negated"),
        ("أكدت الوزارة عدم اعتقال أي صحفي.", "COERCE", "negated"),
        ("ستطرد نورستان سفير الجزر.", "SANCTION", "future"),
        ("تعتزم نورستان سحب قواتها من الجزر.", "RETREAT", "future"),
        ("إذا قصفت نورستان الميناء فسنرد.", "ASSAULT", "hypothetical"),
        ("قد تقصف نورستان ميناء الجزر.", "ASSAULT", "hypothetical"),
        ("احتلت نورستان الجزر قبل عشرين عاما.", "COERCE", "historical"),
    ],
)
def test_marks(text: str, kind: str, mark: str) -> None:
    assert getattr(one(text, kind), mark)


def test_what_happened_has_no_mark() -> None:
    event = one("قصفت نورستان ميناء الجزر أمس.", "ASSAULT")
    assert not any((event.negated, event.future, event.hypothetical, event.historical))


def test_a_meeting_to_come_is_an_agreement_to_meet() -> None:
    assert one("سيلتقي زياد الحمداني نظيره غدا.", "AGREE").future


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("قصفت نورستان الميناء أمس.", "2026-05-06"),
        ("قصفت نورستان الميناء أول من أمس.", "2026-05-05"),
        ("قصفت نورستان الميناء يوم السبت.", "2026-05-02"),
        ("قصفت نورستان الميناء في 3 آذار 2026.", "2026-03-03"),
    ],
)
def test_day_is_counted_from_the_articles(text: str, day: str) -> None:
    event = one(text, "ASSAULT", "2026-05-07")
    assert event.date is not None
    assert event.date.value == day


def test_a_day_that_cannot_be_counted_is_unknown() -> None:
    assert one("قصفت نورستان الميناء أمس.", "ASSAULT").date is None


@pytest.mark.parametrize(
    "text", ["أعلن الوزير نتائج الامتحانات في الجزر.", "ضرب زلزال عنيف سواحل الجزر فجرا.", "يضرب الكاتب مثلا على ذلك."]
)
def test_nothing_happened(text: str) -> None:
    assert not events(text)
