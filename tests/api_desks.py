"""The API over a small store of example pages, related and with a token, as `musnad serve` mounts it."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from musnad.inputs import sources
from musnad.page.formats import Source
from musnad.pipeline import read_source, relate_records
from musnad.relate.standing import matrix
from musnad.store import Item, Store, open_store
from musnad.web.api import create_api
from musnad.web.api.limits import Limits
from musnad.web.desk import Desk, Hands

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
TOKEN = "a token of the tests"  # noqa: S105
AGAIN = "\n\nنشر الموقع هذا الخبر مرة ثانية.\n"
ASKING_MUCH = Limits(reads=1e6, read_burst=10**6, writes=1e6, write_burst=10**6, max_body=200_000)


def filled(where: Path) -> Store:
    """A store with the example pages, related."""
    store = open_store(where, "0.1.0")
    found = [one for one in sources([EXAMPLES]) if isinstance(one, Source)]
    found += [replace(one, data=one.data + AGAIN.encode(), name=f"again_{one.name}") for one in found[:3]]
    store.save_all([Item(read_source(one), one.data, one.content_type) for one in found])
    store.relations(relate_records)
    return store


def desk(store: Store, token: str = TOKEN) -> Desk:
    return Desk(store, Hands(read=_none, relate=_none, tell_rule=_none, stand=_stand), token)  # type: ignore[arg-type]


def served(desk: Desk, limits: Limits = ASKING_MUCH) -> Starlette:
    """The API where it is mounted in the web app."""
    return Starlette(routes=[Mount("/api/v1", create_api(desk, limits))])


def client(desk: Desk, limits: Limits = ASKING_MUCH, host: str = "10.0.0.7") -> TestClient:
    app = served(desk, limits)
    return TestClient(app, base_url="http://desk.example/api/v1", client=(host, 50000), raise_server_exceptions=False)


def _stand(rows: object) -> object:
    return matrix(rows, lambda _one: "")  # type: ignore[arg-type]


def _none(*_given: object) -> None:
    return None
