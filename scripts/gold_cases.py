"""Read the cases of `tests/cases/attributions`: short texts of many press styles with their gold in exact words.

A file tells its `style`, its `publisher` and a list of `cases`:

    id: short name            title: headline, where the case has one
    text: |                   a paragraph a line
    said, stances             as in `gold_spans`; speaker "^": as in the line above
    nothing: reason           instead of both: nobody's word is reported here

Words that do not stand in their text, or stand there more than once, are refused with the case's name.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from gold_spans import article_gold
from gold_words import GoldError

Spec = dict[str, Any]
FOLDER = Path(__file__).resolve().parents[1] / "tests" / "cases" / "attributions"


def same_speaker(table: str | None) -> str | None:
    """The lines of `said` with "^" replaced by the speaker of the line above."""
    if not table:
        return table
    lines, last = [], ""
    for line in table.splitlines():
        cells = line.split(" | ")
        if len(cells) == 6:
            speaker = cells[3].strip()
            last = last if speaker == "^" else cells[2].strip() if speaker == "=" else speaker
            cells[3] = last or "-"
        lines.append(" | ".join(cells))
    return "\n".join(lines)


def case_text(case: Spec) -> str:
    """Title, blank line, body; without a title all is body, and a blank line would make a title of its beginning."""
    body = "\n".join(line.strip() for line in case["text"].strip().splitlines() if line.strip())
    return f"{case['title']}\n\n{body}" if case.get("title") else body


def case_gold(style: str, case: Spec) -> tuple[Spec, str]:
    """One case as (gold in offsets, text)."""
    key = f"{style}/{case['id']}"
    if bool(case.get("nothing")) == bool(case.get("said")):
        raise GoldError(f"{key}: either said or nothing")
    text = case_text(case)
    spec = case | {"said": same_speaker(case.get("said")), "text_credits": case.get("credits")}
    try:
        gold = article_gold(key, spec, text)
    except GoldError as error:
        raise GoldError(f"{key}: {error}") from error
    if case.get("nothing"):
        gold["nothing"] = case["nothing"]
    return gold, text


def read(path: Path) -> list[tuple[Spec, Spec]]:
    """The cases of a file as (gold, what `annotate` is given)."""
    spec: Spec = yaml.safe_load(path.read_text(encoding="utf-8"))
    found = []
    for case in spec["cases"]:
        gold, text = case_gold(path.stem, case)
        publisher = case.get("publisher", spec.get("publisher", ""))
        found.append((gold, {"id": gold["id"], "text": text, "publisher": publisher}))
    ids = [gold["id"] for gold, _ in found]
    if len(set(ids)) != len(ids):
        raise GoldError(f"{path.name}: two cases of one name")
    return found


def files(half: str = "*") -> list[Path]:
    """The case files in order; `half` is "a" (to learn from), "b" (held out) or both."""
    return sorted(FOLDER.glob(f"*_{half}.yaml"))
