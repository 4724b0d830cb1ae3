from __future__ import annotations

import pytest

from musnad.fetch.errors import Refused
from musnad.fetch.urls import canonical, target

TARGETS = {
    "http://News.Example": "http://news.example/",
    "https://news.example:443/a": "https://news.example/a",
    "http://news.example:8080/a?b=c#d": "http://news.example:8080/a?b=c",
    "https://مثال.السعودية/خبر": "https://xn--mgbh0fb.xn--mgberp4a5d4ar/%D8%AE%D8%A8%D8%B1",
    "https://news.example/%D8%AE%D8%A8%D8%B1": "https://news.example/%D8%AE%D8%A8%D8%B1",
    "https://[2606:4700::1111]/": "https://[2606:4700::1111]/",
}
REFUSED = [
    "file:///etc/passwd",
    "ftp://news.example/",
    "gopher://news.example/",
    "javascript:alert(1)",
    "news.example/a",
    "http:///a",
    "http://user:pass@news.example/",
    "http://127.0.0.1@news.example/",
    "http://news.example:99999/",
    "http://news.example:abc/",
    "http://news.example/a b",
    "http://news.example/\r\nHost: evil.example",
    "http://news.example/\u202emoc",
    "http://[::1/",
    "http://" + "a" * 5000,
]


@pytest.mark.parametrize(("url", "asked"), TARGETS.items())
def test_target(url: str, asked: str) -> None:
    assert target(url).url == asked
    assert target(asked).url == asked


@pytest.mark.parametrize("url", REFUSED)
def test_refused(url: str) -> None:
    with pytest.raises(Refused):
        target(url)


def test_relative() -> None:
    assert target("../b?c=1", "https://news.example/x/y").url == "https://news.example/b?c=1"
    assert target("//other.example/z", "https://news.example/x").url == "https://other.example/z"


def test_canonical_forgets_who_shared_it() -> None:
    plain = canonical("https://news.example/story/7?id=3")
    assert canonical("https://NEWS.example/story/7?utm_source=x&id=3&fbclid=abc#top") == plain
    assert canonical("https://news.example/story/7?id=4") != plain
    assert canonical("not an address") == "not an address"
