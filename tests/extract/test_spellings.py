"""Names of known persons in other spellings, and names that only look alike."""

import pytest

from musnad.extract.grammar import grammar
from musnad.extract.spellings import spelled
from musnad.lexicon import lexicon
from musnad.text.words import folded_words


@pytest.mark.parametrize(
    ("written", "one"),
    [
        ("أنتوني بلينكين", "person:antony-blinken"),
        ("زلينسكي", "person:volodymyr-zelensky"),
        ("بوريس جونسن", "person:boris-johnson"),
        ("Volodymyr Zelenskyy", "person:volodymyr-zelensky"),
        ("Abdel-Fattah Al Sisi", "person:abdel-fattah-el-sisi"),
        ("Mohamed bin Salman", "person:mohammed-bin-salman"),
        ("صدام حسن", None),  # Arabic names are never likened
        ("سالم الأيوبي", None),
        ("Ziad Hamdani", None),
        ("كريم", None),
    ],
)
def test_one_known_person_or_none(written: str, one: str | None) -> None:
    assert spelled(folded_words(written), grammar(lexicon())) == one
