"""The two real pages, end to end, against the facts that a perfect reading records.

The pages are not part of the project: these tests read them from where the gold lies. What is asserted is named by
short anchors of the pages, never by their sentences.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import musnad
from gold import GOLD, needs_gold
from musnad.records import Attribution, Reading, Record

pytestmark = needs_gold


@pytest.fixture(scope="module")
def coalition() -> Record:
    return musnad.read(page("000"))


@pytest.fixture(scope="module")
def captives() -> Record:
    return musnad.read(page("004"))


def page(number: str) -> Path:
    (found,) = (GOLD / "seeds" / "pages").glob(f"{number}_*.txt")
    return found


def said(reading: Reading, anchor: str) -> Attribution:
    """The attribution whose content holds `anchor`, the shortest where several do."""
    found = [a for a in reading.attributions if anchor in a.content.text]
    assert found, f"nobody says {anchor}"
    return min(found, key=lambda a: len(a.content.text))


def stances(reading: Reading, actor: str) -> set[str]:
    return {s.stance for s in reading.stances if actor in s.actor}


def test_two_pages_hold_three_articles(coalition: Record, captives: Record) -> None:
    assert len(coalition.readings) == 1
    assert len(captives.readings) == 2


def test_furniture_is_cut_out_in_mid_sentence_and_the_sentence_is_whole(coalition: Record) -> None:
    text = coalition.readings[0].article.text
    assert "وبحاجة إلى للتعبير عن احتياجاتهم»" in text
    assert "ملخص عسكري" not in text
    assert text.count("أسوشيتد برس: ماكرون") == 1, "the headline stands once"


def test_a_quotation_broken_by_furniture_is_called_damaged(coalition: Record) -> None:
    assert any(u.what == "damaged" for u in coalition.readings[0].unclear)


def test_the_day_stands_on_one_page_and_not_on_the_other(coalition: Record, captives: Record) -> None:
    day = coalition.readings[0].article.published
    assert day is not None
    assert (day.value, day.basis) == ("2023-10-26", "page")
    assert [r.article.published for r in captives.readings] == [None, None]


def test_nobody_is_taken_for_the_outlet(coalition: Record, captives: Record) -> None:
    assert [r.article.outlet for r in (*coalition.readings, *captives.readings)] == ["", "", ""]


def test_credits_belong_to_the_article_above_them(coalition: Record, captives: Record) -> None:
    assert [c.name for c in coalition.readings[0].article.credits] == ["أسوشيتد برس"]
    main, embedded = captives.readings
    assert {c.name for c in main.article.credits} == {"بوليتيكو", "RT Arabic"}
    assert embedded.article.credits == ()


def test_the_chain_of_the_proposal_stands_in_the_next_sentence(captives: Record) -> None:
    proposal = said(captives.readings[0], "إرسال قوات غربية")
    assert "ماكرون" in proposal.speaker
    assert len(proposal.via) == 2
    assert "بوليتيكو" in proposal.via[0]
    assert "شخصين" in proposal.via[1]


def test_officials_who_cite_the_newspaper_are_cited_by_it(captives: Record) -> None:
    obstacle = said(captives.readings[0], "العائق الرئيسي")
    assert obstacle.unnamed
    assert "مسؤولي الإدارة" in obstacle.speaker
    assert ["بوليتيكو" in v for v in obstacle.via] == [True]


def test_the_embedded_article_has_a_newspaper_of_its_own(captives: Record) -> None:
    main, embedded = captives.readings
    assert any("يديعوت" in a.speaker for a in embedded.attributions)
    assert not any("بوليتيكو" in a.speaker or any("بوليتيكو" in v for v in a.via) for a in embedded.attributions)
    assert not any("يديعوت" in a.speaker for a in main.attributions)


def test_the_unnamed_officials_have_their_reason(coalition: Record) -> None:
    aware = said(coalition.readings[0], "على علم باقتراح")
    assert aware.unnamed
    assert aware.detail is not None
    assert aware.detail.plural
    assert aware.detail.count is None, "no number is given"
    assert aware.detail.reason is not None
    assert "شريطة عدم الكشف" in aware.detail.reason.text


def test_the_outer_link_after_its_content(coalition: Record) -> None:
    belief = said(coalition.readings[0], "المشاركة العربية الفعلية")
    assert (belief.kind, belief.speaker) == ("belief", "الولايات المتحدة")
    assert ["مسؤول" in v for v in belief.via] == [True]
    call = said(coalition.readings[0], "وقف هجماتها")
    assert "عبد الله الثاني" in call.speaker
    assert ["الديوان الملكي" in v for v in call.via] == [True]


def test_silence_is_a_stance(coalition: Record) -> None:
    reading = coalition.readings[0]
    assert "silent" in stances(reading, "نتنياهو")
    assert "silent" in stances(reading, "القادة")


def test_who_stands_where_on_the_coalition(coalition: Record) -> None:
    reading = coalition.readings[0]
    assert "proposes" in stances(reading, "ماكرون")
    assert "conditional" in stances(reading, "الولايات المتحدة")
    assert "proposes" in stances(reading, "عبد الله الثاني")
    assert "silent" not in stances(reading, "عبد الله الثاني"), "the last line is not about the King"
    assert not {"supports", "opposes"} & {s.stance for s in reading.stances}, "nobody supports or opposes"


def test_who_stands_where_in_the_main_article(captives: Record) -> None:
    reading = captives.readings[0]
    assert {"proposes", "opposes"} <= stances(reading, "ماكرون")
    assert "opposes" in stances(reading, "بايدن")
    assert "supports" not in stances(reading, "ماكرون"), "they parted without agreement"
    assert "opposes" in stances(reading, "وزير خارجية")


def test_who_stands_where_in_the_embedded_article(captives: Record) -> None:
    reading = captives.readings[1]
    assert stances(reading, "رؤساء الأجهزة") == {"conditional"}
    assert "supports" in stances(reading, "كبار المسؤولين")
    assert stances(reading, "سموتريتش") == {"opposes"}
    assert stances(reading, "بن جفير") == {"opposes"}
    assert not stances(reading, "كاتس") | stances(reading, "ساعر") | stances(reading, "ديرمر")


def test_listed_headlines_keep_their_source(captives: Record) -> None:
    related = [b for b in captives.page.blocks if b.role == "related"]
    named = {detail for block in related for detail in block.detail}
    assert any("نيويورك تايمز" in name for name in named)
    assert "مسؤول" in named
