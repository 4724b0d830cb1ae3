"""Learn which sentences tell a protest or an assault: scripts/train_events.py [--out FILE] [--penalty X]
 Reads the judged sentences of the gold's folder (data/events) and our own cases (tests/cases/events), lets the rules
look at them, and fits for each type a logistic regression with an L2 penalty over the traits of a sentence; what a
sentence should be is between its judges' share and its label. Prints five-fold cross-validated figures, texts kept
together (the folds follow from --seed and the text), and writes the weights. The same input gives the same weights.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
from collections import Counter
from pathlib import Path

import numpy as np
from msgspec import Struct

from gold_place import GOLD, ROOT, need
from musnad.extract import read_article
from musnad.extract.annotate import article_of
from musnad.extract.events import sentences
from musnad.extract.events.judge import JUDGED, LENGTH
from musnad.extract.events.scene import Scene
from musnad.extract.events.traits import traits
from musnad.lexicon import lexicon
from musnad.text.doc import analyse

DATA = GOLD / "data" / "events"
CASES = ROOT / "tests" / "cases" / "events"
OUT = ROOT / "src" / "musnad" / "knowledge" / "models" / "events.npz"
FOLDS = 5
OWN = 0.6
SOFT = 0.5
"""How much the share of judges who accepted counts beside the label."""


class Example(Struct):
    """A sentence with events by the rules: the text it is of, its traits, what it should be, and what the text is."""

    text: str
    traits: dict[str, float]
    target: float
    label: str
    own: bool = False


def look(text: str, kind: str) -> list[dict[str, float]]:
    """The traits of each sentence of `text` in which the rules see an event of `kind`."""
    lex = lexicon()
    reading = read_article(article_of({"id": "one", "text": text}))
    scene = Scene(analyse(text, reading.article.body), reading.mentions, reading.attributions, lex)
    found = sentences(scene, reading.article)
    return [traits(scene, at, kind, told) for at, told in found if any(one.event.type == kind for one in told)]


def judged(kind: str) -> list[Example]:
    """The sentences that people judged."""
    path = DATA / f"{kind.lower()}.jsonl"
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        share = row["accept"] / (row["accept"] + row["reject"])
        hard = float(row["label"] == "yes")
        target = share if row["label"] == "ambiguous" else SOFT * share + (1 - SOFT) * hard
        found += [Example(row["text"], seen, target, row["label"]) for seen in look(row["text"], kind)]
    return found


def ours(kind: str) -> list[Example]:
    """Our own cases: those with a trigger tell an event, the others do not."""
    path = CASES / f"{kind}.tsv"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")][1:]
    found = []
    for line in lines:
        text, trigger = line.split("\t")[:2]
        found += [Example(text, seen, float(bool(trigger)), "own", own=True) for seen in look(text, kind)]
    return found


def matrix(examples: list[Example]) -> tuple[np.ndarray, list[str], np.ndarray]:
    """The examples as rows of equal length, the traits that stand in two of them, and how traits are scaled."""
    counts = Counter(name for one in examples for name in one.traits)
    names = sorted(name for name, count in counts.items() if count > 1)
    place = {name: n for n, name in enumerate(names)}
    rare = [math.log(len(examples) / counts[name]) if name[:2] in ("w:", "b:") else 1.0 for name in names]
    scale = np.array(rare, dtype=np.float32)
    rows = np.zeros((len(examples), len(names)), dtype=np.float32)
    for n, one in enumerate(examples):
        for name, size in one.traits.items():
            at = place.get(name)
            if at is not None:
                rows[n, at] = size * scale[at]
    length = np.sqrt((rows**2).sum(1, keepdims=True))
    return LENGTH * rows / np.maximum(length, 1e-9), names, scale


def fit(kernel: np.ndarray, target: np.ndarray, share: np.ndarray, penalty: float) -> tuple[np.ndarray, float]:
    """Logistic regression by Newton's method in the space of the examples: what each counts, and the bias.

    `share` is how much of an example there is: our own cases are plainer than news and must not outweigh it.
    """
    size = len(target)
    own, bias = np.zeros(size), 0.0
    for _ in range(30):
        chance = 1 / (1 + np.exp(-(kernel @ own + bias)))
        sure = np.maximum(chance * (1 - chance), 1e-6)
        goal = kernel @ own + bias + (target - chance) / sure
        system = np.ones((size + 1, size + 1))
        system[:size, :size] = kernel + penalty * np.diag(1 / (sure * share))
        system[size, size] = 0
        solved = np.linalg.solve(system, np.append(goal, 0))
        moved = np.abs(solved[:size] - own).max()
        own, bias = solved[:size], float(solved[size])
        if moved < 1e-6:
            break
    return own, bias


def shares(examples: list[Example]) -> np.ndarray:
    """How much each example counts."""
    return np.array([OWN if one.own else 1.0 for one in examples])


def fold_of(text: str, seed: int) -> int:
    """The fold of a text."""
    return int(hashlib.md5(f"{seed}{text}".encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def crossed(examples: list[Example], penalty: float, seed: int) -> np.ndarray:
    """The score of every judged example by a model that did not see its text; our own cases are always seen."""
    rows, _, _ = matrix(examples)
    kernel = (rows @ rows.T).astype(float)
    target = np.array([one.target for one in examples])
    share = shares(examples)
    fold = np.array([-1 if one.own else fold_of(one.text, seed) for one in examples])
    scores = np.zeros(len(examples))
    for k in range(FOLDS):
        seen, asked = fold != k, fold == k
        own, bias = fit(kernel[np.ix_(seen, seen)], target[seen], share[seen], penalty)
        scores[asked] = kernel[np.ix_(asked, seen)] @ own + bias
    return scores


def by_text(examples: list[Example], scores: np.ndarray) -> list[tuple[float, bool]]:
    """The best score of each judged text that is not ambiguous, the highest first, and whether it tells the event."""
    best: dict[str, tuple[float, bool]] = {}
    for one, score in zip(examples, scores.tolist(), strict=True):
        if not one.own and one.label != "ambiguous":
            best[one.text] = max(best.get(one.text, (-99.0, False)), (score, one.label == "yes"))
    return sorted(best.values(), reverse=True)


def best_cut(ranked: list[tuple[float, bool]], total: int) -> tuple[float, float, float, float]:
    """F1, precision, recall and threshold where F1 is best; `total` counts what should be found."""
    best, hits = (0.0, 0.0, 0.0, 0.0), 0
    for n, (score, yes) in enumerate(ranked, 1):
        hits += yes
        best = max(best, (2 * hits / (n + total), hits / n, hits / total, score))
    return best


def train(kind: str, penalty: float, seeds: list[int]) -> dict[str, np.ndarray]:
    """Learn one type: the arrays of its model."""
    examples = judged(kind) + ours(kind)
    labels = (DATA / f"{kind.lower()}.jsonl").read_text(encoding="utf-8").splitlines()
    total = sum(json.loads(line)["label"] == "yes" for line in labels)
    cuts = []
    for seed in seeds:
        cut = best_cut(by_text(examples, crossed(examples, penalty, seed)), total)
        cuts.append(cut)
        told = f"F1 {cut[0]:.3f} precision {cut[1]:.3f} recall {cut[2]:.3f} cut {cut[3]:.2f}"
        print(f"{kind} seed {seed}: {told}", flush=True)
    rows, names, scale = matrix(examples)
    own, bias = fit(
        (rows @ rows.T).astype(float), np.array([one.target for one in examples]), shares(examples), penalty
    )
    cut_at = float(np.mean([cut[3] for cut in cuts]))
    return {
        f"{kind} names": np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
        f"{kind} scale": scale.astype(np.float16),
        f"{kind} weight": (rows.T @ own).astype(np.float16),
        f"{kind} bias": np.array(bias - cut_at),
    }


def main() -> None:
    """Learn both types, print how well, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--penalty", type=float, default=1.0)
    parser.add_argument("--seed", type=int, nargs="+", default=[1, 2, 3])
    args = parser.parse_args()
    need("data/events")
    arrays: dict[str, np.ndarray] = {}
    for kind in JUDGED:
        arrays.update(train(kind, args.penalty, args.seed))
    np.savez_compressed(args.out, **arrays)
    print(f"{args.out}: {args.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
