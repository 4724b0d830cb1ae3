"""Where the gold lies: the folder that MUSNAD_GOLD names, `shared` beside the project by default. Read here alone.

The gold's own scorers are modules of that folder; `scorer` imports one by its name.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
GOLD = Path(os.environ.get("MUSNAD_GOLD", ROOT.parent / "shared"))
ABSENT = f"the gold is not at {GOLD}; set MUSNAD_GOLD to the folder that holds it"
Row = dict[str, Any]


def here() -> bool:
    """Whether the gold is there."""
    return (GOLD / "gold").is_dir()


def need(*names: str) -> None:
    """End the program, with a plain message, where a file or folder of the gold is absent."""
    if not all((GOLD / name).exists() for name in ("gold", *names)):
        sys.exit(ABSENT)


def files(name: str) -> tuple[Path, Path]:
    """The gold and text files of a set: train, dev, dev_outlets, dev_pages, seeds."""
    if name == "seeds":
        return GOLD / "seeds/articles.gold.jsonl", GOLD / "seeds/articles.texts.jsonl"
    return GOLD / f"gold/{name}/gold.jsonl", GOLD / f"gold/{name}/texts.jsonl"


def rows(path: Path) -> list[Row]:
    """The objects of a file, one a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def pairs(name: str) -> list[tuple[Row, Row]]:
    """The texts of a set, each with its gold, in the gold's order."""
    gold, texts = files(name)
    by_id = {row["id"]: row for row in rows(texts)}
    return [(by_id[row["id"]], row) for row in rows(gold)]


def scorer(name: str = "score") -> Any:
    """A scorer of the gold as a module: score, score_pages, score_names."""
    folder = str(GOLD / "gold")
    if folder not in sys.path:
        sys.path.insert(0, folder)
    return importlib.import_module(name)
