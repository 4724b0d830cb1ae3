"""Who may write, and which forms are ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from desks import client, form_key

TOKEN = "a long secret"  # noqa: S105
FAR = "192.0.2.7"


@pytest.mark.parametrize(
    ("host", "base", "local"),
    [
        ("127.0.0.1", "http://localhost:8765", True),
        ("::1", "http://[::1]:8765", True),
        ("127.0.0.1", "http://desk.example", False),
        (FAR, "http://127.0.0.1:8765", False),
    ],
)
def test_this_machine_needs_no_token(tmp_path: Path, host: str, base: str, local: bool) -> None:
    """A name of elsewhere that is made to point here, or a proxy on this machine, is not this machine."""
    browser = client(tmp_path, host=host, base=base)
    key = form_key(browser, "/en/token")
    answer = browser.post("/en/token", data={"token": "x", "key": key})
    assert answer.status_code == 403
    assert browser.get("/en/token").text.count('data-writes="1"') == local


def test_the_token_opens_from_afar(tmp_path: Path) -> None:
    browser = client(tmp_path, TOKEN, FAR, "http://desk.example")
    key = form_key(browser, "/en/token")
    wrong = browser.post("/en/token", data={"token": "x", "key": key})
    assert (wrong.status_code, "That is not the token" in wrong.text) == (403, True)
    right = browser.post("/en/token", data={"token": TOKEN, "key": key, "back": "/en/about"})
    assert (right.status_code, right.headers["location"]) == (303, "/en/about")
    assert 'data-writes="1"' in browser.get("/en/about").text


def test_a_form_without_our_key_is_refused(tmp_path: Path) -> None:
    browser = client(tmp_path, TOKEN)
    other = form_key(client(tmp_path, TOKEN), "/en/token")
    for key in ("", "0" * 64, other):
        answer = browser.post("/en/token", data={"token": TOKEN, "key": key})
        assert answer.status_code == 403
        assert "did not come from one of our pages" in answer.text


def test_a_form_from_another_place_is_refused(tmp_path: Path) -> None:
    browser = client(tmp_path, TOKEN)
    key = form_key(browser, "/en/token")
    for origin in ("https://evil.example", "null", "http://127.0.0.1:9999"):
        answer = browser.post("/en/token", data={"token": TOKEN, "key": key}, headers={"Origin": origin})
        assert answer.status_code == 403
    ours = browser.post("/en/token", data={"token": TOKEN, "key": key}, headers={"Origin": "http://127.0.0.1:8765"})
    assert ours.status_code == 303
