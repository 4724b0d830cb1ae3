"""Search: every form of a word, phrases, beginnings, exclusion and filters, the same in both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from made_said import page
from musnad.records import Reading, Record
from musnad.store import BadQuery, Query, Store, open_store
from musnad.store.fulltext import TOTAL
from musnad.store.search import WEIGHED
from musnad.store.terms import PART

PAGES = [
    ("وزيرة الري في نورستان تعلن خطة", "قالت الوزيرة إن الخطة تبدأ في الربيع.", "2024-03-05", "صدى الجبل"),
    ("مجلس الوزراء يناقش الخطة", "وقال مصدر إن المجلس يناقش خطة المياه غدا.", "2024-03-06", "وكالة أنباء الواحة"),
    ("مباراة ودية", "انتهت المباراة بين السروية والبلوط بلا أهداف، وقال المدرب إنه راض.", "2023-01-01", "صدى الجبل"),
    ("القمح", "المزارعون يطلبون وزنا عادلا. المجلس لم يرد.", "", ""),
]


@pytest.fixture(scope="module")
def store(anywhere_for_all: str) -> Iterator[Store]:
    with open_store(anywhere_for_all, "0.1.0") as opened:
        for n, row in enumerate(PAGES):
            opened.save(*page(n, *row))
        yield opened


def titles(store: Store, text: str = "", **more: object) -> list[str]:
    found = store.search(Query(text, **more))  # type: ignore[arg-type]
    assert found.total == len(found.hits)
    for hit in found.hits:
        assert len(hit.text) == hit.sentence[1] - hit.sentence[0]
    return [hit.title.split()[0] for hit in found.hits]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("الوزير", {"وزيرة"}),
        ("خطة", {"وزيرة", "مجلس"}),
        ("خطتها", {"وزيرة", "مجلس"}),
        ("المجلس", {"مجلس", "القمح"}),
        ("خطة مجلس", {"مجلس"}),
        ('"مجلس الوزراء"', {"مجلس"}),
        ("«الوزراء مجلس»", set()),
        ("مجلس -خطة", {"القمح"}),
        ("مجلس -«لم يرد»", {"مجلس"}),
        ("=الخطة", {"وزيرة", "مجلس"}),
        ("=خطتها", set()),
        ('="خطة المياه"', {"مجلس"}),
        ("مبار*", {"مباراة"}),
        ("زير", set()),
        ("'; DROP TABLE pages; --", set()),
        ('" OR *', set()),
        ("…", {"وزيرة", "مجلس", "مباراة", "القمح"}),
    ],
)
def test_words(store: Store, text: str, expected: set[str]) -> None:
    assert set(titles(store, text)) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"outlet": "صدى الجبل"}, {"وزيرة", "مباراة"}),
        ({"outlet": "الواحة"}, {"مجلس"}),
        ({"outlet": "outlet:sada"}, {"وزيرة", "مباراة"}),
        ({"outlet": "outlet:none"}, set()),
        ({"actor": "person:trainer"}, {"مباراة"}),
        ({"actor": "المدرب", "stance": "opposes"}, set()),
        ({"kind": "statement", "speaker": "مصدر"}, {"مجلس"}),
        ({"since": "2024-03-06"}, {"مجلس"}),
        ({"until": "2024-03-05"}, {"وزيرة", "مباراة"}),
        ({"until": "2024-03"}, {"وزيرة", "مجلس", "مباراة"}),
        ({"unnamed": True}, {"مجلس"}),
        ({"speaker": "المدرب"}, {"مباراة"}),
        ({"speaker": "person:trainer"}, {"مباراة"}),
        ({"speaker": "…"}, set()),
        ({"chain": "رويترز"}, {"وزيرة", "مجلس", "مباراة"}),
        ({"chain": "outlet:reuters", "unnamed": True}, {"مجلس"}),
        ({"kind": "denial"}, set()),
        ({"stance": "supports", "actor": "مصدر"}, {"مجلس"}),
        ({"stance": "opposes"}, set()),
        ({"text": "خطة", "unnamed": True}, {"مجلس"}),
    ],
)
@pytest.mark.parametrize("inside", ["articles", "statements"])
def test_filters(store: Store, asked: dict[str, object], expected: set[str], inside: str) -> None:
    found = set(titles(store, **({"text": ""} | asked), inside=inside))
    assert found == (expected - {"القمح"} if inside == "statements" else expected)


def test_a_stance_is_one_actor_s_own(anywhere: str) -> None:
    """Two actors with two stances in one article: neither has the other's."""
    record, data = page(0, *PAGES[1])
    (reading,) = record.readings
    (first,) = reading.stances
    second = replace(first, actor="المعارضة", stance="opposes", attribution=None)
    with open_store(anywhere, "0.1.0") as store:
        store.save(Record(record.page, (replace(reading, stances=(first, second)),)), data)
        assert titles(store, actor="المعارضة", stance="opposes") == ["مجلس"]
        assert titles(store, actor="المعارضة", stance="supports") == []
        assert titles(store, actor="مصدر", stance="opposes") == []
        assert titles(store, actor="المعارضة", stance="opposes", inside="statements") == []
        assert titles(store, actor="مصدر", stance="supports", inside="statements") == ["مجلس"]


