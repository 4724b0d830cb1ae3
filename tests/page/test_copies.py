"""Copies of a body on one page."""

from __future__ import annotations

import pytest

from musnad.page.copies import copies

ONE = [f"كلمة{n}" for n in range(100)]
OTHER = [f"لفظ{n}" for n in range(100)]


@pytest.mark.parametrize(
    ("bodies", "copied"),
    [
        ([ONE, OTHER], set()),
        ([ONE, OTHER, ONE], {2}),
        ([ONE[:30], OTHER, ONE], {0}),
        ([OTHER[:50] + ONE, ONE], {0}),
        ([ONE[:5] + ONE, ONE], {1}),
        ([ONE[:20], ONE], set()),
        ([[], ONE], set()),
    ],
)
def test_the_copy_with_more_beside_it_goes(bodies: list[list[str]], copied: set[int]) -> None:
    assert copies(bodies) == copied
