"""Writing through the API: with the token only; pages wait, corrections are kept with who and when."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api_desks import TOKEN, client, desk
from made import made_bytes, made_record
from musnad.store import Item, Store, open_store, queue

KNOWN = {"Authorization": f"Bearer {TOKEN}"}
NAME = made_record().page.id[:16]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store.db", "0.1.0") as made:
        made.save_all([Item(made_record(), made_bytes())])
        yield made


@pytest.fixture
def writer(store: Store) -> TestClient:
    return client(desk(store))


def test_without_a_token_configured_nobody_writes_not_even_from_this_machine(store: Store) -> None:
    asker = client(desk(store, token=""), host="127.0.0.1")
    for headers in ({}, KNOWN, {"Authorization": "Bearer "}):
        answer = asker.post("/pages", content=b"x", headers={"Content-Type": "text/html", **headers})
        assert answer.status_code == 403
        assert "--token-file" in answer.json()["detail"]


@pytest.mark.parametrize(
    "given", ["", "Bearer wrong", "Bearer ", f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer \u00e9"]
)
def test_without_the_token_nothing_is_written(writer: TestClient, store: Store, given: str) -> None:
    headers = {"Content-Type": "text/html", "Authorization": given.encode("latin-1")}
    answer = writer.post("/pages", content=b"<p>x", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert queue.count(store) == 0


def test_the_token_in_a_cookie_does_not_count(writer: TestClient) -> None:
    answer = writer.post("/pages", content=b"x", headers={"Content-Type": "text/html", "Cookie": f"token={TOKEN}"})
    assert answer.status_code == 401


def test_a_page_waits_as_it_came(writer: TestClient, store: Store) -> None:
    data = "<p>قال الوزير إن الخطة تبدأ".encode("cp1256")
    headers = {"Content-Type": "text/html; charset=windows-1256", **KNOWN}
    answer = writer.post("/pages?url=https://sada.example/1&name=one", content=data, headers=headers)
    assert answer.status_code == 202
    told = answer.json()
    assert answer.headers["location"] == told["progress"] == f"/api/v1/batches/{told['batch']}"
    (item,) = writer.get(f"/batches/{told['batch']}").json()["items"]
    assert (item["state"], item["name"], item["url"], item["size"]) == (
        "waiting",
        "one",
        "https://sada.example/1",
        len(data),
    )
    waiting = queue.take(store)
    assert waiting is not None
    assert waiting.offer == queue.Offer(data, "one", "https://sada.example/1", "text/html; charset=windows-1256")


def test_a_page_waits_as_text(writer: TestClient, store: Store) -> None:
    answer = writer.post("/pages", json={"text": "عنوان\n\nقال الوزير", "name": "pasted"}, headers=KNOWN)
    assert answer.status_code == 202
    waiting = queue.take(store)
    assert waiting is not None
    assert waiting.offer.data.decode() == "عنوان\n\nقال الوزير"
    assert waiting.offer.content_type.startswith("text/plain")


@pytest.mark.parametrize(
    ("body", "kind", "status", "says"),
    [
        (b"", "text/html", 422, "empty"),
        (b"x", "image/png", 415, "image/png"),
        (b"x", "", 415, "no type"),
        (b"{", "application/json", 422, "the body"),
        (b'{"text": ""}', "application/json", 422, "text"),
        (b'{"text": "x", "more": 1}', "application/json", 422, "more"),
        (b"[" * 100_000, "application/json", 422, "the body"),
        (b"x" * 200_001, "text/html", 413, "200000 bytes"),
    ],
)
def test_what_cannot_be_read_is_refused(
    writer: TestClient, store: Store, body: bytes, kind: str, status: int, says: str
) -> None:
    answer = writer.post("/pages", content=body, headers={"Content-Type": kind, **KNOWN})
    assert (answer.status_code, says in answer.json()["detail"]) == (status, True)
    assert queue.count(store) == 0


def test_a_packed_body_is_refused(writer: TestClient) -> None:
    headers = {"Content-Type": "text/html", "Content-Encoding": "gzip", **KNOWN}
    answer = writer.post("/pages", content=b"x", headers=headers)
    assert (answer.status_code, "gzip" in answer.json()["detail"]) == (415, True)


def correction(**more: Any) -> dict[str, Any]:
    return {"finding": f"{NAME}.0.a0", "verdict": "confirm", "who": "سلمى", **more}


def test_a_correction_is_kept_with_who_and_when(writer: TestClient) -> None:
    body = correction(verdict="correct", changes={"kind": "call"}, note="يدعو ولا يخبر")
    answer = writer.post("/corrections", json=body, headers=KNOWN)
    assert answer.status_code == 201, answer.text
    told = answer.json()
    assert (told["finding"], told["who"], told["truth"]["kind"]) == (f"{NAME}.0.a0", "سلمى", "call")
    assert told["made_at"]
    assert writer.get("/corrections").json()["items"] == [made_record().page.id]
    assert writer.get(f"/corrections/{NAME}").json()["items"] == [told]
    kinds = [one["kind"] for one in writer.get("/attributions").json()["items"]]
    assert kinds == ["statement", "statement"]  # what was found stays as it was found


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        (correction(finding=f"{NAME}.0.a99"), 404, "no such finding"),
        (correction(finding="ffff0000.0.a0"), 404, "no such page"),
        (correction(finding="a0"), 422, "finding"),
        (correction(verdict="maybe"), 422, "verdict"),
        (correction(who=""), 422, "who"),
        (correction(verdict="correct"), 422, "says what is otherwise"),
        (correction(verdict="correct", changes={"rule": "mine"}), 422, "rule"),
        (correction(verdict="correct", changes={"content": [5, 10_000]}), 422, "no stretch of the article"),
    ],
)
def test_a_correction_that_cannot_be(writer: TestClient, body: dict[str, Any], status: int, says: str) -> None:
    answer = writer.post("/corrections", json=body, headers=KNOWN)
    assert (answer.status_code, says in answer.json()["detail"]) == (status, True), answer.text
    assert writer.get("/corrections").json()["items"] == []