def test_a_hit_shows_the_words_in_their_sentence(store: Store) -> None:
    (hit,) = store.search(Query("ودية البلوط")).hits
    text = f"{PAGES[2][0]}\n\n{PAGES[2][1]}"
    assert hit.text == text[slice(*hit.sentence)]
    assert [text[low:high] for low, high in hit.marks] == ["والبلوط"]
    (said,) = store.search(Query("راض", inside="statements")).hits
    assert (said.speaker, said.chain, said.id[-3:]) == ("المدرب", ("صدى الجبل", "رويترز"), ".a0")


def test_what_says_more_of_it_stands_first(anywhere: str) -> None:
    with open_store(anywhere, "0.1.0") as store:
        store.save(*page(0, "مياه وقمح", "القمح قليل والقمح غال"))
        for n in range(8):
            store.save(*page(10 + n, f"خبر {n}", "المياه في السد."))
        store.save(*page(30, "سد", "سد القمح بعيد عن المدينة والطريق إليه طويل"))
        assert titles(store, "القمح") == ["مياه", "سد"]
        assert titles(store, "المياه القمح") == ["مياه"]


def test_only_what_must_not_stand_is_no_question(store: Store) -> None:
    with pytest.raises(BadQuery, match="name a word that must"):
        store.search(Query("-خطة"))


def test_pages_of_hits_are_all_the_hits_once(anywhere: str) -> None:
    with open_store(anywhere, "0.1.0") as store:
        from musnad.store import Item

        store.save_all([Item(*page(n, f"خبر {n}", "المياه في السد " * (n % 5))) for n in range(WEIGHED + 30)])
        every = [hit.id for at in range(0, WEIGHED + 60, 50) for hit in store.search(Query("خبر"), 50, at).hits]
        assert len(every) == len(set(every)) == store.search(Query("خبر"), 1).total == WEIGHED + 30


def test_a_long_article_is_found_by_its_last_words(anywhere: str) -> None:
    body = " ".join(f"كلمة{n}" for n in range(PART * 2)) + " آخر السطر هنا"
    with open_store(anywhere, "0.1.0") as store:
        store.save(*page(0, "طويل", body))
        found = store.search(Query('"اخر السطر هنا"'))
        assert found.total == 1
        assert store.search(Query(f'"كلمة{PART - 1} كلمة{PART}"')).total == 1


def test_counts_follow_what_is_replaced(anywhere: str) -> None:
    record, data = page(0, *PAGES[0])
    with open_store(anywhere, "0.1.0") as store:
        store.save(record, data)
        before = stems(store)
    bare = Record(record.page, (Reading(record.readings[0].article),))
    with open_store(anywhere, "0.2.0") as store:
        assert store.save(bare, data).outcome == "replaced"
        assert stems(store) == before
        assert titles(store, "خطة") == ["وزيرة"]
        assert titles(store, "", inside="statements") == []
        other = page(1, *PAGES[1])
        store.save(*other)
        assert stems(store)[TOTAL] == 2


def stems(store: Store) -> dict[str, int]:
    with store.reading() as connection:
        return {row[0]: row[1] for row in connection.exec_driver_sql("SELECT stem, articles FROM stems")}


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(max_size=60), body=st.text(max_size=60))
def test_any_words_are_found_where_they_stand(tmp_path_factory: pytest.TempPathFactory, text: str, body: str) -> None:
    from musnad.text.stem import search_words

    record, data = page(0, "عنوان", f"{body} {text} {body}".replace("إن", ""))
    with open_store(tmp_path_factory.mktemp("s"), "0.1.0") as store:
        store.save(record, data)
        words = search_words(text)
        asked = '"' + text.translate({ord(sign): " " for sign in '"«»“”„'}) + '"'
        if words and search_words(asked):
            assert store.search(Query(asked)).total == 1
