"""Which language a page is in."""

from __future__ import annotations

import pytest

from musnad.web.languages import language_of, preferred


@pytest.mark.parametrize(
    ("accepts", "language"),
    [
        ("", "ar"),
        ("ar-SY,ar;q=0.9", "ar"),
        ("en-GB,en;q=0.9,ar;q=0.8", "en"),
        ("fr,en;q=0.3,ar;q=0.7", "ar"),
        ("en;q=0,fr", "ar"),
        ("fr-FR,de", "ar"),
        ("en;q=nonsense", "ar"),
        (",;q=,;;", "ar"),
    ],
)
def test_at_the_door(accepts: str, language: str) -> None:
    assert preferred(accepts) == language


def test_what_was_chosen_comes_first() -> None:
    assert preferred("ar", "en") == "en"
    assert language_of("/en/nothing", "ar", "ar") == "en"
    assert language_of("/nothing", "en") == "en"
