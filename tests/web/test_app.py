"""What holds for every page: the language of its address, the headers, the errors."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from msgspec.structs import replace
from starlette.testclient import TestClient

from desks import READER, client
from made import made_bytes, made_record
from musnad.records import Day
from musnad.store import Item, open_store
from musnad.web import home
from musnad.web.static import names, static_url

MATTER = "إعادة فتح معبر السدرة البري مع جمهورية نورستان"


@pytest.mark.parametrize(("accepts", "place"), [("en", "/en/"), ("ar", "/ar/"), ("", "/ar/")])
def test_the_door_leads_to_the_language_of_the_browser(browser: TestClient, accepts: str, place: str) -> None:
    answer = browser.get("/", headers={"Accept-Language": accepts})
    assert (answer.status_code, answer.headers["location"]) == (307, place)


@pytest.mark.parametrize(("path", "lang", "direction"), [("/ar/", "ar", "rtl"), ("/en/", "en", "ltr")])
def test_a_page_says_its_language_and_leads_to_the_other(
    browser: TestClient, path: str, lang: str, direction: str
) -> None:
    answer = browser.get(path)
    assert answer.status_code == 200
    assert f'<html lang="{lang}" dir="{direction}"' in answer.text
    assert f'href="/{"en" if lang == "ar" else "ar"}/" lang=' in answer.text


@pytest.mark.parametrize("path", ["/ar/", "/en/about", "/en/nothing", "/nothing", "/static/musnad.css", "/static/x"])
def test_every_answer_is_strict(browser: TestClient, path: str) -> None:
    headers = browser.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; ")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("path", "told"), [("/ar/nothing", "لا شيء بهذا العنوان"), ("/en/nothing", "Nothing stands at")]
)
def test_what_is_not_there_is_told_in_the_language_of_the_page(browser: TestClient, path: str, told: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 404
    assert told in answer.text


def test_a_fault_of_ours_is_a_page_too(browser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "latest_articles", lambda *_: 1 / 0)
    answer = browser.get("/en/")
    assert answer.status_code == 500
    assert "A fault of Musnad itself" in answer.text
    assert "ZeroDivisionError" not in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_an_empty_store_tells_what_to_do(tmp_path: Path) -> None:
    answer = client(tmp_path).get("/en/")
    assert "The store is empty" in answer.text
    assert 'href="/en/add"' in answer.text


def test_home_shows_what_there_is(browser: TestClient) -> None:
    text = browser.get("/en/").text
    assert "وزير الري في نورستان يعلن خطة جديدة" in text
    assert "<dt>Statements</dt><dd>6</dd>" in text


def test_only_our_own_files_are_served(browser: TestClient) -> None:
    assert "../app.py" not in names()
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static//etc/passwd", "/static/fonts"):
        assert browser.get(path).status_code == 404
    answer = browser.get(static_url("musnad.css"))
    assert answer.headers["content-type"].startswith("text/css")
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    ("back", "place"),
    [("/en/about", "/en/about"), ("https://evil.example/", "/"), ("//evil.example", "/"), ("/\\evil.example", "/"),
     ("/en/\r\nSet-Cookie: a=b", "/")],
)  # fmt: skip
def test_the_theme_is_remembered_and_leads_back_to_us_only(browser: TestClient, back: str, place: str) -> None:
    answer = browser.post("/theme", data={"theme": "dark", "back": back})
    assert (answer.status_code, answer.headers["location"]) == (303, place)
    assert 'data-theme="dark"' in browser.get("/ar/").text


def test_home_tells_who_changed_his_stance(tmp_path: Path) -> None:
    items = []
    for number, (stance, day) in enumerate([("opposes", "2024-03-05"), ("supports", "2024-04-01")]):
        record = made_record(number)
        reading = record.readings[0]
        said = replace(
            reading.stances[0], actor_id="person:made", stance=stance, initiative=MATTER, day=Day(day, "text")
        )
        items.append(Item(replace(record, readings=(replace(reading, stances=(said,)),)), made_bytes(number)))
    with open_store(tmp_path, READER) as store:
        store.save_all(items)
    browser = client(tmp_path)
    until = time.monotonic() + 10
    while "are being gathered" in (page := browser.get("/en/").text) and time.monotonic() < until:
        time.sleep(0.02)
    turn = page.split('<h2 id="turns">')[1].split("</ul>")[0]
    told = [turn.find(part) for part in ("المعارضة", MATTER, "opposes<", "supports<", "1 April 2024")]
    assert -1 not in told
    assert told == sorted(told)
    assert f'href="/en/article/{items[1].record.page.id[:16]}.0#s0"' in turn
