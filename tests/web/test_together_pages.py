"""The pages of what many articles show together: in both languages, everything one click from its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from starlette.testclient import TestClient

from api_desks import filled
from desks import READER, client, fill
from made import made_bytes, made_record
from musnad.pipeline import relate_records
from musnad.records import Entity, Link, Record, Stance
from musnad.relations import Copy, OriginGroup, Origins, Reason, Relations, Story, Tie
from musnad.store import Item, Store, open_store
from musnad.store.graph import story_graph
from musnad.web.initiatives import columns
from musnad.web.stories import paragraphs, reasons

LINK = re.compile(r'href="(/(?:ar|en)/[^"]*)"')


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("together")
    filled(folder / "musnad.db").close()
    return folder


@pytest.fixture(scope="module")
def browser(where: Path) -> TestClient:
    return client(where)


@pytest.fixture(scope="module")
def store(where: Path) -> Iterator[Store]:
    with open_store(where, "0.1.0") as opened:
        yield opened


def page(browser: TestClient, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return answer.text


def links(text: str, start: str) -> list[str]:
    return [unescape(one) for one in LINK.findall(text) if unquote(one).startswith(start)]


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("kind", ["initiative", "actor"])
def test_every_page_of_a_list_opens_and_its_lines_lead_to_their_place(
    browser: TestClient, lang: str, kind: str
) -> None:
    listed = links(page(browser, f"/{lang}/{kind}s"), f"/{lang}/{kind}/")
    assert listed
    for path in listed[:6]:
        places = [one for one in links(page(browser, path), f"/{lang}/article/") if "#" in one]
        assert places
        for place in places[:3]:
            article, _, anchor = place.partition("#")
            assert f'id="{anchor}"' in page(browser, article)


def test_a_list_is_gone_through_by_its_pages(browser: TestClient) -> None:
    first = page(browser, "/en/initiatives")
    following = links(first, "/en/initiatives?start=")
    assert len(following) == 1
    second = page(browser, following[0])
    assert not set(links(first, "/en/initiative/")) & set(links(second, "/en/initiative/"))


def test_an_initiative_is_found_by_every_id_and_has_one_address(browser: TestClient, store: Store) -> None:
    answers = [browser.get(f"/ar/initiative/{one.initiative_id}") for one in stances(store)]
    assert {answer.status_code for answer in answers} <= {200, 307}
    assert all(browser.get(a.headers["location"]).status_code == 200 for a in answers if a.status_code == 307)


def test_the_matrix_of_an_initiative_has_each_stance_once_with_its_words(browser: TestClient, store: Store) -> None:
    for held in stances(store)[:12]:
        path = f"/en/initiative/{held.initiative_id}"
        text = unescape(page(browser, browser.get(path).headers.get("location", path)))
        assert held.actor in text
        assert held.evidence.text.split("\n")[0] in text
        assert f"stance-{held.stance}" in text


def test_an_actor_tells_names_statements_stances_and_carriers(browser: TestClient, store: Store) -> None:
    said = [one for reading in readings(store) for one in reading.attributions if one.speaker_id and one.chain]
    one = said[0]
    text = unescape(page(browser, f"/ar/actor/{one.speaker_id}"))
    assert one.speaker in text
    assert all(link.carrier in text for link in one.chain)
    assert 'class="bar"' in text


@pytest.mark.parametrize(
    "path", ["/ar/initiative/initiative:0000000000000000", "/en/actor/person:nobody", "/ar/actor/x"]
)
def test_what_is_not_there_is_said_to_be_not_there(browser: TestClient, path: str) -> None:
    assert browser.get(path).status_code == 404


def test_empty_lists_say_what_will_stand_there(tmp_path: Path) -> None:
    empty = client(tmp_path)
    for path in ("/ar/initiatives", "/en/actors", "/ar/stories"):
        assert 'class="empty"' in page(empty, path)


# --- stories, claims, copies -----------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_story_tells_its_articles_origins_and_claims(browser: TestClient, store: Store, lang: str) -> None:
    listed = links(page(browser, f"/{lang}/stories"), f"/{lang}/story/")
    assert len(listed) == len(store.relations(relate_records).stories)
    for path in listed:
        text = page(browser, path)
        graph = story_graph(store, path.rpartition("/")[2])
        assert graph is not None
        for n, node in enumerate(graph.timeline, 1):
            assert f'id="n{n}"' in text
            assert node.alone or links(text, f"/{lang}/article/{node.id}")
        assert text.count('<li class="unnamed">') + text.count("<li>\n<h3>") == len(graph.origins.groups)
        assert "<svg role" in text
        assert '<table class="links">' in text or not reasons(graph)


def test_every_statement_of_a_story_leads_to_its_place(browser: TestClient, store: Store) -> None:
    path = links(page(browser, "/ar/stories"), "/ar/story/")[0]
    places = [one for one in links(page(browser, path), "/ar/article/") if "#a" in one]
    graph = story_graph(store, path.rpartition("/")[2])
    assert graph is not None
    own = [r for r in readings(store) if r.article.id in {node.id for node in graph.timeline}]
    assert len(places) == sum(len(reading.attributions) for reading in own) > 0
    for place in places[:4]:
        article, _, anchor = place.partition("#")
        assert f'id="{anchor}"' in page(browser, article)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_claim_tells_every_wording_with_its_chain(browser: TestClient, store: Store, lang: str) -> None:
    claims = store.relations(relate_records).claims
    assert claims
    for claim in claims[:5]:
        text = unescape(page(browser, f"/{lang}/claim/{claim.id}"))
        for article, n in claim.attributions:
            assert f"/article/{article}#a{n}" in text
            said = next(r for r in readings(store) if r.article.id == article).attributions[n]
            assert said.content.text.split("\n")[0] in text
            assert all(link.carrier in text for link in said.chain)


def test_two_articles_stand_side_by_side_with_what_they_share(browser: TestClient, store: Store) -> None:
    copy = store.relations(relate_records).copies[0]
    text = unescape(page(browser, f"/en/copy/{copy.origin}/{copy.to}"))
    for n in range(1, len(copy.passages) + 1):
        for side, other in ("ab", "ba"):
            assert f'id="{side}{n}"><a class="num" href="#{other}{n}"' in text
    path = next(one for one in links(page(browser, "/ar/stories"), "/ar/story/") if copy.to in page(browser, one))
    assert links(page(browser, path), "/ar/copy/")


def test_articles_that_share_no_words_say_so_side_by_side(tmp_path: Path) -> None:
    fill(tmp_path)
    with open_store(tmp_path, READER) as store:
        one, two, three = (f"{page[:16]}.0" for page in store.ids())
        why = Reason("alike", (one, two))
        copied = Copy(one, three, 0.7, (), "unknown", (why,))
        origins = Origins(1, 3, (OriginGroup((one, two, three), one, False, ()),))
        story = Story(
            "ab" * 8, "خبر", (one, two, three), one, origins, outlets=("",) * 3, houses=("",) * 3,
            ties=(Tie(one, two, "likely", why),),
        )  # fmt: skip
        store.relate(lambda _: Relations((copied,), (), (story,)))
    browser = client(tmp_path)
    for path in (f"/en/copy/{one}/{two}", f"/en/copy/{two}/{one}", f"/en/copy/{one}/{three}"):
        text = page(browser, path)
        assert "share no passage word for word" in text
        assert text.count('class="paper"') == 2
        assert text.count("<h2 id=") == 2
    assert f"/en/copy/{one}/{two}" in links(page(browser, f"/en/story/{story.id}"), "/en/copy/")
    assert browser.get(f"/en/copy/{two}/{three}").status_code == 404


@pytest.mark.parametrize("path", ["/ar/story/ffff0000", "/en/claim/ffff0000", "/ar/copy/a.0/b.0", "/ar/story/%00"])
def test_no_such_story_claim_or_copy(browser: TestClient, path: str) -> None:
    assert browser.get(path).status_code == 404


@given(st.text(alphabet="اب \n", max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6))
def test_passages_cut_a_text_and_lose_nothing(text: str, spans: list[tuple[int, int]]) -> None:
    spans = [(min(one, len(text)), min(other, len(text))) for one, other in spans]
    pieces = [piece for line in paragraphs(text, spans) for piece in line]
    assert "".join("".join(piece.text for piece in pieces).split()) == "".join(text.split())
    firsts = [piece.number for piece in pieces if piece.first]
    assert len(firsts) == len(set(firsts))


def test_a_passage_that_runs_over_lines_is_marked_on_each_and_numbered_once() -> None:
    lines = list(paragraphs("one two\nthree four", [(4, 13)]))
    assert [[(p.text, p.number, p.first) for p in line] for line in lines] == [
        [("one ", 0, False), ("two\n", 1, True)],
        [("three", 1, False), (" four", 0, False)],
    ]


@pytest.mark.parametrize(
    ("days", "heads"),
    [
        (["2024-03-05", "2024-03-05", "2024-04-01", ""], ("2024-03-05", "2024-04-01")),
        ([f"2024-03-{n:02}" for n in range(1, 20)], ("2024-03",)),
        ([f"{year}-{month:02}-01" for year in (2023, 2024) for month in range(1, 13)], ("2023", "2024")),
        ([f"{year}-01-01" for year in range(2000, 2020)], tuple(str(year) for year in range(2013, 2020))),
        ([], ()),
    ],
)
def test_the_columns_of_time_are_as_fine_as_few_columns_allow(days: list[str], heads: tuple[str, ...]) -> None:
    assert columns(days) == heads


# --- what is hostile stays inert -------------------------------------------------------------------------------

EVIL = '"><script>alert(1)</script>\u202e=1+1'


def hostile() -> Record:
    """A record in which every name that is no span is an attack."""
    record = made_record()
    reading = record.readings[0]
    said = [
        replace(one, speaker=EVIL, speaker_id="person:made", chain=(Link(EVIL, None, "agency", "sentence", None),))
        for one in reading.attributions
    ]
    held: list[Stance] = [replace(one, actor=EVIL, actor_id="person:made", initiative=EVIL) for one in reading.stances]
    matters = [replace(one, id="initiative:00000000000000aa", label=EVIL, proposer=EVIL) for one in reading.initiatives]
    held = [replace(one, initiative_id="initiative:00000000000000aa") for one in held]
    made = replace(
        reading, attributions=tuple(said), stances=tuple(held), initiatives=tuple(matters),
        entities=(Entity("person:made", "PER", EVIL, EVIL),), article=replace(reading.article, outlet=EVIL),
    )  # fmt: skip
    return replace(record, readings=(made,))


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_what_is_hostile_stays_inert(tmp_path: Path, lang: str) -> None:
    with open_store(tmp_path, "0.1.0") as store:
        store.save_all([Item(hostile(), made_bytes())])
    browser = client(tmp_path)
    for path in ("/initiatives", "/initiative/initiative:00000000000000aa", "/actors", "/actor/person:made"):
        text = page(browser, f"/{lang}{path}")
        assert "alert(1)" in text
        assert "<script>alert" not in text
        assert "\u202e" not in text
        assert not re.search(r"""\s(?:style|on\w+)\s*=\s*["']""", text)


def readings(store: Store) -> list:  # type: ignore[type-arg]
    return [reading for name in store.ids() if (record := store.load(name)) for reading in record.readings]


def stances(store: Store) -> list[Stance]:
    return [one for reading in readings(store) for one in reading.stances]
