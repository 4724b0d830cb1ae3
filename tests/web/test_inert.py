"""What others wrote stays text on every page, whatever it holds."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from starlette.testclient import TestClient

from browsing import Visit, chromium
from desks import READER, client
from hostile import CONTROLS, NASTY, item, relations
from musnad.store import open_store
from musnad.store.queue import Offer, finish, put, take
from running import serving

HREF = re.compile(r'(?:href|action)="([^"]*)"')
KINDS = {"", "search", "review", "add", "about", "article", "page", "actor", "initiative"}


class Tags(HTMLParser):
    """The tags of a page and the names of their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}


def fill(where: Path) -> str:
    """A store full of it; the batch of what was added."""
    items = [item(0), item(1)]
    with open_store(where, READER) as store:
        store.save_all(items)
        store.relations(lambda _: relations(items))
        store.correct((items[0].record.page.id, 0, "a", 0), "correct", NASTY[:200], {"speaker": NASTY}, NASTY)
        batch = put(store, [Offer(b"x", NASTY)])
        one = take(store)
        assert one is not None
        finish(store, one.key, [], [NASTY])
    return batch


def crawl(browser: TestClient, begin: list[str]) -> dict[str, str]:
    """Every page that links lead to, by its address; of those with the same shape a few."""
    found: dict[str, str] = {}
    often: dict[str, int] = {}
    waiting = list(begin)
    while waiting:
        path = waiting.pop()
        kind = "/".join(path.split("/")[:3])
        if path in found or often.get(kind, 0) >= 4:
            continue
        often[kind] = often.get(kind, 0) + 1
        answer = browser.get(path, follow_redirects=True)
        assert answer.status_code in (200, 404), (path, answer.status_code)
        found[path] = answer.text
        links = (link.partition("#")[0].replace("&amp;", "&") for link in HREF.findall(answer.text))
        waiting += [link for link in links if link.startswith(("/ar", "/en"))]
    return found


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    where = tmp_path_factory.mktemp("hostile")
    batch = fill(where)
    begin = ["/en/", "/ar/", f"/en/add/{batch}", f"/ar/search?q={quote(NASTY)}", "/en/search?q=تبدأ"]
    return crawl(client(where), begin)


def test_the_crawl_reaches_every_kind_of_page(pages: dict[str, str]) -> None:
    assert {path.split("?")[0].split("/")[2] for path in pages} >= KINDS


def test_nothing_becomes_markup(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        assert "<script>" not in text, path
        assert "<img" not in text, path


def test_no_character_orders_the_others(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        assert [hex(ord(sign)) for sign in set(CONTROLS) - set("[31m") if sign in text] == [], path


def test_every_link_leads_to_us_or_the_web(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        for link in HREF.findall(text):
            assert re.match(r"[/#]|https?://", link), (path, link)
            assert not re.search(r"[\s<>\"']", unquote(link)) or link.startswith("/"), (path, link)


def test_attributes_stay_closed(pages: dict[str, str]) -> None:
    """Every tag that a browser would see is one of ours, with attributes of ours."""
    for path, text in pages.items():
        seen = Tags()
        seen.feed(text)
        assert not seen.tags & {"img", "iframe", "object", "embed", "style", "base"}, path
        assert not [name for name in seen.names if name.startswith("on") or not name.replace("-", "").isalpha()], path


def test_a_browser_runs_none_of_it(tmp_path: Path) -> None:
    fill(tmp_path)
    with serving(tmp_path) as base, chromium() as browser:
        visit = Visit(browser, base)
        for path in ("/en/", "/ar/search?q=تبدأ&inside=statements", f"/en/article/{item(0).record.page.id[:16]}.0"):
            assert visit.go(path) == 200
        assert visit.said == []
        assert visit.outside == []
        visit.close()
