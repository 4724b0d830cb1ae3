from __future__ import annotations

import gzip

import pytest

from musnad.fetch.listings import BadListing, listing

BASE = "https://news.example/feed"
RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>أخبار</title>
<item><title>أ</title><link>https://news.example/1?utm_source=rss</link>
<pubDate>Sat, 21 Nov 2026 10:00:00 GMT</pubDate></item>
<item><title>ب</title><link>/2</link><pubDate>Sun, 22 Nov 2026 10:00:00 GMT</pubDate></item>
<item><title>ج</title><link>javascript:alert(1)</link></item>
<item><title>بلا رابط</title></item>
<item><title>د</title><link>https://news.example/1</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>x</title><link href="https://news.example/7"/>
<updated>2026-11-22T08:00:00Z</updated></entry></feed>"""
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://news.example/a</loc><lastmod>2026-11-20</lastmod></url>
<url><loc> https://news.example/b </loc><lastmod>2026-11-21T10:00:00+03:00</lastmod></url>
<url><loc>file:///etc/passwd</loc></url><url></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://news.example/s1.xml</loc></sitemap></sitemapindex>"""


def urls(text: str | bytes) -> list[str]:
    data = text.encode() if isinstance(text, str) else text
    return [one.url.removeprefix("https://news.example") for one in listing(data, BASE, 1_000_000).pages]


def test_rss() -> None:
    assert urls(RSS) == ["/2", "/1"]


def test_atom() -> None:
    found = listing(ATOM.encode(), BASE, 1_000_000).pages
    assert [(one.url, one.changed) for one in found] == [("https://news.example/7", 1795334400.0)]


def test_sitemap() -> None:
    assert urls(SITEMAP) == ["/b", "/a"]
    assert urls(gzip.compress(SITEMAP.encode())) == ["/b", "/a"]


def test_sitemap_of_sitemaps() -> None:
    found = listing(INDEX.encode(), BASE, 1_000_000)
    assert ([one.url for one in found.sitemaps], found.pages) == (["https://news.example/s1.xml"], ())


def test_what_breaks_off_gives_what_stood_before() -> None:
    assert urls(SITEMAP[: SITEMAP.index("</url>\n<url><loc>file") + 6]) == ["/b", "/a"]
    assert urls(RSS[: RSS.index("<item><title>ج")]) == ["/2", "/1"]


def test_entities_bring_nothing_in() -> None:
    outside = '<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    found = SITEMAP.replace("?>", f"?>{outside}", 1).replace("https://news.example/a", "https://news.example/&x;")
    assert urls(found) == ["/b", ""]  # the name alone is left, what it stands for is not read
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    bomb = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]>' + RSS.partition("?>")[2].replace("أخبار", "&l9;")
    assert len("".join(urls(bomb))) < 1000


@pytest.mark.parametrize("data", [b"", b"<html><body>404</body></html>", b"\x1f\x8bjunk", b"{}", b"\0" * 100])
def test_no_listing(data: bytes) -> None:
    with pytest.raises(BadListing):
        listing(data, BASE, 1_000_000)


def test_a_packed_bomb() -> None:
    with pytest.raises(BadListing, match="more than 1000 bytes"):
        listing(gzip.compress(b"<urlset>" + b" " * 1_000_000), BASE, 1000)
