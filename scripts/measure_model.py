"""What the second look adds to the rules alone: `measure_model.py`, the tables of docs/measures.md in Markdown.

The articles that it learnt from (train and half a of the written cases) are read with weights that five-fold
cross-validation gives without them; all others with the weights of the package.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from typing import Any

from gold_place import need, scorer
from musnad.extract import second_look
from musnad.extract.annotate import annotate
from musnad.extract.second_look import Weights
from train_attribution import FOLDS, articles, examples, judged, learnt

Row = dict[str, Any]
Pick = Callable[[str, int], Weights | None]
PENALTY = 4.0
MEASURES = ("found", "found_tight", "who_said", "cue", "direct_recall", "chain", "unnamed", "manner", "kind")
KINDS = ("statement", "call", "belief", "denial", "no_comment", "report")
MANNERS = ("direct", "mixed", "indirect")


def read(article: Row, weights: Weights | None) -> Row:
    """The article's reading with the weights given; None for the rules alone."""
    real, second_look.weights = second_look.weights, lambda: weights
    try:
        return annotate(article)
    finally:
        second_look.weights = real


def crossed(names: tuple[str, ...]) -> dict[str, Weights]:
    """For each article that was learnt from, the weights learnt without its fold."""
    rows = [row for name in names for row in examples(name)]
    more = list(judged())
    enough = second_look.weights().enough
    keys = sorted(f"{name} {article['id']}" for name in names for article, _ in articles(name))
    made = {}
    for fold in range(FOLDS):
        held = {key for n, key in enumerate(keys) if n % FOLDS == fold}
        weights = learnt([*(row for row in rows if row.article not in held), *more], PENALTY, enough)
        made.update(dict.fromkeys(held, weights))
    return made


def counts(name: str, pick: Callable[[str], Weights | None]) -> Counter[Any]:
    """The scorer's counts of a set, and those of found by kind and by manner."""
    score, total = scorer(), Counter()
    for article, gold in articles(name):
        found = read(article, pick(f"{name} {article['id']}"))
        score.check_predictions({article["id"]: found}, {article["id"]: article})
        total.update(score.score_article(gold, found, article["text"], []))
        total.update(by_field(score, article["text"], gold["attributions"], found["attributions"]))
    return total


def by_field(score: Any, text: str, gold: list[Row], found: list[Row]) -> Counter[Any]:
    """Hits, gold and found of each kind and manner; a hit counts as the gold's for recall, as ours for precision."""
    words = score.spans_to_tokens(text)
    body = text.find("\n\n") + 2 if "\n\n" in text else 0
    gold, found = ([a for a in side if a["content"][1] > body] for side in (gold, found))
    theirs, ours = ([score.inside(a["content"], words) for a in side] for side in (gold, found))

    def alike(g: int, p: int) -> float:
        shared = score.token_f1(theirs[g], ours[p])
        cue = score.overlap(gold[g]["cue"], found[p]["cue"]) > 0
        who = score.same_name(gold[g]["speaker"], found[p]["speaker"])
        return shared + 0.3 * cue + 0.2 * who if shared >= 0.5 else 0.0

    pairs, kept_gold, kept_found = score.settled(gold, found, score.pair_required_first(gold, found, alike, 0.5))
    total: Counter[Any] = Counter()
    for field in ("kind", "manner"):
        total.update((f"{gold[g][field]}", "met") for g, _ in pairs)
        total.update((f"{found[p][field]}", "right") for _, p in pairs)
        total.update((f"{gold[g][field]}", "there") for g in kept_gold)
        total.update((f"{found[p][field]}", "said") for p in kept_found)
    return total


def f1(total: Counter[Any], field: str) -> str:
    """The F1 of found for one kind or manner."""
    recall = total[field, "met"] / total[field, "there"] if total[field, "there"] else 0.0
    precision = total[field, "right"] / total[field, "said"] if total[field, "said"] else 0.0
    return shown(2 * recall * precision / (recall + precision) if recall and precision else 0.0)


def shown(figure: float) -> str:
    """A figure between 0 and 1 with three digits."""
    return f"{figure:.3f}".lstrip("0") if figure < 1 else "1.00"


def main() -> None:
    """Print both tables."""
    need()
    score = scorer()
    without = crossed(("train", "a"))
    sets = {"train": "train (crossed)", "dev": "dev", "dev_outlets": "dev_outlets", "a": "cases a (crossed)"}
    sets["b"] = "cases b"
    rules = {name: counts(name, lambda _: None) for name in sets}
    both = {name: counts(name, lambda key: without.get(key) or second_look.weights()) for name in sets}
    out = ["| | " + " | ".join(sets.values()) + " |", "|---" * (len(sets) + 1) + "|"]
    for one in MEASURES:
        cells = [f"{shown(score.f1(rules[n], one)[2])} -> {shown(score.f1(both[n], one)[2])}" for n in sets]
        out.append(f"| {one} | " + " | ".join(cells) + " |")
    known, new = ("train", "a"), ("dev", "dev_outlets", "b")
    out += ["", "| found | gold | learnt from (crossed) | gold | the others |", "|---|---|---|---|---|"]
    for field in (*KINDS, *MANNERS):
        cells = []
        for group in (known, new):
            old, now = (sum((counted[n] for n in group), Counter()) for counted in (rules, both))
            cells += [str(old[field, "there"]), f"{f1(old, field)} -> {f1(now, field)}"]
        out.append(f"| {field} | " + " | ".join(cells) + " |")
    sys.stdout.write("\n".join(out) + "\n")


if __name__ == "__main__":
    main()
