"""Every phrase of the pages stands in both languages, and every phrase that is asked for stands in the table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from musnad.labels import Label
from musnad.lexicon import read_table
from musnad.web import words as words_module
from musnad.web.proposals import FIELDS, Field
from musnad.web.words import table, words

WEB = Path(words_module.__file__).parent
ARABIC = re.compile(r"[\u0621-\u064a]")
KEY = re.compile(r"""\bt\(\s*["']([\w.-]+)["']\s*[,)]""")
CHOICES = [field for fields in FIELDS.values() for field in fields if field.sort == "choice"]
ASKED = sorted({key for path in WEB.rglob("*.html") for key in KEY.findall(path.read_text(encoding="utf-8"))})


def test_no_phrase_misses_a_language() -> None:
    assert [key for key, row in table().items() if not row.ar.strip() or not row.en.strip()] == []
    same = {"language.ar", "language.en"}
    assert [key for key, row in table().items() if not ARABIC.search(row.ar) and key not in same] == []


def test_both_languages_have_the_same_marks() -> None:
    assert [key for key, row in table().items() if _marks(row.ar) != _marks(row.en)] == []


@pytest.mark.parametrize("field", CHOICES, ids=lambda field: field.name)
def test_what_can_be_chosen_has_a_name(field: Field) -> None:
    keys = {f"{field.name}.{choice}" for choice in field.choices}
    assert keys <= {*table(), *read_table("labels", Label)}


@pytest.mark.parametrize("key", ASKED)
def test_what_templates_ask_for_stands_in_a_table(key: str) -> None:
    assert key in table() or key in read_table("labels", Label)


def test_the_table_says_only_what_is_asked_for() -> None:
    """A phrase nobody asks for is dead; kinds of phrases (`month.3`) are asked for by their first part."""
    code = "\n".join(path.read_text(encoding="utf-8") for kind in ("*.py", "*.html") for path in WEB.rglob(kind))
    asked = set(re.findall(r"""["']([\w.-]+)["']""", code))
    families = (*re.findall(r"""["']([\w.-]+\.)["'{]""", code), *(f"{field.name}." for field in CHOICES))
    assert [key for key in table() if key not in asked and not key.startswith(families)] == []


def test_values_are_escaped() -> None:
    assert words("en")("count.articles", count="<b>") == "articles: &lt;b&gt;"


@pytest.mark.parametrize(
    ("value", "arabic", "english"),
    [
        ("2024-03-05", "5 آذار/مارس 2024", "5 March 2024"),
        ("2024-03", "آذار/مارس 2024", "March 2024"),
        ("2024", "2024", "2024"),
        ("قبل ساعتين", "قبل ساعتين", "قبل ساعتين"),
    ],
)
def test_days_in_words(value: str, arabic: str, english: str) -> None:
    assert (words("ar").day(value), words("en").day(value)) == (arabic, english)


def _marks(phrase: str) -> list[str]:
    return sorted(re.findall(r"\{(\w+)\}", phrase))
