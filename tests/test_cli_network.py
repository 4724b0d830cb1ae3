"""`musnad fetch`, `musnad watch` and `musnad versions` against a server on loopback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fetch.rude_server import RudeServer, rude_server
from running import COMMAND, PAGE, musnad

OTHER = PAGE.replace("تبدأ في الربيع", "لن تبدأ قبل الخريف")


@pytest.fixture
def server() -> Iterator[RudeServer]:
    with rude_server() as running:
        yield running


@pytest.fixture
def feeds(server: RudeServer, tmp_path: Path) -> Path:
    path = tmp_path / "feeds.toml"
    lines = ['pace = "0.01s"', 'again = ["1s"]', f'allow = ["127.0.0.1:{server.port}"]']
    path.write_text("\n".join([*lines, "[[feed]]", f'url = "{server.url("/feed")}"', 'every = "1s"']))
    return path


def list_in_feed(server: RudeServer, *paths: str) -> None:
    items = "".join(f"<item><link>{server.url(path)}</link></item>" for path in paths)
    server.page("/feed", f"<rss version='2.0'><channel>{items}</channel></rss>".encode())


def page(text: str) -> bytes:
    title, *body = text.split("\n\n")
    inner = "".join(f"<p>{part}</p>" for part in body)
    html = f"<!doctype html><html lang='ar'><title>{title}</title><article><h1>{title}</h1>{inner}</article></html>"
    return html.encode()


def told(run: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run.stdout.splitlines()]


def test_fetch_reads_and_stores(server: RudeServer, tmp_path: Path) -> None:
    url = server.page("/1?id=2", page(PAGE), "200 OK", "Content-Type: text/html; charset=utf-8")
    missing = server.url("/none")
    allow = ("--allow", f"127.0.0.1:{server.port}")
    run = musnad("fetch", url, missing, *allow, store=tmp_path / "s")
    assert run.returncode == 1
    assert "زياد الحمداني" in run.stdout
    assert f"{missing}: answered with status 404" in run.stderr
    assert server.paths()[0] == "/robots.txt"
    again = musnad("fetch", url, *allow, "--format", "jsonl", store=tmp_path / "s")
    assert (again.returncode, told(again)[0]["page"]["url"]) == (0, url)


def test_fetch_refuses_what_is_not_public(server: RudeServer, tmp_path: Path) -> None:
    run = musnad("fetch", server.page("/1", page(PAGE)), "file:///etc/passwd", store=tmp_path / "s")
    assert (run.returncode, run.stdout, server.asked) == (1, "", [])
    assert "not an address of the open internet" in run.stderr
    assert "only http and https are fetched" in run.stderr


@pytest.mark.parametrize("arguments", [(), ("http://a.example", "--allow", "localhost:80")])
def test_fetch_misused(arguments: tuple[str, ...], tmp_path: Path) -> None:
    assert musnad("fetch", *arguments, store=tmp_path / "s").returncode == 2


def test_a_change_is_a_version(server: RudeServer, feeds: Path, tmp_path: Path) -> None:
    store = tmp_path / "s"
    list_in_feed(server, "/1")
    server.page("/1", page(PAGE))
    first = told(musnad("watch", feeds, "--once", "--format", "json", store=store))
    assert [line["outcome"] for line in first] == ["listed", "stored"]
    server.page("/1", page(OTHER))
    time.sleep(1.1)
    second = told(musnad("watch", feeds, "--once", "--format", "json", store=store))
    changed = next(line for line in second if line["outcome"] == "changed")
    assert any("الخريف" in change["content"] for change in changed["changes"])
    found = told(musnad("versions", server.url("/1"), "--format", "json", store=store))
    assert ([len(line["changes"]) > 0 for line in found], found[1]["changes"]) == ([False, True], changed["changes"])
    shown = musnad("versions", server.url("/1"), store=store)
    assert "الخريف" in shown.stdout
    assert musnad("verify", store=store).returncode == 0


def test_versions_of_nothing(tmp_path: Path, server: RudeServer) -> None:
    musnad("fetch", server.page("/1", page(PAGE)), "--allow", f"127.0.0.1:{server.port}", store=tmp_path / "s")
    run = musnad("versions", "https://news.example/none", store=tmp_path / "s")
    assert (run.returncode, run.stdout) == (1, "")
    assert "no version of it" in run.stderr


def test_what_is_not_arabic_is_told(server: RudeServer, feeds: Path, tmp_path: Path) -> None:
    list_in_feed(server, "/en", "/1")
    server.page("/en", page("Plain English title here\n\nNothing in this page is written in Arabic at all, so it is."))
    server.page("/1", page(PAGE))
    run = musnad("watch", feeds, "--once", store=tmp_path / "s")
    assert run.returncode == 0
    assert "not Arabic" in run.stdout
    assert "stored" in run.stdout


def test_killed_and_gone_on(server: RudeServer, feeds: Path, tmp_path: Path) -> None:
    """A watch that is killed loses nothing that was told as stored, and asks for nothing twice but the page at hand."""
    store = tmp_path / "s"
    paths = [f"/{n}" for n in range(12)]
    list_in_feed(server, *paths)
    for n, path in enumerate(paths):
        server.page(path, page(PAGE.replace("الربيع", f"الربيع من العام {1400 + n}")))
    feeds.write_text(feeds.read_text().replace('"1s"', '"9h"'))
    env = os.environ | {"MUSNAD_STORE": str(store), "LC_ALL": "C.UTF-8"}
    command = [*COMMAND, "watch", str(feeds), "--format", "json"]
    stored = []
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            stored += [json.loads(line)["url"]] * (json.loads(line)["outcome"] == "stored")
            if len(stored) == 4:
                process.send_signal(signal.SIGKILL)
                break
    after = told(musnad("watch", feeds, "--once", "--format", "json", store=store))
    late = [line["url"] for line in after if line["outcome"] in ("stored", "unchanged")]
    assert not set(stored) & set(late)
    assert 11 <= len(set(stored) | set(late)) <= 12  # one may have been stored when the kill came before it was told
    held = told(musnad("export", "jsonl", store=store))
    assert len(held) == 12


def test_ended_politely(server: RudeServer, feeds: Path, tmp_path: Path) -> None:
    list_in_feed(server, "/1")
    server.page("/1", page(PAGE))
    env = os.environ | {"MUSNAD_STORE": str(tmp_path / "s"), "LC_ALL": "C.UTF-8"}
    command = [*COMMAND, "watch", str(feeds), "--format", "json"]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        while json.loads(process.stdout.readline())["outcome"] != "stored":
            pass
        process.terminate()
        _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "")


@pytest.mark.parametrize(
    ("text", "words"), [("feed = 1", "feeds.toml"), ("[[feed]]\nurl = 'ftp://a.example'", "only http and https")]
)
def test_feeds_that_cannot_be_used(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(text)
    run = musnad("watch", path, "--once", store=tmp_path / "s")
    assert (run.returncode, run.stdout) == (1, "")
    assert words in run.stderr
    assert musnad("watch", tmp_path / "none.toml", store=tmp_path / "s").returncode == 1
