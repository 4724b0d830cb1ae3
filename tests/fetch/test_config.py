from __future__ import annotations

from pathlib import Path

import pytest

from musnad.fetch.config import ConfigError, load, span

GOOD = """pace = "2s"
again = ["30m", "1d"]
allow = ["127.0.0.1:8000"]
[[feed]]
url = "https://news.example/rss"
[[feed]]
url = "https://news.example/sitemap.xml"
every = "1h"
pages = 50
"""
BAD = {
    "": "feed",
    "feed = 3": "feed",
    "[[feed]]\nurl = 'ftp://news.example'": "only http",
    "[[feed]]\nurl = 'https://a.example'\nevery = 'soon'": "soon",
    "[[feed]]\nurl = 'https://a.example'\nevery = '0s'": "at least 1s",
    "[[feed]]\nurl = 'https://a.example'\nname = 'x'": "name",
    "[[feed]]\nurl = 'https://a.example'\n[[feed]]\nurl = 'https://a.example'": "twice",
    "allow = ['10.0.0.1']\n[[feed]]\nurl = 'https://a.example'": "address and a port",
    "[[feed]\n": "line 1",
}


def test_good(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(GOOD)
    found = load(path)
    assert [(feed.seconds, feed.pages) for feed in found.feed] == [(900, 200), (3600, 50)]
    assert (found.pace, len(found.allowed())) == ("2s", 1)


@pytest.mark.parametrize(("text", "told"), BAD.items())
def test_bad(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(text)
    with pytest.raises(ConfigError, match=told) as error:
        load(path)
    assert str(error.value).startswith(str(path))


def test_span() -> None:
    assert [span(text) for text in ("90s", "1.5m", " 6 h", "7d")] == [90, 90, 21600, 604800]
    for bad in ("", "5", "m", "-1s", "1w"):
        with pytest.raises(ValueError, match="span of time"):
            span(bad)
