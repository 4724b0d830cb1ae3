"""`musnad serve`: it says where it is, reads what is added, and ends when told."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from musnad.cli_serve import listen, read_offer
from musnad.store.queue import Offer
from running import musnad

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
SERVE = [sys.executable, "-m", "musnad", "serve", "--port", "0", "--lang", "en", "--store"]


def test_answers_do_not_wait_for_each_other() -> None:
    with (
        listen("127.0.0.1", 0) as listening,
        socket.create_connection(listening.getsockname()),
        listening.accept()[0] as accepted,
    ):
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    with subprocess.Popen([*SERVE, tmp_path / "st"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as ran:
        assert ran.stdout is not None
        line = ran.stdout.readline()
        yield ran, line.split()[3]
        ran.kill()


def test_it_serves_until_interrupted(served: tuple[subprocess.Popen[str], str]) -> None:
    ran, url = served
    answer = httpx2.get(url, follow_redirects=True, timeout=30)
    assert answer.status_code == 200
    assert "server" not in answer.headers
    ran.send_signal(signal.SIGINT)
    ran.wait(20)
    assert ran.stderr is not None
    assert "Traceback" not in ran.stderr.read()


def test_an_address_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ran = musnad("serve", "--port", str(taken.getsockname()[1]), "--lang", "en", store=tmp_path)
    assert ran.returncode == 1
    assert "choose another port with --port" in ran.stderr


def test_the_token_may_come_from_a_file(tmp_path: Path) -> None:
    held = tmp_path / "token.txt"
    held.write_text("a token of the tests\n", encoding="utf-8")
    command = [*SERVE, tmp_path / "st", "--token-file", held]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as ran:
        assert ran.stdout is not None
        url = ran.stdout.readline().split()[3]
        known = {"Authorization": "Bearer a token of the tests", "Content-Type": "text/plain"}
        answers = [httpx2.post(f"{url}api/v1/pages", content=b"x", headers=h, timeout=30) for h in (known, {})]
        ran.kill()
    assert [answer.status_code for answer in answers] == [202, 401]


@pytest.mark.parametrize("text", [None, " \n"])
def test_a_file_without_a_token_is_told(tmp_path: Path, text: str | None) -> None:
    held = tmp_path / "token.txt"
    if text is not None:
        held.write_text(text, encoding="utf-8")
    ran = musnad("serve", "--token-file", held, "--port", "0", store=tmp_path / "st")
    assert (ran.returncode, "token.txt" in ran.stderr, "Traceback" in ran.stderr) == (1, True, False)


def test_without_the_extra_it_says_what_is_missing(tmp_path: Path) -> None:
    script = (
        "import sys; sys.modules['uvicorn'] = None\n"
        "from musnad.cli import main; sys.exit(main(['serve', '--lang', 'en', '--store', sys.argv[1]]))"
    )
    ran = subprocess.run([sys.executable, "-c", script, tmp_path], capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "pip install 'musnad[web]'" in ran.stderr


def test_an_offer_of_one_page_is_read() -> None:
    (found,) = read_offer(Offer((EXAMPLES / "02_gulf_daily.html").read_bytes(), "02.html", "https://a.example/2"))
    assert not isinstance(found, str)
    assert found.record.page.url == "https://a.example/2"
    assert found.record.readings


def test_an_offer_of_many_pages_is_read_and_names_what_is_broken() -> None:
    line = '{"id": "x", "text": "وزير الري يعلن خطة\\n\\nقال الوزير إن الخطة تبدأ في الربيع."}\n'
    found = list(read_offer(Offer(f"{line}not json\n".encode(), "two.jsonl")))
    assert [isinstance(one, str) for one in found] == [False, True]
    assert str(found[1]).startswith("two.jsonl:2: not JSON")


def test_what_is_not_arabic_is_told() -> None:
    (found,) = read_offer(Offer(b"The minister said that the plan begins in spring. " * 9, "en.txt"))
    assert isinstance(found, str)
    assert found.startswith("en.txt: not Arabic")
