"""What tests need of the gold: whether it is there, and its texts."""

from __future__ import annotations

import pytest

from gold_place import ABSENT, GOLD, files, here, rows

__all__ = ["GOLD", "needs_gold", "texts_of"]

needs_gold = pytest.mark.skipif(not here(), reason=ABSENT)


def texts_of(part: str) -> list[str]:
    """The texts of a part of the gold (train, dev, dev_outlets, dev_pages)."""
    return [row["text"] for row in rows(files(part)[1])]
