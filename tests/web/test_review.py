"""A person says what is right: kept with who and when, and only through our own form."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from desks import READER, client, fill, form_key
from made import made_record
from musnad.store import open_store
from musnad.web.proposals import place_of

PAGE = made_record().page.id
NAME = f"{PAGE[:16]}.0"


def send(browser: TestClient, finding: str, **form: str) -> tuple[int, str]:
    path = f"/en/review/{NAME}.{finding}"
    given = {"key": form_key(browser, path), "who": "سعاد", **form}
    answer = browser.post(path, data=given)
    return answer.status_code, answer.text


@pytest.mark.parametrize("finding", ["a0", "a1", "s0", "m0"])
@pytest.mark.parametrize("verdict", ["confirm", "reject"])
def test_a_verdict_is_kept(browser: TestClient, tmp_path: Path, finding: str, verdict: str) -> None:
    assert send(browser, finding, verdict=verdict, note="قرأت الصفحة")[0] == 303
    with open_store(tmp_path, READER) as store:
        (kept,) = store.corrections(PAGE)
    assert (kept.name, kept.correction.verdict, kept.correction.who) == (f"{NAME}.{finding}", verdict, "سعاد")
    page = browser.get(f"/en/review/{NAME}.{finding}").text
    assert "سعاد" in page
    assert "قرأت الصفحة" in page
    assert 'value="سعاد"' in page  # the name is remembered


def whole(**other: str) -> dict[str, str]:
    """The form of the second statement as it is shown, with what is said otherwise."""
    shown = {
        "content": "المعارضة ترفض الخطة", "cue": "ونقلت", "source": "مسؤولين اثنين", "speaker": "مسؤولين اثنين",
        "kind": "statement", "manner": "indirect", "unnamed": "1",
    }  # fmt: skip
    return {name: value for name, value in (shown | other).items() if value or name != "unnamed"}


@pytest.mark.parametrize(
    ("other", "field", "value"),
    [
        ({"speaker": "المعارضة"}, "speaker", "المعارضة"),
        ({"kind": "report"}, "kind", "report"),
        ({"unnamed": ""}, "unnamed", False),
        ({"source": ""}, "source", None),
    ],
)
def test_a_correction_says_only_what_is_otherwise(
    browser: TestClient, tmp_path: Path, other: dict[str, str], field: str, value: object
) -> None:
    assert send(browser, "a1", verdict="correct", **whole(**other))[0] == 303
    with open_store(tmp_path, READER) as store:
        (kept,) = store.corrections(PAGE)
    assert kept.correction.changes == {field: value}


def test_words_are_found_where_they_stand(browser: TestClient, tmp_path: Path) -> None:
    assert send(browser, "a1", verdict="correct", **whole(content="ترفض  الخطة"))[0] == 303
    with open_store(tmp_path, READER) as store:
        (kept,) = store.corrections(PAGE)
    assert kept.correction.changes["content"]["text"] == "ترفض الخطة"


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"verdict": "correct", **whole()}, "Nothing is otherwise"),
        ({"verdict": "correct", **whole(content="كلام ليس هنا")}, "do not stand so in the text: Content"),
        ({"verdict": "confirm", "who": "  "}, "Say who you are"),
    ],
)
def test_what_cannot_be_kept_is_told_and_nothing_is_lost(browser: TestClient, form: dict[str, str], told: str) -> None:
    status, page = send(browser, "a1", note="لا تضع", **form)
    assert status == 422
    assert told in page
    assert 'value="لا تضع"' in page


def test_nobody_else_may_write(tmp_path: Path) -> None:
    fill(tmp_path)
    near, far = client(tmp_path), client(tmp_path, "secret", "192.0.2.7", "http://desk.example")
    path = f"/en/review/{NAME}.a0"
    assert near.post(path, data={"verdict": "confirm", "who": "x"}).status_code == 403
    foreign = {"Origin": "https://evil.example"}
    assert near.post(path, data={"verdict": "confirm", "key": form_key(near, path)}, headers=foreign).status_code == 403
    key = form_key(far, "/en/token")
    assert "token" in far.get(path).text
    assert far.post(path, data={"verdict": "confirm", "who": "x", "key": key}).status_code == 403
    with open_store(tmp_path, READER) as store:
        assert store.corrections(PAGE) == ()


@pytest.mark.parametrize("name", [NAME, f"{NAME}.a9", f"{NAME}.c0", f"{PAGE[:16]}.7.a0", "zz"])
def test_what_cannot_be_reviewed_is_not_there(browser: TestClient, name: str) -> None:
    assert browser.get(f"/en/review/{name}").status_code == 404


def test_the_reader_shows_what_was_said(browser: TestClient) -> None:
    send(browser, "a0", verdict="reject")
    assert "verdict-reject" in browser.get(f"/ar/article/{NAME}").text
    assert "سعاد" in browser.get("/ar/review").text


@pytest.mark.parametrize(
    ("words", "near", "place"),
    [("قال", 0, (0, 3)), ("قال", 8, (9, 12)), ("قال  زياد", 0, (0, 8)), ("قال عمر", 0, None), ("", 0, None)],
)
def test_where_words_stand(words: str, near: int, place: tuple[int, int] | None) -> None:
    assert place_of("قال زياد\nقال", words, near) == place


def test_words_are_found_through_what_cannot_be_seen() -> None:
    assert place_of("قال \u200fزي\u202eاد.", "زياد", 0) == (5, 10)
