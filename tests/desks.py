"""A desk over a small store, for tests: a client that comes from this machine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from starlette.testclient import TestClient

from made import made_bytes, made_record
from musnad.records import Record
from musnad.relate.standing import matrix
from musnad.relations import Held, Matrix, Relations
from musnad.store import Item, open_store
from musnad.store.queue import Offer
from musnad.web import create_app

READER = "0.1.0"


def read(offer: Offer) -> Iterator[Item | str]:
    """Every offer holds the made page, but for one that is said to be broken."""
    if b"broken" in offer.data:
        yield f"{offer.name}: broken"
        return
    number = int(re.sub(rb"\D", b"", offer.data) or b"0")
    yield Item(made_record(number), made_bytes(number))


def relate(records: Iterable[Record]) -> Relations:
    list(records)
    return Relations()


def tell_rule(rule: str, room: str, language: str) -> str:
    return f"{language} {room} {rule}"


def stand(rows: Iterable[Held]) -> Matrix:
    return matrix(rows, lambda _: "")


def fill(where: Path, pages: int = 3) -> None:
    with open_store(where, READER) as store:
        store.save_all([Item(made_record(n), made_bytes(n)) for n in range(pages)])


def client(where: Path, token: str = "", host: str = "127.0.0.1", base: str = "http://127.0.0.1:8765") -> TestClient:
    """A browser's stand-in at `host`; no worker runs."""
    app = create_app(str(where), read=read, relate=relate, tell_rule=tell_rule, stand=stand, reader=READER, token=token)
    return TestClient(app, base_url=base, client=(host, 50000), follow_redirects=False, raise_server_exceptions=False)


def form_key(browser: TestClient, path: str) -> str:
    """The key that the forms of a page bring back."""
    found = re.search(r'name="key" value="([0-9a-f]+)"', browser.get(path).text)
    assert found is not None
    return found[1]
