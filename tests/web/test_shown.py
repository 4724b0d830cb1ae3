"""Text that others made is inert in a page, and nothing in it hides."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.web.shown import bdi, flat, lang, link, shown

CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\x00\x1b\u2028\ufeff"


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "\"'><img src=x onerror=alert(1)>", "&lt;b&gt;"])
def test_markup_in_a_text_stays_text(text: str) -> None:
    made = str(shown(text))
    assert "<" not in made
    assert html.unescape(made) == text


@pytest.mark.parametrize("sign", CONTROLS)
def test_what_cannot_be_seen_is_shown(sign: str) -> None:
    assert sign not in shown(f"قال {sign}الوزير")
    assert 'class="ctl"' in shown(f"قال {sign}الوزير")
    assert sign not in flat(f"قال {sign}الوزير")


def test_joiners_that_shape_letters_stay() -> None:
    assert shown("می\u200cشود") == "می\u200cشود"


@given(st.text(st.characters(codec="utf-8")))
def test_all_that_can_be_seen_is_kept(text: str) -> None:
    without = re.sub(r'<span class="ctl".*?</span>', "", str(shown(text)))
    kept = html.unescape(without)
    assert [c for c in text if c.isalnum()] == [c for c in kept if c.isalnum()]
    assert not set(kept) & set(CONTROLS)


def test_every_text_has_a_direction_and_a_language_of_its_own() -> None:
    assert bdi("صدى الجبل") == '<bdi lang="ar">صدى الجبل</bdi>'
    assert bdi("Echo") == '<bdi lang="en">Echo</bdi>'
    assert lang("42") == ""


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", " https://a.example/", "//a.example", "http://a.example/\u202e"]
)
def test_only_addresses_of_the_web_are_links(url: str) -> None:
    assert "\u202e" not in link(url)
    if not url.startswith("http"):
        assert "href" not in link(url)


def test_links_to_originals_tell_them_nothing() -> None:
    made = link("https://nuristan.example/a?b=1&c=2")
    assert 'href="https://nuristan.example/a?b=1&amp;c=2"' in made
    assert "noreferrer" in made
