"""What is added waits, is read by the worker, and what became of each file is told by its name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from desks import READER, client, form_key, read
from made import TITLE, made_record
from musnad.store import open_store
from musnad.store.queue import count, take
from musnad.web import bodies
from musnad.web.bodies import LARGEST
from musnad.web.worker import work_off

Files = list[tuple[str, tuple[str, bytes, str]]]


def send(browser: TestClient, files: Files | None = None, **form: str) -> str:
    """The address that adding leads to."""
    data = {"key": form_key(browser, "/en/add"), "text": "", "url": "", **form}
    answer = browser.post("/en/add", data=data, files=files or [("files", ("", b"", ""))])
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def file(name: str, data: bytes) -> tuple[str, tuple[str, bytes, str]]:
    return "files", (name, data, "application/octet-stream")


def test_files_wait_are_read_and_told_of(tmp_path: Path) -> None:
    browser = client(tmp_path)
    place = send(browser, [file("واحد.txt", b"1"), file("<script>.html", b"broken"), file("3.txt", b"3")])
    page = browser.get(place).text
    assert "0 of 3 read" in page
    assert '<meta http-equiv="refresh"' in page
    with open_store(tmp_path, READER) as store:
        work_off(store, read)
    page = browser.get(place).text
    assert "All is read (3)" in page
    assert "refresh" not in page
    assert "&lt;script&gt;.html: broken" in page
    assert "<script>.html" not in page
    assert f'href="/en/article/{made_record(3).page.id[:16]}.0"' in page
    assert TITLE in page


@pytest.mark.parametrize(
    ("text", "url", "name", "kind", "kept"),
    [
        ("عنوان\r\n\r\nنص", "", "pasted.txt", "text/plain; charset=utf-8", ""),
        ("<!DOCTYPE html><p>نص", "https://a.example/1", "pasted.html", "text/html; charset=utf-8", "https://a.example/1"),
        ("نص", "javascript:alert(1)", "pasted.txt", "text/plain; charset=utf-8", ""),
    ],
)  # fmt: skip
def test_a_pasted_page_waits(tmp_path: Path, text: str, url: str, name: str, kind: str, kept: str) -> None:
    send(client(tmp_path), text=text, url=url)
    with open_store(tmp_path, READER) as store:
        one = take(store)
    assert one is not None
    assert (one.offer.name, one.offer.content_type, one.offer.url) == (name, kind, kept)
    assert one.offer.data.decode() == text.replace("\r\n", "\n")


def test_nothing_to_add_is_told(browser: TestClient) -> None:
    answer = browser.post("/en/add", data={"key": form_key(browser, "/en/add"), "text": " "})
    assert answer.status_code == 422
    assert "Choose a file or paste a text" in answer.text


@pytest.mark.parametrize(
    ("host", "base"), [("192.0.2.7", "http://desk.example"), ("127.0.0.1", "http://127.0.0.1:8765")]
)
def test_nobody_else_may_add(tmp_path: Path, host: str, base: str) -> None:
    browser = client(tmp_path, "secret", host, base)
    browser.get("/en/add")
    assert browser.post("/en/add", data={"text": "نص", "key": "0" * 64}).status_code == 403
    with open_store(tmp_path, READER) as store:
        assert count(store) == 0


def test_too_much_is_refused(browser: TestClient, tmp_path: Path) -> None:
    key = form_key(browser, "/en/add")
    answer = browser.post("/en/add", data={"key": key}, files=[file("big.warc", b"0" * LARGEST)])
    assert answer.status_code == 413
    assert "What was sent is too large" in answer.text
    with open_store(tmp_path, READER) as store:
        assert count(store) == 0


def test_no_such_batch(browser: TestClient) -> None:
    assert browser.get("/en/add/0123456789abcdef").status_code == 404


def test_too_much_without_a_length_is_refused_as_it_comes(browser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "LARGEST", 10_000)
    key = form_key(browser, "/en/add")

    def endless() -> Iterator[bytes]:
        yield f'--x\r\nContent-Disposition: form-data; name="key"\r\n\r\n{key}\r\n'.encode()
        yield b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
        for _ in range(100):
            yield b"0" * 1000

    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    assert browser.post("/en/add", content=endless(), headers=headers).status_code == 413
