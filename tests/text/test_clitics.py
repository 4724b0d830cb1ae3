from __future__ import annotations

import pytest

from musnad.lexicon import lexicon
from musnad.text.clitics import Split, readings, strip
from musnad.text.fold import fold_text

KNOWN = frozenset(map(fold_text, [
    "وزير", "زير", "مدرسة", "مستشفى", "وزراء", "قالوا", "لجنة", "بلد", "كتاب", "وكالة", "كالة", "والد", "فيصل", "رئيس",
    "ابن", "لبنان", "بنان", "كوريا", "وريا", "قول", "بيان", "الأمم", "سلام", "اتفاق", "فرنسا", "يقول",
]))  # fmt: skip

SPLITS = [
    ("وزير", "", "وزير", ""), ("والوزير", "و ال", "وزير", ""), ("للوزير", "ل ال", "وزير", ""),
    ("وللجنة", "و ل", "لجنة", ""), ("ولبنان", "و", "لبنان", ""), ("لبنان", "", "لبنان", ""),
    ("كوريا", "", "كوريا", ""), ("وكوريا", "و", "كوريا", ""), ("وكالة", "", "وكالة", ""), ("ووكالة", "و", "وكالة", ""),
    ("والد", "", "والد", ""), ("ووالده", "و", "والد", "ه"), ("فيصل", "", "فيصل", ""), ("وفيصل", "و", "فيصل", ""),
    ("مدرسته", "", "مدرسة", "ه"), ("بمدرستهم", "ب", "مدرسة", "هم"), ("مستشفاه", "", "مستشفى", "ه"),
    ("وزرائه", "", "وزراء", "ه"), ("وزراؤها", "", "وزراء", "ها"), ("قالوه", "", "قالوا", "ه"),
    ("بكتابهما", "ب", "كتاب", "هما"), ("لرئيسها", "ل", "رئيس", "ها"), ("ببيانه", "ب", "بيان", "ه"),
    ("وبالسلام", "و ب ال", "سلام", ""), ("كالاتفاق", "ك ال", "اتفاق", ""), ("فبلدنا", "ف", "بلد", "نا"),
    ("والأمم", "و", "الأمم", ""), ("بفرنسا", "ب", "فرنسا", ""), ("وسيقول", "و س", "يقول", ""),
    ("قولكم", "", "قول", "كم"),
    # nothing known is left: the word stays whole
    ("سيارة", "", "سيارة", ""), ("واشنطن", "", "واشنطن", ""), ("بالون", "", "بالون", ""),
    ("الوزيره", "", "الوزيره", ""),
    ("و", "", "و", ""), ("", "", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("word", "before", "stem", "after"), SPLITS)
def test_strip(word: str, before: str, stem: str, after: str) -> None:
    wanted = Split(tuple(before.split()), fold_text(stem), tuple(after.split()))
    assert strip(fold_text(word), KNOWN) == wanted
    assert strip(fold_text(word), KNOWN.__contains__) == wanted


def test_every_reading_is_given_the_best_first() -> None:
    assert [split.stem for split in readings("وزير", KNOWN)] == ["وزير", "زير"]
    assert [split.stem for split in readings("وكاله", KNOWN)] == ["وكاله", "كاله"]
    assert list(readings("سياره", KNOWN)) == []


@pytest.mark.parametrize("row", lexicon().clitics.values(), ids=lambda row: row.clitic)
def test_every_row_stands_in_its_example(row: object) -> None:
    example = fold_text(row.example).replace("،", "").split()  # type: ignore[attr-defined]
    known = frozenset(["قول", "قال", "يقول", "ابلغ"])
    letters = row.letters  # type: ignore[attr-defined]
    splits = [strip(word, known) for word in example]
    assert any(letters in (*split.proclitics, *split.enclitics) for split in splits)
