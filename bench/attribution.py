"""How fast and how well `annotate` finds who said what: words a second of each stage, quality beside a plain peer.

    python bench/attribution.py            # on the gold (MUSNAD_GOLD); without it on the cases written for the project
    python bench/attribution.py --runs 5

The peer is what one writes in an afternoon: a verb, a name, a complementizer or colon, the rest of the sentence, and
whatever stands in quotation marks behind a verb. It is timed and judged in the same run, by the gold's own scorer. One
process, one core, seconds of the processor; the best of the runs after a first one that fills the memories.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / name) for name in ("scripts", "tests")]

import gold_cases  # noqa: E402
import musnad.extract as room  # noqa: E402
from gold_place import here, pairs, scorer  # noqa: E402
from musnad.extract import attributions, events, stances  # noqa: E402
from musnad.extract.annotate import annotate  # noqa: E402

Row = dict[str, Any]
STAGES = (
    ("words, sentences, quotations", room, "analyse"),
    ("credits", room, "find_credits"),
    ("names", room, "find_mentions"),
    ("attributions, by the rules", room, "find"),
    ("attributions, second look", attributions, "second_look"),
    ("who is meant", room, "cast"),
    ("speakers and chains", room, "attribute"),
    ("stances", stances, "find"),
    ("events", events, "find"),
    ("what stays unclear", room, "unclear"),
)
MEASURES = ("found", "found_tight", "who_said", "cue", "direct_recall", "chain", "unnamed", "manner", "kind")

VERBS = (
    "قال|قالت|أضاف|أضافت|أكد|أكدت|أوضح|أوضحت|أشار|أشارت|ذكر|ذكرت|أعلن|أعلنت|صرح|صرحت|تابع|تابعت|شدد|شددت|كشف|كشفت|"
    "لفت|لفتت|اعتبر|اعتبرت|رأى|رأت|بين|بينت|أفاد|أفادت|نفى|نفت|حذر|حذرت|دعا|دعت|طالب|طالبت|اتهم|اتهمت|مؤكدا|مضيفا|مشيرا|"
    "موضحا|قائلا|معتبرا"
)
CLAUSE = re.compile(
    rf"(?<!\w)(?P<cue>[وف]?(?:{VERBS}))\s+(?P<source>[^.\n،:«\"]{{0,80}}?)\s*"
    r"(?:إلى |على |ب)?(?:أن|إن|بأن|أنه|إنه|أنها|إنها|:)\s*(?P<content>[^.\n]{10,})"
)
QUOTED = re.compile(
    rf"(?<!\w)(?P<cue>[وف]?(?:{VERBS}))\s+(?P<source>[^.\n«\"]{{0,80}}?)[:،]?\s*[«\"](?P<content>[^»\"]{{10,}})[»\"]"
)


def peer(article: Row) -> Row:
    """What the plain patterns find."""
    text, found, said = article["text"], [], ""
    for match in sorted([*CLAUSE.finditer(text), *QUOTED.finditer(text)], key=lambda m: m.span("cue")):
        if any(match.start("cue") == one["cue"][0] for one in found):
            continue
        said = match["source"].strip() or said
        quoted = match.re is QUOTED
        found.append(
            {
                "content": list(match.span("content")),
                "cue": list(match.span("cue")),
                "source": list(match.span("source")) if match["source"] else None,
                "speaker": said,
                "manner": "direct" if quoted else "indirect",
                "kind": "statement",
                "unnamed": said.startswith(("مصدر", "مصادر", "مسؤول")),
                "via": [],
            }
        )
    return {"id": article["id"], "credits": [], "attributions": found, "stances": []}


def timed(run: Callable[[], object]) -> tuple[float, dict[str, float]]:
    """Seconds of the processor for a run as a whole, and for each stage in it."""
    spent: dict[str, float] = defaultdict(float)
    real = [getattr(module, name) for _, module, name in STAGES]

    def clocked(label: str, step: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **more: Any) -> Any:
            began = time.process_time()
            try:
                return step(*args, **more)
            finally:
                spent[label] += time.process_time() - began

        return call

    for (label, module, name), step in zip(STAGES, real, strict=True):
        setattr(module, name, clocked(label, step))
    try:
        began = time.process_time()
        run()
        whole = time.process_time() - began
    finally:
        for (_, module, name), step in zip(STAGES, real, strict=True):
            setattr(module, name, step)
    spent["attributions, by the rules"] -= spent["attributions, second look"]  # the one is called by the other
    return whole, spent


def speeds(articles: list[Row], runs: int) -> Iterator[str]:
    """A line for each stage: words a second, and its share of the whole."""
    words = sum(len(article["text"].split()) for article in articles)

    def once() -> None:
        for article in articles:
            annotate(article)

    once()
    whole, spent = min((timed(once) for _ in range(runs)), key=lambda pair: pair[0])
    began = time.process_time()
    for article in articles:
        peer(article)
    plain = time.process_time() - began
    yield f"{len(articles)} articles, {words:,} words"
    for label, _, _ in STAGES:
        yield f"{label:32} {words / max(spent[label], 1e-9):14,.0f} words/s {spent[label] / whole:7.1%}"
    yield f"{'annotate as a whole':32} {words / whole:14,.0f} words/s"
    yield f"{'the peer':32} {words / plain:14,.0f} words/s"


def judged(both: list[tuple[Row, Row]], find: Callable[[Row], Row]) -> dict[str, float]:
    """The scorer's F1 of what is found in articles with gold."""
    score, total = scorer(), Counter()
    for article, gold in both:
        total.update(score.score_article(gold, find(article), article["text"], []))
    return {name: score.f1(total, name)[2] for name in MEASURES}


def main() -> None:
    """Print the speeds, then the quality where there is a gold to judge by."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    args = parser.parse_args()
    sets = {name: pairs(name) for name in ("dev", "dev_outlets")} if here() else {}
    written = [(article, gold) for path in gold_cases.files("b") for gold, article in gold_cases.read(path)]
    articles = [article for both in sets.values() for article, _ in both] or [article for article, _ in written]
    print("\n".join(speeds(articles, args.runs)))
    if not sets:
        print("no gold, no quality: set MUSNAD_GOLD to the folder that holds it")
        return
    sets["cases b"] = written
    print(f"\n{'':14}" + "".join(f"{name:>26}" for name in sets) + "   (the peer, Musnad)")
    plain, ours = ({name: judged(both, find) for name, both in sets.items()} for find in (peer, annotate))
    for one in MEASURES:
        print(f"{one:14}" + "".join(f"{plain[name][one]:18.3f}{ours[name][one]:8.3f}" for name in sets))


if __name__ == "__main__":
    main()
