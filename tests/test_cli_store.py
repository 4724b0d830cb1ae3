"""`musnad why` and `musnad verify` answer from the store."""

from __future__ import annotations

import hashlib
import sqlite3
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

import musnad as musnad_package
from made import made_bytes, made_record
from musnad.store import Item, open_store
from musnad.terminal import marked
from musnad.why import describe_rule, knowledge_row
from running import PAGE, musnad

EXAMPLES = Path(__file__).parents[1] / "examples"
PAGE_ID = made_record().page.id


@pytest.fixture
def store(tmp_path: Path) -> Path:
    with open_store(tmp_path / "s", "0.1.0") as opened:
        for n in range(2):
            opened.save(made_record(n), made_bytes(n))
    return tmp_path / "s"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", [f"Page: {PAGE_ID}", "page.txt", f"{PAGE_ID[:16]}.0  وزير الري", "promo"]),
        (".b2", ["Block: promo", "Rule: made.promo", "الربيع. [[اقرأ أيضا: أسعار القمح]] ونقلت"]),
        (".0", ["Outlet: صدى الجبل", "2024-03-05 (as the page states it", "Rule: made.day", "Credited to: صدى"]),
        (".0.a0", [
            "صدى الجبل ← وزير الري زياد الحمداني", "Rule: verb_first", "cues:قال", "(publisher)", "Cue: قال",
            "[[قال]] [[وزير الري زياد الحمداني]] إن [[الخطة تبدأ في الربيع]].",
        ]),
        (".0.a1", ["unnamed", "صدى نورستان (the sentence itself) [outlet:sada]", "ونقلت [[صحيفة «صدى نورستان»]] عن"]),
        (".0.s0", ["Stance: opposes", "Actor: المعارضة", "[[المعارضة ترفض الخطة]].", f"{PAGE_ID[:16]}.0.a1"]),
        (".0.m0", ["Name: زياد الحمداني (PER, name)", "person:made", "وزير الري [[زياد الحمداني]] إن"]),
        (".0.c0", ["Credited to: صدى نورستان", "Rule: made.credit"]),
        (".0.i0", ["Initiative: الخطة [i:plan]", "[[خطة جديدة]]", f"opposes: المعارضة  {PAGE_ID[:16]}.0.s0"]),
        (".0.u0", ["من المسؤولان؟", "[[مسؤولين اثنين]]"]),
    ],
)  # fmt: skip
def test_why_tells_the_rule_and_shows_the_words(store: Path, name: str, told: list[str]) -> None:
    ran = musnad("why", PAGE_ID[:10] + name, "--lang", "en", store=store)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert [part for part in told if part not in ran.stdout] == []


def test_why_speaks_arabic(store: Path) -> None:
    ran = musnad("why", PAGE_ID[:16] + ".0.a0", "--lang", "ar", store=store)
    assert "القاعدة: verb_first" in ran.stdout


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("00000000", "no such page in"),
        (PAGE_ID[:16] + ".7", "has no such article or finding"),
        (PAGE_ID[:16] + ".0.a9", "has no such article or finding"),
        (PAGE_ID[:16] + ".b99", "has no such article or finding"),
    ],
)
def test_why_of_what_is_not_there(store: Path, name: str, told: str) -> None:
    ran = musnad("why", name, store=store)
    assert ran.returncode == 1
    assert told in ran.stderr


def test_why_of_what_is_no_name(store: Path) -> None:
    ran = musnad("why", "what?", store=store)
    assert ran.returncode == 2
    assert "no name of a page" in ran.stderr


def test_a_short_name_must_be_enough(tmp_path: Path) -> None:
    ids = sorted((hashlib.sha256(made_bytes(n)).hexdigest(), n) for n in range(2000))
    alike, one, other = next((a[:4], n, m) for (a, n), (b, m) in pairwise(ids) if a[:4] == b[:4])
    with open_store(tmp_path, "0.1.0") as opened:
        opened.save_all([Item(made_record(n), made_bytes(n)) for n in (one, other)])
    ran = musnad("why", alike, store=tmp_path)
    assert ran.returncode == 1
    assert "give more of it" in ran.stderr


