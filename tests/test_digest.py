"""The digest: what a person is told of a page, line by line."""

from __future__ import annotations

import io
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from made import made_reading, made_record, pages_with_bytes
from musnad.digest import day_line, kind_line, print_record, word_line
from musnad.extract import read_article
from musnad.labels import Labels
from musnad.records import Article, Attribution, Block, Day, Link, Page, Record, Stance, Unnamed
from musnad.terminal import Screen

EN, AR = Labels("en"), Labels("ar")
SAID, TOLD = made_reading(made_record().page).attributions
BEHIND = Link("شخصين مطلعين على الملف", None, "unnamed", "sentence", None)
REFUSED = made_reading(made_record().page).stances[0]


def digest(record: Record, labels: Labels = EN, width: int | None = None) -> list[str]:
    file = io.StringIO()
    print_record(record, "added", Screen(file, width), labels)
    return file.getvalue().splitlines()


def test_the_whole_digest_of_a_page() -> None:
    page = made_record().page.id[:16]
    assert digest(made_record())[1:] == [
        f"page.txt  {page}",
        "",
        "وزير الري في نورستان يعلن خطة جديدة",
        "  Outlet: صدى الجبل",
        "  Published: 2024-03-05 (as the page states it: «وزير»)",
        "  Credited to: صدى نورستان (text)",
        "",
        "  Statements (2)",
        "  وزير الري زياد الحمداني",
        "    الخطة تبدأ في الربيع",
        f"    statement · indirect  {page}.0.a0",
        "  صدى نورستان ← مسؤولين اثنين",
        "    المعارضة ترفض الخطة",
        f"    statement · indirect · unnamed, number: 2  {page}.0.a1",
        "",
        "  Stances (1)",
        "  الخطة",
        f"    opposes: المعارضة  {page}.0.s0",
        "      on the word of: صدى نورستان ← مسؤولين اثنين",
        "",
        "  Events (1)",
        f"  rejects (change): المعارضة — «ترفض» ← زياد الحمداني  {page}.0.e0",
        "    on the word of: مسؤولين اثنين · مسؤولين اثنين",
        "",
        "  Unclear (1)",
        "  speaker: من المسؤولان؟ «مسؤولين اثنين»",
        "",
        "Other headlines on the page (1)",
        "    اقرأ أيضا: أسعار القمح",
        "",
        "Set aside: promo 1, tags 1",
        "",
    ]


@pytest.mark.parametrize(
    ("detail", "links", "told"),
    [
        (None, (), "unnamed"),
        (Unnamed(), (), "unnamed"),
        (Unnamed(plural=True), (), "unnamed, number not given"),
        (Unnamed(3, True), (), "unnamed, number: 3"),
        (
            Unnamed(1),
            (Link("مصدر", None, "unnamed", "sentence", None),),
            "unnamed · through unnamed sources",
        ),
    ],
)
def test_whom_the_text_does_not_name(detail: Unnamed | None, links: tuple[Link, ...], told: str) -> None:
    one = replace(TOLD, detail=detail, chain=links)
    assert kind_line(one, EN) == f"statement · indirect · {told}"


def test_a_named_speaker_behind_an_unnamed_carrier() -> None:
    said = replace(SAID, chain=(BEHIND,))
    assert kind_line(said, EN) == "statement · indirect · through unnamed sources"
    assert kind_line(said, AR) == "قول · بمعناه · عبر غير مسمّين"


@pytest.mark.parametrize(
    ("stance", "said", "word"),
    [
        (REFUSED, TOLD, "صدى نورستان ← مسؤولين اثنين"),
        (replace(REFUSED, actor="مسؤولين اثنين"), TOLD, "صدى نورستان"),
        (replace(REFUSED, actor="وزير الري زياد الحمداني"), SAID, ""),
        (replace(REFUSED, attribution=None), TOLD, ""),
    ],
)
def test_on_whose_word_a_stance_is_told(stance: Stance, said: Attribution, word: str) -> None:
    assert word_line(stance, (SAID, said)) == word


@pytest.mark.parametrize(
    ("day", "hint", "line"),
    [
        (None, None, "unknown"),
        (None, Day("2024-05", "url", "month"), "unknown (hint: 2024-05, from the page's address (URL))"),
        (Day("2024-05-01", "meta"), None, "2024-05-01 (from the page's metadata)"),
    ],
)
def test_the_day_and_how_it_is_known(day: Day | None, hint: Day | None, line: str) -> None:
    article = replace(made_record().readings[0].article, published=day, published_hint=hint)
    assert day_line(article, EN) == line


LISTED = """اقرأ أيضا:
مقالات مشابهة
• مسؤول: السد يكتمل في الخريف
• أمطار غزيرة على الجبل"""


def test_listed_headlines_are_told_apart_from_the_phrase_above_them() -> None:
    blocks, start = [], 0
    for line, (role, rule) in zip(
        LISTED.split("\n"),
        [("promo", "furniture:اقرأ أيضا"), ("related", "furniture:مقالات مشابهة")] + [("related", "made")] * 2,
        strict=True,
    ):
        detail = ("مسؤول",) if "مسؤول" in line else ()
        blocks.append(Block(role, start, start + len(line), rule, -1, detail))  # type: ignore[arg-type]
        start += len(line) + 1
    record = Record(Page("0" * 64, LISTED, "text", tuple(blocks), name="list.txt", empty="no running text"))
    assert digest(record)[2:] == [
        "no article on this page: no running text",
        "",
        "Other headlines on the page (2)",
        "  مقالات مشابهة",
        "    مسؤول: السد يكتمل في الخريف  (its source: مسؤول)",
        "    أمطار غزيرة على الجبل",
        "",
        "Set aside: related 3, promo 1",
        "",
    ]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pages_with_bytes())
def test_any_record_has_a_digest_that_steers_no_terminal(page: tuple[Record, bytes]) -> None:
    for labels, width in ((AR, None), (EN, 60)):
        told = "".join(digest(page[0], labels, width))
        assert not [c for c in told if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]


def test_an_initiative_with_whom_it_is_put_to_and_its_terms() -> None:
    text = "عرض زياد الحمداني على حركة السهل عقد مؤتمر دولي للسلام. وقال إن المؤتمر الدولي للسلام لا يتعلق بإرسال قوات."
    record = made_record()
    printed = digest(replace(record, readings=(read_article(Article("case", text, 0)),)))
    assert "    put to: حركة السهل" in printed
    assert "    terms: «لا يتعلق بإرسال قوات»" in printed
