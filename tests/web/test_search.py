"""The search page asks the store all that it can be asked, and shows the words in their sentence."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from starlette.testclient import TestClient

from desks import READER, client, fill
from musnad.store import meaning, open_store
from musnad.store.errors import NoEncoder
from musnad.web import meant


def test_without_a_question_there_is_only_the_form(browser: TestClient) -> None:
    page = browser.get("/en/search").text
    assert 'name="speaker"' in page
    assert 'id="found"' not in page


def test_the_words_are_marked_in_their_sentence(browser: TestClient) -> None:
    page = browser.get("/en/search", params={"q": "الربيع"}).text
    assert "1 to 3 of 3" in page
    assert page.count("<mark>الربيع</mark>") == 3


@pytest.mark.parametrize(
    ("asked", "total"),
    [
        ({"inside": "statements"}, None),
        ({"speaker": "زياد الحمداني", "inside": "statements"}, 3),
        ({"unnamed": "1", "inside": "statements"}, 3),
        ({"chain": "outlet:sada"}, 3),
        ({"stance": "opposes"}, 3),
        ({"stance": "supports"}, 0),
        ({"kind": "denial"}, 0),
        ({"kind": "no such kind"}, None),
        ({"since": "2024-03-05", "until": "2024-03"}, 3),
        ({"since": "2025"}, 0),
        ({"outlet": "صدى الجبل", "q": "الخطة -الربيع"}, 0),
    ],
)
def test_every_condition_counts(browser: TestClient, asked: dict[str, str], total: int | None) -> None:
    page = browser.get("/en/search", params=asked).text
    if total is None:
        assert 'id="found"' not in page
    else:
        assert (f"of {total}<" in page) if total else ("Nothing fits" in page)


@pytest.mark.parametrize(
    ("asked", "told"), [({"q": "-الخطة"}, "only what must not stand"), ({"since": "yesterday"}, "A day is written so")]
)
def test_what_cannot_be_answered_is_told(browser: TestClient, asked: dict[str, str], told: str) -> None:
    assert told in browser.get("/en/search", params=asked).text


@pytest.mark.parametrize("asked", [{"start": "-1"}, {"start": "x"}, {"q": "م" * 400}])
def test_what_is_misasked_is_an_error_page(browser: TestClient, asked: dict[str, str]) -> None:
    assert browser.get("/en/search", params=asked).status_code == 422


def test_pages_of_results_keep_the_question(tmp_path: Path) -> None:
    fill(tmp_path, 25)
    browser = client(tmp_path)
    page = browser.get("/ar/search", params={"q": "الخطة", "outlet": "صدى"}).text
    assert 'rel="prev"' not in page
    following = page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    page = browser.get(following).text
    assert "21 إلى 25 من 25" in page
    assert 'value="صدى"' in page
    assert 'rel="next"' not in page


def test_a_question_is_inert(browser: TestClient) -> None:
    asked = '"><script>alert(1)</script>\u202e'
    page = browser.get("/en/search", params={"q": asked, "speaker": asked}).text
    assert "<script>alert" not in page
    assert "\u202e" not in page.split("</title>")[0]


def vectors(texts: list[str]) -> NDArray[np.float32]:
    """A stand-in for the encoder: what speaks of spring lies together."""
    return (
        np.array(
            [[1.0, 0.0] * 256 if "الربيع" in text or "spring" in text else [0.0, 1.0] * 256 for text in texts],
            np.float32,
        )
        / 16
    )


def test_by_meaning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path)
    with open_store(tmp_path, READER) as store:
        assert sum(meaning.build(store, vectors)) == 3
    monkeypatch.setattr(meant, "encoder", lambda: vectors)
    asked = {"q": "in spring", "by": "meaning", "inside": "statements"}
    page = client(tmp_path).get("/en/search", params=asked).text
    assert "of 3<" in page
    assert "الخطة تبدأ في الربيع" in page
    assert 'value="meaning" checked' in page


def test_without_the_encoder_it_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise NoEncoder("it needs one more package: pip install 'musnad[meaning]'")

    fill(tmp_path)
    with open_store(tmp_path, READER) as store:
        assert sum(meaning.build(store, vectors)) == 3
    monkeypatch.setattr(meant, "encoder", missing)
    page = client(tmp_path).get("/en/search", params={"q": "spring", "by": "meaning"}).text
    assert "musnad[meaning]" in page


def test_a_store_without_vectors_says_what_makes_them(browser: TestClient) -> None:
    page = browser.get("/en/search", params={"q": "spring", "by": "meaning"}).text
    assert "musnad meaning" in page