@pytest.mark.parametrize("command", [["why", "3696e641"], ["verify"]])
def test_a_store_that_is_not_there(tmp_path: Path, command: list[str]) -> None:
    ran = musnad(*command, store=tmp_path / "none")
    assert ran.returncode == 1
    assert ran.stderr == f"musnad: store {tmp_path}/none/musnad.db: there is no store; `musnad read` makes one\n"
    assert not (tmp_path / "none").exists()


def test_verify_of_a_whole_store(store: Path) -> None:
    ran = musnad("verify", "--lang", "en", store=store)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == "the store is whole: 2 pages, 40 spans, each as its text has it\n"


def test_verify_of_a_changed_store(store: Path) -> None:
    raw = sqlite3.connect(store / "musnad.db")
    with raw:
        raw.execute("UPDATE mentions SET start = start + 1 WHERE article = 1")
    raw.close()
    ran = musnad("verify", "--lang", "en", store=store)
    assert ran.returncode == 1
    assert ran.stderr == f"musnad: {PAGE_ID[:16]}: its rows in mentions are not those of its record\n"
    assert "1 faults (2 pages" in ran.stdout


def test_every_finding_of_a_real_reading_can_be_explained(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    ran = musnad("read", tmp_path / "page.txt", store=tmp_path / "s")
    name = next(line.split()[-1] for line in ran.stdout.splitlines() if line.endswith(".0.a0"))
    told = musnad("why", name, "--lang", "en", store=tmp_path / "s")
    assert told.returncode == 0
    assert "Rule: " in told.stdout
    assert "no description" not in told.stdout
    assert "Knowledge: " in told.stdout
    assert "example: " in told.stdout


def test_marks_nest_and_cut_words_end_in_dots() -> None:
    text = "قال الوزير، وهو يبتسم، إن الخطة تبدأ"
    assert (
        marked(text, (0, len(text)), (0, 3), (23, 36), (26, 31)).plain
        == "[[قال]] الوزير، وهو يبتسم، [[إن [[الخطة]] تبدأ]]"
    )
    assert marked(text, (2, 8), (4, 6)).plain == "…ل [[ال]]وز…"


def test_a_knowledge_row_is_found_by_its_name() -> None:
    row = knowledge_row("labels:kind.call")
    assert row == {"key": "kind.call", "ar": "دعوة", "en": "call"}
    assert knowledge_row("labels:none") is None
    assert knowledge_row("../labels:untitled") is None
    assert knowledge_row("verb_first") is None


def test_a_rule_is_described_in_its_own_words() -> None:
    assert describe_rule("verb", "said") != describe_rule("verb", "stance")
    assert describe_rule("persons:name", "name", "ar") == "اسم من جداول المعرفة، بكلماته كلها"
    assert describe_rule("find_mentions", "name")  # a function without a row tells its first lines
    assert describe_rule("no such rule", "said") == ""


@cache
def rules_of_the_examples() -> tuple[tuple[str, str], ...]:
    """Every rule that speaks on the example pages, with the room that `why` looks in."""
    seen: set[tuple[str, str]] = set()
    for record in musnad_package.read_all([EXAMPLES]):
        seen.update(("page", block.rule) for block in record.page.blocks)
        for reading in record.readings:
            days = (reading.article.published, reading.article.published_hint)
            seen.update(("page", day.rule) for day in days if day)
            seen.update(("page", credit.rule) for credit in reading.article.credits)
            seen.update(("said", one.rule) for one in reading.attributions)
            seen.update(("stance", one.rule) for one in reading.stances)
            seen.update(("name", one.rule) for one in reading.mentions)
            seen.update(("event", one.rule) for one in reading.events)
    return tuple(sorted(seen))


def test_every_rule_that_speaks_on_the_examples_can_be_told() -> None:
    rules = rules_of_the_examples()
    assert len(rules) > 30
    silent = [(room, rule) for room, rule in rules if not (knowledge_row(rule) or describe_rule(rule, room))]
    assert silent == []
