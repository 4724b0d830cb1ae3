"""`musnad stances`: the matrix of a store, for people and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from running import musnad

FIRST = """نورستان تقترح مؤتمرا للسلام

الثلاثاء 5 مارس 2024

اقترح رئيس نورستان زياد الحمداني عقد مؤتمر دولي للسلام في الجزر. ورفض حزب الأفق عقد المؤتمر الدولي للسلام. \
وأيدت فرنسا عقد مؤتمر دولي للسلام في الجزر. ولم يعلق سفير نورستان على الاقتراح.
"""
SECOND = """فرنسا تعدل موقفها من مؤتمر الجزر

الأحد 10 مارس 2024

عارضت فرنسا عقد المؤتمر الدولي للسلام في الجزر بعد أسابيع من الخلاف مع شركائها في المنطقة. وقال مسؤول في العاصمة \
إن حزب الأفق وافق على المؤتمر الدولي للسلام الذي دعت إليه نورستان في مطلع الشهر.

وأضاف المسؤول أن الموعد لم يحدد بعد وأن المشاورات تجري في عواصم عدة.
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stances")
    (folder / "pages").mkdir()
    for n, page in enumerate((FIRST, SECOND)):
        (folder / "pages" / f"{n}.txt").write_text(page, encoding="utf-8")
    assert musnad("read", folder / "pages", store=folder / "store").returncode == 0
    return folder / "store"


def test_the_latest_stance_and_the_trail(store: Path) -> None:
    ran = musnad("stances", "--initiative", "مؤتمر السلام", "--lang", "en", store=store)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "[1] عقد مؤتمر دولي للسلام في الجزر" in ran.stdout
    assert "France: [1] opposes (2024-03-10)" in ran.stdout
    assert "2024-03-05  supports  «وأيدت فرنسا" in ran.stdout
    assert "2024-03-10  opposes (changed)" in ran.stdout


def test_an_actor_by_either_name_in_arabic(store: Path) -> None:
    for name in ("فرنسا", "France", "state:fr"):
        ran = musnad("stances", "--actor", name, "--lang", "ar", store=store)
        assert "فرنسا: [1] يعارض (2024-03-10)" in ran.stdout
        assert "حزب الأفق" not in ran.stdout


@pytest.mark.parametrize("asked", ["peace conference", "the Nuristan conference for peace"])
def test_a_question_in_english(store: Path, asked: str) -> None:
    ran = musnad("stances", "--initiative", asked, "--lang", "en", store=store)
    assert "France: [1] opposes (2024-03-10)" in ran.stdout
    assert musnad("stances", "--initiative", "wheat exports", store=store).returncode == 1


def test_one_json_object(store: Path) -> None:
    ran = musnad("stances", "--actor", "فرنسا", "--format", "json", store=store)
    told = json.loads(ran.stdout)
    assert told["actors"] == [{"id": "state:fr", "name_ar": "فرنسا", "name_en": "France"}]
    (cell,) = told["cells"]
    assert (cell["latest"], cell["day"], len(cell["changed"])) == ("opposes", "2024-03-10", 1)
    assert [step["day_basis"] for step in cell["trail"]] == ["article", "article"]
    why = musnad("why", cell["trail"][0]["finding"], "--lang", "en", store=store)
    assert "Stance: supports" in why.stdout


def test_nothing_found_and_nothing_asked(store: Path) -> None:
    assert musnad("stances", "--actor", "لا أحد كهذا", store=store).returncode == 1
    assert musnad("stances", store=store).returncode == 2
