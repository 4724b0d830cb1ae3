"""A walk through every page in a real browser: both languages, desk and phone, light and dark."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest
from playwright.sync_api import Browser, ViewportSize

from browsing import ARTIFACTS, ROOT, Visit, chromium
from running import musnad, serving

DESK: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
HREF = re.compile(r'href="(/[^"#]*)')
BEGIN = ("/en/", "/en/search?q=نورستان&inside=statements", "/en/nothing", "/en/token")
"""Every other page is found from these."""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    store = tmp_path_factory.mktemp("walk")
    again = tmp_path_factory.mktemp("again")  # other papers that carry the same, so that there are copies and claims
    for page in sorted((ROOT / "examples").glob("0[1-4]*")):
        (again / page.name).write_bytes(page.read_bytes() + "\n\nنشرت الصحيفة هذا الخبر أمس.\n".encode())
    ran = musnad("read", ROOT / "examples", again, store=store)
    assert ran.returncode == 0, ran.stderr
    with serving(store) as base:
        until = time.monotonic() + 60
        while "/en/story/" not in httpx2.get(f"{base}/en/").text and time.monotonic() < until:
            time.sleep(0.2)  # the worker relates what was read
        yield base


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def paths(base: str) -> tuple[str, ...]:
    """One page of every kind that links lead to."""
    found: dict[str, str] = {}
    waiting = list(BEGIN)
    while waiting:
        path = waiting.pop(0)
        if (kind := _kind(path)) in found:
            continue
        found[kind] = path
        waiting += [link.replace("&amp;", "&") for link in HREF.findall(httpx2.get(base + path, timeout=60).text)]
    return tuple(path for kind, path in found.items() if kind)


def _kind(path: str) -> str:
    """The shape of an address: the same for all articles; "" for what is no page of ours in English."""
    parts = urlsplit(path).path.split("/")
    return "/".join([parts[2], *("id" for part in parts[3:] if part)]) or "home" if parts[1] == "en" else ""


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_page(browser: Browser, base: str, paths: tuple[str, ...], lang: str) -> None:
    visit = Visit(browser, base, viewport=DESK, color_scheme="light", locale=lang)
    ARTIFACTS.mkdir(parents=True, exist_ok=True)
    faults = [f"{path}: {fault}" for path in paths for fault in _faults(visit, path, lang)]
    visit.close()
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)
    assert visit.outside == []


def _faults(visit: Visit, path: str, lang: str) -> Iterator[str]:
    """What is wrong with a page: on a desk by day and night, and on a phone."""
    kind = _kind(path)
    name = f"{kind.replace('/id', '-one')}-{lang}"
    status = visit.go(path.replace("/en/", f"/{lang}/", 1))
    if (status == 404) != (kind == "nothing") or status >= 500:
        yield f"status {status}"
    yield from visit.axe()
    visit.page.screenshot(path=ARTIFACTS / f"{name}-desk.png", full_page=True)
    visit.page.emulate_media(color_scheme="dark")
    yield from (f"dark {one}" for one in visit.axe("color-contrast"))
    visit.page.screenshot(path=ARTIFACTS / f"{name}-desk-dark.png")
    visit.page.emulate_media(color_scheme="light")
    visit.page.set_viewport_size(PHONE)
    yield from (f"phone {one}" for one in visit.axe())
    if (wide := visit.page.evaluate("document.documentElement.scrollWidth")) > PHONE["width"]:
        yield f"phone {wide} px wide"
    visit.page.screenshot(path=ARTIFACTS / f"{name}-phone.png", full_page=True)
    visit.page.set_viewport_size(DESK)
    yield from (one for one in visit.said if "404" not in one)
    visit.said.clear()


def test_the_walk_knows_every_kind_of_page(paths: tuple[str, ...]) -> None:
    kinds = {_kind(path) for path in paths}
    assert kinds >= {
        "home", "search", "review", "review/id", "add", "about", "token", "nothing", "article/id", "page/id",
        "stories", "story/id", "claim/id", "copy/id/id", "initiatives", "initiative/id", "actors", "actor/id",
    }  # fmt: skip


def test_an_outside_request_would_be_seen(browser: Browser, base: str) -> None:
    visit = Visit(browser, base)
    visit.go("/en/")
    visit.page.evaluate("document.body.append(Object.assign(new Image(), {src: 'https://elsewhere.example/a.png'}))")
    visit.page.wait_for_timeout(300)
    visit.close()
    # the page's own policy stops it before it is sent; what stops it tells so
    assert visit.outside or any("Content Security Policy" in one for one in visit.said)


def test_adding_works_without_a_script(browser: Browser, base: str) -> None:
    visit = Visit(browser, base, java_script_enabled=False)
    visit.page.goto(f"{base}/en/add")
    visit.page.set_input_files("#files", ROOT / "examples" / "02_gulf_daily.html")
    visit.page.click("form.add button")
    visit.page.get_by_text("All is read (1).").wait_for(timeout=30_000)  # the page asks again by itself
    visit.page.click("a.headline")
    assert visit.page.locator(".card").count() > 5
    visit.close()


def test_adding_shows_what_is_sent(browser: Browser, base: str, tmp_path: Path) -> None:
    broken = tmp_path / "broken.warc"
    broken.write_bytes(b"not an archive")
    visit = Visit(browser, base)
    visit.go("/ar/add")
    visit.page.set_input_files("#files", [broken, ROOT / "examples" / "01_state_agency.txt"])
    visit.page.click("form.add button")
    visit.page.wait_for_url("**/ar/add/*")
    visit.page.get_by_text("قُرئ كل شيء (2).").wait_for(timeout=30_000)
    assert "broken.warc: damaged" in visit.page.inner_text(".problem")
    assert visit.said == []
    visit.close()


def test_one_click_from_a_statement_to_its_place_and_back(browser: Browser, base: str, paths: tuple[str, ...]) -> None:
    visit = Visit(browser, base)
    visit.go(next(path for path in paths if _kind(path) == "article/id"))
    page = visit.page
    words = page.inner_text("#card-a2 blockquote")
    page.click("#card-a2 .number")
    assert page.url.endswith("#a2")
    place = page.locator("#a2")
    assert words.split()[0] in place.inner_text()
    page.click(".note-a[href='#card-a2']")
    assert page.url.endswith("#card-a2")
    visit.close()


def test_the_keyboard_leads_through(browser: Browser, base: str) -> None:
    visit = Visit(browser, base)
    visit.go("/en/")
    page = visit.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "q"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    visit.close()


def test_the_theme_can_be_chosen(browser: Browser, base: str) -> None:
    visit = Visit(browser, base, color_scheme="light", java_script_enabled=False)
    visit.page.goto(f"{base}/en/about")
    visit.page.click("button[value=dark]")
    assert visit.page.url == f"{base}/en/about"
    assert visit.page.locator("html[data-theme=dark]").count() == 1
    visit.close()
