"""What people say of findings: kept with who and when, checked, and found again however the page is read later."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from made import made_bytes, made_record
from musnad.corrections import Reviewed
from musnad.export import corrected
from musnad.records import Attribution, Mention, Reading, Record
from musnad.store import BadCorrection, NoSuchPage, Store, open_store
from musnad.store.anchors import place_of, quote_of

RECORD = made_record()
PAGE = RECORD.page.id
TEXT = RECORD.readings[0].article.text


@pytest.fixture
def store(anywhere: str) -> Iterator[Store]:
    with open_store(anywhere, "0.1.0") as opened:
        opened.save(RECORD, made_bytes())
        yield opened


def span(words: str, text: str = TEXT) -> list[int]:
    return [text.index(words), text.index(words) + len(words)]


def later(where: Store, **changed: Any) -> None:
    """A newer reader reads the page again and makes something else of its article."""
    (reading,) = RECORD.readings
    record = Record(RECORD.page, (msgspec.structs.replace(reading, **changed),))
    with open_store(where.where, "0.2.0") as newer:
        assert newer.save(record, made_bytes()).outcome == "replaced"


def only(store: Store) -> Reviewed:
    (one,) = store.corrections(PAGE)
    return one


def test_a_confirmation_is_kept_with_who_and_when(store: Store) -> None:
    made = store.correct((PAGE, 0, "a", 1), "confirm", "  ليلى ", note="كما في النص")
    assert made == only(store)
    assert made.name == f"{PAGE[:16]}.0.a1"
    assert made.truth == RECORD.readings[0].attributions[1]
    assert (made.correction.who, made.correction.note, made.current) == ("ليلى", "كما في النص", True)
    assert made.correction.made_at[:2] == "20"


def test_nothing_that_was_read_changes(store: Store) -> None:
    store.correct((PAGE, 0, "a", 0), "reject", "ليلى")
    assert store.load(PAGE) == RECORD


def test_a_correction_says_what_is_otherwise(store: Store) -> None:
    changes = {"kind": "call", "speaker": "زياد الحمداني", "source": span("زياد الحمداني"), "unnamed": False}
    truth = store.correct((PAGE, 0, "a", 0), "correct", "ليلى", changes).truth
    assert isinstance(truth, Attribution)
    assert (truth.kind, truth.speaker) == ("call", "زياد الحمداني")
    assert truth.source is not None
    assert truth.source.text == "زياد الحمداني"
    assert truth.content == RECORD.readings[0].attributions[0].content


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"kind": "song"}, "Invalid enum value"),
        ({"rule": "mine"}, "cannot be corrected"),
        ({"content": [3, 3]}, "no stretch"),
        ({"content": [0, 10_000]}, "no stretch"),
        ({"content": None}, "Expected"),
        ({"content": {"start": 0, "stop": 2, "text": "xx", "on": "article"}}, "is not 'xx'"),
        ({"speaker": 7}, "Expected"),
        ({}, "says what is otherwise"),
    ],
)
def test_what_cannot_be_is_refused(store: Store, changes: dict[str, Any], why: str) -> None:
    with pytest.raises(BadCorrection, match=why):
        store.correct((PAGE, 0, "a", 0), "correct", "ليلى", changes)
    assert store.corrections(PAGE) == ()


def test_who_must_be_told(store: Store) -> None:
    with pytest.raises(BadCorrection, match="say who"):
        store.correct((PAGE, 0, "a", 0), "confirm", " ")


@pytest.mark.parametrize("finding", [(PAGE, 0, "a", 9), (PAGE, 1, "a", 0), ("0" * 64, 0, "a", 0)])
def test_a_finding_that_is_not_there(store: Store, finding: Any) -> None:
    with pytest.raises(NoSuchPage, match="no such finding"):
        store.correct(finding, "confirm", "ليلى")


def test_the_last_word_on_a_finding_counts(store: Store) -> None:
    store.correct((PAGE, 0, "a", 0), "reject", "ليلى")
    store.correct((PAGE, 0, "a", 1), "confirm", "ليلى")
    store.correct((PAGE, 0, "a", 0), "confirm", "سامي")
    assert [(one.correction.verdict, one.current) for one in store.corrections(PAGE)] == [
        ("reject", False), ("confirm", True), ("confirm", True),
    ]  # fmt: skip


# --- after another reading -------------------------------------------------------------------------------------


def test_a_finding_with_another_number_is_the_same(store: Store) -> None:
    store.correct((PAGE, 0, "a", 1), "confirm", "ليلى")
    later(store, attributions=RECORD.readings[0].attributions[1:])
    assert only(store).name == f"{PAGE[:16]}.0.a0"


def test_a_finding_that_is_gone_is_still_true(store: Store) -> None:
    store.correct((PAGE, 0, "a", 1), "confirm", "ليلى")
    later(store, attributions=())
    assert only(store).name == ""
    assert only(store).truth == RECORD.readings[0].attributions[1]
    (line,) = corrected.articles(store.load(PAGE) or RECORD, store.corrections(PAGE))
    assert [one["reviewed"] for one in line["attributions"]] == ["confirm"]


def test_a_finding_in_a_text_cut_otherwise_is_found_by_its_words(store: Store) -> None:
    store.correct((PAGE, 0, "m", 0), "correct", "ليلى", {"entity": "person:other"})
    (reading,) = RECORD.readings
    article = reading.article
    shorter = msgspec.structs.replace(
        article, text=TEXT[article.body :], body=0, credits=(), published=None,
        pieces=tuple(
            msgspec.structs.replace(one, start=one.start - article.body, stop=one.stop - article.body)
            for one in article.pieces[1:]
        ),
    )  # fmt: skip
    with open_store(store.where, "0.2.0") as newer:
        newer.save(Record(RECORD.page, (Reading(shorter),)), made_bytes())
    truth = only(store).truth
    assert isinstance(truth, Mention)
    assert shorter.text[slice(*truth.where.span)] == "زياد الحمداني"
    assert truth.entity == "person:other"


def test_words_that_are_gone_are_told_and_not_lost(store: Store) -> None:
    store.correct((PAGE, 0, "a", 0), "confirm", "ليلى")
    (reading,) = RECORD.readings
    with open_store(store.where, "0.2.0") as newer:
        other = msgspec.structs.replace(reading.article, text="شيء آخر", body=0, pieces=(), credits=(), published=None)
        newer.save(Record(RECORD.page, (Reading(other),)), made_bytes())
    assert (only(store).article, only(store).truth) == ("", None)
    assert only(store).correction.was["speaker"] == "وزير الري زياد الحمداني"
    later(store, attributions=RECORD.readings[0].attributions)
    assert only(store).name == f"{PAGE[:16]}.0.a0"


def test_the_place_is_that_with_the_same_around_it() -> None:
    text = "قال إن الأول جاء. ثم قال إن الثاني ذهب."
    quote = quote_of(text, text.rindex("قال"), text.rindex("قال") + 3)
    longer = "قال قال قال. " + text
    assert place_of(longer, quote) == (longer.rindex("قال"), longer.rindex("قال") + 3)
    assert place_of("لا شيء", quote) is None


# --- as training data ------------------------------------------------------------------------------------------


def test_training_data_tells_what_was_reviewed_and_what_was_not(store: Store) -> None:
    store.correct((PAGE, 0, "a", 0), "correct", "ليلى", {"kind": "call"})
    store.correct((PAGE, 0, "s", 0), "reject", "سامي", note="لا موقف")
    (line,) = corrected.articles(RECORD, store.corrections(PAGE))
    first, second = line["attributions"]
    assert (first["kind"], first["reviewed"], first["by"]) == ("call", "correct", "ليلى")
    assert line["text"][slice(*first["content"])] == "الخطة تبدأ في الربيع"
    assert (second["optional"], second["via"]) == (True, ["صدى نورستان"])
    assert line["stances"] == []
    assert line["rejected"][0]["finding"]["stance"] == "opposes"
    assert [one["optional"] for one in line["mentions"]] == [True]


def test_pages_nobody_reviewed_are_no_training_data(store: Store) -> None:
    assert store.corrected_pages() == []
    store.correct((PAGE, 0, "a", 0), "reject", "ليلى")
    assert store.corrected_pages() == [PAGE]
