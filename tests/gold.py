"""Where the gold lies: one variable, read in one place."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
GOLD = Path(os.environ.get("MUSNAD_GOLD", ROOT.parent / "shared"))

needs_gold = pytest.mark.skipif(
    not (GOLD / "gold").is_dir(), reason=f"the gold is not at {GOLD}; set MUSNAD_GOLD to the folder that holds it"
)


def texts_of(part: str) -> list[str]:
    """The texts of a part of the gold (train, dev, dev_outlets, dev_pages)."""
    lines = (GOLD / "gold" / part / "texts.jsonl").read_text(encoding="utf-8").split("\n")
    return [json.loads(line)["text"] for line in lines if line.strip()]
