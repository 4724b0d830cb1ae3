"""The reader: what is found stands marked in its place, with one click there and one back."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from desks import READER, client
from made import LEAD, PROMO, REST, TITLE, made_bytes, made_record
from musnad.store import open_store

PAGE = made_record().page.id[:16]


def text_of(made: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", re.sub(r'<a class="note.*?</a>', "", made)))


def test_the_article_is_whole_and_marked(browser: TestClient) -> None:
    page = browser.get(f"/en/article/{PAGE}.0").text
    body = page.split('<div class="body">')[1].split("</div>")[0]
    assert text_of(body).split("\n") == ["", LEAD, REST, ""]
    assert '<span id="a0" class="said said-statement">الخطة تبدأ في الربيع</span>' in body
    assert '<span class="cue">قال</span>' in body
    assert 'href="/en/actor/person:made"' in body
    assert TITLE in text_of(page.split('<h1 id="title"')[1].split("</h1>")[0])


def test_a_statement_and_a_stance_of_the_same_words_both_stand_there(browser: TestClient) -> None:
    page = browser.get(f"/ar/article/{PAGE}.0").text
    both = (
        '<span id="s0" class="held held-opposes"><span id="a1" class="said said-statement">المعارضة ترفض الخطة</span>'
    )
    assert both in page


@pytest.mark.parametrize("name", ["a0", "a1", "s0"])
def test_one_click_there_and_one_back(browser: TestClient, name: str) -> None:
    page = browser.get(f"/en/article/{PAGE}.0").text
    for target in (name, f"card-{name}"):
        assert page.count(f'id="{target}"') == 1
        assert f'href="#{target}"' in page


def test_the_chain_and_its_reason(browser: TestClient) -> None:
    page = browser.get(f"/en/article/{PAGE}.0").text
    chain = text_of(page.split('id="card-a1"')[1].split('<ol class="chain"')[1].split("</ol>")[0])
    assert re.findall(r"صدى نورستان|newspaper|مسؤولين اثنين", chain) == ["صدى نورستان", "newspaper", "مسؤولين اثنين"]
    assert "en said verb_first" in page
    assert "cues:قال" in page


def test_a_finding_leads_to_its_place(browser: TestClient) -> None:
    answer = browser.get(f"/ar/article/{PAGE}.0.a1")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/ar/article/{PAGE}.0#a1")


@pytest.mark.parametrize("path", ["article/zz", "article/0000", f"article/{PAGE}.9", "page/zz", "article/" + "9" * 70])
def test_what_is_not_there(browser: TestClient, path: str) -> None:
    assert browser.get(f"/en/{path}").status_code == 404


def test_the_raw_page_keeps_everything_with_its_role(browser: TestClient) -> None:
    page = browser.get(f"/en/page/{PAGE}").text
    raw = page.split('<ol class="raw"')[1]
    assert all(line in text_of(raw) for line in (TITLE, LEAD, PROMO, REST))
    promo = raw.split('id="b2"')[1].split("</li>")[0]
    assert "furniture" in promo
    assert "made.promo" in promo
    assert "en page made.promo" in promo
    assert f'<a id="p0-a0" class="said" href="/en/article/{PAGE}.0#a0">' in raw


def test_a_page_without_an_article_says_why(tmp_path: Path) -> None:
    from msgspec.structs import replace

    record = made_record()
    with open_store(tmp_path, READER) as store:
        store.save(replace(record, page=replace(record.page, empty="a list"), readings=()), made_bytes())
    assert "No article on this page:" in client(tmp_path).get(f"/en/page/{PAGE}").text
