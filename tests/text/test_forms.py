from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from musnad.lexicon import lexicon
from musnad.text.fold import fold_text
from musnad.text.forms import Analysis, Forms, fits, look_up, proclitics, verb_forms

ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("forms.tsv").read_text(encoding="utf-8").split("\n")[2:]
    if line
]


@cache
def forms_of(verb: str) -> Forms:
    return verb_forms(*verb.split())


def told(analysis: Analysis) -> str:
    person = f"{analysis.person or ''}{analysis.number}{analysis.gender}"
    case = f" {analysis.case}" if analysis.case else ""
    return f"{analysis.tense} {person}{case}" + (f" +{analysis.suffix}" if analysis.suffix else "")


@pytest.mark.parametrize(("verb", "form", "analysis"), ROWS, ids=lambda cell: cell.replace(" ", "_"))
def test_forms(verb: str, form: str, analysis: str) -> None:
    found = [told(a) for a in forms_of(verb).get(fold_text(form), ())]
    if analysis == "-":
        assert not found
    else:
        assert analysis in found


@pytest.mark.parametrize("row", [row for row in lexicon().endings.values() if row.example], ids=lambda row: row.form)
def test_every_ending_gives_its_example(row: object) -> None:
    found = forms_of("كتب يكتب كاتب كتابة")[fold_text(row.example)]  # type: ignore[attr-defined]
    assert row.tense in {a.tense for a in found}  # type: ignore[attr-defined]


def test_keys_are_folded_and_vowels_of_a_row_do_no_harm() -> None:
    assert forms_of("ذَكَّرَ يُذَكِّر مذكّر تذكير") == forms_of("ذكر يذكر مذكر تذكير")
    assert all(key == fold_text(key) for key in forms_of("قرأ يقرأ قارئ قراءة"))


def test_objects_and_parts_can_be_left_out() -> None:
    bare = verb_forms("وصف", "يصف", objects=False)
    assert "وصفت" in bare
    assert "وصفه" not in bare
    assert "واصف" not in bare
    assert verb_forms("", "", "", "قول").keys() == {"قول", "قولا"} | {
        f"قول{pronoun}" for pronoun in ("ه", "ها", "هما", "هم", "هن", "ي", "نا", "ك", "كم")
    }


def test_rows_spelled_without_hamza_and_dots_still_give_the_usual_forms() -> None:
    assert {"ناديا", "نادت", "نادوا", "ينادون"} <= verb_forms("نادي", "ينادي", "منادي").keys()
    assert {"اعلنت", "يعلنون", "اعلنوا"} <= verb_forms("اعلن", "يعلن").keys()
    assert {"تبناه", "يتبناه", "يتبنون"} <= verb_forms("تبني", "يتبني").keys()


PARTICLES = [
    ("وسيقول", "و س", "يقول"), ("فقال", "ف", "قال"), ("ليقولوا", "ل", "يقولوا"), ("بقوله", "ب", "قوله"),
    ("وبقوله", "و ب", "قوله"), ("القول", "ال", "قول"), ("والقائل", "و ال", "قايل"), ("بالقول", "ب ال", "قول"),
    ("للقول", "ل ال", "قول"), ("وللقول", "و ل ال", "قول"), ("لقوله", "ل", "قوله"), ("كقولهم", "ك", "قولهم"),
    ("قال", "", "قال"), ("فسيقولون", "ف س", "يقولون"),
]  # fmt: skip


@pytest.mark.parametrize(("word", "taken", "rest"), PARTICLES)
def test_particles_come_off_where_they_fit(word: str, taken: str, rest: str) -> None:
    found = look_up(fold_text(word), forms_of("قال يقول قائل قول"))
    assert [(" ".join(t), r) for t, r, analyses in found if any(fits(t, a) for a in analyses)] == [(taken, rest)]


@pytest.mark.parametrize("word", ["سقال", "بيقول", "اليقول", "سقوله", "القوله", "بالقوله", "قو", "وو", "مقال"])
def test_particles_do_not_fit(word: str) -> None:
    found = look_up(word, forms_of("قال يقول قائل قول"))
    assert not [t for t, _, analyses in found if any(fits(t, a) for a in analyses)]


def test_a_swallowed_lam_is_given_back() -> None:
    assert (("ل", "ال"), "لجنه") in list(proclitics("للجنه"))
    assert (("ل", "ال"), "وزير") in list(proclitics("للوزير"))
    assert list(proclitics("")) == [((), "")]
