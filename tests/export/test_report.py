"""The report of a story: what users and pages wrote stays inert, nothing is asked of elsewhere, both directions."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from musnad.export.report import Marked, Report, Section, Table, html

EVIL = "</td><script>alert(1)</script>\"'&<img src=x onerror=y>"


class Reader(HTMLParser):
    """Takes a page apart; what is opened must be closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.found: list[dict[str, str | None]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.found.append(dict(attrs))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def report(language: str = "ar", words: str = EVIL, url: str = "https://sada.example/1?a=1&b=2") -> Report:
    table = Table((words, "عمود"), ((words, Marked(words, ((0, 5), (8, 12)))),))
    sections = (Section(words, (words,), table, url, words), Section("ب", rank=3))
    return Report(language, words, (words,), sections)  # type: ignore[arg-type]


def test_every_string_stays_a_string() -> None:
    read = Reader(html(report()))
    assert read.open == []
    assert not {"script", "img", "iframe", "object", "link"} & set(read.tags)
    assert not [name for found in read.found for name in found if name.startswith("on")]
    assert read.text.count(EVIL) == 9


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", ""])
def test_only_addresses_of_the_web_are_links(url: str) -> None:
    assert "a" not in Reader(html(report(url=url))).tags


def test_nothing_is_asked_of_elsewhere() -> None:
    page = html(report(words="كلام"))
    assert "default-src 'none'" in page
    assert not {"src", "srcset", "data", "action", "poster"} & {name for found in Reader(page).found for name in found}
    assert "url(" not in page
    assert "@import" not in page


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_both_directions(language: str, direction: str) -> None:
    (root,) = [found for found in Reader(html(report(language))).found if "lang" in found]
    assert root == {"lang": language, "dir": direction}


def test_what_is_marked_is_marked() -> None:
    page = html(report(words="أول ثان ثالث رابع"))
    assert "<mark>أول ث</mark>ان <mark>ثالث</mark> رابع" in page


def test_it_is_made_for_paper() -> None:
    assert "@media print" in html(report())
    assert "@page" in html(report())
