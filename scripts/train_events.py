"""Learn which sentences tell a protest or an assault: scripts/train_events.py [--check] [--out FILE] [--penalty X]
 Reads the judged sentences of the gold's folder (data/events) and our own cases (tests/cases/events), lets the rules
look at them, and fits for each type a logistic regression with an L2 penalty over the traits of a sentence; what a
sentence should be is between its judges' share and its label. Prints five-fold cross-validated figures, texts kept
together (the folds follow from --seed and the text), and writes the weights. The same input gives the same weights;
`--check` tells whether those of the file are the same, and writes nothing.
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
from musnad.extract.events import traits as made
from musnad.extract.events.judge import JUDGED
from musnad.extract.events.scene import Scene
from musnad.extract.events.traits import RARE, RECIPES, traits
from musnad.lexicon import lexicon
from musnad.text.doc import analyse

DATA = GOLD / "data" / "events"
CASES = ROOT / "tests" / "cases" / "events"
OUT = ROOT / "src" / "musnad" / "knowledge" / "models" / "events.npz"
FOLDS = 5
ROUNDED = 0.01
OWN = {"PROTEST": 0.5, "ASSAULT": 0.4}
"""What a case of our own counts beside a judged sentence: plainer than news, but of protests few are judged."""
CUTS = np.arange(-2.0, 2.0, 0.02)
"""The thresholds that are tried."""
SMOOTH = 8
SOFT = 0.5
"""How much the share of judges who accepted counts beside the label."""


class Example(Struct):
    """A sentence with events by the rules: the text it is of, its traits, what it should be, and what the text is."""

    text: str
    traits: dict[str, set[str]]
    target: float
    label: str
    own: bool = False
    share: float = 1.0


def look(text: str, kind: str) -> list[dict[str, set[str]]]:
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
        found += [Example(text, seen, float(bool(trigger)), "own", True, OWN[kind]) for seen in look(text, kind)]
    return found


class Matrix(Struct):
    """The examples as rows, whose products are how alike they are; the traits with their scales, block by block."""

    likeness: np.ndarray
    rows: dict[str, np.ndarray]
    names: dict[str, list[str]]
    scale: dict[str, np.ndarray]


def matrix(examples: list[Example], kind: str) -> Matrix:
    """The examples by the traits that stand in two of them; the rows of a block are of one length."""
    made = Matrix(np.zeros((len(examples), len(examples))), {}, {}, {})
    for block, counts_for in RECIPES[kind].items():
        counts = Counter(name for one in examples for name in one.traits[block])
        names = sorted(name for name, count in counts.items() if count > 1)
        scale = np.array([math.log(len(examples) / counts[name]) if block in RARE else 1.0 for name in names])
        place = {name: n for n, name in enumerate(names)}
        rows = np.zeros((len(examples), len(names)), dtype=np.float32)
        for n, one in enumerate(examples):
            at = [place[name] for name in one.traits[block] if name in place]
            rows[n, at] = scale[at]
        rows *= math.sqrt(counts_for) / np.maximum(np.sqrt((rows**2).sum(1, keepdims=True)), 1e-9)
        made.rows[block], made.names[block], made.scale[block] = rows, names, scale
        made.likeness += rows @ rows.T
    return made


def fit(kernel: np.ndarray, target: np.ndarray, share: np.ndarray, penalty: float) -> tuple[np.ndarray, float]:
    """Logistic regression by Newton's method in the space of the examples: what each counts, and the bias.

    `share` is how much of an example there is: our own cases are plainer than news and must not outweigh it.
    """
    size = len(target)
    own, bias = np.zeros(size), 0.0
    for _ in range(12):
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
    return np.array([one.share for one in examples])


def fold_of(text: str, seed: int) -> int:
    """The fold of a text."""
    return int(hashlib.md5(f"{seed}{text}".encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def crossed(examples: list[Example], kernel: np.ndarray, penalty: float, seed: int) -> np.ndarray:
    """The score of every judged example by a model that did not see its text; our own cases are always seen."""
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


def curve(ranked: list[tuple[float, bool]], total: int) -> np.ndarray:
    """F1 at each threshold of `CUTS`; `total` counts what should be found."""
    scores = np.array([score for score, _ in ranked])
    hit = np.array([yes for _, yes in ranked])
    return np.array([2 * hit[scores >= cut].sum() / ((scores >= cut).sum() + total) for cut in CUTS])


def best_cut(curves: list[np.ndarray]) -> int:
    """The place of the threshold where F1 is best over all divisions, smoothed: one sentence must not decide."""
    mean = np.mean(curves, axis=0)
    smooth = np.convolve(np.pad(mean, SMOOTH, mode="edge"), np.ones(2 * SMOOTH + 1) / (2 * SMOOTH + 1), mode="valid")
    return int(smooth.argmax())


def train(kind: str, penalty: float, seeds: list[int]) -> dict[str, np.ndarray]:
    """Learn one type: the arrays of its model."""
    examples = judged(kind) + ours(kind)
    labels = (DATA / f"{kind.lower()}.jsonl").read_text(encoding="utf-8").splitlines()
    total = sum(json.loads(line)["label"] == "yes" for line in labels)
    seen = matrix(examples, kind)
    ranked = [by_text(examples, crossed(examples, seen.likeness, penalty, seed)) for seed in seeds]
    curves = [curve(one, total) for one in ranked]
    cut = best_cut(curves)
    for seed, one, found in zip(seeds, ranked, curves, strict=True):
        hits = sum(yes for score, yes in one if score >= CUTS[cut])
        said = sum(score >= CUTS[cut] for score, _ in one)
        told = f"F1 {found[cut]:.3f} precision {hits / said:.3f} recall {hits / total:.3f}"
        print(f"{kind} seed {seed}: {told}, at its own best {found.max():.3f}", flush=True)
    target = np.array([one.target for one in examples])
    own, bias = fit(seen.likeness, target, shares(examples), penalty)
    weight = [(seen.rows[block].T @ own) / math.sqrt(size) for block, size in RECIPES[kind].items()]
    return {
        f"{kind} names": np.frombuffer("\n".join(n for names in seen.names.values() for n in names).encode(), np.uint8),
        f"{kind} scale": np.concatenate(list(seen.scale.values())).astype(np.float16),
        f"{kind} weight": np.concatenate(weight).astype(np.float16),
        f"{kind} bias": np.array(bias - CUTS[cut]),
    }


def code() -> str:
    """The SHA-256 of the code that makes the traits: weights for other traits are worth nothing."""
    return hashlib.sha256(Path(made.__file__).read_bytes()).hexdigest()


def differs(arrays: dict[str, np.ndarray], path: Path) -> str:
    """What of a file is not what was learnt just now, "" where it is the same but for rounding."""
    with np.load(path) as stored:
        return ", ".join(
            name
            for name, one in arrays.items()
            if stored[name].shape != one.shape or np.abs(stored[name].astype(float) - one.astype(float)).max() > ROUNDED
        )


def main() -> None:
    """Learn both types, print how well, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--penalty", type=float, default=1.0)
    parser.add_argument("--seed", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    need("data/events")
    arrays: dict[str, np.ndarray] = {}
    for kind in JUDGED:
        arrays.update(train(kind, args.penalty, args.seed))
    if args.check:
        raise SystemExit(differs(arrays, args.out) or 0)
    np.savez_compressed(args.out, **arrays, code=code())
    print(f"{args.out}: {args.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
