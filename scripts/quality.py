"""The figures that have floors: pages, attributions with stances, who is meant, names; each set by its own scorer.

`floors.json` in `tests/` holds the floor of each figure and the SHA-256 of the gold files that they were measured on;
`set_floors.py` writes it, `tests/test_quality.py` holds the tool to it.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gold_place import GOLD, ROOT, files, pairs, scorer
from musnad.extract.annotate import annotate
from musnad.extract.mentions import find_mentions
from musnad.extract.who import cast
from musnad.lexicon import lexicon
from musnad.page.segment import segment
from musnad.text.doc import analyse

FLOORS = ROOT / "tests" / "floors.json"
FEW = 20
"""A figure that fewer gold entries stand behind says little, and has no floor."""
Figures = dict[str, float]


def attributions(name: str) -> Figures:
    """The scorer's F1 of a set's attributions, chains and stances."""
    score = scorer()
    total: Counter[Any] = Counter()
    for article, gold in pairs(name):
        found = annotate(article)
        score.check_predictions({article["id"]: found}, {article["id"]: article})
        total.update(score.score_article(gold, found, article["text"], []))
    return {one: score.f1(total, one)[2] for one in score.NAMES if total[one, "gold"] >= FEW}


def pages(name: str) -> Figures:
    """The scorer's means over the pages of a set."""
    gold, texts = files(name) if name != "seeds" else (GOLD / f"seeds/pages.{x}.jsonl" for x in ("gold", "texts"))
    score, marked = scorer("score_pages"), scorer().load(gold)
    found = [score.score_page(marked[key], segment(page), page["text"]) for key, page in scorer().load(texts).items()]
    names = sorted({one for row in found for one in row})
    return {one: sum(r[one] for r in found if one in r) / sum(one in r for r in found) for one in names}


def speakers(name: str) -> Figures:
    """The share of the gold's sources whose speaker is the right one."""
    right = total = 0
    for article, gold in pairs(name):
        text = article["text"]
        doc = analyse(text, text.find("\n\n") + 2 if "\n\n" in text else 0)
        told = [a for a in gold["attributions"] if a["source"]]
        company = cast(doc, find_mentions(doc, lexicon()), [tuple(a["source"]) for a in told], lexicon())
        for a in told:
            if not a.get("optional"):
                total += 1
                right += scorer().same_name(a["speaker"], company.who(*a["source"]).text)
    return {"speakers": right / total}


def names(file: str, share: float) -> Figures:
    """The F1 of names in the last share of a corpus, 0 for all of it."""
    score, corpus, found = scorer("score_names"), GOLD / "data/names" / file, {}
    for n, sentence in enumerate(score.sentences(corpus, share)):
        mentions = find_mentions(analyse(score.text_and_words(sentence)[0], 0), lexicon())
        found[f"n{n}"] = {"mentions": [{"span": m.where.span, "type": m.type, "form": m.form} for m in mentions]}
    return {"names": score.score(corpus, found, share)["f1"]}


MEASURES: dict[str, Callable[[], Figures]] = {
    "attributions dev": lambda: attributions("dev"),
    "attributions dev_outlets": lambda: attributions("dev_outlets"),
    "attributions seeds": lambda: attributions("seeds"),
    "pages dev_pages": lambda: pages("dev_pages"),
    "pages seeds": lambda: pages("seeds"),
    "sources dev": lambda: speakers("dev"),
    "sources dev_outlets": lambda: speakers("dev_outlets"),
    "names anercorp": lambda: names("anercorp.train.txt", 0.1),
    "names aqmar": lambda: names("aqmar.dev.iob2", 0.0),
}


def gold_files() -> list[Path]:
    """The gold files behind the figures."""
    sets = [path for name in ("dev", "dev_outlets", "dev_pages", "seeds") for path in files(name)]
    page_seeds = [GOLD / f"seeds/pages.{x}.jsonl" for x in ("gold", "texts")]
    corpora = [GOLD / "data/names" / name for name in ("anercorp.train.txt", "aqmar.dev.iob2")]
    scorers = [GOLD / "gold" / f"{name}.py" for name in ("score", "score_pages", "score_names")]
    return [*sets, *page_seeds, *corpora, *scorers]


def hashes() -> dict[str, str]:
    """The SHA-256 of each gold file, by its path in the gold's folder."""
    return {str(path.relative_to(GOLD)): hashlib.sha256(path.read_bytes()).hexdigest() for path in gold_files()}


def floors() -> dict[str, Any]:
    """What `floors.json` holds: `files` with their hashes, `floors` by set and figure."""
    found: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}
    return found
