"""Claims, drift, loops, origins outside and unnamed sources, from articles as `musnad relate` reads them."""

from __future__ import annotations

from musnad.extract import read_article
from musnad.extract.annotate import article_of
from musnad.relate import given_of, relate
from musnad.relations import Claim, Relations

DAM = "بدأت في بلدة الحصن أعمال ترميم سد الوادي بعد أن ظهرت تشققات في جدرانه الغربية خلال موسم الأمطار الأخير."
VISIT = "زار وزير الري زياد الحمداني سد الوادي في بلدة الحصن أمس واطلع على التشققات التي ظهرت في جدرانه الغربية."


def related(*rows: tuple[str, str, str]) -> Relations:
    """What articles of the same day show: each is its outlet, its hour and its text."""
    made = []
    for n, (outlet, hour, text) in enumerate(rows):
        row = {"id": f"a{n}", "publisher": outlet, "text": f"تشققات في سد الوادي\n\n{text}"}
        made.append(given_of(read_article(article_of(row)), f"2031-05-02T{hour}:00"))
    return relate(made)


def claim(found: Relations, speaker: str) -> Claim:
    (one,) = (claim for claim in found.claims if speaker in claim.speaker)
    return one


def test_the_same_words_of_one_speaker_are_one_claim() -> None:
    said = "وقال الوزير زياد الحمداني إن السد آمن ولا خطر منه على القرى المجاورة."
    found = related(("البيدر", "08", f"{DAM} {said}"), ("المرسى", "10", f"{VISIT} {said}"))
    one = claim(found, "زياد الحمداني")
    assert (len(one.attributions), one.basis) == (2, "words")


def test_two_statements_of_one_speaker_are_two() -> None:
    found = related(
        ("البيدر", "08", f"{DAM} وقال الوزير زياد الحمداني إن كلفة الترميم تبلغ تسعة ملايين دينار تدفع من الموازنة."),
        ("المرسى", "10", f"{VISIT} وقال الوزير زياد الحمداني إن المهندسين يراقبون منسوب المياه ليلا ونهارا."),
    )
    assert not [one for one in found.claims if "الحمداني" in one.speaker]


def test_two_translations_of_one_statement_are_one_claim() -> None:
    found = related(
        (
            "البيدر",
            "08",
            f"{DAM} وقال الوزير زياد الحمداني: «سنغلق سد الوادي خمسة أشهر حتى ينتهي ترميم جدرانه الغربية».",
        ),
        (
            "المرسى",
            "10",
            f"{VISIT} وقال الوزير زياد الحمداني: «سيبقى سد الوادي مغلقا خمسة أشهر لترميم جدرانه الغربية».",
        ),
    )
    assert claim(found, "زياد الحمداني").basis == "proposition"


def test_what_was_hinted_and_then_confirmed_has_drifted() -> None:
    content = "إلى أن السد سيغلق خمسة أشهر أمام المزارعين"
    found = related(
        ("البيدر", "08", f"{DAM} وألمح الوزير زياد الحمداني {content}."),
        ("المرسى", "10", f"{VISIT} وأكد الوزير زياد الحمداني {content.removeprefix('إلى ')}."),
    )
    (drift,) = [one for one in claim(found, "زياد الحمداني").drift if one.what == "commitment"]
    assert (drift.origin, drift.to) == ("a0", "a1")
    assert "ألمح" in drift.before
    assert "أكد" in drift.after


def test_one_official_became_the_officials() -> None:
    content = "إن السد سيغلق خمسة أشهر أمام المزارعين في بلدة الحصن"
    found = related(
        ("البيدر", "08", f"{DAM} وقال مسؤول طلب عدم ذكر اسمه {content}."),
        ("المرسى", "10", f"{VISIT} وقال مسؤولون طلبوا عدم ذكر أسمائهم {content}."),
    )
    (one,) = (claim for claim in found.claims if len(claim.attributions) == 2)
    assert "sources" in {drift.what for drift in one.drift}


def test_everything_on_a_source_that_is_not_named() -> None:
    said = "وقال مسؤول طلب عدم ذكر اسمه إن السد سيغلق خمسة أشهر أمام المزارعين في بلدة الحصن."
    found = related(("البيدر", "08", f"{DAM} {said}"), ("المرسى", "10", f"{DAM} {said}"))
    (story,) = found.stories
    assert [group.unnamed for group in story.origins.groups] == [True]


def test_an_origin_outside_the_collection() -> None:
    told = "ذكرت صحيفة «المشكاة» أن سد الوادي في بلدة الحصن سيغلق خمسة أشهر لترميم جدرانه الغربية."
    again = "سيغلق سد الوادي في بلدة الحصن خمسة أشهر، بحسب صحيفة «المشكاة» التي تحدثت عن تشققات في جدرانه الغربية."
    (story,) = related(("البيدر", "08", told), ("المرسى", "10", again)).stories
    assert [(group.articles, "المشكاة" in group.origin) for group in story.origins.groups] == [(("a0", "a1"), True)]
    assert (story.origins.low, story.origins.high) == (1, 1)


def test_two_that_name_each_other_are_a_loop() -> None:
    one = f"ذكرت صحيفة «المرسى» أن سد الوادي سيغلق خمسة أشهر. {DAM}"
    other = f"نقلت صحيفة «البيدر» أن الإغلاق يطول خمسة أشهر. {VISIT}"
    (story,) = related(("البيدر", "08", one), ("المرسى", "10", other)).stories
    assert story.origins.loops == (("البيدر", "المرسى"),)
